/* chosen: which columns a sheet shows, and in which order: [rapports] of config.ini, else those
 * of its table that are not only shown when asked for. */
#ifndef ATE_SHEET_CHOSEN_H
#define ATE_SHEET_CHOSEN_H

#include "sheet/column.h"

typedef struct Chosen {
    const Column *columns[COLUMNS_MOST];
    size_t count;
} Chosen;

Chosen chosen_columns(const Sheet *sheet, const Config *config);
int chosen_place(const Chosen *chosen, const char *key); /* -1: not shown */

/* STATUS_USAGE for a sheet or a column that does not exist, or that is named twice; the place is
 * "config.ini:LINE", the remedy names the nearest, else all of them. */
Status chosen_check(const Config *config, Error *error);

#endif
