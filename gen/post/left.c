#include "post/left.h"

#include "base/map.h"
#include "base/text.h"
#include "post/traces.h"

#include <string.h>

struct Left {
    Arena *arena;
    Map *documents; /* -> LeftDocument */
    Map *standing;  /* messages, by key */
    Traces traces;
    size_t untold;
};

static const char *key_of(Arena *arena, const LeftDocument *document)
{
    return arena_printf(arena, "%s\n%s\n%s\n%s", document->recipient_sha256, document->kind,
                        document->subject, document->terms_sha256);
}

Status left_read(Left **made, const Registry *registry, const char *output, Error *error)
{
    LeftDocument *documents;
    size_t count;
    Arena *arena = arena_new();
    Left *left = *made = arena_new_of(arena, Left);
    *left = (Left){.arena = arena, .documents = map_new(), .standing = map_new()};
    Status status = traces_read(&left->traces, output, arena, error);
    if (status == STATUS_OK)
        status = messages_left(registry, arena, &documents, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_put(left->documents, key_of(arena, &documents[i]), &documents[i]);
    return status;
}

bool left_holds(Left *left, const Sha256 recipient, const Document *document)
{
    LeftDocument wanted = {.recipient_sha256 = recipient,
                           .kind = document->kind->name,
                           .subject = document->subject.key,
                           .terms_sha256 = document->terms};
    LeftDocument *found = map_get(left->documents, key_of(left->arena, &wanted));
    if (found)
        map_put(left->standing, found->message, found);
    else if (traces_have(&left->traces, &wanted))
        left->untold++;
    else
        return false;
    return true;
}

size_t left_untold(const Left *left)
{
    return left->untold;
}

bool left_stands(const Left *left, const char *message)
{
    return map_get(left->standing, message) != NULL;
}

void left_free(Left *left)
{
    if (!left)
        return;
    map_free(left->documents);
    map_free(left->standing);
    traces_close(&left->traces);
    arena_free(left->arena);
}

void recipient_digest(const Record *record, const char *address, Sha256 digest)
{
    Arena *arena = arena_new();
    const char *bytes =
        arena_printf(arena, "%s\n%s", config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
                     text_ascii_lower(arena, address));
    sha256_hex(bytes, strlen(bytes), digest);
    arena_free(arena);
}
