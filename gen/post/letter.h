/* letter: the subject and the text of a message, from
 * templates/LANG/courriels/NAME.txt.
 *
 * The first line is the subject ("Objet : …", "Subject: …"); the rest, after blank
 * lines, is the text. Names of templates are those of a company (text/model.h),
 * with these before them:
 *   destinataire.nom            who receives the message
 *   entreprise.nom
 *   documents                   list: titre, numero, revision, fichier, sequence, eleve,
 *                               debut, fin, a_signer, position, premier, dernier
 *   plusieurs                   flag: more than one document
 *   signatures                  flag: one of them at least waits to be signed (a kind whose
 *                               role is signature, a sequence whose protocol is not signed)
 *   limite                      date: these are to be returned by then; empty when it is past
 *   reponse                     the address to answer to
 * An unknown name is STATUS_USAGE at its place, before any message is made.
 */
#ifndef ATE_POST_LETTER_H
#define ATE_POST_LETTER_H

#include "post/parcel.h"

typedef struct Letter {
    const char *subject, *text;
} Letter;

typedef struct Letters Letters; /* the templates, each loaded and checked once */
Letters *letters_new(Arena *arena, const Record *record);
void letters_free(Letters *letters);

/* As it reads on `day`: the day of a message already prepared gives the same text. */
Status letter_write(Letters *letters, const Parcel *parcel, Date day, Letter *letter, Error *error);

Lang company_lang(const Record *record, const Row *company); /* its own, else the school's */
const char *lang_code(Lang lang);                            /* "fr", "en" */

#endif
