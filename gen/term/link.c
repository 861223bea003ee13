/* link: keys and arrows between tables. Each table has a hash of its keys (open addressing, row
 * numbers only); each link column then gets the rows that point to each row, as one array cut by
 * offsets. */
#include "term/load.h"

#include "base/text.h"
#include "term/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows of `children` from starts[i] to starts[i + 1] point to row i of the target. */
typedef struct Children {
    uint32_t *starts;
    const Row **rows;
} Children;

struct TableIndex {
    uint32_t *slots; /* row + 1, 0 when free */
    size_t mask;
    Children *children; /* by column of the schema */
};

enum { NEAREST_WORK = 200000 }; /* keys compared for the hints of one column, in all */

static size_t hash_of(const char *key)
{
    uint64_t h = 0xCBF29CE484222325u; /* FNV-1a */
    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 0x100000001B3u;
    return (size_t)(h ^ h >> 29);
}

/* The slot of `key`, or the free one where it would go. */
static uint32_t *slot_of(const Table *table, const char *key)
{
    const TableIndex *index = table->index;
    size_t at = hash_of(key) & index->mask;
    while (index->slots[at] && !text_is(table->rows[index->slots[at] - 1].key, key))
        at = (at + 1) & index->mask;
    return &index->slots[at];
}

static void report_key_double(Term *term, const Row *row, const Row *first)
{
    int key = row->table->schema->key;
    CellName cell;
    term_report(term, (Problem){
        .kind = PROBLEM_KEY_DOUBLE, .table = row->table->id, .column = key, .row = row,
        .line = row_value(row, key)->line, .record = row->record, .value = row_text(row, key),
        .a = arena_printf(term->arena, _("%s, ligne %u (cellule %s)"), row->table->file,
                          (unsigned)row_value(first, key)->line, row_cell(first, key, cell)),
    });
}

static void index_keys(Term *term, Table *table)
{
    table->index = memory_resize(NULL, 1, sizeof *table->index);
    *table->index = (TableIndex){0};
    if (table->row_count == 0 || table->schema->key < 0 || table->slot[table->schema->key] < 0)
        return;
    size_t capacity = 16;
    while (capacity < table->row_count * 2)
        capacity *= 2;
    table->index->mask = capacity - 1;
    table->index->slots = memory_resize(NULL, capacity, sizeof *table->index->slots);
    memset(table->index->slots, 0, capacity * sizeof *table->index->slots);
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        if (row->keyless)
            continue;
        uint32_t *slot = slot_of(table, row->key);
        if (*slot)
            report_key_double(term, row, &table->rows[*slot - 1]);
        else
            *slot = (uint32_t)i + 1;
    }
}

const Row *link_find(const Table *table, const char *key)
{
    if (!table->index || !table->index->slots || *key == '\0')
        return NULL;
    Arena *scratch = NULL;
    if (table->schema->columns[table->schema->key].type == TYPE_PROGRAMME) {
        scratch = arena_new();
        key = programme_normalise(key, scratch);
    }
    uint32_t row = *slot_of(table, key);
    arena_free(scratch);
    return row ? &table->rows[row - 1] : NULL;
}

/* ---- What was probably meant by a key that is not there. */

/* Columns by which people know a row, and may write it where its key belongs; `then` follows,
 * -1 when nothing does. */
typedef struct KnownBy {
    int table, column, then;
} KnownBy;

static const KnownBy known_by[] = {
    {T_ENTREPRISES, ENTREPRISES_NOM, -1},
    {T_ENTREPRISES, ENTREPRISES_NEQ, -1},
    {T_ELEVES, ELEVES_PRENOM, ELEVES_NOM},
    {T_ELEVES, ELEVES_NOM, ELEVES_PRENOM},
    {T_ELEVES, ELEVES_CODE_PERMANENT, -1},
    {T_SUPERVISEURS, SUPERVISEURS_PRENOM, SUPERVISEURS_NOM},
    {T_SUPERVISEURS, SUPERVISEURS_NOM, SUPERVISEURS_PRENOM},
    {T_PERSONNEL, PERSONNEL_PRENOM, PERSONNEL_NOM},
    {T_PERSONNEL, PERSONNEL_NOM, PERSONNEL_PRENOM},
    {T_PROGRAMMES, PROGRAMMES_TITRE, -1},
};

static const KnownBy *known_as(const Row *row, const char *folded, Arena *scratch)
{
    for (size_t i = 0; i < sizeof known_by / sizeof *known_by; i++) {
        const KnownBy *by = &known_by[i];
        if (by->table != row->table->id)
            continue;
        const char *name = row_text(row, by->column);
        if (by->then >= 0)
            name = arena_printf(scratch, "%s %s", name, row_text(row, by->then));
        if (text_is(text_fold(scratch, name), folded))
            return by;
    }
    return NULL;
}

/* What is meant by a text: a key of the target, NULL when none is likely. */
typedef struct Meant {
    const char *key;
    bool personal; /* the text is a personal value of a row: it is not to be shown */
} Meant;

