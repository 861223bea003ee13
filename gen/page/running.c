/* The watermark behind the text and the footer below it. */
#include "page/running.h"

#include "base/text.h"

#include <math.h>

static const Turn LEVEL = {1, 0}, SLOPE = {0.6, 0.8};

enum { FOOTER_LINES = 3 };

/* As large as the text area allows along the slope. */
static double watermark_size(const Style *style, double length)
{
    const double largest = 92;
    double across = style_text_width(style), up = style_text_height(style);
    return fmin(largest, fmin(across / (length * SLOPE.cosine + SLOPE.sine),
                              up / (length * SLOPE.sine + SLOPE.cosine)));
}

void running_watermark(Setter *setter, Contents *contents)
{
    const Style *sheet = setter->style;
    const char *text = setter->doc->watermark;
    if (!text || text_is_blank(text))
        return;
    const double unbroken = 1e6;
    TextStyle style = sans_style((Measure){100, 120}, RUN_BOLD, sheet->watermark);
    Para para = set_text(setter, text, &style, unbroken);
    if (!para.line_count)
        return;
    double size = watermark_size(sheet, para.lines[0].width / style.measure.size);
    style.measure.size = size;
    para = set_text(setter, text, &style, unbroken);
    double along = para.lines[0].width / 2, half = size * 0.35;
    double x = sheet->margin_left + style_text_width(sheet) / 2;
    double y = sheet->margin_bottom + style_text_height(sheet) / 2;
    contents_artifact(contents, "<</Type/Pagination/Subtype/Watermark>>");
    contents_unread(contents); /* its letters would stand among those of the lines that it crosses */
    contents_fill(contents, style.colour);
    contents_text(contents, &para.lines[0], x - along * SLOPE.cosine + half * SLOPE.sine,
                  y - along * SLOPE.sine - half * SLOPE.cosine, SLOPE);
    contents_end_mark(contents);
    contents_end_mark(contents);
}

/* ---- footer ---- */

static const char *page_number(const Setter *setter, size_t page, size_t pages)
{
    const Doc *doc = setter->doc;
    const char *number = doc->number && *doc->number ? doc->number : NULL;
    return arena_printf(setter->shaper.arena, "%s%spage %zu %s %zu", number ? number : "",
                        number ? " \u00A0·\u00A0 " : "", page + 1,
                        doc->lang == LANG_FR ? "de" : "of", pages);
}

static size_t footer_lines(const Para *para)
{
    return para->line_count < FOOTER_LINES ? para->line_count : FOOTER_LINES;
}

static void draw_text(const Setter *setter, Contents *contents, const Para *para, Align align,
                      double y)
{
    double left = setter->style->margin_left, width = style_text_width(setter->style);
    for (size_t i = 0; i < footer_lines(para); i++)
        contents_text(contents, &para->lines[i],
                      align == ALIGN_LEFT ? left : left + width - para->lines[i].width,
                      y - (double)i * para->style.measure.leading, LEVEL);
}

/* Two lines fit under its rule; a third raises it. */
void running_footer(Setter *setter, Contents *contents, size_t page, size_t pages)
{
    const Style *style = setter->style;
    const TextStyle small = sans_style(style->small, 0, style->muted);
    double width = style_text_width(style), number_width = 0;
    Para number = set_text(setter, page_number(setter, page, pages), &small, width * 0.6);
    for (size_t i = 0; i < footer_lines(&number); i++)
        number_width = fmax(number_width, number.lines[i].width);
    Para name = set_text(setter, setter->doc->footer, &small, width - number_width - 18);

    bool high = footer_lines(&name) == FOOTER_LINES || footer_lines(&number) == FOOTER_LINES;
    double y = style->footer_baseline + (high ? small.measure.leading : 0);
    contents_artifact(contents, "<</Type/Pagination/Subtype/Footer>>");
    contents_stroke(contents, style->line, 0.4);
    contents_line(contents, style->margin_left, y + 12, style->margin_left + width, y + 12);
    contents_fill(contents, small.colour);
    draw_text(setter, contents, &number, ALIGN_RIGHT, y);
    draw_text(setter, contents, &name, ALIGN_LEFT, y);
    contents_end_mark(contents);
}
