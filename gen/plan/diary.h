/* diary: the days of one person while a plan is being made; between rounds.c and search.c alone.
 */
#ifndef ATE_PLAN_DIARY_H
#define ATE_PLAN_DIARY_H

#include "plan/rounds.h"

enum { FREE = -1, FIXED = -2 };

typedef struct DiaryDay {
    int at[SLOTS_MOST];          /* the wish there, FREE, or FIXED: an engagement is too near */
    int count;                   /* visits of the day, engagements included */
    int zone[2], on_site[2];     /* of a half-day: its town, and how many visits are there */
    bool closed[2];              /* engagements in two towns, or in one that nobody knows */
    bool lost;                   /* an engagement without an hour */
    size_t fixed_from, fixed_to; /* its engagements */
} DiaryDay;

typedef struct Diary {
    Rounds *rounds;
    Engagement *fixed; /* sorted by day */
    DiaryDay *days;
    Date first;
    int count;
    int64_t cost; /* of the plan as it stands */
} Diary;

void diary_open(Diary *diary, Rounds *rounds);
void diary_close(Diary *diary);
DiaryDay *diary_day(const Diary *diary, Date day);

/* The slot where a wish would go; -1: none. `blind` to what is already placed there: only
 * engagements count. */
int diary_slot(const Diary *diary, const Wish *wish, Date day, Half half, bool blind);
bool diary_takes(const Diary *diary, const Wish *wish, Date day, int slot);
bool diary_is_apart(const Diary *diary, const Wish *wish, Date day); /* from its siblings */
void diary_put(Diary *diary, Wish *wish, Date day, int slot);
void diary_take(Diary *diary, Wish *wish);
int64_t diary_wish_cost(const Wish *wish, Date day);
/* What placing it there would add to the cost of an absent visit's plan: less than nothing. */
int64_t diary_road_added(const Diary *diary, const Wish *wish, Date day, Half half);

#endif
