/* sheet: a table of the last dossier written again with some of its rows: the same headers, columns
 * that the schema does not know included, the same separator; UTF-8 with its mark. */
#ifndef ATE_BEGIN_SHEET_H
#define ATE_BEGIN_SHEET_H

#include "base/buffer.h"
#include "base/error.h"
#include "term/term.h"

typedef struct Sheet {
    const Table *table; /* present */
    Buffer csv;
    size_t rows;
} Sheet;

void sheet_open(Sheet *sheet, const Table *table); /* the headers */
void sheet_add(Sheet *sheet, const Row *row);      /* a row of that table, as it was written */
/* A new row: a text for each column of the schema, NULL for none. */
void sheet_add_values(Sheet *sheet, const char *const *values);
Status sheet_close(Sheet *sheet, const char *path, Error *error); /* writes it; among other files */

#endif
