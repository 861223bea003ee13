/* Text that flows: headings, paragraphs, lists, quotes, notices; other kinds are
 * handed to their files. */
#include "page/block.h"

#include <string.h>

enum { BULLET_DEPTHS = 2 };
static const double NARROWEST = 140; /* nested blocks are not indented past this width */

static const double HEADING_BEFORE[STYLE_HEADINGS] = {18, 15, 11, 9};
static const double HEADING_AFTER[STYLE_HEADINGS] = {9, 5, 3.5, 2.5};

double baseline_in(Measure measure, double leading)
{
    return (leading + 0.68 * measure.size) / 2; /* capitals in the middle of the line */
}

Tag *set_tag(Setter *setter, TagKind kind)
{
    return tag_open(&setter->tags, setter->inside, kind);
}

void set_tag_begin(Setter *setter, TagKind kind)
{
    setter->inside = set_tag(setter, kind);
}

void set_tag_end(Setter *setter)
{
    setter->inside = setter->inside->parent;
}

TextStyle sans_style(Measure measure, unsigned style, Colour colour)
{
    return (TextStyle){FAMILY_SANS, style, measure, colour, false};
}

Para set_text(Setter *setter, const char *text, const TextStyle *style, double width)
{
    const Run run = {.text = text ? text : ""};
    return para_set(&setter->shaper, &run, setter->doc->lang, style, width);
}

static double aligned_x(const Cell *cell, const Line *line)
{
    if (cell->align == ALIGN_RIGHT)
        return cell->x + cell->width - line->width;
    if (cell->align == ALIGN_CENTER)
        return cell->x + (cell->width - line->width) / 2;
    return cell->x;
}

size_t set_abreast(Setter *setter, const Abreast *row)
{
    Galley *galley = &setter->galley;
    size_t lines = 1, start = galley->count;
    for (size_t c = 0; c < row->count; c++)
        if (row->cells[c].para.line_count > lines)
            lines = row->cells[c].para.line_count;
    double leading = row->measure.leading;
    for (size_t i = 0; i < lines; i++) {
        double top = i == 0 ? row->above : 0;
        Strip *strip = galley_strip(galley, leading + top + (i + 1 == lines ? row->below : 0));
        strip->baseline = top + baseline_in(row->measure, leading);
        for (size_t c = 0; c < row->count; c++) {
            const Cell *cell = &row->cells[c];
            if (i >= cell->para.line_count)
                continue;
            const Line *line = &cell->para.lines[i];
            double x = aligned_x(cell, line);
            strip_text(galley, strip, x, strip->baseline, &cell->para, i)->tag = cell->tag;
            strip->divided = strip->divided || line->divided;
        }
    }
    return start;
}

/* No single line of a paragraph stays behind or goes alone. */
static void set_lines(Setter *setter, const Para *para, Column column, Tag *tag)
{
    if (!para->line_count)
        return;
    const Cell cell = {.para = *para, .x = column.x, .width = column.width, .tag = tag};
    const Abreast row = {.cells = &cell, .count = 1, .measure = para->style.measure};
    size_t start = set_abreast(setter, &row);
    Strip *strips = setter->galley.strips;
    if (para->line_count > 1) {
        strips[start].keep = true;
        strips[setter->galley.count - 2].keep = true;
    }
}

static void set_heading(Setter *setter, const Block *block, Column column)
{
    int level = block->level < 1                ? 0
                : block->level > STYLE_HEADINGS ? STYLE_HEADINGS - 1
                                                : block->level - 1;
    Colour colour = level < 2 ? setter->style->accent : setter->style->ink;
    TextStyle style = sans_style(setter->style->headings[level], RUN_BOLD, colour);
    Para para = para_set(&setter->shaper, block->runs, setter->doc->lang, &style, column.width);
    Galley *galley = &setter->galley;
    size_t start = galley->count;
    galley_space(galley, HEADING_BEFORE[level]);
    if (para.line_count)
        set_lines(setter, &para, column, tag_heading(&setter->tags, setter->inside, block->level));
    for (size_t i = start; i < galley->count; i++)
        galley->strips[i].keep = true;
    if (galley->count > start)
        galley->strips[start].heading = block;
    galley_space(galley, HEADING_AFTER[level]);
}

/* Ends with ':', or comes before the places to sign, which never stand alone. */
static bool announces(const Block *paragraph)
{
    if (paragraph->next && paragraph->next->kind == BLOCK_SIGNATURES)
        return true;
    const char *text = paragraph->last_run ? paragraph->last_run->text : "";
    size_t length = strlen(text);
    while (length && text[length - 1] == ' ')
        length--;
    return length && text[length - 1] == ':' && paragraph->next;
}

