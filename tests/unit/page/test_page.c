/* page: whole documents, judged on their PDFs by independent programs. */
#include "page/page.h"

#include "png.h"
#include "tool.h"
#include "tree.h"

#include <math.h>
#include <qrencode.h>

static Arena *arena;

static void assert_all(const Printed *printed)
{
    assert_sound(printed);
    assert_fonts(printed);
    assert_tidy(printed);
    assert_white_margins(printed);
}

static bool has_text(const Printed *printed, const char *text)
{
    Buffer all = tool_output("pdftotext %s -", printed);
    bool found = strstr(buffer_text(&all), text) != NULL;
    buffer_free(&all);
    return found;
}

START_TEST(a_contract_is_sound_and_says_what_it_should)
{
    static const char *const SAID[] = {"Nguyễn Thị Hằng",
                                       "Łukasz Wiśniewski",
                                       "Şükrü Erdoğan",
                                       "Dvořák & fils",
                                       "ᐳᑐᓕᒃ",
                                       "1. Les parties",
                                       "2 859,50 $",
                                       "« exécution »",
                                       "P-2027-882001-00042 · page 1 de 3",
                                       "page 3 de 3",
                                       "d’usinage",
                                       "ATE1|882001|P-2027-882001-00042|1|0123456789abcdef"};
    arena = arena_new();
    Doc doc = tree_contract(arena);
    Printed printed = print_doc(&doc);
    ck_assert_int_eq(printed.pages, 3);
    assert_all(&printed);
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        ck_assert_msg(has_text(&printed, SAID[i]), "%s", SAID[i]);
    ck_assert_uint_lt(printed.bytes.length, 36000);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(the_file_says_its_title_language_and_headings)
{
    arena = arena_new();
    Doc doc = tree_contract(arena);
    Printed printed = print_doc(&doc);
    Buffer info = tool_output("pdfinfo %s", &printed);
    ck_assert_ptr_nonnull(strstr(info.data, "Protocole d'entente — alternance travail-études"));
    ck_assert_ptr_nonnull(strstr(info.data, "PDF version:     1.7"));
    ck_assert_ptr_nonnull(strstr(info.data, "612 x 792 pts (letter)"));
    ck_assert_ptr_null(strstr(info.data, "CreationDate"));
    Buffer json = tool_output("qpdf --json=1 --json-key=outlines --json-key=objects %s", &printed);
    ck_assert_ptr_nonnull(strstr(json.data, "\"/Lang\": \"fr-CA\""));
    ck_assert_ptr_nonnull(strstr(json.data, "\"/DisplayDocTitle\": true"));
    ck_assert_ptr_nonnull(strstr(json.data, "\"title\": \"4. L’encadrement\""));
    ck_assert_ptr_nonnull(strstr(json.data, "\"title\": \"L’entreprise\""));
    buffer_free(&info);
    buffer_free(&json);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(a_heading_that_repeats_the_title_is_one_bookmark)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "L'entente");
    tree_heading(arena, doc.root, 1, "L'entente");
    tree_heading(arena, doc.root, 2, "Les parties");
    Printed printed = print_doc(&doc);
    Buffer json = tool_output("qpdf --json=1 --json-key=outlines %s", &printed);
    ck_assert_uint_eq(count_of(json.data, "\"title\""), 2);
    ck_assert_uint_eq(count_of(json.data, "\"title\": \"L’entente\""), 1);
    buffer_free(&json);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(the_same_tree_gives_the_same_bytes)
{
    arena = arena_new();
    Doc doc = tree_contract(arena);
    doc.watermark = "SPÉCIMEN";
    Printed first = print_doc(&doc), second = print_doc(&doc);
    ck_assert_uint_eq(first.bytes.length, second.bytes.length);
    ck_assert_mem_eq(first.bytes.data, second.bytes.data, first.bytes.length);
    doc.number = "P-2027-882001-00043";
    Printed other = print_doc(&doc);
    Buffer ids[2] = {tool_output("qpdf --show-object=trailer %s", &first),
                     tool_output("qpdf --show-object=trailer %s", &other)};
    ck_assert_str_ne(ids[0].data, ids[1].data);
    ck_assert_ptr_null(strstr(ids[0].data, "00000000"));
    for (int i = 0; i < 2; i++)
        buffer_free(&ids[i]);
    printed_free(&first);
    printed_free(&second);
    printed_free(&other);
    arena_free(arena);
}
END_TEST

START_TEST(a_press_sets_many_documents)
{
    arena = arena_new();
    Doc contract = tree_contract(arena), empty = tree_doc(arena, LANG_EN, "Empty");
    Press *press;
    ck_assert(!press_open(&press, NULL, NULL));
    press_want_doc(press, &contract);
    press_want_doc(press, &empty);
    ck_assert(!press_ready(press, NULL));
    Compositor *compositor = compositor_open(press);
    Buffer first = {0}, between = {0}, again = {0};
    int pages;
    ck_assert(!page_set(compositor, &contract, &first, &pages, NULL));
    ck_assert(!page_set(compositor, &empty, &between, &pages, NULL));
    ck_assert_int_eq(pages, 1);
    ck_assert(!page_set(compositor, &contract, &again, &pages, NULL));
    ck_assert_int_eq(pages, 3);
    ck_assert_uint_eq(first.length, again.length);
    ck_assert_mem_eq(first.data, again.data, first.length);
    buffer_free(&first);
    buffer_free(&between);
    compositor_close(compositor);
    buffer_free(&again);
    press_close(press);
    arena_free(arena);
}
END_TEST

START_TEST(an_empty_document_is_a_page)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_EN, "");
    Printed printed = print_doc(&doc);
    ck_assert_int_eq(printed.pages, 1);
    assert_all(&printed);
    ck_assert(has_text(&printed, "page 1 of 1"));
    printed_free(&printed);
    doc = (Doc){.lang = LANG_FR, .watermark = " \n "};
    printed = print_doc(&doc); /* nothing at all is given */
    assert_sound(&printed);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(a_long_table_repeats_its_header)
{
    arena = arena_new();
    static const Align aligns[] = {ALIGN_RIGHT, ALIGN_LEFT, ALIGN_LEFT};
    Doc doc = tree_doc(arena, LANG_FR, "Liste");
    tree_heading(arena, doc.root, 1, "Liste");
    Block *table = tree_table(arena, doc.root, 3, aligns);
    tree_row(arena, table, "Rang|Entreprise|Observations");
    for (int i = 1; i <= 200; i++)
        tree_row(arena, table,
                 arena_printf(arena, "%d|Entreprise numéro%d|%s", i, i,
                              i % 5 ? "rien à signaler"
                                    : "une observation plus longue, qui occupe deux lignes de la "
                                      "cellule parce qu'elle ne tient pas sur une seule ligne"));
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    ck_assert_int_gt(printed.pages, 4);
    Buffer text = tool_output("pdftotext -layout %s -", &printed);
    ck_assert_uint_eq(count_of(text.data, "Rang"), (size_t)printed.pages);
    ck_assert_uint_eq(count_of(text.data, "numéro"), 200);
    /* The header comes first on its page, and each row is whole on one. */
    int page = 0;
    for (char *at = text.data; (at = strchr(at, '\f')) && at[1]; page++) {
        char *line = ++at;
        while (*line == ' ' || *line == '\n')
            line++;
        ck_assert_msg(!strncmp(line, "Rang", 4), "%.20s", line);
    }
    ck_assert_int_eq(page, printed.pages - 1);
    buffer_free(&text);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

/* The same rows, to be filled in by hand: three pages become four. */
START_TEST(a_row_to_fill_in_is_high_enough)
{
    for (int blank = 0; blank < 2; blank++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Présences");
        Block *table = tree_table(arena, doc.root, 2, NULL);
        tree_row(arena, table, "Jour|Heures");
        for (int i = 0; i < 100; i++)
            tree_row(arena, table, arena_printf(arena, "jour %d|", i))->last->blank = blank;
        Printed printed = print_doc(&doc);
        assert_all(&printed);
        ck_assert_int_eq(printed.pages, 3 + blank);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

START_TEST(a_table_of_many_columns_stays_inside)
{
    static const int COUNTS[] = {20, 60};
    for (int t = 0; t < 2; t++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Large");
        Buffer row = {0};
        for (int i = 0; i < COUNTS[t]; i++)
            buffer_printf(&row, "%scolonne %d", i ? "|" : "", i);
        Block *table = tree_table(arena, doc.root, COUNTS[t], NULL);
        for (int i = 0; i < 5; i++)
            tree_row(arena, table, arena_string(arena, row.data));
        Printed printed = print_doc(&doc);
        assert_all(&printed);
        buffer_free(&row);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

START_TEST(a_watermark_of_any_length_stays_inside)
{
    static const char *const MARKS[] = {"X", "SPÉCIMEN",
                                        "Transcription — l'original signé fait foi"};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Filigrane");
        doc.watermark = MARKS[i];
        Printed printed = print_doc(&doc);
        assert_sound(&printed);
        assert_white_margins(&printed);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

START_TEST(five_thousand_rows_are_all_there)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Longue");
    Block *table = tree_table(arena, doc.root, 3, NULL);
    tree_row(arena, table, "Rang|Nom|Note");
    for (int i = 0; i < 5000; i++)
        tree_row(arena, table, arena_printf(arena, "%d|Nom%d|suite", i, i));
    Printed printed = print_doc(&doc);
    assert_sound(&printed);
    Buffer text = tool_output("pdftotext %s -", &printed);
    ck_assert_uint_eq(count_of(text.data, "suite"), 5000);
    ck_assert_uint_eq(count_of(text.data, "Rang"), (size_t)printed.pages);
    buffer_free(&text);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(a_row_higher_than_a_page_goes_on)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Haute");
    Buffer cell = {0};
    buffer_add_text(&cell, "A|");
    for (int i = 0; i < 1500; i++)
        buffer_printf(&cell, "mot%d ", i);
    Block *table = tree_table(arena, doc.root, 2, NULL);
    tree_row(arena, table, "En-tête|Texte");
    tree_row(arena, table, cell.data);
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    ck_assert_int_gt(printed.pages, 1);
    ck_assert(has_text(&printed, "mot0 ") && has_text(&printed, "mot1499"));
    buffer_free(&cell);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(long_words_are_cut_everywhere)
{
    arena = arena_new();
    char *word = arena_alloc(arena, 10001);
    memset(word, 'x', 10000);
    Doc doc = tree_doc(arena, LANG_FR, "Mot");
    tree_paragraph(arena, doc.root, word);
    Block *fields = doc_block(arena, doc.root, BLOCK_FIELDS);
    tree_row(arena, fields, arena_printf(arena, "%.300s|%.900s", word, word));
    Block *signatures = doc_block(arena, doc.root, BLOCK_SIGNATURES);
    tree_signature(arena, signatures, arena_printf(arena, "%.400s", word),
                   arena_printf(arena, "%.400s", word), word);
    doc.footer = arena_printf(arena, "%.900s", word);
    doc.number = arena_printf(arena, "%.100s", word);
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(lists_may_be_fifty_deep)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Profonde");
    Block *parent = doc.root;
    for (int i = 0; i < 50; i++)
        parent = tree_item(arena, tree_list(arena, parent, i % 2), "encore un niveau de liste");
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

/* Every page break of a long text leaves two lines of a paragraph at least on
 * each side, and no heading at the foot of a page. */
START_TEST(no_line_and_no_heading_stays_alone)
{
    for (int lines = 0; lines < 20; lines++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Veuves");
        for (int i = 0; i < lines; i++)
            tree_paragraph(arena, doc.root, "Remplissage");
        for (int i = 0; i < 30; i++) {
            tree_heading(arena, doc.root, 2, "TITRE");
            tree_paragraph(arena, doc.root,
                           "Premiereligne\nDeuxieme\nTroisieme\nQuatrieme\nDerniereligne");
        }
        Printed printed = print_doc(&doc);
        Buffer text = tool_output("pdftotext -layout %s -", &printed);
        for (char *at = text.data; (at = strchr(at, '\f')) && at[1];) {
            at++;
            while (*at == '\n')
                at++;
            ck_assert_msg(strncmp(at, "Derniereligne", 13), "%.40s", at);
        }
        char *footer = text.data;
        while ((footer = strstr(footer, "page "))) {
            char *last = footer - 1;
            while (last > text.data && (*last == ' ' || *last == '\n'))
                last--;
            while (last > text.data && last[-1] != '\n')
                last--;
            ck_assert_msg(strncmp(last, "TITRE", 5) && strncmp(last, "Premiere", 8), "%.40s", last);
            footer++;
        }
        buffer_free(&text);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

START_TEST(places_to_sign_are_never_alone_nor_divided)
{
    for (int lines = 20; lines < 34; lines++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Signatures");
        for (int i = 0; i < lines; i++)
            tree_paragraph(arena, doc.root, "Remplissage");
        tree_heading(arena, doc.root, 2, "Les signatures");
        tree_paragraph(arena, doc.root, "Les parties acceptent.");
        Block *signatures = doc_block(arena, doc.root, BLOCK_SIGNATURES);
        for (int i = 0; i < 5; i++)
            tree_signature(arena, signatures, "Partie", i == 2 ? "" : "Invented Name", "titre");
        Printed printed = print_doc(&doc);
        assert_all(&printed);
        Buffer text = tool_output("pdftotext -layout %s -", &printed);
        char *end = strstr(text.data, "Les signatures");
        ck_assert_ptr_nonnull(end);
        char *page = strchr(end, '\f');
        ck_assert_uint_eq(count_of(end, "Date"), 5);
        ck_assert_ptr_nonnull(strstr(end, "Nom :"));
        ck_assert_msg(!page || !page[1], "signatures over two pages");
        buffer_free(&text);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

START_TEST(a_page_break_and_blank_blocks)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Sauts");
    doc_block(arena, doc.root, BLOCK_PAGE_BREAK);
    tree_paragraph(arena, doc.root, "Avant");
    tree_paragraph(arena, doc.root, "");
    doc_block(arena, doc.root, BLOCK_RULE);
    doc_block(arena, doc.root, BLOCK_QUOTE);
    doc_block(arena, doc.root, BLOCK_NOTICE);
    doc_block(arena, doc.root, BLOCK_FIELDS);
    doc_block(arena, doc.root, BLOCK_SIGNATURES);
    doc_block(arena, doc.root, BLOCK_TABLE);
    tree_item(arena, tree_list(arena, doc.root, true), NULL);
    doc_block(arena, doc.root, BLOCK_PAGE_BREAK);
    doc_block(arena, doc.root, BLOCK_PAGE_BREAK);
    tree_paragraph(arena, doc.root, "Après");
    doc_block(arena, doc.root, BLOCK_PAGE_BREAK);
    Printed printed = print_doc(&doc);
    ck_assert_int_eq(printed.pages, 2);
    assert_all(&printed);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(styles_use_true_faces)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Styles");
    Block *paragraph = doc_block(arena, doc.root, BLOCK_PARAGRAPH);
    doc_run(arena, paragraph, "romain ", 0);
    doc_run(arena, paragraph, "gras ", RUN_BOLD);
    doc_run(arena, paragraph, "italique ", RUN_ITALIC);
    doc_run(arena, paragraph, "les deux ", RUN_BOLD | RUN_ITALIC);
    doc_run(arena, paragraph, "code", RUN_CODE);
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    Buffer fonts = tool_output("pdffonts %s", &printed);
    static const char *const NAMES[] = {"GentiumPlus-Regular", "GentiumPlus-Bold ",
                                        "GentiumPlus-Italic", "GentiumPlus-BoldItalic",
                                        "NotoSans-Regular"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ck_assert_msg(strstr(fonts.data, NAMES[i]) != NULL, "%s", NAMES[i]);
    ck_assert(has_text(&printed, "romain gras italique les deux code"));
    buffer_free(&fonts);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

START_TEST(what_cannot_be_printed_stops_the_document)
{
    static const char *const TEXTS[] = {"中", "\xF0\x9F\x98\x80", "\x07"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        arena = arena_new();
        Doc doc = tree_doc(arena, LANG_FR, "Illisible");
        tree_paragraph(arena, doc.root, TEXTS[i]);
        Press *press;
        Error error = {0};
        Buffer bytes = {0};
        int pages = 0;
        ck_assert(!press_open(&press, NULL, NULL));
        press_want_doc(press, &doc);
        ck_assert(!press_ready(press, NULL));
        Compositor *compositor = compositor_open(press);
        ck_assert_int_eq(page_set(compositor, &doc, &bytes, &pages, &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, "Illisible");
        ck_assert_ptr_nonnull(strstr(error.what, "U+"));
        ck_assert_uint_eq(bytes.length, 0);
        compositor_close(compositor);
        buffer_free(&bytes);
        press_close(press);
        arena_free(arena);
    }
}
END_TEST

/* A PNG of `width` × `height` black dots, half of them transparent. */
static Printed print_image(unsigned width, unsigned height)
{
    char path[] = "/tmp/ate-image-XXXXXX";
    Buffer rows = {0};
    for (unsigned y = 0; y < height; y++) {
        buffer_add_char(&rows, 0);
        for (unsigned x = 0; x < width; x++) {
            buffer_add_char(&rows, 0);
            buffer_add_char(&rows, (char)(x % 2 ? 0 : 0xFF));
        }
    }
    const Image image = {.width = width,
                         .height = height,
                         .depth = 8,
                         .type = 4,
                         .rows = rows.data,
                         .length = rows.length};
    Buffer png = make_png(&image);
    int file = mkstemp(path);
    ck_assert_int_eq(write(file, png.data, png.length), (ssize_t)png.length);
    close(file);
    Doc doc = tree_doc(arena, LANG_FR, "Logo");
    doc_block(arena, doc.root, BLOCK_IMAGE)->source = path;
    tree_paragraph(arena, doc.root, "Sous le logo");
    Printed printed = print_doc(&doc);
    unlink(path);
    buffer_free(&png);
    buffer_free(&rows);
    return printed;
}

START_TEST(images_fit_and_are_opaque)
{
    static const unsigned SIZES[][2] = {{40, 30}, {1000, 40}, {30, 900}, {1, 1}, {4000, 1}, {1, 4000}};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        arena = arena_new();
        Printed printed = print_image(SIZES[i][0], SIZES[i][1]);
        assert_all(&printed);
        Buffer list = tool_output("pdfimages -list %s", &printed);
        ck_assert_uint_eq(count_of(list.data, " smask "), 0);
        ck_assert_uint_eq(count_of(list.data, " gray "), 1);
        Word *words = NULL;
        ck_assert_uint_gt(read_words(&printed, &words), 3);
        double most = 20 * 72 / 25.4, natural = SIZES[i][1] * 0.75; /* style.ini: 20 mm */
        double widest = 470.27 / SIZES[i][0] * SIZES[i][1];
        double height = fmin(fmin(natural, most), widest);
        /* The text stands below the image: its box begins at its leading's top. */
        ck_assert_double_eq_tol(words[0].top, 22 * 72 / 25.4 + height + 10, 3);
        free(words);
        buffer_free(&list);
        printed_free(&printed);
        arena_free(arena);
    }
}
END_TEST

/* The code on the page, module by module, is the one that libqrencode makes. */
START_TEST(the_qr_code_can_be_read)
{
    static const char TEXT[] = "ATE1|882001|P-2027-882001-00042|1|0123456789abcdef";
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Code");
    Block *block = doc_block(arena, doc.root, BLOCK_QR);
    block->source = TEXT;
    Printed printed = print_doc(&doc);
    assert_all(&printed);
    ck_assert(has_text(&printed, TEXT));
    const int scale = 4; /* dots a point */
    Buffer drawn = tool_output("pdftoppm -gray -r 288 %s", &printed);
    int width, height, used;
    ck_assert_int_eq(sscanf(drawn.data, "P5 %d %d 255%n", &width, &height, &used), 2);
    const unsigned char *dots = (const unsigned char *)drawn.data + used + 1;
    QRcode *code = QRcode_encodeString8bit(TEXT, 0, QR_ECLEVEL_M);
    const double left = 25 * 72 / 25.4, side = 22 * 72 / 25.4, top = 22 * 72 / 25.4;
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            int column = (int)((left + (x + 0.5) * side / code->width) * scale);
            int row = (int)((top + (y + 0.5) * side / code->width) * scale);
            bool black = dots[row * width + column] < 128;
            ck_assert_msg(black == (code->data[y * code->width + x] & 1), "%d, %d", x, y);
        }
    QRcode_free(code);
    buffer_free(&drawn);
    printed_free(&printed);
    arena_free(arena);
}
END_TEST

/* However full the page before it is, the page of the code says what it belongs to. */
START_TEST(a_code_is_never_alone_on_a_page)
{
    arena = arena_new();
    bool moved = false;
    for (int lines = 28; lines < 33; lines++) {
        Doc doc = tree_doc(arena, LANG_FR, "Code");
        for (int i = 0; i < lines; i++)
            doc_run(arena, doc_block(arena, doc.root, BLOCK_PARAGRAPH),
                    i == lines - 1 ? "Signé ici" : "Ligne", 0);
        doc_block(arena, doc.root, BLOCK_QR)->source = "CODE";
        Printed printed = print_doc(&doc);
        Buffer text = tool_output("pdftotext -raw %s -", &printed);
        const char *page = strrchr(buffer_text(&text), '\f'); /* ends the last page */
        ck_assert_ptr_nonnull(page);
        while (page > text.data && page[-1] != '\f')
            page--;
        ck_assert_msg(strstr(page, "Signé ici") && strstr(page, "CODE"), "%d: %s", lines, page);
        moved = moved || printed.pages > 1;
        buffer_free(&text);
        printed_free(&printed);
    }
    ck_assert(moved);
    arena_free(arena);
}
END_TEST

START_TEST(a_missing_image_is_told)
{
    arena = arena_new();
    Doc doc = tree_doc(arena, LANG_FR, "Image");
    doc_block(arena, doc.root, BLOCK_IMAGE)->source = "/nonexistent/logo.png";
    Press *press;
    Error error = {0};
    Buffer bytes = {0};
    int pages;
    ck_assert(!press_open(&press, NULL, NULL));
    ck_assert(!press_ready(press, NULL));
    Compositor *compositor = compositor_open(press);
    ck_assert_int_eq(page_set(compositor, &doc, &bytes, &pages, &error), STATUS_SYSTEM);
    ck_assert_str_eq(error.place, "/nonexistent/logo.png");
    compositor_close(compositor);
    buffer_free(&bytes);
    press_close(press);
    arena_free(arena);
}
END_TEST

SUITE("page", a_contract_is_sound_and_says_what_it_should,
      the_file_says_its_title_language_and_headings,
      a_heading_that_repeats_the_title_is_one_bookmark, the_same_tree_gives_the_same_bytes,
      a_press_sets_many_documents, an_empty_document_is_a_page, a_long_table_repeats_its_header,
      a_row_to_fill_in_is_high_enough,
      a_table_of_many_columns_stays_inside, a_watermark_of_any_length_stays_inside,
      five_thousand_rows_are_all_there, a_row_higher_than_a_page_goes_on,
      long_words_are_cut_everywhere, lists_may_be_fifty_deep, no_line_and_no_heading_stays_alone,
      places_to_sign_are_never_alone_nor_divided, a_page_break_and_blank_blocks,
      styles_use_true_faces, what_cannot_be_printed_stops_the_document, a_missing_image_is_told,
      images_fit_and_are_opaque, the_qr_code_can_be_read, a_code_is_never_alone_on_a_page)
