#include "base/file.h"

#include "base/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_PREFIX ".ate-"

FileKind file_kind(const char *path)
{
    struct stat s;
    if (stat(path, &s) != 0)
        return FILE_ABSENT;
    return S_ISREG(s.st_mode) ? FILE_REGULAR : S_ISDIR(s.st_mode) ? FILE_FOLDER : FILE_OTHER;
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

bool file_stamp(const char *path, FileStamp *stamp)
{
    struct stat s;
    if (stat(path, &s) != 0 || !S_ISREG(s.st_mode))
        return false;
    *stamp = (FileStamp){.size = s.st_size,
                         .modified = nanoseconds(&s.st_mtim),
                         .changed = nanoseconds(&s.st_ctim),
                         .node = s.st_ino};
    return true;
}

bool file_stamps_equal(const FileStamp *a, const FileStamp *b)
{
    return a->size == b->size && a->modified == b->modified && a->changed == b->changed &&
           a->node == b->node;
}

Status file_read(const char *path, uint64_t limit, Buffer *bytes, Error *error)
{
    buffer_clear(bytes);
    Status status = STATUS_OK;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return error_errno(error, path, _("le fichier ne peut pas être ouvert"));
    struct stat s;
    if (fstat(fd, &s) != 0) {
        status = error_errno(error, path, _("le fichier ne peut pas être lu"));
    } else if (S_ISDIR(s.st_mode)) {
        errno = EISDIR;
        status = error_errno(error, path, _("c'est un dossier, un fichier est attendu"));
    } else if (!S_ISREG(s.st_mode)) {
        errno = EINVAL;
        status = error_errno(error, path, _("ce n'est pas un fichier ordinaire"));
    } else if ((uint64_t)s.st_size > limit) {
        errno = EFBIG;
        status = error_errno(error, path, _("le fichier dépasse la taille permise"));
    }
    while (status == STATUS_OK) {
        buffer_reserve(bytes, bytes->length == 0 ? (size_t)s.st_size + 1 : 65536);
        ssize_t got = read(fd, bytes->data + bytes->length, bytes->capacity - bytes->length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = error_errno(error, path, _("le fichier ne peut pas être lu"));
        if (got <= 0)
            break;
        bytes->length += (size_t)got;
    }
    if (bytes->data)
        bytes->data[bytes->length] = '\0';
    close(fd);
    return status;
}

Status file_make_folder(const char *path, Error *error)
{
    char *partial = memory_resize(NULL, strlen(path) + 1, 1);
    strcpy(partial, path);
    Status status = STATUS_OK;
    for (char *p = partial + 1; status == STATUS_OK; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char kept = *p;
        *p = '\0';
        bool made = mkdir(partial, 0700) == 0;
        if (!made && errno != EEXIST) {
            status = error_errno(error, partial, _("le dossier ne peut pas être créé"));
        } else if (!made && file_kind(partial) != FILE_FOLDER) {
            errno = ENOTDIR;
            status = error_errno(error, partial, _("un dossier est attendu, un fichier porte ce nom"));
        }
        *p = kept;
        if (kept == '\0')
            break;
    }
    free(partial);
    return status;
}

char *path_join(Arena *arena, const char *folder, const char *name)
{
    if (name[0] == '/' || strcmp(folder, ".") == 0 || folder[0] == '\0')
        return arena_string(arena, name);
    size_t length = strlen(folder);
    return arena_printf(arena, folder[length - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

char *path_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_string(arena, ".");
    return arena_slice(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

Status file_temporary(const char *path, Arena *arena, char **temporary, Error *error)
{
    static unsigned serial;
    char *folder = path_folder(arena, path);
    Status status = file_make_folder(folder, error);
    if (status != STATUS_OK)
        return status;
    *temporary = path_join(arena, folder,
                           arena_printf(arena, TEMPORARY_PREFIX "%ld-%u", (long)getpid(), serial++));
    return STATUS_OK;
}

void file_drop(const char *temporary)
{
    unlink(temporary);
}

Status file_settle(const char *folder, Error *error)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(error, folder, _("le dossier ne peut pas être ouvert"));
    /* Some network shares refuse to sync a folder: the rename stands all the same. */
    int failed = fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EBADF;
    Status status = failed ? error_errno(error, folder, _("l'écriture n'a pas pu être confirmée"))
                           : STATUS_OK;
    close(fd);
    return status;
}

static bool same_bytes(const char *path, const void *bytes, size_t length)
{
    struct stat s;
    if (stat(path, &s) != 0 || !S_ISREG(s.st_mode) || (uint64_t)s.st_size != length)
        return false;
    Buffer present = {0};
    bool same = file_read(path, length, &present, NULL) == STATUS_OK && present.length == length &&
                memcmp(buffer_text(&present), bytes, length) == 0;
    buffer_free(&present);
    return same;
}

static Status write_all(int fd, const char *path, const char *bytes, size_t length, Error *error)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return error_errno(error, path, _("l'écriture a échoué"));
        bytes += put;
        length -= (size_t)put;
    }
    return STATUS_OK;
}

static Status rename_into(const char *temporary, const char *path, Error *error)
{
    if (file_kind(path) == FILE_FOLDER) {
        errno = EISDIR;
        return error_errno(error, path, _("un dossier porte le nom du fichier à écrire"));
    }
    if (rename(temporary, path) != 0)
        return error_errno(error, path, _("le fichier ne peut pas être mis en place"));
    return STATUS_OK;
}

Status file_put_among(const char *path, const void *bytes, size_t length, bool *written,
                      Error *error)
{
    if (written)
        *written = false;
    if (same_bytes(path, bytes, length))
        return STATUS_OK;
    Arena *arena = arena_new();
    char *temporary = NULL;
    Status status = file_temporary(path, arena, &temporary, error);
    if (status != STATUS_OK)
        goto out;
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        status = error_errno(error, path, _("le fichier ne peut pas être créé"));
        goto out;
    }
    status = write_all(fd, path, bytes, length, error);
    if (status == STATUS_OK && fsync(fd) != 0)
        status = error_errno(error, path, _("l'écriture n'a pas pu être confirmée"));
    if (close(fd) != 0 && status == STATUS_OK)
        status = error_errno(error, path, _("l'écriture a échoué"));
    if (status == STATUS_OK)
        status = rename_into(temporary, path, error);
    if (status != STATUS_OK)
        file_drop(temporary);
    else if (written)
        *written = true;
out:
    arena_free(arena);
    return status;
}

Status file_put(const char *path, const void *bytes, size_t length, bool *written, Error *error)
{
    bool renamed = false;
    Status status = file_put_among(path, bytes, length, &renamed, error);
    if (status == STATUS_OK && renamed) {
        Arena *arena = arena_new();
        status = file_settle(path_folder(arena, path), error);
        arena_free(arena);
    }
    if (written)
        *written = renamed;
    return status;
}

Status file_commit(const char *temporary, const char *path, bool *written, Error *error)
{
    Arena *arena = arena_new();
    Buffer bytes = {0};
    if (written)
        *written = false;
    Status status = file_read(temporary, UINT64_MAX, &bytes, error);
    if (status != STATUS_OK)
        goto out;
    if (same_bytes(path, buffer_text(&bytes), bytes.length)) {
        file_drop(temporary);
        goto out;
    }
    int fd = open(temporary, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fchmod(fd, 0600) != 0 || fsync(fd) != 0)
        status = error_errno(error, path, _("l'écriture n'a pas pu être confirmée"));
    if (fd >= 0)
        close(fd);
    if (status == STATUS_OK)
        status = rename_into(temporary, path, error);
    if (status == STATUS_OK)
        status = file_settle(path_folder(arena, path), error);
    if (status == STATUS_OK && written)
        *written = true;
out:
    if (status != STATUS_OK)
        file_drop(temporary);
    buffer_free(&bytes);
    arena_free(arena);
    return status;
}

void file_sweep(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    Arena *arena = arena_new();
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        char *path = path_join(arena, folder, entry->d_name);
        struct stat s;
        if (lstat(path, &s) != 0)
            continue;
        if (S_ISDIR(s.st_mode))
            file_sweep(path);
        else if (!strncmp(entry->d_name, TEMPORARY_PREFIX, strlen(TEMPORARY_PREFIX)))
            unlink(path);
    }
    arena_free(arena);
    closedir(dir);
}
