#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_exhausted(0)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

typedef struct Entry {
    const char *key;
    void *value;
    UT_hash_handle hh;
} Entry;

struct Map {
    Arena *arena;
    Entry *entries;
};

Map *map_new(void)
{
    Map *map = memory_resize(NULL, 1, sizeof *map);
    map->arena = arena_new();
    map->entries = NULL;
    return map;
}

void map_free(Map *map)
{
    if (!map)
        return;
    HASH_CLEAR(hh, map->entries);
    arena_free(map->arena);
    free(map);
}

size_t map_count(const Map *map)
{
    return HASH_COUNT(map->entries);
}

static Entry *find(const Map *map, const char *key)
{
    Entry *entry = NULL;
    HASH_FIND_STR(map->entries, key, entry);
    return entry;
}

void *map_get(const Map *map, const char *key)
{
    Entry *entry = find(map, key);
    return entry ? entry->value : NULL;
}

bool map_put(Map *map, const char *key, void *value)
{
    size_t length = strlen(key);
    unsigned hash;
    HASH_VALUE(key, length, hash);
    Entry *entry = NULL;
    HASH_FIND_BYHASHVALUE(hh, map->entries, key, length, hash, entry);
    if (entry)
        return false;
    entry = arena_new_of(map->arena, Entry);
    entry->key = arena_slice(map->arena, key, length);
    entry->value = value;
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, map->entries, entry->key, length, hash, entry);
    return true;
}

void map_set(Map *map, const char *key, void *value)
{
    Entry *entry = find(map, key);
    if (entry)
        entry->value = value;
    else
        map_put(map, key, value);
}

void map_each(const Map *map, MapVisitor *visit, void *context)
{
    for (Entry *entry = map->entries; entry; entry = entry->hh.next)
        visit(entry->key, entry->value, context);
}
#pragma GCC diagnostic pop
