/* Three moves, in this order, for every visit and every day:
 *   shift     a visit goes where it costs less;
 *   displace  a visit takes the place of others, which go elsewhere;
 *   dissolve  a day on the road is given up, and its visits join others.
 * Then a fourth, for a plan of few visits, or one where some have no place:
 *   rebuild   visits that have to do with each other are taken out and put back in another order.
 * It would save 2 to 3 % of the points of a large plan, and cost it its calm: one sequence more
 * would move twice as many visits. So large plans that are whole do without.
 *
 * A move is a list of changes, undone from the last one when the plan is not cheaper. */
#include "plan/search.h"

#include "base/arena.h"

#include <stdlib.h>

enum {
    PASSES_MOST = 30,
    RUIN_MOST = 8,      /* visits taken out at once */
    REBUILT = 100,      /* times in vain before it stops, for each visit of the plan … */
    REBUILT_MOST = 500, /* … and in all */
    FEW = 12,           /* visits: such a plan is worth it even when every visit has a place */
};

typedef struct Change {
    Wish *wish;
    Date day; /* where it was */
    int slot;
} Change;

typedef struct Search {
    Diary *diary;
    Wish **order; /* those that may move, the most pressed first */
    size_t free_count;
    Change *changes;
    size_t count, capacity;
    uint64_t dice;
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
    diary_take(search->diary, wish);
}

static void put(Search *search, Wish *wish, Date day, int slot)
{
    note(search, wish);
    diary_put(search->diary, wish, day, slot);
}

