#include "plan/rounds.h"

#include "plan/agenda.h"
#include "plan/search.h"

/* Puts the visits of an earlier plan back where they were, as far as they may still be there. */
static void keep_earlier(Agenda *agenda)
{
    const Hours *hours = agenda->rounds->hours;
    for (size_t i = 0; i < agenda->rounds->count; i++) {
        Wish *wish = &agenda->rounds->wishes[i];
        wish->pinned = false;
        for (int s = 0; wish->kept_day != DATE_NONE && !wish->pinned && s < hours->count; s++) {
            if (hours->starts[s] != wish->kept_minutes ||
                !agenda_takes(agenda, wish, wish->kept_day, s) ||
                !agenda_is_apart(agenda, wish, wish->kept_day))
                continue;
            agenda_put(agenda, wish, wish->kept_day, s);
            wish->pinned = true;
        }
    }
}

int64_t rounds_insert(Rounds *rounds)
{
    Agenda agenda;
    agenda_open(&agenda, rounds);
    keep_earlier(&agenda);
    search_insert(&agenda);
    int64_t cost = agenda.cost;
    agenda_close(&agenda);
    return cost;
}

int64_t rounds_solve(Rounds *rounds)
{
    Agenda agenda;
    agenda_open(&agenda, rounds);
    keep_earlier(&agenda);
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
                     (w->day > wish->first + d ? w->day - wish->first - d
                                               : wish->first + d - w->day) >= rounds->gap;
        if (wish->halves[d] && apart)
            return BAR_PERSON;
    }
    return BAR_SIBLINGS;
}
