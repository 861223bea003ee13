#include "record/seal.h"

#include "base/digest.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { COUNTER_AT = 24, HEADER_LENGTH = 100, SEAL_LIMIT = 4096 };

typedef struct Imprint {
    unsigned counter; /* of the file's changes, big-endian in its header */
    long long length;
    Sha256 sha256;
} Imprint;

/* Through SQLite: to open and close the file otherwise would give up its locks. */
static bool take_imprint(sqlite3 *database, Imprint *imprint)
{
    sqlite3_int64 length = 0;
    unsigned char *bytes = sqlite3_serialize(database, "main", &length, 0);
    if (!bytes || length < HEADER_LENGTH) {
        sqlite3_free(bytes);
        return false;
    }
    const unsigned char *at = bytes + COUNTER_AT;
    imprint->counter =
        (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | (unsigned)at[3];
    imprint->length = length;
    sha256_hex(bytes, (size_t)length, imprint->sha256);
    sqlite3_free(bytes);
    return true;
}

static const char *seal_path(Arena *arena, const char *folder)
{
    return path_join(arena, folder, "registre.sceau");
}

static bool read_seal(const char *folder, Imprint *sealed)
{
    Arena *arena = arena_new();
    Buffer text = {0};
    bool read = file_read(seal_path(arena, folder), SEAL_LIMIT, &text, NULL) == STATUS_OK &&
                sscanf(buffer_text(&text), "ate 1 %u %lld %64[0-9a-f]", &sealed->counter,
                       &sealed->length, sealed->sha256) == 3 &&
                strlen(sealed->sha256) == sizeof sealed->sha256 - 1;
    buffer_free(&text);
    arena_free(arena);
    return read;
}

SealState seal_check(sqlite3 *database, const char *folder, Sha256 sha256)
{
    Imprint sealed, now;
    if (!read_seal(folder, &sealed) || !take_imprint(database, &now))
        return SEAL_NONE;
    if (sealed.counter != now.counter)
        return SEAL_OLD;
    bool same = sealed.length == now.length && strcmp(sealed.sha256, now.sha256) == 0;
    if (same)
        memcpy(sha256, now.sha256, sizeof now.sha256);
    return same ? SEAL_GOOD : SEAL_BROKEN;
}

void seal_put(sqlite3 *database, const char *folder, Sha256 sha256)
{
    Imprint now;
    *sha256 = '\0';
    if (!take_imprint(database, &now))
        return;
    Arena *arena = arena_new();
    const char *text =
        arena_printf(arena, "ate 1 %u %lld %s\n", now.counter, now.length, now.sha256);
    if (file_put(seal_path(arena, folder), text, strlen(text), NULL, NULL) == STATUS_OK)
        memcpy(sha256, now.sha256, sizeof now.sha256);
    arena_free(arena);
}

void seal_drop(const char *folder)
{
    Arena *arena = arena_new();
    unlink(seal_path(arena, folder));
    arena_free(arena);
}
