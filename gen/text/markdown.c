/* cmark-gfm's tree, walked once into ours. Bare addresses are not made links, nor
 * quotes turned: what the template says is what is printed. */
#include "text/markdown.h"

#include "base/message.h"
#include "base/text.h"
#include "text/template_parts.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Status markdown_fault(const Markdown *md, int line, const char *format, ...)
{
    char where[512], what[1024];
    va_list args;
    va_start(args, format);
    Origin origin = protect_origin(&md->source, line);
    snprintf(where, sizeof where, "%s:%d", origin.place, origin.line);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return error_set(md->error, STATUS_USAGE, where, "%s", what);
}

Part *markdown_block(const Markdown *md, Part *parent, BlockKind kind, int line)
{
    Origin origin = protect_origin(&md->source, line);
    Part *part = part_new(md->arena, PART_BLOCK);
    part->block = kind;
    part->place = origin.place;
    part->line = origin.line;
    if (parent)
        part_append(parent, part);
    return part;
}

static void add_text(const Markdown *md, Part *parent, const char *from, const char *to,
                     unsigned style)
{
    if (from == to)
        return;
    Part *part = part_new(md->arena, PART_TEXT);
    part->text = arena_slice(md->arena, from, (size_t)(to - from));
    part->style = style;
    part_append(parent, part);
}

void markdown_pieces(const Markdown *md, Part *parent, const char *text, size_t length,
                     unsigned style)
{
    const char *at = text, *end = text + length, *from = text;
    while (at < end) {
        const char *start = at;
        const Token *tag = protect_tag(&md->source, utf8_next(&at, end));
        if (!tag)
            continue;
        add_text(md, parent, from, start, style);
        from = at;
        Part *part = part_new(md->arena, tag->kind == TOKEN_END ? PART_END
                                         : tag->kind == TOKEN_SECTION || tag->kind == TOKEN_INVERTED
                                             ? PART_OPEN
                                             : PART_VALUE);
        part->tag = tag;
        part->style = style;
        part_append(parent, part);
    }
    add_text(md, parent, from, end, style);
}

static void add_pieces(const Markdown *md, Part *parent, const char *text, unsigned style)
{
    markdown_pieces(md, parent, text, strlen(text), style);
}

/* A stretch in a language: <en>…</en>, <fr>…</fr>. */
static const struct { const char *open, *close; unsigned style; } spans[] = {
    {"<en>", "</en>", PART_ENGLISH}, {"<fr>", "</fr>", PART_FRENCH},
};
enum { SPAN_COUNT = sizeof spans / sizeof *spans, NO_SPAN = SPAN_COUNT };

typedef struct Span {
    size_t opened; /* of spans; NO_SPAN: none */
    unsigned outer;
} Span;

static unsigned span_style(const Span *span)
{
    return span->opened == NO_SPAN ? span->outer
                                   : (span->outer & ~(unsigned)PART_LANGUAGE) | spans[span->opened].style;
}

static bool starts_span(const char *html)
{
    for (size_t i = 0; i < SPAN_COUNT; i++)
        if (text_starts(html, spans[i].open) || text_starts(html, spans[i].close))
            return true;
    return false;
}

/* `html` starts with one of the tags. */
static Status turn_span(const Markdown *md, Span *span, const char *html, int line)
{
    size_t i = 0;
    while (!text_starts(html, spans[i].open) && !text_starts(html, spans[i].close))
        i++;
    bool opens = html[1] != '/';
    if (opens && span->opened != NO_SPAN)
        return markdown_fault(md, line, _("« %s » est ouvert avant que « %s » soit fermé"),
                              spans[i].open, spans[span->opened].open);
    if (!opens && span->opened != i)
        return markdown_fault(md, line, _("« %s » ne ferme rien"), spans[i].close);
    span->opened = opens ? i : NO_SPAN;
    return STATUS_OK;
}

static Status close_spans(const Markdown *md, const Span *span, int line)
{
    if (span->opened == NO_SPAN)
        return STATUS_OK;
    markdown_fault(md, line, _("« %s » n'est pas fermé"), spans[span->opened].open);
    error_remedy(md->error, _("mettez « %s » dans le même paragraphe, la même cellule ou la même "
                              "mise en relief"), spans[span->opened].close);
    return STATUS_USAGE;
}

