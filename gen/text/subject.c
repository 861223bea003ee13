/* What documents are about: the subjects of a scope, in the order of their keys. */
#include "text/item.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static int compare_keys(const void *left, const void *right)
{
    const Subject *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    if (order || !a->row)
        return order;
    return a->row->index < b->row->index ? -1 : a->row->index > b->row->index;
}

/* A visit without an identifier is known by its sequence and its rank by date. */
static const char *visit_key(const Record *record, const Row *visit, Arena *arena)
{
    const Value *id = record_value(record, visit, VISITES_ID);
    const Value *sequence = record_value(record, visit, VISITES_SEQUENCE);
    if (id->state == VALUE_GOOD)
        return id->text;
    if (sequence->state != VALUE_GOOD)
        return row_key(visit);
    Model model;
    model_open(&model, record, arena, LANG_FR);
    const Items *all = model_children(&model, sequence->link, T_VISITES, VISITES_SEQUENCE);
    size_t rank = 0;
    while (rank < all->count && all->items[rank].row != visit)
        rank++;
    return arena_printf(arena, "%s.v%zu", row_key(sequence->link), rank + 1);
}

static size_t add_rows(const Record *record, Scope scope, Subject *subjects, Arena *arena)
{
    const Table *table = &record->term->tables[scope_table(scope)];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        const char *key = scope == SCOPE_VISITE ? visit_key(record, row, arena) : row_key(row);
        subjects[i] = (Subject){scope, row, key};
    }
    return table->row_count;
}

static size_t add_groups(const Record *record, Subject *subjects)
{
    const Table *table = &record->term->tables[T_ELEVES];
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Value *group = record_value(record, &table->rows[i], ELEVES_GROUPE);
        if (group->state == VALUE_GOOD)
            subjects[count++] = (Subject){SCOPE_GROUPE, NULL, group->text};
    }
    qsort(subjects, count, sizeof *subjects, compare_keys);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !text_is(subjects[kept - 1].key, subjects[i].key))
            subjects[kept++] = subjects[i];
    return kept;
}

Subject *model_subjects(const Record *record, Scope scope, Arena *arena, size_t *count)
{
    int table = scope == SCOPE_GROUPE ? T_ELEVES : scope_table(scope);
    size_t most = table < 0 ? 1 : record->term->tables[table].row_count;
    Subject *subjects = arena_array_of(arena, most + 1, Subject);
    if (scope == SCOPE_GROUPE) {
        *count = add_groups(record, subjects);
    } else if (table < 0) {
        subjects[0] = (Subject){scope, NULL,
                                config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME)};
        *count = 1;
    } else {
        *count = add_rows(record, scope, subjects, arena);
        qsort(subjects, *count, sizeof *subjects, compare_keys);
    }
    return subjects;
}
