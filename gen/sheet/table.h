/* table: a sheet of lines in a workbook: titles, lines, filter, colours, names, print set-up. */
#ifndef ATE_SHEET_TABLE_H
#define ATE_SHEET_TABLE_H

#include "sheet/grid.h"

/* Column by column, those that [rapports] chooses. Each is named KEY.COLUMN in the workbook
 * ("sequences.debut"), and the whole sheet KEY. */
void table_sheet(Grid *grid, const Sheet *sheet);

#endif
