#include "post/numbering.h"

#include "base/text.h"
#include "post/identity.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_taken(const Parcels *parcels, const char *path)
{
    for (size_t i = 0; i < parcels->count; i++)
        if (strcasecmp(parcels->items[i].path, path) == 0)
            return true;
    return false;
}

/* "courriels/ENT-1-protocoles-2-de-3.eml": ranks as wide as the last one, so that they sort. */
static const char *part_path(const Parcels *parcels, const char *whole, size_t rank, size_t count)
{
    const char *ending = strrchr(whole, '.');
    int width = snprintf(NULL, 0, "%zu", count);
    const char *base = arena_printf(parcels->arena, "%.*s-%0*zu-de-%zu", (int)(ending - whole),
                                    whole, width, rank, count);
    const char *path = arena_printf(parcels->arena, "%s%s", base, ending);
    for (int n = 2; is_taken(parcels, path); n++)
        path = arena_printf(parcels->arena, "%s-%d%s", base, n, ending);
    return path;
}

void numbering_give(const Parcels *parcels, const char *path, Parcel *parts, size_t count)
{
    bool alone = count == 1;
    for (size_t i = 0; i < count; i++) {
        parts[i].part = alone ? 0 : (int)i + 1;
        parts[i].parts = alone ? 0 : (int)count;
        parts[i].path = alone ? path : part_path(parcels, path, i + 1, count);
    }
}

/* ---- Numbers given before ---- */

/* Whether `path` is that of a part of what has the file `whole`. */
static bool read_number(const char *path, const char *whole, int *part, int *parts)
{
    size_t base = (size_t)(strrchr(whole, '.') - whole);
    int end = 0;
    return strncmp(path, whole, base) == 0 &&
           sscanf(path + base, "-%5d-de-%5d%n", part, parts, &end) == 2 &&
           text_is(path + base + end, whole + base) && *part >= 1 && *part <= *parts;
}

/* The number under which a part still waits; false when it has none. */
static Status find_number(const Parcels *parcels, const Record *record, const char *path,
                          const Parcel *part, MessageRow *row, int *rank, int *count, bool *found,
                          Error *error)
{
    Identity identity;
    identity_of(record, part, &identity);
    Status status = messages_find(record->registry, identity.what, parcels->arena, row, found, error);
    *found = status == STATUS_OK && *found && row->state == MESSAGE_TO_SEND &&
             read_number(row->path, path, rank, count) && !is_taken(parcels, row->path);
    return status;
}

/* Whether one of the `count` parts of it has left, or may have. */
static Status one_has_left(const Parcels *parcels, const Record *record, const char *path,
                           const MessageRow *like, int count, bool *left, Error *error)
{
    static const MessageState states[] = {MESSAGE_SENDING, MESSAGE_SENT, MESSAGE_REFUSED,
                                          MESSAGE_UNCERTAIN};
    Status status = STATUS_OK;
    *left = false;
    for (size_t s = 0; status == STATUS_OK && s < sizeof states / sizeof *states; s++) {
        MessageRow *rows;
        size_t row_count = 0;
        int part, parts;
        status = messages_in_state(record->registry, states[s], parcels->arena, &rows, &row_count,
                                   error);
        for (size_t i = 0; status == STATUS_OK && i < row_count; i++)
            *left = *left || (text_is(rows[i].recipient_sha256, like->recipient_sha256) &&
                              read_number(rows[i].path, path, &part, &parts) && parts == count);
    }
    return status;
}

Status numbering_keep(const Parcels *parcels, const Record *record, const char *path,
                      Parcel *parts, size_t count, Error *error)
{
    MessageRow *given = arena_array_of(parcels->arena, count + 1, MessageRow);
    int rank = 0, of = 0, last = 0, all = 0;
    bool kept = count > 0;
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && kept && i < count; i++) {
        status = find_number(parcels, record, path, &parts[i], &given[i], &rank, &of, &kept, error);
        kept = kept && rank > last && (all == 0 || of == all);
        last = rank;
        all = of;
    }
    if (status == STATUS_OK && kept)
        status = one_has_left(parcels, record, path, &given[0], all, &kept, error);
    for (size_t i = 0; status == STATUS_OK && kept && i < count; i++) {
        parts[i].path = given[i].path;
        read_number(given[i].path, path, &parts[i].part, &parts[i].parts);
    }
    return status;
}
