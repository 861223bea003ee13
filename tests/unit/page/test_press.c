/* press: what can be printed, by which face, and that no name gets an empty box. */
#include "page/shape.h"

#include "suite.h"

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

/* The meaning of a glyph that several characters share, and the bytes of a
 * subset, do not depend on the order in which the characters came. */
START_TEST(the_order_of_wishes_changes_nothing)
{
    static const char *const ORDERS[] = {"abc -\u2010\u00A0µμΩ\u2126",
                                         "\u2126Ωμµ\u00A0\u2010- cba"};
    FaceSubset subsets[2];
    Press *presses[2];
    for (int i = 0; i < 2; i++) {
        presses[i] = open_press();
        press_want(presses[i], ORDERS[i]);
        ck_assert(!press_ready(presses[i], NULL));
        subsets[i] = *face_embedded(press_face(presses[i], 0));
    }
    ck_assert_str_eq(subsets[0].name, subsets[1].name);
    ck_assert_uint_eq(subsets[0].file.length, subsets[1].file.length);
    ck_assert_mem_eq(subsets[0].file.data, subsets[1].file.data, subsets[0].file.length);
    ck_assert_uint_eq(subsets[0].to_unicode.length, subsets[1].to_unicode.length);
    ck_assert_mem_eq(subsets[0].to_unicode.data, subsets[1].to_unicode.data,
                     subsets[0].to_unicode.length);
    press_close(presses[0]);
    press_close(presses[1]);
}
END_TEST

START_TEST(a_font_that_is_missing_or_not_one_is_an_error)
{
    Face *face = NULL;
    Error error = {0};
    ck_assert_int_eq(face_open(&face, "/nonexistent/police.ttf", &error), STATUS_SYSTEM);
    ck_assert_str_eq(error.place, "/nonexistent/police.ttf");
    ck_assert_ptr_null(face);
    ck_assert_int_eq(face_open(&face, "/etc/hostname", &error), STATUS_SYSTEM);
    ck_assert_ptr_null(face);
}
END_TEST

SUITE("press", every_name_has_glyphs_in_every_font, what_cannot_be_printed_is_known,
      a_face_prints_its_own_and_another_what_it_lacks, the_order_of_wishes_changes_nothing,
      a_font_that_is_missing_or_not_one_is_an_error)
