/* rounds: the visits of one person, put on the half-days of a calendar.
 *
 * Numbers only: who, where and why are need.h's. What must hold: a visit is on a half-day that its
 * sequence and its supervisor allow, at a moment when neither the person nor the supervisor is
 * taken; a half-day on the road has one town; a day has its most; two visits of a sequence are
 * `gap` days apart. Then, of all such plans, the cheapest, in points:
 *
 *     POINTS_ABSENT  a visit that has no place
 *     a day          each day between a visit and its best day: POINTS_DAY; POINTS_LATE when the first
 *                    visit of the sequence is late already
 *     POINTS_MISSED  an evaluation was due that very day, and the visit is on another
 *     POINTS_STOP    each company where the person stops, each day
 *     zone.h         each day on the road, by how far; and from one town to another at noon
 *
 * What an earlier plan has, and may stay, stays. The rest is made by insertion, the most pressed first, then mended by moves that never cost
 * more, in a fixed order and a bounded number: same input, same plan. `make bench` compares it
 * with a bound and with a general solver (docs/bench.md). */
#ifndef ATE_PLAN_ROUNDS_H
#define ATE_PLAN_ROUNDS_H

#include "base/date.h"
#include "plan/hours.h"
#include "plan/zone.h"

enum { POINTS_DAY = 4, POINTS_LATE = 15, POINTS_MISSED = 20, POINTS_STOP = 6, POINTS_ABSENT = 100000 };

/* A visit that is already there. */
typedef struct Engagement {
    Date day;
    int minutes;  /* -1: nobody knows, the whole day is left alone */
    int zone;     /* ZONE_NONE: not on site */
    int company;
} Engagement;

enum { HALF_MORNING = 1, HALF_AFTERNOON = 2 };

/* A visit to make. */
typedef struct Wish {
    const uint8_t *halves;     /* HALF_… for each day from `first` */
    Date first;
    int days;
    Date latest;               /* its own last day, within those */
    Date best;
    int a_day;                 /* points for each day away from it */
    bool exact;                /* an evaluation is due on the best day */
    int sequence;              /* those of one sequence are neighbours in Rounds.wishes */
    int zone, company;
    const Engagement *taken;   /* when the supervisor receives somebody else */
    size_t taken_count;
    Date kept_day;             /* where an earlier plan has it; DATE_NONE: nowhere */
    int kept_minutes;
    bool pinned;               /* it may stay there: no move takes it away */
    Date day;                  /* the plan: DATE_NONE when it has no place */
    int slot;                  /* of Hours */
} Wish;

typedef struct Rounds {
    Wish *wishes;
    size_t count;
    const Engagement *fixed;   /* of the person */
    size_t fixed_count;
    const Hours *hours;
    const Zones *zones;
    int gap, most;             /* days between two visits of a sequence; visits a day */
} Rounds;

/* Fills the plan; what it costs. */
int64_t rounds_solve(Rounds *rounds);
/* The insertion alone: what the moves are worth. */
int64_t rounds_insert(Rounds *rounds);

/* Why a wish has no place in the plan. */
typedef enum Bar { BAR_SIBLINGS, BAR_PERSON } Bar;
Bar rounds_bar(const Rounds *rounds, const Wish *wish);

#endif
