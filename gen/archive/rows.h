/* rows: a student's rows of the tables, as CSV files that a spreadsheet opens: `;`, a byte
 * order mark, CRLF, the headers and the values as the school wrote them. A cell that a
 * spreadsheet would compute begins with an apostrophe. */
#ifndef ATE_ARCHIVE_ROWS_H
#define ATE_ARCHIVE_ROWS_H

#include "base/buffer.h"
#include "term/term.h"

/* The rows about a student, in the order of tables and files: his own, those that point to him,
 * those that point to his sequences. On the heap; NULL when there are none. */
const Row **rows_of_student(const Term *term, const Row *student, size_t *count);
/* Rows of one table. */
void rows_csv(const Table *table, const Row *const *rows, size_t count, Buffer *csv);

#endif
