/* letter: the subject and the text of a message, from its template (text/mail.h) and
 * the parcel it goes with. `signatures` is true when a document at least waits to be
 * signed: a kind whose role is signature, a sequence whose protocol is not signed.
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
