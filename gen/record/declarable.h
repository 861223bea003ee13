/* declarable: whether a sequence is to be declared, as the lots and the reports ask it: once it has
 * ended (terminee, interrompue), with heures_realisees and a code permanent. */
#ifndef ATE_RECORD_DECLARABLE_H
#define ATE_RECORD_DECLARABLE_H

#include "record/effective.h"

typedef enum Declarable {
    DECLARABLE_YES,
    DECLARABLE_NOT_ENDED, /* planned, matched, signed, under way, cancelled: what was declared is
                             void */
    DECLARABLE_NO_HOURS,
    DECLARABLE_NO_PERMANENT_CODE,
    DECLARABLE_UNKNOWN, /* its state or its student could not be read */
} Declarable;

Declarable record_declarable(const Record *record, const Row *sequence);

#endif
