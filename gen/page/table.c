/* Tables. The width of a column follows its contents, between its widest word
 * and its widest line; when even the widest words do not fit, the type is made
 * smaller, then words are cut. A row is kept whole when a page can hold it; the
 * header is set again at the head of each page. */
#include "page/block.h"

#include <math.h>
#include <string.h>

static const double SHRINKING[] = {1, 0.92, 0.84, 0.76};
enum { SHRINKING_COUNT = sizeof SHRINKING / sizeof *SHRINKING };

typedef struct TableColumn {
    double x, width; /* of the text, without padding */
    double narrowest, widest;
    bool blank; /* some of its cells are to be filled in by hand */
    Align align;
} TableColumn;

typedef struct Table {
    const Block *block;
    TableColumn *columns;
    size_t column_count, row_count;
    ParaText *texts; /* row by row */
    double padding, scale;
    Measure measure;
} Table;

static size_t count_children(const Block *block)
{
    size_t count = 0;
    for (const Block *child = block->first; child; child = child->next)
        count++;
    return count;
}

static void measure_columns(Setter *setter, Table *table)
{
    const TextStyle head = sans_style(table->measure, RUN_BOLD, setter->style->ink);
    const TextStyle plain = sans_style(table->measure, 0, setter->style->ink);
    for (size_t c = 0; c < table->column_count; c++)
        table->columns[c].narrowest = table->columns[c].widest = 0;
    size_t r = 0;
    for (const Block *row = table->block->first; row; row = row->next, r++) {
        const Block *cell = row->first;
        for (size_t c = 0; c < table->column_count && cell; c++, cell = cell->next) {
            ParaText *text = &table->texts[r * table->column_count + c];
            *text = para_measure(&setter->shaper, cell->runs, setter->doc->lang,
                                 r == 0 ? &head : &plain);
            TableColumn *column = &table->columns[c];
            column->narrowest = fmax(column->narrowest, text->narrowest);
            column->widest = fmax(column->widest, text->widest);
            column->blank = column->blank || (r > 0 && cell->blank);
        }
    }
}

static double sum_narrowest(const Table *table)
{
    double sum = 0;
    for (size_t c = 0; c < table->column_count; c++)
        sum += table->columns[c].narrowest;
    return sum;
}

/* Columns that ask for no more than a fair share get what they ask, the others
 * what is left, between their widest word and their widest line. */
static void satisfy_modest(const Table *table, double *width, bool *served)
{
    size_t left = table->column_count;
    double reserved = sum_narrowest(table); /* of the columns not yet served */
    for (bool found = true; found && left;) {
        found = false;
        for (size_t c = 0; c < table->column_count; c++) {
            TableColumn *column = &table->columns[c];
            if (served[c] || column->widest > *width / (double)left ||
                *width - column->widest < reserved - column->narrowest)
                continue;
            column->width = column->widest;
            *width -= column->widest;
            reserved -= column->narrowest;
            served[c] = found = true;
            left--;
        }
    }
}

/* What is printed gets what it asks; what is left goes to the columns to be filled in, if any,
 * by the length of their headers. */
static void leave_room_to_write(const Table *table, double *width, bool *served)
{
    bool any = false;
    for (size_t c = 0; c < table->column_count; c++)
        any = any || table->columns[c].blank;
    for (size_t c = 0; any && c < table->column_count; c++) {
        TableColumn *column = &table->columns[c];
        if (column->blank)
            continue;
        column->width = column->widest;
        *width -= column->widest;
        served[c] = true;
    }
}

static void share_width(Setter *setter, const Table *table, double width)
{
    double narrow = 0, wide = 0;
    bool *served = arena_array_of(setter->shaper.arena, table->column_count, bool);
    for (size_t c = 0; c < table->column_count; c++)
        wide += table->columns[c].widest;
    bool spacious = wide <= width && wide > 0;
    if (spacious)
        leave_room_to_write(table, &width, served);
    else
        satisfy_modest(table, &width, served);
    wide = 0;
    for (size_t c = 0; c < table->column_count; c++)
        if (!served[c]) {
            narrow += table->columns[c].narrowest;
            wide += table->columns[c].widest;
        }
    for (size_t c = 0; c < table->column_count; c++) {
        TableColumn *column = &table->columns[c];
        if (served[c])
            continue;
        if (spacious)
            column->width = column->widest * width / wide;
        else if (narrow <= width && wide > narrow)
            column->width = column->narrowest + (column->widest - column->narrowest) *
                                                    (width - narrow) / (wide - narrow);
        else
            column->width = narrow > 0 ? column->narrowest * width / narrow : 0;
    }
}

/* A column cannot be narrower than a wide letter: the others give. */
static void widen_slivers(const Table *table, double width)
{
    double floor = fmin(table->measure.size * 1.1, width / (double)table->column_count);
    double lacking = 0, spare = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        double over = table->columns[c].width - floor;
        lacking += over < 0 ? -over : 0;
        spare += over > 0 ? over : 0;
    }
    for (size_t c = 0; c < table->column_count && lacking > 0; c++) {
        double over = table->columns[c].width - floor;
        table->columns[c].width = over < 0 ? floor : floor + over * (1 - lacking / spare);
    }
}

