/* contents: the exact operators of a page. */
#include "page/contents.h"

#include "suite.h"

typedef struct Sheet {
    Arena *arena;
    Press *press;
    PdfWriter *writer;
    Pdf *pdf;
    Contents contents;
} Sheet;

static Sheet open_sheet(void)
{
    Sheet sheet = {.arena = arena_new()};
    ck_assert(!press_open(&sheet.press, NULL, NULL));
    Block *root = doc_block(sheet.arena, NULL, BLOCK_ROOT);
    doc_run(sheet.arena, doc_block(sheet.arena, root, BLOCK_PARAGRAPH),
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz ()\\ 0123456789 .,-/+*", 0);
    press_lead_doc(sheet.press, &(Doc){.root = root, .title = ""});
    ck_assert(!press_ready(sheet.press, NULL));
    const PdfInfo info = {"titre", "", "fr-CA", false};
    sheet.writer = pdf_writer_open();
    sheet.pdf = pdf_open(sheet.writer, sheet.arena, &info);
    sheet.contents = contents_begin(sheet.pdf, pdf_page(sheet.pdf, 612, 792), sheet.press);
    return sheet;
}

static void close_sheet(Sheet *sheet)
{
    contents_end(&sheet->contents);
    pdf_close(sheet->pdf);
    pdf_writer_close(sheet->writer);
    press_close(sheet->press);
    arena_free(sheet->arena);
}

START_TEST(numbers_are_short_and_exact)
{
    Sheet sheet = open_sheet();
    contents_line(&sheet.contents, 0, 0.05, -1.5, 100);
    contents_line(&sheet.contents, 12.345, 0.999, -0.001, 1234.56);
    ck_assert_str_eq(buffer_text(&sheet.contents.bytes),
                     "0 0.05 m\n-1.5 100 l\nS\n12.35 1 m\n0 1234.56 l\nS\n");
    close_sheet(&sheet);
}
END_TEST

START_TEST(a_colour_is_set_once)
{
    Sheet sheet = open_sheet();
    const Colour grey = {51, 102, 255};
    contents_fill(&sheet.contents, (Colour){0, 0, 0}); /* as a page begins */
    contents_fill(&sheet.contents, grey);
    contents_fill(&sheet.contents, grey);
    contents_stroke(&sheet.contents, grey, 0.5);
    contents_stroke(&sheet.contents, grey, 0.5);
    ck_assert_str_eq(buffer_text(&sheet.contents.bytes), "0.2 0.4 1 rg\n0.2 0.4 1 RG\n0.5 w\n");
    close_sheet(&sheet);
}
END_TEST

START_TEST(marked_contents_say_what_they_are)
{
    Sheet sheet = open_sheet();
    contents_tagged(&sheet.contents, TAG_H1, 12);
    contents_end_mark(&sheet.contents);
    contents_artifact(&sheet.contents, NULL);
    contents_end_mark(&sheet.contents);
    contents_artifact(&sheet.contents, "<</Type/Pagination>>");
    contents_end_mark(&sheet.contents);
    ck_assert_str_eq(buffer_text(&sheet.contents.bytes),
                     "/H1<</MCID 12>>BDC\nEMC\n/Artifact BMC\nEMC\n"
                     "/Artifact<</Type/Pagination>>BDC\nEMC\n");
    close_sheet(&sheet);
}
END_TEST

START_TEST(a_line_stands_where_it_is_put)
{
    Sheet sheet = open_sheet();
    static const char SHOWN[] = "/F0 10 Tf\n[(\\0A)]TJ\n";
    const Line line = {.bytes = SHOWN, .length = sizeof SHOWN - 1, .fonts = {{1}}};
    contents_text(&sheet.contents, &line, 100, 200, (Turn){0.6, 0.8});
    contents_text(&sheet.contents, &(const Line){0}, 0, 0, (Turn){1, 0}); /* nothing to show */
    ck_assert_str_eq(buffer_text(&sheet.contents.bytes),
                     "BT\n0.6 0.8 -0.8 0.6 100 200 Tm\n/F0 10 Tf\n[(\\0A)]TJ\nET\n");
    ck_assert_uint_eq(sheet.contents.fonts.words[0], 1);
    close_sheet(&sheet);
}
END_TEST

SUITE("contents", numbers_are_short_and_exact, a_colour_is_set_once,
      marked_contents_say_what_they_are, a_line_stands_where_it_is_put)
