#include "post/decision.h"

#include "base/file.h"
#include "base/text.h"
#include "post/attachment.h"
#include "record/events.h"
#include "record/originals.h"
#include "record/sendings.h"

#include <string.h>

Status decision_settle(Registry *registry, Error *error)
{
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    status = messages_settle(registry, error);
    if (status == STATUS_OK)
        status = sendings_settle(registry, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}

/* --- which --------------------------------------------------------------- */

/* Whether `text` between what may be around it is `name`. */
static bool is_named(const char *text, const char *open, const char *close, const char *name)
{
    size_t length = strlen(text), first = strlen(open), last = strlen(close);
    if (text_is(text, name))
        return true;
    return text_starts(text, open) && length >= first + last &&
           text_is(text + length - last, close) && strlen(name) == length - first - last &&
           strncmp(text + first, name, strlen(name)) == 0;
}

static bool bears(const MessageRow *row, const char *name)
{
    return is_named(row->message_id, "<", ">", name) ||
           is_named(path_name(row->path), "", ".eml", path_name(name));
}

Status decision_find(const Registry *registry, MessageState state, const char *company,
                     const char *name, Arena *arena, MessageRow **rows, size_t *count, Error *error)
{
    MessageRow *all;
    size_t all_count;
    *count = 0;
    Status status = messages_in_state(registry, state, arena, &all, &all_count, error);
    if (status != STATUS_OK)
        return status;
    *rows = all;
    for (size_t i = 0; i < all_count; i++)
        if ((!company || text_is(all[i].company, company)) && (!name || bears(&all[i], name)))
            all[(*count)++] = all[i];
    return STATUS_OK;
}

/* --- what is said of them ------------------------------------------------ */

static Status keep(const Decision *decision, const Manifest *manifest,
                   const MessageDocument *document, Arena *arena, Error *error)
{
    const Kind *kind = catalogue_find(decision->catalogue, document->kind);
    ListedFile file;
    Buffer bytes = {0};
    if (!kind || kind->original != KEEP_WHEN_SIGNED ||
        !manifest_find_sha256(manifest, document->sha256, arena, &file))
        return STATUS_OK;
    Status status = attachment_read(decision->output, file.path, document->sha256, &bytes, error);
    if (status == STATUS_OK)
        status = originals_add(decision->registry,
                               &(Original){.kind = document->kind,
                                           .key = document->subject,
                                           .revision = document->revision,
                                           .nature = ORIGINAL_ISSUED,
                                           .kept_on = decision->today},
                               bytes.data, bytes.length, NULL, error);
    buffer_free(&bytes);
    return status == STATUS_FINDINGS ? STATUS_OK : status;
}

static Status note(const Decision *decision, const MessageRow *row, const MessageDocument *document,
                   Error *error)
{
    return events_add(decision->registry,
                      &(Event){.nature = EVENT_SENT,
                               .day = decision->today,
                               .kind = document->kind,
                               .key = document->subject,
                               .number = document->number,
                               .revision = document->revision,
                               .detail = row->message_id},
                      error);
}

/* Within a transaction. */
static Status say(const Decision *decision, const MessageRow *row, MessageState state,
                  SendingResult result, Error *error)
{
    int64_t id;
    Status status = sendings_begin(decision->registry, row->key, SENDING_PERSON, decision->moment,
                                   &id, error);
    if (status == STATUS_OK)
        status = sendings_end(decision->registry, id, result, "", error);
    return status == STATUS_OK ? messages_set_state(decision->registry, row->key, state, error)
                               : status;
}

static Status say_sent(const Decision *decision, const Manifest *manifest, const MessageRow *row,
                       Arena *arena, Error *error)
{
    MessageDocument *documents;
    size_t count;
    Status status = say(decision, row, MESSAGE_SENT, SENDING_SENT, error);
    if (status == STATUS_OK)
        status = messages_documents(decision->registry, row->key, arena, &documents, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = note(decision, row, &documents[i], error);
        if (status == STATUS_OK)
            status = keep(decision, manifest, &documents[i], arena, error);
    }
    return status;
}

Status decision_sent(const Decision *decision, const MessageRow *rows, size_t count, Error *error)
{
    Manifest *manifest = NULL;
    Arena *arena = arena_new();
    Status status = manifest_open(&manifest, decision->output, error);
    if (status == STATUS_OK)
        status = registry_begin(decision->registry, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = say_sent(decision, manifest, &rows[i], arena, error);
    if (status == STATUS_OK)
        status = registry_commit(decision->registry, error);
    if (status != STATUS_OK)
        registry_rollback(decision->registry);
    manifest_close(manifest);
    arena_free(arena);
    return status;
}

Status decision_again(const Decision *decision, const MessageRow *rows, size_t count, Error *error)
{
    Status status = registry_begin(decision->registry, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = say(decision, &rows[i], MESSAGE_TO_SEND, SENDING_PUT_OFF, error);
    if (status == STATUS_OK)
        status = registry_commit(decision->registry, error);
    if (status != STATUS_OK)
        registry_rollback(decision->registry);
    return status;
}
