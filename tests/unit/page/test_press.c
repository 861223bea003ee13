/* press: what can be printed, by which face, and that no name gets an empty box. */
#include "page/shape.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>

static const char *const NAMES[] = {
    "Nguyễn Thị Hằng",         /* Vietnamese */
    "Đặng Trần Ngọc Ưu Ợi Ỵ",  /* Vietnamese */
    "Łukasz Wiśniewski Żółć",  /* Polish */
    "Şükrü Erdoğan İpek ığ",   /* Turkish */
    "Dvořák Žižková Čeněk Ůň", /* Czech */
    "ᐳᑐᓕᒃ ᐃᓄᒃᑎᑐᑦ",             /* Inuktitut */
    "Lætitia d'Œuvre-Côté Ÿ",  /* French */
    "Γιώργος Юрий Հայկ გია",   /* Greek, Russian, Armenian, Georgian */
    "Tłı̨chǫ m̓ k̓ʷ",             /* letters with marks that have no composed form */
    "€ $ ½ ² → ✓ ☐ ≥ ’ « » … –",
};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

static Press *open_press(void)
{
    Press *press = NULL;
    Error error = {0};
    ck_assert_msg(!press_open(&press, NULL, &error), "%s: %s", error.place, error.what);
    return press;
}

START_TEST(every_name_has_glyphs_in_every_font)
{
    Press *press = open_press();
    for (int i = 0; i < NAME_COUNT; i++)
        press_want(press, NAMES[i]);
    ck_assert(!press_ready(press, NULL));
    Shaper shaper = {.press = press, .arena = arena_new(), .buffer = hb_buffer_create()};
    for (int i = 0; i < NAME_COUNT; i++)
        for (unsigned font = 0; font < FAMILY_COUNT * STYLE_COUNT; font++) {
            const Run run = {.text = NAMES[i]};
            const TextStyle style = {.family = (Family)(font / STYLE_COUNT),
                                     .style = font % STYLE_COUNT,
                                     .measure = {10, 12}};
            Prose prose = prose_make(shaper.arena, &run, LANG_FR);
            Glyphs glyphs = shape_prose(&shaper, &prose, &style);
            ck_assert_msg(!shaper.missing, "%s: U+%04X", NAMES[i], shaper.missing);
            for (size_t g = 0; g < glyphs.count; g++)
                ck_assert_uint_ne(glyphs.items[g].id, 0);
        }
    hb_buffer_destroy(shaper.buffer);
    arena_free(shaper.arena);
    press_close(press);
}
END_TEST

START_TEST(what_cannot_be_printed_is_known)
{
    static const uint32_t YES[] = {'a',    ' ',    '\n',   '\t',   0xA0,   0x202F, 0xAD,
                                   0x200B, 0x1EC5, 0x1403, 0x2610, 0x20AC, 0x301};
    static const uint32_t NO[] = {0,      7,       0x7F,   0x85,    0x202E, 0x2067,
                                  0x0627, 0x05D0,  0x0905, 0x4E2D,  0xAC00, 0x0E01,
                                  0xE000, 0x1F600, 0xFFFE, 0x10FFFF};
    Press *press = open_press();
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        ck_assert_msg(press_can_print(press, YES[i]), "U+%04X", YES[i]);
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        ck_assert_msg(!press_can_print(press, NO[i]), "U+%04X", NO[i]);
    press_close(press);
}
END_TEST

