/* amendment: from what the registry and avenants.csv say of a signed protocol to its amendments and
 * to the terms in force. For contract.c alone. */
#ifndef ATE_RECORD_AMENDMENT_H
#define ATE_RECORD_AMENDMENT_H

#include "record/contract.h"

/* An amendment that the registry knows. */
typedef struct IssuedAmendment {
    int rank;
    const char *key;
    const TermList *terms; /* of its last revision; NULL: not known */
} IssuedAmendment;

typedef struct Settlement {
    const Term *term;
    const Row *sequence;
    Date today;
    Arena *arena;
    const TermList *signed_terms;
    const IssuedAmendment *issued; /* by rank */
    size_t issued_count;
    /* made: */
    TermValue *in_force;           /* names of signed_terms, in their order */
    Amendment *amendments;
    size_t amendment_count;
    const char *withdrawn;         /* NULL: none */
} Settlement;

void amendments_settle(Settlement *settlement);

/* "SEQ-1.a2": the key of an amendment, and the sequence and the rank of one; false when the key is
 * of no amendment. */
const char *amendment_key(const char *sequence, int rank, Arena *arena);
bool amendment_split(const char *key, Arena *arena, const char **sequence, int *rank);

#endif
