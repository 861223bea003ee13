/* page: documents that nobody should write. Each must come out whole, with all its text, inside
 * its margins, or be refused with what is wrong; see test_page.c for tables of many columns or
 * rows and for long words in every block. */
#include "page/page.h"

#include "base/text.h"
#include "tool.h"
#include "tree.h"

static Arena *arena;

static void assert_whole(const Printed *printed)
{
    assert_sound(printed);
    assert_tidy(printed);
}

/* What stands above the footer, in reading order. */
static Buffer body_text(const Printed *printed)
{
    return tool_output("pdftotext -raw -x 0 -y 0 -W 612 -H 718 %s -", printed);
}

/* Without what the setting of lines and lists may add: blanks, hyphens and bullets. */
static void squeeze(Buffer *text)
{
    Buffer kept = {0};
    for (const char *at = buffer_text(text), *end = at + text->length; at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c > ' ' && c != '-' && c != 0x2022 && c != 0x2013)
            buffer_add_codepoint(&kept, c);
    }
    buffer_free(text);
    *text = kept;
}

/* The same letters, each as many times: cells side by side come line by line. */
static void assert_same_letters(const Printed *printed, const char *meant)
{
    long counts[256] = {0};
    Buffer text = body_text(printed), wanted = {0};
    buffer_add_text(&wanted, meant);
    squeeze(&text);
    squeeze(&wanted);
    for (size_t i = 0; i < text.length; i++)
        counts[(unsigned char)text.data[i]]++;
    for (size_t i = 0; i < wanted.length; i++)
        counts[(unsigned char)wanted.data[i]]--;
    for (int i = 0; i < 256; i++)
        ck_assert_msg(!counts[i], "byte %02X: %+ld", i, counts[i]);
    buffer_free(&text);
    buffer_free(&wanted);
}

static void assert_same_text(const Printed *printed, const char *meant)
{
    Buffer text = body_text(printed), wanted = {0};
    buffer_add_text(&wanted, meant);
    squeeze(&text);
    squeeze(&wanted);
    size_t at = 0;
    while (at < text.length && at < wanted.length && text.data[at] == wanted.data[at])
        at++;
    ck_assert_msg(at == text.length && at == wanted.length, "at %zu: \"%.40s\", not \"%.40s\"", at,
                  &text.data[at], &wanted.data[at]);
    buffer_free(&text);
    buffer_free(&wanted);
}

