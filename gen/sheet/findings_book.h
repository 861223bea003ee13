/* findings_book: constats.xlsx, the findings beside the input tables they are about.
 *
 * Sheets: « Constats », each finding with a link to its cell; « Tables », what each table has
 * and what this workbook leaves out; « Vérifications non faites »; then a copy of each table
 * that is present, every column and text as its user wrote it, faulty cells coloured by
 * severity and commented. The copies show PERSONAL columns, being the user's own inputs; the
 * list of findings masks them.
 */
#ifndef ATE_SHEET_FINDINGS_BOOK_H
#define ATE_SHEET_FINDINGS_BOOK_H

#include "sheet/summary.h"

/* Writes the workbook as `path`, whole or not at all; its folder is made when missing.
 * `*written` (may be NULL) says whether the file changed. `summary->issue` is not read. */
Status findings_book_write(const Summary *summary, const char *path, bool *written, Error *error);

#endif
