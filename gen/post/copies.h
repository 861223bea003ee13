/* copies: the protected copies of the documents that leave by mail, where config.ini
 * says [sorties] mot_de_passe_commande.
 *
 * They are kept below output/proteges/ and made again only when their document or the
 * password has changed: two copies of one document never have the same bytes (seal.h).
 * The command is asked once, or once a company when it names {{entreprise}}; a company
 * whose password cannot be had has a fault on each of its copies, and no one else.
 */
#ifndef ATE_POST_COPIES_H
#define ATE_POST_COPIES_H

#include "base/map.h"
#include "post/parcel.h"

#define COPIES_FOLDER "proteges/"

typedef struct Copy {
    const Document *document;
    const char *path;   /* below output/: "proteges/protocole/protocole-seq-1.pdf" */
    const char *fault;  /* why it cannot leave, in the user's language; NULL: it can */
    size_t length;
    Sha256 sha256;
} Copy;

typedef struct Copies {
    bool wanted;        /* false: the documents leave as they are, the rest is empty */
    Copy *items;        /* in the order of the parcels */
    size_t count;
    Map *by_document;   /* by the document's path -> Copy */
} Copies;

bool copies_wanted(const Config *config);
/* STATUS_USAGE when the one password cannot be had: no copy is made then. To be given back
 * with copies_free even when it fails. `only_company` NULL: all. */
Status copies_make(Copies *copies, const Issue *issue, const Parcels *parcels,
                   const char *only_company, int workers, Error *error);
const Copy *copies_find(const Copies *copies, const Document *document);
void copies_free(Copies *copies);

#endif
