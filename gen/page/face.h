/* face: one font file, its glyphs and the part of it that documents carry.
 *
 * Sequence: face_open; face_want for each character to print; face_subset once.
 * After that the face never changes and forked workers share it. Only TrueType
 * outlines (glyf) are accepted, since they are embedded as CIDFontType2.
 */
#ifndef ATE_PAGE_FACE_H
#define ATE_PAGE_FACE_H

#include "base/buffer.h"
#include "base/error.h"

#include <harfbuzz/hb.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Face Face;

/* What a document embeds; lives as long as its face. */
typedef struct FaceSubset {
    char name[80];      /* "ABCDEF+GentiumPlus-Bold" */
    Buffer file;        /* the font file, deflated (zlib) */
    size_t file_length; /* before deflating */
    Buffer to_unicode;  /* the CMap, deflated */
    unsigned glyph_count;
    uint16_t *widths; /* by glyph of the subset, in thousandths of an em */
    int ascent, descent, cap_height, italic_angle, stem;
    int box[4]; /* left, bottom, right, top; thousandths of an em */
    bool serif, italic;
} FaceSubset;

Status face_open(Face **face, const char *path, Error *error);
void face_close(Face *face); /* NULL is allowed */

hb_font_t *face_font(const Face *face); /* scaled to units per em */
double face_em(const Face *face);       /* units per em */
bool face_has(const Face *face, uint32_t codepoint);
void face_want(Face *face, uint32_t codepoint); /* nothing when the face lacks it */
bool face_is_wanted(const Face *face);
Status face_subset(Face *face, Error *error);

const FaceSubset *face_embedded(const Face *face);
/* The glyph's number in the subset, 0 when the subset lacks it. */
uint16_t face_glyph(const Face *face, hb_codepoint_t original);

#endif
