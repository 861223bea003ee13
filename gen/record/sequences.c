#include "record/sequences.h"

#include "record/database.h"
#include "record/schema.h"

/* The second statement gathers what an older registry knew. */
const char sequences_ddl[] =
    "CREATE TABLE sequences ("
    " cle TEXT PRIMARY KEY,"
    " eleve TEXT, entreprise TEXT," /* on that day */
    " vue_le TEXT NOT NULL CHECK (vue_le = date(vue_le))) WITHOUT ROWID;"
    "INSERT INTO sequences (cle, eleve, entreprise, vue_le)"
    " SELECT d.cle, min(d.eleve), min(d.entreprise), min(r.emis_le)"
    " FROM documents d JOIN revisions r ON r.document = d.id"
    " WHERE d.eleve IS NOT NULL OR d.entreprise IS NOT NULL GROUP BY d.cle;";

Status sequences_meet(Registry *registry, const char *key, const char *student, const char *company,
                      Date today, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO sequences (cle, eleve, entreprise, vue_le)"
               " VALUES (?, nullif(?, ''), nullif(?, ''), ?) ON CONFLICT DO NOTHING");
    query_bind_text(&query, 1, key);
    query_bind_text(&query, 2, student);
    query_bind_text(&query, 3, company);
    query_bind_date(&query, 4, today);
    query_next(&query);
    return query_close(&query, error);
}
