/* Page by page: watermark, frames, marks, footer. The footer needs the number of
 * pages, which is known since the galley is cut before anything is drawn. */
#include "page/draw.h"

#include "base/text.h"
#include "page/contents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Turn LEVEL = {1, 0}, SLOPE = {0.6, 0.8};

enum { BOOKMARK_LEVELS = 7, FOOTER_LINES = 3 }; /* the document's title, then six of headings */

typedef struct Drawing {
    Setter *setter;
    const Style *style;
    const Leaves *leaves;
    Pdf *pdf;
    Contents contents; /* of the page being drawn */
    const char *title; /* of the first bookmark */
    PdfBookmark *bookmarks[BOOKMARK_LEVELS];
} Drawing;

static double sheet_x(const Drawing *drawing, double x)
{
    return drawing->style->margin_left + x;
}

static double sheet_y(const Drawing *drawing, double y)
{
    return drawing->style->page_height - drawing->style->margin_top - y;
}

/* ---- marks ---- */

/* Black squares of a row that touch make one rectangle; a hair of overlap keeps
 * viewers from showing white seams. */
static void draw_modules(Drawing *drawing, const Mark *mark, double top)
{
    Contents *contents = &drawing->contents;
    double module = mark->width / mark->side;
    contents_fill(contents, mark->colour);
    for (int row = 0; row < mark->side; row++)
        for (int start = 0; start < mark->side; start++) {
            int end = start;
            while (end < mark->side && mark->modules[row * mark->side + end] & 1)
                end++;
            if (end > start)
                contents_rectangle(contents, sheet_x(drawing, mark->x + start * module),
                                   sheet_y(drawing, top + mark->y + (row + 1) * module) - 0.02,
                                   (end - start) * module, module + 0.02);
            start = end;
        }
    contents_paint(contents, "f");
}

static void draw_mark(Drawing *drawing, const Mark *mark, double top)
{
    Contents *contents = &drawing->contents;
    double x = sheet_x(drawing, mark->x), y = sheet_y(drawing, top + mark->y);
    switch (mark->kind) {
    case MARK_TEXT:
        contents_fill(contents, mark->colour);
        contents_text(contents, mark->line, x, y, LEVEL);
        break;
    case MARK_STROKE:
        contents_stroke(contents, mark->colour, mark->weight);
        contents_line(contents, x, y, x + mark->width, y - mark->height);
        break;
    case MARK_BOX:
        contents_stroke(contents, mark->colour, mark->weight);
        contents_rectangle(contents, x, y - mark->height, mark->width, mark->height);
        contents_paint(contents, "S");
        break;
    case MARK_PICTURE:
        contents_picture(contents, mark->picture, x, y - mark->height, mark->width, mark->height);
        break;
    case MARK_MODULES:
        draw_modules(drawing, mark, top);
        break;
    }
}

/* ---- frames ---- */

typedef struct Extent {
    const Frame *frame;
    double top, bottom;
} Extent;

typedef struct Extents {
    Extent *items; /* outer frames before inner ones */
    size_t count, capacity;
} Extents;

static void cover(Extents *extents, const Frame *frame, double top, double bottom)
{
    if (!frame)
        return;
    cover(extents, frame->outer, top, bottom);
    for (size_t i = 0; i < extents->count; i++)
        if (extents->items[i].frame == frame) {
            extents->items[i].bottom = bottom;
            return;
        }
    extents->items =
        vector_reserve(extents->items, &extents->capacity, extents->count + 1, sizeof(Extent));
    extents->items[extents->count++] = (Extent){frame, top, bottom};
}

static void draw_frame(Drawing *drawing, const Extent *extent)
{
    Contents *contents = &drawing->contents;
    const Frame *frame = extent->frame;
    double x = sheet_x(drawing, frame->x), bottom = sheet_y(drawing, extent->bottom);
    double height = extent->bottom - extent->top;
    if (frame->kind == FRAME_BOX) {
        contents_fill(contents, drawing->style->shade);
        contents_rectangle(contents, x, bottom, frame->width, height);
        contents_paint(contents, "f");
    }
    contents_fill(contents,
                  frame->kind == FRAME_BOX ? drawing->style->accent : drawing->style->line);
    contents_rectangle(contents, x, bottom, 2.2, height);
    contents_paint(contents, "f");
}

static void draw_frames(Drawing *drawing, const Leaf *leaf)
{
    Extents extents = {0};
    for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
        const Placed *placed = &drawing->leaves->placed[i];
        const Strip *strip = &drawing->setter->galley.strips[placed->strip];
        cover(&extents, strip->frame, placed->top, placed->top + strip->height);
    }
    for (size_t i = 0; i < extents.count; i++)
        draw_frame(drawing, &extents.items[i]);
    free(extents.items);
}

/* ---- watermark and footer ---- */

/* As large as the text area allows along the slope. */
static void draw_watermark(Drawing *drawing)
{
    const char *text = drawing->setter->doc->watermark;
    if (!text || text_is_blank(text))
        return;
    const double largest = 92, unbroken = 1e6;
    double across = style_text_width(drawing->style), up = style_text_height(drawing->style);
    TextStyle style = sans_style((Measure){100, 120}, RUN_BOLD, drawing->style->watermark);
    Para para = set_text(drawing->setter, text, &style, unbroken);
    if (!para.line_count)
        return;
    double length = para.lines[0].width / style.measure.size;
    double size = fmin(largest, fmin(across / (length * SLOPE.cosine + SLOPE.sine),
                                     up / (length * SLOPE.sine + SLOPE.cosine)));
    style.measure.size = size;
    para = set_text(drawing->setter, text, &style, unbroken);
    double along = para.lines[0].width / 2, half = size * 0.35;
    double x = drawing->style->margin_left + across / 2, y = drawing->style->margin_bottom + up / 2;
    contents_fill(&drawing->contents, style.colour);
    contents_text(&drawing->contents, &para.lines[0],
                  x - along * SLOPE.cosine + half * SLOPE.sine,
                  y - along * SLOPE.sine - half * SLOPE.cosine, SLOPE);
}

