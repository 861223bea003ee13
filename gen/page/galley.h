/* galley: the document as one long column, before it is cut into pages.
 *
 * A Strip is a slice that no page break divides: a line, a row of a table's
 * lines, a drawing. It holds Marks, in points from the left margin and from its
 * own top, y downward. Blocks write strips; leaf.h cuts the galley into pages;
 * draw.h prints the marks.
 */
#ifndef ATE_PAGE_GALLEY_H
#define ATE_PAGE_GALLEY_H

#include "page/para.h"
#include "page/picture.h"
#include "page/tag.h"

typedef enum MarkKind {
    MARK_TEXT,   /* line; x, y: the start of its baseline */
    MARK_STROKE, /* from x, y to x + width, y + height; weight */
    MARK_BOX,    /* outline; weight */
    MARK_PICTURE,
    MARK_MODULES, /* a QR code: side × side squares in width × height */
} MarkKind;

typedef struct Mark {
    struct Mark *next;
    MarkKind kind;
    double x, y, width, height, weight;
    Colour colour;
    const Line *line;
    const Picture *picture;
    const unsigned char *modules; /* of libqrencode: bit 0 says black */
    int side;
    Tag *tag;          /* what it is part of; NULL: an artifact */
    double top;        /* of its strip, on its page: known once it is placed */
    struct Mark *then; /* of the same tag, on the same page */
} Mark;

/* Drawn behind the strips that carry it, once a page. */
typedef enum FrameKind { FRAME_BAR, FRAME_BOX } FrameKind;
typedef struct Frame {
    const struct Frame *outer; /* NULL: none */
    FrameKind kind;
    double x, width;
} Frame;

typedef struct Strip {
    double before; /* white above; lost at the head of a page */
    double height;
    double baseline; /* of its first line, from the top; 0: none */
    bool keep;       /* on the same page as the next strip */
    bool new_page;   /* begins a page */
    bool divided;    /* its last word goes on in the next strip */
    Mark *first, *last;
    const Frame *frame;          /* the innermost; NULL: none */
    const Block *heading;        /* a bookmark points here */
    size_t header, header_count; /* strips set again when this one begins a page */
} Strip;

typedef struct Galley {
    Arena *arena;
    Strip *strips; /* heap: galley_free */
    size_t count, capacity;
    double white;       /* owed before the next strip */
    bool new_page;      /* owed too */
    const Frame *frame; /* of the strips to come */
} Galley;

void galley_free(Galley *galley);
/* At least `white` points before the next strip: the larger wish wins. */
void galley_space(Galley *galley, double white);
Strip *galley_strip(Galley *galley, double height); /* valid until the next call */
/* Keeps the strips from `start` to the last one together. */
void galley_keep(Galley *galley, size_t start);

Mark *strip_mark(Galley *galley, Strip *strip, MarkKind kind, Colour colour);
Mark *strip_text(Galley *galley, Strip *strip, double x, double baseline, const Para *para,
                 size_t line); /* to be given a tag */
void strip_stroke(Galley *galley, Strip *strip, double x, double y, double width, double weight,
                  Colour colour);

#endif