Status markdown_spans(const Markdown *md, Part *parent, const char *text, size_t length, int line)
{
    Span span = {NO_SPAN, 0};
    const char *from = text, *end = text + length;
    for (const char *at = text; at < end; at++) {
        if (*at != '<' || !starts_span(at))
            continue;
        markdown_pieces(md, parent, from, (size_t)(at - from), span_style(&span));
        Status status = turn_span(md, &span, at, line);
        if (status)
            return status;
        while (*at != '>')
            at++;
        from = at + 1;
    }
    markdown_pieces(md, parent, from, (size_t)(end - from), span_style(&span));
    return close_spans(md, &span, line);
}

static const char *kind_of(cmark_node *node)
{
    return cmark_node_get_type_string(node);
}

static bool is_kind(cmark_node *node, const char *kind)
{
    return node && text_is(kind_of(node), kind);
}

static bool is_comment(const char *html)
{
    const char *end = strstr(html, "-->");
    return text_starts(html, "<!--") && end && text_is_blank(end + 3);
}

static Status read_inlines(Markdown *md, cmark_node *parent, int line, unsigned style, Part *into);

/* On paper a link is its text, then its address when the text does not say it. */
static Status read_link(Markdown *md, cmark_node *link, int line, unsigned style, Part *into)
{
    Status status = read_inlines(md, link, line, style, into);
    const char *url = cmark_node_get_url(link);
    cmark_node *text = cmark_node_first_child(link);
    const char *said = text && cmark_node_get_literal(text) ? cmark_node_get_literal(text) : "";
    const char *shown = text_starts(url, "mailto:") ? url + strlen("mailto:") : url;
    if (status || !*shown || text_is(said, shown))
        return status;
    add_pieces(md, into, " (", style);
    add_pieces(md, into, shown, style);
    add_pieces(md, into, ")", style);
    return STATUS_OK;
}

/* Sections may not cross a change of style, so what it holds is nested by itself. */
static Status read_styled(Markdown *md, cmark_node *node, int line, unsigned style, Part *into)
{
    Part inside = {.kind = PART_BLOCK};
    Status status = read_inlines(md, node, line, style, &inside);
    if (!status)
        status = part_nest(&inside, md->error);
    if (!status)
        part_append_all(into, &inside);
    return status;
}

static Status no_html(const Markdown *md, int line, const char *html)
{
    int length = (int)strcspn(html, "\n");
    return markdown_fault(md, line, _("le HTML n'est pas permis dans un modèle : « %.*s »"),
                          length < 60 ? length : 60, html);
}

static Status read_inline(Markdown *md, cmark_node *node, int line, unsigned style, Part *into)
{
    const char *kind = kind_of(node), *literal = cmark_node_get_literal(node);
    if (text_is(kind, "text"))
        add_pieces(md, into, literal, style);
    else if (text_is(kind, "softbreak"))
        add_pieces(md, into, " ", style);
    else if (text_is(kind, "linebreak"))
        part_append(into, part_new(md->arena, PART_BREAK));
    else if (text_is(kind, "code"))
        add_pieces(md, into, literal, style | RUN_CODE);
    else if (text_is(kind, "emph"))
        return read_styled(md, node, line, style | RUN_ITALIC, into);
    else if (text_is(kind, "strong"))
        return read_styled(md, node, line, style | RUN_BOLD, into);
    else if (text_is(kind, "link"))
        return read_link(md, node, line, style, into);
    else if (text_is(kind, "html_inline") && is_comment(literal))
        return STATUS_OK;
    else if (text_is(kind, "image"))
        return markdown_fault(md, line, _("une image doit être seule dans son paragraphe"));
    else
        return no_html(md, line, literal ? literal : kind);
    return STATUS_OK;
}

static Status read_inlines(Markdown *md, cmark_node *parent, int line, unsigned style, Part *into)
{
    Status status = STATUS_OK;
    Span span = {NO_SPAN, style};
    for (cmark_node *node = cmark_node_first_child(parent); node && !status;
         node = cmark_node_next(node)) {
        int own = cmark_node_get_start_line(node) > 0 ? cmark_node_get_start_line(node) : line;
        if (is_kind(node, "html_inline") && starts_span(cmark_node_get_literal(node)))
            status = turn_span(md, &span, cmark_node_get_literal(node), own);
        else
            status = read_inline(md, node, own, span_style(&span), into);
        status = remarks_keep(md->remarks, status, md->error);
    }
    return status ? status : close_spans(md, &span, line);
}

/* Places of cmark's nodes count from the first line of the text it was given. */
typedef struct Level {
    Markdown *md;
    int first_line;
} Level;

