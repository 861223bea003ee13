#include "plan/diary.h"

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

DiaryDay *diary_day(const Diary *diary, Date day)
{
    bool known = day >= diary->first && day - diary->first < diary->count;
    return known ? &diary->days[day - diary->first] : NULL;
}

static Half half_of(int minutes)
{
    return minutes < 12 * 60 ? MORNING : AFTERNOON;
}

/* Of two towns, the first by its name, whatever the order of the engagements. */
static void note_town(const Zones *zones, DiaryDay *day, Half half, int zone)
{
    if (zone == ZONE_NONE)
        return;
    bool other = day->on_site[half] && day->zone[half] != zone;
    day->closed[half] |= zone == ZONE_UNKNOWN || other;
    if (!other || zone_is_before(zones, zone, day->zone[half]))
        day->zone[half] = zone;
    day->on_site[half]++;
}

static void note_engagement(Diary *diary, const Engagement *fixed)
{
    const Hours *hours = diary->rounds->hours;
    DiaryDay *day = diary_day(diary, fixed->day);
    if (!day)
        return;
    day->count++;
    day->lost |= fixed->minutes < 0;
    if (fixed->minutes < 0)
        return;
    note_town(diary->rounds->zones, day, half_of(fixed->minutes), fixed->zone);
    int apart = hours->minutes + (fixed->zone == ZONE_NONE ? 0 : TRAVEL_MINUTES);
    for (int s = 0; s < hours->count; s++)
        if (abs(hours->starts[s] - fixed->minutes) < apart)
            day->at[s] = FIXED;
}

