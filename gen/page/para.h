/* para: glyphs to lines.
 *
 * Lines are filled one after the other. They end after a space, a hyphen, a
 * slash; a word wider than the line is cut where it must. para_break is the only
 * place where a line's end is chosen.
 */
#ifndef ATE_PAGE_PARA_H
#define ATE_PAGE_PARA_H

#include "page/shape.h"

typedef struct Line {
    const Glyph *glyphs;
    size_t count;
    double width; /* without the space at its end */
} Line;

typedef struct Para {
    TextStyle style;
    Line *lines;
    size_t line_count;
} Para;

/* Set in `width` points. An empty text has no line. */
Para para_set(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style, double width);

/* For the widths of columns: the text once shaped, its widest line when nothing
 * is broken, its widest word. */
typedef struct ParaText {
    Glyphs glyphs;
    TextStyle style;
    double widest, narrowest;
} ParaText;
ParaText para_measure(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style);
Para para_break(Shaper *shaper, const ParaText *text, double width);

#endif
