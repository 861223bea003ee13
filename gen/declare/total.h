/* total: the records of a lot counted by programme, with their hours. */
#ifndef ATE_DECLARE_TOTAL_H
#define ATE_DECLARE_TOTAL_H

#include "declare/lot.h"

typedef struct ProgrammeTotal {
    const char *programme; /* of the last one: "Total", in the user's language */
    size_t count[NATURE_COUNT];
    Number hours[NATURE_COUNT];
} ProgrammeTotal;

/* One a programme, in the order of their codes, then that of the lot: `*count` leaves it out. */
const ProgrammeTotal *totals_by_programme(const LotPlan *plan, Arena *arena, size_t *count);

#endif
