/* subset: what is embedded draws as the font file does, has the widths that its W says, and means
 * what was typed. */
#include "page/face.h"

#include "base/arena.h"
#include "base/text.h"
#include "suite.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define GENTIUM "/usr/share/fonts/truetype/gentiumplus/GentiumPlus-Regular.ttf"
#define SYLLABICS "/usr/share/fonts/truetype/noto/NotoSansCanadianAboriginal-Regular.ttf"
#define SYMBOLS "/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf"

static Face *cut(const char *path, const char *wanted)
{
    Face *face = NULL;
    Error error = {0};
    ck_assert_msg(!face_open(&face, path, NULL, &error), "%s", error.what);
    for (const char *at = wanted, *end = wanted + strlen(wanted); at < end;)
        face_want(face, utf8_next(&at, end));
    ck_assert_msg(!face_cut(face, &error), "%s", error.what);
    return face;
}

static Buffer inflated(const Buffer *deflated, size_t most)
{
    Buffer bytes = {0};
    buffer_reserve(&bytes, most);
    struct libdeflate_decompressor *tool = libdeflate_alloc_decompressor();
    ck_assert_int_eq(libdeflate_zlib_decompress(tool, deflated->data, deflated->length, bytes.data,
                                                most, &bytes.length),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(tool);
    return bytes;
}

static uint32_t glyph_of(const Face *face, uint32_t c)
{
    hb_codepoint_t glyph = 0;
    ck_assert_msg(hb_font_get_nominal_glyph(face_font(face), c, &glyph), "U+%04X", c);
    return glyph;
}

/* ---- outlines ---- */

static void move_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    buffer_printf(out, "M%.0f %.0f", (double)x, (double)y);
}

static void line_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    buffer_printf(out, "L%.0f %.0f", (double)x, (double)y);
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float cx,
                         float cy, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    buffer_printf(out, "Q%.0f %.0f %.0f %.0f", (double)cx, (double)cy, (double)x, (double)y);
}

static Buffer outline(hb_font_t *font, hb_codepoint_t glyph)
{
    Buffer out = {0};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, &out);
    hb_draw_funcs_destroy(funcs);
    return out;
}

