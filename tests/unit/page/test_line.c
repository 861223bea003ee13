/* line: the exact operators of a line, and what is copied from it. */
#include "bench.h"
#include "tool.h"
#include "tree.h"

#include <string.h>

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()\\éà";

/* The first font has all that ASCII prints: its glyphs have numbers up to 95 at least. */
static Bench open_ascii(void)
{
    Arena *arena = arena_new();
    char ascii['~' - ' ' + 2] = "";
    for (char c = ' '; c <= '~'; c++)
        ascii[c - ' '] = c;
    Doc doc = tree_doc(arena, LANG_EN, "");
    doc_run(arena, doc_block(arena, doc.root, BLOCK_PARAGRAPH), ascii, 0);
    Bench bench = {0};
    ck_assert(!press_open(&bench.press, NULL, NULL));
    press_lead_doc(bench.press, &doc);
    ck_assert(!press_ready(bench.press, NULL));
    ck_assert_uint_gt(press_font(bench.press, 0)->glyph_count, 90);
    bench.shaper =
        (Shaper){.press = bench.press, .arena = arena_new(), .buffer = hb_buffer_create()};
    arena_free(arena);
    return bench;
}

/* Ten points, in the first font; `prose` has as many letters. */
static Line make(Bench *bench, Glyph *glyphs, size_t count, LineRange range)
{
    Letter letters[8] = {{.c = 'x'}};
    const Prose prose = {letters, count, LANG_FR};
    const LineSource source = {&prose, glyphs, RAGGED};
    range.end = range.word_end = count;
    return line_make(&bench->shaper, bench->shaper.arena, &source, &range);
}

static void assert_bytes(const Line *line, const char *expected, size_t length)
{
    ck_assert_uint_eq(line->length, length);
    ck_assert_mem_eq(line->bytes, expected, length);
}

static const uint16_t *first_widths(const Bench *bench)
{
    return press_font(bench->press, 0)->widths;
}

/* Glyph numbers are bytes of a literal string: those with a meaning there are
 * written with a backslash, a carriage return above all. */
START_TEST(codes_are_escaped)
{
    Bench bench = open_ascii();
    static const uint16_t CODES[] = {13, '(', ')', 'A', 10};
    Glyph glyphs[5];
    for (size_t i = 0; i < 5; i++)
        glyphs[i] = (Glyph){.id = CODES[i], .advance = (float)first_widths(&bench)[CODES[i]] / 100};
    Line line = make(&bench, glyphs, 5, (LineRange){0});
    static const char EXPECTED[] = "/F0 10 Tf\n[(\0\\r\0\\(\0\\)\0A\0\n)]TJ\n";
    assert_bytes(&line, EXPECTED, sizeof EXPECTED - 1);
    ck_assert_uint_eq(line.fonts.words[0], 1);
    bench_close(&bench);
}
END_TEST

START_TEST(the_pen_is_put_where_shaping_wants_it)
{
    Bench bench = open_ascii();
    Glyph glyphs[3];
    for (uint16_t i = 0; i < 3; i++)
        glyphs[i] = (Glyph){.id = (uint16_t)('A' + i % 2),
                            .advance = (float)first_widths(&bench)['A' + i % 2] / 100};
    glyphs[0].advance -= 0.5f; /* kerned: 50 thousandths of 10 points */
    glyphs[2].dy = 2;          /* a mark, raised */
    Line line = make(&bench, glyphs, 3, (LineRange){0});
    static const char EXPECTED[] = "/F0 10 Tf\n[(\0A)50(\0B)]TJ\n2 Ts\n[(\0A)]TJ\n0 Ts\n";
    assert_bytes(&line, EXPECTED, sizeof EXPECTED - 1);
    bench_close(&bench);
}
END_TEST

START_TEST(only_spaces_between_words_are_stretched)
{
    Bench bench = open_ascii();
    Glyph glyphs[5];
    for (uint16_t i = 0; i < 5; i++)
        glyphs[i] = (Glyph){.id = 'A', .advance = (float)first_widths(&bench)['A'] / 100};
    double natural = 5 * (double)glyphs[0].advance, space = glyphs[0].advance;
    glyphs[1].space = SPACE_ELASTIC;
    glyphs[3].space = SPACE_FIXED;
    Line loose = make(&bench, glyphs, 5, (LineRange){.ratio = 1});
    ck_assert_double_eq_tol(loose.width, natural + space / 2, 0.01);
    Line tight = make(&bench, glyphs, 5, (LineRange){.ratio = -1});
    ck_assert_double_eq_tol(tight.width, natural - space / 3, 0.01);
    ck_assert_uint_eq(count_of(loose.bytes + 10, "["), 1);
    bench_close(&bench);
}
END_TEST