/* The key of the one row that `text` names; none when several rows do. */
static Meant row_named(const Table *target, const char *text)
{
    Arena *scratch = arena_new(), *row_scratch = arena_new();
    const char *folded = text_fold(scratch, text);
    Meant meant = {0};
    size_t named = 0;
    for (size_t i = 0; i < target->row_count && *folded; i++) {
        const KnownBy *by = known_as(&target->rows[i], folded, row_scratch);
        arena_reset(row_scratch);
        if (!by)
            continue;
        named++;
        meant.key = target->rows[i].keyless ? NULL : target->rows[i].key;
        meant.personal |= schema_column(by->table, by->column)->flags & COLUMN_PERSONAL;
    }
    arena_free(row_scratch);
    arena_free(scratch);
    if (named != 1)
        meant.key = NULL;
    return meant;
}

static const char *key_at(const void *context, size_t i)
{
    const Row *row = &((const Table *)context)->rows[i];
    return row->keyless ? NULL : row->key;
}

/* The last hint of a column serves again for the same text, and their cost is bounded: a whole
 * column may point to nothing. */
typedef struct Hints {
    const char *text;
    Meant meant;
    size_t work; /* left */
} Hints;

static Meant meant_by(Hints *hints, const char *text, const Table *target)
{
    if (hints->text && text_is(hints->text, text))
        return hints->meant;
    if (hints->work < target->row_count)
        return (Meant){0};
    hints->work -= target->row_count;
    hints->text = text;
    hints->meant = row_named(target, text);
    if (!hints->meant.key && !hints->meant.personal)
        hints->meant.key = text_nearest(text, key_at, target, target->row_count);
    return hints->meant;
}

static void report_unknown(Term *term, const Row *row, int column, const Table *target,
                           Hints *hints)
{
    const Value *value = row_value(row, column);
    Meant meant = meant_by(hints, value->text, target);
    term_report(term, (Problem){
        .kind = PROBLEM_LINK_UNKNOWN, .table = row->table->id, .column = column, .row = row,
        .line = value->line, .record = row->record,
        .value = meant.personal ? "***" : value->text, .a = target->file, .b = meant.key,
    });
}

/* Where rows of the target could not be read, or their keys, nobody knows what is missing. */
static bool can_judge(const Table *target)
{
    return target->present && target->broken_count == 0 && target->slot[target->schema->key] >= 0;
}

static void resolve(Term *term, Table *table, int column, uint32_t *unjudged)
{
    const Table *target = &term->tables[table->schema->columns[column].target];
    bool judged = can_judge(target);
    Hints hints = {.work = NEAREST_WORK};
    for (size_t i = 0; i < table->row_count; i++) {
        Value *value = &table->rows[i].values[table->slot[column]];
        if (value->text[0] == '\0')
            continue;
        value->link = link_find(target, value->text);
        if (value->link)
            value->state = VALUE_GOOD;
        else if (judged)
            report_unknown(term, &table->rows[i], column, target, &hints);
        else
            ++*unjudged;
    }
}

static void gather_children(Table *table, int column, size_t targets)
{
    uint32_t *starts = memory_resize(NULL, targets + 2, sizeof *starts);
    memset(starts, 0, (targets + 2) * sizeof *starts);
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *target = row_link(&table->rows[i], column);
        if (target)
            starts[target->index + 2]++;
    }
    for (size_t t = 2; t < targets + 2; t++)
        starts[t] += starts[t - 1];
    /* starts[t + 1] is where the next child of t goes; when all are there, where t + 1 begins. */
    const Row **rows = memory_resize(NULL, starts[targets + 1], sizeof *rows);
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *target = row_link(&table->rows[i], column);
        if (target)
            rows[starts[target->index + 1]++] = &table->rows[i];
    }
    table->index->children[column] = (Children){starts, rows};
}

static void link_table(Term *term, Table *table)
{
    size_t columns = table->schema->column_count;
    uint32_t *unjudged = arena_array_of(term->arena, columns, uint32_t);
    table->unjudged = unjudged;
    table->index->children = memory_resize(NULL, columns, sizeof *table->index->children);
    for (size_t c = 0; c < columns; c++) {
        table->index->children[c] = (Children){0};
        if (table->schema->columns[c].type != TYPE_LINK || table->slot[c] < 0)
            continue;
        resolve(term, table, (int)c, &unjudged[c]);
        gather_children(table, (int)c, term->tables[table->schema->columns[c].target].row_count);
    }
}

void link_tables(Term *term)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        index_keys(term, &term->tables[t]);
    for (int t = 0; t < TABLE_COUNT; t++)
        link_table(term, &term->tables[t]);
}

void link_one_table(Term *term, Table *table)
{
    index_keys(term, table);
    link_table(term, table);
}

RowSpan link_children(const Table *table, int column, const Row *target)
{
    bool known = target && table->index && table->index->children &&
                 table->index->children[column].starts &&
                 target->table->id == table->schema->columns[column].target;
    if (!known)
        return (RowSpan){NULL, 0};
    const Children *children = &table->index->children[column];
    uint32_t first = children->starts[target->index], end = children->starts[target->index + 1];
    return (RowSpan){children->rows + first, end - first};
}

void link_free(Table *table)
{
    if (!table->index)
        return;
    for (size_t c = 0; table->index->children && c < table->schema->column_count; c++) {
        free(table->index->children[c].starts);
        free(table->index->children[c].rows);
    }
    free(table->index->children);
    free(table->index->slots);
    free(table->index);
    table->index = NULL;
}
