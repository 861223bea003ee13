/* report: the control report of a lot, rapport.txt: what the layout is worth, counts
 * and hours by programme, what is not declared and why. Keys only, no name. */
#ifndef ATE_DECLARE_REPORT_H
#define ATE_DECLARE_REPORT_H

#include "declare/lot.h"

void report_lot(const LotPlan *plan, const LotFile *file, Buffer *out);

#endif
