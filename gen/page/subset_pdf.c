/* What a PDF says of a subset, as text: its ToUnicode and the plain entries of its
 * three dictionaries (Type0 font, CIDFontType2 with its widths, descriptor). The
 * references between them are the document's. */
#include "page/subset.h"

#include "base/arena.h"

#include <harfbuzz/hb-ot.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- ToUnicode ---- */

typedef struct Section { /* at most 100 lines, as the CMap format asks */
    Buffer *cmap, lines;
    unsigned count;
} Section;

static void end_section(Section *section)
{
    if (section->count)
        buffer_printf(section->cmap, "%u beginbfrange\n%sendbfrange\n", section->count,
                      buffer_text(&section->lines));
    buffer_clear(&section->lines);
    section->count = 0;
}

/* A range changes only the last byte of its codes, as the format asks: so does it, to be
 * safe, of its meanings. */
static unsigned range_end(const uint32_t *meanings, unsigned start, unsigned count)
{
    unsigned end = start + 1;
    while (end < count && end % 256 && (meanings[start] + end - start) % 256 &&
           meanings[end] == meanings[start] + (end - start))
        end++;
    return end;
}

static void map_ranges(Section *section, const uint32_t *meanings, unsigned count)
{
    for (unsigned glyph = 1, end; glyph < count; glyph = end) {
        end = glyph + 1;
        if (!meanings[glyph])
            continue;
        end = range_end(meanings, glyph, count);
        buffer_printf(&section->lines, "<%04X><%04X><", glyph, end - 1);
        buffer_add_utf16_hex(&section->lines, meanings[glyph]);
        buffer_add_text(&section->lines, ">\n");
        if (++section->count == 100)
            end_section(section);
    }
    end_section(section);
}

void subset_to_unicode(const SubsetSource *source, const hb_map_t *originals, unsigned glyph_count,
                       Buffer *cmap)
{
    buffer_add_text(cmap,
                    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    uint32_t *meanings = memory_resize(NULL, glyph_count + 1, sizeof *meanings);
    for (unsigned glyph = 0; glyph < glyph_count; glyph++) {
        hb_codepoint_t original = hb_map_get(originals, glyph);
        bool meant = hb_set_has(source->glyphs, original) && hb_map_has(source->meanings, original);
        meanings[glyph] = meant ? hb_map_get(source->meanings, original) : 0;
    }
    Section section = {.cmap = cmap};
    map_ranges(&section, meanings, glyph_count);
    buffer_add_text(cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    buffer_free(&section.lines);
    free(meanings);
}

/* ---- widths ---- */

static uint16_t commonest(const uint16_t *widths, unsigned count)
{
    uint16_t best = 1000;
    unsigned most = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned times = 0;
        for (unsigned k = 0; k < count; k++)
            times += widths[k] == widths[i];
        if (times > most) {
            most = times;
            best = widths[i];
        }
    }
    return best;
}

static unsigned equal_until(const uint16_t *widths, unsigned start, unsigned count)
{
    unsigned end = start + 1;
    while (end < count && widths[end] == widths[start])
        end++;
    return end;
}

/* "first last width" where some are equal in a row, else "first [width …]"; those of the
 * default width are left out where leaving out is shorter. */
static void add_widths(Buffer *out, const FaceSubset *subset)
{
    enum { ROW = 4, GAP = 2 };
    const uint16_t *widths = subset->widths;
    unsigned count = subset->glyph_count;
    uint16_t standard = commonest(widths, count);
    buffer_printf(out, "/DW %u/W[", standard);
    bool in_list = false;
    for (unsigned i = 0, end; i < count; i = end) {
        end = equal_until(widths, i, count);
        bool left_out = widths[i] == standard && (!in_list || end - i >= GAP || end == count);
        bool row = !left_out && end - i >= ROW;
        if (in_list && (left_out || row)) {
            buffer_add_text(out, "]");
            in_list = false;
        }
        if (row)
            buffer_printf(out, " %u %u %u ", i, end - 1, widths[i]);
        if (left_out || row)
            continue;
        end = i + 1;
        buffer_printf(out, in_list ? " %u" : "%u[", in_list ? widths[i] : i);
        if (!in_list)
            buffer_printf(out, "%u", widths[i]);
        in_list = true;
    }
    buffer_add_text(out, in_list ? "]]" : "]");
}

/* ---- dictionaries ---- */

static int thousandths(const SubsetSource *source, double units)
{
    return (int)lround(units * 1000 / hb_face_get_upem(hb_font_get_face(source->font)));
}

static int metric(const SubsetSource *source, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t value;
    if (!hb_ot_metrics_get_position(source->font, tag, &value))
        return otherwise;
    return thousandths(source, value);
}

int subset_table_short(hb_face_t *face, const char *table, unsigned offset)
{
    hb_blob_t *blob = hb_face_reference_table(face, hb_tag_from_string(table, -1));
    unsigned length;
    const unsigned char *data = (const unsigned char *)hb_blob_get_data(blob, &length);
    int value = offset + 2 <= length ? (int16_t)(data[offset] << 8 | data[offset + 1]) : 0;
    hb_blob_destroy(blob);
    return value;
}

/* `head` holds the box from byte 36, `post` the angle at byte 4, `OS/2` the weight at byte 4. */
static void describe_face(const SubsetSource *source, const char *name, Buffer *out)
{
    enum { FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };
    hb_face_t *face = hb_font_get_face(source->font);
    int angle = subset_table_short(face, "post", 4), weight = subset_table_short(face, "OS/2", 4);
    bool serif = !strstr(source->path, "Sans");
    buffer_printf(out, "/Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[", name,
                  FLAG_SYMBOLIC | (serif ? FLAG_SERIF : 0) | (angle ? FLAG_ITALIC : 0));
    for (unsigned i = 0; i < 4; i++)
        buffer_printf(out, i ? " %d" : "%d",
                      thousandths(source, subset_table_short(face, "head", 36 + 2 * i)));
    buffer_printf(out, "]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d", angle,
                  metric(source, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 800),
                  metric(source, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200),
                  metric(source, HB_OT_METRICS_TAG_CAP_HEIGHT, 700),
                  50 + weight * weight / 4225); /* the usual guess from the weight */
}

void subset_describe(const SubsetSource *source, FaceSubset *subset)
{
    const char *name = subset->name;
    buffer_printf(&subset->font, "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H", name);
    buffer_printf(&subset->cid_font,
                  "/Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDToGIDMap/Identity"
                  "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                  name);
    add_widths(&subset->cid_font, subset);
    describe_face(source, name, &subset->descriptor);
}
