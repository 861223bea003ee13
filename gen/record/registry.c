/* registry: the file registre.db, its opening and the documents it knows. Lots and
 * messages have their own files; their tables are made here with the others, so
 * that a registry is always complete.
 *
 * A new registry is filled under a temporary name, then put in place: registre.db
 * exists only with all its tables, and an empty file of that name is a damaged
 * registry, not a new one. */
#include "record/registry.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "record/database.h"
#include "record/lots.h"
#include "record/messages.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SCHEMA_VERSION = 1,
    APPLICATION_ID = 0x41544531, /* "ATE1", at byte 68 of the file */
    PATIENCE_MS = 1000,          /* for a run that is just ending */
};

/* Names in French: the school reads these tables with plain SQL. */
static const char documents_ddl[] =
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
    " PRIMARY KEY (document, revision)) WITHOUT ROWID;"
    "CREATE TABLE compteurs ("
    " genre TEXT NOT NULL,"
    " annee INTEGER NOT NULL,"
    " organisme TEXT NOT NULL,"
    " dernier INTEGER NOT NULL CHECK (dernier >= 1)," /* given: never given again */
    " PRIMARY KEY (genre, annee, organisme)) WITHOUT ROWID;";

struct Registry {
    sqlite3 *database; /* NULL: read-only, not made yet */
};

sqlite3 *registry_database(const Registry *registry)
{
    return registry ? registry->database : NULL;
}

/* --- opening ------------------------------------------------------------- */

static Status connect(sqlite3 **database, const char *path, Error *error)
{
    int code = sqlite3_open_v2(path, database, SQLITE_OPEN_READWRITE, NULL);
    if (code != SQLITE_OK)
        return database_error(*database, code, sqlite3_errmsg(*database), error);
    sqlite3_busy_timeout(*database, PATIENCE_MS);
    return STATUS_OK;
}

