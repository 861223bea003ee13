#include "issue/shelves.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MOST = 4 }; /* a link to a folder above has an end */

typedef struct Shelves {
    Arena *arena;
    const char *root, *ending;
    const char **items;
    size_t count, capacity;
} Shelves;

static bool ends_so(const char *name, const char *ending)
{
    size_t length = strlen(name), end = ending ? strlen(ending) : 0;
    return length >= end && (!ending || strcasecmp(name + length - end, ending) == 0);
}

static void add(Shelves *shelves, const char *path)
{
    shelves->items =
        vector_reserve(shelves->items, &shelves->capacity, shelves->count + 1, sizeof *shelves->items);
    shelves->items[shelves->count++] = path;
}

static void add_folder(Shelves *shelves, const char *folder, int depth)
{
    DIR *dir = opendir(path_join(shelves->arena, shelves->root, folder));
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (*entry->d_name == '.')
            continue;
        const char *path = *folder ? path_join(shelves->arena, folder, entry->d_name)
                                   : arena_string(shelves->arena, entry->d_name);
        FileKind kind = file_kind(path_join(shelves->arena, shelves->root, path));
        if (kind == FILE_FOLDER && depth < DEPTH_MOST)
            add_folder(shelves, path, depth + 1);
        else if (kind == FILE_REGULAR && ends_so(path, shelves->ending))
            add(shelves, path);
    }
    closedir(dir);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **shelves_list(const Config *config, const char *ending, Arena *arena, size_t *count)
{
    Shelves shelves = {
        .arena = arena, .root = config_path(config, CONFIG_SORTIES_MODELES, arena), .ending = ending};
    add_folder(&shelves, "", 0);
    if (shelves.count)
        qsort(shelves.items, shelves.count, sizeof *shelves.items, by_text);
    *count = shelves.count;
    return vector_settle(arena, shelves.items, shelves.count, sizeof *shelves.items);
}
