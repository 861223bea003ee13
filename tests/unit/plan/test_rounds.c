/* Rounds of a few visits over a few days, against every plan there is. The judge shares nothing
 * with the planner but the prices. */
#include "dice.h"
#include "plan/rounds.h"
#include "suite.h"

#include <string.h>

enum { WISHES = 5, DAYS = 7, ENGAGEMENTS = 3 };

typedef struct Case {
    Zones zones;
    Arena *arena;
    Hours hours;
    uint8_t halves[WISHES][DAYS];
    Wish wishes[WISHES];
    Engagement fixed[ENGAGEMENTS];
    Rounds rounds;
} Case;

static int add_town(Case *c, const char *name, const char *prefix)
{
    Zone *zone = arena_new_of(c->arena, Zone);
    *zone = (Zone){name, prefix, (int)c->zones.count};
    c->zones.items = vector_reserve(c->zones.items, &c->zones.capacity, c->zones.count + 1,
                                    sizeof *c->zones.items);
    c->zones.items[c->zones.count++] = zone;
    return zone->rank;
}

static void throw_wish(Case *c, Dice *dice, int w, int *sequence)
{
    if (w == 0 || dice_says(dice, 60))
        ++*sequence;
    Wish *wish = &c->wishes[w];
    for (int d = 0; d < DAYS; d++)
        c->halves[w][d] = dice_says(dice, 70) ? (uint8_t)dice_throw(dice, 4) : 0;
    if (w > 0 && c->wishes[w - 1].sequence == *sequence)
        memcpy(c->halves[w], c->halves[w - 1], sizeof c->halves[w]);
    int zone = dice_throw(dice, 4);
    *wish = (Wish){
        .halves = c->halves[w],
        .first = 100,
        .days = DAYS,
        .latest = 100 + DAYS - 1 - dice_throw(dice, 3),
        .best = 100 + dice_throw(dice, DAYS),
        .exact = dice_says(dice, 25),
        .a_day = POINTS_DAY,
        .kept_day = DATE_NONE,
        .sequence = *sequence,
        .zone = zone < 3 ? zone : ZONE_NONE,
        .company = dice_throw(dice, 3),
    };
}

static void case_throw(Case *c, uint64_t seed)
{
    Dice dice = dice_of(seed);
    *c = (Case){.arena = arena_new()};
    c->zones.school = add_town(c, "levis", "G6V");
    add_town(c, "quebec", "G1R");
    add_town(c, "montreal", "H2X");
    c->hours = (Hours){.starts = {540, 630, 780},
                       .halves = {MORNING, MORNING, AFTERNOON},
                       .count = 2 + dice_throw(&dice, 2),
                       .minutes = 60};
    int sequence = -1;
    for (int w = 0; w < WISHES; w++)
        throw_wish(c, &dice, w, &sequence);
    int fixed = dice_throw(&dice, ENGAGEMENTS + 1);
    for (int i = 0; i < fixed; i++)
        c->fixed[i] = (Engagement){100 + dice_throw(&dice, DAYS),
                                   dice_says(&dice, 15) ? -1 : 540 + 30 * dice_throw(&dice, 12),
                                   dice_throw(&dice, 5) - 2, dice_throw(&dice, 3)};
    c->rounds = (Rounds){.wishes = c->wishes,
                         .count = WISHES,
                         .fixed = c->fixed,
                         .fixed_count = (size_t)fixed,
                         .hours = &c->hours,
                         .zones = &c->zones,
                         .gap = 1 + dice_throw(&dice, 3),
                         .most = 1 + dice_throw(&dice, 3)};
}

static void case_end(Case *c)
{
    free(c->zones.items);
    arena_free(c->arena);
}

/* ---- The judge. */

static Half half_at(int minutes)
{
    return minutes < 720 ? MORNING : AFTERNOON;
}

static bool may_be(const Case *c, const Wish *wish)
{
    int halves = c->halves[wish - c->wishes][wish->day - 100];
    bool allowed =
        halves & (c->hours.halves[wish->slot] == MORNING ? 1 : 2) && wish->day <= wish->latest;
    int start = c->hours.starts[wish->slot], today = 0;
    for (size_t i = 0; i < c->rounds.fixed_count; i++) {
        const Engagement *e = &c->fixed[i];
        if (e->day != wish->day)
            continue;
        today++;
        int apart = 60 + (e->zone == ZONE_NONE ? 0 : TRAVEL_MINUTES);
        bool same_half = e->minutes >= 0 && half_at(e->minutes) == c->hours.halves[wish->slot];
        if (e->minutes < 0 || abs(e->minutes - start) < apart ||
            (same_half && wish->zone != ZONE_NONE && e->zone != ZONE_NONE && e->zone != wish->zone))
            return false;
    }
    return allowed && today < c->rounds.most;
}

static bool go_together(const Case *c, const Wish *a, const Wish *b)
{
    if (a->day == DATE_NONE || b->day == DATE_NONE)
        return true;
    if (a->sequence == b->sequence && abs(a->day - b->day) < c->rounds.gap)
        return false;
    if (a->day != b->day)
        return true;
    return a->slot != b->slot &&
           !(c->hours.halves[a->slot] == c->hours.halves[b->slot] && a->zone != ZONE_NONE &&
             b->zone != ZONE_NONE && a->zone != b->zone);
}