START_TEST(a_face_prints_its_own_and_another_what_it_lacks)
{
    Press *press = open_press();
    const uint32_t a = 'a', syllable = 0x1403, pair[] = {'a', 0x1403};
    int text = press_choose(press, FAMILY_TEXT, 0, &a, 1);
    int bold = press_choose(press, FAMILY_TEXT, RUN_BOLD, &a, 1);
    int sans = press_choose(press, FAMILY_SANS, 0, &a, 1);
    ck_assert(text != bold && text != sans && bold != sans);
    int stand_in = press_choose(press, FAMILY_TEXT, 0, &syllable, 1);
    ck_assert_int_eq(stand_in, press_choose(press, FAMILY_SANS, RUN_ITALIC, &syllable, 1));
    ck_assert_int_ne(stand_in, press_choose(press, FAMILY_TEXT, RUN_BOLD, &syllable, 1));
    ck_assert_int_eq(press_choose(press, FAMILY_TEXT, 0, pair, 2), NO_FACE);
    press_close(press);
}
END_TEST

/* ---- slices ---- */

/* What documents carry, whatever the machine: the roman face of the text. */
enum { TEXT_ROMAN = 0 };

static Press *ready_press(const char *wanted, const char *leading)
{
    Press *press = open_press();
    press_want(press, wanted);
    Arena *arena = arena_new();
    Block *root = doc_block(arena, NULL, BLOCK_ROOT);
    doc_run(arena, doc_block(arena, root, BLOCK_PARAGRAPH), leading, 0);
    press_lead_doc(press, &(Doc){.root = root, .title = ""});
    arena_free(arena);
    ck_assert(!press_ready(press, NULL));
    return press;
}

static void assert_same_subset(const FaceSubset *a, const FaceSubset *b)
{
    ck_assert_int_eq(!a, !b);
    if (!a)
        return;
    ck_assert_str_eq(a->name, b->name);
    const Buffer *const PAIRS[][2] = {{&a->file, &b->file},
                                      {&a->to_unicode, &b->to_unicode},
                                      {&a->font, &b->font},
                                      {&a->cid_font, &b->cid_font},
                                      {&a->descriptor, &b->descriptor}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        ck_assert_uint_eq(PAIRS[i][0]->length, PAIRS[i][1]->length);
        ck_assert_mem_eq(PAIRS[i][0]->data, PAIRS[i][1]->data, PAIRS[i][0]->length);
    }
}

/* The meaning of a glyph that several characters share, and the bytes of a
 * subset, do not depend on the order in which the characters came. */
START_TEST(the_order_of_wishes_changes_nothing)
{
    Press *one = ready_press("abc -\u2010\u00A0µμΩ\u2126ĄŁễ$", "Bonne journée");
    Press *other = ready_press("$ễŁĄ\u2126Ωμµ\u00A0\u2010- cba", "éejurno Bone");
    for (int slice = 0; slice < FACE_SLICES; slice++)
        assert_same_subset(face_slice(press_face(one, TEXT_ROMAN), slice),
                           face_slice(press_face(other, TEXT_ROMAN), slice));
    press_close(one);
    press_close(other);
}
END_TEST

/* The slice of a character of the text's roman face; its code must mean it. */
static int slice_of(const Press *press, uint32_t c)
{
    const Face *face = press_face(press, TEXT_ROMAN);
    hb_codepoint_t glyph = 0;
    uint8_t font = 0;
    uint16_t code = 0;
    ck_assert(hb_font_get_nominal_glyph(face_font(face), c, &glyph));
    if (!press_code(press, TEXT_ROMAN, glyph, &font, &code))
        return -1;
    ck_assert_ptr_eq(press_font(press, font), face_slice(face, font % FACE_SLICES));
    ck_assert_uint_lt(code, press_font(press, font)->glyph_count);
    return font % FACE_SLICES;
}

START_TEST(a_character_is_where_its_kind_is)
{
    static const struct {
        uint32_t character;
        int slice;
    } CASES[] = {{'j', 0},    {'k', 1},    {0xE9, 0},  {'K', 2},  {0xC9, 2}, {'7', 3},
                 {0x202F, 3}, {'$', 4},    {'@', 4},   {0xF1, 5}, {'#', 6},  {0x2030, 6},
                 {0x142, 7},  {0x1EC5, 8}, {0x3A9, 8}, {0x17D, 7}};
    Press *press = ready_press("k jKÉ7\u202F$@ñ#‰łễΩŽ", "Bonjour, Noé");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        ck_assert_msg(slice_of(press, CASES[i].character) == CASES[i].slice, "U+%04X: %d",
                      CASES[i].character, slice_of(press, CASES[i].character));
    ck_assert_int_eq(slice_of(press, 0x144), -1); /* ń: not wanted */
    press_close(press);
}
END_TEST

