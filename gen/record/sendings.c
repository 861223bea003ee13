#include "record/sendings.h"

#include "record/database.h"

const char sendings_ddl[] =
    "CREATE TABLE envois ("
    " id INTEGER PRIMARY KEY," /* their order */
    " message TEXT NOT NULL REFERENCES messages (cle),"
    " nature TEXT NOT NULL CHECK (nature IN ('transmission', 'essai', 'personne')),"
    " moment TEXT NOT NULL CHECK (moment IS strftime('%Y-%m-%dT%H:%M:%SZ', moment)),"
    " resultat TEXT CHECK (resultat IN ('envoye', 'refuse', 'reporte', 'incertain')),"
    " code TEXT);"
    "CREATE INDEX envois_message ON envois (message);"
    "CREATE INDEX envois_moment ON envois (moment);";

static const char *const natures[] = {[SENDING_TRANSMISSION] = "transmission",
                                      [SENDING_TRIAL] = "essai",
                                      [SENDING_PERSON] = "personne"};
static const char *const results[] = {[SENDING_SENT] = "envoye",
                                      [SENDING_REFUSED] = "refuse",
                                      [SENDING_PUT_OFF] = "reporte",
                                      [SENDING_DOUBTFUL] = "incertain"};

Status sendings_begin(Registry *registry, const char *message, SendingNature nature,
                      const char *moment, int64_t *id, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO envois (message, nature, moment) VALUES (?, ?, ?)");
    query_bind_text(&query, 1, message);
    query_bind_text(&query, 2, natures[nature]);
    query_bind_text(&query, 3, moment);
    query_next(&query);
    *id = sqlite3_last_insert_rowid(registry_database(registry));
    return query_close(&query, error);
}

Status sendings_end(Registry *registry, int64_t id, SendingResult result, const char *code,
                    Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "UPDATE envois SET resultat = ?, code = nullif(?, '') WHERE id = ?");
    query_bind_text(&query, 1, results[result]);
    query_bind_text(&query, 2, code);
    query_bind_number(&query, 3, id);
    query_next(&query);
    return query_close(&query, error);
}

Status sendings_settle(Registry *registry, Error *error)
{
    return database_run(registry_database(registry),
                        "UPDATE envois SET resultat = 'incertain'"
                        " WHERE resultat IS NULL AND nature <> 'personne'",
                        error);
}

Status sendings_last(const Registry *registry, const char *message, Arena *arena,
                     const char **moment, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT max(moment) FROM envois WHERE message = ? AND nature = 'transmission'");
    query_bind_text(&query, 1, message);
    *moment = query_next(&query) ? query_text(&query, 1, arena) : "";
    return query_close(&query, error);
}

Status sendings_since(const Registry *registry, const char *since, Arena *arena,
                      int64_t **moments, size_t *count, Error *error)
{
    int64_t *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT CAST(strftime('%s', moment) AS INTEGER) FROM envois"
               " WHERE moment >= ? AND nature <> 'personne' ORDER BY moment, id");
    query_bind_text(&query, 1, since);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = query_number(&query, 1);
    }
    *moments = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}
