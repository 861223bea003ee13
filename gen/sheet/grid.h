/* grid: a workbook written cell by cell, through libxlsxwriter, in constant memory.
 *
 * grid_write makes the workbook; what it is given adds sheets in order, by table_sheet
 * (table.h), or grid_add_sheet and grid_put. Rows of a sheet go in order. The first failure of
 * the library is kept, and told by grid_write.
 */
#ifndef ATE_SHEET_GRID_H
#define ATE_SHEET_GRID_H

#include "sheet/chosen.h"
#include "sheet/style.h"

enum { LINKS_MOST = 65000 }; /* Excel takes 65,530 in a sheet */

/* Where the rows of the term are shown, so that a finding can lead there. */
typedef struct Places {
    const Sheet *sheet[TABLE_COUNT];  /* NULL: not shown */
    const Chosen *chosen[TABLE_COUNT]; /* its columns */
    uint32_t *rows[TABLE_COUNT];      /* by Row.index: the row of the sheet; 0: not shown */
} Places;

typedef struct Grid {
    const Basis *basis;
    const Summary *summary;
    lxw_workbook *book;
    lxw_worksheet *sheet;            /* the one being written */
    Style style;
    Places *places;                  /* filled by table_sheet; NULL: nobody asks */
    /* Line.link of a finding, in `scratch`; NULL: the workbook has no cell to lead to. */
    const char *(*link)(void *context, const Finding *finding, Arena *scratch);
    void *link_context;
    Arena *arena, *scratch;
    lxw_error failure;               /* the first one */
} Grid;

/* Writes a workbook as `path`, whole or not at all: `put` adds its sheets in order. As
 * summary_write says. */
typedef void GridWriter(Grid *grid, void *context);
Status grid_write(const Basis *basis, const char *path, GridWriter *put, void *context,
                  bool *written, Error *error);

void grid_add_sheet(Grid *grid, const char *name);
void grid_put(Grid *grid, uint32_t row, uint16_t column, Format format, Cell cell);
/* Text in a format of the grid's; an empty one still shows its colours. */
void grid_put_text(Grid *grid, uint32_t row, uint16_t column, lxw_format *format, const char *text);
/* A formula of ours, with the value that it has today. */
void grid_put_formula(Grid *grid, uint32_t row, uint16_t column, Format format,
                      const char *formula, double value);
void grid_comment(Grid *grid, uint32_t row, uint16_t column, const char *text);
void grid_keep(Grid *grid, lxw_error error); /* the first one stays */
void grid_print_setup(Grid *grid, bool repeat_first_row);
/* "internal:'Séquences'!D14" */
const char *grid_link(Arena *arena, const char *sheet, uint32_t row, uint16_t column);
/* Text lines that a cell takes when it wraps at `width` characters. */
int grid_wrapped_lines(const char *text, int width);

#endif