static void place_columns(Setter *setter, Table *table, Column column)
{
    size_t count = table->column_count;
    table->padding = fmin(4.5, column.width / (double)count * 0.12);
    double width = column.width - 2 * table->padding * (double)(count - 1);
    for (size_t step = 0; step < SHRINKING_COUNT; step++) {
        table->measure = (Measure){setter->style->table.size * SHRINKING[step],
                                   setter->style->table.leading * SHRINKING[step]};
        measure_columns(setter, table);
        if (sum_narrowest(table) <= width)
            break;
    }
    share_width(setter, table, width);
    widen_slivers(table, width);
    double x = column.x;
    for (size_t c = 0; c < count; c++) {
        table->columns[c].x = x;
        table->columns[c].align = table->block->aligns ? table->block->aligns[c] : ALIGN_LEFT;
        x += table->columns[c].width + 2 * table->padding;
    }
}

static bool is_blank(const Block *row)
{
    for (const Block *cell = row->first; cell; cell = cell->next)
        if (cell->blank)
            return true;
    return false;
}

/* Under the whole row; under each cell of one to be filled in, so that they are told apart. */
static void rule_row(Setter *setter, const Table *table, bool blank, double rule, Colour colour)
{
    Galley *galley = &setter->galley;
    Strip *last = &galley->strips[galley->count - 1];
    const TableColumn *first = &table->columns[0], *end = first + table->column_count - 1;
    if (!blank) {
        strip_stroke(galley, last, first->x, last->height, end->x + end->width - first->x, rule,
                     colour);
        return;
    }
    for (const TableColumn *column = first; column <= end; column++)
        strip_stroke(galley, last, column->x, last->height, column->width, rule, colour);
}

/* The row's strips; a rule under the last one. One to be filled in is high enough for a hand. */
static size_t set_row(Setter *setter, const Table *table, const Block *block, size_t r, double rule,
                      Colour colour)
{
    const double above = 2.6, below = 3.2;
    bool blank = r > 0 && is_blank(block);
    double hand = setter->style->blank_height - table->measure.leading - below;
    Cell *cells = arena_array_of(setter->shaper.arena, table->column_count, Cell);
    set_tag_begin(setter, TAG_ROW);
    for (size_t c = 0; c < table->column_count; c++) {
        const TableColumn *column = &table->columns[c];
        cells[c] = (Cell){
            para_break(&setter->shaper, &table->texts[r * table->column_count + c], column->width),
            column->x, column->width, column->align,
            set_tag(setter, r == 0 ? TAG_COLUMN_HEAD : TAG_CELL)};
    }
    set_tag_end(setter);
    const Abreast row = {.cells = cells,
                         .count = table->column_count,
                         .above = blank ? fmax(above, hand) : above,
                         .below = below,
                         .measure = table->measure};
    size_t start = set_abreast(setter, &row);
    rule_row(setter, table, blank, rule, colour);
    return start;
}

static double height_from(const Galley *galley, size_t start)
{
    double height = 0;
    for (size_t i = start; i < galley->count; i++)
        height += galley->strips[i].height;
    return height;
}

static void set_rows(Setter *setter, const Table *table)
{
    Galley *galley = &setter->galley;
    const Style *style = setter->style;
    const Block *row = table->block->first;
    size_t header = set_row(setter, table, row, 0, 0.9, style->accent);
    size_t header_count = galley->count - header;
    double room = style_text_height(style) - height_from(galley, header);
    for (size_t i = header; i < galley->count; i++)
        galley->strips[i].keep = true;
    for (size_t r = 1; r < table->row_count; r++) {
        row = row->next;
        bool last = r + 1 == table->row_count;
        size_t start =
            set_row(setter, table, row, r, last ? 0.9 : 0.4, last ? style->accent : style->line);
        if (height_from(galley, start) <= room)
            galley_keep(galley, start);
        for (size_t i = start; i < galley->count && room > 0; i++) {
            galley->strips[i].header = header;
            galley->strips[i].header_count = header_count;
        }
        bool apart = table->row_count > 3 && (r == 1 || r + 2 == table->row_count);
        galley->strips[galley->count - 1].keep = apart; /* no row alone on a page */
    }
}

void table_set(Setter *setter, const Block *block, Column column)
{
    Table table = {.block = block, .row_count = count_children(block)};
    table.column_count = block->column_count > 0 ? (size_t)block->column_count : 0;
    if (!table.row_count || !table.column_count)
        return;
    table.columns = arena_array_of(setter->shaper.arena, table.column_count, TableColumn);
    table.texts =
        arena_array_of(setter->shaper.arena, table.row_count * table.column_count, ParaText);
    place_columns(setter, &table, column);
    galley_space(&setter->galley, 8);
    set_tag_begin(setter, TAG_TABLE);
    set_rows(setter, &table);
    set_tag_end(setter);
    galley_space(&setter->galley, 11);
}
