#include "record/wanted.h"

#include "base/buffer.h"
#include "base/text.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

static int column_named(int table, const char *name)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (text_is(schema->columns[c].name, name))
            return (int)c;
    return -1;
}

/* The column of `table` that points to a sequence; -1 when there is none. */
static int link_to_sequence(int table)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].type == TYPE_LINK && schema->columns[c].target == T_SEQUENCES)
            return (int)c;
    return -1;
}

TermName term_name(const char *name)
{
    static const TermName none = {-1, -1, -1};
    const char *dot = strchr(name, '.');
    TermName found = {T_SEQUENCES, -1, -1};
    if (!dot) {
        found.column = column_named(T_SEQUENCES, name);
        return found.column < 0 ? none : found;
    }
    char table[64];
    size_t length = (size_t)(dot - name);
    if (length >= sizeof table)
        return none;
    memcpy(table, name, length);
    table[length] = '\0';
    found.table = schema_find_table(table);
    found.link = found.table < 0 ? -1 : link_to_sequence(found.table);
    found.column = found.link < 0 ? -1 : column_named(found.table, dot + 1);
    return found.column < 0 ? none : found;
}

/* An empty `jours` is Monday to Friday. */
static const char *own_value(const Row *row, int column, Arena *arena)
{
    const Value *value = row_value(row, column);
    const ColumnSchema *schema = row_column(row, column);
    if (value->state == VALUE_BAD)
        return NULL;
    Value days = {.set = row_days(row, column), .state = VALUE_GOOD};
    bool assumed = value->state == VALUE_EMPTY && schema->flags & COLUMN_SCHOOL_DAYS;
    return value_canonical(schema, assumed ? &days : value, arena);
}

/* The order of a list is that of its first date or number after the link, then of the file. */
typedef struct Ranked {
    const Row *row;
    int64_t rank;
} Ranked;

static int64_t rank_of(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    if (value->state != VALUE_GOOD)
        return INT64_MAX;
    return row_column(row, column)->type == TYPE_DATE ? value->date : value->number;
}

static int ranking_column(int table)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].type == TYPE_DATE || schema->columns[c].type == TYPE_NUMBER)
            return (int)c;
    return -1;
}

static int by_rank(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->row->index < y->row->index ? -1 : x->row->index > y->row->index;
}

static const char *list_value(RowSpan rows, int column, int ranking, Arena *arena)
{
    Ranked *ranked = arena_array_of(arena, rows.count + 1, Ranked);
    for (size_t i = 0; i < rows.count; i++)
        ranked[i] = (Ranked){rows.rows[i], ranking < 0 ? 0 : rank_of(rows.rows[i], ranking)};
    if (rows.count)
        qsort(ranked, rows.count, sizeof *ranked, by_rank);
    Buffer text = {0};
    bool readable = true;
    for (size_t i = 0; i < rows.count && readable; i++) {
        const char *value = own_value(ranked[i].row, column, arena);
        readable = value != NULL;
        if (readable)
            buffer_printf(&text, "%s%s", i ? "\n" : "", value);
    }
    const char *made = readable ? arena_string(arena, buffer_text(&text)) : NULL;
    buffer_free(&text);
    return made;
}

const char *wanted_value(const Term *term, const Row *sequence, const TermName *name, Arena *arena)
{
    if (name->table < 0)
        return NULL;
    if (name->link < 0)
        return own_value(sequence, name->column, arena);
    RowSpan rows = term_children(term, name->table, name->link, sequence);
    return list_value(rows, name->column, ranking_column(name->table), arena);
}

TermValue *wanted_terms(const Term *term, const Row *sequence, const char *const *names,
                        size_t name_count, Arena *arena, size_t *count)
{
    TermValue *terms = arena_array_of(arena, name_count + 1, TermValue);
    *count = 0;
    for (size_t i = 0; i < name_count; i++) {
        TermName name = term_name(names[i]);
        const char *value = wanted_value(term, sequence, &name, arena);
        if (value)
            terms[(*count)++] = (TermValue){.name = names[i], .value = value};
    }
    return terms;
}
