/* lots_refused: the part of lots.h about what the destination sent back. */
#include "record/lots.h"

#include "base/text.h"
#include "record/database.h"

#include <stdlib.h>
#include <string.h>

const char *lots_record_number(const char *lot, int rank, Arena *arena)
{
    return arena_printf(arena, "%s-%04d", lot, rank);
}

/* All the rows of a query: lot, sequence, nature, rank, last, refused. */
static Status take_entries(Query *query, Arena *arena, LotEntry **entries, size_t *count,
                           Error *error)
{
    LotEntry *found = NULL;
    size_t capacity = 0;
    *count = 0;
    while (query_next(query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (LotEntry){.lot = query_text(query, 1, arena),
                                       .sequence = query_text(query, 2, arena),
                                       .nature = (Nature)query_number(query, 3),
                                       .rank = (int)query_number(query, 4),
                                       .last = query_number(query, 5),
                                       .refused = query_number(query, 6)};
    }
    *entries = vector_settle(arena, found, *count, sizeof *found);
    return query_close(query, error);
}

#define SELECT_ENTRIES                                                                        \
    "SELECT l.numero, e.sequence,"                                                            \
    " CASE e.nature WHEN 'ajout' THEN 0 WHEN 'modification' THEN 1 ELSE 2 END, e.rang,"       \
    " NOT EXISTS (SELECT 1 FROM lot_sequences x WHERE x.sequence = e.sequence AND x.lot > e.lot)," \
    " EXISTS (SELECT 1 FROM lot_refus r WHERE r.lot = e.lot AND r.sequence = e.sequence)"     \
    " FROM lot_sequences e JOIN lots l ON l.id = e.lot "
_Static_assert(NATURE_AJOUT == 0 && NATURE_MODIFICATION == 1 && NATURE_ANNULATION == 2,
               "the numbers of SELECT_ENTRIES");

Status lots_entries(const Registry *registry, const char *lot, Arena *arena, LotEntry **entries,
                    size_t *count, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               SELECT_ENTRIES "WHERE l.numero = ? ORDER BY e.rang");
    query_bind_text(&query, 1, lot);
    return take_entries(&query, arena, entries, count, error);
}

static Status named_record(const Registry *registry, const char *number, Arena *arena,
                           LotEntry **entries, size_t *count, Error *error)
{
    const char *dash = strrchr(number, '-');
    char *end = NULL;
    long rank = dash ? strtol(dash + 1, &end, 10) : 0;
    *count = 0;
    if (!dash || rank < 1 || *end || dash[1] < '0' || dash[1] > '9')
        return STATUS_OK;
    Query query;
    query_open(&query, registry_database(registry),
               SELECT_ENTRIES "WHERE l.numero = ? AND e.rang = ?");
    query_bind_text(&query, 1, arena_slice(arena, number, (size_t)(dash - number)));
    query_bind_number(&query, 2, rank);
    return take_entries(&query, arena, entries, count, error);
}

static Status named_sequence(const Registry *registry, const char *key, Arena *arena,
                             LotEntry **entries, size_t *count, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               SELECT_ENTRIES "WHERE e.sequence = ? ORDER BY e.lot DESC LIMIT 1");
    query_bind_text(&query, 1, key);
    return take_entries(&query, arena, entries, count, error);
}

Status lots_named(const Registry *registry, const char *number, Arena *arena, LotEntry **entries,
                  size_t *count, Error *error)
{
    Status status = named_record(registry, number, arena, entries, count, error);
    if (status == STATUS_OK && *count == 0)
        status = lots_entries(registry, number, arena, entries, count, error);
    if (status == STATUS_OK && *count == 0)
        status = named_sequence(registry, number, arena, entries, count, error);
    return status;
}

Status lots_refuse(Registry *registry, const LotRefusal *refusals, size_t count, Date day,
                   Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO lot_refus (lot, sequence, code, message, recu_le)"
               " SELECT id, ?2, ?3, ?4, ?5 FROM lots WHERE numero = ?1"
               " ON CONFLICT DO NOTHING");
    for (size_t i = 0; i < count; i++) {
        query_bind_text(&query, 1, refusals[i].lot);
        query_bind_text(&query, 2, refusals[i].sequence);
        query_bind_text(&query, 3, refusals[i].code);
        query_bind_text(&query, 4, refusals[i].message);
        query_bind_date(&query, 5, day);
        query_next(&query);
        query_reset(&query);
    }
    return query_close(&query, error);
}

Status lots_refused(const Registry *registry, Arena *arena, LotRefusal **refusals, size_t *count,
                    Error *error)
{
    LotRefusal *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT l.numero, r.sequence, r.code, r.message"
               " FROM lot_refus r JOIN lots l ON l.id = r.lot"
               " WHERE r.lot = (SELECT max(lot) FROM lot_sequences e WHERE e.sequence = r.sequence)"
               " ORDER BY r.sequence, r.code, r.message");
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] =
            (LotRefusal){query_text(&query, 1, arena), query_text(&query, 2, arena),
                         query_text(&query, 3, arena), query_text(&query, 4, arena)};
    }
    *refusals = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}
