/* documents: what is issued, made, cancelled (what is asked of all of them: documents_ask.c).
 * What is known is read once, in one query, and kept beside the connection: a run asks after every
 * document, and writes few of them. */
#include "record/documents.h"

#include "base/text.h"
#include "record/database.h"
#include "record/events.h"
#include "record/numbers.h"
#include "record/schema.h"
#include "record/sequences.h"

#include <assert.h>

const char documents_ddl[] =
    "CREATE TABLE documents ("
    " id INTEGER PRIMARY KEY,"
    " genre TEXT NOT NULL,"
    " cle TEXT NOT NULL,"
    " numero TEXT," /* NULL: its kind has none */
    " transcription INTEGER NOT NULL DEFAULT 0 CHECK (transcription IN (0, 1)),"
    " eleve TEXT, entreprise TEXT, neq TEXT," /* NULL: unknown, or not about a sequence */
    " UNIQUE (genre, cle),"
    " UNIQUE (genre, numero));"
    "CREATE TABLE revisions ("
    " document INTEGER NOT NULL REFERENCES documents (id),"
    " revision INTEGER NOT NULL CHECK (revision >= 1),"
    " empreinte TEXT NOT NULL CHECK (length(empreinte) = 64),"
    " emis_le TEXT NOT NULL CHECK (emis_le = date(emis_le)),"
    " PRIMARY KEY (document, revision)) WITHOUT ROWID;";

/* The state of a revision, and the file made of it (NULL: not known). */
const char documents_ddl_2[] =
    "ALTER TABLE revisions ADD COLUMN etat TEXT NOT NULL DEFAULT 'courant'"
    " CHECK (etat IN ('courant', 'remplace', 'annule'));"
    "ALTER TABLE revisions ADD COLUMN rendu TEXT CHECK (length(rendu) = 64);"
    "ALTER TABLE revisions ADD COLUMN sha256 TEXT CHECK (length(sha256) = 64);"
    "ALTER TABLE revisions ADD COLUMN octets INTEGER;"
    "ALTER TABLE revisions ADD COLUMN pages INTEGER;"
    "UPDATE revisions SET etat = 'remplace' WHERE revision <"
    " (SELECT max(revision) FROM revisions r WHERE r.document = revisions.document);";

/* --- what is known ------------------------------------------------------- */

typedef struct Known {
    int64_t id;
    bool has_parties, has_terms;
    Issued issued; /* of the last revision */
} Known;

static const char *known_key(const char *kind, const char *key, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", kind, key);
}

static Known *add_known(Registry *registry, const char *kind, const char *key)
{
    Known *known = arena_new_of(registry->arena, Known);
    known->issued = (Issued){.number = "",
                             .issued_on = DATE_NONE,
                             .previous_issued_on = DATE_NONE,
                             .terms_sha256 = "",
                             .rendering_sha256 = "",
                             .sha256 = ""};
    map_put(registry->documents, known_key(kind, key, registry->arena), known);
    return known;
}

/* Revisions come in order: the last one read is the last one issued. */
static void take_revision(Known *known, const Query *query, Arena *arena)
{
    Issued *issued = &known->issued;
    issued->previous_revision = issued->revision;
    issued->previous_issued_on = issued->issued_on;
    issued->revision = (int)query_number(query, 7);
    issued->issued_on = query_date(query, 8);
    issued->terms_sha256 = query_text(query, 9, arena);
    issued->cancelled = query_is(query, 10, "annule");
    issued->rendering_sha256 = query_text(query, 11, arena);
    issued->sha256 = query_text(query, 12, arena);
    issued->bytes = (size_t)query_number(query, 13);
    issued->pages = (int)query_number(query, 14);
    known->has_terms = query_number(query, 15) != 0;
}