static Status fill_new(const char *path, Error *error)
{
    sqlite3 *database = NULL;
    Arena *arena = arena_new();
    Status status = connect(&database, path, error);
    if (status == STATUS_OK)
        status = database_run(
            database,
            arena_printf(arena,
                         "PRAGMA synchronous = FULL; BEGIN; %s%s%s"
                         "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                         documents_ddl, lots_ddl, messages_ddl, APPLICATION_ID, SCHEMA_VERSION),
            error);
    sqlite3_close(database);
    arena_free(arena);
    return status;
}

/* Two runs may make the registry at once: the first to link its own wins, and the
 * other opens it. Where links are refused (some network shares), a rename. */
static Status put_in_place(const char *temporary, const char *path, Error *error)
{
    if (link(temporary, path) == 0 || errno == EEXIST) {
        file_drop(temporary);
        return STATUS_OK;
    }
    return file_commit(temporary, path, NULL, error);
}

static Status create(const char *path, Arena *arena, Error *error)
{
    char *temporary = NULL;
    Status status = file_temporary(path, arena, &temporary, error);
    if (status != STATUS_OK)
        return status;
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return error_errno(error, path, _("le registre ne peut pas être créé"));
    close(fd);
    status = fill_new(temporary, error);
    if (status == STATUS_OK)
        status = put_in_place(temporary, path, error);
    if (status != STATUS_OK)
        file_drop(temporary);
    return status;
}

/* One value of a PRAGMA. */
static Status ask_number(sqlite3 *database, const char *sql, int64_t *number, Error *error)
{
    Query query;
    query_open(&query, database, sql);
    if (query_next(&query))
        *number = query_number(&query, 1);
    return query_close(&query, error);
}

static Status check_identity(sqlite3 *database, const char *path, Error *error)
{
    int64_t application = 0, version = 0;
    Status status = ask_number(database, "PRAGMA application_id", &application, error);
    if (status == STATUS_OK)
        status = ask_number(database, "PRAGMA user_version", &version, error);
    if (status != STATUS_OK)
        return status;
    if (application != APPLICATION_ID || version < 1) {
        error_set(error, STATUS_SYSTEM, path, _("ce fichier n'est pas un registre d'ATE"));
        error_remedy(error, _("remettez en place votre dernière copie de sauvegarde, ou corrigez "
                              "« dossier » dans la section [registre] de config.ini"));
        return STATUS_SYSTEM;
    }
    if (version > SCHEMA_VERSION) {
        error_set(error, STATUS_SYSTEM, path,
                  _("ce registre vient d'une version plus récente du programme (schéma %d, "
                    "celui-ci connaît le schéma %d)"),
                  (int)version, SCHEMA_VERSION);
        error_remedy(error,
                     _("installez la version récente du programme ; le registre n'a pas changé"));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}

static Status check_integrity(sqlite3 *database, Error *error)
{
    Query query;
    Arena *arena = arena_new();
    query_open(&query, database, "PRAGMA quick_check(1)");
    const char *answer = query_next(&query) ? query_text(&query, 1, arena) : "";
    Status status = query_close(&query, error);
    if (status == STATUS_OK && !text_is(answer, "ok"))
        status = database_error(database, SQLITE_CORRUPT, answer, error);
    arena_free(arena);
    return status;
}

/* The exclusive lock is taken by a first empty transaction and kept until the
 * registry is closed; not before the file is known for ours, since even that would
 * turn an empty file into a database. A reader takes no lock of its own and writes
 * nothing, save the undoing of what a crash left half-way, which is SQLite's. */
static Status prepare(sqlite3 *database, const char *path, bool read_only, Error *error)
{
    Status status = check_identity(database, path, error);
    if (status == STATUS_OK)
        status = database_run(database,
                              read_only ? "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF"
                                        : "PRAGMA locking_mode = EXCLUSIVE;"
                                          "PRAGMA trusted_schema = OFF;"
                                          "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                                          "BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE",
                              error);
    return status == STATUS_OK ? check_integrity(database, error) : status;
}

/* Says whether the file is there; an absence that cannot be a first run is an error. */
static Status look_for(const char *path, Arena *arena, bool *present, Error *error)
{
    FileKind kind = file_kind(path);
    *present = kind == FILE_REGULAR;
    if (*present)
        return STATUS_OK;
    if (kind != FILE_ABSENT)
        return error_set(error, STATUS_SYSTEM, path,
                         _("un fichier est attendu : autre chose porte le nom du registre"));
    const char *journal = arena_printf(arena, "%s-journal", path);
    if (file_kind(journal) == FILE_ABSENT)
        return STATUS_OK;
    error_set(error, STATUS_SYSTEM, path,
              _("le registre a disparu : il ne reste que son journal (%s)"), path_name(journal));
    error_remedy(error,
                 _("remettez en place registre.db ou votre dernière copie de sauvegarde ; un "
                   "registre neuf redonnerait des numéros déjà émis"));
    return STATUS_SYSTEM;
}

Status registry_open(Registry **opened, const char *folder, bool read_only, Error *error)
{
    Registry *registry = memory_resize(NULL, 1, sizeof *registry);
    *registry = (Registry){0};
    *opened = NULL;
    Arena *arena = arena_new();
    const char *path = path_join(arena, folder, "registre.db");
    bool present;
    Status status = look_for(path, arena, &present, error);
    if (status == STATUS_OK && !present && !read_only)
        status = create(path, arena, error);
    if (status == STATUS_OK && (present || !read_only))
        status = connect(&registry->database, path, error);
    if (status == STATUS_OK && registry->database)
        status = prepare(registry->database, path, read_only, error);
    if (status == STATUS_OK && !present && !read_only)
        file_sweep(folder); /* of a creation that a crash cut; the lock is ours */
    if (status == STATUS_OK)
        *opened = registry;
    else
        registry_close(registry);
    arena_free(arena);
    return status;
}

void registry_close(Registry *registry)
{
    if (!registry)
        return;
    sqlite3_close(registry->database);
    free(registry);
}

Status registry_begin(Registry *registry, Error *error)
{
    return database_run(registry->database, "BEGIN IMMEDIATE", error);
}

Status registry_commit(Registry *registry, Error *error)
{
    return database_run(registry->database, "COMMIT", error);
}

void registry_rollback(Registry *registry)
{
    if (!sqlite3_get_autocommit(registry->database))
        database_run(registry->database, "ROLLBACK", NULL);
}

/* --- numbers ------------------------------------------------------------- */

typedef struct NumberParts {
    const char *kind, *pattern;
    int year;
    const char *organisation;
} NumberParts;

static Status bad_pattern(const char *pattern, const char *what, Error *error)
{
    error_set(error, STATUS_USAGE, "", _("modèle de numéro « %s » : %s"), pattern, what);
    error_remedy(error,
                 _("un numéro se compose de {annee}, {organisme} et {seq} ou {seq:5}, avec du "
                   "texte autour ; {seq} est obligatoire"));
    return STATUS_USAGE;
}

/* "{seq:5}": true, with the width, for "{seq" forms; width 0 when none is given. */
static bool is_sequence(const char *tag, size_t length, int *width)
{
    *width = 0;
    if (length == 5 && !strncmp(tag, "{seq}", 5))
        return true;
    if (length != 7 || strncmp(tag, "{seq:", 5) || tag[5] < '1' || tag[5] > '9')
        return false;
    *width = tag[5] - '0';
    return true;
}

static Status number_text(const NumberParts *parts, int64_t sequence, Buffer *out, Error *error)
{
    bool counted = false;
    buffer_clear(out);
    for (const char *p = parts->pattern; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            buffer_add_char(out, *p++);
            continue;
        }
        size_t length = (size_t)(end - p) + 1;
        int width;
        if (length == 7 && !strncmp(p, "{annee}", 7)) {
            buffer_printf(out, "%04d", parts->year);
        } else if (length == 11 && !strncmp(p, "{organisme}", 11)) {
            buffer_add_text(out, parts->organisation);
        } else if (is_sequence(p, length, &width)) {
            buffer_printf(out, "%0*lld", width, (long long)sequence);
            counted = true;
        } else {
            return bad_pattern(parts->pattern, _("une partie entre accolades est inconnue"), error);
        }
        p = end + 1;
    }
    return counted ? STATUS_OK : bad_pattern(parts->pattern, _("{seq} manque"), error);
}

static Status read_counter(sqlite3 *database, const NumberParts *parts, int64_t *last, Error *error)
{
    Query query;
    query_open(&query, database,
               "SELECT dernier FROM compteurs WHERE genre = ? AND annee = ? AND organisme = ?");
    query_bind_text(&query, 1, parts->kind);
    query_bind_number(&query, 2, parts->year);
    query_bind_text(&query, 3, parts->organisation);
    *last = query_next(&query) ? query_number(&query, 1) : 0;
    return query_close(&query, error);
}

static Status write_counter(sqlite3 *database, const NumberParts *parts, int64_t last, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO compteurs (genre, annee, organisme, dernier) VALUES (?, ?, ?, ?)"
               " ON CONFLICT (genre, annee, organisme) DO UPDATE SET dernier = excluded.dernier");
    query_bind_text(&query, 1, parts->kind);
    query_bind_number(&query, 2, parts->year);
    query_bind_text(&query, 3, parts->organisation);
    query_bind_number(&query, 4, last);
    query_next(&query);
    return query_close(&query, error);
}

