#include "begin/tree.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

Status tree_copy_file(const char *from, const char *to, Error *error)
{
    Buffer bytes = {0};
    Status status = file_read(from, UINT64_C(1) << 32, &bytes, error);
    if (status == STATUS_OK)
        status = file_put_among(to, buffer_text(&bytes), bytes.length, NULL, error);
    buffer_free(&bytes);
    return status;
}

Status tree_copy(const char *from, const char *to, Arena *arena, Error *error)
{
    DIR *dir = opendir(from);
    if (!dir)
        return error_errno(error, from, _("ce dossier ne peut pas être lu"));
    Status status = file_make_folder(to, error);
    for (struct dirent *entry; status == STATUS_OK && (errno = 0, entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        const char *source = path_join(arena, from, entry->d_name);
        const char *target = path_join(arena, to, entry->d_name);
        if (file_kind(source) == FILE_FOLDER)
            status = tree_copy(source, target, arena, error);
        else
            status = tree_copy_file(source, target, error);
    }
    if (status == STATUS_OK && errno) /* cut in the middle, it would look like a whole one */
        status = error_errno(error, from, _("ce dossier ne peut pas être lu"));
    closedir(dir);
    return status == STATUS_OK ? file_settle(to, error) : status;
}

bool folder_is_empty(const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return false;
    bool empty = true;
    for (struct dirent *entry; empty && (entry = readdir(dir));)
        empty = text_is(entry->d_name, ".") || text_is(entry->d_name, "..");
    closedir(dir);
    return empty;
}

/* Of the nearest folder above it that exists. */
static char *real_name(const char *path, Arena *arena)
{
    char *real = realpath(path, NULL);
    while (!real && !text_is(path, ".") && !text_is(path, "/")) {
        path = path_folder(arena, path);
        real = realpath(path, NULL);
    }
    return real;
}

bool path_is_within(const char *path, const char *folder, Arena *arena)
{
    char *inner = real_name(path, arena), *outer = realpath(folder, NULL);
    size_t length = outer ? strlen(outer) : 0;
    bool within = inner && outer && strncmp(inner, outer, length) == 0 &&
                  (inner[length] == '\0' || inner[length] == '/' || text_is(outer, "/"));
    free(inner);
    free(outer);
    return within;
}
