#include "record/lookup.h"

#include "record/database.h"

/* r: the revision held; v: the one that stands. */
#define HOLDING                                                                                    \
    "SELECT d.genre, d.cle, d.numero, d.transcription, r.revision, r.emis_le, r.empreinte,"        \
    " v.revision, v.emis_le,"                                                                      \
    " EXISTS (SELECT 1 FROM revisions WHERE document = d.id AND etat = 'annule'),"                 \
    " EXISTS (SELECT 1 FROM originaux o WHERE o.document = d.id AND o.sha256 = ?1"                 \
    "  AND o.nature = 'signe')"                                                                    \
    " FROM documents d JOIN revisions r ON r.document = d.id"                                      \
    " JOIN revisions v ON v.document = d.id AND v.revision = coalesce("                            \
    "  (SELECT s.revision FROM signatures s WHERE s.document = d.id GROUP BY s.revision"           \
    "   HAVING sum(s.partie = 'toutes') > 0"                                                       \
    "    OR sum(s.partie IN ('eleve', 'entreprise', 'etablissement')) = 3"                         \
    "   ORDER BY s.revision DESC LIMIT 1),"                                                        \
    "  (SELECT max(revision) FROM revisions WHERE document = d.id))"

static Status take_holding(Query *query, Arena *arena, Holding *holding, bool *known, Error *error)
{
    *holding = (Holding){.kind = "", .key = "", .number = "", .terms_sha256 = ""};
    *known = query_next(query);
    if (*known)
        *holding = (Holding){
            .kind = query_text(query, 1, arena),
            .key = query_text(query, 2, arena),
            .number = query_text(query, 3, arena),
            .transcription = query_number(query, 4) != 0,
            .revision = (int)query_number(query, 5),
            .issued_on = query_date(query, 6),
            .terms_sha256 = query_text(query, 7, arena),
            .standing_revision = (int)query_number(query, 8),
            .standing_on = query_date(query, 9),
            .cancelled = query_number(query, 10) != 0,
            .scan = query_number(query, 11) != 0,
        };
    return query_close(query, error);
}

Status lookup_file(const Registry *registry, const char *sha256, Arena *arena, Holding *holding,
                   bool *known, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               HOLDING
               " WHERE (d.id, r.revision) IN ("
               " SELECT document, revision FROM revisions WHERE sha256 = ?1"
               " UNION SELECT document, revision FROM originaux WHERE sha256 = ?1"
               " UNION SELECT s.id, m.revision FROM message_documents m"
               "  JOIN documents s ON s.genre = m.genre AND s.cle = m.cle WHERE m.sha256 = ?1)"
               " ORDER BY r.revision = v.revision DESC, r.revision DESC, d.id LIMIT 1");
    query_bind_text(&query, 1, sha256);
    return take_holding(&query, arena, holding, known, error);
}

Status lookup_number(const Registry *registry, const char *number, int revision, Arena *arena,
                     Holding *holding, bool *known, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               HOLDING " WHERE d.numero = ?2 AND r.revision = iif(?3, ?3, v.revision)"
                       " ORDER BY d.id LIMIT 1");
    query_bind_text(&query, 1, "");
    query_bind_text(&query, 2, number);
    query_bind_number(&query, 3, revision);
    return take_holding(&query, arena, holding, known, error);
}

Status lookup_cancelled(const Registry *registry, Arena *arena, Cancelled **cancelled,
                        size_t *count, Error *error)
{
    Cancelled *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT d.genre, d.cle FROM documents d JOIN revisions r ON r.document = d.id"
               " WHERE r.etat = 'annule' ORDER BY d.genre, d.cle");
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (Cancelled){query_text(&query, 1, arena), query_text(&query, 2, arena)};
    }
    *cancelled = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}