START_TEST(a_word_of_ten_thousand_letters)
{
    arena = arena_new();
    char *word = arena_alloc(arena, 10001);
    for (int i = 0; i < 10000; i++)
        word[i] = "abcdefghijklmnopqrstuvwxyz"[i * 7 % 26];
    Doc doc = tree_doc(arena, LANG_FR, "Mot");
    tree_paragraph(arena, doc.root, word);
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    ck_assert_int_ge(printed.pages, 2);
    assert_same_text(&printed, word);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(a_paragraph_of_a_hundred_thousand_words)
{
    arena = arena_new();
    Buffer words = {0};
    for (int i = 0; i < 100000; i++)
        buffer_printf(&words, "mot%d%s", i, i % 9 == 8 ? ", " : " ");
    Doc doc = tree_doc(arena, LANG_FR, "Paragraphe");
    tree_paragraph(arena, doc.root, words.data);
    Printed printed = print_doc(&doc);
    assert_sound(&printed);
    ck_assert_int_gt(printed.pages, 100);
    assert_same_text(&printed, words.data);
    buffer_free(&words);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(sixty_columns_lose_no_letter)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Large");
    Buffer all = {0};
    Block *table = tree_table(arena, doc.root, 60, NULL);
    for (int row = 0; row < 4; row++) {
        Buffer cells = {0};
        for (int i = 0; i < 60; i++)
            buffer_printf(&cells, "%scol%d", i ? "|" : "", row * 60 + i);
        tree_row(arena, table, arena_string(arena, cells.data));
        for (char *at = cells.data; (at = strchr(at, '|'));)
            *at = ' ';
        buffer_add_text(&all, cells.data);
        buffer_free(&cells);
    }
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    ck_assert_int_eq(printed.pages, 1);
    assert_same_letters(&printed, all.data);
    buffer_free(&all);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(a_row_of_cells_longer_than_a_page)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Haute");
    Buffer all = {0};
    Block *table = tree_table(arena, doc.root, 3, NULL);
    Block *row = doc_block(arena, table, BLOCK_ROW); /* a header longer than a page, even */
    for (int cell = 0; cell < 3; cell++) {
        Buffer text = {0};
        for (int i = 0; i < 700; i++)
            buffer_printf(&text, "c%dm%d ", cell, i);
        tree_text(arena, row, BLOCK_CELL, arena_string(arena, text.data));
        buffer_add_text(&all, text.data);
        buffer_free(&text);
    }
    tree_row(arena, table, "un|deux|trois");
    buffer_add_text(&all, "un deux trois");
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    ck_assert_int_ge(printed.pages, 2);
    ck_assert_int_le(printed.pages, 8);
    assert_same_letters(&printed, all.data);
    buffer_free(&all);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(fifty_levels_lose_no_word)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Profonde");
    Buffer all = {0};
    Block *parent = doc.root;
    for (int i = 0; i < 50; i++) {
        parent = tree_item(arena, tree_list(arena, parent, false),
                           arena_printf(arena, "niveau%d d'une liste", i));
        buffer_printf(&all, "niveau%d d’une liste ", i);
    }
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    assert_same_letters(&printed, all.data);
    buffer_free(&all);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

/* More parties than a page holds: none is lost or cut from its label. */
START_TEST(signatures_longer_than_a_page)
{
    enum { PARTIES = 80 };
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Signataires");
    Block *signatures = doc_block(arena, doc.root, BLOCK_SIGNATURES);
    for (int i = 0; i < PARTIES; i++)
        tree_signature(arena, signatures, arena_printf(arena, "Partie%02d", i),
                       arena_printf(arena, "Signataire%02d", i), "déléguée");
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    ck_assert_int_ge(printed.pages, 2);
    Buffer text = body_text(&printed);
    char *rest = text.data;
    int found = 0;
    for (char *page; (page = strsep(&rest, "\f"));)
        for (int i = 0; i < PARTIES; i++) {
            bool label = strstr(page, arena_printf(arena, "Partie%02d", i)) != NULL;
            bool name = strstr(page, arena_printf(arena, "Signataire%02d", i)) != NULL;
            ck_assert_msg(label == name, "%d", i);
            found += label;
        }
    ck_assert_int_eq(found, PARTIES);
    buffer_free(&text);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(blocks_without_contents)
{
    static const BlockKind KINDS[] = {
        BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST,       BLOCK_QUOTE,      BLOCK_TABLE,
        BLOCK_FIELDS,  BLOCK_NOTICE,    BLOCK_SIGNATURES, BLOCK_PAGE_BREAK, BLOCK_RULE};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        for (int depth = 0; depth < 3; depth++) { /* alone, with a blank child, with a grandchild */
            static const BlockKind CHILDREN[] = {[BLOCK_LIST] = BLOCK_ITEM,
                                                 [BLOCK_QUOTE] = BLOCK_PARAGRAPH,
                                                 [BLOCK_TABLE] = BLOCK_ROW,
                                                 [BLOCK_FIELDS] = BLOCK_ROW,
                                                 [BLOCK_NOTICE] = BLOCK_PARAGRAPH,
                                                 [BLOCK_SIGNATURES] = BLOCK_SIGNATURE,
                                                 [BLOCK_ITEM] = BLOCK_PARAGRAPH,
                                                 [BLOCK_ROW] = BLOCK_CELL,
                                                 [BLOCK_PAGE_BREAK] = 0};
            arena = arena_new();
            Doc doc = tree_doc(arena, LANG_FR, "Vide");
            Block *block = doc_block(arena, doc.root, KINDS[i]);
            block->level = 1;
            for (int level = 0; level < depth && CHILDREN[block->kind]; level++)
                block = doc_block(arena, block, CHILDREN[block->kind]);
            tree_paragraph(arena, doc.root, "Suite");
            Printed printed = print_doc(&doc);
            assert_whole(&printed);
            Buffer text = body_text(&printed);
            ck_assert_ptr_nonnull(strstr(buffer_text(&text), "Suite"));
            buffer_free(&text);
            printed_free(&printed);
            arena_free(arena);
        }
}
END_TEST

START_TEST(a_heading_of_three_thousand_words)
{
    for (int level = 1; level <= 4; level += 3) {
        arena = arena_new();
        Buffer words = {0};
        for (int i = 0; i < 3000; i++)
            buffer_printf(&words, "titre%d ", i);
        Doc doc = tree_doc(arena, LANG_FR, "Titre");
        tree_heading(arena, doc.root, level, arena_string(arena, words.data));
        tree_paragraph(arena, doc.root, "Suite");
        buffer_add_text(&words, "Suite");
        Printed printed = print_doc(&doc);
        assert_whole(&printed);
        assert_same_text(&printed, words.data);
        buffer_free(&words);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

/* Nothing follows to keep them with: they fill their pages all the same. */
START_TEST(two_hundred_headings_in_a_row)
{
    arena = arena_new();
    Buffer all = {0};
    Doc doc = tree_doc(arena, LANG_FR, "Titres");
    for (int i = 0; i < 200; i++) {
        tree_heading(arena, doc.root, 1 + i % 4, arena_printf(arena, "Article%d", i));
        buffer_printf(&all, "Article%d ", i);
    }
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    ck_assert_int_ge(printed.pages, 4);
    ck_assert_int_le(printed.pages, 15);
    assert_same_text(&printed, all.data);
    buffer_free(&all);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

static Status try(const Doc *doc, Error *error)
{
    Press *press;
    Buffer bytes = {0};
    int pages = 0;
    ck_assert(!press_open(&press, NULL, NULL));
    press_want_doc(press, doc);
    ck_assert(!press_ready(press, NULL));
    Compositor *compositor = compositor_open(press);
    Status status = page_set(compositor, doc, &bytes, &pages, error);
    ck_assert(status || bytes.length);
    compositor_close(compositor);
    buffer_free(&bytes);
    press_close(press);
    return status;
}

/* Scripts that the press would set wrong are told. */
START_TEST(scripts_from_right_to_left_are_refused)
{
    static const struct {
        const char *text, *named;
    } CASES[] = {{"شركة", "U+0634"}, {"Atelier שלום", "U+05E9"}, {"हिन्दी", "U+0939"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        for (int kind = 0; kind < 3; kind++) {
            arena = arena_new();
            Error error = {0};
            Doc doc = tree_doc(arena, LANG_FR, "Droite");
            if (kind == 0)
                tree_paragraph(arena, doc.root, CASES[i].text);
            else if (kind == 1)
                tree_row(arena, tree_table(arena, doc.root, 1, NULL), CASES[i].text);
            else
                tree_signature(arena, doc_block(arena, doc.root, BLOCK_SIGNATURES), "Partie",
                               CASES[i].text, "");
            ck_assert_msg(try(&doc, &error) == STATUS_USAGE, "%s", CASES[i].named);
            ck_assert_msg(strstr(error.what, CASES[i].named), "%s: %s", CASES[i].named, error.what);
            arena_free(arena);
        }
}
END_TEST

START_TEST(what_turns_a_line_around_does_nothing)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Retournement");
    tree_paragraph(arena, doc.root, "abc\u202Edef ghi\u2067jkl\u2069 mno\u200Fpqr");
    Printed printed = print_doc(&doc);
    assert_whole(&printed);
    assert_same_text(&printed, "abcdef ghijkl mnopqr");
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

/* Marks on their letter, composed or not, come out as the letters meant; a heap of marks
 * takes nothing else with it. */
START_TEST(marks_stay_on_their_letters)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Marques");
    static const char *const TEXTS[] = {
        "Nguye\u0302\u0303n Thi\u0323 Ha\u0306\u0300ng",
        "Z\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030A\u030B\u030C\u0301\u0302\u0303\u0304algo",
        "\u0301seul", "q\u0323\u0307uoi", "Fin"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        tree_paragraph(arena, doc.root, text_nfc(arena, TEXTS[i], strlen(TEXTS[i])));
    Printed printed = print_doc(&doc);
    assert_sound(&printed);
    Buffer text = body_text(&printed);
    ck_assert_msg(strstr(text.data, "Nguyễn Thị Hằng") && strstr(text.data, "algo") &&
                      strstr(text.data, "seul") && strstr(text.data, "Fin"),
                  "%s", text.data);
    buffer_free(&text);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

SUITE("pathological", a_word_of_ten_thousand_letters, a_paragraph_of_a_hundred_thousand_words,
      sixty_columns_lose_no_letter, a_row_of_cells_longer_than_a_page, fifty_levels_lose_no_word,
      signatures_longer_than_a_page, blocks_without_contents, a_heading_of_three_thousand_words,
      two_hundred_headings_in_a_row, scripts_from_right_to_left_are_refused,
      what_turns_a_line_around_does_nothing, marks_stay_on_their_letters)
