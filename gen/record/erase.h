/* erase: what the registry forgets of a student whose time of retention is over.
 *
 * Rows go, with their bytes in the file (secure_delete, then VACUUM), and so do originals and
 * the copies that changes of schema left. What stays: the counters and the numbers, so that none
 * is ever given again; how many documents there were, a school year and a kind; a line of the
 * journal for each erasure, without keys. Files go first and the rows last: an erasure that is
 * cut is taken up again by the next one.
 */
#ifndef ATE_RECORD_ERASE_H
#define ATE_RECORD_ERASE_H

#include "base/arena.h"
#include "base/date.h"
#include "record/registry.h"

#include <stddef.h>
#include <stdint.h>

/* A document of an erasure. */
typedef struct Erased {
    int64_t document;
    const char *kind, *key;
    const char *school_year; /* of its first issue: what it is counted under */
} Erased;

typedef struct Erasure {
    Date today;
    const Erased *documents;
    size_t document_count;
    const char *const *sequences; /* keys of those that nobody is to know any more */
    size_t sequence_count;
    const char *const *students;  /* keys */
    size_t student_count;
} Erasure;

/* Not within a transaction. */
Status registry_erase(Registry *registry, const Erasure *erasure, Error *error);

#endif
