/* clean: texts that a spreadsheet can hold. */
#ifndef ATE_SHEET_CLEAN_H
#define ATE_SHEET_CLEAN_H

#include "base/arena.h"

enum { CELL_TEXT_MOST = 32767 }; /* characters, Excel's limit */

/* The text itself when it is fit, which nearly every one is; else a copy in `arena` without what
 * XML forbids (U+FFFD in its place), cut to what a cell holds. */
const char *clean_text(Arena *arena, const char *text);

#endif
