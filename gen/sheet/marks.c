/* marks: findings gathered by table, then sorted by cell. */
#include "sheet/marks.h"

#include <stdlib.h>

/* "D14" -> 3, 14; a cell of the schema's own or of a column that is unknown to it. */
static bool parse_cell(const char *cell, uint16_t *column, uint32_t *number)
{
    uint32_t letters = 0;
    for (; *cell >= 'A' && *cell <= 'Z'; cell++)
        letters = letters * 26 + (uint32_t)(*cell - 'A' + 1);
    *number = (uint32_t)strtoul(cell, NULL, 10);
    *column = (uint16_t)(letters - 1);
    return letters > 0;
}

/* The column that stands for a whole row: its key's, else the first. */
static uint16_t key_column(const Table *table)
{
    int key = table->schema->key;
    int column = key >= 0 ? table->file_column[key] : -1;
    return (uint16_t)(column >= 0 ? column : 0);
}

uint32_t marks_row(const Marks *marks, const Row *row)
{
    if (marks->compact)
        return marks->positions[row->index];
    return row->record - 1;
}

bool marks_locate(const Marks *all, const Finding *finding, uint32_t *row, uint16_t *column)
{
    const Place *place = &finding->place;
    if (place->table < 0 || !all[place->table].table->present)
        return false;
    const Marks *marks = &all[place->table];
    uint32_t number = 0;
    bool has_cell = parse_cell(place->cell, column, &number);
    if (place->row) {
        if (!has_cell)
            *column = key_column(marks->table);
        *row = marks_row(marks, place->row);
        return *row > 0;
    }
    *row = 0;
    if (has_cell)
        return number == 1;
    *column = 0;
    return place->line == 0;
}

static bool is_on_a_cell(const Finding *finding)
{
    return finding->place.row || *finding->place.cell;
}

static int compare_marks(const void *left, const void *right)
{
    const Mark *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->finding->severity != b->finding->severity)
        return a->finding->severity < b->finding->severity ? -1 : 1;
    return a->finding < b->finding ? -1 : a->finding > b->finding; /* of one array */
}

static void count_cells(Marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->items[i];
        if (i > 0 && mark[-1].row == mark->row && mark[-1].column == mark->column)
            continue;
        marks->cells++;
        marks->cells_of[mark->finding->severity]++;
    }
}

/* Rows with findings, in the order of the file, one under the other. */
static void make_compact(Marks *marks, const Findings *findings, Arena *arena)
{
    const Table *table = marks->table;
    uint32_t *positions = arena_array_of(arena, table->row_count, uint32_t);
    for (size_t i = 0; i < findings->count; i++) {
        const Place *place = &findings->items[i].place;
        if (place->row && place->table == table->id)
            positions[place->row->index] = 1;
    }
    for (size_t i = 0; i < table->row_count; i++)
        if (positions[i])
            positions[i] =
                marks->row_count < MARKS_SHEET_ROWS_MOST ? (uint32_t)++marks->row_count : 0;
    marks->positions = positions;
}

/* Rows down to the last one, blank ones included. */
static size_t rows_of(const Table *table)
{
    return table->row_count ? table->rows[table->row_count - 1].record - 1 : 0;
}

static bool are_too_many(const Term *term)
{
    size_t rows = 0;
    for (int t = 0; t < TABLE_COUNT; t++)
        rows += rows_of(&term->tables[t]);
    return rows > MARKS_ROWS_MOST;
}

void marks_make(Marks *all, const Term *term, const Findings *findings, Arena *arena)
{
    size_t capacity[TABLE_COUNT] = {0};
    bool compact = are_too_many(term);
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (finding->place.table >= 0 && finding->severity < SEVERITY_IGNORE)
            capacity[finding->place.table]++;
    }
    for (int t = 0; t < TABLE_COUNT; t++) {
        all[t] = (Marks){.table = &term->tables[t], .compact = compact};
        all[t].items = arena_array_of(arena, capacity[t], Mark);
        if (compact)
            make_compact(&all[t], findings, arena);
        else
            all[t].row_count = rows_of(&term->tables[t]);
    }
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (finding->place.table < 0 || finding->severity >= SEVERITY_IGNORE)
            continue;
        Marks *marks = &all[finding->place.table];
        Mark mark = {.finding = finding};
        marks->counts[finding->severity]++;
        if (is_on_a_cell(finding) && marks_locate(all, finding, &mark.row, &mark.column))
            marks->items[marks->count++] = mark;
    }
    for (int t = 0; t < TABLE_COUNT; t++) {
        if (all[t].count)
            qsort(all[t].items, all[t].count, sizeof *all[t].items, compare_marks);
        count_cells(&all[t]);
    }
}
