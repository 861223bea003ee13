/* copy: the sheet of an input table as its user gave it, faulty cells coloured, with what
 * is wrong in a comment.
 *
 * A spreadsheet lays out every comment when it opens a workbook (LibreOffice: 6 ms each;
 * 20,000 of them keep it busy for minutes). Past COPY_COMMENTS_MOST cells in a sheet, errors
 * are commented first, then warnings, and the rest is coloured only; the corner says so.
 */
#ifndef ATE_SHEET_COPY_H
#define ATE_SHEET_COPY_H

#include "sheet/grid.h"
#include "sheet/marks.h"

enum { COPY_COMMENTS_MOST = 1000 };

void copy_sheet(Grid *grid, const Marks *marks);

/* Cells with a comment. */
size_t copy_comment_count(const Marks *marks);
/* Columns whose values the reading did not keep: a second title for one column, or none. */
size_t copy_columns_lost(const Table *table);

#endif
