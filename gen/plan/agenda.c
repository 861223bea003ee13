#include "plan/agenda.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static int by_day(const void *left, const void *right)
{
    const Engagement *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->minutes < b->minutes ? -1 : a->minutes > b->minutes;
}

AgendaDay *agenda_day(const Agenda *agenda, Date day)
{
    bool known = day >= agenda->first && day - agenda->first < agenda->count;
    return known ? &agenda->days[day - agenda->first] : NULL;
}

static Half half_of(int minutes)
{
    return minutes < 12 * 60 ? MORNING : AFTERNOON;
}

/* Of two towns, the first by its name, whatever the order of the engagements. */
static void note_town(const Zones *zones, AgendaDay *day, Half half, int zone)
{
    if (zone == ZONE_NONE)
        return;
    bool other = day->on_site[half] && day->zone[half] != zone;
    day->closed[half] |= zone == ZONE_UNKNOWN || other;
    if (!other || zone_is_before(zones, zone, day->zone[half]))
        day->zone[half] = zone;
    day->on_site[half]++;
}

static void note_engagement(Agenda *agenda, const Engagement *fixed)
{
    const Hours *hours = agenda->rounds->hours;
    AgendaDay *day = agenda_day(agenda, fixed->day);
    if (!day)
        return;
    day->count++;
    day->lost |= fixed->minutes < 0;
    if (fixed->minutes < 0)
        return;
    note_town(agenda->rounds->zones, day, half_of(fixed->minutes), fixed->zone);
    int apart = hours->minutes + (fixed->zone == ZONE_NONE ? 0 : TRAVEL_MINUTES);
    for (int s = 0; s < hours->count; s++)
        if (abs(hours->starts[s] - fixed->minutes) < apart)
            day->at[s] = FIXED;
}

static void open_days(Agenda *agenda)
{
    const Rounds *rounds = agenda->rounds;
    Date last = DATE_NONE;
    agenda->first = INT32_MAX;
    for (size_t i = 0; i < rounds->count; i++) {
        const Wish *wish = &rounds->wishes[i];
        agenda->first = wish->first < agenda->first ? wish->first : agenda->first;
        last = wish->first + wish->days > last ? wish->first + wish->days : last;
    }
    agenda->count = rounds->count ? last - agenda->first : 0;
    agenda->days = memory_resize(NULL, (size_t)agenda->count + 1, sizeof *agenda->days);
    memset(agenda->days, 0, ((size_t)agenda->count + 1) * sizeof *agenda->days);
    for (int d = 0; d < agenda->count; d++)
        for (int s = 0; s < SLOTS_MOST; s++)
            agenda->days[d].at[s] = FREE;
}

/* ---- What a day costs on the road. */

typedef struct Stops {
    int companies[SLOTS_MOST * 2 + 2];
    int count;
} Stops;

static void add_stop(Stops *stops, int company)
{
    for (int i = 0; i < stops->count; i++)
        if (stops->companies[i] == company)
            return;
    if (stops->count < (int)(sizeof stops->companies / sizeof *stops->companies))
        stops->companies[stops->count++] = company;
}

static int64_t road_cost(const Agenda *agenda, const AgendaDay *day, const Wish *more, Half half)
{
    const Rounds *rounds = agenda->rounds;
    Stops stops = {.count = 0};
    int zones[2], there[2] = {day->on_site[0], day->on_site[1]};
    memcpy(zones, day->zone, sizeof zones);
    if (more && more->zone != ZONE_NONE) {
        zones[half] = more->zone;
        there[half]++;
        add_stop(&stops, more->company);
    }
    if (!there[MORNING] && !there[AFTERNOON])
        return 0;
    for (int s = 0; s < rounds->hours->count; s++)
        if (day->at[s] >= 0 && rounds->wishes[day->at[s]].zone != ZONE_NONE)
            add_stop(&stops, rounds->wishes[day->at[s]].company);
    for (size_t i = day->fixed_from; i < day->fixed_to; i++)
        if (agenda->fixed[i].zone != ZONE_NONE)
            add_stop(&stops, agenda->fixed[i].company);
    int64_t cost = (int64_t)stops.count * POINTS_STOP;
    int trips[2] = {there[MORNING] ? zone_trip(rounds->zones, zones[MORNING]) : 0,
                    there[AFTERNOON] ? zone_trip(rounds->zones, zones[AFTERNOON]) : 0};
    cost += trips[MORNING] > trips[AFTERNOON] ? trips[MORNING] : trips[AFTERNOON];
    if (there[MORNING] && there[AFTERNOON])
        cost += zone_between(rounds->zones, zones[MORNING], zones[AFTERNOON]);
    return cost;
}

int64_t agenda_road_added(const Agenda *agenda, const Wish *wish, Date date, Half half)
{
    const AgendaDay *day = agenda_day(agenda, date);
    if (wish->zone == ZONE_NONE)
        return 0;
    return road_cost(agenda, day, wish, half) - road_cost(agenda, day, NULL, half);
}

int64_t agenda_wish_cost(const Wish *wish, Date day)
{
    if (day == DATE_NONE)
        return POINTS_ABSENT;
    return (int64_t)wish->a_day * abs(day - wish->best) +
           (wish->exact && day != wish->best ? POINTS_MISSED : 0);
}

