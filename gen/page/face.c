/* One font file through HarfBuzz: its character map for choosing, its subset
 * (glyphs renumbered, hints and layout tables dropped, composite letters
 * followed), its own ToUnicode where the smallest code point of a glyph is its
 * meaning, so that the order of the wanted characters changes nothing. */
#include "page/face.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/message.h"

#include <harfbuzz/hb-ot.h>
#include <harfbuzz/hb-subset.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFLATE_LEVEL = 9 };

struct Face {
    char *path;
    hb_face_t *face;
    hb_font_t *font;
    hb_set_t *wanted;     /* glyphs */
    hb_map_t *meanings;   /* wanted glyph -> its smallest code point */
    hb_map_t *renumbered; /* glyph -> glyph of the subset; NULL before face_subset */
    FaceSubset subset;
};

Status face_open(Face **made, const char *path, Error *error)
{
    *made = NULL;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob) {
        error_set(error, STATUS_SYSTEM, path, _("la police de caractères ne peut pas être lue"));
        error_remedy(error, _("installez les paquets fonts-noto-core et fonts-sil-gentiumplus"));
        return STATUS_SYSTEM;
    }
    Face *face = memory_resize(NULL, 1, sizeof *face);
    memset(face, 0, sizeof *face);
    face->path = memory_resize(NULL, strlen(path) + 1, 1);
    strcpy(face->path, path);
    face->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    face->font = hb_font_create(face->face);
    face->wanted = hb_set_create();
    face->meanings = hb_map_create();
    *made = face;

    hb_blob_t *outlines = hb_face_reference_table(face->face, HB_TAG('g', 'l', 'y', 'f'));
    unsigned length = hb_blob_get_length(outlines);
    hb_blob_destroy(outlines);
    if (length)
        return STATUS_OK;
    face_close(face);
    *made = NULL;
    return error_set(error, STATUS_SYSTEM, path, _("ce n'est pas une police TrueType"));
}

void face_close(Face *face)
{
    if (!face)
        return;
    hb_map_destroy(face->renumbered);
    hb_map_destroy(face->meanings);
    hb_set_destroy(face->wanted);
    hb_font_destroy(face->font);
    hb_face_destroy(face->face);
    buffer_free(&face->subset.file);
    buffer_free(&face->subset.to_unicode);
    free(face->subset.widths);
    free(face->path);
    free(face);
}

hb_font_t *face_font(const Face *face)
{
    return face->font;
}

double face_em(const Face *face)
{
    return hb_face_get_upem(face->face);
}

bool face_has(const Face *face, uint32_t codepoint)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, codepoint, &glyph) && glyph;
}

void face_want(Face *face, uint32_t codepoint)
{
    hb_codepoint_t glyph;
    if (!hb_font_get_nominal_glyph(face->font, codepoint, &glyph) || !glyph)
        return;
    hb_set_add(face->wanted, glyph);
    hb_codepoint_t meaning = hb_map_get(face->meanings, glyph);
    if (meaning == HB_MAP_VALUE_INVALID || codepoint < meaning)
        hb_map_set(face->meanings, glyph, codepoint);
}

bool face_is_wanted(const Face *face)
{
    return !hb_set_is_empty(face->wanted);
}

const FaceSubset *face_embedded(const Face *face)
{
    return face->renumbered ? &face->subset : NULL;
}

uint16_t face_glyph(const Face *face, hb_codepoint_t original)
{
    if (!face->renumbered || !hb_set_has(face->wanted, original))
        return 0;
    hb_codepoint_t glyph = hb_map_get(face->renumbered, original);
    return glyph == HB_MAP_VALUE_INVALID ? 0 : (uint16_t)glyph;
}

static void deflate_into(Buffer *out, const void *bytes, size_t length)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!compressor)
        memory_exhausted(length);
    size_t bound = libdeflate_zlib_compress_bound(compressor, length);
    buffer_clear(out);
    buffer_reserve(out, bound + 1);
    out->length = libdeflate_zlib_compress(compressor, bytes, length, out->data, bound);
    libdeflate_free_compressor(compressor);
}

