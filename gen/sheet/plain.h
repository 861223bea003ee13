/* plain: the lines of a sheet as a CSV file, for other tools: the same columns, in the same order.
 *
 * UTF-8 with its mark, ';', CRLF, quotes where they are needed (RFC 4180). The header has the
 * names of [rapports], whatever the language. Dates are AAAA-MM-JJ, hours of the day HH:MM,
 * numbers have a decimal comma and no thousands mark: what a spreadsheet set to French reads. A
 * text that a spreadsheet would run begins with an apostrophe (csv_runs_as_formula); nothing
 * else is changed, and no line is left out.
 */
#ifndef ATE_SHEET_PLAIN_H
#define ATE_SHEET_PLAIN_H

#include "base/buffer.h"
#include "sheet/column.h"

void plain_sheet(const Basis *basis, const Sheet *sheet, Buffer *out);

#endif
