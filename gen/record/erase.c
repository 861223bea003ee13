#include "record/erase.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "record/database.h"
#include "record/events.h"
#include "record/originals.h"
#include "record/schema.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

const char erase_ddl[] =
    "CREATE TABLE purges (" /* how many documents were destroyed, and of which kind */
    " annee_scolaire TEXT NOT NULL,"
    " genre TEXT NOT NULL,"
    " nombre INTEGER NOT NULL CHECK (nombre >= 1),"
    " PRIMARY KEY (annee_scolaire, genre)) WITHOUT ROWID;"
    "CREATE TABLE numeros_purges (" /* never given again */
    " genre TEXT NOT NULL,"
    " numero TEXT NOT NULL,"
    " PRIMARY KEY (genre, numero)) WITHOUT ROWID;";

/* --- files --------------------------------------------------------------- */

static Status drop_file(const char *path, Error *error)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return STATUS_OK;
    return error_errno(error, path, _("le fichier ne peut pas être retiré"));
}

/* Those of the document alone: the same bytes may be another's. */
static Status drop_originals(const Registry *registry, int64_t document, Arena *arena, Error *error)
{
    Query query;
    Status status = STATUS_OK;
    query_open(&query, registry_database(registry),
               "SELECT sha256 FROM originaux o WHERE document = ?1 AND NOT EXISTS"
               " (SELECT 1 FROM originaux p WHERE p.sha256 = o.sha256 AND p.document <> ?1)");
    query_bind_number(&query, 1, document);
    while (status == STATUS_OK && query_next(&query))
        status = drop_file(originals_path(registry, query_text(&query, 1, arena), arena), error);
    Status read = query_close(&query, status == STATUS_OK ? error : NULL);
    return status == STATUS_OK ? read : status;
}

/* A copy made before a change of schema knows what is to be forgotten. */
static Status drop_copies(const Registry *registry, Arena *arena, Error *error)
{
    Status status = STATUS_OK;
    DIR *folder = opendir(registry->folder);
    for (struct dirent *entry; folder && status == STATUS_OK && (entry = readdir(folder));)
        if (text_starts(entry->d_name, "registre.db.avant-"))
            status = drop_file(path_join(arena, registry->folder, entry->d_name), error);
    if (folder)
        closedir(folder);
    return status;
}

static Status drop_files(const Registry *registry, const Erasure *erasure, Error *error)
{
    Arena *arena = arena_new();
    Status status = drop_copies(registry, arena, error);
    for (size_t i = 0; status == STATUS_OK && i < erasure->document_count; i++) {
        status = drop_originals(registry, erasure->documents[i].document, arena, error);
        arena_reset(arena);
    }
    arena_free(arena);
    return status;
}

/* --- rows ---------------------------------------------------------------- */

/* Statements about a document: ?1 its id, ?2 its kind, ?3 its key, ?4 its school year. */
static const char *const of_document[] = {
    "INSERT INTO numeros_purges (genre, numero) SELECT genre, numero FROM documents"
    " WHERE id = ?1 AND numero IS NOT NULL ON CONFLICT DO NOTHING",
    "INSERT INTO purges (annee_scolaire, genre, nombre) SELECT ?4, genre, 1 FROM documents"
    " WHERE id = ?1 ON CONFLICT (annee_scolaire, genre) DO UPDATE SET nombre = nombre + 1",
    "DELETE FROM message_documents WHERE genre = ?2 AND cle = ?3",
    "DELETE FROM evenements WHERE genre = ?2 AND cle = ?3",
    "DELETE FROM termes WHERE document = ?1",
    "DELETE FROM signatures WHERE document = ?1",
    "DELETE FROM originaux WHERE document = ?1",
    "DELETE FROM revisions WHERE document = ?1",
    "DELETE FROM documents WHERE id = ?1",
};

/* About a sequence, ?1 its key. The files of a lot name all its students, so they go whole; what
 * it declared of the others stays, value by value. The reports of another lot go too when they
 * say that it left the sequence out: the sheet beside a PDF has its keys in clear. */
