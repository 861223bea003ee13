#include "record/terms.h"

#include "base/text.h"
#include "record/database.h"
#include "record/schema.h"

#include <stdlib.h>
#include <string.h>

const char terms_ddl[] =
    "CREATE TABLE termes ("
    " document INTEGER NOT NULL,"
    " revision INTEGER NOT NULL,"
    " nom TEXT NOT NULL,"
    " valeur TEXT NOT NULL,"
    " ancienne TEXT," /* of an amendment: the value that it replaces */
    " PRIMARY KEY (document, revision, nom),"
    " FOREIGN KEY (document, revision) REFERENCES revisions (document, revision)) WITHOUT ROWID;";

Status terms_put(Registry *registry, int64_t document, int revision, const TermValue *terms,
                 size_t count, Error *error)
{
    if (count == 0)
        return STATUS_OK;
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO termes (document, revision, nom, valeur, ancienne)"
               " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    for (size_t i = 0; i < count; i++) {
        query_bind_number(&query, 1, document);
        query_bind_number(&query, 2, revision);
        query_bind_text(&query, 3, terms[i].name);
        query_bind_text(&query, 4, terms[i].value);
        query_bind_text(&query, 5, terms[i].old);
        query_next(&query);
        query_reset(&query);
    }
    return query_close(&query, error);
}

typedef struct Gathered {
    TermList *lists;
    size_t count, capacity;
    TermValue *terms; /* of the list under way */
    size_t term_count, term_capacity;
} Gathered;

static void close_list(Gathered *gathered, Arena *arena)
{
    if (gathered->count == 0)
        return;
    TermList *list = &gathered->lists[gathered->count - 1];
    list->terms = arena_array_of(arena, gathered->term_count + 1, TermValue);
    list->count = gathered->term_count;
    if (list->count)
        memcpy(list->terms, gathered->terms, list->count * sizeof *list->terms);
    gathered->term_count = 0;
}

static void open_list(Gathered *gathered, Arena *arena, const char *key, int revision)
{
    const TermList *last = gathered->count ? &gathered->lists[gathered->count - 1] : NULL;
    if (last && last->revision == revision && text_is(last->key, key))
        return;
    close_list(gathered, arena);
    gathered->lists = vector_reserve(gathered->lists, &gathered->capacity, gathered->count + 1,
                                     sizeof *gathered->lists);
    gathered->lists[gathered->count++] = (TermList){.key = key, .revision = revision};
}

static void take_term(Gathered *gathered, const Query *query, Arena *arena)
{
    gathered->terms = vector_reserve(gathered->terms, &gathered->term_capacity,
                                     gathered->term_count + 1, sizeof *gathered->terms);
    gathered->terms[gathered->term_count++] = (TermValue){
        .name = query_text(query, 3, arena),
        .value = query_text(query, 4, arena),
        .old = query_is_null(query, 5) ? NULL : query_text(query, 5, arena),
    };
}

Status terms_list(const Registry *registry, const char *kind, Arena *arena, TermList **lists,
                  size_t *count, Error *error)
{
    Gathered gathered = {0};
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT d.cle, t.revision, t.nom, t.valeur, t.ancienne"
               " FROM documents d JOIN termes t ON t.document = d.id"
               " WHERE d.genre = ? ORDER BY d.cle, t.revision, t.nom");
    query_bind_text(&query, 1, kind);
    while (query_next(&query)) {
        open_list(&gathered, arena, query_text(&query, 1, arena), (int)query_number(&query, 2));
        take_term(&gathered, &query, arena);
    }
    close_list(&gathered, arena);
    *count = gathered.count;
    *lists = arena_array_of(arena, gathered.count + 1, TermList);
    if (gathered.count)
        memcpy(*lists, gathered.lists, gathered.count * sizeof **lists);
    free(gathered.lists);
    free(gathered.terms);
    return query_close(&query, error);
}
