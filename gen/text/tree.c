/* Data into a document template: the tree of parts is walked, values go into runs
 * and nowhere else. Blanks of the template that a section left double or at an
 * end are dropped; what is left empty (a paragraph, an item, a list, a table
 * without rows) is not printed. */
#include "text/template_parts.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

typedef struct Tree {
    Fill *fill;
    unsigned foreign; /* PART_ENGLISH in a French document, PART_FRENCH in an English one */
    bool joint; /* a section's edge was passed: a list goes on with the list before it */
} Tree;

/* Text of a block on its way to runs: one a stretch of style. */
typedef struct RunWriter {
    Arena *arena;
    Block *block;
    Buffer text;
    unsigned style;
    char waiting; /* ' ' or '\n', written only between two words */
    unsigned waiting_style;
} RunWriter;

static void flush(RunWriter *writer)
{
    if (writer->text.length == 0)
        return;
    const char *text = text_nfc(writer->arena, writer->text.data, writer->text.length);
    doc_run(writer->arena, writer->block, text, writer->style);
    buffer_clear(&writer->text);
}

static void wait_for(RunWriter *writer, char blank, unsigned style)
{
    if (!writer->waiting)
        writer->waiting_style = style;
    if (writer->waiting != '\n')
        writer->waiting = blank;
}

static void set_style(RunWriter *writer, unsigned style)
{
    if (style != writer->style)
        flush(writer);
    writer->style = style;
}

static void write_word(RunWriter *writer, const char *bytes, size_t count, unsigned style)
{
    bool first = !writer->block->runs && writer->text.length == 0;
    if (writer->waiting && !first) {
        set_style(writer, writer->waiting_style);
        buffer_add_char(&writer->text, writer->waiting);
    }
    writer->waiting = 0;
    set_style(writer, style);
    buffer_add(&writer->text, bytes, count);
}

/* Up to the next blank; in code, blanks are words too. */
static size_t word_length(const char *text, unsigned style)
{
    if (style & RUN_CODE)
        return strlen(text);
    size_t length = 0;
    while (text[length] && text[length] != ' ' && text[length] != '\t')
        length++;
    return length;
}

static void write_template(RunWriter *writer, const char *text, unsigned style)
{
    while (*text) {
        size_t word = word_length(text, style);
        if (word > 0)
            write_word(writer, text, word, style);
        text += word;
        if (*text) {
            wait_for(writer, ' ', style);
            text++;
        }
    }
}

/* A value's line breaks are forced; the rest of it is as it is. */
static void write_value(RunWriter *writer, const char *text, unsigned style)
{
    while (*text) {
        size_t line = strcspn(text, "\r\n");
        if (line > 0)
            write_word(writer, text, line, style);
        text += line;
        if (*text) {
            wait_for(writer, '\n', style);
            text++;
        }
    }
}

static unsigned run_style(const Tree *tree, const Part *part)
{
    unsigned style = part->style & ~(unsigned)PART_LANGUAGE;
    return part->style & tree->foreign ? style | RUN_FOREIGN : style;
}

static void write_pieces(Tree *tree, RunWriter *writer, const Part *first, const Frame *frame)
{
    for (const Part *part = first; part; part = part->next) {
        if (part->kind == PART_TEXT) {
            write_template(writer, part->text, run_style(tree, part));
        } else if (part->kind == PART_BREAK) {
            wait_for(writer, '\n', writer->style);
        } else if (part->kind == PART_VALUE) {
            write_value(writer, fill_print(tree->fill, frame, part->tag), run_style(tree, part));
        } else {
            Passes passes = fill_passes(tree->fill, frame, part->tag);
            for (size_t i = 0; i < passes.count; i++) {
                Frame inner = fill_pass(tree->fill, frame, &passes, i);
                write_pieces(tree, writer, part->first, &inner);
            }
        }
    }
}

static void fill_runs(Tree *tree, Block *block, const Part *part, const Frame *frame)
{
    RunWriter writer = {.arena = tree->fill->arena, .block = block};
    write_pieces(tree, &writer, part->first, frame);
    flush(&writer);
    buffer_free(&writer.text);
}

/* The pieces as one text, line breaks included. */
static const char *fill_text(Tree *tree, const Part *cell, const Frame *frame)
{
    Block whole = {.kind = BLOCK_CELL};
    fill_runs(tree, &whole, cell, frame);
    const char *text = "";
    for (const Run *run = whole.runs; run; run = run->next)
        text = *text ? arena_printf(tree->fill->arena, "%s%s", text, run->text) : run->text;
    return text;
}

