/* marks: the faulty cells of an input table, and where they are in the sheet that copies it.
 *
 * A sheet has each row at the number it has in the user's own spreadsheet. Where the tables
 * have more than MARKS_ROWS_MOST rows in all, whose copy would take longer than everything
 * else, each sheet is cut down to its rows with findings, one under the other.
 */
#ifndef ATE_SHEET_MARKS_H
#define ATE_SHEET_MARKS_H

#include "rule/finding.h"

/* Rows without the headers; blank ones count, for they have their places. */
enum {
    MARKS_ROWS_MOST = 50000,         /* of all tables, copied whole */
    MARKS_SHEET_ROWS_MOST = 1000000, /* of one sheet */
};

typedef struct Mark {
    uint32_t row;    /* of the sheet, from 0: the header */
    uint16_t column; /* of the file, from 0 */
    const Finding *finding;
} Mark;

typedef struct Marks {
    const Table *table;
    Mark *items;               /* by row, column, then severity: the worst one first */
    size_t count, cells;       /* findings, and the cells they are on */
    size_t cells_of[SEVERITY_IGNORE]; /* by the worst finding of the cell */
    size_t counts[SEVERITY_IGNORE];   /* every finding of the table, with or without a cell */
    bool compact;              /* only the rows with findings */
    const uint32_t *positions; /* compact: by Row.index, the row of the sheet; 0: left out */
    size_t row_count;          /* rows of the sheet under its header, blank ones included */
} Marks;

/* Of every table; `all` is an array of TABLE_COUNT. */
void marks_make(Marks *all, const Term *term, const Findings *findings, Arena *arena);

/* The row of the sheet; 0 when it is left out. */
uint32_t marks_row(const Marks *marks, const Row *row);
/* The cell of a finding; false when it has none: a row that could not be read, another
 * file. A finding of a whole row is at its key, one of a whole table at its corner. */
bool marks_locate(const Marks *all, const Finding *finding, uint32_t *row, uint16_t *column);

#endif
