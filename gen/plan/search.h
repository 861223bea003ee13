/* search: moves over an agenda, each taken back unless it makes the plan cheaper. */
#ifndef ATE_PLAN_SEARCH_H
#define ATE_PLAN_SEARCH_H

#include "plan/agenda.h"

/* Every wish where it costs least, the most pressed first. */
void search_insert(Agenda *agenda);
/* Moves until none makes the plan cheaper, a bounded number of times. */
void search_improve(Agenda *agenda);

#endif
