/* registry: the file registre.db and its opening.
 *
 * A new registry is filled under a temporary name, then put in place: registre.db
 * exists only with all its tables, and an empty file of that name is a damaged
 * registry, not a new one. */
#include "record/registry.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "record/database.h"
#include "record/lock.h"
#include "record/schema.h"
#include "record/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 1000 }; /* for a run that is just ending */

sqlite3 *registry_database(const Registry *registry)
{
    return registry ? registry->database : NULL;
}

/* --- making a new one ---------------------------------------------------- */

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
    Status status = connect(&database, path, error);
    if (status == STATUS_OK)
        status = database_run(database, "PRAGMA synchronous = FULL", error);
    if (status == STATUS_OK)
        status = schema_advance(database, 0, error);
    sqlite3_close(database);
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
    if (status != STATUS_OK) {
        file_drop(temporary);
        if (error) /* nobody knows the temporary name */
            snprintf(error->place, sizeof error->place, "%s", path);
    }
    /* The run that was first may have swept ours away: it is then the one to open. */
    return file_kind(path) == FILE_REGULAR ? STATUS_OK : status;
}

/* --- is it ours, whole, and of which version? ---------------------------- */

/* One value of a PRAGMA. */
static Status ask_number(sqlite3 *database, const char *sql, int64_t *number, Error *error)
{
    Query query;
    query_open(&query, database, sql);
    if (query_next(&query))
        *number = query_number(&query, 1);
    return query_close(&query, error);
}

/* `*version` is that of its schema, this program's or an older one. */
static Status check_identity(sqlite3 *database, const char *path, int64_t *version, Error *error)
{
    int64_t application = 0;
    *version = 0;
    Status status = ask_number(database, "PRAGMA application_id", &application, error);
    if (status == STATUS_OK)
        status = ask_number(database, "PRAGMA user_version", version, error);
    if (status != STATUS_OK)
        return status;
    if (application != APPLICATION_ID || *version < 1) {
        error_set(error, STATUS_SYSTEM, path, _("ce fichier n'est pas un registre d'ATE"));
        error_remedy(error, _("remettez en place votre dernière copie de sauvegarde, ou corrigez "
                              "« dossier » dans la section [registre] de config.ini"));
        return STATUS_SYSTEM;
    }
    if (*version > SCHEMA_VERSION) {
        error_set(error, STATUS_SYSTEM, path,
                  _("ce registre vient d'une version plus récente du programme (schéma %d, "
                    "celui-ci connaît le schéma %d)"),
                  (int)*version, SCHEMA_VERSION);
        error_remedy(error,
                     _("installez la version récente du programme ; le registre n'a pas changé"));
        return STATUS_SYSTEM;
    }
    return STATUS_OK;
}

static Status check_pages(sqlite3 *database, Error *error)
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

static Status check_integrity(Registry *registry, Error *error)
{
    Status status = check_pages(registry->database, error);
    if (status != STATUS_OK)
        return status;
    SealState seal = seal_check(registry->database, registry->folder, registry->sealed);
    if (seal == SEAL_BROKEN)
        return database_error(registry->database, SQLITE_CORRUPT,
                              _("son contenu n'est plus celui que registre.sceau atteste"), error);
    if (seal == SEAL_OLD && registry->writes)
        seal_drop(registry->folder);
    return STATUS_OK;
}

/* --- an older schema ----------------------------------------------------- */

static const char *backup_path(const char *path, Arena *arena)
{
    return arena_printf(arena, "%s.avant-v%d", path, SCHEMA_VERSION);
}

static Status copy_into(sqlite3 *database, const char *path, Error *error)
{
    Query query;
    query_open(&query, database, "VACUUM INTO ?");
    query_bind_text(&query, 1, path);
    query_next(&query);
    return query_close(&query, error);
}

/* The registry as it was, whole or absent. */
static Status back_up(sqlite3 *database, const char *path, Error *error)
{
    Arena *arena = arena_new();
    char *temporary = NULL;
    Status status = file_temporary(path, arena, &temporary, error);
    if (status == STATUS_OK) {
        status = copy_into(database, temporary, error);
        if (status == STATUS_OK)
            status = file_commit(temporary, backup_path(path, arena), NULL, error);
        else
            file_drop(temporary);
    }
    arena_free(arena);
    return status;
}

/* A reader writes nothing: it brings a copy in memory up to date. */
static Status read_older(Registry *registry, int version, Error *error)
{
    sqlite3 *copy = NULL;
    int code = sqlite3_open(":memory:", &copy);
    sqlite3_backup *backup =
        code == SQLITE_OK ? sqlite3_backup_init(copy, "main", registry->database, "main") : NULL;
    if (backup) {
        sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    }
    Status status = STATUS_OK;
    if (!backup || code != SQLITE_OK)
        status = database_error(registry->database, code ? code : SQLITE_ERROR,
                                sqlite3_errmsg(copy), error);
    if (status == STATUS_OK)
        status = schema_advance(copy, version, error);
    sqlite3_close(registry->database);
    registry->database = copy;
    return status;
}

