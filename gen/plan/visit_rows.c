#include "plan/visit_rows.h"

#include "base/map.h"
#include "plan/proposal.h"
#include "term/extend.h"

#include <stdlib.h>
#include <string.h>

enum { ID_MOST = 40 };

/* ---- What a row says. */

static const char *code(int list, int choice)
{
    return schema_choices(list)->choices[choice].code;
}

static const char *free_id(const ProposedVisit *visit, Map *taken, Arena *arena)
{
    const char *key = row_key(visit->sequence);
    for (int n = 1;; n++) {
        const char *id = arena_printf(arena, "%s-V%d", key, n);
        if (strlen(id) > ID_MOST)
            return "";
        if (map_put(taken, id, taken))
            return id;
    }
}

static const char *const *row_of(const ProposedVisit *visit, Map *taken, Arena *arena)
{
    const char **texts = arena_array_of(arena, VISITES_COLUMNS, const char *);
    DateText day;
    for (int c = 0; c < VISITES_COLUMNS; c++)
        texts[c] = "";
    const char *old = visit->replaced ? row_text(visit->replaced, VISITES_ID) : "";
    texts[VISITES_ID] = *old ? old : visit->kept_id ? visit->kept_id : free_id(visit, taken, arena);
    texts[VISITES_SEQUENCE] = row_key(visit->sequence);
    texts[VISITES_TYPE] = code(C_TYPE_VISITE, visit->type);
    texts[VISITES_DATE] = arena_string(arena, date_iso(visit->day, day));
    texts[VISITES_HEURE] = arena_printf(arena, "%d:%02d", visit->minutes / 60, visit->minutes % 60);
    texts[VISITES_MODE] = code(C_MODE_VISITE, visit->mode);
    texts[VISITES_STATUT] = code(C_STATUT_VISITE, STATUT_VISITE_PROPOSEE);
    texts[VISITES_RESPONSABLE] = row_key(visit->person);
    return texts;
}

/* ---- The visits of one sequence together. */

static int by_date(const void *left, const void *right)
{
    const Row *a = *(const Row *const *)left, *b = *(const Row *const *)right;
    Date x = row_date(a, VISITES_DATE), y = row_date(b, VISITES_DATE);
    if (x != y)
        return x < y ? -1 : 1;
    int order = strcmp(row_text(a, VISITES_ID), row_text(b, VISITES_ID));
    return order ? order : a->index < b->index ? -1 : a->index > b->index;
}

/* In the order of their dates, each takes the place of one that does not stay. */
static void replace_visits(ProposedVisit *visits, size_t count, const Need *need)
{
    if (need->replaced_count)
        qsort(need->replaced, need->replaced_count, sizeof *need->replaced, by_date);
    for (size_t i = 0; i < count && i < need->replaced_count; i++)
        visits[i].replaced = need->replaced[i];
}

static void name_final(ProposedVisit *visits, size_t count, const Need *need)
{
    ProposedVisit *last = &visits[count - 1];
    if (need->wanted > 1 && !need->has_final && count == need->missing &&
        last->day > need->last_standing)
        last->type = TYPE_VISITE_FINALE;
}

static const Need *need_of(const Needs *needs, const Row *sequence)
{
    size_t low = 0, high = needs->count;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(row_key(needs->items[middle].sequence), row_key(sequence)) <= 0)
            low = middle;
        else
            high = middle;
    }
    return &needs->items[low];
}

/* Before any new id is given. One that is in visites.csv by now is another visit's. */
static void keep_ids(Visits *visits, Map *taken)
{
    for (size_t i = 0; i < visits->count; i++) {
        ProposedVisit *visit = &visits->items[i];
        if (visit->kept_id && (!*visit->kept_id || !map_put(taken, visit->kept_id, taken)))
            visit->kept_id = NULL;
    }
}

void visits_write(Visits *visits, const Needs *needs, Arena *arena)
{
    const Table *table = &visits->record->term->tables[T_VISITES];
    Map *taken = map_new();
    for (size_t i = 0; i < table->row_count; i++)
        map_put(taken, row_text(&table->rows[i], VISITES_ID), taken);
    keep_ids(visits, taken);
    for (size_t i = 0; i < visits->count;) {
        size_t end = i + 1;
        while (end < visits->count && visits->items[end].sequence == visits->items[i].sequence)
            end++;
        const Need *need = need_of(needs, visits->items[i].sequence);
        replace_visits(visits->items + i, end - i, need);
        name_final(visits->items + i, end - i, need);
        for (size_t first = i; i < end; i++) {
            visits->items[i].late &= i == first;
            visits->items[i].texts = row_of(&visits->items[i], taken, arena);
        }
    }
    map_free(taken);
}

/* ---- Rows, and a file. */

void visits_extend(const Visits *visits, Term *extended)
{
    Arena *scratch = arena_new();
    const Row **left_out = arena_array_of(scratch, visits->count + 1, const Row *);
    const char *const **added = arena_array_of(scratch, visits->count + 1, const char *const *);
    size_t left_out_count = 0;
    for (size_t i = 0; i < visits->count; i++) {
        added[i] = visits->items[i].texts;
        if (visits->items[i].replaced)
            left_out[left_out_count++] = visits->items[i].replaced;
    }
    const Extension extension = {T_VISITES, left_out, left_out_count, added, visits->count};
    term_extend(extended, visits->record->term, &extension);
    arena_free(scratch);
}

void visits_csv(const Visits *visits, Buffer *csv)
{
    const TableSchema *schema = schema_table(T_VISITES);
    proposal_header(csv, schema);
    for (size_t i = 0; i < visits->count; i++) {
        for (size_t c = 0; c < schema->column_count; c++)
            proposal_cell(csv, c, visits->items[i].texts[c]);
        proposal_end(csv);
    }
}
