/* split: first what fits in no message, then part after part. */
#include "post/split.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct Scale {
    const Parcels *parcels;
    const Parcel *whole;
    size_t limit;
    SplitMeasure *measure;
    void *context;
} Scale;

/* Its rank is not known yet: the widest it may have is weighed. */
static Parcel part_of(const Parcel *whole, const Document **documents, size_t count)
{
    Parcel part = *whole;
    part.documents = documents;
    part.document_count = part.document_capacity = count;
    part.part = part.parts = (int)whole->document_count;
    return part;
}

static Status fits(const Scale *scale, const Document **documents, size_t count, bool *fit,
                   Error *error)
{
    Parcel part = part_of(scale->whole, documents, count);
    size_t length = 0;
    Status status = scale->measure(scale->context, &part, &length, error);
    *fit = length <= scale->limit;
    return status;
}

/* Parts the documents that fit in a message by themselves from the others. */
static Status set_heavy_apart(Split *split, const Scale *scale, const Document **light,
                              size_t *light_count, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < scale->whole->document_count; i++) {
        const Document *document = scale->whole->documents[i];
        bool fit;
        light[*light_count] = document;
        status = fits(scale, &light[*light_count], 1, &fit, error);
        if (fit)
            ++*light_count;
        else
            split->heavy[split->heavy_count++] = document;
    }
    return status;
}

/* How many of these documents, the first of which fits, go into one message. */
static Status most_that_fit(const Scale *scale, const Document **documents, size_t count,
                            size_t *most, Error *error)
{
    size_t too_many = count + 1;
    Status status = STATUS_OK;
    *most = 1;
    while (status == STATUS_OK && *most + 1 < too_many) {
        size_t middle = *most + (too_many - *most) / 2;
        bool fit;
        status = fits(scale, documents, middle, &fit, error);
        if (fit)
            *most = middle;
        else
            too_many = middle;
    }
    return status;
}

static bool is_taken(const Parcels *parcels, const char *path)
{
    for (size_t i = 0; i < parcels->count; i++)
        if (strcasecmp(parcels->items[i].path, path) == 0)
            return true;
    return false;
}

/* "courriels/ENT-1-protocoles-2-de-3.eml": ranks as wide as the last one, so that they sort. */
static const char *part_path(const Scale *scale, size_t rank, size_t count)
{
    Arena *arena = scale->parcels->arena;
    const char *whole = scale->whole->path, *ending = strrchr(whole, '.');
    int width = snprintf(NULL, 0, "%zu", count);
    const char *base = arena_printf(arena, "%.*s-%0*zu-de-%zu", (int)(ending - whole), whole, width,
                                    rank, count);
    const char *path = arena_printf(arena, "%s%s", base, ending);
    for (int n = 2; is_taken(scale->parcels, path); n++)
        path = arena_printf(arena, "%s-%d%s", base, n, ending);
    return path;
}

static void number_parts(Split *split, const Scale *scale)
{
    bool alone = split->count == 1;
    for (size_t i = 0; i < split->count; i++) {
        Parcel *part = &split->parts[i];
        part->part = alone ? 0 : (int)i + 1;
        part->parts = alone ? 0 : (int)split->count;
        if (!alone)
            part->path = part_path(scale, i + 1, split->count);
    }
}

Status split_parcel(Split *split, const Parcels *parcels, const Parcel *whole, size_t limit,
                    SplitMeasure *measure, void *context, Error *error)
{
    Arena *arena = parcels->arena;
    Scale scale = {parcels, whole, limit, measure, context};
    const Document **light = arena_array_of(arena, whole->document_count, const Document *);
    size_t count = 0;
    *split = (Split){
        .parts = arena_array_of(arena, whole->document_count, Parcel),
        .heavy = arena_array_of(arena, whole->document_count, const Document *),
    };
    Status status = set_heavy_apart(split, &scale, light, &count, error);
    for (size_t at = 0, most; status == STATUS_OK && at < count; at += most) {
        status = most_that_fit(&scale, light + at, count - at, &most, error);
        split->parts[split->count++] = part_of(whole, light + at, most);
    }
    if (status == STATUS_OK)
        number_parts(split, &scale);
    return status;
}
