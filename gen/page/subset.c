/* Cutting by HarfBuzz (glyphs renumbered, hints and layout tables dropped, the
 * parts of composite letters followed), then what a document needs beside the
 * file. Once a run, so everything is deflated as small as can be. */
#include "page/subset.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/message.h"

#include <harfbuzz/hb-subset.h>
#include <libdeflate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFLATE_LEVEL = 12 };

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

static hb_subset_plan_t *plan_subset(const SubsetSource *source)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        memory_exhausted(0);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_glyph_set(input), source->glyphs);
    static const char *const DROPPED[] = {"GSUB", "GPOS", "GDEF", "OS/2", "name", "cmap",
                                          "post", "gasp", "meta", "STAT", "DSIG"};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        hb_set_add(dropped, hb_tag_from_string(DROPPED[i], -1));
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(hb_font_get_face(source->font), input);
    hb_subset_input_destroy(input);
    return plan;
}

static void measure_glyphs(const SubsetSource *source, const hb_map_t *originals,
                           FaceSubset *subset)
{
    double em = hb_face_get_upem(hb_font_get_face(source->font));
    unsigned count = subset->glyph_count;
    subset->widths = memory_resize(NULL, count + 1, sizeof *subset->widths);
    for (unsigned glyph = 0; glyph < count; glyph++) {
        hb_codepoint_t original = hb_map_get(originals, glyph);
        double advance = hb_font_get_glyph_h_advance(source->font, original);
        subset->widths[glyph] = (uint16_t)lround(advance * 1000 / em);
    }
}

/* Six letters from the bytes, then the file's own name. */
static void name_subset(const char *path, const void *bytes, size_t length, FaceSubset *subset)
{
    Sha256 digest;
    sha256_hex(bytes, length, digest);
    const char *file = strrchr(path, '/');
    file = file ? file + 1 : path;
    char *name = subset->name;
    for (int i = 0; i < 6; i++) {
        char pair[3] = {digest[2 * i], digest[2 * i + 1], '\0'};
        name[i] = (char)('A' + strtoul(pair, NULL, 16) % 26);
    }
    snprintf(name + 6, sizeof subset->name - 6, "+%.*s", (int)strcspn(file, "."), file);
    for (char *at = name; *at; at++) /* a file of one's own may have any name */
        if (!strchr("+-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", *at))
            *at = '-';
}

static void fill_subset(const SubsetSource *source, const hb_subset_plan_t *plan, hb_face_t *made,
                        FaceSubset *subset)
{
    hb_blob_t *blob = hb_face_reference_blob(made);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    subset->file_length = length;
    subset->glyph_count = hb_face_get_glyph_count(made);
    deflate_into(&subset->file, bytes, length);
    name_subset(source->path, bytes, length, subset);
    hb_blob_destroy(blob);

    const hb_map_t *originals = hb_subset_plan_new_to_old_glyph_mapping(plan);
    subset->codes = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    measure_glyphs(source, originals, subset);
    Buffer cmap = {0};
    subset_to_unicode(source, originals, subset->glyph_count, &cmap);
    deflate_into(&subset->to_unicode, cmap.data, cmap.length);
    buffer_free(&cmap);
    subset_describe(source, subset);
}

Status subset_make(const SubsetSource *source, FaceSubset *subset, Error *error)
{
    *subset = (FaceSubset){0};
    hb_subset_plan_t *plan = plan_subset(source);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    Status status = STATUS_OK;
    if (made)
        fill_subset(source, plan, made, subset);
    else
        status = error_set(error, STATUS_SYSTEM, source->path,
                           _("les caractères de cette police ne peuvent pas être extraits"));
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    return status;
}

void subset_free(FaceSubset *subset)
{
    hb_map_destroy(subset->codes);
    free(subset->widths);
    buffer_free(&subset->file);
    buffer_free(&subset->to_unicode);
    buffer_free(&subset->font);
    buffer_free(&subset->cid_font);
    buffer_free(&subset->descriptor);
    *subset = (FaceSubset){0};
}
