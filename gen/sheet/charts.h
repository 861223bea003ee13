/* charts: the charts of a sheet, in the order of reading, two a row. */
#ifndef ATE_SHEET_CHARTS_H
#define ATE_SHEET_CHARTS_H

#include "sheet/grid.h"

enum { SERIES_MOST = 2 };

typedef struct Series {
    const char *name;
    uint16_t column;
    lxw_color_t colour;
} Series;

/* What rows of the sheet being written show: their labels in the first column. */
typedef struct Chart {
    const char *sheet, *title;
    uint32_t first, last;        /* rows; last < first: nothing is drawn */
    bool lying;                  /* bars, the first row on top; else columns */
    Series series[SERIES_MOST];  /* a name a series, NULL past the last */
    int rank;                    /* its place, from 0 */
} Chart;

void charts_draw(Grid *grid, const Chart *chart);

enum { CHARTS_COLUMN = 5 }; /* where they begin */

#endif
