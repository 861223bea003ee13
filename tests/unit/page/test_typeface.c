/* typeface: each known family that is installed keeps what is promised of it. */
#include "page/face.h"
#include "page/typeface.h"

#include "base/file.h"
#include "suite.h"

#include <stdio.h>

static double advance(const Face *face, uint32_t c)
{
    hb_codepoint_t glyph;
    ck_assert_msg(hb_font_get_nominal_glyph(face_font(face), c, &glyph), "U+%04X", c);
    return hb_font_get_glyph_h_advance(face_font(face), glyph);
}

static void assert_promises(const char *path, const char *package)
{
    static const uint32_t FRENCH[] = {0xE9, 0xC9, 0x153, 0x152,  0xAB,   0xBB,  0xA0,
                                      '-',  '$',  0xB0,  0x2013, 0x2019, 0x2022};
    Face *face = NULL;
    Error error = {0};
    ck_assert_msg(!face_open(&face, path, package, &error), "%s: %s", path, error.what);
    for (uint32_t figure = '1'; figure <= '9'; figure++)
        ck_assert_msg(advance(face, figure) == advance(face, '0'), "%s: %c", path, figure);
    for (size_t i = 0; i < sizeof FRENCH / sizeof *FRENCH; i++)
        ck_assert_msg(face_has(face, FRENCH[i]), "%s: U+%04X", path, FRENCH[i]);
    face_close(face);
}

START_TEST(figures_have_one_width_and_french_is_whole)
{
    int installed = 0;
    for (size_t i = 0; typeface_at(i); i++) {
        const Typeface *typeface = typeface_at(i);
        for (int style = 0; style < TYPEFACE_FILES; style++) {
            char path[256];
            snprintf(path, sizeof path, "%s%s", typeface->start, typeface->endings[style]);
            if (file_kind(path) != FILE_REGULAR)
                continue;
            assert_promises(path, typeface->package);
            installed++;
        }
    }
    ck_assert_int_ge(installed, 16); /* Gentium Plus and Book, Noto Serif and Sans */
}
END_TEST

START_TEST(names_are_found_and_near_ones_hinted)
{
    ck_assert_str_eq(typeface_find("noto SANS")->package, "fonts-noto-core");
    ck_assert_ptr_null(typeface_find("Noto"));
    ck_assert_ptr_null(typeface_find(""));
    ck_assert_str_eq(typeface_nearest("Gentium"), "Gentium Plus");
    ck_assert_str_eq(typeface_nearest("Liberation Seriff"), "Liberation Serif");
    ck_assert_ptr_null(typeface_nearest("Comic Papyrus"));
    ck_assert_ptr_null(typeface_nearest(""));
}
END_TEST

SUITE("typeface", figures_have_one_width_and_french_is_whole, names_are_found_and_near_ones_hinted)
