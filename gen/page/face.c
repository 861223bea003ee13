/* One font file through HarfBuzz: its character map for choosing, then its slices.
 * A glyph's slice follows from its meaning and from what leads, never from the order
 * in which characters were wanted. */
#include "page/face.h"

#include "base/arena.h"
#include "base/message.h"

#include <harfbuzz/hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* What the templates print leads; by kinds of characters, what data may print beside it. The
 * last three alone depend on the data of the run. */
typedef enum Slice {
    SLICE_LEAD,
    SLICE_SMALL,    /* letters of French and English */
    SLICE_CAPITALS, /* theirs */
    SLICE_FIGURES,  /* with the signs of dates and addresses */
    SLICE_SIGNS,    /* of amounts, computations, electronic addresses */
    SLICE_WESTERN,  /* the other letters of Latin-1 */
    SLICE_MARKS,    /* the other signs */
    SLICE_EXTENDED, /* letters of Central Europe, Turkish */
    SLICE_OTHERS,
} Slice;
_Static_assert(SLICE_OTHERS + 1 == FACE_SLICES, "one subset a slice");

struct Face {
    char *path;
    hb_font_t *font;
    hb_set_t *wanted, *leading; /* glyphs */
    hb_map_t *meanings;         /* wanted glyph -> its smallest code point */
    FaceSubset slices[FACE_SLICES];
    hb_map_t *codes; /* wanted glyph -> its slice << 16 | its code there */
};

static Status refuse(const char *path, const char *package, Error *error)
{
    error_set(error, STATUS_SYSTEM, path, _("la police de caractères ne peut pas être lue"));
    if (package)
        error_remedy(error, _("installez le paquet %s"), package);
    else
        error_remedy(error, _("une police a quatre fichiers : -Regular.ttf, -Bold.ttf, "
                              "-Italic.ttf et -BoldItalic.ttf"));
    return STATUS_SYSTEM;
}

static bool has_outlines(hb_face_t *face)
{
    hb_blob_t *outlines = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
    unsigned length = hb_blob_get_length(outlines);
    hb_blob_destroy(outlines);
    return length > 0;
}

/* fsType of OS/2: restricted, no subsetting, bitmaps only. */
static bool forbids_embedding(hb_face_t *face)
{
    int permissions = subset_table_short(face, "OS/2", 8);
    return (permissions & 0xF) == 2 || permissions & 0x300;
}

Status face_open(Face **made, const char *path, const char *package, Error *error)
{
    *made = NULL;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob)
        return refuse(path, package, error);
    hb_face_t *file = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (!has_outlines(file)) {
        hb_face_destroy(file);
        return error_set(error, STATUS_SYSTEM, path, _("ce n'est pas une police TrueType"));
    }
    if (forbids_embedding(file)) {
        hb_face_destroy(file);
        return error_set(error, STATUS_SYSTEM, path,
                         _("cette police interdit qu'un document en contienne une partie"));
    }
    Face *face = memory_resize(NULL, 1, sizeof *face);
    *face = (Face){.path = memory_resize(NULL, strlen(path) + 1, 1),
                   .font = hb_font_create(file),
                   .wanted = hb_set_create(),
                   .leading = hb_set_create(),
                   .meanings = hb_map_create(),
                   .codes = hb_map_create()};
    strcpy(face->path, path);
    hb_face_destroy(file);
    *made = face;
    return STATUS_OK;
}

void face_close(Face *face)
{
    if (!face)
        return;
    for (int i = 0; i < FACE_SLICES; i++)
        subset_free(&face->slices[i]);
    hb_map_destroy(face->codes);
    hb_map_destroy(face->meanings);
    hb_set_destroy(face->leading);
    hb_set_destroy(face->wanted);
    hb_font_destroy(face->font);
    free(face->path);
    free(face);
}

hb_font_t *face_font(const Face *face)
{
    return face->font;
}

double face_em(const Face *face)
{
    return hb_face_get_upem(hb_font_get_face(face->font));
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
    enum { SOFT_HYPHEN = 0xAD }; /* a hyphen that shares its glyph is a hyphen */
    hb_codepoint_t meaning = hb_map_get(face->meanings, glyph);
    if (meaning == HB_MAP_VALUE_INVALID || meaning == SOFT_HYPHEN ||
        (codepoint < meaning && codepoint != SOFT_HYPHEN))
        hb_map_set(face->meanings, glyph, codepoint);
}

void face_lead(Face *face, hb_codepoint_t glyph)
{
    hb_set_add(face->leading, glyph);
}

