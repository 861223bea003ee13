/* remark: what is to be said of templates, all of it and not the first fault alone.
 *
 * Who reads templates stops at the first fault, in an Error. With Remarks, it is kept here and the
 * reading goes on: `ate modeles --verifier` shows them all. A remark is an error (what a run would
 * refuse) or a warning. */
#ifndef ATE_TEXT_REMARK_H
#define ATE_TEXT_REMARK_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

typedef struct Remark {
    bool warning;
    const char *place, *what, *remedy; /* as in an Error: "templates/fr/protocole.md:8" */
} Remark;

typedef struct Remarks {
    Arena *arena; /* of the texts */
    Remark *items;
    size_t count, capacity;
} Remarks;

void remarks_free(Remarks *remarks);

/* A fault of the user's becomes a remark, and the answer is STATUS_OK: go on. `remarks` NULL, or
 * a system failure: `status`. */
Status remarks_keep(Remarks *remarks, Status status, const Error *error);
void remarks_warn(Remarks *remarks, const char *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Of the warning just made. */
void remarks_remedy(Remarks *remarks, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* By file, then by line; what was said twice of one place is said once. */
void remarks_sort(Remarks *remarks);
size_t remarks_errors(const Remarks *remarks);

#endif