static hb_font_t *embedded_font(const FaceSubset *subset)
{
    Buffer file = inflated(&subset->file, subset->file_length + 1);
    ck_assert_uint_eq(file.length, subset->file_length);
    hb_blob_t *blob =
        hb_blob_create(file.data, (unsigned)file.length, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    buffer_free(&file);
    return font;
}

static void assert_drawn(const Face *face, uint32_t c)
{
    uint16_t code = 0;
    int slice = face_code(face, glyph_of(face, c), &code);
    ck_assert_msg(slice >= 0 && code, "U+%04X", c);
    hb_font_t *font = embedded_font(face_slice(face, slice));
    Buffer meant = outline(face_font(face), glyph_of(face, c)), drawn = outline(font, code);
    ck_assert_uint_gt(meant.length, 0);
    ck_assert_str_eq(buffer_text(&meant), buffer_text(&drawn));
    buffer_free(&meant);
    buffer_free(&drawn);
    hb_font_destroy(font);
}

/* Letters made of letters and marks, some of two levels; syllabics; a sign past U+FFFF. */
START_TEST(every_letter_is_drawn_whole)
{
    static const struct {
        const char *path, *text;
    } CASES[] = {{GENTIUM, "éÉçœŒễằẵộƯỵŁıŞģȘÅǻ½№"},
                 {GENTIUM, "m\u0300q\u0302\u0323"},
                 {SYLLABICS, "ᐃᓄᒃᑎᑐᑦᖁ"},
                 {SYMBOLS, "☐✓\U0001F5F8"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Face *face = cut(CASES[i].path, CASES[i].text);
        const char *at = CASES[i].text, *end = at + strlen(at);
        while (at < end)
            assert_drawn(face, utf8_next(&at, end));
        face_close(face);
    }
}
END_TEST

/* ---- widths ---- */

/* The width of a code as a reader of the PDF finds it. */
static int width_in(const FaceSubset *subset, unsigned code)
{
    char *at = strstr(buffer_text((Buffer *)&subset->cid_font), "/DW ");
    ck_assert_ptr_nonnull(at);
    int standard = (int)strtol(at + 4, &at, 10);
    ck_assert_int_eq(strncmp(at, "/W[", 3), 0);
    for (at += 3; *at != ']';) {
        unsigned first = (unsigned)strtoul(at, &at, 10);
        at += strspn(at, " ");
        if (*at == '[') {
            at++;
            for (unsigned i = first; *at != ']'; i++) {
                int width = (int)strtol(at, &at, 10);
                if (i == code)
                    return width;
                at += strspn(at, " ");
            }
            at++;
        } else {
            unsigned last = (unsigned)strtoul(at, &at, 10);
            int width = (int)strtol(at, &at, 10);
            if (first <= code && code <= last)
                return width;
        }
        at += strspn(at, " ");
    }
    return standard;
}

START_TEST(the_widths_are_those_of_the_glyphs)
{
    static const char *const TEXTS[] = {"a", "0123456789", "iiiWm0123456789 .,l", "ễằ"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Face *face = cut(GENTIUM, TEXTS[i]);
        for (int slice = 0; slice < FACE_SLICES; slice++) {
            const FaceSubset *subset = face_slice(face, slice);
            for (unsigned code = 0; subset && code < subset->glyph_count; code++)
                ck_assert_msg(width_in(subset, code) == subset->widths[code], "%s: %u in %s",
                              TEXTS[i], code, buffer_text((Buffer *)&subset->cid_font));
        }
        face_close(face);
    }
}
END_TEST

/* ---- meanings ---- */

static unsigned hexadecimal(const char *digits, size_t count)
{
    char copy[9] = {0};
    memcpy(copy, digits, count);
    return (unsigned)strtoul(copy, NULL, 16);
}

/* What copying the code gives, 0 for nothing. */
static uint32_t meaning_of(const FaceSubset *subset, unsigned code)
{
    Buffer cmap = inflated(&subset->to_unicode, 1 << 16);
    uint32_t found = 0;
    for (const char *at = buffer_text(&cmap); (at = strchr(at, '\n')); at++) {
        if (at[1] != '<' || at[6] != '>' || at[7] != '<' || at[13] != '<')
            continue;
        unsigned first = hexadecimal(at + 2, 4), last = hexadecimal(at + 8, 4);
        if (code < first || code > last)
            continue;
        found = hexadecimal(at + 14, 4) + code - first;
        if (at[18] != '>')
            found = 0x10000 + ((found - (code - first) - 0xD800) << 10) + hexadecimal(at + 18, 4) -
                    0xDC00;
    }
    buffer_free(&cmap);
    return found;
}

static uint32_t meaning_of_character(const Face *face, uint32_t c)
{
    uint16_t code = 0;
    int slice = face_code(face, glyph_of(face, c), &code);
    ck_assert_int_ge(slice, 0);
    return meaning_of(face_slice(face, slice), code);
}

START_TEST(each_code_means_its_character)
{
    static const struct {
        const char *path, *text;
    } CASES[] = {{GENTIUM, "abcdefghijklmnopqrstuvwxyz ABCXYZ 0189 éçœ \u00A0\u202F\u2009 "
                           "-\u00AD\u2010\u2011\u2212 ’«»–—…•ễằłΩ"},
                 {SYMBOLS, "☐✓\U0001F5F8\U0001F5F9"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Face *face = cut(CASES[i].path, CASES[i].text);
        for (const char *at = CASES[i].text, *end = at + strlen(at); at < end;) {
            uint32_t c = utf8_next(&at, end);
            if (face_has(face, c))
                ck_assert_uint_eq(meaning_of_character(face, c), c);
        }
        face_close(face);
    }
}
END_TEST

/* ---- characters that share a glyph ---- */

static void add_long(Buffer *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_add_char(out, (char)(value >> shift));
}

/* The font file with another character map: every character is the glyph. */
static void write_shared(char *path, const uint32_t *characters, size_t count, uint32_t glyph)
{
    Buffer cmap = {0};
    buffer_add(&cmap, "\0\0\0\1\0\3\0\12\0\0\0\14\0\14\0\0", 16);
    add_long(&cmap, (uint32_t)(16 + 12 * count));
    add_long(&cmap, 0);
    add_long(&cmap, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        add_long(&cmap, characters[i]);
        add_long(&cmap, characters[i]);
        add_long(&cmap, glyph);
    }
    hb_blob_t *file = hb_blob_create_from_file(GENTIUM);
    hb_face_t *from = hb_face_create(file, 0), *made = hb_face_builder_create();
    static const char *const KEPT[] = {"head", "hhea", "hmtx", "maxp",
                                       "loca", "glyf", "OS/2", "post"};
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
        hb_tag_t tag = hb_tag_from_string(KEPT[i], 4);
        hb_blob_t *table = hb_face_reference_table(from, tag);
        hb_face_builder_add_table(made, tag, table);
        hb_blob_destroy(table);
    }
    hb_blob_t *map =
        hb_blob_create(cmap.data, (unsigned)cmap.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_builder_add_table(made, HB_TAG('c', 'm', 'a', 'p'), map);
    hb_blob_t *whole = hb_face_reference_blob(made);
    unsigned length;
    const char *bytes = hb_blob_get_data(whole, &length);
    int out = mkstemp(path);
    ck_assert_int_eq(write(out, bytes, length), (ssize_t)length);
    close(out);
    hb_blob_destroy(whole);
    hb_blob_destroy(map);
    hb_face_destroy(made);
    hb_face_destroy(from);
    hb_blob_destroy(file);
    buffer_free(&cmap);
}

START_TEST(of_characters_that_share_a_glyph_the_plain_one_is_meant)
{
    static const struct {
        uint32_t characters[4];
        const char *wanted;
        uint32_t meant;
    } CASES[] = {
        {{0x2D, 0xAD, 0x2010, 0x2011}, "\u2011\u00AD\u2010-", 0x2D},
        {{0x2D, 0xAD, 0x2010, 0x2011}, "-\u2011\u00AD", 0x2D},
        {{0x2D, 0xAD, 0x2010, 0x2011}, "\u00AD\u2011\u2010", 0x2010},
        {{0x2D, 0xAD, 0x2010, 0x2011}, "\u2010\u00AD", 0x2010},
        {{0x2D, 0xAD, 0x2010, 0x2011}, "\u00AD", 0xAD},
        {{0x20, 0xA0, 0x2009, 0x202F}, "\u202F\u00A0 ", 0x20},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char path[] = "/tmp/ate-shared-XXXXXX";
        write_shared(path, CASES[i].characters, 4, 20);
        Face *face = cut(path, CASES[i].wanted);
        ck_assert_uint_eq(meaning_of_character(face, CASES[i].characters[0]), CASES[i].meant);
        face_close(face);
        unlink(path);
    }
}
END_TEST

START_TEST(a_font_that_forbids_it_is_not_embedded)
{
    static const struct {
        char permissions[2];
        bool allowed;
    } CASES[] = {{{0, 0}, true}, {{0, 2}, false}, {{0, 4}, true},
                 {{0, 8}, true}, {{1, 0}, false}, {{2, 0}, false}};
    char path[] = "/tmp/ate-fstype-XXXXXX";
    const uint32_t letter = 'a';
    write_shared(path, &letter, 1, 20);
    FILE *file = fopen(path, "r+b");
    unsigned char head[512];
    ck_assert_uint_eq(fread(head, 1, sizeof head, file), sizeof head);
    long offset = 0;
    for (size_t i = 12; !offset; i += 16)
        if (!memcmp(head + i, "OS/2", 4))
            offset = head[i + 8] << 24 | head[i + 9] << 16 | head[i + 10] << 8 | head[i + 11];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        fseek(file, offset + 8, SEEK_SET);
        fwrite(CASES[i].permissions, 1, 2, file);
        fflush(file);
        Face *face = NULL;
        ck_assert_int_eq(face_open(&face, path, NULL, NULL) == STATUS_OK, CASES[i].allowed);
        face_close(face);
    }
    fclose(file);
    unlink(path);
}
END_TEST

SUITE("subset", every_letter_is_drawn_whole, the_widths_are_those_of_the_glyphs,
      each_code_means_its_character, of_characters_that_share_a_glyph_the_plain_one_is_meant,
      a_font_that_forbids_it_is_not_embedded)
