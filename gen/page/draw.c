/* Page by page: artifacts first, then the tagged marks in the order of reading,
 * whatever the order in which their strips stand: each tag is one piece of the
 * page, and copying the page gives its text in order. */
#include "page/draw.h"

#include "page/contents.h"
#include "page/running.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BOOKMARK_LEVELS = 7 }; /* the document's title, then six of headings */

typedef struct Drawing {
    Setter *setter;
    const Style *style;
    const Leaves *leaves;
    Pdf *pdf;
    Contents contents; /* of the page being drawn */
    Tag **tags;        /* of its marks, in the order of reading; heap */
    size_t tag_count, tag_capacity;
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
        contents_text(contents, mark->line, x, y, (Turn){1, 0});
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

/* ---- order of reading ---- */

static void note_tag(Drawing *drawing, Tag *tag)
{
    drawing->tags = vector_reserve(drawing->tags, &drawing->tag_capacity, drawing->tag_count + 1,
                                   sizeof *drawing->tags);
    size_t at = drawing->tag_count++;
    for (; at > 0 && drawing->tags[at - 1]->order > tag->order; at--) /* nearly in order */
        drawing->tags[at] = drawing->tags[at - 1];
    drawing->tags[at] = tag;
}

static void give_mark(Drawing *drawing, Mark *mark, double top)
{
    Tag *tag = mark->tag;
    mark->top = top;
    if (!tag->marks)
        note_tag(drawing, tag);
    if (tag->marks)
        tag->last_mark->then = mark;
    else
        tag->marks = mark;
    tag->last_mark = mark;
}

/* Rules, lines to sign, headers set again. Tagged marks are only given to their tags. */
static void draw_artifacts(Drawing *drawing, const Leaf *leaf)
{
    for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
        const Placed *placed = &drawing->leaves->placed[i];
        const Strip *strip = &drawing->setter->galley.strips[placed->strip];
        for (Mark *mark = strip->first; mark; mark = mark->next)
            if (mark->tag && !placed->again)
                give_mark(drawing, mark, placed->top);
            else
                draw_mark(drawing, mark, placed->top);
    }
}

static void locate_figure(const Drawing *drawing, Tag *figure)
{
    const Mark *mark = figure->marks; /* the first holds the others */
    double x = sheet_x(drawing, mark->x), y = sheet_y(drawing, mark->top + mark->y);
    figure->box = (TagBox){x, y - mark->height, x + mark->width, y};
}

static void draw_tag(Drawing *drawing, Tag *tag, size_t page, size_t number)
{
    if (tag->kind == TAG_FIGURE)
        locate_figure(drawing, tag);
    contents_tagged(&drawing->contents, tag->kind, number);
    for (const Mark *mark = tag->marks; mark; mark = mark->then)
        draw_mark(drawing, mark, mark->top);
    contents_end_mark(&drawing->contents);
    tag_part(&drawing->setter->tags, tag, page, number);
    tag->marks = tag->last_mark = NULL;
}

static void draw_tags(Drawing *drawing, PdfPage *page, size_t number)
{
    for (size_t i = 0; i < drawing->tag_count; i++)
        draw_tag(drawing, drawing->tags[i], number, i);
    Arena *arena = drawing->setter->shaper.arena;
    Tag **tags = arena_array_of(arena, drawing->tag_count, Tag *);
    for (size_t i = 0; i < drawing->tag_count; i++)
        tags[i] = drawing->tags[i];
    pdf_marks(page, tags, drawing->tag_count);
    drawing->tag_count = 0;
}

/* ---- pages ---- */

static void add_headings(Drawing *drawing, const Leaf *leaf, PdfPage *page)
{
    for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
        const Placed *placed = &drawing->leaves->placed[i];
        const Strip *strip = &drawing->setter->galley.strips[placed->strip];
        if (strip->heading && !placed->again)
            add_heading(drawing, strip->heading, page, sheet_y(drawing, placed->top - 6));
    }
}

static void draw_leaf(Drawing *drawing, size_t number)
{
    Setter *setter = drawing->setter;
    Contents *contents = &drawing->contents;
    const Leaf *leaf = &drawing->leaves->items[number];
    PdfPage *page = pdf_page(drawing->pdf, drawing->style->page_width, drawing->style->page_height);
    if (number == 0)
        add_title(drawing, page);
    *contents = contents_begin(drawing->pdf, page, setter->shaper.press);
    running_watermark(setter, contents);
    contents_artifact(contents, NULL);
    draw_frames(drawing, leaf);
    draw_artifacts(drawing, leaf);
    contents_end_mark(contents);
    draw_tags(drawing, page, number);
    running_footer(setter, contents, number, drawing->leaves->count);
    add_headings(drawing, leaf, page);
    contents_end(contents);
}

void draw_document(Setter *setter, const Leaves *leaves, Pdf *pdf)
{
    Drawing drawing = {.setter = setter, .style = setter->style, .leaves = leaves, .pdf = pdf};
    for (size_t i = 0; i < leaves->count; i++)
        draw_leaf(&drawing, i);
    free(drawing.tags);
}