static void take_document(Registry *registry, const Query *query)
{
    Arena *arena = registry->arena;
    const char *kind = query_text(query, 2, arena), *key = query_text(query, 3, arena);
    Known *known = map_get(registry->documents, known_key(kind, key, arena));
    if (!known)
        known = add_known(registry, kind, key);
    known->id = query_number(query, 1);
    known->issued.number = query_text(query, 4, arena);
    known->issued.transcription = query_number(query, 5) != 0;
    known->has_parties = query_number(query, 6) != 0;
    if (!query_is_null(query, 7))
        take_revision(known, query, arena);
}

static Status read_known(Registry *registry, Error *error)
{
    if (registry->documents)
        return STATUS_OK;
    registry->documents = map_new();
    Query query;
    query_open(
        &query, registry->database,
        "SELECT d.id, d.genre, d.cle, d.numero, d.transcription,"
        " d.eleve IS NOT NULL OR d.entreprise IS NOT NULL,"
        " r.revision, r.emis_le, r.empreinte, r.etat, r.rendu, r.sha256, r.octets, r.pages,"
        " EXISTS (SELECT 1 FROM termes t WHERE t.document = d.id AND t.revision = r.revision)"
        " FROM documents d LEFT JOIN revisions r ON r.document = d.id"
        " ORDER BY d.id, r.revision");
    while (query_next(&query))
        take_document(registry, &query);
    return query_close(&query, error);
}

/* NULL: not known. */
static Status recall(Registry *registry, const char *kind, const char *key, Known **known,
                     Error *error)
{
    *known = NULL;
    if (!registry)
        return STATUS_OK;
    Status status = read_known(registry, error);
    Arena *arena = arena_new();
    if (status == STATUS_OK)
        *known = map_get(registry->documents, known_key(kind, key, arena));
    arena_free(arena);
    return status;
}

/* --- issuing ------------------------------------------------------------- */

static Status add_document(Registry *registry, const IssueRequest *wanted, Known **known,
                           Error *error)
{
    Query query;
    query_open(&query, registry->database, "INSERT INTO documents (genre, cle) VALUES (?, ?)");
    query_bind_text(&query, 1, wanted->kind);
    query_bind_text(&query, 2, wanted->key);
    query_next(&query);
    Status status = query_close(&query, error);
    *known = add_known(registry, wanted->kind, wanted->key);
    (*known)->id = sqlite3_last_insert_rowid(registry->database);
    return status;
}

static const char *text_or_null(const char *text)
{
    return text && *text ? text : NULL;
}

/* A statement that changes nothing costs no write of the page. */
static Status write_parties(Registry *registry, const IssueRequest *wanted, Known *known,
                            Error *error)
{
    const Parties *parties = wanted->parties;
    if (!parties || (wanted->settled && known->has_parties))
        return STATUS_OK;
    Query query;
    query_open(&query, registry->database,
               "UPDATE documents SET eleve = ?1, entreprise = ?2, neq = ?3 WHERE id = ?4"
               " AND (eleve IS NOT ?1 OR entreprise IS NOT ?2 OR neq IS NOT ?3)");
    query_bind_text(&query, 1, text_or_null(parties->student));
    query_bind_text(&query, 2, text_or_null(parties->company));
    query_bind_text(&query, 3, text_or_null(parties->neq));
    query_bind_number(&query, 4, known->id);
    query_next(&query);
    known->has_parties = text_or_null(parties->student) || text_or_null(parties->company);
    return query_close(&query, error);
}

static Status give_number(Registry *registry, const IssueRequest *wanted, Known *known,
                          Error *error)
{
    if (*known->issued.number || !wanted->pattern || !*wanted->pattern)
        return STATUS_OK;
    const NumberParts parts = {wanted->kind, wanted->pattern, wanted->year, wanted->organisation};
    Buffer number = {0};
    Status status = number_take(registry->database, &parts, &number, error);
    if (status == STATUS_OK) {
        known->issued.number = arena_string(registry->arena, buffer_text(&number));
        Query query;
        query_open(&query, registry->database, "UPDATE documents SET numero = ? WHERE id = ?");
        query_bind_text(&query, 1, known->issued.number);
        query_bind_number(&query, 2, known->id);
        query_next(&query);
        status = query_close(&query, error);
    }
    buffer_free(&number);
    return status;
}