/* --- opening ------------------------------------------------------------- */

/* The exclusive lock is taken by a first empty transaction and kept until the
 * registry is closed; not before the file is known for ours, since even that would
 * turn an empty file into a database. */
static Status open_to_write(Registry *registry, const char *path, Error *error)
{
    int64_t version;
    registry->writes = true;
    Status status = check_identity(registry->database, path, &version, error);
    if (status == STATUS_OK)
        status = database_run(registry->database,
                              "PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;"
                              "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                              "BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE",
                              error);
    registry->locked = status == STATUS_OK;
    if (status == STATUS_OK)
        status = lock_sign(registry->folder, error);
    if (status == STATUS_OK)
        status = check_integrity(registry, error);
    if (status != STATUS_OK || version == SCHEMA_VERSION)
        return status;
    status = back_up(registry->database, path, error);
    return status == STATUS_OK ? schema_advance(registry->database, (int)version, error) : status;
}

/* A reader takes no lock of its own and writes nothing, save the undoing of what a
 * crash left half-way, which is SQLite's. */
static Status open_to_read(Registry *registry, const char *path, Error *error)
{
    static const char *const guard = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF";
    int64_t version;
    Status status = check_identity(registry->database, path, &version, error);
    if (status == STATUS_OK)
        status = database_run(registry->database, guard, error);
    if (status == STATUS_OK)
        status = check_integrity(registry, error);
    if (status != STATUS_OK || version == SCHEMA_VERSION)
        return status;
    status = read_older(registry, (int)version, error);
    return status == STATUS_OK ? database_run(registry->database, guard, error) : status;
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

/* Adds to a failure what the folder knows of it: who holds the registry, or the copy that a
 * change of schema left. */
static void explain(const char *folder, const char *path, Error *error)
{
    Arena *arena = arena_new();
    const char *holder = lock_holder(folder, arena), *copy = backup_path(path, arena);
    if (error && error->cause == EBUSY && *holder) {
        const char *what = arena_string(arena, error->what);
        snprintf(error->what, sizeof error->what, "%s (%s)", what, holder);
    }
    if (error && error->cause == EBADMSG && file_kind(copy) == FILE_REGULAR)
        error_remedy(
            error,
            _("rien n'y a été changé ; remettez en place votre dernière copie de "
              "sauvegarde du dossier du registre, puis recommencez (%s est celle que le "
              "programme a faite avant de changer les tables : il y manque ce qui a suivi)"),
            path_name(copy));
    arena_free(arena);
}

Status registry_open(Registry **opened, const char *folder, bool read_only, Error *error)
{
    Registry *registry = memory_resize(NULL, 1, sizeof *registry);
    *registry = (Registry){.arena = arena_new()};
    registry->folder = arena_string(registry->arena, folder);
    *opened = NULL;
    const char *path = path_join(registry->arena, folder, "registre.db");
    bool present;
    Status status = look_for(path, registry->arena, &present, error);
    if (status == STATUS_OK && !present && !read_only)
        status = create(path, registry->arena, error);
    if (status == STATUS_OK && (present || !read_only))
        status = connect(&registry->database, path, error);
    if (status == STATUS_OK && registry->database)
        status =
            read_only ? open_to_read(registry, path, error) : open_to_write(registry, path, error);
    if (status == STATUS_OK && !read_only)
        file_sweep(folder); /* of what a crash cut; the lock is ours */
    if (status == STATUS_OK) {
        *opened = registry;
        return STATUS_OK;
    }
    explain(folder, path, error);
    registry->refused = true;
    registry_close(registry);
    return status;
}

void registry_digest(Registry *registry, Sha256 sha256)
{
    int changes = registry->database ? sqlite3_total_changes(registry->database) : 0;
    if (registry->locked && (!*registry->sealed || changes != registry->sealed_changes))
        seal_put(registry->database, registry->folder, registry->sealed);
    registry->sealed_changes = changes;
    memcpy(sha256, registry->sealed, sizeof registry->sealed);
}

void registry_close(Registry *registry)
{
    if (!registry)
        return;
    Sha256 sha256;
    if (registry->locked && !registry->refused)
        registry_digest(registry, sha256);
    if (registry->locked)
        lock_leave(registry->folder);
    sqlite3_close(registry->database);
    map_free(registry->documents);
    arena_free(registry->arena);
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
    map_free(registry->documents); /* what was read before may not be so any more */
    registry->documents = NULL;
}
