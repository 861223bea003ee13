/* style: the looks of a workbook: what a Format, a tone and a severity are for libxlsxwriter. */
#ifndef ATE_SHEET_STYLE_H
#define ATE_SHEET_STYLE_H

#include "sheet/column.h"

#include <xlsxwriter.h>

typedef struct Style {
    lxw_format *formats[FORMAT_COUNT];
    lxw_format *amended[FORMAT_COUNT];      /* the same, for what the tables do not say */
    lxw_format *link;                       /* to a cell of the workbook */
    lxw_format *tones[TONE_COUNT];          /* over a format */
    lxw_format *faults[SEVERITY_IGNORE];    /* of a faulty cell, as FORMAT_RAW */
} Style;

enum { COLOUR_MAIN = 0x1F5C99, COLOUR_SECOND = 0x8FB8DE, COLOUR_GOOD = 0x3C8D5A, COLOUR_GRID = 0xD9D9D9 };

void style_make(Style *style, lxw_workbook *book);
lxw_conditional_format style_bar(void); /* of a share, from nothing to the whole */

#endif