static double paragraph_white(const Setter *setter)
{
    return setter->body.measure.leading * 0.42;
}

static void set_paragraph(Setter *setter, const Block *block, Column column)
{
    Para para =
        para_set(&setter->shaper, block->runs, setter->doc->lang, &setter->body, column.width);
    if (!para.line_count)
        return;
    galley_space(&setter->galley, paragraph_white(setter));
    set_lines(setter, &para, column, set_tag(setter, TAG_P));
    if (announces(block))
        setter->galley.strips[setter->galley.count - 1].keep = true;
    galley_space(&setter->galley, paragraph_white(setter));
}

/* ---- lists ---- */

static const double ITEM_WHITE = 2.5; /* items stand closer than paragraphs */

typedef struct ListShape {
    const Block *list;
    int depth;
    double indent;
} ListShape;

static int list_depth(const Block *list)
{
    int depth = 0;
    for (const Block *up = list->parent; up; up = up->parent)
        depth += up->kind == BLOCK_LIST;
    return depth;
}

static const char *item_marker(Setter *setter, const ListShape *shape, int number)
{
    if (shape->list->ordered)
        return arena_printf(setter->shaper.arena, "%d.", number);
    static const char *const BULLETS[BULLET_DEPTHS] = {"•", "–"};
    return BULLETS[shape->depth % BULLET_DEPTHS];
}

static const char *task_alt(const Setter *setter, bool done)
{
    if (setter->doc->lang == LANG_FR)
        return done ? "case cochée" : "case à cocher";
    return done ? "ticked box" : "box to tick";
}

/* The tag of its marker: what is read before the body. */
static Tag *open_label(Setter *setter, const Block *item)
{
    Tag *label = set_tag(setter, TAG_LABEL);
    if (item->task == TASK_NONE)
        return label;
    Tag *figure = tag_open(&setter->tags, label, TAG_FIGURE);
    figure->alt = task_alt(setter, item->task == TASK_DONE);
    return figure;
}

static void draw_task(Setter *setter, Strip *strip, double x, bool done, Tag *figure)
{
    Galley *galley = &setter->galley;
    double side = setter->body.measure.size * 0.74;
    double top = strip->baseline - side + 0.4;
    Mark *box = strip_mark(galley, strip, MARK_BOX, setter->style->ink);
    box->x = x;
    box->y = top;
    box->width = box->height = side;
    box->weight = 0.7;
    box->tag = figure;
    if (!done)
        return;
    const double ticks[2][4] = {{0.2, 0.52, 0.24, 0.26}, {0.44, 0.78, 0.38, -0.58}};
    for (int i = 0; i < 2; i++) {
        Mark *tick = strip_mark(galley, strip, MARK_STROKE, setter->style->ink);
        tick->x = x + ticks[i][0] * side;
        tick->y = top + ticks[i][1] * side;
        tick->width = ticks[i][2] * side;
        tick->height = ticks[i][3] * side;
        tick->weight = 1;
        tick->tag = figure;
    }
}

static void set_item(Setter *setter, const ListShape *shape, const Block *item, int number,
                     Column column)
{
    Galley *galley = &setter->galley;
    Measure measure = setter->body.measure;
    double indent = column.width - shape->indent < NARROWEST ? 0 : shape->indent;
    const Column inner = {column.x + indent, column.width - indent};
    size_t start = galley->count;
    double white = galley->white;
    set_tag_begin(setter, TAG_ITEM);
    Tag *label = open_label(setter, item);
    set_tag_begin(setter, TAG_BODY);
    flow_blocks(setter, item, inner);
    set_tag_end(setter);
    set_tag_end(setter);
    if (galley->count == start)
        galley_strip(galley, measure.leading);
    galley->strips[start].before = white;
    galley->white = ITEM_WHITE;
    if (indent <= 0)
        return; /* too deep for markers */
    Strip *strip = &galley->strips[start];
    if (strip->baseline <= 0)
        strip->baseline = baseline_in(measure, measure.leading);
    double gap = measure.size * 0.5;
    if (item->task != TASK_NONE) {
        draw_task(setter, strip, inner.x - gap - measure.size * 0.74, item->task == TASK_DONE,
                  label);
        return;
    }
    Para *marker = arena_new_of(setter->shaper.arena, Para);
    *marker = set_text(setter, item_marker(setter, shape, number), &setter->body, indent);
    if (marker->line_count)
        strip_text(galley, strip, inner.x - gap - marker->lines[0].width, strip->baseline, marker,
                   0)
            ->tag = label;
}

static TagKind list_tag(const Block *list)
{
    if (list->ordered)
        return TAG_NUMBERS;
    for (const Block *item = list->first; item; item = item->next)
        if (item->task == TASK_NONE)
            return TAG_BULLETS;
    return TAG_TASKS;
}

