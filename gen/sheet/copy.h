/* copy: the sheet of an input table as its user gave it, faulty cells coloured, with what
 * is wrong in a comment.
 *
 * A spreadsheet lays out every comment of a workbook when it opens it: past
 * COPY_COMMENTS_MOST in a sheet, errors go first, then warnings, and the rest is coloured
 * only; the corner of the sheet says so.
 */
#ifndef ATE_SHEET_COPY_H
#define ATE_SHEET_COPY_H

#include "sheet/grid.h"
#include "sheet/marks.h"

enum { COPY_COMMENTS_MOST = 2000 };

void copy_sheet(Grid *grid, const Marks *marks);

/* Cells with a comment. */
size_t copy_comment_count(const Marks *marks);
/* Columns whose values the reading did not keep: a second title for one column, or none. */
size_t copy_columns_lost(const Table *table);

#endif
