/* Three moves, in this order, for every wish and every day:
 *   shift     a visit goes where it costs less;
 *   displace  a visit takes the place of others, which go elsewhere;
 *   dissolve  a day on the road is given up, and its visits join others.
 * A move is a list of changes, undone from the last one when the plan is not cheaper. */
#include "plan/search.h"

#include "base/arena.h"

#include <stdlib.h>

enum { PASSES_MOST = 30 };

typedef struct Change {
    Wish *wish;
    Date day; /* where it was */
    int slot;
} Change;

typedef struct Search {
    Agenda *agenda;
    Wish **order;      /* the most pressed first */
    Change *changes;
    size_t count, capacity;
} Search;

/* ---- Changes. */

static void note(Search *search, Wish *wish)
{
    search->changes = vector_reserve(search->changes, &search->capacity, search->count + 1,
                                     sizeof *search->changes);
    search->changes[search->count++] = (Change){wish, wish->day, wish->slot};
}

static void take(Search *search, Wish *wish)
{
    note(search, wish);
    agenda_take(search->agenda, wish);
}

static void put(Search *search, Wish *wish, Date day, int slot)
{
    note(search, wish);
    agenda_put(search->agenda, wish, day, slot);
}

/* Keeps the move when the plan is cheaper than `before`. */
static bool settle(Search *search, int64_t before)
{
    bool better = search->agenda->cost < before;
    while (!better && search->count) {
        Change change = search->changes[--search->count];
        if (change.wish->day != DATE_NONE)
            agenda_take(search->agenda, change.wish);
        if (change.day != DATE_NONE)
            agenda_put(search->agenda, change.wish, change.day, change.slot);
    }
    search->count = 0;
    return better;
}

/* ---- The best place. */

typedef struct Spot {
    Date day;
    int slot;
    int64_t cost;
} Spot;

/* The cheapest place now, but not on `avoided`; the earliest of equals. No place: POINTS_ABSENT. */
static Spot best_spot(const Agenda *agenda, const Wish *wish, Date avoided)
{
    Spot best = {DATE_NONE, 0, POINTS_ABSENT};
    Date end = wish->first + wish->days - 1;
    if (wish->latest < end)
        end = wish->latest;
    for (Date day = wish->first; day <= end; day++) {
        if (!wish->halves[day - wish->first] || day == avoided)
            continue;
        int64_t own = agenda_wish_cost(wish, day);
        if (own >= best.cost || !agenda_is_apart(agenda, wish, day))
            continue;
        for (Half half = MORNING; half <= AFTERNOON; half++) {
            int slot = agenda_slot(agenda, wish, day, half, false);
            int64_t cost = slot < 0 ? POINTS_ABSENT : own + agenda_road_added(agenda, wish, day, half);
            if (cost < best.cost)
                best = (Spot){day, slot, cost};
        }
    }
    return best;
}

static bool place(Search *search, Wish *wish, Date avoided)
{
    Spot spot = best_spot(search->agenda, wish, avoided);
    if (spot.day != DATE_NONE)
        put(search, wish, spot.day, spot.slot);
    return spot.day != DATE_NONE;
}

/* ---- Insertion. */

static int half_days(const Wish *wish)
{
    int count = 0;
    for (int d = 0; d < wish->days && wish->first + d <= wish->latest; d++)
        count += __builtin_popcount(wish->halves[d]);
    return count;
}