static Status say(Registry *registry, const IssueRequest *wanted, const Known *known,
                  EventNature nature, int revision, Error *error)
{
    return events_add(registry,
                      &(Event){.nature = nature,
                               .day = wanted->today,
                               .kind = wanted->kind,
                               .key = wanted->key,
                               .number = known->issued.number,
                               .revision = revision},
                      error);
}

static Status set_state(Registry *registry, const Known *known, const char *state, Error *error)
{
    Query query;
    query_open(&query, registry->database,
               "UPDATE revisions SET etat = ? WHERE document = ? AND revision = ?");
    query_bind_text(&query, 1, state);
    query_bind_number(&query, 2, known->id);
    query_bind_number(&query, 3, known->issued.revision);
    query_next(&query);
    return query_close(&query, error);
}

static Status insert_revision(Registry *registry, const IssueRequest *wanted, const Known *known,
                              Error *error)
{
    Query query;
    query_open(&query, registry->database,
               "INSERT INTO revisions (document, revision, empreinte, emis_le)"
               " VALUES (?, ?, ?, ?)");
    query_bind_number(&query, 1, known->id);
    query_bind_number(&query, 2, known->issued.revision + 1);
    query_bind_text(&query, 3, wanted->terms_sha256);
    query_bind_date(&query, 4, wanted->today);
    query_next(&query);
    return query_close(&query, error);
}

static Status add_revision(Registry *registry, const IssueRequest *wanted, Known *known,
                           Error *error)
{
    Status status = STATUS_OK;
    if (known->issued.revision) {
        status = set_state(registry, known, "remplace", error);
        if (status == STATUS_OK)
            status = say(registry, wanted, known, EVENT_REPLACED, known->issued.revision, error);
    }
    if (status == STATUS_OK)
        status = insert_revision(registry, wanted, known, error);
    if (status == STATUS_OK)
        status = say(registry, wanted, known, EVENT_ISSUED, known->issued.revision + 1, error);
    Issued *issued = &known->issued;
    *issued = (Issued){.number = issued->number,
                       .revision = issued->revision + 1,
                       .issued_on = wanted->today,
                       .previous_revision = issued->revision,
                       .previous_issued_on = issued->issued_on,
                       .transcription = issued->transcription,
                       .terms_sha256 = arena_string(registry->arena, wanted->terms_sha256),
                       .rendering_sha256 = "",
                       .sha256 = ""};
    known->has_terms = false;
    return status;
}

static Status add_terms(Registry *registry, const IssueRequest *wanted, Known *known, Error *error)
{
    if (known->has_terms || !wanted->term_count)
        return STATUS_OK;
    known->has_terms = true;
    return terms_put(registry, known->id, known->issued.revision, wanted->terms, wanted->term_count,
                     error);
}

static Status restore(Registry *registry, const IssueRequest *wanted, Known *known, Error *error)
{
    known->issued.cancelled = false;
    Status status = set_state(registry, known, "courant", error);
    return status == STATUS_OK
               ? say(registry, wanted, known, EVENT_RESTORED, known->issued.revision, error)
               : status;
}

Status registry_issue(Registry *registry, const IssueRequest *wanted, Issued *issued, Error *error)
{
    assert(!sqlite3_get_autocommit(registry->database)); /* within begin … commit */
    Known *known;
    Status status = recall(registry, wanted->kind, wanted->key, &known, error);
    if (status == STATUS_OK && !known) {
        status = add_document(registry, wanted, &known, error);
        if (status == STATUS_OK && wanted->sequence && wanted->parties)
            status = sequences_meet(registry, wanted->sequence, wanted->parties->student,
                                    wanted->parties->company, wanted->today, error);
    }
    if (status == STATUS_OK)
        status = write_parties(registry, wanted, known, error);
    if (status == STATUS_OK)
        status = give_number(registry, wanted, known, error);
    bool changed =
        status == STATUS_OK && !text_is(known->issued.terms_sha256, wanted->terms_sha256);
    if (changed)
        status = add_revision(registry, wanted, known, error);
    else if (status == STATUS_OK && known->issued.cancelled)
        status = restore(registry, wanted, known, error);
    if (status == STATUS_OK)
        status = add_terms(registry, wanted, known, error);
    if (status == STATUS_OK) {
        *issued = known->issued;
        issued->changed = changed;
    }
    return status;
}

