/* excerpt: the faulty cell among its neighbours. Widths count code points. */
#include "show/excerpt.h"

#include "base/text.h"

#include <string.h>

enum { NEIGHBOURS = 2, CELLS_MOST = 2 * NEIGHBOURS + 2 };
enum { WIDTH_MOST = 24, MARKED_WIDTH_MOST = 48, LINE_WIDTH = 6 };

/* Before a cell; the second one stands for the cells left out after the first column. */
static const char bar[] = "│ ", gap_bar[] = "│ … │ ";

typedef struct Cell {
    const char *header, *text;
    int file_column;
    size_t width;
    bool marked;
} Cell;

typedef struct Excerpt {
    const Place *place;
    Cell cells[CELLS_MOST];
    size_t count;
    Arena *arena;
} Excerpt;

/* On one line, at most `most` characters wide. */
static const char *cut(Arena *arena, const char *text, size_t most)
{
    Buffer out = {0};
    const char *p = text, *end = text + strlen(text);
    for (size_t n = 0; p < end; n++) {
        uint32_t c = utf8_next(&p, end);
        if (n + 1 == most && p < end) {
            buffer_add_text(&out, "…");
            break;
        }
        buffer_add_codepoint(&out, c < ' ' || c == 0x7F ? ' ' : c);
    }
    const char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

/* What the user wrote in a column of the file, masked where personal. */
static const char *cell_text(const Row *row, int file_column)
{
    const Table *table = row->table;
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (table->file_column[c] == file_column)
            return place_mask(table->id, (int)c, row_text(row, (int)c));
    for (size_t i = 0; row->extra && i < table->extra_count; i++)
        if (table->extra_columns[i] == file_column)
            return row->extra[i] ? row->extra[i] : "";
    return "";
}

static void take_cell(Excerpt *excerpt, const Row *row, int file_column, int marked)
{
    bool is_marked = file_column == marked;
    size_t most = is_marked ? MARKED_WIDTH_MOST : WIDTH_MOST;
    Cell *cell = &excerpt->cells[excerpt->count++];
    cell->header = cut(excerpt->arena, row->table->headers[file_column], most);
    /* The finding knows whether its own value may be shown, whatever the column. */
    const char *text = is_marked && excerpt->place->value ? excerpt->place->value
                                                          : cell_text(row, file_column);
    cell->text = cut(excerpt->arena, text, most);
    size_t header = utf8_count(cell->header), width = utf8_count(cell->text);
    cell->width = header > width ? header : width;
    cell->marked = is_marked;
    cell->file_column = file_column;
}

/* The first column (often the key), then the faulty one with its neighbours. */
static void take_cells(Excerpt *excerpt, const Row *row, int marked)
{
    int last = (int)row->table->header_count - 1;
    int middle = marked < 0 ? NEIGHBOURS : marked;
    int from = middle - NEIGHBOURS, to = middle + NEIGHBOURS;
    if (from > 0)
        take_cell(excerpt, row, 0, marked);
    for (int c = from > 0 ? from : 0; c <= to && c <= last; c++)
        take_cell(excerpt, row, c, marked);
}

/* The spaces that follow `text` up to the next bar. */
static void add_padding(Buffer *out, const char *text, size_t width)
{
    for (size_t n = utf8_count(text); n <= width; n++)
        buffer_add_char(out, ' ');
}

static const char *bar_before(const Excerpt *excerpt, size_t i)
{
    return i == 1 && excerpt->cells[1].file_column > 1 ? gap_bar : bar;
}

static void end_line(Buffer *out, const char *end)
{
    while (out->length && out->data[out->length - 1] == ' ')
        out->length--;
    buffer_add_text(out, end);
    buffer_add_char(out, '\n');
}

static void add_headers(const Excerpt *excerpt, const Paint *paint, Buffer *out)
{
    buffer_printf(out, "%s%*s ", paint->faint, LINE_WIDTH, "");
    for (size_t i = 0; i < excerpt->count; i++) {
        buffer_add_text(out, bar_before(excerpt, i));
        buffer_add_text(out, excerpt->cells[i].header);
        add_padding(out, excerpt->cells[i].header, excerpt->cells[i].width);
    }
    end_line(out, paint->end);
}

static void add_values(const Excerpt *excerpt, uint32_t line, const Paint *paint, Buffer *out)
{
    buffer_printf(out, "%*u ", LINE_WIDTH, line);
    for (size_t i = 0; i < excerpt->count; i++) {
        const Cell *cell = &excerpt->cells[i];
        buffer_add_text(out, bar_before(excerpt, i));
        bool painted = cell->marked && *cell->text;
        buffer_printf(out, "%s%s%s", painted ? paint->mark : "", cell->text,
                      painted ? paint->end : "");
        add_padding(out, cell->text, cell->width);
    }
    end_line(out, "");
}

static void add_carets(const Excerpt *excerpt, const Paint *paint, Buffer *out)
{
    buffer_printf(out, "%*s ", LINE_WIDTH, "");
    size_t before = 0;
    for (size_t i = 0; i < excerpt->count; i++) {
        const Cell *cell = &excerpt->cells[i];
        before += utf8_count(bar_before(excerpt, i));
        if (!cell->marked) {
            before += cell->width + 1;
            continue;
        }
        size_t carets = utf8_count(cell->text);
        buffer_add_text(out, "│");
        for (size_t n = 1; n < before; n++)
            buffer_add_char(out, ' ');
        buffer_add_text(out, paint->mark);
        for (size_t n = 0; n < (carets ? carets : 1); n++)
            buffer_add_char(out, '^');
        break;
    }
    end_line(out, paint->end);
}

/* Column of the file from a cell name: "D14" is 3. */
static int column_of(const char *cell)
{
    int column = 0;
    for (; *cell >= 'A' && *cell <= 'Z'; cell++)
        column = column * 26 + *cell - 'A' + 1;
    return column - 1;
}

void excerpt_add(const Place *place, const Paint *paint, Buffer *out)
{
    int marked = column_of(place->cell);
    if (!place->row || marked >= (int)place->row->table->header_count)
        return;
    Excerpt excerpt = {.place = place, .arena = arena_new()};
    take_cells(&excerpt, place->row, marked);
    add_headers(&excerpt, paint, out);
    add_values(&excerpt, place->line, paint, out);
    if (marked >= 0)
        add_carets(&excerpt, paint, out);
    arena_free(excerpt.arena);
}
