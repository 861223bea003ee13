#include "declare/total.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void add_to(ProgrammeTotal *total, const LotLine *line)
{
    total->count[line->nature]++;
    total->hours[line->nature] += line->record.hours;
}

static int by_programme(const void *a, const void *b)
{
    return strcmp(((const ProgrammeTotal *)a)->programme, ((const ProgrammeTotal *)b)->programme);
}

const ProgrammeTotal *totals_by_programme(const LotPlan *plan, Arena *arena, size_t *count)
{
    ProgrammeTotal *totals = arena_array_of(arena, plan->line_count + 1, ProgrammeTotal);
    ProgrammeTotal whole = {.programme = _("Total")};
    *count = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        const LotLine *line = &plan->lines[i];
        const char *programme = line->record.values[DECLARED_PROGRAMME];
        size_t t = 0;
        while (t < *count && !text_is(totals[t].programme, programme))
            t++;
        if (t == *count)
            totals[(*count)++].programme = programme;
        add_to(&totals[t], line);
        add_to(&whole, line);
    }
    qsort(totals, *count, sizeof *totals, by_programme);
    totals[*count] = whole;
    return totals;
}
