/* subset: a part of a font file as documents embed it.
 *
 * Made once a run and never changed: every document and every worker points at
 * the same bytes. Glyphs are renumbered; their numbers are the codes of the text.
 */
#ifndef ATE_PAGE_SUBSET_H
#define ATE_PAGE_SUBSET_H

#include "base/buffer.h"
#include "base/error.h"

#include <harfbuzz/hb.h>
#include <stdint.h>

typedef struct FaceSubset {
    char name[80];      /* "ABCDEF+GentiumPlus-Bold" */
    Buffer file;        /* the font file, deflated (zlib) */
    size_t file_length; /* before deflating */
    Buffer to_unicode;  /* the CMap, deflated */
    unsigned glyph_count;
    uint16_t *widths; /* by glyph of the subset, in thousandths of an em */
    hb_map_t *codes;  /* glyph of the font file -> glyph of the subset */
    /* What its dictionaries in a PDF say besides their references, as PDF text. */
    Buffer font, cid_font, descriptor;
} FaceSubset;

typedef struct SubsetSource {
    hb_font_t *font;          /* scaled to units per em */
    const char *path;         /* names it, in errors too */
    const hb_set_t *glyphs;   /* wanted; what they are composed of follows */
    const hb_map_t *meanings; /* glyph -> code point, for ToUnicode */
} SubsetSource;

Status subset_make(const SubsetSource *source, FaceSubset *subset, Error *error);
void subset_free(FaceSubset *subset);

/* Two bytes of a table of the font file, as a signed number; 0 past its end. */
int subset_table_short(hb_face_t *face, const char *table, unsigned offset);

/* subset_pdf.c: the rows, the CMap before it is deflated. Called by subset_make. */
void subset_describe(const SubsetSource *source, FaceSubset *subset);
void subset_to_unicode(const SubsetSource *source, const hb_map_t *originals, unsigned glyph_count,
                       Buffer *cmap);

#endif
