#include "text/names.h"

#include "base/text.h"

#include <stdlib.h>

Shape names_column_shape(const ColumnSchema *column)
{
    switch (column->type) {
    case TYPE_DATE: return (Shape){SHAPE_DATE, 0};
    case TYPE_TIME: return (Shape){SHAPE_TIME, 0};
    case TYPE_NUMBER: return (Shape){SHAPE_NUMBER, 0};
    case TYPE_YES_NO: return (Shape){SHAPE_FLAG, 0};
    case TYPE_CHOICE: return (Shape){SHAPE_CHOICE, column->target};
    case TYPE_LIST: return (Shape){SHAPE_SET, column->target};
    case TYPE_LINK: return (Shape){SHAPE_OBJECT, column->target};
    default: return (Shape){SHAPE_TEXT, 0};
    }
}

static Found find_column(int table, const char *name)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (text_is(schema->columns[c].name, name))
            return (Found){.kind = FOUND_COLUMN, .shape = names_column_shape(&schema->columns[c]),
                           .column = (int)c};
    return (Found){.kind = FOUND_NOTHING};
}

/* The column of `child` that points to `table`; -1 when there is none. */
static int link_to(int child, int table)
{
    const TableSchema *schema = schema_table(child);
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].type == TYPE_LINK && schema->columns[c].target == table)
            return (int)c;
    return -1;
}

static Found find_children(int table, const char *name)
{
    int child = schema_find_table(name);
    int column = child < 0 ? -1 : link_to(child, table);
    if (column < 0)
        return (Found){.kind = FOUND_NOTHING};
    return (Found){.kind = FOUND_CHILDREN, .shape = {SHAPE_LIST, child}, .column = column,
                   .table = child};
}

static Found find_extra(const Record *record, int table, const char *name)
{
    const Table *file = &record->term->tables[table];
    for (size_t i = 0; i < file->extra_count; i++)
        if (text_is(file->extra_headers[i], name))
            return (Found){.kind = FOUND_EXTRA, .shape = {SHAPE_TEXT, 0}, .column = (int)i};
    return (Found){.kind = FOUND_NOTHING};
}

static Found find_computed(int owner, const char *name)
{
    size_t count;
    const ComputedName *table = names_computed(&count);
    for (size_t i = 0; i < count; i++)
        if (table[i].owner == owner && text_is(table[i].name, name))
            return (Found){.kind = FOUND_COMPUTED, .shape = table[i].shape, .computed = &table[i]};
    return (Found){.kind = FOUND_NOTHING};
}

Found names_find(const Record *record, int owner, const char *name)
{
    Found found = {.kind = FOUND_NOTHING};
    if (owner < TABLE_COUNT) {
        found = find_column(owner, name);
        if (!found.kind)
            found = find_children(owner, name);
    }
    if (!found.kind)
        found = find_computed(owner, name);
    if (!found.kind && owner < TABLE_COUNT && record && record->term)
        found = find_extra(record, owner, name);
    return found;
}

bool names_is_personal(int owner, const Found *found)
{
    return found->kind == FOUND_COLUMN &&
           schema_column(owner, found->column)->flags & COLUMN_PERSONAL;
}

static void add(const char ***names, size_t *count, size_t *capacity, const char *name)
{
    *names = vector_reserve(*names, capacity, *count + 1, sizeof **names);
    (*names)[(*count)++] = name;
}

void names_list(const Record *record, int owner, const char ***names, size_t *count,
                size_t *capacity)
{
    if (owner < TABLE_COUNT) {
        const TableSchema *schema = schema_table(owner);
        for (size_t c = 0; c < schema->column_count; c++)
            add(names, count, capacity, schema->columns[c].name);
        for (int child = 0; child < TABLE_COUNT; child++)
            if (link_to(child, owner) >= 0)
                add(names, count, capacity, schema_table(child)->name);
        const Table *file = record && record->term ? &record->term->tables[owner] : NULL;
        for (size_t i = 0; file && i < file->extra_count; i++)
            add(names, count, capacity, file->extra_headers[i]);
    }
    size_t computed;
    const ComputedName *table = names_computed(&computed);
    for (size_t i = 0; i < computed; i++)
        if (table[i].owner == owner)
            add(names, count, capacity, table[i].name);
}
