#include "record/events.h"

#include "record/database.h"
#include "record/schema.h"

/* The second statement writes what an older registry knew of its past. */
const char events_ddl[] =
    "CREATE TABLE evenements ("
    " id INTEGER PRIMARY KEY," /* their order */
    " jour TEXT NOT NULL CHECK (jour = date(jour)),"
    " nature TEXT NOT NULL CHECK (nature IN ('emis', 'remplace', 'signe', 'signature_changee',"
    "  'annule', 'retabli', 'refuse', 'scan_recu', 'envoye')),"
    " genre TEXT NOT NULL,"
    " cle TEXT NOT NULL,"
    " numero TEXT,"
    " revision INTEGER,"
    " detail TEXT);"
    "CREATE INDEX evenements_document ON evenements (genre, cle);"
    "INSERT INTO evenements (jour, nature, genre, cle, numero, revision)"
    " SELECT r.emis_le, 'emis', d.genre, d.cle, d.numero, r.revision"
    " FROM revisions r JOIN documents d ON d.id = r.document"
    " ORDER BY r.emis_le, d.id, r.revision;";

/* A purge is of no document: the table is made again, with a nature more. */
const char events_ddl_3[] =
    "ALTER TABLE evenements RENAME TO evenements_2;"
    "DROP INDEX evenements_document;"
    "CREATE TABLE evenements ("
    " id INTEGER PRIMARY KEY," /* their order */
    " jour TEXT NOT NULL CHECK (jour = date(jour)),"
    " nature TEXT NOT NULL CHECK (nature IN ('emis', 'remplace', 'signe', 'signature_changee',"
    "  'annule', 'retabli', 'refuse', 'scan_recu', 'envoye', 'purge')),"
    " genre TEXT NOT NULL,"
    " cle TEXT NOT NULL,"
    " numero TEXT,"
    " revision INTEGER,"
    " detail TEXT);"
    "CREATE INDEX evenements_document ON evenements (genre, cle);"
    "INSERT INTO evenements SELECT * FROM evenements_2 ORDER BY id;"
    "DROP TABLE evenements_2;";

static const char *const codes[EVENT_NATURE_COUNT] = {
    [EVENT_ISSUED] = "emis",      [EVENT_REPLACED] = "remplace",
    [EVENT_SIGNED] = "signe",     [EVENT_SIGNATURE_CHANGED] = "signature_changee",
    [EVENT_CANCELLED] = "annule", [EVENT_RESTORED] = "retabli",
    [EVENT_REFUSED] = "refuse",   [EVENT_SCANNED] = "scan_recu",
    [EVENT_SENT] = "envoye",
    [EVENT_PURGED] = "purge",
};

const char *event_code(EventNature nature)
{
    return codes[nature];
}

Status events_add(Registry *registry, const Event *event, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO evenements (jour, nature, genre, cle, numero, revision, detail)"
               " VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, 0), ?)");
    query_bind_date(&query, 1, event->day);
    query_bind_text(&query, 2, codes[event->nature]);
    query_bind_text(&query, 3, event->kind);
    query_bind_text(&query, 4, event->key);
    query_bind_text(&query, 5, event->number);
    query_bind_number(&query, 6, event->revision);
    query_bind_text(&query, 7, event->detail);
    query_next(&query);
    return query_close(&query, error);
}
