/* uthash over entries in the arena; the table of its buckets is on the heap. */
#include "page/keep.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Eight bytes at a time: keys are whole paragraphs. */
static unsigned mix_bytes(const void *key, size_t length)
{
    const unsigned char *at = key;
    uint64_t mixed = length, eight;
    for (; length >= sizeof eight; at += sizeof eight, length -= sizeof eight) {
        memcpy(&eight, at, sizeof eight);
        mixed = (mixed ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
        mixed ^= mixed >> 32;
    }
    for (; length; at++, length--)
        mixed = (mixed ^ *at) * UINT64_C(0x9E3779B97F4A7C15);
    return (unsigned)(mixed * UINT64_C(0x9E3779B97F4A7C15) >> 32); /* the high half is well mixed */
}

#define HASH_FUNCTION(key, length, hash) ((hash) = mix_bytes(key, length))
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
