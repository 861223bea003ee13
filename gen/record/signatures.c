#include "record/signatures.h"

#include "record/database.h"
#include "record/events.h"
#include "record/schema.h"

const char signatures_ddl[] = "CREATE TABLE signatures ("
                              " document INTEGER NOT NULL REFERENCES documents (id),"
                              " partie TEXT NOT NULL CHECK (partie IN"
                              "  ('eleve', 'entreprise', 'etablissement', 'titulaire', 'toutes')),"
                              " signe_le TEXT NOT NULL CHECK (signe_le = date(signe_le)),"
                              " revision INTEGER NOT NULL CHECK (revision >= 1),"
                              " PRIMARY KEY (document, partie)) WITHOUT ROWID;";

static const char *const codes[SIGNATORY_COUNT] = {
    [SIGNATORY_STUDENT] = "eleve",        [SIGNATORY_COMPANY] = "entreprise",
    [SIGNATORY_SCHOOL] = "etablissement", [SIGNATORY_PARENT] = "titulaire",
    [SIGNATORY_ALL] = "toutes",
};

const char *signatory_code(Signatory signatory)
{
    return codes[signatory];
}

typedef struct Noted {
    Date signed_on[SIGNATORY_COUNT];
    int revision[SIGNATORY_COUNT];
} Noted;

static Status read_noted(sqlite3 *database, const Signatures *wanted, Noted *noted, Error *error)
{
    Query query;
    for (int s = 0; s < SIGNATORY_COUNT; s++)
        noted->signed_on[s] = DATE_NONE;
    query_open(&query, database,
               "SELECT s.partie, s.signe_le, s.revision FROM signatures s"
               " JOIN documents d ON d.id = s.document WHERE d.genre = ? AND d.cle = ?");
    query_bind_text(&query, 1, wanted->kind);
    query_bind_text(&query, 2, wanted->key);
    while (query_next(&query))
        for (int s = 0; s < SIGNATORY_COUNT; s++)
            if (query_is(&query, 1, codes[s])) {
                noted->signed_on[s] = query_date(&query, 2);
                noted->revision[s] = (int)query_number(&query, 3);
            }
    return query_close(&query, error);
}

static Status write(sqlite3 *database, const Signatures *wanted, int signatory, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO signatures (document, partie, signe_le, revision)"
               " SELECT id, ?, ?, ? FROM documents WHERE genre = ? AND cle = ?"
               " ON CONFLICT (document, partie) DO UPDATE SET signe_le = excluded.signe_le,"
               "  revision = excluded.revision");
    query_bind_text(&query, 1, codes[signatory]);
    query_bind_date(&query, 2, wanted->signed_on[signatory]);
    query_bind_number(&query, 3, wanted->revision);
    query_bind_text(&query, 4, wanted->kind);
    query_bind_text(&query, 5, wanted->key);
    query_next(&query);
    return query_close(&query, error);
}

static Status note(Registry *registry, const Signatures *wanted, int signatory, bool known,
                   Date today, Error *error)
{
    Status status = write(registry_database(registry), wanted, signatory, error);
    if (status != STATUS_OK)
        return status;
    return events_add(registry,
                      &(Event){.nature = known ? EVENT_SIGNATURE_CHANGED : EVENT_SIGNED,
                               .day = today,
                               .kind = wanted->kind,
                               .key = wanted->key,
                               .number = wanted->number,
                               .revision = wanted->revision,
                               .detail = codes[signatory]},
                      error);
}

Status signatures_note(Registry *registry, const Signatures *wanted, Date today, Error *error)
{
    Noted noted = {0};
    Status status = read_noted(registry_database(registry), wanted, &noted, error);
    for (int s = 0; status == STATUS_OK && s < SIGNATORY_COUNT; s++) {
        bool known = noted.signed_on[s] != DATE_NONE;
        bool same =
            noted.signed_on[s] == wanted->signed_on[s] && noted.revision[s] == wanted->revision;
        if (wanted->signed_on[s] != DATE_NONE && !same)
            status = note(registry, wanted, s, known, today, error);
    }
    return status;
}
