/* style: style.ini over the defaults. */
#include "page/style.h"

#include "base/file.h"
#include "suite.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

static Status load(const char *text, Style *style, Error *error)
{
    char path[] = "/tmp/ate-style-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    Status status = style_load(path, style, error);
    unlink(path);
    return status;
}

START_TEST(without_a_file_the_defaults)
{
    Style style;
    ck_assert(!style_load("/nonexistent/style.ini", &style, NULL));
    ck_assert_double_eq(style.page_width, 612);
    ck_assert_double_eq(style.text.size, 10.5);
    ck_assert(!style_load(NULL, &style, NULL));
}
END_TEST

static void assert_same(const Style *a, const Style *b)
{
    ck_assert_mem_eq(a, b, offsetof(Style, watermark) + sizeof a->watermark);
    ck_assert_str_eq(a->text_face.start, b->text_face.start);
    ck_assert_str_eq(a->title_face.start, b->title_face.start);
}

START_TEST(the_shipped_file_changes_nothing)
{
    Style shipped, standard;
    Error error = {0};
    ck_assert_msg(!style_load("templates/style.ini", &shipped, &error), "%s", error.what);
    style_load(NULL, &standard, NULL);
    assert_same(&shipped, &standard);
}
END_TEST

/* Each "# key = value" of the shipped file is the default. */
START_TEST(the_shipped_file_shows_the_defaults)
{
    Buffer file = {0}, text = {0};
    ck_assert(!file_read("templates/style.ini", 1 << 16, &file, NULL));
    size_t keys = 0;
    for (char *line = strtok(file.data, "\n"); line; line = strtok(NULL, "\n")) {
        bool key = line[0] == '#' && strstr(line, " = ");
        keys += key;
        buffer_printf(&text, "%s\n", key ? line + 2 : line);
    }
    Style shown, standard;
    Error error = {0};
    ck_assert_msg(!load(buffer_text(&text), &shown, &error), "%s %s", error.place, error.what);
    style_load(NULL, &standard, NULL);
    assert_same(&shown, &standard);
    ck_assert_uint_eq(keys, 25);
    buffer_free(&file);
    buffer_free(&text);
}
END_TEST

START_TEST(the_right_margin_is_straight_or_not)
{
    Style style;
    Error error = {0};
    ck_assert(!load("[corps]\njustifie = non\n", &style, &error));
    ck_assert(!style.justified);
    ck_assert(!load("[corps]\njustifie = oui\n", &style, &error));
    ck_assert(style.justified);
    ck_assert_int_eq(load("[corps]\njustifie = vrai\n", &style, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.what, "vrai"));
    ck_assert_str_eq(error.remedy, "écrivez oui ou non");
}
END_TEST

START_TEST(each_unit_is_read)
{
    Style style;
    ck_assert(!load("[page]\nmarge_gauche = 30\nmarge_droite = 25,4 mm\n[corps]\ntexte = 12 pt\n"
                    "[couleurs]\ntitres = #102030\n",
                    &style, NULL));
    ck_assert_double_eq_tol(style.margin_left, 30 * 72 / 25.4, 0.001);
    ck_assert_double_eq_tol(style.margin_right, 72, 0.001);
    ck_assert_double_eq_tol(style.text.size, 12, 0.0001);
    ck_assert_double_eq_tol(style.text.leading, 12 * 13.8 / 10.5, 0.001); /* follows */
    ck_assert_uint_eq(style.accent.red, 0x10);
    ck_assert_uint_eq(style.accent.blue, 0x30);
    ck_assert(!load("[corps]\ntexte = 10\ntexte_interligne = 16\n", &style, NULL));
    ck_assert_double_eq_tol(style.text.leading, 16, 0.0001);
}
END_TEST

START_TEST(faults_are_told_with_their_line)
{
    static const char *const FAULTS[] = {"[page]\nmarge_gauch = 30\n",
                                         "[page]\nmarge_gauche = 5\n",
                                         "[page]\nmarge_gauche = 600\n",
                                         "[page]\nmarge_gauche = 25 pt\n",
                                         "[page]\nmarge_gauche =\n",
                                         "[page]\nmarge_gauche = -30\n",
                                         "[page]\nmarge_gauche = 1.2.3\n",
                                         "[couleurs]\ntexte = bleu\n",
                                         "[couleurs]\ntexte = #12345\n",
                                         "[couleurs]\ntexte = #12345G\n",
                                         "[polices]\ntexte = Gentiom Plus\n",
                                         "[polices]\ntexte = Times New Roman\n",
                                         "[polices]\ntexte =\n",
                                         "[polices]\ntextes = Noto Sans\n",
                                         "[pied]\ntexte = 11\n"};
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        Style style;
        Error error = {0};
        ck_assert_msg(load(FAULTS[i], &style, &error) == STATUS_USAGE, "%s", FAULTS[i]);
        ck_assert_msg(strlen(error.place) > 2 &&
                          !strcmp(error.place + strlen(error.place) - 2, ":2"),
                      "%s", error.place);
        ck_assert(*error.what && *error.remedy);
    }
}
END_TEST