static bool is_sound(const Case *c)
{
    for (int a = 0; a < WISHES; a++) {
        int today = 0;
        if (c->wishes[a].day == DATE_NONE)
            continue;
        if (!may_be(c, &c->wishes[a]))
            return false;
        for (int b = 0; b < WISHES; b++) {
            today += c->wishes[b].day == c->wishes[a].day;
            if (b < a && !go_together(c, &c->wishes[b], &c->wishes[a]))
                return false;
        }
        for (size_t i = 0; i < c->rounds.fixed_count; i++)
            today += c->fixed[i].day == c->wishes[a].day;
        if (today > c->rounds.most)
            return false;
    }
    return true;
}

/* The towns and companies of a day, each paid once; `ours` false: engagements alone. */
static int64_t road(const Case *c, Date day, bool ours)
{
    int zones[2] = {ZONE_NONE, ZONE_NONE}, stops = 0;
    bool companies[3] = {false};
    for (int w = 0; ours && w < WISHES; w++) {
        const Wish *wish = &c->wishes[w];
        if (wish->day != day || wish->zone == ZONE_NONE)
            continue;
        zones[c->hours.halves[wish->slot]] = wish->zone;
        companies[wish->company] = true;
    }
    for (size_t i = 0; i < c->rounds.fixed_count; i++) {
        const Engagement *e = &c->fixed[i];
        if (e->day != day || e->zone == ZONE_NONE || e->minutes < 0)
            continue;
        int *zone = &zones[half_at(e->minutes)];
        if (*zone == ZONE_NONE || zone_is_before(&c->zones, e->zone, *zone))
            *zone = e->zone;
        companies[e->company] = true;
    }
    for (int i = 0; i < 3; i++)
        stops += companies[i];
    int64_t cost = 0;
    for (int h = 0; h < 2; h++)
        if (zones[h] != ZONE_NONE && zone_trip(&c->zones, zones[h]) > cost)
            cost = zone_trip(&c->zones, zones[h]);
    if (zones[0] != ZONE_NONE && zones[1] != ZONE_NONE)
        cost += zone_between(&c->zones, zones[0], zones[1]);
    return cost ? cost + stops * POINTS_STOP : 0;
}

static int64_t price(const Case *c)
{
    int64_t cost = 0;
    for (int w = 0; w < WISHES; w++) {
        const Wish *wish = &c->wishes[w];
        cost += wish->day == DATE_NONE
                    ? POINTS_ABSENT
                    : POINTS_DAY * abs(wish->day - wish->best) +
                          (wish->exact && wish->day != wish->best ? POINTS_MISSED : 0);
    }
    for (Date day = 100; day < 100 + DAYS; day++)
        cost += road(c, day, true) - road(c, day, false);
    return cost;
}

/* Every place of every wish from `w` on. */
static void try_all(Case *c, int w, int64_t *best)
{
    if (w == WISHES) {
        int64_t cost = is_sound(c) ? price(c) : INT64_MAX;
        *best = cost < *best ? cost : *best;
        return;
    }
    Wish *wish = &c->wishes[w];
    wish->day = DATE_NONE;
    try_all(c, w + 1, best);
    for (Date day = 100; day < 100 + DAYS; day++)
        for (int s = 0; s < c->hours.count; s++) {
            wish->day = day;
            wish->slot = s;
            bool good = may_be(c, wish);
            for (int o = 0; o < w && good; o++)
                good = go_together(c, &c->wishes[o], wish);
            if (good)
                try_all(c, w + 1, best);
        }
    wish->day = DATE_NONE;
}

enum { SOUND_CASES = 2000, EXHAUSTED_CASES = 400 };

START_TEST(test_plans_are_sound_and_priced)
{
    for (uint64_t seed = 1; seed <= SOUND_CASES; seed++) {
        Case c;
        case_throw(&c, seed);
        int64_t inserted = rounds_insert(&c.rounds), cost = rounds_solve(&c.rounds);
        ck_assert_msg(is_sound(&c), "seed %d", (int)seed);
        ck_assert_msg(cost == price(&c), "seed %d: %d, not %d", (int)seed, (int)cost,
                      (int)price(&c));
        ck_assert_int_le(cost, inserted);
        case_end(&c);
    }
}
END_TEST

START_TEST(test_plans_are_the_cheapest)
{
    for (uint64_t seed = 1; seed <= EXHAUSTED_CASES; seed++) {
        Case c;
        case_throw(&c, seed);
        int64_t best = INT64_MAX, cost = rounds_solve(&c.rounds);
        try_all(&c, 0, &best);
        ck_assert_msg(cost == best, "seed %d: %d points, and %d can be had", (int)seed, (int)cost,
                      (int)best);
        case_end(&c);
    }
}
END_TEST

SUITE("rounds", test_plans_are_sound_and_priced, test_plans_are_the_cheapest)
