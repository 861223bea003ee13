#include "record/handover.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "record/database.h"
#include "record/registry.h"
#include "record/seal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_LIMIT = 16 << 10 };
static const char note_name[] = "suite-de";

/* The bytes of the database as this connection sees it. */
static Status copy_database(const Registry *registry, const char *to, Error *error)
{
    sqlite3_int64 length = 0;
    unsigned char *bytes = sqlite3_serialize(registry->database, "main", &length, 0);
    if (!bytes)
        return database_error(registry->database, sqlite3_errcode(registry->database),
                              sqlite3_errmsg(registry->database), error);
    Status status = file_put(to, bytes, (size_t)length, NULL, error);
    sqlite3_free(bytes);
    return status;
}

static Status copy_originals(const char *from, const char *to, Arena *arena, Error *error)
{
    DIR *dir = opendir(from);
    if (!dir)
        return errno == ENOENT ? STATUS_OK /* none yet */
                               : error_errno(error, from, _("ce dossier ne peut pas être lu"));
    Status status = STATUS_OK;
    Buffer bytes = {0};
    bool any = false;
    for (struct dirent *entry; status == STATUS_OK && (errno = 0, entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        any = true;
        status = file_read(path_join(arena, from, entry->d_name), UINT64_C(1) << 32, &bytes, error);
        if (status == STATUS_OK)
            status = file_put_among(path_join(arena, to, entry->d_name), buffer_text(&bytes),
                                    bytes.length, NULL, error);
    }
    if (status == STATUS_OK && errno)
        status = error_errno(error, from, _("ce dossier ne peut pas être lu"));
    buffer_free(&bytes);
    closedir(dir);
    return status == STATUS_OK && any ? file_settle(to, error) : status;
}

/* "PATH\nSEAL": nothing is said of a registry that has no seal. */
static Status note_origin(const char *from, const char *to, Arena *arena, Error *error)
{
    Buffer seal = {0}, note = {0};
    char *real = realpath(from, NULL);
    Status status = STATUS_OK;
    if (real && file_read(path_join(arena, from, "registre.sceau"), NOTE_LIMIT, &seal, NULL) ==
                    STATUS_OK) {
        buffer_printf(&note, "%s\n%s", real, buffer_text(&seal));
        status = file_put(path_join(arena, to, note_name), buffer_text(&note), note.length, NULL,
                          error);
    }
    free(real);
    buffer_free(&seal);
    buffer_free(&note);
    return status;
}

static Status refuse_cut(const char *path, Error *error)
{
    error_set(error, STATUS_USAGE, path,
              _("une production de l'ancien dossier est en cours, ou n'a pas fini"));
    error_remedy(error, _("lancez « ate produire » dans l'ancien dossier, puis recommencez : rien "
                          "n'y est changé d'ici"));
    return STATUS_USAGE;
}

static Status copy_all(const Registry *registry, const char *from, const char *to, Arena *arena,
                       Error *error)
{
    /* The database last: a copy that was cut short is no registry. */
    Status status = copy_originals(path_join(arena, from, "originaux"),
                                   path_join(arena, to, "originaux"), arena, error);
    if (status == STATUS_OK)
        status = note_origin(from, to, arena, error);
    if (status == STATUS_OK)
        status = copy_database(registry, path_join(arena, to, "registre.db"), error);
    Sha256 sha256;
    if (status == STATUS_OK)
        seal_put(registry->database, to, sha256);
    return status;
}

Status handover_copy(const char *from, const char *to, bool *copied, Error *error)
{
    Arena *arena = arena_new();
    Registry *registry = NULL;
    const char *journal = path_join(arena, from, "registre.db-journal");
    *copied = false;
    Status status = STATUS_OK;
    if (file_kind(journal) != FILE_ABSENT)
        status = refuse_cut(journal, error);
    if (status == STATUS_OK)
        status = registry_open(&registry, from, true, error);
    if (status == STATUS_OK && registry_database(registry)) {
        status = copy_all(registry, from, to, arena, error);
        *copied = status == STATUS_OK;
    }
    registry_close(registry);
    arena_free(arena);
    return status;
}

const char *handover_forked(const char *folder, Arena *arena)
{
    Buffer note = {0}, seal = {0};
    const char *forked = NULL;
    if (file_read(path_join(arena, folder, note_name), NOTE_LIMIT, &note, NULL) == STATUS_OK &&
        strchr(buffer_text(&note), '\n')) {
        size_t length = strcspn(note.data, "\n");
        const char *origin = arena_slice(arena, note.data, length);
        if (file_read(path_join(arena, origin, "registre.sceau"), NOTE_LIMIT, &seal, NULL) ==
                STATUS_OK &&
            !text_is(buffer_text(&seal), note.data + length + 1))
            forked = origin;
    }
    buffer_free(&note);
    buffer_free(&seal);
    return forked;
}
