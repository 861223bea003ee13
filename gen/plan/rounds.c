#include "plan/rounds.h"

#include "plan/agenda.h"
#include "plan/search.h"

int64_t rounds_insert(Rounds *rounds)
{
    Agenda agenda;
    agenda_open(&agenda, rounds);
    search_insert(&agenda);
    int64_t cost = agenda.cost;
    agenda_close(&agenda);
    return cost;
}

int64_t rounds_solve(Rounds *rounds)
{
    Agenda agenda;
    agenda_open(&agenda, rounds);
    search_insert(&agenda);
    search_improve(&agenda);
    int64_t cost = agenda.cost;
    agenda_close(&agenda);
    return cost;
}

Bar rounds_bar(const Rounds *rounds, const Wish *wish)
{
    const Wish *end = rounds->wishes + rounds->count;
    for (int d = 0; d < wish->days && wish->first + d <= wish->latest; d++) {
        bool apart = true;
        for (const Wish *w = rounds->wishes; w < end; w++)
            apart &= w->sequence != wish->sequence || w->day == DATE_NONE ||
                     (w->day > wish->first + d ? w->day - wish->first - d : wish->first + d - w->day) >=
                         rounds->gap;
        if (wish->halves[d] && apart)
            return BAR_PERSON;
    }
    return BAR_SIBLINGS;
}
