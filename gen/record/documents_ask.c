/* documents_ask: the part of documents.h that lists: revisions, numbers, parties. */
#include "record/documents.h"

#include "base/text.h"
#include "record/database.h"

#include <stdlib.h>

#define REVISION_COLUMNS                                                                           \
    "d.genre, d.cle, d.numero, r.revision, r.emis_le, r.empreinte, r.sha256, d.transcription,"     \
    " r.etat = 'annule', r.pages"

static Revision revision_of(const Query *query, Arena *arena)
{
    return (Revision){
        .kind = query_text(query, 1, arena),
        .key = query_text(query, 2, arena),
        .number = query_text(query, 3, arena),
        .revision = (int)query_number(query, 4),
        .issued_on = query_date(query, 5),
        .terms_sha256 = query_text(query, 6, arena),
        .sha256 = query_text(query, 7, arena),
        .transcription = query_number(query, 8) != 0,
        .cancelled = query_number(query, 9) != 0,
        .pages = (int)query_number(query, 10),
    };
}

Status registry_revisions(const Registry *registry, const char *kind, Arena *arena,
                          Revision **revisions, size_t *count, Error *error)
{
    Revision *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT " REVISION_COLUMNS " FROM documents d JOIN revisions r ON r.document = d.id"
               " WHERE d.genre = ? ORDER BY d.cle, r.revision");
    query_bind_text(&query, 1, kind);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = revision_of(&query, arena);
    }
    *revisions = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}

typedef struct Numbers {
    const char **items;
    size_t count, capacity;
} Numbers;

static const char *number_at(const void *context, size_t i)
{
    return ((const Numbers *)context)->items[i];
}

static Status nearest_number(const Registry *registry, const char *number, Arena *arena,
                             const char **nearest, Error *error)
{
    Numbers numbers = {0};
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT numero FROM documents WHERE numero IS NOT NULL ORDER BY numero");
    while (query_next(&query)) {
        numbers.items = vector_reserve(numbers.items, &numbers.capacity, numbers.count + 1,
                                       sizeof *numbers.items);
        numbers.items[numbers.count++] = query_text(&query, 1, arena);
    }
    *nearest = text_nearest(number, number_at, &numbers, numbers.count);
    free(numbers.items);
    return query_close(&query, error);
}

Status registry_find_number(const Registry *registry, const char *number, Arena *arena,
                            Revision *revision, bool *known, const char **nearest, Error *error)
{
    Query query;
    *nearest = NULL;
    query_open(&query, registry_database(registry),
               "SELECT " REVISION_COLUMNS " FROM documents d JOIN revisions r ON r.document = d.id"
               " WHERE d.numero = ? ORDER BY d.genre, r.revision DESC");
    query_bind_text(&query, 1, number);
    *known = query_next(&query);
    if (*known)
        *revision = revision_of(&query, arena);
    Status status = query_close(&query, error);
    return status == STATUS_OK && !*known ? nearest_number(registry, number, arena, nearest, error)
                                          : status;
}

Status registry_knows(const Registry *registry, const char *kind, const char *number, int revision,
                      bool *known, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT 1 FROM documents d JOIN revisions r ON r.document = d.id"
               " WHERE d.genre = ? AND d.numero = ? AND r.revision = ?");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, number);
    query_bind_number(&query, 3, revision);
    *known = query_next(&query);
    return query_close(&query, error);
}

Status registry_parties(const Registry *registry, Arena *arena, RegistryParty **parties,
                        size_t *count, Error *error)
{
    RegistryParty *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT genre, cle, eleve, entreprise, neq FROM documents"
               " WHERE eleve IS NOT NULL OR entreprise IS NOT NULL ORDER BY cle, genre");
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (RegistryParty){
            .kind = query_text(&query, 1, arena),
            .sequence = query_text(&query, 2, arena),
            .parties = {.student = query_text(&query, 3, arena),
                        .company = query_text(&query, 4, arena),
                        .neq = query_text(&query, 5, arena)},
        };
    }
    *parties = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}
