#include "plan/visits.h"

#include "plan/need.h"
#include "plan/person.h"
#include "plan/visit_rows.h"
#include "term/visit.h"

#include <stdlib.h>
#include <string.h>

/* One person's visits, between the needs and the plan. */
typedef struct Planner {
    Visits *visits;
    Needs needs;
    Hours hours;
    Persons persons;
    Arena *arena;
    const Earlier *earlier;
    const Row **evaluations;   /* by wish: due on its best day */
    const EarlierVisit **kept; /* by wish: where an earlier proposal has it, NULL */
    Need **of;                 /* by wish */
} Planner;

/* ---- Wishes. */

/* Each visit of an earlier proposal goes to the wish whose best day is nearest. */
static void keep_earlier(Planner *planner, const Need *need, Wish *wishes,
                         const EarlierVisit **kept)
{
    const EarlierVisit *first;
    size_t count = earlier_of(planner->earlier, row_key(need->sequence), &first);
    for (size_t e = 0; e < count; e++) {
        size_t nearest = need->missing;
        for (size_t i = 0; i < need->missing; i++)
            if (!kept[i] && first[e].day <= wishes[i].latest &&
                (nearest == need->missing ||
                 abs(wishes[i].best - first[e].day) < abs(wishes[nearest].best - first[e].day)))
                nearest = i;
        if (nearest == need->missing || strcmp(first[e].person, row_key(need->person)) != 0)
            continue;
        kept[nearest] = &first[e];
        wishes[nearest].kept_day = first[e].day;
        wishes[nearest].kept_minutes = first[e].minutes;
    }
}

static size_t wishes_of(Planner *planner, const Row *person, Wish *wishes)
{
    const Needs *needs = &planner->needs;
    size_t count = 0;
    for (size_t n = 0; n < needs->count; n++) {
        Need *need = &needs->items[n];
        if (need->person != person || need->obstacle != OBSTACLE_NONE)
            continue;
        Date *best = arena_array_of(planner->arena, need->missing, Date);
        need_best_days(needs, need, planner->visits->record->term, best,
                       planner->evaluations + count);
        for (size_t i = 0; i < need->missing; i++) {
            Date end = need->first + need->days - 1;
            wishes[count] = (Wish){
                .halves = need->halves,
                .first = need->first,
                .days = need->days,
                .latest =
                    i == 0 && need->limit != DATE_NONE && need->limit < end ? need->limit : end,
                .best = best[i],
                .exact = planner->evaluations[count] != NULL,
                .a_day = i == 0 && need->late ? POINTS_LATE : POINTS_DAY,
                .sequence = (int)n,
                .zone = need->zone,
                .company = need->company,
                .kept_day = DATE_NONE,
                .day = DATE_NONE,
            };
            const Engagements *taken = persons_supervisor(&planner->persons, need->supervisor);
            wishes[count].taken = taken ? taken->items : NULL;
            wishes[count].taken_count = taken ? taken->count : 0;
            planner->kept[count] = NULL;
            planner->of[count++] = need;
        }
        keep_earlier(planner, need, wishes + count - need->missing,
                     planner->kept + count - need->missing);
    }
    return count;
}

/* ---- What comes out. */

static void add_unplaced(Visits *visits, const Need *need, size_t count, Obstacle obstacle)
{
    visits->unplaced[visits->unplaced_count++] =
        (UnplacedVisits){need->sequence, need->person, count, obstacle};
}

static void add_visit(Planner *planner, const Rounds *rounds, size_t w)
{
    const Wish *wish = &rounds->wishes[w];
    const Need *need = planner->of[w];
    int minutes = rounds->hours->starts[wish->slot];
    planner->visits->items[planner->visits->count++] = (ProposedVisit){
        .sequence = need->sequence,
        .person = need->person,
        .day = wish->day,
        .minutes = minutes,
        .kept_id = wish->pinned ? planner->kept[w]->id : NULL,
        .evaluation = wish->day == wish->best ? planner->evaluations[w] : NULL,
        .mode = need->mode,
        .type = TYPE_VISITE_SUIVI,
        .late = need->late,
        .assigned = !row_has(need->sequence, SEQUENCES_RESPONSABLE),
    };
    persons_receive(&planner->persons, need->supervisor,
                    (Engagement){wish->day, minutes, wish->zone, wish->company});
}

/* Without a first visit in time, a later one would be the first, and late. */
static bool is_in_time(const Need *need, const Wish *wishes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (wishes[i].day != DATE_NONE && wishes[i].day <= need->limit)
            return true;
    return need->limit == DATE_NONE;
}

static Obstacle obstacle_of(const Rounds *rounds, const Wish *absent)
{
    return rounds_bar(rounds, absent) == BAR_SIBLINGS ? OBSTACLE_GAP : OBSTACLE_FULL;
}

