#include "text/shelf.h"

#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

typedef struct Names {
    const char **items;
    size_t count, capacity;
} Names;

bool shelf_is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/');
}

static void add_folder(Names *names, Arena *arena, const char *folder, const char *ending)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        size_t length = strlen(entry->d_name), end = strlen(ending);
        if (!shelf_is_name(entry->d_name) || length <= end ||
            !text_is(entry->d_name + length - end, ending) ||
            utf8_valid_prefix(entry->d_name, length) < length)
            continue;
        names->items =
            vector_reserve(names->items, &names->capacity, names->count + 1, sizeof *names->items);
        names->items[names->count++] = arena_slice(arena, entry->d_name, length - end);
    }
    closedir(dir);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *name_at(const void *context, size_t i)
{
    return ((const Names *)context)->items[i];
}

const char **shelf_list(Arena *arena, const char *folder, const char *ending, size_t *count)
{
    Names names = {0};
    add_folder(&names, arena, folder, ending);
    const char **list = arena_array_of(arena, names.count + 1, const char *);
    if (names.count) {
        qsort(names.items, names.count, sizeof *names.items, by_text);
        memcpy(list, names.items, names.count * sizeof *list);
    }
    *count = names.count;
    free(names.items);
    return list;
}

const char *shelf_nearest(Arena *arena, const char *const *folders, size_t count,
                          const char *ending, const char *name)
{
    Names names = {0};
    for (size_t i = 0; i < count; i++)
        add_folder(&names, arena, folders[i], ending);
    if (names.count) /* the order of a folder is not to be seen */
        qsort(names.items, names.count, sizeof *names.items, by_text);
    const char *nearest = text_nearest(name, name_at, &names, names.count);
    free(names.items);
    return nearest;
}
