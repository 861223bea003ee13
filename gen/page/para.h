/* para: text to lines.
 *
 * All lines of a paragraph are chosen together (fit.h). In a column that is wide
 * enough, a justified style fills the lines, with hyphens where the language
 * allows; otherwise lines are ragged, and a word is divided only when it is wider
 * than the column. The lines of a text that was set before, in the same style and
 * width, are taken from the shaper's keep.
 */
#ifndef ATE_PAGE_PARA_H
#define ATE_PAGE_PARA_H

#include "page/line.h"

typedef struct Para {
    TextStyle style;
    const Line *lines;
    size_t line_count;
} Para;

/* Set in `width` points. An empty text has no line. */
Para para_set(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style, double width);

/* For the widths of columns: the text once shaped, its widest line when nothing
 * is broken, its widest word. */
typedef struct ParaText {
    const void *kept; /* where the keep has it; NULL: nowhere */
    Prose prose;
    Glyphs glyphs;
    TextStyle style;
    double widest, narrowest;
} ParaText;
ParaText para_measure(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style);
Para para_break(Shaper *shaper, const ParaText *text, double width);

/* Where the lines of a width end: para_break before anything is written. */
typedef struct ParaLines {
    LineRange *items;
    size_t count;
} ParaLines;
ParaLines para_lines(Shaper *shaper, const ParaText *text, double width);

#endif
