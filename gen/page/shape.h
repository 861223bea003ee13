/* shape: letters to glyphs, each with its face and its advance.
 *
 * A Shaper holds what shaping one document needs; it remembers the first
 * character that no face of the press could print (page_set then fails: a
 * document with a hole is never made). Words that were shaped before are taken
 * from its keep.
 */
#ifndef ATE_PAGE_SHAPE_H
#define ATE_PAGE_SHAPE_H

#include "page/keep.h"
#include "page/press.h"
#include "page/prose.h"

typedef struct Shaper {
    const Press *press;
    Arena *arena;
    hb_buffer_t *buffer;
    Keep *keep;       /* NULL: nothing is kept */
    uint32_t missing; /* 0: none */
} Shaper;

typedef struct TextStyle {
    Family family;
    unsigned style; /* RUN_…, added to that of the letters */
    Measure measure;
    Colour colour;
    bool justified; /* where the column is wide enough */
} TextStyle;

typedef enum Space {
    SPACE_NONE,
    SPACE_FIXED,   /* thin spaces, and what a forced break leaves */
    SPACE_ELASTIC, /* between words: justification makes it wider or narrower */
} Space;

typedef struct Glyph {
    uint16_t id;     /* in the font; 0: none can print it */
    uint8_t font;    /* index in the press */
    uint8_t after;   /* Break */
    uint8_t space;   /* Space; a space vanishes at the end of a line */
    float advance;   /* points */
    float dx, dy;    /* points, from the pen; marks on letters */
    uint32_t letter; /* of the prose: the first that it stands for */
} Glyph;

typedef struct Glyphs {
    Glyph *items;
    size_t count;
} Glyphs;

Glyphs shape_prose(Shaper *shaper, const Prose *prose, const TextStyle *style);
/* A sign that is not in the text, in the style of a letter: the hyphen where its word is divided,
 * the space that a forced break stands for. */
Glyph shape_sign(Shaper *shaper, const Prose *prose, const TextStyle *style, size_t letter,
                 uint32_t c);

#endif