static Status number_is_taken(sqlite3 *database, const char *kind, const char *number, bool *taken,
                              Error *error)
{
    Query query;
    query_open(&query, database, "SELECT 1 FROM documents WHERE genre = ? AND numero = ?");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, number);
    *taken = query_next(&query);
    return query_close(&query, error);
}

/* The next number that no document of the kind ever had: a pattern without {annee}
 * starts its count again each year and passes over those of the years before. */
static Status take_number(sqlite3 *database, const NumberParts *parts, Buffer *number, Error *error)
{
    int64_t sequence;
    bool taken = true;
    Status status = read_counter(database, parts, &sequence, error);
    while (status == STATUS_OK && taken) {
        status = number_text(parts, ++sequence, number, error);
        if (status == STATUS_OK)
            status = number_is_taken(database, parts->kind, buffer_text(number), &taken, error);
    }
    return status == STATUS_OK ? write_counter(database, parts, sequence, error) : status;
}

/* --- documents ----------------------------------------------------------- */

/* What the registry holds of a document; id 0: nothing. */
typedef struct Known {
    int64_t id;
    const char *number;
    bool transcription;
    int revision, previous_revision; /* 0: none */
    Date issued_on, previous_issued_on;
    const char *terms;
    bool has_parties;
} Known;

static Status recall(sqlite3 *database, const char *kind, const char *key, Arena *arena,
                     Known *known, Error *error)
{
    *known =
        (Known){.number = "", .issued_on = DATE_NONE, .previous_issued_on = DATE_NONE, .terms = ""};
    Query query;
    query_open(&query, database,
               "SELECT d.id, d.numero, d.transcription, r.revision, r.emis_le, r.empreinte,"
               " d.eleve IS NOT NULL OR d.entreprise IS NOT NULL"
               " FROM documents d LEFT JOIN revisions r ON r.document = d.id"
               " WHERE d.genre = ? AND d.cle = ? ORDER BY r.revision DESC LIMIT 2");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, key);
    if (query_next(&query)) {
        known->id = query_number(&query, 1);
        known->number = query_text(&query, 2, arena);
        known->transcription = query_number(&query, 3) != 0;
        known->revision = (int)query_number(&query, 4);
        known->issued_on = query_date(&query, 5);
        known->terms = query_text(&query, 6, arena);
        known->has_parties = query_number(&query, 7) != 0;
    }
    if (known->id && query_next(&query)) {
        known->previous_revision = (int)query_number(&query, 4);
        known->previous_issued_on = query_date(&query, 5);
    }
    return query_close(&query, error);
}