/* Templates that print most figures are followed by data that prints the others; a few letters
 * in bold are not. */
START_TEST(most_of_a_kind_brings_the_rest)
{
    static const char ALL[] = "abcdefghijklmnopqrstuvwxyz 0123456789";
    Press *press = ready_press(ALL, "12345678 : - . ’ – abcdefghij");
    ck_assert_int_eq(slice_of(press, '9'), 0);
    ck_assert_int_eq(slice_of(press, 'z'), 1);
    press_close(press);
}
END_TEST

/* Documents without rare characters have the same bytes whatever names the run has beside. */
START_TEST(rare_characters_leave_the_other_slices_alone)
{
    static const char USUAL[] = "abcdefghijklmnopqrstuvwxyzéèê ABCDEFGHIJKLMNOPQRSTUVWXYZÉ "
                                "0123456789$";
    char with_rare[256];
    snprintf(with_rare, sizeof with_rare, "%s łž ễằ Ω", USUAL);
    Press *plain = ready_press(USUAL, "Bonjour"), *rare = ready_press(with_rare, "Bonjour");
    for (int slice = 0; slice < 7; slice++)
        assert_same_subset(face_slice(press_face(plain, TEXT_ROMAN), slice),
                           face_slice(press_face(rare, TEXT_ROMAN), slice));
    ck_assert_ptr_null(face_slice(press_face(plain, TEXT_ROMAN), 7));
    ck_assert_ptr_nonnull(face_slice(press_face(rare, TEXT_ROMAN), 7));
    press_close(plain);
    press_close(rare);
}
END_TEST

START_TEST(slices_are_small)
{
    static const size_t MOST[FACE_SLICES] = {1500, 3900, 3600, 2000, 1500, 700, 1000, 1100, 1400};
    Press *press =
        ready_press("abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûœ ABCDEFGHIJKLMNOPQRSTUVWXYZÉÀ"
                    "0123456789 (),.-/: $%&@=| ñ # łśž ễằ",
                    "Bonjour");
    for (int slice = 0; slice < FACE_SLICES; slice++) {
        const FaceSubset *subset = face_slice(press_face(press, TEXT_ROMAN), slice);
        ck_assert_ptr_nonnull(subset);
        size_t size = subset->file.length + subset->to_unicode.length;
        ck_assert_msg(size <= MOST[slice], "slice %d: %zu bytes", slice, size);
    }
    press_close(press);
}
END_TEST

START_TEST(a_font_that_is_missing_or_not_one_is_an_error)
{
    Face *face = NULL;
    Error error = {0};
    ck_assert_int_eq(face_open(&face, "/nonexistent/police.ttf", "fonts-rares", &error),
                     STATUS_SYSTEM);
    ck_assert_str_eq(error.place, "/nonexistent/police.ttf");
    ck_assert_ptr_nonnull(strstr(error.remedy, "fonts-rares"));
    ck_assert_ptr_null(face);
    ck_assert_int_eq(face_open(&face, "/etc/hostname", NULL, &error), STATUS_SYSTEM);
    ck_assert_ptr_null(face);
}
END_TEST

SUITE("press", every_name_has_glyphs_in_every_font, what_cannot_be_printed_is_known,
      a_face_prints_its_own_and_another_what_it_lacks, the_order_of_wishes_changes_nothing,
      a_character_is_where_its_kind_is, most_of_a_kind_brings_the_rest,
      rare_characters_leave_the_other_slices_alone, slices_are_small,
      a_font_that_is_missing_or_not_one_is_an_error)
