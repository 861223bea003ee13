/* style: the measures and colours of a page, from templates/style.ini.
 *
 * The file says only what differs from the defaults; it may be absent. Lengths
 * are in points here, in millimetres or points in the file (its comments say
 * which). An unknown key or a value out of bounds is STATUS_USAGE with its place.
 */
#ifndef ATE_PAGE_STYLE_H
#define ATE_PAGE_STYLE_H

#include "base/error.h"
#include "page/typeface.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STYLE_HEADINGS = 4 }; /* deeper levels look like the fourth */

typedef struct Colour {
    uint8_t red, green, blue;
} Colour;

typedef struct Measure { /* a size of type with the distance between its baselines */
    double size, leading;
} Measure;

enum { FACE_PATH = 512 };

typedef struct FaceChoice { /* the four files of a family: start + an ending */
    char start[FACE_PATH];
    const char *const *endings; /* by RUN_BOLD | RUN_ITALIC */
    const char *package;        /* NULL: files of one's own */
    char place[FACE_PATH];      /* "style.ini:12", where it is chosen; "": the default */
} FaceChoice;

typedef struct Style {
    double page_width, page_height;
    double margin_left, margin_right, margin_top, margin_bottom;
    double footer_baseline; /* from the foot of the page */
    double logo_height;     /* images are never higher */
    double qr_side;
    double blank_height;    /* of a row of a table to be filled in by hand, at least */
    Measure text, table, small; /* small: the footer and captions */
    Measure headings[STYLE_HEADINGS];
    bool justified; /* body text, where its column is wide enough */
    Colour ink, accent, muted, line, shade, watermark;
    FaceChoice text_face, title_face;
} Style;

double style_text_width(const Style *style);
double style_text_height(const Style *style);

/* The defaults, then the file when it is there. */
Status style_load(const char *path, Style *style, Error *error);

/* What the file may say and should not: letters too small, or too pale, to be read with ease
 * on paper. `value` is short of `least`: points for a size, a ratio of WCAG 2.1 (from 1 to
 * 21) for a contrast. */
typedef enum DoubtKind { DOUBT_SIZE, DOUBT_CONTRAST } DoubtKind;

typedef struct StyleDoubt {
    const char *section, *key; /* of style.ini */
    double value, least;
    DoubtKind kind;
} StyleDoubt;

/* How many there are; the first `most` of them, in the file's order, are put in `doubts`. */
size_t style_doubts(const Style *style, StyleDoubt *doubts, size_t most);

#endif
