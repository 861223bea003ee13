/* para: the lines of paragraphs, words divided only when they must be, widths that hold. */
#include "bench.h"

#include "page/fit.h"

#include <string.h>

static const char VISITS[] =
    "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la "
    "superviseure et de l'élève; il note ses observations au dossier et communique au "
    "titulaire de l'autorité parentale toute difficulté importante.";

typedef struct Case {
    Lang lang;
    bool justified;
    double width;
    const char *text, *lines;
} Case;

static const Case CASES[] = {
#include "para_cases.h"
};

START_TEST(lines_end_where_they_are_expected)
{
    Bench bench = bench_open(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçèéêëîïôùûœ0123456789«»’“”–…@:/$.,");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const Case *c = &CASES[i];
        Broken broken = bench_break(&bench, c->text, c->lang, c->justified ? &JUSTIFIED : &RAGGED,
                                    c->width);
        ck_assert_msg(!strcmp(bench_lines(&bench, &broken), c->lines), "\n%s\nnot\n%s",
                      bench_lines(&bench, &broken), c->lines);
    }
    bench_close(&bench);
}
END_TEST

static void assert_widths(const Broken *broken, double width)
{
    for (size_t i = 0; i < broken->lines.count; i++) {
        const LineRange *line = &broken->lines.items[i];
        double natural = bench_natural(broken, line);
        if (line->ratio >= 0)
            ck_assert_msg(natural <= width + 0.02, "line %zu: %f", i, natural);
    }
}

START_TEST(lines_fill_the_width_and_no_more)
{
    Bench bench = bench_open(VISITS);
    for (double width = 40; width < 500; width += 7)
        for (int justified = 0; justified < 2; justified++) {
            const TextStyle *style = justified ? &JUSTIFIED : &RAGGED;
            Broken broken = bench_break(&bench, VISITS, LANG_FR, style, width);
            Para para = para_break(&bench.shaper, &broken.text, width);
            assert_widths(&broken, width);
            ck_assert_uint_eq(para.line_count, broken.lines.count);
            for (size_t i = 0; i < para.line_count; i++) {
                ck_assert_double_le(para.lines[i].width, width + 0.1);
                if (justified && width > 200 && i + 1 < para.line_count)
                    ck_assert_double_eq_tol(para.lines[i].width, width, 0.1);
            }
        }
    ck_assert_uint_eq(bench_set(&bench, VISITS, &JUSTIFIED, 3000).line_count, 1);
    bench_close(&bench);
}
END_TEST

START_TEST(a_narrow_column_is_not_justified)
{
    Bench bench = bench_open(VISITS);
    Broken broken = bench_break(&bench, VISITS, LANG_FR, &JUSTIFIED, 139);
    for (size_t i = 0; i < broken.lines.count; i++) {
        ck_assert_double_eq_tol(broken.lines.items[i].ratio, 0, 1e-9);
        ck_assert(!broken.lines.items[i].hyphen);
    }
    bench_close(&bench);
}
END_TEST

/* For every width: parts of words long enough, never three hyphens in a row. */
START_TEST(divided_words_are_readable)
{
    Bench bench = bench_open(VISITS);
    size_t hyphens = 0;
    for (double width = 160; width < 480; width += 1) {
        Broken broken = bench_break(&bench, VISITS, LANG_FR, &JUSTIFIED, width);
        size_t stack = 0;
        for (size_t i = 0; i < broken.lines.count; i++) {
            const LineRange *line = &broken.lines.items[i];
            stack = line->hyphen ? stack + 1 : 0;
            ck_assert_uint_le(stack, FIT_STACK);
            if (!line->hyphen)
                continue;
            hyphens++;
            size_t before = line->end, word = before;
            while (word > line->first && !broken.text.glyphs.items[word - 1].space)
                word--;
            ck_assert_uint_ge(before - word, HYPHEN_LEFT);
            ck_assert_uint_ge(line->word_end - line->end, HYPHEN_RIGHT);
        }
    }
    ck_assert_uint_gt(hyphens, 20);
    bench_close(&bench);
}
END_TEST