/* The fewer half-days a wish may be on, the sooner it chooses. */
static int by_pressure(const void *left, const void *right)
{
    const Wish *a = *(Wish *const *)left, *b = *(Wish *const *)right;
    int x = half_days(a), y = half_days(b);
    if (x != y)
        return x < y ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void search_open(Search *search, Agenda *agenda)
{
    const Rounds *rounds = agenda->rounds;
    *search = (Search){.agenda = agenda};
    search->order = memory_resize(NULL, rounds->count + 1, sizeof *search->order);
    for (size_t i = 0; i < rounds->count; i++)
        search->order[i] = &rounds->wishes[i];
    qsort(search->order, rounds->count, sizeof *search->order, by_pressure);
}

static void search_close(Search *search)
{
    free(search->order);
    free(search->changes);
}

void search_insert(Agenda *agenda)
{
    Search search;
    search_open(&search, agenda);
    for (size_t i = 0; i < agenda->rounds->count; i++)
        place(&search, search.order[i], DATE_NONE);
    search_close(&search);
}

/* ---- Moves. */

static bool shift(Search *search, Wish *wish)
{
    int64_t before = search->agenda->cost;
    if (wish->day != DATE_NONE)
        take(search, wish);
    place(search, wish, DATE_NONE);
    return settle(search, before);
}

/* Those in the way of a wish on a half-day: of another town, in the last free slot, or siblings. */
static size_t in_the_way(const Agenda *agenda, const Wish *wish, Date date, Half half, Wish **found)
{
    Rounds *rounds = agenda->rounds;
    const AgendaDay *day = agenda_day(agenda, date);
    bool no_slot = true;
    size_t count = 0;
    for (int s = 0; s < rounds->hours->count; s++)
        no_slot &= rounds->hours->halves[s] != half || day->at[s] != FREE;
    for (int s = 0; s < rounds->hours->count; s++) {
        if (day->at[s] < 0)
            continue;
        Wish *other = &rounds->wishes[day->at[s]];
        bool here = rounds->hours->halves[s] == half;
        bool elsewhere = here && wish->zone != ZONE_NONE && other->zone != ZONE_NONE &&
                         other->zone != wish->zone;
        bool full = day->count >= rounds->most || (here && no_slot);
        if (elsewhere || (full && count == 0))
            found[count++] = other;
    }
    return count;
}

/* Its siblings too near that day. */
static size_t too_near(const Agenda *agenda, Wish *wish, Date date, Wish **found)
{
    Rounds *rounds = agenda->rounds;
    Wish *first = wish, *end = rounds->wishes + rounds->count;
    size_t count = 0;
    while (first > rounds->wishes && first[-1].sequence == wish->sequence)
        first--;
    for (Wish *w = first; w < end && w->sequence == wish->sequence; w++)
        if (w != wish && w->day != DATE_NONE && abs(w->day - date) < rounds->gap && count < SLOTS_MOST)
            found[count++] = w;
    return count;
}

static bool displace_at(Search *search, Wish *wish, Date date, Half half)
{
    Agenda *agenda = search->agenda;
    int64_t before = agenda->cost;
    Wish *moved[2 * SLOTS_MOST];
    if (wish->day != DATE_NONE)
        take(search, wish);
    size_t count = too_near(agenda, wish, date, moved);
    for (size_t i = 0; i < count; i++)
        take(search, moved[i]);
    size_t near = count;
    count += in_the_way(agenda, wish, date, half, moved + count);
    for (size_t i = near; i < count; i++)
        take(search, moved[i]);
    int slot = agenda_is_apart(agenda, wish, date) ? agenda_slot(agenda, wish, date, half, false) : -1;
    if (slot >= 0 && count) {
        put(search, wish, date, slot);
        for (size_t i = 0; i < count; i++)
            place(search, moved[i], DATE_NONE);
    }
    return settle(search, before);
}

/* Only where the wish itself would gain. */
static bool displace(Search *search, Wish *wish)
{
    const Agenda *agenda = search->agenda;
    bool better = false;
    for (Date day = wish->first; day < wish->first + wish->days && day <= wish->latest; day++) {
        if (!wish->halves[day - wish->first] || day == wish->day)
            continue;
        int64_t now = agenda_wish_cost(wish, wish->day);
        if (wish->day != DATE_NONE)
            now += zone_trip(agenda->rounds->zones, wish->zone);
        if (agenda_wish_cost(wish, day) >= now)
            continue;
        for (Half half = MORNING; half <= AFTERNOON; half++)
            if (agenda_slot(agenda, wish, day, half, true) >= 0)
                better |= displace_at(search, wish, day, half);
    }
    return better;
}

static bool dissolve(Search *search, Date date)
{
    Agenda *agenda = search->agenda;
    Rounds *rounds = agenda->rounds;
    AgendaDay *day = agenda_day(agenda, date);
    int64_t before = agenda->cost;
    Wish *moved[SLOTS_MOST];
    size_t count = 0;
    for (int s = 0; s < rounds->hours->count; s++)
        if (day->at[s] >= 0)
            moved[count++] = &rounds->wishes[day->at[s]];
    for (size_t i = 0; i < count; i++)
        take(search, moved[i]);
    for (size_t i = 0; i < count; i++)
        place(search, moved[i], date);
    return settle(search, before);
}

void search_improve(Agenda *agenda)
{
    Search search;
    search_open(&search, agenda);
    bool better = true;
    for (int pass = 0; better && pass < PASSES_MOST; pass++) {
        better = false;
        for (size_t i = 0; i < agenda->rounds->count; i++)
            better |= shift(&search, search.order[i]);
        for (size_t i = 0; i < agenda->rounds->count; i++)
            better |= displace(&search, search.order[i]);
        for (int d = 0; d < agenda->count; d++)
            better |= agenda->days[d].count && dissolve(&search, agenda->first + d);
    }
    search_close(&search);
}
