/* refusal: declaration-refus.csv, what the destination sent back, beside the lots of the
 * registry: each row names a record by its number, a whole lot, or a sequence by its key.
 * The table has no say once a later lot holds the sequence again. */
#ifndef ATE_RECORD_REFUSAL_H
#define ATE_RECORD_REFUSAL_H

#include "record/effective.h"
#include "record/lots.h"

typedef struct Refusal {
    const Row *row;
    LotRefusal refused;
    bool last; /* no later lot holds the sequence */
} Refusal;

typedef struct Refusals {
    Refusal *items;       /* in the order of the table; a lot that is refused gives several */
    size_t count;
    const Row **unknown;  /* rows that name nothing that the registry knows */
    size_t unknown_count;
} Refusals;

/* Rows whose number could not be read are left out: they have findings of their own. */
Status refusals_read(const Record *record, Arena *arena, Refusals *refusals, Error *error);
/* The same for lots_declared and lots_refuse: `refusals->count` of them. */
const LotRefusal *refusals_list(const Refusals *refusals, Arena *arena);

#endif
