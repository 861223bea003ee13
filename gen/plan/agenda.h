/* agenda: the days of one person while a plan is being made; between rounds.c and search.c alone.
 */
#ifndef ATE_PLAN_AGENDA_H
#define ATE_PLAN_AGENDA_H

#include "plan/rounds.h"

enum { FREE = -1, FIXED = -2 };

typedef struct AgendaDay {
    int at[SLOTS_MOST];          /* the wish there, FREE, or FIXED: an engagement is too near */
    int count;                   /* visits of the day, engagements included */
    int zone[2], on_site[2];     /* of a half-day: its town, and how many visits are there */
    bool closed[2];              /* engagements in two towns, or in one that nobody knows */
    bool lost;                   /* an engagement without an hour */
    size_t fixed_from, fixed_to; /* its engagements */
} AgendaDay;

typedef struct Agenda {
    Rounds *rounds;
    Engagement *fixed; /* sorted by day */
    AgendaDay *days;
    Date first;
    int count;
    int64_t cost; /* of the plan as it stands */
} Agenda;

void agenda_open(Agenda *agenda, Rounds *rounds);
void agenda_close(Agenda *agenda);
AgendaDay *agenda_day(const Agenda *agenda, Date day);

/* The slot where a wish would go; -1: none. `blind` to what is already placed there: only
 * engagements count. */
int agenda_slot(const Agenda *agenda, const Wish *wish, Date day, Half half, bool blind);
bool agenda_takes(const Agenda *agenda, const Wish *wish, Date day, int slot);
bool agenda_is_apart(const Agenda *agenda, const Wish *wish, Date day); /* from its siblings */
void agenda_put(Agenda *agenda, Wish *wish, Date day, int slot);
void agenda_take(Agenda *agenda, Wish *wish);
int64_t agenda_wish_cost(const Wish *wish, Date day);
/* What placing it there would add to the cost of an absent visit's plan: less than nothing. */
int64_t agenda_road_added(const Agenda *agenda, const Wish *wish, Date day, Half half);

#endif
