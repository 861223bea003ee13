/* para: lines filled, words cut only when they must be, widths that hold. */
#include "page/para.h"

#include "base/buffer.h"
#include "suite.h"

#include <string.h>

static const TextStyle TEXT = {FAMILY_TEXT, 0, {10, 14}, {0, 0, 0}};

typedef struct Bench {
    Press *press;
    Shaper shaper;
} Bench;

static Bench bench_open(const char *characters)
{
    Bench bench = {0};
    Error error = {0};
    ck_assert_msg(!press_open(&bench.press, NULL, &error), "%s", error.what);
    press_want(bench.press, characters);
    ck_assert(!press_ready(bench.press, &error));
    bench.shaper =
        (Shaper){.press = bench.press, .arena = arena_new(), .buffer = hb_buffer_create()};
    return bench;
}

static void bench_close(Bench *bench)
{
    hb_buffer_destroy(bench->shaper.buffer);
    arena_free(bench->shaper.arena);
    press_close(bench->press);
}

static Para set(Bench *bench, const char *text, double width)
{
    const Run run = {.text = text};
    Para para = para_set(&bench->shaper, &run, LANG_FR, &TEXT, width);
    ck_assert_uint_eq(bench->shaper.missing, 0);
    return para;
}

static void assert_widths(const Para *para, double width)
{
    for (size_t i = 0; i < para->line_count; i++) {
        double sum = 0;
        for (size_t g = 0; g < para->lines[i].count; g++)
            sum += para->lines[i].glyphs[g].advance;
        ck_assert_double_eq_tol(sum, para->lines[i].width, 0.001);
        ck_assert_msg(sum <= width + 0.02, "line %zu: %f", i, sum);
    }
}

START_TEST(lines_fill_the_width_and_no_more)
{
    static const char TEXT_SET[] = "Le responsable effectue deux visites au moins, dont une en "
                                   "présence de la superviseure et de l'élève.";
    Bench bench = bench_open(TEXT_SET);
    for (double width = 40; width < 500; width += 7) {
        Para para = set(&bench, TEXT_SET, width);
        ck_assert_uint_gt(para.line_count, 0);
        assert_widths(&para, width);
    }
    ck_assert_uint_eq(set(&bench, TEXT_SET, 1000).line_count, 1);
    bench_close(&bench);
}
END_TEST

START_TEST(a_line_that_just_fits_is_not_broken)
{
    Bench bench = bench_open("deux mots");
    double width = set(&bench, "deux mots", 1000).lines[0].width;
    ck_assert_uint_eq(set(&bench, "deux mots", width).line_count, 1);
    ck_assert_uint_eq(set(&bench, "deux mots", width - 0.1).line_count, 2);
    bench_close(&bench);
}
END_TEST

START_TEST(a_word_of_10000_letters_is_cut)
{
    char *word = malloc(10001);
    memset(word, 'm', 10000);
    word[10000] = '\0';
    Bench bench = bench_open(word);
    Para para = set(&bench, word, 200);
    assert_widths(&para, 200);
    size_t letters = 0;
    for (size_t i = 0; i < para.line_count; i++) {
        letters += para.lines[i].count;
        if (i + 1 < para.line_count) /* none is left half empty */
            ck_assert_double_gt(para.lines[i].width, 200 - 10);
    }
    ck_assert_uint_eq(letters, 10000);
    bench_close(&bench);
    free(word);
}
END_TEST

START_TEST(a_width_of_nothing_still_ends)
{
    Bench bench = bench_open("abc");
    ck_assert_uint_eq(set(&bench, "abc", 0).line_count, 3);
    ck_assert_uint_eq(set(&bench, "", 100).line_count, 0);
    bench_close(&bench);
}
END_TEST

START_TEST(forced_breaks_make_lines)
{
    Bench bench = bench_open("abc");
    Para para = set(&bench, "a\nb\n\nc", 100);
    ck_assert_uint_eq(para.line_count, 4);
    ck_assert_uint_eq(para.lines[0].count, 1);
    ck_assert_uint_eq(para.lines[2].count, 0);
    bench_close(&bench);
}
END_TEST

START_TEST(marks_stay_with_their_letter)
{
    /* Without a composed form: the mark is a glyph of its own. */
    Bench bench = bench_open("m\u0313");
    Para para = set(&bench, "m\u0313m\u0313m\u0313", 1);
    ck_assert_uint_eq(para.line_count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(para.lines[i].count, 2);
    bench_close(&bench);
}
END_TEST

START_TEST(measures_know_the_longest_word_and_line)
{
    Bench bench = bench_open("un mot extraordinaire");
    const Run run = {.text = "un mot\nextraordinaire mot"};
    ParaText text = para_measure(&bench.shaper, &run, LANG_FR, &TEXT);
    ck_assert_double_eq_tol(text.narrowest, set(&bench, "extraordinaire", 1000).lines[0].width,
                            0.01);
    ck_assert_double_eq_tol(text.widest, set(&bench, "extraordinaire mot", 1000).lines[0].width,
                            0.01);
    bench_close(&bench);
}
END_TEST

SUITE("para", lines_fill_the_width_and_no_more, a_line_that_just_fits_is_not_broken,
      a_word_of_10000_letters_is_cut, a_width_of_nothing_still_ends, forced_breaks_make_lines,
      marks_stay_with_their_letter, measures_know_the_longest_word_and_line)
