/* bench: a press with the characters of a test, and the lines that para.c chooses. */
#ifndef ATE_TESTS_PAGE_BENCH_H
#define ATE_TESTS_PAGE_BENCH_H

#include "base/buffer.h"
#include "page/para.h"
#include "suite.h"

typedef struct Bench {
    Press *press;
    Shaper shaper;
} Bench;

static const TextStyle RAGGED = {FAMILY_TEXT, 0, {10, 14}, {0, 0, 0}, false};
static const TextStyle JUSTIFIED = {FAMILY_TEXT, 0, {10, 14}, {0, 0, 0}, true};

static inline Bench bench_open(const char *characters)
{
    Bench bench = {0};
    Error error = {0};
    ck_assert_msg(!press_open(&bench.press, NULL, &error), "%s", error.what);
    press_want(bench.press, characters);
    /* Together in the first font of the face: what tests of bytes count on. */
    Arena *arena = arena_new();
    Block *root = doc_block(arena, NULL, BLOCK_ROOT);
    doc_run(arena, doc_block(arena, root, BLOCK_PARAGRAPH), characters, 0);
    press_lead_doc(bench.press, &(Doc){.root = root, .title = ""});
    arena_free(arena);
    ck_assert(!press_ready(bench.press, &error));
    bench.shaper =
        (Shaper){.press = bench.press, .arena = arena_new(), .buffer = hb_buffer_create()};
    return bench;
}

static inline void bench_close(Bench *bench)
{
    hb_buffer_destroy(bench->shaper.buffer);
    arena_free(bench->shaper.arena);
    press_close(bench->press);
}

static inline Para bench_set(Bench *bench, const char *text, const TextStyle *style, double width)
{
    const Run run = {.text = text};
    Para para = para_set(&bench->shaper, &run, LANG_FR, style, width);
    ck_assert_uint_eq(bench->shaper.missing, 0);
    return para;
}

typedef struct Broken {
    ParaText text;
    ParaLines lines;
} Broken;

static inline Broken bench_break(Bench *bench, const char *text, Lang lang, const TextStyle *style,
                                 double width)
{
    const Run run = {.text = text};
    Broken broken = {.text = para_measure(&bench->shaper, &run, lang, style)};
    broken.lines = para_lines(&bench->shaper, &broken.text, width);
    return broken;
}

/* The lines' letters, '=' for a hyphen that is added, a line each. Spaces that do not part
 * are shown as '~'. */
static inline const char *bench_lines(Bench *bench, const Broken *broken)
{
    Buffer shown = {0};
    const Prose *prose = &broken->text.prose;
    const Glyph *glyphs = broken->text.glyphs.items;
    for (size_t i = 0; i < broken->lines.count; i++) {
        const LineRange *line = &broken->lines.items[i];
        if (i)
            buffer_add_char(&shown, '\n');
        size_t end = line->end < broken->text.glyphs.count ? glyphs[line->end].letter : prose->count;
        for (size_t k = line->end > line->first ? glyphs[line->first].letter : end; k < end; k++) {
            uint32_t c = prose->letters[k].c;
            buffer_add_codepoint(&shown, c == NBSP || c == THIN ? '~' : c);
        }
        if (line->hyphen)
            buffer_add_char(&shown, '=');
    }
    const char *copy = arena_string(bench->shaper.arena, buffer_text(&shown));
    buffer_free(&shown);
    return copy;
}

/* As it is set, without the ratio of its spaces. */
static inline double bench_natural(const Broken *broken, const LineRange *line)
{
    double width = 0;
    for (size_t i = line->first; i < line->end; i++)
        width += broken->text.glyphs.items[i].advance;
    return width;
}

#endif
