/* catalogue: the kinds of documents, from templates/catalogue.ini.
 *
 * A section a kind; keys titre, titre_en, portee, modele (a template, or several:
 * `modele = protocole` / `modele.2 = protocole-remunere si remuneree = oui`), du,
 * fichier, numero, destinataires, role, occasion, courriel, original, corrections,
 * and `avenant.NAME` (text/agreement.h). A template `protocole`
 * is the file templates/LANG/protocole.md, a `courriel = protocoles` the file
 * templates/LANG/courriels/protocoles.txt. Everything is checked at loading: unknown
 * key, condition, template or variable is STATUS_USAGE at its place, and so is a
 * PERSONAL column printed in what a company receives.
 */
#ifndef ATE_TEXT_CATALOGUE_H
#define ATE_TEXT_CATALOGUE_H

#include "text/agreement.h"
#include "text/condition.h"
#include "text/template.h"

enum { /* recipients, as in the manifest */
    RECIPIENT_SCHOOL = 1, RECIPIENT_COMPANY = 2, RECIPIENT_STUDENT = 4, RECIPIENT_RESPONSABLE = 8,
};

typedef struct KindTemplate {
    const char *name;           /* "protocole" */
    const Condition *condition; /* NULL: always */
    const Template *template[LANG_COUNT];
    int line;                   /* of catalogue.ini */
} KindTemplate;

typedef enum KeepOriginal { /* when the bytes of a document are kept for ever */
    KEEP_NEVER, KEEP_WHEN_ISSUED, KEEP_WHEN_SIGNED, /* or sent */
} KeepOriginal;

typedef struct Kind {
    const char *name;           /* "protocole": the section's name */
    const char *title[LANG_COUNT];
    Scope scope;
    const Condition *due;
    const KindTemplate *templates; /* the first whose condition holds */
    size_t template_count;
    const char *file;           /* pattern of the name, as a template: "protocole-{{id}}.pdf" */
    const char *number;         /* pattern, "" when the kind has no number */
    unsigned recipients;
    const char *role;           /* of contacts.csv: "signature"; "" when none */
    const char *occasion;       /* messages of one occasion are grouped: "protocoles"; the kind's
                                   name when it has a message and says no occasion */
    const char *mail;           /* template of the message, "" when it is not mailed */
    const Template *message[LANG_COUNT]; /* NULL without */
    KeepOriginal original;
    Agreement agreement;        /* its terms, for a contract that is amended and not rewritten */
    int line;                   /* of catalogue.ini */
} Kind;

typedef struct Catalogue {
    const Kind *kinds;          /* in the order of the file */
    size_t count;
    const char *sha256;         /* of catalogue.ini's values, and of every template, clause and
                                   message it leads to: for `ate modeles --empreinte` */
} Catalogue;

/* `record` serves to check names; the catalogue lives in `arena`. */
Status catalogue_load(Catalogue *catalogue, Arena *arena, const char *folder, const Record *record,
                      Error *error);
/* The same, with every fault as a remark: what could not be read is absent from the kinds (a
 * template NULL, no condition), which serve for nothing but further remarks. No digest. */
Status catalogue_review(Catalogue *catalogue, Arena *arena, const char *folder,
                        const Record *record, Remarks *remarks, Error *error);
const Kind *catalogue_find(const Catalogue *catalogue, const char *name);
/* `ate envoyer` sends it: a message, to a company that each document has. */
bool kind_is_mailed(const Kind *kind);
Truth kind_is_due(const Kind *kind, const Model *model, Datum root);
/* NULL: none fits. */
const KindTemplate *kind_template(const Kind *kind, const Model *model, Datum root);
/* The language of a document: the student's for one he signs or gets alone, else
 * the company's when it is a recipient, else the school's. */
Lang kind_lang(const Kind *kind, const Record *record, const Subject *subject);

#endif
