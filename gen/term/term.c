/* term: what the other rooms ask of a row that has been read. */
#include "term/load.h"

#include <stdlib.h>

const Value value_absent = {.text = "", .state = VALUE_EMPTY};

const char *row_key(const Row *row)
{
    return row->key;
}

const ColumnSchema *row_column(const Row *row, int column)
{
    return &row->table->schema->columns[column];
}

bool term_column_present(const Term *term, int table, int column)
{
    return term->tables[table].present && term->tables[table].slot[column] >= 0;
}

const Row *term_find(const Term *term, int table, const char *key)
{
    return link_find(&term->tables[table], key);
}

RowSpan term_children(const Term *term, int table, int column, const Row *target)
{
    return link_children(&term->tables[table], column, target);
}

const char *cell_name(int file_column, uint32_t record, CellName cell)
{
    char backwards[sizeof(CellName) - 1];
    size_t count = 0;
    cell[0] = '\0';
    if (file_column < 0 || record == 0)
        return cell;
    for (uint32_t n = record; n > 0; n /= 10)
        backwards[count++] = (char)('0' + n % 10);
    for (int n = file_column + 1; n > 0 && count < sizeof backwards; n = (n - 1) / 26)
        backwards[count++] = (char)('A' + (n - 1) % 26);
    for (size_t i = 0; i < count; i++)
        cell[i] = backwards[count - 1 - i];
    cell[count] = '\0';
    return cell;
}

const char *row_cell(const Row *row, int column, CellName cell)
{
    return cell_name(row ? row->table->file_column[column] : -1, row ? row->record : 0, cell);
}

void term_report(Term *term, Problem problem)
{
    term->problems = vector_reserve(term->problems, &term->problem_capacity,
                                    term->problem_count + 1, sizeof *term->problems);
    term->problems[term->problem_count++] = problem;
}

void term_free(Term *term)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        link_free(&term->tables[t]);
        free(term->tables[t].rows);
    }
    free(term->problems);
    arena_free(term->arena);
    *term = (Term){0};
}

const char *row_file_text(const Row *row, size_t file_column)
{
    const Table *table = row->table;
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (table->file_column[c] == (int16_t)file_column)
            return row_text(row, (int)c);
    for (size_t x = 0; x < table->extra_count; x++)
        if (table->extra_columns[x] == (int16_t)file_column)
            return row->extra[x];
    return "";
}