static void fill_children(Tree *tree, Block *parent, const Part *first, const Frame *frame);

static Block *new_block(Tree *tree, const Part *part)
{
    Block *block = doc_block(tree->fill->arena, NULL, part->block);
    block->level = part->level;
    block->ordered = part->ordered;
    block->start = part->start;
    block->task = part->task;
    block->blank = part->block == BLOCK_CELL && !part->first;
    block->column_count = part->column_count;
    block->aligns = part->aligns;
    block->line = part->line;
    return block;
}

/* The template's own pictures are beside it or in the folder above (templates/, common to
 * the languages); one that a value names is where the value says. */
static void fill_image(Tree *tree, Block *image, const Part *part, const Frame *frame)
{
    Arena *arena = tree->fill->arena;
    Fill silent = {tree->fill->source, arena, NULL};
    Tree unrecorded = {.fill = &silent};
    const Part *source = part->first;
    image->source = fill_text(&unrecorded, source, frame);
    image->alt = fill_text(&unrecorded, source->next, frame);
    if (!*image->source || !source->first || source->first->kind != PART_TEXT)
        return;
    const char *beside = path_join(arena, part->folder, image->source);
    image->source = file_kind(beside) == FILE_ABSENT
                        ? path_join(arena, path_folder(arena, part->folder), image->source)
                        : beside;
}

static void fill_signature(Tree *tree, Block *signature, const Part *part, const Frame *frame)
{
    const Part *label = part->first, *name = label->next, *title = name->next;
    signature->label = fill_text(tree, label, frame);
    signature->name = fill_text(tree, name, frame);
    signature->title = fill_text(tree, title, frame);
}

/* The list that a section's repetition goes on with; NULL: a new one. */
static Block *list_before(const Tree *tree, const Block *parent, const Part *part)
{
    Block *last = parent->last;
    bool same = tree->joint && part->block == BLOCK_LIST && last && last->kind == BLOCK_LIST &&
                last->ordered == part->ordered;
    return same ? last : NULL;
}

static bool has_body(const Part *table)
{
    return table->first && table->first->next;
}

static bool is_worth_printing(const Part *part, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING: case BLOCK_PARAGRAPH:
        return block->runs;
    case BLOCK_LIST: case BLOCK_ITEM: case BLOCK_QUOTE: case BLOCK_NOTICE: case BLOCK_FIELDS:
    case BLOCK_SIGNATURES:
        return block->first;
    case BLOCK_TABLE:
        return block->first && (!has_body(part) || block->first->next);
    case BLOCK_IMAGE: case BLOCK_QR:
        return *block->source;
    default:
        return true;
    }
}

static void fill_block(Tree *tree, Block *parent, const Part *part, const Frame *frame)
{
    Block *going_on = list_before(tree, parent, part);
    tree->joint = false;
    if (going_on) {
        fill_children(tree, going_on, part->first, frame);
        tree->joint = false;
        return;
    }
    Block *block = new_block(tree, part);
    switch (part->block) {
    case BLOCK_HEADING: case BLOCK_PARAGRAPH: case BLOCK_CELL:
        fill_runs(tree, block, part, frame);
        break;
    case BLOCK_IMAGE:
        fill_image(tree, block, part, frame);
        break;
    case BLOCK_QR:
        block->source = fill_text(tree, part->first, frame);
        break;
    case BLOCK_SIGNATURE:
        fill_signature(tree, block, part, frame);
        break;
    default:
        fill_children(tree, block, part->first, frame);
    }
    tree->joint = false;
    if (is_worth_printing(part, block))
        doc_attach(parent, block);
}

static void fill_children(Tree *tree, Block *parent, const Part *first, const Frame *frame)
{
    for (const Part *part = first; part; part = part->next) {
        if (part->kind != PART_SECTION) {
            fill_block(tree, parent, part, frame);
            continue;
        }
        Passes passes = fill_passes(tree->fill, frame, part->tag);
        for (size_t i = 0; i < passes.count; i++) {
            Frame inner = fill_pass(tree->fill, frame, &passes, i);
            tree->joint = true;
            fill_children(tree, parent, part->first, &inner);
        }
        tree->joint = true;
    }
}

void tree_fill(const Part *root, Fill *fill, Datum datum, Doc *doc)
{
    Tree tree = {.fill = fill, .foreign = doc->lang == LANG_FR ? PART_ENGLISH : PART_FRENCH};
    Frame frame = {datum, NULL};
    doc->root = doc_block(fill->arena, NULL, BLOCK_ROOT);
    fill_children(&tree, doc->root, root->first, &frame);
}
