/* signatures: who signed a document, on which day and in which revision, as the school's tables
 * say it. */
#ifndef ATE_RECORD_SIGNATURES_H
#define ATE_RECORD_SIGNATURES_H

#include "base/date.h"
#include "record/registry.h"

typedef enum Signatory {
    SIGNATORY_STUDENT, SIGNATORY_COMPANY, SIGNATORY_SCHOOL, SIGNATORY_PARENT,
    SIGNATORY_ALL, /* one day for all of them */
} Signatory;
enum { SIGNATORY_COUNT = 5 };
const char *signatory_code(Signatory signatory); /* "eleve" … */

typedef struct Signatures {
    const char *kind, *key, *number;
    int revision;                 /* that was signed */
    Date signed_on[SIGNATORY_COUNT]; /* DATE_NONE: not, or not said */
} Signatures;

/* Within a transaction. Writes what is new and says it in the journal; a day or a revision that
 * changed replaces the one before. */
Status signatures_note(Registry *registry, const Signatures *signatures, Date today,
                       Error *error);

#endif
