/* messages: the mail ledger in SQLite. */
#include "record/messages.h"

#include "record/database.h"

#include <string.h>

const char messages_ddl[] =
    "CREATE TABLE messages ("
    " cle TEXT PRIMARY KEY CHECK (length(cle) = 64),"
    " entreprise TEXT NOT NULL,"
    " occasion TEXT NOT NULL,"
    " destinataire TEXT NOT NULL CHECK (length(destinataire) = 64),"
    " message_id TEXT NOT NULL,"
    " chemin TEXT NOT NULL,"
    " prepare_le TEXT NOT NULL CHECK (prepare_le = date(prepare_le)),"
    " etat TEXT NOT NULL CHECK (etat IN"
    "  ('a_envoyer', 'en_cours', 'envoye', 'refuse', 'incertain', 'remplace'))"
    ") WITHOUT ROWID;"
    "CREATE INDEX messages_etat ON messages (etat, entreprise, occasion);"
    "CREATE TABLE message_documents ("
    " message TEXT NOT NULL REFERENCES messages (cle),"
    " position INTEGER NOT NULL,"
    " genre TEXT NOT NULL,"
    " cle TEXT NOT NULL,"
    " numero TEXT NOT NULL,"
    " revision INTEGER NOT NULL,"
    " empreinte TEXT NOT NULL CHECK (length(empreinte) = 64),"
    " sha256 TEXT NOT NULL CHECK (length(sha256) = 64),"
    " PRIMARY KEY (message, position)) WITHOUT ROWID;"
    "CREATE INDEX message_documents_sha256 ON message_documents (sha256);";

static const char *const states[MESSAGE_STATE_COUNT] = {
    [MESSAGE_TO_SEND] = "a_envoyer", [MESSAGE_SENDING] = "en_cours",
    [MESSAGE_SENT] = "envoye",       [MESSAGE_REFUSED] = "refuse",
    [MESSAGE_UNCERTAIN] = "incertain", [MESSAGE_REPLACED] = "remplace",
};

#define COLUMNS "cle, entreprise, occasion, destinataire, message_id, chemin, prepare_le, etat"

static MessageRow row_of(const Query *query, Arena *arena)
{
    MessageRow row = {
        .key = query_text(query, 1, arena),
        .company = query_text(query, 2, arena),
        .occasion = query_text(query, 3, arena),
        .recipient_sha256 = query_text(query, 4, arena),
        .message_id = query_text(query, 5, arena),
        .path = query_text(query, 6, arena),
        .prepared_on = query_date(query, 7),
    };
    const char *state = query_text(query, 8, arena);
    for (int i = 0; i < MESSAGE_STATE_COUNT; i++)
        if (strcmp(states[i], state) == 0)
            row.state = (MessageState)i;
    return row;
}

Status messages_find(const Registry *registry, const char *key, Arena *arena, MessageRow *row,
                     bool *known, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT " COLUMNS " FROM messages WHERE cle = ?");
    query_bind_text(&query, 1, key);
    *known = query_next(&query);
    if (*known)
        *row = row_of(&query, arena);
    return query_close(&query, error);
}

Status messages_in_state(const Registry *registry, MessageState state, Arena *arena,
                         MessageRow **rows, size_t *count, Error *error)
{
    MessageRow *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT " COLUMNS
               " FROM messages WHERE etat = ? ORDER BY entreprise, occasion, cle");
    query_bind_text(&query, 1, states[state]);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = row_of(&query, arena);
    }
    *rows = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}

Status messages_places(const Registry *registry, Arena *arena, MessagePlace **places,
                       size_t *count, Error *error)
{
    MessagePlace *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "WITH last AS (SELECT genre, cle, max(revision) AS revision FROM message_documents"
               " GROUP BY genre, cle)"
               " SELECT d.genre, d.cle, max(m.etat = 'envoye') FROM message_documents d"
               " JOIN last USING (genre, cle, revision)"
               " JOIN messages m ON m.cle = d.message WHERE m.etat IN ('a_envoyer', 'envoye')"
               " GROUP BY d.genre, d.cle ORDER BY d.genre, d.cle");
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (MessagePlace){
            .kind = query_text(&query, 1, arena),
            .subject = query_text(&query, 2, arena),
            .state = query_number(&query, 3) ? MESSAGE_SENT : MESSAGE_TO_SEND,
        };
    }
    *places = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}

