/* term: what the other rooms ask of a row that has been read. */
#include "term/load.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

static const Value empty_value = {.text = "", .state = VALUE_EMPTY};

const Value *row_value(const Row *row, int column)
{
    int slot = row ? row->table->slot[column] : -1;
    return slot < 0 ? &empty_value : &row->values[slot];
}

bool row_has(const Row *row, int column)
{
    return row_value(row, column)->state == VALUE_GOOD;
}

const char *row_text(const Row *row, int column)
{
    return row_value(row, column)->text;
}

Date row_date(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->date : DATE_NONE;
}

Number row_number(const Row *row, int column, Number otherwise)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->number : otherwise;
}

int row_choice(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->choice : -1;
}

bool row_is(const Row *row, int column, int choice)
{
    return row_choice(row, column) == choice;
}

const Row *row_link(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->link : NULL;
}

bool row_yes(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && value->yes;
}

bool row_no(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && !value->yes;
}

uint32_t row_days(const Row *row, int column)
{
    static const uint32_t monday_to_friday =
        1u << JOUR_LUN | 1u << JOUR_MAR | 1u << JOUR_MER | 1u << JOUR_JEU | 1u << JOUR_VEN;
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && value->set ? value->set : monday_to_friday;
}

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
    char letters[8];
    size_t count = 0;
    for (int n = file_column + 1; n > 0 && count < sizeof letters; n = (n - 1) / 26)
        letters[count++] = (char)('A' + (n - 1) % 26);
    cell[0] = '\0';
    if (count == 0 || record == 0)
        return cell;
    for (size_t i = 0; i < count; i++)
        cell[i] = letters[count - 1 - i];
    snprintf(cell + count, sizeof(CellName) - count, "%u", (unsigned)record);
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
