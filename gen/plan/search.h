/* search: moves over a diary, each taken back unless it makes the plan cheaper. */
#ifndef ATE_PLAN_SEARCH_H
#define ATE_PLAN_SEARCH_H

#include "plan/diary.h"

/* Every wish where it costs least, the most pressed first. */
void search_insert(Diary *diary);
/* Moves until none makes the plan cheaper, a bounded number of times. */
void search_improve(Diary *diary);

#endif
