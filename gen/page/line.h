/* line: a line of glyphs as the operators that show it, wherever it stands.
 *
 * The text that a reader copies is what was meant, not what is drawn:
 * - a word divided between lines carries its whole text on its first part, as
 *   /ActualText, and the other parts carry none (ISO 32000-1, 14.9.4). Copied,
 *   searched or read aloud, it is one word, whatever the reader knows of hyphens;
 *   one that knows nothing of /ActualText finds the hyphen as it is drawn;
 * - a line ends with the space that parts its last word from the next line's (14.8.2.5);
 * - letters of the other language stand in a /Span with their /Lang (14.9.2).
 */
#ifndef ATE_PAGE_LINE_H
#define ATE_PAGE_LINE_H

#include "page/shape.h"

/* A bit for each font of the press. */
enum { FONT_WORDS = 4 };
typedef struct FontSet {
    uint64_t words[FONT_WORDS];
} FontSet;

typedef struct Line {
    const char *bytes; /* text operators, from the start of the baseline */
    size_t length;
    FontSet fonts; /* that the bytes name */
    double width;  /* without the space at its end */
    bool divided;  /* its last word goes on in the next line */
} Line;

typedef struct LineRange { /* the glyphs of a line */
    size_t first, end;     /* without the space at its end */
    size_t word_end;       /* of the divided word that ends it; `end` when none */
    bool hyphen;           /* to be added */
    bool continued;        /* begins with the rest of a divided word */
    bool spaced;           /* a space follows it, or a forced break */
    double ratio;          /* of its spaces: see fit.h */
} LineRange;

typedef struct LineSource {
    const Prose *prose;
    const Glyph *glyphs;
    TextStyle style;
} LineSource;

/* The bytes are put in `arena`. */
Line line_make(Shaper *shaper, Arena *arena, const LineSource *source, const LineRange *range);

#endif
