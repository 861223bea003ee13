#include "text/names.h"

#include "base/text.h"

#include <assert.h>
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

static Found column_found(const TableSchema *schema, size_t column)
{
    return (Found){.kind = FOUND_COLUMN, .shape = names_column_shape(&schema->columns[column]),
                   .column = (int)column};
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

static Found children_found(int table, int child)
{
    int column = link_to(child, table);
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

/* The names that no file changes, by owner and name: a document asks for a thousand of them. Made
 * at the first question, never changed after. */
typedef struct Indexed {
    const char *name; /* NULL: a free place */
    int owner;
    Found found;
} Indexed;

enum { INDEX_SIZE = 2048 }; /* at least twice the names there are */
static Indexed names_index[INDEX_SIZE];
static size_t index_count; /* 0: not made yet */

static size_t first_place(int owner, const char *name)
{
    size_t hash = 14695981039346656037u ^ (size_t)owner;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u;
    return hash ^ hash >> 32;
}

/* Where a name is, or would be. */
static Indexed *place_of(int owner, const char *name)
{
    size_t i = first_place(owner, name) % INDEX_SIZE;
    while (names_index[i].name &&
           (names_index[i].owner != owner || !text_is(names_index[i].name, name)))
        i = (i + 1) % INDEX_SIZE;
    return &names_index[i];
}

/* The first to take a name keeps it: a column, then a table, then what is computed. */
static void index_name(int owner, const char *name, Found found)
{
    Indexed *place = place_of(owner, name);
    if (!found.kind || place->name)
        return;
    *place = (Indexed){name, owner, found};
    index_count++;
    assert(2 * index_count <= INDEX_SIZE);
}

static void make_index(void)
{
    size_t count;
    const ComputedName *computed = names_computed(&count);
    for (int table = 0; table < TABLE_COUNT; table++) {
        const TableSchema *schema = schema_table(table);
        for (size_t c = 0; c < schema->column_count; c++)
            index_name(table, schema->columns[c].name, column_found(schema, c));
        for (int child = 0; child < TABLE_COUNT; child++)
            index_name(table, schema_table(child)->name, children_found(table, child));
    }
    for (size_t i = 0; i < count; i++)
        index_name(computed[i].owner, computed[i].name,
                   (Found){.kind = FOUND_COMPUTED, .shape = computed[i].shape,
                           .computed = &computed[i]});
}

Found names_find(const Record *record, int owner, const char *name)
{
    if (index_count == 0)
        make_index();
    const Indexed *place = place_of(owner, name);
    if (place->name)
        return place->found;
    if (owner < TABLE_COUNT && record && record->term)
        return find_extra(record, owner, name);
    return (Found){.kind = FOUND_NOTHING};
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