/* ---- Opening. */

void agenda_open(Agenda *agenda, Rounds *rounds)
{
    *agenda = (Agenda){.rounds = rounds};
    open_days(agenda);
    agenda->fixed = memory_resize(NULL, rounds->fixed_count + 1, sizeof *agenda->fixed);
    if (rounds->fixed_count)
        memcpy(agenda->fixed, rounds->fixed, rounds->fixed_count * sizeof *agenda->fixed);
    qsort(agenda->fixed, rounds->fixed_count, sizeof *agenda->fixed, by_day);
    for (size_t i = 0; i < rounds->fixed_count; i++) {
        AgendaDay *day = agenda_day(agenda, agenda->fixed[i].day);
        if (day && day->fixed_to == 0)
            day->fixed_from = i;
        if (day)
            day->fixed_to = i + 1;
        note_engagement(agenda, &agenda->fixed[i]);
    }
    /* The road to the engagements is paid for whatever the plan. */
    for (size_t i = 0; i < rounds->count; i++) {
        rounds->wishes[i].day = DATE_NONE;
        agenda->cost += POINTS_ABSENT;
    }
}

void agenda_close(Agenda *agenda)
{
    free(agenda->fixed);
    free(agenda->days);
}

/* ---- Places. */

static bool supervisor_is_taken(const Wish *wish, Date day, int minutes, int length)
{
    for (size_t i = 0; i < wish->taken_count; i++)
        if (wish->taken[i].day == day && wish->taken[i].minutes >= 0 &&
            abs(wish->taken[i].minutes - minutes) < length)
            return true;
    return false;
}

/* Whether the half-day suits the wish, whatever the slot. */
static bool is_welcome(const Agenda *agenda, const Wish *wish, Date date, Half half, bool blind)
{
    const AgendaDay *day = agenda_day(agenda, date);
    int offset = date - wish->first;
    if (!day || offset < 0 || offset >= wish->days || date > wish->latest || day->lost ||
        !(wish->halves[offset] & (half == MORNING ? HALF_MORNING : HALF_AFTERNOON)) ||
        (!blind && day->count >= agenda->rounds->most))
        return false;
    if (wish->zone == ZONE_NONE)
        return true;
    if (day->closed[half] || (wish->zone == ZONE_UNKNOWN && day->on_site[half] && !blind))
        return false;
    return blind || !day->on_site[half] || day->zone[half] == wish->zone;
}

static bool is_free(const Agenda *agenda, const Wish *wish, Date date, int slot, bool blind)
{
    const Hours *hours = agenda->rounds->hours;
    int at = agenda_day(agenda, date)->at[slot];
    return (at == FREE || (blind && at >= 0)) &&
           !supervisor_is_taken(wish, date, hours->starts[slot], hours->minutes);
}

bool agenda_takes(const Agenda *agenda, const Wish *wish, Date date, int slot)
{
    return is_welcome(agenda, wish, date, agenda->rounds->hours->halves[slot], false) &&
           is_free(agenda, wish, date, slot, false);
}

int agenda_slot(const Agenda *agenda, const Wish *wish, Date date, Half half, bool blind)
{
    const Hours *hours = agenda->rounds->hours;
    if (!is_welcome(agenda, wish, date, half, blind))
        return -1;
    for (int s = 0; s < hours->count; s++)
        if (hours->halves[s] == half && is_free(agenda, wish, date, s, blind))
            return s;
    return -1;
}

bool agenda_is_apart(const Agenda *agenda, const Wish *wish, Date day)
{
    const Wish *all = agenda->rounds->wishes, *end = all + agenda->rounds->count;
    for (const Wish *w = wish; w-- > all && w->sequence == wish->sequence;)
        if (w->day != DATE_NONE && abs(w->day - day) < agenda->rounds->gap)
            return false;
    for (const Wish *w = wish + 1; w < end && w->sequence == wish->sequence; w++)
        if (w->day != DATE_NONE && abs(w->day - day) < agenda->rounds->gap)
            return false;
    return true;
}

void agenda_put(Agenda *agenda, Wish *wish, Date date, int slot)
{
    AgendaDay *day = agenda_day(agenda, date);
    Half half = agenda->rounds->hours->halves[slot];
    agenda->cost +=
        agenda_wish_cost(wish, date) - POINTS_ABSENT + agenda_road_added(agenda, wish, date, half);
    day->at[slot] = (int)(wish - agenda->rounds->wishes);
    day->count++;
    if (wish->zone != ZONE_NONE) {
        day->zone[half] = wish->zone;
        day->on_site[half]++;
    }
    wish->day = date;
    wish->slot = slot;
}

void agenda_take(Agenda *agenda, Wish *wish)
{
    AgendaDay *day = agenda_day(agenda, wish->day);
    Half half = agenda->rounds->hours->halves[wish->slot];
    Date date = wish->day;
    day->at[wish->slot] = FREE;
    day->count--;
    if (wish->zone != ZONE_NONE)
        day->on_site[half]--;
    wish->day = DATE_NONE;
    agenda->cost -=
        agenda_wish_cost(wish, date) - POINTS_ABSENT + agenda_road_added(agenda, wish, date, half);
}