/* Sequences whose first visit found no place in time leave theirs to the others. */
static bool set_aside(Planner *planner, const Rounds *rounds)
{
    bool any = false;
    for (size_t w = 0; w < rounds->count; w += planner->of[w]->missing) {
        Need *need = planner->of[w];
        if (is_in_time(need, &rounds->wishes[w], need->missing))
            continue;
        need->obstacle = obstacle_of(rounds, &rounds->wishes[w]);
        add_unplaced(planner->visits, need, need->missing, need->obstacle);
        any = true;
    }
    return any;
}

/* The wishes of one sequence, from `first`. */
static void take_sequence(Planner *planner, const Rounds *rounds, size_t first)
{
    const Need *need = planner->of[first];
    const Wish *absent = NULL;
    size_t lost = 0;
    for (size_t w = first; w < first + need->missing; w++) {
        if (rounds->wishes[w].day != DATE_NONE) {
            add_visit(planner, rounds, w);
            continue;
        }
        absent = absent ? absent : &rounds->wishes[w];
        lost++;
    }
    if (lost)
        add_unplaced(planner->visits, need, lost, obstacle_of(rounds, absent));
}

static void plan_person(Planner *planner, const Row *person, Wish *wishes)
{
    const Record *record = planner->visits->record;
    const Engagements *fixed = persons_engagements(&planner->persons, person);
    Number most = visits_a_day(record->config, person) / NUMBER_ONE;
    Rounds rounds = {
        .wishes = wishes,
        .fixed = fixed->items,
        .fixed_count = fixed->count,
        .hours = &planner->hours,
        .zones = &planner->needs.zones,
        .gap = planner->needs.gap,
        .most = most > SLOTS_MOST ? SLOTS_MOST : (int)most,
    };
    do {
        rounds.count = wishes_of(planner, person, wishes);
        rounds_solve(&rounds);
    } while (set_aside(planner, &rounds));
    for (size_t w = 0; w < rounds.count; w += planner->of[w]->missing)
        take_sequence(planner, &rounds, w);
}

/* ---- Order. */

static int by_sequence(const void *left, const void *right)
{
    const ProposedVisit *a = left, *b = right;
    int order = strcmp(row_key(a->sequence), row_key(b->sequence));
    return order ? order : a->day < b->day ? -1 : a->day > b->day;
}

static int by_key(const void *left, const void *right)
{
    const UnplacedVisits *a = left, *b = right;
    int order = strcmp(row_key(a->sequence), row_key(b->sequence));
    if (order)
        return order;
    return a->sequence->index < b->sequence->index ? -1 : a->sequence->index > b->sequence->index;
}

/* ---- All. */

static size_t count_missing(const Needs *needs)
{
    size_t count = 0;
    for (size_t i = 0; i < needs->count; i++)
        count += needs->items[i].missing;
    return count;
}

static void plan_everybody(Planner *planner)
{
    size_t most = count_missing(&planner->needs) + 1;
    Visits *visits = planner->visits;
    Wish *wishes = memory_resize(NULL, most, sizeof *wishes);
    visits->items = arena_array_of(planner->arena, most, ProposedVisit);
    visits->unplaced = arena_array_of(planner->arena, planner->needs.count + 1, UnplacedVisits);
    planner->evaluations = arena_array_of(planner->arena, most, const Row *);
    planner->kept = arena_array_of(planner->arena, most, const EarlierVisit *);
    planner->of = arena_array_of(planner->arena, most, Need *);
    for (size_t i = 0; i < planner->needs.count; i++)
        if (planner->needs.items[i].obstacle != OBSTACLE_NONE)
            add_unplaced(visits, &planner->needs.items[i], planner->needs.items[i].missing,
                         planner->needs.items[i].obstacle);
    for (size_t p = 0; p < planner->persons.count; p++)
        plan_person(planner, planner->persons.sorted[p], wishes);
    free(wishes);
    qsort(visits->items, visits->count, sizeof *visits->items, by_sequence);
    qsort(visits->unplaced, visits->unplaced_count, sizeof *visits->unplaced, by_key);
}

Status visits_propose(Visits *visits, const Record *record, const Findings *findings,
                      const Earlier *earlier, Arena *arena, Error *error)
{
    Planner planner = {.visits = visits, .earlier = earlier, .arena = arena};
    *visits = (Visits){.record = record};
    Status status = hours_read(&planner.hours, record->config, error);
    if (status != STATUS_OK)
        return status;
    needs_gather(&planner.needs, record, findings, arena);
    visits->sequences = planner.needs.count;
    persons_open(&planner.persons, record, &planner.needs, earlier, arena);
    plan_everybody(&planner);
    visits_write(visits, &planner.needs, arena);
    persons_close(&planner.persons);
    needs_close(&planner.needs);
    return STATUS_OK;
}

size_t visits_unplaced(const Visits *visits)
{
    size_t count = 0;
    for (size_t i = 0; i < visits->unplaced_count; i++)
        count += visits->unplaced[i].count;
    return count;
}