static void set_list(Setter *setter, const Block *list, Column column)
{
    Galley *galley = &setter->galley;
    double size = setter->body.measure.size;
    ListShape shape = {.list = list, .depth = list_depth(list), .indent = size * 1.7};
    int count = 0;
    for (const Block *item = list->first; item; item = item->next)
        count++;
    if (list->ordered) {
        Para widest = set_text(setter, item_marker(setter, &shape, list->start + count - 1),
                               &setter->body, column.width);
        double needed = widest.line_count ? widest.lines[0].width + size : 0;
        shape.indent = needed > shape.indent ? needed : shape.indent;
    }
    if (shape.depth)
        galley->white = ITEM_WHITE;
    else
        galley_space(galley, paragraph_white(setter) * 0.7);
    int number = list->start;
    set_tag_begin(setter, list_tag(list));
    for (const Block *item = list->first; item; item = item->next)
        set_item(setter, &shape, item, number++, column);
    set_tag_end(setter);
    galley_space(galley, shape.depth ? ITEM_WHITE : paragraph_white(setter));
}

/* ---- frames ---- */

static const Frame *push_frame(Setter *setter, FrameKind kind, Column column)
{
    Frame *frame = arena_new_of(setter->shaper.arena, Frame);
    *frame = (Frame){setter->galley.frame, kind, column.x, column.width};
    setter->galley.frame = frame;
    return frame;
}

static void set_quote(Setter *setter, const Block *quote, Column column)
{
    Galley *galley = &setter->galley;
    double indent = column.width < NARROWEST ? 0 : 14;
    galley_space(galley, paragraph_white(setter));
    const Frame *frame = push_frame(setter, FRAME_BAR, column);
    set_tag_begin(setter, TAG_QUOTE);
    flow_blocks(setter, quote, (Column){column.x + indent, column.width - indent});
    set_tag_end(setter);
    galley->frame = frame->outer;
    galley_space(galley, paragraph_white(setter));
}

/* A notice is kept whole: leaf.c parts it only when it is longer than a page. */
static void set_notice(Setter *setter, const Block *notice, Column column)
{
    Galley *galley = &setter->galley;
    const double padding = column.width < NARROWEST ? 0 : 11;
    const TextStyle outside = setter->body;
    const Measure measure = {setter->style->table.size + 0.4, setter->style->table.leading + 1};
    galley_space(galley, 8);
    const Frame *frame = push_frame(setter, FRAME_BOX, column);
    size_t start = galley->count;
    galley_strip(galley, 7);
    setter->body = sans_style(measure, 0, setter->style->ink);
    setter->body.justified = outside.justified;
    set_tag_begin(setter, TAG_GROUP);
    flow_blocks(setter, notice, (Column){column.x + padding, column.width - 2 * padding});
    set_tag_end(setter);
    setter->body = outside;
    if (start + 1 < galley->count)
        galley->strips[start + 1].before = 0;
    galley->white = 0;
    galley_strip(galley, 7);
    galley_keep(galley, start);
    galley->frame = frame->outer;
    galley_space(galley, 9);
}

static void set_rule(Setter *setter, Column column)
{
    Galley *galley = &setter->galley;
    galley_space(galley, 8);
    Strip *strip = galley_strip(galley, 1);
    strip_stroke(galley, strip, column.x, 0.5, column.width, 0.5, setter->style->line);
    galley_space(galley, 8);
}

static void set_block(Setter *setter, const Block *block, Column column)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        set_heading(setter, block, column);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_CELL:
        set_paragraph(setter, block, column);
        break;
    case BLOCK_LIST:
        set_list(setter, block, column);
        break;
    case BLOCK_QUOTE:
        set_quote(setter, block, column);
        break;
    case BLOCK_NOTICE:
        set_notice(setter, block, column);
        break;
    case BLOCK_RULE:
        set_rule(setter, column);
        break;
    case BLOCK_TABLE:
        table_set(setter, block, column);
        break;
    case BLOCK_FIELDS:
        fields_set(setter, block, column);
        break;
    case BLOCK_SIGNATURES:
        signatures_set(setter, block, column);
        break;
    case BLOCK_IMAGE:
        image_set(setter, block, column);
        break;
    case BLOCK_QR:
        qr_set(setter, block, column);
        break;
    case BLOCK_PAGE_BREAK:
        setter->galley.new_page = setter->galley.count > 0;
        break;
    case BLOCK_ROOT:
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_SIGNATURE:
        flow_blocks(setter, block, column);
        break;
    }
}

void flow_blocks(Setter *setter, const Block *parent, Column column)
{
    for (const Block *block = parent->first; block; block = block->next)
        set_block(setter, block, column);
}
