/* cell: the cells of a CSV file that a spreadsheet opens as columns: after CSV_MARK, separated by
 * `;`, lines ended by CRLF. */
#ifndef ATE_BASE_CELL_H
#define ATE_BASE_CELL_H

#include "base/buffer.h"

#define CSV_MARK "\xEF\xBB\xBF" /* Excel takes the file for UTF-8 */
/* Quoted where it has to be. A text that a spreadsheet would compute begins with an apostrophe. */
void csv_add_cell(Buffer *csv, const char *text);

#endif