static Status add_document(sqlite3 *database, const char *kind, const char *key, Known *known,
                           Error *error)
{
    Query query;
    query_open(&query, database, "INSERT INTO documents (genre, cle) VALUES (?, ?)");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, key);
    query_next(&query);
    Status status = query_close(&query, error);
    known->id = sqlite3_last_insert_rowid(database);
    return status;
}

static const char *text_or_null(const char *text)
{
    return text && *text ? text : NULL;
}

static Status write_parties(sqlite3 *database, int64_t document, const Parties *parties,
                            Error *error)
{
    Query query;
    query_open(&query, database,
               "UPDATE documents SET eleve = ?, entreprise = ?, neq = ? WHERE id = ?");
    query_bind_text(&query, 1, text_or_null(parties->student));
    query_bind_text(&query, 2, text_or_null(parties->company));
    query_bind_text(&query, 3, text_or_null(parties->neq));
    query_bind_number(&query, 4, document);
    query_next(&query);
    return query_close(&query, error);
}

static Status give_number(sqlite3 *database, const NumberParts *parts, Arena *arena, Known *known,
                          Error *error)
{
    Buffer number = {0};
    Status status = take_number(database, parts, &number, error);
    if (status == STATUS_OK) {
        known->number = arena_string(arena, buffer_text(&number));
        Query query;
        query_open(&query, database, "UPDATE documents SET numero = ? WHERE id = ?");
        query_bind_text(&query, 1, known->number);
        query_bind_number(&query, 2, known->id);
        query_next(&query);
        status = query_close(&query, error);
    }
    buffer_free(&number);
    return status;
}

static Status add_revision(sqlite3 *database, const char *terms, Date today, Known *known,
                           Error *error)
{
    known->previous_revision = known->revision;
    known->previous_issued_on = known->issued_on;
    known->revision++;
    known->issued_on = today;
    Query query;
    query_open(
        &query, database,
        "INSERT INTO revisions (document, revision, empreinte, emis_le) VALUES (?, ?, ?, ?)");
    query_bind_number(&query, 1, known->id);
    query_bind_number(&query, 2, known->revision);
    query_bind_text(&query, 3, terms);
    query_bind_date(&query, 4, today);
    query_next(&query);
    return query_close(&query, error);
}

static Issued issued_from(const Known *known, bool changed)
{
    return (Issued){
        .number = known->number,
        .revision = known->revision,
        .issued_on = known->issued_on,
        .previous_revision = known->previous_revision,
        .previous_issued_on = known->previous_issued_on,
        .changed = changed,
        .transcription = known->transcription,
    };
}

Status registry_issue(Registry *registry, const IssueRequest *wanted, Arena *arena, Issued *issued,
                      Error *error)
{
    sqlite3 *database = registry->database;
    assert(!sqlite3_get_autocommit(database)); /* within registry_begin … registry_commit */
    const NumberParts parts = {wanted->kind, wanted->pattern ? wanted->pattern : "", wanted->year,
                               wanted->organisation};
    Known known;
    Status status = recall(database, wanted->kind, wanted->key, arena, &known, error);
    if (status == STATUS_OK && !known.id)
        status = add_document(database, wanted->kind, wanted->key, &known, error);
    if (status == STATUS_OK && wanted->parties && !(wanted->settled && known.has_parties))
        status = write_parties(database, known.id, wanted->parties, error);
    if (status == STATUS_OK && !*known.number && *parts.pattern)
        status = give_number(database, &parts, arena, &known, error);
    bool changed = !text_is(known.terms, wanted->terms_sha256);
    if (status == STATUS_OK && changed)
        status = add_revision(database, wanted->terms_sha256, wanted->today, &known, error);
    if (status == STATUS_OK)
        *issued = issued_from(&known, changed);
    return status;
}

Status registry_transcribe(Registry *registry, const char *kind, const char *key, Error *error)
{
    Query query;
    query_open(&query, registry->database,
               "UPDATE documents SET transcription = 1 WHERE genre = ? AND cle = ?");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, key);
    query_next(&query);
    return query_close(&query, error);
}

Status registry_peek(const Registry *registry, const char *kind, const char *key, Arena *arena,
                     Issued *issued, bool *is_known, Error *error)
{
    Known known;
    Status status = recall(registry_database(registry), kind, key, arena, &known, error);
    if (status != STATUS_OK)
        return status;
    *is_known = known.id != 0;
    *issued = issued_from(&known, false);
    return STATUS_OK;
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
    *parties = arena_array_of(arena, *count + 1, RegistryParty);
    if (*count)
        memcpy(*parties, found, *count * sizeof *found);
    free(found);
    return query_close(&query, error);
}