static hb_subset_plan_t *plan_subset(const Face *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        memory_exhausted(0);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_glyph_set(input), face->wanted);
    static const char *const DROPPED[] = {"GSUB", "GPOS", "GDEF", "OS/2", "name", "cmap",
                                          "post", "gasp", "meta", "STAT", "DSIG"};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        hb_set_add(dropped, hb_tag_from_string(DROPPED[i], -1));
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face->face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static int thousandths(const Face *face, double units)
{
    double scaled = units * 1000 / face_em(face);
    return (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

static void measure_glyphs(Face *face, const hb_subset_plan_t *plan)
{
    FaceSubset *subset = &face->subset;
    const hb_map_t *originals = hb_subset_plan_new_to_old_glyph_mapping(plan);
    unsigned count = subset->glyph_count;
    subset->widths = memory_resize(NULL, count + 1, sizeof *subset->widths);
    for (unsigned glyph = 0; glyph < count; glyph++) {
        hb_codepoint_t original = hb_map_get(originals, glyph);
        subset->widths[glyph] =
            (uint16_t)thousandths(face, hb_font_get_glyph_h_advance(face->font, original));
    }
}

static int metric(const Face *face, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t value;
    if (!hb_ot_metrics_get_position(face->font, tag, &value))
        return otherwise;
    return thousandths(face, value);
}

static int table_short(const Face *face, hb_tag_t table, unsigned offset)
{
    hb_blob_t *blob = hb_face_reference_table(face->face, table);
    unsigned length;
    const unsigned char *data = (const unsigned char *)hb_blob_get_data(blob, &length);
    int value = offset + 2 <= length ? (int16_t)(data[offset] << 8 | data[offset + 1]) : 0;
    hb_blob_destroy(blob);
    return value;
}

/* The rows of the FontDescriptor: `head` holds the box from byte 36, `post` the
 * angle at byte 4, `OS/2` the weight at byte 4. */
static void measure_face(Face *face)
{
    FaceSubset *subset = &face->subset;
    for (unsigned i = 0; i < 4; i++)
        subset->box[i] =
            thousandths(face, table_short(face, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i));
    subset->ascent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 800);
    subset->descent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200);
    subset->cap_height = metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, 700);
    subset->italic_angle = table_short(face, HB_TAG('p', 'o', 's', 't'), 4);
    subset->italic = subset->italic_angle != 0;
    int weight = table_short(face, HB_TAG('O', 'S', '/', '2'), 4);
    subset->stem = 50 + weight * weight / 4225; /* the usual guess from the weight */
    subset->serif = !strstr(face->path, "Sans");
}

/* Six letters from the bytes, then the file's own name. */
static void name_subset(Face *face, const void *bytes, size_t length)
{
    Sha256 digest;
    sha256_hex(bytes, length, digest);
    const char *file = strrchr(face->path, '/');
    file = file ? file + 1 : face->path;
    char *name = face->subset.name;
    for (int i = 0; i < 6; i++) {
        char pair[3] = {digest[2 * i], digest[2 * i + 1], '\0'};
        name[i] = (char)('A' + strtoul(pair, NULL, 16) % 26);
    }
    snprintf(name + 6, sizeof face->subset.name - 6, "+%.*s", (int)strcspn(file, "."), file);
}

static void add_utf16(Buffer *out, uint32_t c)
{
    if (c < 0x10000)
        buffer_printf(out, "%04X", c);
    else
        buffer_printf(out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
                      0xDC00 + ((c - 0x10000) & 0x3FF));
}

/* At most 100 lines a section, as the CMap format asks. */
static void map_to_unicode(Face *face, const hb_subset_plan_t *plan)
{
    const hb_map_t *originals = hb_subset_plan_new_to_old_glyph_mapping(plan);
    Buffer cmap = {0}, section = {0};
    buffer_add_text(&cmap,
                    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    unsigned lines = 0;
    for (unsigned glyph = 1; glyph <= face->subset.glyph_count; glyph++) {
        hb_codepoint_t meaning = hb_map_get(face->meanings, hb_map_get(originals, glyph));
        if (glyph < face->subset.glyph_count && meaning != HB_MAP_VALUE_INVALID) {
            buffer_printf(&section, "<%04X> <", glyph);
            add_utf16(&section, meaning);
            buffer_add_text(&section, ">\n");
            lines++;
        }
        if (lines && (lines == 100 || glyph == face->subset.glyph_count)) {
            buffer_printf(&cmap, "%u beginbfchar\n%sendbfchar\n", lines, buffer_text(&section));
            buffer_clear(&section);
            lines = 0;
        }
    }
    buffer_add_text(&cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    deflate_into(&face->subset.to_unicode, cmap.data, cmap.length);
    buffer_free(&section);
    buffer_free(&cmap);
}

Status face_subset(Face *face, Error *error)
{
    hb_subset_plan_t *plan = plan_subset(face);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (!made) {
        hb_subset_plan_destroy(plan);
        return error_set(error, STATUS_SYSTEM, face->path,
                         _("les caractères de cette police ne peuvent pas être extraits"));
    }
    hb_blob_t *blob = hb_face_reference_blob(made);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    face->subset.file_length = length;
    face->subset.glyph_count = hb_face_get_glyph_count(made);
    deflate_into(&face->subset.file, bytes, length);
    name_subset(face, bytes, length);
    measure_glyphs(face, plan);
    measure_face(face);
    map_to_unicode(face, plan);
    face->renumbered = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    return STATUS_OK;
}
