/* fuzz_page: bytes as orders that build a document tree as templates could make it (a child,
 * back to the parent, a run of text), then set on pages. Two settings must give the same bytes. */
#include "fuzz.h"

#include "page/page.h"

enum { LATIN_END = 0x180 }; /* characters that the shared press embeds */
enum { BLOCKS_MOST = 120, DEPTH_MOST = 12, TEXT_MOST = 64, COLUMNS_MOST = 9 };

typedef struct Builder {
    Arena *arena;
    Input input;
    Block *at;
    int depth, blocks;
    bool beyond_latin;
} Builder;

static const BlockKind free_kinds[] = {
    BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_LIST, BLOCK_QUOTE, BLOCK_TABLE, BLOCK_RULE,
    BLOCK_IMAGE, BLOCK_QR, BLOCK_SIGNATURES, BLOCK_FIELDS, BLOCK_NOTICE, BLOCK_PAGE_BREAK,
};

/* What may stand in a block; BLOCK_ROOT for nothing, or runs alone. */
static BlockKind child_kind(Builder *b)
{
    switch (b->at->kind) {
    case BLOCK_ROOT: case BLOCK_ITEM: case BLOCK_QUOTE: case BLOCK_NOTICE:
        return free_kinds[input_byte(&b->input) % (sizeof free_kinds / sizeof *free_kinds)];
    case BLOCK_LIST:
        return BLOCK_ITEM;
    case BLOCK_TABLE: case BLOCK_FIELDS:
        return BLOCK_ROW;
    case BLOCK_ROW:
        return BLOCK_CELL;
    case BLOCK_SIGNATURES:
        return BLOCK_SIGNATURE;
    default:
        return BLOCK_ROOT;
    }
}

static const char *take_text(Builder *b)
{
    const char *text = input_text(&b->input, input_byte(&b->input) % TEXT_MOST, b->arena);
    for (const char *p = text, *end = text + strlen(text); p < end;)
        b->beyond_latin |= utf8_next(&p, end) >= LATIN_END;
    return text;
}

static void fill_block(Builder *b, Block *block)
{
    unsigned byte = input_byte(&b->input);
    block->level = 1 + (int)(byte % 6);
    block->ordered = byte % 2;
    block->start = (int)(byte / 2);
    block->task = (Task)(byte % 3);
    if (block->kind == BLOCK_TABLE) {
        block->column_count = 1 + (int)(byte % COLUMNS_MOST);
        Align *aligns = arena_array_of(b->arena, COLUMNS_MOST, Align);
        for (int i = 0; i < COLUMNS_MOST; i++)
            aligns[i] = (Align)((byte + (unsigned)i) % 3);
        block->aligns = aligns;
    } else if (block->kind == BLOCK_SIGNATURE) {
        block->label = take_text(b);
        block->name = take_text(b);
        block->title = take_text(b);
    } else if (block->kind == BLOCK_IMAGE || block->kind == BLOCK_QR) {
        block->source = block->kind == BLOCK_QR ? take_text(b) : "/nonexistent.png";
        block->alt = take_text(b);
    }
}

/* A Markdown row has as many cells as its table has columns, a row of fields two. */
static bool is_full(const Block *block)
{
    int count = 0;
    for (const Block *child = block->first; child; child = child->next)
        count++;
    if (block->kind != BLOCK_ROW)
        return false;
    return count >= (block->parent->kind == BLOCK_FIELDS ? 2 : block->parent->column_count);
}

static void descend(Builder *b)
{
    BlockKind kind = child_kind(b);
    if (kind == BLOCK_ROOT || b->depth >= DEPTH_MOST || b->blocks >= BLOCKS_MOST || is_full(b->at))
        return;
    b->at = doc_block(b->arena, b->at, kind);
    b->depth++;
    b->blocks++;
    fill_block(b, b->at);
}

static void ascend(Builder *b)
{
    if (!b->at->parent)
        return;
    while (b->at->kind == BLOCK_ROW && !is_full(b->at))
        doc_block(b->arena, b->at, BLOCK_CELL);
    b->at = b->at->parent;
    b->depth--;
}

static void write(Builder *b)
{
    BlockKind kind = b->at->kind;
    unsigned style = input_byte(&b->input) % 16; /* RUN_FOREIGN too */
    if (kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING || kind == BLOCK_CELL)
        doc_run(b->arena, b->at, take_text(b), style);
}

static Doc build(Builder *b)
{
    Doc doc = {.root = doc_block(b->arena, NULL, BLOCK_ROOT), .lang = (Lang)input_choice(&b->input, 2)};
    doc.title = take_text(b);
    doc.number = doc.footer = take_text(b);
    doc.watermark = input_byte(&b->input) % 4 ? NULL : "SPÉCIMEN";
    for (b->at = doc.root; b->input.left;) {
        switch (input_byte(&b->input) % 4) {
        case 0: ascend(b); break;
        case 1: write(b); break;
        default: descend(b);
        }
    }
    while (b->at->parent)
        ascend(b);
    return doc;
}

static Press *open_press(const Doc *doc, const char *text)
{
    Press *press;
    MUST(press_open(&press, "/nonexistent.ini", NULL) == STATUS_OK);
    press_want(press, text);
    if (doc)
        press_want_doc(press, doc);
    MUST(press_ready(press, NULL) == STATUS_OK);
    return press;
}

/* Opening one takes most of the time: documents in Latin letters share it. */
static Press *latin_press(void)
{
    static Press *press;
    Buffer letters = {0};
    for (unsigned c = ' '; !press && c < LATIN_END; c++)
        buffer_add_codepoint(&letters, c);
    if (!press)
        press = open_press(NULL, buffer_text(&letters));
    buffer_free(&letters);
    return press;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Builder builder = {.arena = arena_new(), .input = {data, size}};
    Doc doc = build(&builder);
    Press *press = builder.beyond_latin ? open_press(&doc, "") : latin_press();
    Compositor *compositor = compositor_open(press);
    Error error = {0};
    Buffer pdf = {0}, again = {0};
    int pages = 0;
    Status status = page_set(compositor, &doc, &pdf, &pages, &error);
    /* STATUS_SYSTEM: an image that cannot be read. */
    MUST(status == STATUS_OK ? pages > 0 && pdf.length > 0 : *error.what);
    MUST(page_set(compositor, &doc, &again, &pages, &error) == status);
    MUST(again.length == pdf.length && !memcmp(buffer_text(&pdf), buffer_text(&again), pdf.length));
    buffer_free(&pdf);
    buffer_free(&again);
    compositor_close(compositor);
    if (builder.beyond_latin)
        press_close(press);
    arena_free(builder.arena);
    return 0;
}