static const char *const of_sequence[] = {
    "DELETE FROM lot_fichiers WHERE lot IN (SELECT lot FROM lot_sequences WHERE sequence = ?1)",
    "DELETE FROM lot_fichiers WHERE nom IN ('rapport.pdf', 'controle.csv', 'rapport.txt')"
    " AND lot IN (SELECT lot FROM lot_fichiers WHERE"
    "  (nom = 'controle.csv' AND instr(octets, CAST(';' || ?1 || ';' AS BLOB)))"
    "  OR (nom = 'rapport.txt' AND instr(octets, CAST(char(10) || ?1 || ' ' AS BLOB))))",
    "DELETE FROM lot_valeurs WHERE sequence = ?1",
    "DELETE FROM lot_refus WHERE sequence = ?1",
    "DELETE FROM lot_sequences WHERE sequence = ?1",
    "DELETE FROM sequences WHERE cle = ?1",
};

enum {
    DOCUMENT_STEPS = sizeof of_document / sizeof *of_document,
    SEQUENCE_STEPS = sizeof of_sequence / sizeof *of_sequence,
};

static Status run_of_document(sqlite3 *database, const char *sql, const Erased *erased,
                              Error *error)
{
    Query query;
    query_open(&query, database, sql);
    const char *const texts[] = {erased->kind, erased->key, erased->school_year};
    int wanted = sqlite3_bind_parameter_count(query.statement);
    query_bind_number(&query, 1, erased->document);
    for (int p = 2; p <= wanted; p++)
        query_bind_text(&query, p, texts[p - 2]);
    query_next(&query);
    return query_close(&query, error);
}

static Status run_of_key(sqlite3 *database, const char *sql, const char *key, Error *error)
{
    Query query;
    query_open(&query, database, sql);
    query_bind_text(&query, 1, key);
    query_next(&query);
    return query_close(&query, error);
}

static Status erase_rows(sqlite3 *database, const Erasure *erasure, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; i < erasure->document_count; i++)
        for (int s = 0; status == STATUS_OK && s < DOCUMENT_STEPS; s++)
            status = run_of_document(database, of_document[s], &erasure->documents[i], error);
    for (size_t i = 0; i < erasure->sequence_count; i++)
        for (int s = 0; status == STATUS_OK && s < SEQUENCE_STEPS; s++)
            status = run_of_key(database, of_sequence[s], erasure->sequences[i], error);
    for (size_t i = 0; status == STATUS_OK && i < erasure->student_count; i++)
        status = run_of_key(database, "DELETE FROM rendez_vous WHERE eleve = ?1",
                            erasure->students[i], error);
    if (status == STATUS_OK)
        status = database_run(database,
                              "DELETE FROM envois WHERE NOT EXISTS (SELECT 1 FROM"
                              " message_documents m WHERE m.message = envois.message);"
                              "DELETE FROM messages WHERE NOT EXISTS (SELECT 1 FROM"
                              " message_documents m WHERE m.message = messages.cle)",
                              error);
    return status;
}

static Status say(Registry *registry, const Erasure *erasure, Arena *arena, Error *error)
{
    return events_add(
        registry,
        &(Event){.nature = EVENT_PURGED,
                 .day = erasure->today,
                 .kind = "dossier",
                 .key = "",
                 .number = "",
                 .detail = arena_printf(arena, "eleves=%zu documents=%zu", erasure->student_count,
                                        erasure->document_count)},
        error);
}

Status registry_erase(Registry *registry, const Erasure *erasure, Error *error)
{
    sqlite3 *database = registry_database(registry);
    Arena *arena = arena_new();
    Status status = drop_files(registry, erasure, error);
    if (status == STATUS_OK)
        status = database_run(database, "PRAGMA secure_delete = ON", error);
    if (status == STATUS_OK)
        status = registry_begin(registry, error);
    if (status == STATUS_OK)
        status = erase_rows(database, erasure, error);
    if (status == STATUS_OK)
        status = say(registry, erasure, arena, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    arena_free(arena);
    return status == STATUS_OK ? database_run(database, "VACUUM", error) : status;
}
