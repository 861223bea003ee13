/* terms: the registry's table of what the parties agreed on: for a revision of a
 * contract, the value of each term as plain, language-neutral text ("2027-01-11",
 * "18.5", a key); for an amendment, the new value and the one that it replaces. A term
 * is a column of the sequence ("debut") or of its lists ("activites.activite"). */
#ifndef ATE_RECORD_TERMS_H
#define ATE_RECORD_TERMS_H

#include "base/arena.h"
#include "record/registry.h"

#include <stddef.h>
#include <stdint.h>

typedef struct TermValue {
    const char *name, *value;
    const char *old; /* of an amendment; else NULL */
} TermValue;

/* Within a transaction. Kept once: a revision that has its terms keeps them. `document` is the
 * registry's own id. */
Status terms_put(Registry *registry, int64_t document, int revision, const TermValue *terms,
                 size_t count, Error *error);

/* Terms of a revision of a document. */
typedef struct TermList {
    const char *key; /* of the document */
    int revision;
    TermValue *terms; /* by name */
    size_t count;
} TermList;
/* Those of every document of a kind, by key and revision. */
Status terms_list(const Registry *registry, const char *kind, Arena *arena, TermList **lists,
                  size_t *count, Error *error);

#endif
