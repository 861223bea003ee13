/* numbers: the registry's counters. A number that was given once is never given
 * again, even when its document is cancelled. For the files of record/ only. */
#ifndef ATE_RECORD_NUMBERS_H
#define ATE_RECORD_NUMBERS_H

#include "base/buffer.h"
#include "base/error.h"

#include <sqlite3.h>

typedef struct NumberParts {
    const char *kind, *pattern; /* "{annee}-{organisme}-{seq:5}" */
    int year;
    const char *organisation;
} NumberParts;

/* The next number, within a transaction. STATUS_USAGE when the pattern is wrong. */
Status number_take(sqlite3 *database, const NumberParts *parts, Buffer *number, Error *error);

#endif