Status registry_transcribe(Registry *registry, const char *kind, const char *key, Error *error)
{
    Known *known;
    Status status = recall(registry, kind, key, &known, error);
    if (status != STATUS_OK || !known)
        return status;
    known->issued.transcription = true;
    Query query;
    query_open(&query, registry->database, "UPDATE documents SET transcription = 1 WHERE id = ?");
    query_bind_number(&query, 1, known->id);
    query_next(&query);
    return query_close(&query, error);
}

Status registry_keep_terms(Registry *registry, const char *kind, const char *key,
                           const TermValue *terms, size_t count, Error *error)
{
    Known *known;
    const IssueRequest wanted = {.terms = terms, .term_count = count};
    Status status = recall(registry, kind, key, &known, error);
    return status == STATUS_OK && known ? add_terms(registry, &wanted, known, error) : status;
}

Status registry_peek(const Registry *registry, const char *kind, const char *key, Issued *issued,
                     bool *is_known, Error *error)
{
    Known *known;
    Status status = recall((Registry *)registry, kind, key, &known, error);
    if (status != STATUS_OK)
        return status;
    *is_known = known != NULL;
    *issued = known ? known->issued
                    : (Issued){.number = "",
                               .issued_on = DATE_NONE,
                               .previous_issued_on = DATE_NONE,
                               .terms_sha256 = "",
                               .rendering_sha256 = "",
                               .sha256 = ""};
    return STATUS_OK;
}

Status registry_made(Registry *registry, const MadeFile *file, Error *error)
{
    Known *known;
    Status status = recall(registry, file->kind, file->key, &known, error);
    if (status != STATUS_OK || !known)
        return status;
    Issued *issued = &known->issued;
    bool last = file->revision == issued->revision;
    if (last && text_is(issued->rendering_sha256, file->rendering_sha256) &&
        text_is(issued->sha256, file->sha256))
        return STATUS_OK;
    if (last) {
        issued->rendering_sha256 = arena_string(registry->arena, file->rendering_sha256);
        issued->sha256 = arena_string(registry->arena, file->sha256);
        issued->pages = file->pages;
        issued->bytes = file->bytes;
    }
    Query query;
    query_open(&query, registry->database,
               "UPDATE revisions SET rendu = ?, sha256 = ?, octets = ?, pages = ?"
               " WHERE document = ? AND revision = ?");
    query_bind_text(&query, 1, file->rendering_sha256);
    query_bind_text(&query, 2, file->sha256);
    query_bind_number(&query, 3, (int64_t)file->bytes);
    query_bind_number(&query, 4, file->pages);
    query_bind_number(&query, 5, known->id);
    query_bind_number(&query, 6, file->revision);
    query_next(&query);
    return query_close(&query, error);
}

Status registry_cancel(Registry *registry, const char *kind, const char *key, bool cancelled,
                       Date today, bool *changed, Error *error)
{
    Known *known;
    Status status = recall(registry, kind, key, &known, error);
    *changed = status == STATUS_OK && known && known->issued.revision &&
               known->issued.cancelled != cancelled;
    if (!*changed)
        return status;
    const IssueRequest of = {.kind = kind, .key = key, .today = today};
    known->issued.cancelled = cancelled;
    status = set_state(registry, known, cancelled ? "annule" : "courant", error);
    return status == STATUS_OK
               ? say(registry, &of, known, cancelled ? EVENT_CANCELLED : EVENT_RESTORED,
                     known->issued.revision, error)
               : status;
}
