/* A table is made anew, with every column of the schema, over the rows that were read. */
#include "term/extend.h"

#include "term/load.h"
#include "term/value.h"

#include <stdlib.h>

typedef struct Maker {
    Term *term;   /* extended */
    Table *table; /* its own */
    const Table *old;
    const Row **moved; /* by Row.index of `old`: where it is now, NULL when it is left out */
} Maker;

static bool is_left_out(const Extension *extension, const Row *row)
{
    for (size_t i = 0; i < extension->left_out_count; i++)
        if (extension->left_out[i] == row)
            return true;
    return false;
}

/* Every column has its slot: a row that is added may fill one that the file does not have. */
static void make_table(Maker *maker, const Extension *extension)
{
    Arena *arena = maker->term->arena;
    size_t columns = maker->old->schema->column_count;
    int16_t *slots = arena_array_of(arena, columns, int16_t);
    for (size_t c = 0; c < columns; c++)
        slots[c] = (int16_t)c;
    *maker->table = *maker->old;
    maker->table->present = true;
    maker->table->slot = slots;
    maker->table->index = NULL;
    maker->table->row_count = 0;
    maker->table->rows =
        memory_resize(NULL, maker->old->row_count + extension->added_count + 1, sizeof(Row));
}

static Row *next_row(Maker *maker)
{
    Table *table = maker->table;
    Row *row = &table->rows[table->row_count];
    *row = (Row){.table = table,
                 .index = (uint32_t)table->row_count,
                 .values = arena_array_of(maker->term->arena, table->schema->column_count, Value)};
    table->row_count++;
    return row;
}

static void keep_row(Maker *maker, const Row *old)
{
    Row *row = next_row(maker);
    Value *values = row->values;
    uint32_t index = row->index;
    for (size_t c = 0; c < maker->table->schema->column_count; c++)
        values[c] = *row_value(old, (int)c);
    *row = *old;
    row->table = maker->table;
    row->values = values;
    row->index = index;
    maker->moved[old->index] = row;
}

static void add_row(Maker *maker, const char *const *texts)
{
    Table *table = maker->table;
    Row *row = next_row(maker);
    uint32_t before = row->index ? table->rows[row->index - 1].line : 1;
    uint32_t record = row->index ? table->rows[row->index - 1].record : 1;
    row->line = before + 1;
    row->record = record + 1;
    for (size_t c = 0; c < table->schema->column_count; c++) {
        Value *value = &row->values[c];
        ValueFault fault;
        *value = (Value){.text = texts[c], .line = row->line};
        if (*value->text && (!value_parse(&table->schema->columns[c], value->text,
                                          maker->term->arena, value, &fault) ||
                             table->schema->columns[c].type == TYPE_LINK))
            value->state = VALUE_BAD; /* a link, until it is tied */
    }
    int key = table->schema->key >= 0 ? table->schema->key : 0;
    row->key = *texts[key] ? texts[key]
                           : arena_printf(maker->term->arena, _("ligne %u"), (unsigned)row->line);
    row->keyless = table->schema->key >= 0 && !*texts[key];
}

/* What was said of the rows of the table; what tying says is said again. */
static void keep_problems(Maker *maker, const Term *term)
{
    maker->term->problems = NULL;
    maker->term->problem_count = maker->term->problem_capacity = 0;
    for (size_t i = 0; i < term->problem_count; i++) {
        Problem problem = term->problems[i];
        if (problem.table == maker->table->id) {
            if (problem.kind == PROBLEM_LINK_UNKNOWN || problem.kind == PROBLEM_KEY_DOUBLE)
                continue;
            if (problem.row && !maker->moved[problem.row->index])
                continue;
            problem.row = problem.row ? maker->moved[problem.row->index] : NULL;
        }
        term_report(maker->term, problem);
    }
}

void term_extend(Term *extended, const Term *term, const Extension *extension)
{
    *extended = *term;
    extended->arena = arena_new();
    Maker maker = {extended, &extended->tables[extension->table], &term->tables[extension->table],
                   NULL};
    maker.moved = arena_array_of(extended->arena, maker.old->row_count + 1, const Row *);
    make_table(&maker, extension);
    for (size_t i = 0; i < maker.old->row_count; i++)
        if (!is_left_out(extension, &maker.old->rows[i]))
            keep_row(&maker, &maker.old->rows[i]);
    for (size_t i = 0; i < extension->added_count; i++)
        add_row(&maker, extension->added[i]);
    keep_problems(&maker, term);
    link_one_table(extended, maker.table);
}

void extended_free(Term *extended, int table)
{
    link_free(&extended->tables[table]);
    free(extended->tables[table].rows);
    free(extended->problems);
    arena_free(extended->arena);
    *extended = (Term){0};
}
