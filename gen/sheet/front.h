/* front: Résumé, the first sheet: where the period stands, at a glance, with charts. */
#ifndef ATE_SHEET_FRONT_H
#define ATE_SHEET_FRONT_H

#include "sheet/grid.h"

/* Counts of words that another sheet shows are formulas over its named columns, so that they
 * follow what is edited there; they carry today's value. */
void front_sheet(Grid *grid);

#endif