static void open_days(Diary *diary)
{
    const Rounds *rounds = diary->rounds;
    Date last = DATE_NONE;
    diary->first = INT32_MAX;
    for (size_t i = 0; i < rounds->count; i++) {
        const Wish *wish = &rounds->wishes[i];
        diary->first = wish->first < diary->first ? wish->first : diary->first;
        last = wish->first + wish->days > last ? wish->first + wish->days : last;
    }
    diary->count = rounds->count ? last - diary->first : 0;
    diary->days = memory_resize(NULL, (size_t)diary->count + 1, sizeof *diary->days);
    memset(diary->days, 0, ((size_t)diary->count + 1) * sizeof *diary->days);
    for (int d = 0; d < diary->count; d++)
        for (int s = 0; s < SLOTS_MOST; s++)
            diary->days[d].at[s] = FREE;
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

static int64_t road_cost(const Diary *diary, const DiaryDay *day, const Wish *more, Half half)
{
    const Rounds *rounds = diary->rounds;
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
        if (diary->fixed[i].zone != ZONE_NONE)
            add_stop(&stops, diary->fixed[i].company);
    int64_t cost = (int64_t)stops.count * POINTS_STOP;
    int trips[2] = {there[MORNING] ? zone_trip(rounds->zones, zones[MORNING]) : 0,
                    there[AFTERNOON] ? zone_trip(rounds->zones, zones[AFTERNOON]) : 0};
    cost += trips[MORNING] > trips[AFTERNOON] ? trips[MORNING] : trips[AFTERNOON];
    if (there[MORNING] && there[AFTERNOON])
        cost += zone_between(rounds->zones, zones[MORNING], zones[AFTERNOON]);
    return cost;
}

int64_t diary_road_added(const Diary *diary, const Wish *wish, Date date, Half half)
{
    const DiaryDay *day = diary_day(diary, date);
    if (wish->zone == ZONE_NONE)
        return 0;
    return road_cost(diary, day, wish, half) - road_cost(diary, day, NULL, half);
}

int64_t diary_wish_cost(const Wish *wish, Date day)
{
    if (day == DATE_NONE)
        return POINTS_ABSENT;
    return (int64_t)wish->a_day * abs(day - wish->best) +
           (wish->exact && day != wish->best ? POINTS_MISSED : 0);
}

/* ---- Opening. */

void diary_open(Diary *diary, Rounds *rounds)
{
    *diary = (Diary){.rounds = rounds};
    open_days(diary);
    diary->fixed = memory_resize(NULL, rounds->fixed_count + 1, sizeof *diary->fixed);
    if (rounds->fixed_count)
        memcpy(diary->fixed, rounds->fixed, rounds->fixed_count * sizeof *diary->fixed);
    qsort(diary->fixed, rounds->fixed_count, sizeof *diary->fixed, by_day);
    for (size_t i = 0; i < rounds->fixed_count; i++) {
        DiaryDay *day = diary_day(diary, diary->fixed[i].day);
        if (day && day->fixed_to == 0)
            day->fixed_from = i;
        if (day)
            day->fixed_to = i + 1;
        note_engagement(diary, &diary->fixed[i]);
    }
    /* The road to the engagements is paid for whatever the plan. */
    for (size_t i = 0; i < rounds->count; i++) {
        rounds->wishes[i].day = DATE_NONE;
        diary->cost += POINTS_ABSENT;
    }
}

void diary_close(Diary *diary)
{
    free(diary->fixed);
    free(diary->days);
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
static bool is_welcome(const Diary *diary, const Wish *wish, Date date, Half half, bool blind)
{
    const DiaryDay *day = diary_day(diary, date);
    int offset = date - wish->first;
    if (!day || offset < 0 || offset >= wish->days || date > wish->latest || day->lost ||
        !(wish->halves[offset] & (half == MORNING ? HALF_MORNING : HALF_AFTERNOON)) ||
        (!blind && day->count >= diary->rounds->most))
        return false;
    if (wish->zone == ZONE_NONE)
        return true;
    if (day->closed[half] || (wish->zone == ZONE_UNKNOWN && day->on_site[half] && !blind))
        return false;
    return blind || !day->on_site[half] || day->zone[half] == wish->zone;
}

static bool is_free(const Diary *diary, const Wish *wish, Date date, int slot, bool blind)
{
    const Hours *hours = diary->rounds->hours;
    int at = diary_day(diary, date)->at[slot];
    return (at == FREE || (blind && at >= 0)) &&
           !supervisor_is_taken(wish, date, hours->starts[slot], hours->minutes);
}

bool diary_takes(const Diary *diary, const Wish *wish, Date date, int slot)
{
    return is_welcome(diary, wish, date, diary->rounds->hours->halves[slot], false) &&
           is_free(diary, wish, date, slot, false);
}

int diary_slot(const Diary *diary, const Wish *wish, Date date, Half half, bool blind)
{
    const Hours *hours = diary->rounds->hours;
    if (!is_welcome(diary, wish, date, half, blind))
        return -1;
    for (int s = 0; s < hours->count; s++)
        if (hours->halves[s] == half && is_free(diary, wish, date, s, blind))
            return s;
    return -1;
}

bool diary_is_apart(const Diary *diary, const Wish *wish, Date day)
{
    const Wish *all = diary->rounds->wishes, *end = all + diary->rounds->count;
    for (const Wish *w = wish; w-- > all && w->sequence == wish->sequence;)
        if (w->day != DATE_NONE && abs(w->day - day) < diary->rounds->gap)
            return false;
    for (const Wish *w = wish + 1; w < end && w->sequence == wish->sequence; w++)
        if (w->day != DATE_NONE && abs(w->day - day) < diary->rounds->gap)
            return false;
    return true;
}

void diary_put(Diary *diary, Wish *wish, Date date, int slot)
{
    DiaryDay *day = diary_day(diary, date);
    Half half = diary->rounds->hours->halves[slot];
    diary->cost +=
        diary_wish_cost(wish, date) - POINTS_ABSENT + diary_road_added(diary, wish, date, half);
    day->at[slot] = (int)(wish - diary->rounds->wishes);
    day->count++;
    if (wish->zone != ZONE_NONE) {
        day->zone[half] = wish->zone;
        day->on_site[half]++;
    }
    wish->day = date;
    wish->slot = slot;
}

void diary_take(Diary *diary, Wish *wish)
{
    DiaryDay *day = diary_day(diary, wish->day);
    Half half = diary->rounds->hours->halves[wish->slot];
    Date date = wish->day;
    day->at[wish->slot] = FREE;
    day->count--;
    if (wish->zone != ZONE_NONE)
        day->on_site[half]--;
    wish->day = DATE_NONE;
    diary->cost -=
        diary_wish_cost(wish, date) - POINTS_ABSENT + diary_road_added(diary, wish, date, half);
}
