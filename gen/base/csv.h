/* csv: cells of a CSV that is written for spreadsheets: `;`, a byte order mark, CRLF, quotes where
 * they are needed (RFC 4180). Reading is read/csv.h. */
#ifndef ATE_BASE_CSV_H
#define ATE_BASE_CSV_H

#include "base/buffer.h"

#include <stdbool.h>

#define CSV_MARK "\xEF\xBB\xBF"

/* A spreadsheet would compute it (OWASP, CSV injection). */
bool csv_runs_as_formula(const char *text);
/* An apostrophe stands before what would run. */
void csv_add_cell(Buffer *csv, const char *text);
/* The text as it is: for what goes back to the table that it comes from. */
void csv_add_own_cell(Buffer *csv, const char *text);

#endif
