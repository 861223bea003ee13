/* split: first what fits in no message, then part after part. */
#include "post/split.h"

#include "post/numbering.h"

typedef struct Scale {
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

Status split_parcel(Split *split, const Parcels *parcels, const Parcel *whole, size_t limit,
                    SplitMeasure *measure, void *context, Error *error)
{
    Arena *arena = parcels->arena;
    Scale scale = {whole, limit, measure, context};
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
        numbering_give(parcels, whole->path, split->parts, split->count);
    return status;
}