START_TEST(the_last_line_is_no_single_syllable)
{
    Bench bench = bench_open(VISITS);
    for (double width = 160; width < 480; width += 1) {
        Broken broken = bench_break(&bench, VISITS, LANG_FR, &JUSTIFIED, width);
        const LineRange *last = &broken.lines.items[broken.lines.count - 1];
        bool spaced = false;
        for (size_t i = last->first; i < last->end; i++)
            spaced = spaced || broken.text.glyphs.items[i].space;
        ck_assert_msg(spaced || !last->continued, "%f", width);
        ck_assert_double_gt(bench_natural(&broken, last), 20);
    }
    bench_close(&bench);
}
END_TEST

START_TEST(a_line_that_just_fits_is_not_broken)
{
    Bench bench = bench_open("deux mots");
    double width = bench_set(&bench, "deux mots", &RAGGED, 1000).lines[0].width;
    ck_assert_uint_eq(bench_set(&bench, "deux mots", &RAGGED, width).line_count, 1);
    ck_assert_uint_eq(bench_set(&bench, "deux mots", &RAGGED, width - 0.1).line_count, 2);
    bench_close(&bench);
}
END_TEST

START_TEST(a_word_of_10000_letters_is_cut)
{
    char *word = malloc(10001);
    memset(word, 'm', 10000);
    word[10000] = '\0';
    Bench bench = bench_open(word);
    for (int justified = 0; justified < 2; justified++) {
        Broken broken =
            bench_break(&bench, word, LANG_FR, justified ? &JUSTIFIED : &RAGGED, 200);
        assert_widths(&broken, 200);
        size_t letters = 0;
        for (size_t i = 0; i < broken.lines.count; i++) {
            const LineRange *line = &broken.lines.items[i];
            letters += line->end - line->first;
            if (i + 1 < broken.lines.count) /* none is left half empty */
                ck_assert_double_gt(bench_natural(&broken, line), 200 - 10);
        }
        ck_assert_uint_eq(letters, 10000);
    }
    bench_close(&bench);
    free(word);
}
END_TEST

START_TEST(a_paragraph_of_100000_words_is_set)
{
    enum { WORDS = 100000 };
    Bench bench = bench_open("alternance ");
    char *text = arena_alloc(bench.shaper.arena, 11 * WORDS + 1);
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + 11 * i, "alternance ", 11);
    Broken broken = bench_break(&bench, text, LANG_FR, &JUSTIFIED, 460);
    ck_assert_uint_ge(broken.lines.count, 10000);
    assert_widths(&broken, 460);
    bench_close(&bench);
}
END_TEST

START_TEST(a_width_of_nothing_still_ends)
{
    Bench bench = bench_open("abc");
    ck_assert_uint_eq(bench_set(&bench, "abc", &RAGGED, 0).line_count, 3);
    ck_assert_uint_eq(bench_set(&bench, "", &RAGGED, 100).line_count, 0);
    bench_close(&bench);
}
END_TEST

START_TEST(forced_breaks_make_lines)
{
    Bench bench = bench_open("abc");
    Broken broken = bench_break(&bench, "a\nb\n\nc", LANG_FR, &RAGGED, 100);
    ck_assert_str_eq(bench_lines(&bench, &broken), "a\nb\n\nc");
    Para para = bench_set(&bench, "a\nb\n\nc", &JUSTIFIED, 300);
    ck_assert_uint_eq(para.line_count, 4);
    ck_assert_uint_eq(para.lines[2].length, 0);
    ck_assert_double_lt(para.lines[0].width, 10); /* not spread over the line */
    bench_close(&bench);
}
END_TEST