Status messages_left(const Registry *registry, Arena *arena, LeftDocument **documents,
                     size_t *count, Error *error)
{
    LeftDocument *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT m.cle, m.destinataire, d.genre, d.cle, d.empreinte, m.etat = 'envoye'"
               " FROM message_documents d"
               " JOIN messages m ON m.cle = d.message"
               " WHERE m.etat IN ('en_cours', 'envoye', 'refuse', 'incertain')");
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (LeftDocument){
            query_text(&query, 1, arena), query_text(&query, 2, arena),
            query_text(&query, 3, arena), query_text(&query, 4, arena),
            query_text(&query, 5, arena), query_number(&query, 6) != 0};
    }
    *documents = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}

Status messages_documents(const Registry *registry, const char *key, Arena *arena,
                          MessageDocument **documents, size_t *count, Error *error)
{
    MessageDocument *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry),
               "SELECT genre, cle, numero, revision, empreinte, sha256 FROM message_documents"
               " WHERE message = ? ORDER BY position");
    query_bind_text(&query, 1, key);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = (MessageDocument){
            .kind = query_text(&query, 1, arena),
            .subject = query_text(&query, 2, arena),
            .number = query_text(&query, 3, arena),
            .revision = (int)query_number(&query, 4),
            .terms_sha256 = query_text(&query, 5, arena),
            .sha256 = query_text(&query, 6, arena),
        };
    }
    *documents = vector_settle(arena, found, *count, sizeof *found);
    return query_close(&query, error);
}

Status messages_carried(const Registry *registry, const char *sha256, bool *carried, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT 1 FROM message_documents d JOIN messages m ON m.cle = d.message"
               " WHERE d.sha256 = ? AND m.etat IN ('en_cours', 'envoye', 'incertain')");
    query_bind_text(&query, 1, sha256);
    *carried = query_next(&query);
    return query_close(&query, error);
}

static Status add_row(sqlite3 *database, const MessageRow *row, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO messages (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
               " ON CONFLICT (cle) DO UPDATE SET message_id = excluded.message_id,"
               "  chemin = excluded.chemin, prepare_le = excluded.prepare_le, etat = excluded.etat"
               "  WHERE etat = 'remplace' OR (etat = 'a_envoyer' AND chemin <> excluded.chemin)");
    query_bind_text(&query, 1, row->key);
    query_bind_text(&query, 2, row->company);
    query_bind_text(&query, 3, row->occasion);
    query_bind_text(&query, 4, row->recipient_sha256);
    query_bind_text(&query, 5, row->message_id);
    query_bind_text(&query, 6, row->path);
    query_bind_date(&query, 7, row->prepared_on);
    query_bind_text(&query, 8, states[row->state]);
    query_next(&query);
    return query_close(&query, error);
}

Status messages_add(Registry *registry, const MessageRow *row, const MessageDocument *documents,
                    size_t count, Error *error)
{
    sqlite3 *database = registry_database(registry);
    Status status = add_row(database, row, error);
    if (status != STATUS_OK)
        return status;
    Query query;
    query_open(&query, database,
               "INSERT INTO message_documents"
               " (message, position, genre, cle, numero, revision, empreinte, sha256)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
               " ON CONFLICT (message, position) DO UPDATE SET sha256 = excluded.sha256"
               "  WHERE sha256 <> excluded.sha256 AND EXISTS"
               "   (SELECT 1 FROM messages WHERE cle = message AND etat = 'a_envoyer')");
    for (size_t i = 0; i < count; i++) {
        query_bind_text(&query, 1, row->key);
        query_bind_number(&query, 2, (int64_t)i + 1);
        query_bind_text(&query, 3, documents[i].kind);
        query_bind_text(&query, 4, documents[i].subject);
        query_bind_text(&query, 5, documents[i].number);
        query_bind_number(&query, 6, documents[i].revision);
        query_bind_text(&query, 7, documents[i].terms_sha256);
        query_bind_text(&query, 8, documents[i].sha256);
        query_next(&query);
        query_reset(&query);
    }
    return query_close(&query, error);
}

Status messages_settle(Registry *registry, Error *error)
{
    return database_run(registry_database(registry),
                        "UPDATE messages SET etat = 'incertain' WHERE etat = 'en_cours'", error);
}

Status messages_set_state(Registry *registry, const char *key, MessageState state, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry), "UPDATE messages SET etat = ? WHERE cle = ?");
    query_bind_text(&query, 1, states[state]);
    query_bind_text(&query, 2, key);
    query_next(&query);
    return query_close(&query, error);
}