static int line_of(const Level *level, cmark_node *node)
{
    return cmark_node_get_start_line(node) + level->first_line - 1;
}

static Status read_children(Level *level, cmark_node *parent, Part *into);

static Status read_image(Level *level, cmark_node *image, int line, Part *into)
{
    Markdown *md = level->md;
    Part *part = markdown_block(md, into, BLOCK_IMAGE, line);
    part->folder = md->folder;
    Part *source = markdown_block(md, part, BLOCK_CELL, line);
    Part *alt = markdown_block(md, part, BLOCK_CELL, line);
    add_pieces(md, source, cmark_node_get_url(image), 0);
    Status status = read_inlines(md, image, line, 0, alt);
    if (!status)
        status = part_nest(source, md->error);
    return status ? status : part_nest(alt, md->error);
}

static bool is_page_break(const Part *paragraph)
{
    const Part *only = paragraph->first;
    return only && !only->next && only->kind == PART_TEXT && text_is(only->text, "\\pagebreak");
}

static Status read_paragraph(Level *level, cmark_node *node, BlockKind kind, Part *into)
{
    Markdown *md = level->md;
    int line = line_of(level, node);
    cmark_node *child = cmark_node_first_child(node);
    if (kind == BLOCK_PARAGRAPH && is_kind(child, "image") && !cmark_node_next(child))
        return read_image(level, child, line, into);
    Part *part = markdown_block(md, NULL, kind, line);
    if (kind == BLOCK_HEADING)
        part->level = cmark_node_get_heading_level(node);
    Status status = read_inlines(md, node, line, 0, part);
    if (status)
        return status;
    if (part_only_tags(part)) {
        part_hoist(into, part);
        return STATUS_OK;
    }
    if (is_page_break(part)) {
        markdown_block(md, into, BLOCK_PAGE_BREAK, line);
        return STATUS_OK;
    }
    part_append(into, part);
    return part_nest(part, md->error);
}

static Status read_item(Level *level, cmark_node *node, Part *list)
{
    Markdown *md = level->md;
    cmark_node *child = cmark_node_first_child(node);
    if (is_kind(child, "paragraph") && !cmark_node_next(child)) {
        Part tags = {.kind = PART_BLOCK};
        Status status = read_inlines(md, child, line_of(level, child), 0, &tags);
        if (status)
            return status;
        if (part_only_tags(&tags)) {
            part_hoist(list, &tags);
            return STATUS_OK;
        }
    }
    Part *item = markdown_block(md, list, BLOCK_ITEM, line_of(level, node));
    if (is_kind(node, "tasklist"))
        item->task = cmark_gfm_extensions_get_tasklist_item_checked(node) ? TASK_DONE : TASK_OPEN;
    return read_children(level, node, item);
}

static Status read_list(Level *level, cmark_node *node, Part *into)
{
    Part *list = markdown_block(level->md, into, BLOCK_LIST, line_of(level, node));
    list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->start = list->ordered ? cmark_node_get_list_start(node) : 1;
    Status status = STATUS_OK;
    for (cmark_node *item = cmark_node_first_child(node); item && !status;
         item = cmark_node_next(item))
        status = remarks_keep(level->md->remarks, read_item(level, item, list), level->md->error);
    return status ? status : part_nest(list, level->md->error);
}

/* A row that holds section tags in its first cell and nothing else encloses rows. */
static bool is_tag_row(const Part *row)
{
    if (!row->first || !part_only_tags(row->first))
        return false;
    for (const Part *cell = row->first->next; cell; cell = cell->next)
        if (cell->first)
            return false;
    return true;
}

static Status read_row(Level *level, cmark_node *node, Part *table)
{
    Markdown *md = level->md;
    int line = line_of(level, node);
    Part *row = markdown_block(md, NULL, BLOCK_ROW, line), *wrapped;
    for (cmark_node *cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell)) {
        Status status = read_inlines(md, cell, line, 0, markdown_block(md, row, BLOCK_CELL, line));
        if (status)
            return status;
    }
    bool header = is_kind(node, "table_header");
    if (is_tag_row(row) && !header) {
        part_hoist(table, row->first);
        return STATUS_OK;
    }
    Status status = part_wrap_row(row, &wrapped, md->error);
    if (!status && header && wrapped != row)
        return markdown_fault(md, line,
                              _("la première rangée d'un tableau ne peut pas se répéter"));
    if (!status)
        part_append(table, wrapped);
    return status;
}