static const char *page_number(const Drawing *drawing, size_t page)
{
    const Doc *doc = drawing->setter->doc;
    const char *number = doc->number && *doc->number ? doc->number : NULL;
    return arena_printf(drawing->setter->shaper.arena, "%s%spage %zu %s %zu", number ? number : "",
                        number ? " \u00A0·\u00A0 " : "", page + 1,
                        doc->lang == LANG_FR ? "de" : "of", drawing->leaves->count);
}

static size_t footer_lines(const Para *para)
{
    return para->line_count < FOOTER_LINES ? para->line_count : FOOTER_LINES;
}

static void draw_footer_text(Drawing *drawing, const Para *para, Align align, double y)
{
    double left = drawing->style->margin_left, width = style_text_width(drawing->style);
    for (size_t i = 0; i < footer_lines(para); i++)
        contents_text(&drawing->contents, &para->lines[i],
                      align == ALIGN_LEFT ? left : left + width - para->lines[i].width,
                      y - (double)i * para->style.measure.leading, LEVEL);
}

/* Two lines fit under its rule; a third raises it. */
static void draw_footer(Drawing *drawing, size_t page)
{
    const Style *style = drawing->style;
    Contents *contents = &drawing->contents;
    const TextStyle small = sans_style(style->small, 0, style->muted);
    double width = style_text_width(style), number_width = 0;
    Para number = set_text(drawing->setter, page_number(drawing, page), &small, width * 0.6);
    for (size_t i = 0; i < footer_lines(&number); i++)
        number_width = fmax(number_width, number.lines[i].width);
    Para name =
        set_text(drawing->setter, drawing->setter->doc->footer, &small, width - number_width - 18);

    bool high = footer_lines(&name) == FOOTER_LINES || footer_lines(&number) == FOOTER_LINES;
    double y = style->footer_baseline + (high ? small.measure.leading : 0);
    contents_stroke(contents, style->line, 0.4);
    contents_line(contents, style->margin_left, y + 12, style->margin_left + width, y + 12);
    contents_fill(contents, small.colour);
    draw_footer_text(drawing, &number, ALIGN_RIGHT, y);
    draw_footer_text(drawing, &name, ALIGN_LEFT, y);
}

/* ---- bookmarks ---- */

/* As it is set, on one line. */
static const char *bookmark_text(const Drawing *drawing, const Run *runs)
{
    Arena *arena = drawing->setter->shaper.arena;
    Prose prose = prose_make(arena, runs, drawing->setter->doc->lang);
    Buffer text = {0};
    for (size_t i = 0; i < prose.count; i++)
        buffer_add_codepoint(&text, prose.letters[i].c == '\n' ? ' ' : prose.letters[i].c);
    const char *line = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return line;
}

static void add_bookmark(Drawing *drawing, int level, const char *title, PdfPage *page, double y)
{
    PdfBookmark *parent = NULL;
    for (int i = 0; i < level; i++)
        if (drawing->bookmarks[i])
            parent = drawing->bookmarks[i];
    drawing->bookmarks[level] = pdf_bookmark(drawing->pdf, parent, title, page, y);
    for (int i = level + 1; i < BOOKMARK_LEVELS; i++)
        drawing->bookmarks[i] = NULL;
}

static void add_title(Drawing *drawing, PdfPage *page)
{
    const Run run = {.text = drawing->setter->doc->title};
    drawing->title = bookmark_text(drawing, &run);
    if (*drawing->title)
        add_bookmark(drawing, 0, drawing->title, page, drawing->style->page_height);
}

/* The document's title is the first bookmark; a heading that repeats it is not
 * another. */
static void add_heading(Drawing *drawing, const Block *heading, PdfPage *page, double y)
{
    const char *text = bookmark_text(drawing, heading->runs);
    int level = heading->level < 1                  ? 1
                : heading->level >= BOOKMARK_LEVELS ? BOOKMARK_LEVELS - 1
                                                    : heading->level;
    if (*text && strcmp(text, drawing->title))
        add_bookmark(drawing, level, text, page, y);
}

/* ---- pages ---- */

static void draw_leaf(Drawing *drawing, size_t number)
{
    const Style *style = drawing->style;
    const Leaf *leaf = &drawing->leaves->items[number];
    PdfPage *page = pdf_page(drawing->pdf, style->page_width, style->page_height);
    if (number == 0)
        add_title(drawing, page);
    drawing->contents = contents_begin(drawing->pdf, page, drawing->setter->shaper.press);
    draw_watermark(drawing);
    draw_frames(drawing, leaf);
    for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
        const Placed *placed = &drawing->leaves->placed[i];
        const Strip *strip = &drawing->setter->galley.strips[placed->strip];
        for (const Mark *mark = strip->first; mark; mark = mark->next)
            draw_mark(drawing, mark, placed->top);
        if (strip->heading && !placed->again)
            add_heading(drawing, strip->heading, page, sheet_y(drawing, placed->top - 6));
    }
    draw_footer(drawing, number);
    contents_end(&drawing->contents);
}

void draw_document(Setter *setter, const Leaves *leaves, Pdf *pdf)
{
    Drawing drawing = {.setter = setter, .style = setter->style, .leaves = leaves, .pdf = pdf};
    for (size_t i = 0; i < leaves->count; i++)
        draw_leaf(&drawing, i);
}