static const struct {
    Slice slice;
    uint32_t first, last;
} KINDS[] = {
    /* the first that fits */
    {SLICE_SMALL, 'a', 'z'},         {SLICE_CAPITALS, 'A', 'Z'},
    {SLICE_FIGURES, '0', '9'},       {SLICE_FIGURES, ' ', ' '},
    {SLICE_FIGURES, '(', ')'},       {SLICE_FIGURES, ',', '/'},
    {SLICE_FIGURES, ':', ':'},       {SLICE_FIGURES, 0xA0, 0xA0},
    {SLICE_FIGURES, 0xAD, 0xAD},     {SLICE_FIGURES, 0x2013, 0x2013},
    {SLICE_FIGURES, 0x2019, 0x2019}, {SLICE_FIGURES, 0x202F, 0x202F},
    {SLICE_SMALL, 0xE0, 0xE0},       {SLICE_SMALL, 0xE2, 0xE2},
    {SLICE_SMALL, 0xE7, 0xEB},       {SLICE_SMALL, 0xEE, 0xEF},
    {SLICE_SMALL, 0xF4, 0xF4},       {SLICE_SMALL, 0xF9, 0xF9},
    {SLICE_SMALL, 0xFB, 0xFC},       {SLICE_SMALL, 0x153, 0x153},
    {SLICE_CAPITALS, 0xC0, 0xC0},    {SLICE_CAPITALS, 0xC7, 0xCA},
    {SLICE_CAPITALS, 0xCE, 0xCE},    {SLICE_CAPITALS, 0xD4, 0xD4},
    {SLICE_SIGNS, '$', '&'},         {SLICE_SIGNS, '=', '='},
    {SLICE_SIGNS, '@', '@'},         {SLICE_SIGNS, '_', '_'},
    {SLICE_SIGNS, '|', '|'},         {SLICE_SIGNS, 0xAB, 0xAB},
    {SLICE_SIGNS, 0xB0, 0xB0},       {SLICE_SIGNS, 0xBB, 0xBB},
    {SLICE_SIGNS, 0xD7, 0xD7},       {SLICE_SIGNS, 0x2212, 0x2212},
    {SLICE_WESTERN, 0xC0, 0xFF},     {SLICE_MARKS, 0, 0xBF},
    {SLICE_MARKS, 0x2000, 0x2BFF},   {SLICE_EXTENDED, 0x100, 0x17F},
    {SLICE_OTHERS, 0, 0x10FFFF},
};

static Slice kind_of(const Face *face, hb_codepoint_t glyph)
{
    uint32_t meaning = hb_map_get(face->meanings, glyph);
    size_t i = 0;
    while (meaning < KINDS[i].first || meaning > KINDS[i].last)
        i++;
    return KINDS[i].slice;
}

static void sort_glyphs(const Face *face, hb_set_t *const *slices)
{
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(face->wanted, &glyph))
        hb_set_add(slices[kind_of(face, glyph)], glyph);
}

/* Where the templates print most figures, or most capitals, data will print the others; three
 * quarters, by measure of the documents of the sample. */
static void gather_lead(const Face *face, hb_set_t *const *slices)
{
    for (int i = SLICE_LEAD + 1; i < FACE_SLICES; i++) {
        hb_set_t *led = hb_set_copy(slices[i]);
        hb_set_intersect(led, face->leading);
        bool most = 4 * hb_set_get_population(led) > 3 * hb_set_get_population(slices[i]);
        if (i <= SLICE_FIGURES && most)
            hb_set_union(led, slices[i]);
        hb_set_union(slices[SLICE_LEAD], led);
        hb_set_subtract(slices[i], led);
        hb_set_destroy(led);
    }
}

static Status cut_slice(Face *face, int slice, const hb_set_t *glyphs, Error *error)
{
    const SubsetSource source = {face->font, face->path, glyphs, face->meanings};
    if (hb_set_is_empty(glyphs))
        return STATUS_OK;
    Status status = subset_make(&source, &face->slices[slice], error);
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (!status && hb_set_next(glyphs, &glyph))
        hb_map_set(face->codes, glyph,
                   (hb_codepoint_t)slice << 16 | hb_map_get(face->slices[slice].codes, glyph));
    return status;
}

Status face_cut(Face *face, Error *error)
{
    hb_set_t *slices[FACE_SLICES];
    for (int i = 0; i < FACE_SLICES; i++)
        slices[i] = hb_set_create();
    sort_glyphs(face, slices);
    gather_lead(face, slices);
    Status status = STATUS_OK;
    for (int i = 0; i < FACE_SLICES; i++) {
        if (!status)
            status = cut_slice(face, i, slices[i], error);
        hb_set_destroy(slices[i]);
    }
    return status;
}

const FaceSubset *face_slice(const Face *face, int slice)
{
    return face->slices[slice].codes ? &face->slices[slice] : NULL;
}

int face_code(const Face *face, hb_codepoint_t glyph, uint16_t *code)
{
    hb_codepoint_t found = hb_map_get(face->codes, glyph);
    if (found == HB_MAP_VALUE_INVALID)
        return -1;
    *code = (uint16_t)found;
    return (int)(found >> 16);
}