/* Keeps the move when the plan is cheaper than `before`. */
static bool settle(Search *search, int64_t before)
{
    bool better = search->diary->cost < before;
    while (!better && search->count) {
        Change change = search->changes[--search->count];
        if (change.wish->day != DATE_NONE)
            diary_take(search->diary, change.wish);
        if (change.day != DATE_NONE)
            diary_put(search->diary, change.wish, change.day, change.slot);
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
static Spot best_spot(const Diary *diary, const Wish *wish, Date avoided)
{
    Spot best = {DATE_NONE, 0, POINTS_ABSENT};
    Date end = wish->first + wish->days - 1;
    if (wish->latest < end)
        end = wish->latest;
    for (Date day = wish->first; day <= end; day++) {
        if (!wish->halves[day - wish->first] || day == avoided)
            continue;
        int64_t own = diary_wish_cost(wish, day);
        if (own >= best.cost || !diary_is_apart(diary, wish, day))
            continue;
        for (Half half = MORNING; half <= AFTERNOON; half++) {
            int slot = diary_slot(diary, wish, day, half, false);
            int64_t cost =
                slot < 0 ? POINTS_ABSENT : own + diary_road_added(diary, wish, day, half);
            if (cost < best.cost)
                best = (Spot){day, slot, cost};
        }
    }
    return best;
}

static bool place(Search *search, Wish *wish, Date avoided)
{
    Spot spot = best_spot(search->diary, wish, avoided);
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

static void search_open(Search *search, Diary *diary)
{
    const Rounds *rounds = diary->rounds;
    *search = (Search){.diary = diary};
    search->order = memory_resize(NULL, rounds->count + 1, sizeof *search->order);
    for (size_t i = 0; i < rounds->count; i++)
        if (!rounds->wishes[i].pinned)
            search->order[search->free_count++] = &rounds->wishes[i];
    qsort(search->order, search->free_count, sizeof *search->order, by_pressure);
}

static void search_close(Search *search)
{
    free(search->order);
    free(search->changes);
}

void search_insert(Diary *diary)
{
    Search search;
    search_open(&search, diary);
    for (size_t i = 0; i < search.free_count; i++)
        place(&search, search.order[i], DATE_NONE);
    search_close(&search);
}

/* ---- Moves. */

static bool shift(Search *search, Wish *wish)
{
    int64_t before = search->diary->cost;
    if (wish->day != DATE_NONE)
        take(search, wish);
    place(search, wish, DATE_NONE);
    return settle(search, before);
}

/* Those in the way of a wish on a half-day: of another town, in the last free slot, or siblings. */
static size_t in_the_way(const Diary *diary, const Wish *wish, Date date, Half half, Wish **found)
{
    Rounds *rounds = diary->rounds;
    const DiaryDay *day = diary_day(diary, date);
    bool no_slot = true;
    size_t count = 0;
    for (int s = 0; s < rounds->hours->count; s++)
        no_slot &= rounds->hours->halves[s] != half || day->at[s] != FREE;
    for (int s = 0; s < rounds->hours->count; s++) {
        if (day->at[s] < 0 || rounds->wishes[day->at[s]].pinned)
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
static size_t too_near(const Diary *diary, Wish *wish, Date date, Wish **found)
{
    Rounds *rounds = diary->rounds;
    Wish *first = wish, *end = rounds->wishes + rounds->count;
    size_t count = 0;
    while (first > rounds->wishes && first[-1].sequence == wish->sequence)
        first--;
    for (Wish *w = first; w < end && w->sequence == wish->sequence; w++)
        if (w != wish && !w->pinned && w->day != DATE_NONE && abs(w->day - date) < rounds->gap &&
            count < SLOTS_MOST)
            found[count++] = w;
    return count;
}

static bool displace_at(Search *search, Wish *wish, Date date, Half half)
{
    Diary *diary = search->diary;
    int64_t before = diary->cost;
    Wish *moved[2 * SLOTS_MOST];
    if (wish->day != DATE_NONE)
        take(search, wish);
    size_t count = too_near(diary, wish, date, moved);
    for (size_t i = 0; i < count; i++)
        take(search, moved[i]);
    size_t near = count;
    count += in_the_way(diary, wish, date, half, moved + count);
    for (size_t i = near; i < count; i++)
        take(search, moved[i]);
    int slot =
        diary_is_apart(diary, wish, date) ? diary_slot(diary, wish, date, half, false) : -1;
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
    const Diary *diary = search->diary;
    bool better = false;
    for (Date day = wish->first; day < wish->first + wish->days && day <= wish->latest; day++) {
        if (!wish->halves[day - wish->first] || day == wish->day)
            continue;
        int64_t now = diary_wish_cost(wish, wish->day);
        if (wish->day != DATE_NONE)
            now += zone_trip(diary->rounds->zones, wish->zone);
        if (diary_wish_cost(wish, day) >= now)
            continue;
        for (Half half = MORNING; half <= AFTERNOON; half++)
            if (diary_slot(diary, wish, day, half, true) >= 0)
                better |= displace_at(search, wish, day, half);
    }
    return better;
}

static bool dissolve(Search *search, Date date)
{
    Diary *diary = search->diary;
    Rounds *rounds = diary->rounds;
    DiaryDay *day = diary_day(diary, date);
    int64_t before = diary->cost;
    Wish *moved[SLOTS_MOST];
    size_t count = 0;
    for (int s = 0; s < rounds->hours->count; s++)
        if (day->at[s] >= 0 && !rounds->wishes[day->at[s]].pinned)
            moved[count++] = &rounds->wishes[day->at[s]];
    for (size_t i = 0; i < count; i++)
        take(search, moved[i]);
    for (size_t i = 0; i < count; i++)
        place(search, moved[i], date);
    return settle(search, before);
}

/* ---- Ruin, and building again. */

/* Always the same throws (splitmix64): same input, same plan. */
static int throw(Search * search, int sides)
{
    uint64_t z = search->dice += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (int)((z ^ z >> 31) % (uint64_t)sides);
}

/* How little two visits have to do with each other. */
static int strangeness(const Wish *a, const Wish *b)
{
    if (b->day == DATE_NONE)
        return 0;
    int apart = abs((a->day == DATE_NONE ? a->best : a->day) - b->day);
    return a->sequence == b->sequence ? 0 : apart * (a->zone == b->zone ? 1 : 3);
}

static size_t choose_ruin(Search *search, Wish **moved, size_t wanted)
{
    const Wish *seed = search->order[throw(search, (int)search->free_count)];
    int worst[RUIN_MOST];
    size_t count = 0;
    for (size_t i = 0; i < search->free_count; i++) {
        int strange = strangeness(seed, search->order[i]) * 4 + throw(search, 12);
        size_t at = count < wanted ? count++ : wanted;
        for (; at > 0 && worst[at - 1] > strange; at--)
            if (at < wanted) {
                worst[at] = worst[at - 1];
                moved[at] = moved[at - 1];
            }
        if (at < wanted) {
            worst[at] = strange;
            moved[at] = search->order[i];
        }
    }
    return count;
}

static bool rebuild(Search *search)
{
    int64_t before = search->diary->cost;
    Wish *moved[RUIN_MOST];
    size_t count = choose_ruin(search, moved, (size_t)(2 + throw(search, RUIN_MOST - 1)));
    for (size_t i = 0; i < count; i++)
        if (moved[i]->day != DATE_NONE)
            take(search, moved[i]);
    for (size_t left = count; left > 0; left--) {
        size_t i = (size_t) throw(search, (int)left);
        Wish *wish = moved[i];
        Date cheapest = best_spot(search->diary, wish, DATE_NONE).day;
        place(search, wish, throw(search, 4) ? DATE_NONE : cheapest); /* not always the cheapest */
        moved[i] = moved[left - 1];
    }
    return settle(search, before);
}

static void descend(Search *search)
{
    const Diary *diary = search->diary;
    bool better = true;
    for (int pass = 0; better && pass < PASSES_MOST; pass++) {
        better = false;
        for (size_t i = 0; i < search->free_count; i++)
            better |= shift(search, search->order[i]);
        for (size_t i = 0; i < search->free_count; i++)
            better |= displace(search, search->order[i]);
        for (int d = 0; d < diary->count; d++)
            better |= diary->days[d].count && dissolve(search, diary->first + d);
    }
}

static bool is_whole(const Search *search)
{
    for (size_t i = 0; i < search->free_count; i++)
        if (search->order[i]->day == DATE_NONE)
            return false;
    return true;
}

/* Until that has been of no use for long. */
static void rebuild_often(Search *search)
{
    size_t count = search->free_count;
    size_t patience = count * REBUILT < REBUILT_MOST ? count * REBUILT : REBUILT_MOST;
    for (size_t vain = 0; vain < patience && (count <= FEW || !is_whole(search));)
        vain = rebuild(search) ? 0 : vain + 1;
}

void search_improve(Diary *diary)
{
    Search search;
    search_open(&search, diary);
    descend(&search);
    rebuild_often(&search);
    descend(&search);
    search_close(&search);
}
