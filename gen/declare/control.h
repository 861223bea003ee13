/* control: controle.csv, the sheet beside the report: a row for each record of the lot, then one
 * for each ended sequence that it leaves out, with its place and the reason. Keys only, no name. */
#ifndef ATE_DECLARE_CONTROL_H
#define ATE_DECLARE_CONTROL_H

#include "declare/lot.h"

/* UTF-8 with its mark, semicolons, decimal commas: what Excel opens in French. */
void control_sheet(const LotPlan *plan, Buffer *out);

#endif