START_TEST(a_slip_of_the_pen_gets_the_right_name)
{
    Style style;
    Error error = {0};
    ck_assert_int_eq(load("[page]\nmarge_gauch = 30\n", &style, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.remedy, "marge_gauche"));
}
END_TEST

START_TEST(faces_are_named_or_are_files_of_ones_own)
{
    Style style;
    ck_assert(!load("[polices]\ntexte = noto serif\ntitres = polices/Maison\n", &style, NULL));
    ck_assert_str_eq(style.text_face.start, "/usr/share/fonts/truetype/noto/NotoSerif");
    ck_assert_str_eq(style.text_face.package, "fonts-noto-core");
    ck_assert_str_eq(style.text_face.place + strlen(style.text_face.place) - 2, ":2");
    ck_assert_str_eq(style.title_face.start, "/tmp/polices/Maison");
    ck_assert_ptr_null(style.title_face.package);
    ck_assert(!load("[polices]\ntexte = /opt/Maison\ntitres = DejaVu Sans\n", &style, NULL));
    ck_assert_str_eq(style.text_face.start, "/opt/Maison");
    ck_assert_str_eq(style.title_face.endings[3], "-BoldOblique.ttf");
}
END_TEST

START_TEST(a_face_that_is_not_known_gets_a_hint)
{
    Style style;
    Error error = {0};
    ck_assert_int_eq(load("[polices]\ntitres = Noto Sens\n", &style, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.remedy, "« Noto Sans »"));
    ck_assert_int_eq(load("[polices]\ntexte = Gentium\n", &style, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.remedy, "« Gentium Plus »"));
    ck_assert_int_eq(load("[polices]\ntitres = Comic\n", &style, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.remedy, "Gentium Plus, "));
}
END_TEST

START_TEST(what_cannot_be_read_is_doubted)
{
    static const struct {
        const char *text, *key;
        double value, least;
        DoubtKind kind;
    } CASES[] = {
        {"[corps]\ntableau = 7,9\n", "tableau", 7.9, 8, DOUBT_SIZE},
        {"[corps]\npied = 6,4\n", "pied", 6.4, 6.5, DOUBT_SIZE},
        {"[couleurs]\ntexte = #777777\n", "texte", 4.478, 4.5, DOUBT_CONTRAST},
        {"[couleurs]\ntitres = #FFFFFF\n", "titres", 1, 4.5, DOUBT_CONTRAST},
        {"[couleurs]\nsecondaire = #0000FF\nfond = #808080\n", "fond", 2.176, 4.5, DOUBT_CONTRAST},
        {"[couleurs]\nfond = #8D97A1\n", "fond", 2.139, 4.5, DOUBT_CONTRAST},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Style style;
        StyleDoubt doubts[4];
        ck_assert(!load(CASES[i].text, &style, NULL));
        ck_assert_msg(style_doubts(&style, doubts, 4) == 1, "%s", CASES[i].text);
        ck_assert_str_eq(doubts[0].key, CASES[i].key);
        ck_assert_str_eq(doubts[0].section, CASES[i].kind == DOUBT_SIZE ? "corps" : "couleurs");
        ck_assert_double_eq_tol(doubts[0].value, CASES[i].value, 0.02);
        ck_assert_double_eq(doubts[0].least, CASES[i].least);
        ck_assert_int_eq(doubts[0].kind, CASES[i].kind);
    }
}
END_TEST

START_TEST(what_can_be_read_is_not_doubted)
{
    static const char *const CASES[] = {"", "[corps]\ntexte = 8\ntableau = 8\npied = 6,5\n",
                                        "[couleurs]\ntexte = #767676\nfond = #FFFFFF\n"};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Style style;
        ck_assert(!load(CASES[i], &style, NULL));
        ck_assert_uint_eq(style_doubts(&style, NULL, 0), 0);
    }
}
END_TEST

START_TEST(doubts_beyond_the_room_are_counted)
{
    Style style;
    StyleDoubt one = {0};
    ck_assert(!load("[corps]\ntableau = 7\npied = 6\n[couleurs]\ntexte = #EEEEEE\n", &style, NULL));
    ck_assert_uint_eq(style_doubts(&style, &one, 1), 3);
    ck_assert_str_eq(one.key, "tableau");
}
END_TEST

SUITE("style", the_right_margin_is_straight_or_not, without_a_file_the_defaults,
      the_shipped_file_changes_nothing,
      the_shipped_file_shows_the_defaults, each_unit_is_read, faults_are_told_with_their_line,
      a_slip_of_the_pen_gets_the_right_name, faces_are_named_or_are_files_of_ones_own,
      a_face_that_is_not_known_gets_a_hint, what_cannot_be_read_is_doubted,
      what_can_be_read_is_not_doubted, doubts_beyond_the_room_are_counted)