START_TEST(marks_stay_with_their_letter)
{
    /* Without a composed form: the mark is a glyph of its own. */
    Bench bench = bench_open("m\u0313");
    Broken broken = bench_break(&bench, "m\u0313m\u0313m\u0313", LANG_FR, &RAGGED, 1);
    ck_assert_uint_eq(broken.lines.count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(broken.lines.items[i].end - broken.lines.items[i].first, 2);
    bench_close(&bench);
}
END_TEST

START_TEST(measures_know_the_longest_word_and_line)
{
    Bench bench = bench_open("un mot extraordinaire");
    const Run run = {.text = "un mot\nextraordinaire mot"};
    ParaText text = para_measure(&bench.shaper, &run, LANG_FR, &RAGGED);
    ck_assert_double_eq_tol(text.narrowest,
                            bench_set(&bench, "extraordinaire", &RAGGED, 1000).lines[0].width,
                            0.01);
    ck_assert_double_eq_tol(text.widest,
                            bench_set(&bench, "extraordinaire mot", &RAGGED, 1000).lines[0].width,
                            0.01);
    bench_close(&bench);
}
END_TEST

/* What is kept never shows. */
START_TEST(kept_lines_are_the_same)
{
    Bench bench = bench_open(VISITS);
    Shaper keeping = bench.shaper;
    keeping.keep = keep_new(1 << 20);
    const Run run = {.text = VISITS};
    for (int round = 0; round < 3; round++) {
        Para plain = para_set(&bench.shaper, &run, LANG_FR, &JUSTIFIED, 300);
        Para kept = para_set(&keeping, &run, LANG_FR, &JUSTIFIED, 300);
        ck_assert_uint_eq(plain.line_count, kept.line_count);
        for (size_t i = 0; i < kept.line_count; i++) {
            ck_assert_uint_eq(plain.lines[i].length, kept.lines[i].length);
            ck_assert_mem_eq(plain.lines[i].bytes, kept.lines[i].bytes, kept.lines[i].length);
        }
    }
    const Run other = {.text = VISITS, .style = RUN_BOLD};
    Para bold = para_set(&keeping, &other, LANG_FR, &JUSTIFIED, 300);
    Para narrow = para_set(&keeping, &run, LANG_FR, &JUSTIFIED, 250);
    ck_assert_uint_gt(bold.line_count, 0);
    ck_assert_double_le(narrow.lines[0].width, 250.1);
    keep_free(keeping.keep);
    bench_close(&bench);
}
END_TEST

START_TEST(a_keep_has_a_limit)
{
    Keep *keep = keep_new(1000);
    ck_assert_ptr_null(keep_find(keep, "a", 1));
    keep_put(keep, "a", 1, "first");
    ck_assert_str_eq(keep_find(keep, "a", 1), "first");
    ck_assert_ptr_null(keep_find(keep, "ab", 2));
    keep_trim(keep); /* nothing to trim */
    ck_assert_ptr_nonnull(keep_find(keep, "a", 1));
    arena_alloc(keep_room(keep), 1000);
    ck_assert_ptr_null(keep_room(keep));
    ck_assert_ptr_nonnull(keep_find(keep, "a", 1)); /* until the document is done */
    keep_trim(keep);
    ck_assert_ptr_null(keep_find(keep, "a", 1));
    ck_assert_ptr_nonnull(keep_room(keep));
    ck_assert_ptr_null(keep_room(NULL));
    keep_free(keep);
}
END_TEST

SUITE("para", lines_end_where_they_are_expected, lines_fill_the_width_and_no_more,
      a_narrow_column_is_not_justified, divided_words_are_readable,
      the_last_line_is_no_single_syllable, a_line_that_just_fits_is_not_broken,
      a_word_of_10000_letters_is_cut, a_paragraph_of_100000_words_is_set,
      a_width_of_nothing_still_ends, forced_breaks_make_lines, marks_stay_with_their_letter,
      measures_know_the_longest_word_and_line, kept_lines_are_the_same, a_keep_has_a_limit)
