/* chart: bars in SVG for a page, drawn by the program, and the same figures as a table.
 *
 * Bars are horizontal, cut into parts, and as wide as the page lets them: widths are shares of it,
 * so that texts keep their size on a telephone. A chart has a title and a description, read in
 * place of the drawing; colours are classes of page.css. Whole numbers only.
 */
#ifndef ATE_SHOW_CHART_H
#define ATE_SHOW_CHART_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/message.h"

enum { CHART_PARTS = 4 };

/* Colours of page.css, the same thing having the same one in every chart. */
typedef enum ChartColour { CHART_DONE, CHART_NEXT, CHART_WAITING, CHART_STOPPED } ChartColour;

typedef struct ChartPart {
    const char *name;
    ChartColour colour;
} ChartPart;

typedef struct ChartBar {
    const char *label;
    size_t values[CHART_PARTS];
} ChartBar;

typedef struct Chart {
    const char *id;                 /* of the figure: "graphique-visites" */
    const char *title, *by, *total; /* "Visites", heading of the labels, "En tout" */
    ChartPart parts[CHART_PARTS];   /* a name that is NULL after the last */
    Arena *arena;
    Map *by_label;
    ChartBar **bars;
    size_t count, capacity;
} Chart;

void chart_open(Chart *chart); /* its texts are set before; to be closed */
void chart_close(Chart *chart);
/* Adds to a part of the bar of that name. */
void chart_count(Chart *chart, const char *label, int part, size_t value);
/* By label; those past the twenty-fourth are told together under `others`. Nothing for a chart
 * without bars. */
void chart_add(Chart *chart, const char *others, Lang lang, Buffer *out);

#endif