/* Prints the document and reads it back in each way; `text` has one space for any white. */
static void assert_copied(const Doc *doc, const char *const *modes, const char *text)
{
    Printed printed = print_doc(doc);
    assert_sound(&printed);
    for (; *modes; modes++) {
        Buffer output = tool_output(*modes, &printed), joined = {0};
        bool space = false;
        for (const char *at = buffer_text(&output); *at && *at != '\f'; at++) {
            bool white = *at == ' ' || *at == '\n';
            if (white ? !space && joined.length : true)
                buffer_add_char(&joined, white ? ' ' : *at);
            space = white;
        }
        ck_assert_msg(strstr(buffer_text(&joined), text), "%s: %s", *modes, buffer_text(&joined));
        buffer_free(&output);
        buffer_free(&joined);
    }
    printed_free(&printed);
}

static const char *const ALL_MODES[] = {"pdftotext %s -", "pdftotext -raw %s -",
                                        "pdftotext -layout %s -", NULL};

/* Words are divided and hyphened words end lines; every way of reading gives them whole. */
START_TEST(a_divided_word_is_copied_whole)
{
    static const char TEXT[] =
        "Responsabilités particulières : l’établissement, l’entreprise-partenaire et l’élève "
        "s’engagent réciproquement, conformément aux dispositions réglementaires, à "
        "l’apprentissage "
        "professionnel, à l’alternance travail-études, à l’accompagnement pédagogique "
        "individualisé "
        "et à la reconnaissance institutionnelle des compétences développées progressivement "
        "(voir https://exemple.example/alternance/travail-etudes/protocole), puis à l’évaluation.";
    Arena *arena = arena_new();
    size_t divided = 0;
    for (double body = 9; body < 15; body += 0.5) {
        Bench bench = bench_open(TEXT);
        TextStyle style = JUSTIFIED;
        style.measure.size = body;
        Para para = bench_set(&bench, TEXT, &style, 459.21);
        for (size_t i = 0; i < para.line_count; i++)
            divided += para.lines[i].divided;
        bench_close(&bench);
    }
    ck_assert_uint_gt(divided, 3);
    Doc doc = tree_doc(arena, LANG_FR, "Essai");
    tree_paragraph(arena, doc.root, TEXT);
    assert_copied(&doc, ALL_MODES,
                  "l’établissement, l’entreprise-partenaire et l’élève s’engagent réciproquement, "
                  "conformément aux dispositions réglementaires");
    assert_copied(&doc, ALL_MODES,
                  "progressivement (voir https://exemple.example/alternance/"
                  "travail-etudes/protocole), puis à");
    arena_free(arena);
}
END_TEST

static bool has(const Line *line, const char *operators)
{
    return memmem(line->bytes, line->length, operators, strlen(operators)) != NULL;
}

START_TEST(the_first_part_of_a_word_carries_it)
{
    Bench bench = bench_open(LETTERS);
    Broken broken = bench_break(&bench, "Etablissement", LANG_FR, &RAGGED, 40);
    ck_assert_str_eq(bench_lines(&bench, &broken), "Etablis=\nsement");
    Para para = para_break(&bench.shaper, &broken.text, 40);
    ck_assert(para.lines[0].divided && !para.lines[1].divided);
    ck_assert(has(&para.lines[0], "/Span <</ActualText <FEFF0045007400610062006C0069007300730065"
                                  "006D0065006E0074>>> BDC\n"));
    ck_assert(has(&para.lines[1], "/Span <</ActualText ()>> BDC\n"));
    for (size_t i = 0; i < 2; i++)
        ck_assert_str_eq(para.lines[i].bytes + para.lines[i].length - 4, "EMC\n");
    bench_close(&bench);
}
END_TEST

START_TEST(letters_of_the_other_language_say_so)
{
    Bench bench = bench_open("Le mot deadline ici");
    Run end = {.text = " ici"}, foreign = {.text = "deadline", .style = RUN_FOREIGN, .next = &end};
    const Run start = {.text = "Le mot ", .next = &foreign};
    Para para = para_set(&bench.shaper, &start, LANG_FR, &RAGGED, 300);
    ck_assert(has(&para.lines[0], "]TJ\n/Span <</Lang (en-CA)>> BDC\n[("));
    ck_assert(has(&para.lines[0], "]TJ\nEMC\n[("));
    Para english = para_set(&bench.shaper, &start, LANG_EN, &RAGGED, 300);
    ck_assert(has(&english.lines[0], "/Lang (fr-CA)"));
    bench_close(&bench);
}
END_TEST

SUITE("line", codes_are_escaped, the_pen_is_put_where_shaping_wants_it,
      only_spaces_between_words_are_stretched, a_divided_word_is_copied_whole,
      the_first_part_of_a_word_carries_it, letters_of_the_other_language_say_so)
