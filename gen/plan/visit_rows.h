/* visit_rows: proposals as rows of visites.csv. */
#ifndef ATE_PLAN_VISIT_ROWS_H
#define ATE_PLAN_VISIT_ROWS_H

#include "plan/need.h"
#include "plan/visits.h"

/* Fills texts, type and replaced of each proposal. The last visit of a sequence is finale when it
 * has several and none is. A proposal takes the id of the visit that it replaces; a new one has
 * its sequence's and a rank that no visit bears: "SEQ-012-V2". */
void visits_write(Visits *visits, const Needs *needs, Arena *arena);

#endif
