/* uthash over entries in the arena; the table of its buckets is on the heap. */
#include "page/keep.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(message) memory_exhausted(0)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

typedef struct Entry {
    const void *value;
    UT_hash_handle hh;
    unsigned char key[];
} Entry;

struct Keep {
    Arena *arena;
    Entry *entries;
    size_t limit;
};

Keep *keep_new(size_t limit)
{
    Keep *keep = memory_resize(NULL, 1, sizeof *keep);
    *keep = (Keep){arena_new(), NULL, limit};
    return keep;
}

static void drop_entries(Keep *keep)
{
    HASH_CLEAR(hh, keep->entries);
}

void keep_free(Keep *keep)
{
    if (!keep)
        return;
    drop_entries(keep);
    arena_free(keep->arena);
    free(keep);
}

void keep_trim(Keep *keep)
{
    if (arena_used(keep->arena) < keep->limit)
        return;
    drop_entries(keep);
    arena_reset(keep->arena);
}

Arena *keep_room(Keep *keep)
{
    return keep && arena_used(keep->arena) < keep->limit ? keep->arena : NULL;
}

void keep_put(Keep *keep, const void *key, size_t length, const void *value)
{
    Entry *entry = arena_alloc(keep->arena, sizeof *entry + length);
    entry->value = value;
    memcpy(entry->key, key, length);
    HASH_ADD_KEYPTR(hh, keep->entries, entry->key, length, entry);
}

const void *keep_find(const Keep *keep, const void *key, size_t length)
{
    Entry *entry = NULL;
    if (keep)
        HASH_FIND(hh, keep->entries, key, length, entry);
    return entry ? entry->value : NULL;
}

#pragma GCC diagnostic pop