static Status read_table(Level *level, cmark_node *node, Part *into)
{
    Markdown *md = level->md;
    Part *table = markdown_block(md, into, BLOCK_TABLE, line_of(level, node));
    int columns = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(node);
    Align *aligns = arena_array_of(md->arena, (size_t)columns, Align);
    for (int i = 0; i < columns; i++)
        aligns[i] = letters[i] == 'r' ? ALIGN_RIGHT : letters[i] == 'c' ? ALIGN_CENTER : ALIGN_LEFT;
    table->column_count = columns;
    table->aligns = aligns;
    Status status = STATUS_OK;
    for (cmark_node *row = cmark_node_first_child(node); row && !status; row = cmark_node_next(row))
        status = remarks_keep(md->remarks, read_row(level, row, table), md->error);
    return status ? status : part_nest(table, md->error);
}

static Status read_html(Level *level, cmark_node *node, Part *into)
{
    const char *html = cmark_node_get_literal(node);
    if (!is_comment(html))
        return no_html(level->md, line_of(level, node), html);
    const char *text = html + strlen("<!--"), *end = strstr(text, "-->");
    const char *said = text_trim(level->md->arena, text, (size_t)(end - text));
    if (text_is(said, "saut de page"))
        markdown_block(level->md, into, BLOCK_PAGE_BREAK, line_of(level, node));
    return STATUS_OK;
}

/* Code is a paragraph of fixed width; a section tag that its indentation made code is a tag. */
static Status read_code(Level *level, cmark_node *node, Part *into)
{
    Markdown *md = level->md;
    const char *info = cmark_node_get_fence_info(node), *code = cmark_node_get_literal(node);
    int line = line_of(level, node), length, offset;
    char mark;
    bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark);
    if (fenced && info && *info)
        return fence_read(md, into, info, code, line + 1);
    Part *part = markdown_block(md, NULL, BLOCK_PARAGRAPH, line);
    const char *end;
    for (; *code; code = *end ? end + 1 : end) {
        end = strchrnul(code, '\n');
        if (part->first)
            part_append(part, part_new(md->arena, PART_BREAK));
        markdown_pieces(md, part, code, (size_t)(end - code), RUN_CODE);
    }
    if (!fenced && part_only_tags(part)) {
        part_hoist(into, part);
        return STATUS_OK;
    }
    part_append(into, part);
    return part_nest(part, md->error);
}

static Status read_block(Level *level, cmark_node *node, Part *into)
{
    const char *kind = kind_of(node);
    if (text_is(kind, "paragraph"))
        return read_paragraph(level, node, BLOCK_PARAGRAPH, into);
    if (text_is(kind, "heading"))
        return read_paragraph(level, node, BLOCK_HEADING, into);
    if (text_is(kind, "list"))
        return read_list(level, node, into);
    if (text_is(kind, "table"))
        return read_table(level, node, into);
    if (text_is(kind, "html_block"))
        return read_html(level, node, into);
    if (text_is(kind, "code_block"))
        return read_code(level, node, into);
    if (text_is(kind, "thematic_break")) {
        markdown_block(level->md, into, BLOCK_RULE, line_of(level, node));
        return STATUS_OK;
    }
    return read_children(level, node,
                         markdown_block(level->md, into, BLOCK_QUOTE, line_of(level, node)));
}

static Status read_children(Level *level, cmark_node *parent, Part *into)
{
    Status status = STATUS_OK;
    for (cmark_node *node = cmark_node_first_child(parent); node && !status;
         node = cmark_node_next(node))
        status = remarks_keep(level->md->remarks, read_block(level, node, into), level->md->error);
    return status ? status : part_nest(into, level->md->error);
}

Status markdown_blocks(Markdown *md, Part *parent, const char *text, size_t length, int line)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    static const char *const extensions[] = {"table", "tasklist"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text, length);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    Level level = {md, line};
    Status status = read_children(&level, root, parent);
    cmark_node_free(root);
    return status;
}

Status markdown_parse(Arena *arena, const Tokens *tokens, const char *folder, Part **tree,
                      Remarks *remarks, Error *error)
{
    Markdown md = {.arena = arena, .folder = folder, .remarks = remarks, .error = error};
    Status status = protect_tokens(tokens, &md.source, error);
    const Buffer *text = &md.source.text;
    *tree = part_new(arena, PART_BLOCK);
    if (!status)
        status = markdown_blocks(&md, *tree, buffer_text(text), text->length, 1);
    protect_free(&md.source);
    return status;
}
