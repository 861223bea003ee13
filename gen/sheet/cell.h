/* cell: one value of a report, whatever writes it: a workbook (grid.h) or a CSV (plain.h). */
#ifndef ATE_SHEET_CELL_H
#define ATE_SHEET_CELL_H

#include "base/arena.h"
#include "base/date.h"
#include "term/term.h"

typedef struct Cell {
    enum { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_TIME } kind;
    const char *text; /* UTF-8, any length */
    const char *link; /* CELL_TEXT: where it leads, "internal:'sequences'!D14"; NULL: nowhere */
    Number number;    /* ten-thousandths */
    int count;        /* CELL_DATE: the Date; CELL_TIME: minutes since midnight */
    bool amended;     /* in force by signature, and not what the tables say */
} Cell;

Cell cell_text(const char *text); /* empty when NULL or "" */
Cell cell_number(Number number);
Cell cell_count(size_t count);
Cell cell_date(Date date);        /* empty for DATE_NONE */
Cell cell_time(int minutes);
Cell cell_empty(void);

#endif
