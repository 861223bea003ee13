/* message: from parcels to bytes, the ledger and the folder. */
#include "post/message.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "post/attachment.h"
#include "post/identity.h"
#include "post/mime.h"
#include "post/numbering.h"
#include "post/split.h"

#include <stdio.h>
#include <string.h>

/* ---- What makes a message the same ---- */

static Status identify(const Post *post, Message *message, Error *error)
{
    const Record *record = post->issue->record;
    const Parcel *parcel = message->parcel;
    Identity identity;
    MessageRow before;
    identity_of(record, parcel, &identity);
    Status status = messages_find(record->registry, identity.what, post->arena, &before, &message->known,
                                  error);
    if (status != STATUS_OK)
        return status;
    message->known = message->known && before.state != MESSAGE_REPLACED;
    message->row = (MessageRow){
        .key = arena_string(post->arena, identity.what),
        .company = row_key(parcel->company),
        .occasion = parcel->occasion,
        .recipient_sha256 = arena_string(post->arena, identity.recipient),
        .path = parcel->path,
        .prepared_on = record->today,
        .state = MESSAGE_TO_SEND,
        .message_id = mime_message_id(post->arena, identity.who, identity.what,
                                      config_text(record->config, CONFIG_COURRIEL_EXPEDITEUR)),
    };
    if (message->known) {
        message->row.prepared_on = before.prepared_on;
        message->row.message_id = before.message_id;
        message->row.state = before.state;
    }
    return STATUS_OK;
}

/* ---- Bytes ---- */

static MimeMessage mime_of(const MailSettings *settings, const Message *message,
                           const MimeAttachment *attachments)
{
    return (MimeMessage){
        .from_name = settings->from_name,
        .from = settings->from,
        .to_name = message->parcel->to_name,
        .to = message->parcel->to,
        .reply_to = settings->reply_to,
        .copy = settings->copy,
        .subject = message->subject,
        .text = message->text,
        .language = lang_code(message->lang),
        .day = message->row.prepared_on,
        .message_id = message->row.message_id,
        .attachments = attachments,
        .attachment_count = message->parcel->document_count,
    };
}

/* The document, or its protected copy; `*fault` when it cannot go. */
static Status read_attached(const Post *post, const Document *document, Buffer *bytes,
                            const char **fault, Error *error)
{
    const char *path = document->path, *sha256 = document->sha256;
    if (post->copies.wanted) {
        const Copy *copy = copies_find(&post->copies, document);
        *fault = copy->fault;
        if (*fault)
            return STATUS_OK;
        path = copy->path;
        sha256 = copy->sha256;
    }
    Error wrong;
    Status status = attachment_read(post->issue->output, path, sha256, bytes, &wrong);
    if (status == STATUS_FINDINGS) {
        *fault = arena_string(post->arena, wrong.what);
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        *error = wrong;
    return status;
}

/* The whole .eml into `out`; `*fault` when one of its documents cannot go. */
static Status build(const Post *post, const Message *message, Buffer *out, const char **fault,
                    Error *error)
{
    const Parcel *parcel = message->parcel;
    size_t count = parcel->document_count;
    Buffer *files = arena_array_of(post->arena, count, Buffer);
    MimeAttachment *attachments = arena_array_of(post->arena, count, MimeAttachment);
    Status status = STATUS_OK;
    *fault = NULL;
    for (size_t i = 0; status == STATUS_OK && !*fault && i < count; i++) {
        const Document *document = parcel->documents[i];
        status = read_attached(post, document, &files[i], fault, error);
        attachments[i] = (MimeAttachment){path_name(document->path), "application/pdf",
                                          files[i].data, files[i].length};
    }
    if (status == STATUS_OK && !*fault) {
        MimeMessage mime = mime_of(&post->settings, message, attachments);
        Error forged;
        if (mime_write(&mime, out, &forged) != STATUS_OK)
            *fault = arena_printf(post->arena, "%s : %s", forged.place, forged.what);
    }
    for (size_t i = 0; i < count; i++)
        buffer_free(&files[i]);
    return status;
}

/* ---- Preparing ---- */

static void refuse(Post *post, const Message *message, const char *reason)
{
    parcels_refuse(&post->parcels, message->parcel->company, message->parcel->occasion, "", reason);
}

static void list_sources(const Post *post, Message *message)
{
    const Parcel *parcel = message->parcel;
    message->sources = arena_array_of(post->arena, parcel->document_count + 1, const Row *);
    message->sources[message->source_count++] = parcel->company;
    for (size_t i = 0; i < parcel->document_count; i++) {
        const Row *sequence = document_sequence(parcel->documents[i]);
        bool listed = !sequence;
        for (size_t k = 0; !listed && k < message->source_count; k++)
            listed = message->sources[k] == sequence;
        if (!listed)
            message->sources[message->source_count++] = sequence;
    }
}

typedef struct Preparation {
    Post *post;
    Letters *letters;
    Buffer bytes; /* of the message at hand */
} Preparation;

/* Its identity, its subject and its text. */
static Status begin_message(Preparation *preparation, const Parcel *parcel, Message *message,
                            Error *error)
{
    const Record *record = preparation->post->issue->record;
    Letter letter = {0};
    *message = (Message){.parcel = parcel, .lang = company_lang(record, parcel->company)};
    Status status = identify(preparation->post, message, error);
    if (status == STATUS_OK)
        status = letter_write(preparation->letters, parcel, message->row.prepared_on, &letter,
                              error);
    message->subject = letter.subject;
    message->text = letter.text;
    return status;
}

static size_t attached_length(const Post *post, const Document *document)
{
    return post->copies.wanted ? copies_find(&post->copies, document)->length : document->bytes;
}

/* All but the bytes of its files, which need not be read to be counted. */
static Status measure(void *context, const Parcel *part, size_t *length, Error *error)
{
    Preparation *preparation = context;
    Post *post = preparation->post;
    Message message;
    MimeAttachment *attachments =
        arena_array_of(post->arena, part->document_count, MimeAttachment);
    Status status = begin_message(preparation, part, &message, error);
    if (status != STATUS_OK)
        return status;
    *length = 0;
    for (size_t i = 0; i < part->document_count; i++) {
        const Document *document = part->documents[i];
        attachments[i] = (MimeAttachment){path_name(document->path), "application/pdf", "", 0};
        *length += mime_attached_size(attached_length(post, document));
    }
    MimeMessage mime = mime_of(&post->settings, &message, attachments);
    buffer_clear(&preparation->bytes);
    status = mime_write(&mime, &preparation->bytes, error);
    *length += preparation->bytes.length;
    return status;
}

static void refuse_heavy(Post *post, const Parcel *parcel, const Document *alone, size_t length)
{
    const Config *config = post->issue->record->config;
    Place place = place_of_config(config, CONFIG_COURRIEL_TAILLE_MAX);
    const char *where = place.line ? arena_printf(post->arena, "%s:%u", place.file, place.line) : "";
    const char *reason =
        alone ? arena_printf(post->arena,
                             _("%s est trop lourd : à lui seul, plus que [courriel] taille_max (%s) ; "
                               "augmentez-la si le serveur de courriel le permet, ou remettez ce "
                               "document autrement"),
                             alone->path, post->settings.most_text)
              : arena_printf(post->arena,
                             _("le message aurait %zu octets, plus que [courriel] taille_max (%s) ; "
                               "« depassement = scinder » en fait plusieurs"),
                             length, post->settings.most_text);
    parcels_refuse(&post->parcels, parcel->company, parcel->occasion, where, reason);
}

static Status prepare(Preparation *preparation, const Parcel *parcel, bool may_split, Error *error);

static Status prepare_in_parts(Preparation *preparation, const Parcel *parcel, Error *error)
{
    Post *post = preparation->post;
    Split split;
    Status status = split_parcel(&split, &post->parcels, parcel, post->settings.most, measure,
                                 preparation, error);
    if (status == STATUS_OK)
        status = numbering_keep(&post->parcels, post->issue->record, parcel->path, split.parts,
                                split.count, error);
    for (size_t i = 0; status == STATUS_OK && i < split.heavy_count; i++)
        refuse_heavy(post, parcel, split.heavy[i], 0);
    for (size_t i = 0; status == STATUS_OK && i < split.count; i++)
        status = prepare(preparation, &split.parts[i], false, error);
    return status;
}

/* Adds the message of a parcel, or several, unless something refuses it. */
static Status prepare(Preparation *preparation, const Parcel *parcel, bool may_split, Error *error)
{
    Post *post = preparation->post;
    Buffer *bytes = &preparation->bytes;
    Message message;
    const char *fault;
    Status status = begin_message(preparation, parcel, &message, error);
    buffer_clear(bytes);
    if (status == STATUS_OK)
        status = build(post, &message, bytes, &fault, error);
    if (status != STATUS_OK)
        return status;
    if (fault) {
        refuse(post, &message, fault);
        return STATUS_OK;
    }
    if (bytes->length > post->settings.most) {
        bool several = parcel->document_count > 1;
        if (several && may_split)
            return prepare_in_parts(preparation, parcel, error);
        refuse_heavy(post, parcel, several ? NULL : parcel->documents[0], bytes->length);
        return STATUS_OK;
    }
    message.length = bytes->length;
    sha256_hex(bytes->data, bytes->length, message.sha256);
    list_sources(post, &message);
    post->messages[post->count++] = message;
    return STATUS_OK;
}

static bool is_looked_at(const Post *post, const MessageRow *row)
{
    return !post->only_company || text_is(row->company, post->only_company);
}

/* What was to be sent and is no message of this run, and what was refused of which nothing is due
 * to that address any more; for the companies that it looked at. */
static Status find_withdrawn(Post *post, const Left *left, Error *error)
{
    const Registry *registry = post->issue->record->registry;
    MessageRow *before, *refused;
    size_t count, refused_count = 0;
    Status status = messages_in_state(registry, MESSAGE_TO_SEND, post->arena, &before, &count,
                                      error);
    if (status == STATUS_OK)
        status = messages_in_state(registry, MESSAGE_REFUSED, post->arena, &refused,
                                   &refused_count, error);
    if (status != STATUS_OK)
        return status;
    Map *current = map_new();
    for (size_t i = 0; i < post->count; i++)
        map_put(current, post->messages[i].row.key, &post->messages[i]);
    post->withdrawn = arena_array_of(post->arena, count + refused_count + 1, MessageRow);
    for (size_t i = 0; i < count; i++)
        if (!map_get(current, before[i].key) && is_looked_at(post, &before[i]))
            post->withdrawn[post->withdrawn_count++] = before[i];
    for (size_t i = 0; i < refused_count; i++)
        if (!left_stands(left, refused[i].key) && is_looked_at(post, &refused[i]))
            post->withdrawn[post->withdrawn_count++] = refused[i];
    map_free(current);
    return STATUS_OK;
}

static size_t most_messages(const Parcels *parcels)
{
    size_t most = 1;
    for (size_t i = 0; i < parcels->count; i++)
        most += parcels->items[i].document_count;
    return most;
}

Status post_prepare(Post *post, const Issue *issue, const char *only_company, int workers,
                    Arena *arena, Error *error)
{
    *post = (Post){.issue = issue, .arena = arena, .only_company = only_company};
    Status status = settings_read(&post->settings, issue->record->config, error);
    if (status != STATUS_OK)
        return status;
    Left *left = NULL;
    status = left_read(&left, issue->record->registry, issue->output, error);
    if (status == STATUS_OK) {
        parcels_make(&post->parcels, issue, left, arena);
        post->untold_count = left_untold(left);
    }
    if (status == STATUS_OK)
        status = copies_make(&post->copies, issue, &post->parcels, only_company, workers, error);
    post->messages = arena_array_of(arena, most_messages(&post->parcels), Message);
    Preparation preparation = {.post = post, .letters = letters_new(arena, issue->record)};
    for (size_t i = 0; status == STATUS_OK && i < post->parcels.count; i++) {
        Parcel *parcel = &post->parcels.items[i];
        if (only_company && !text_is(row_key(parcel->company), only_company))
            continue;
        status = numbering_keep(&post->parcels, issue->record, parcel->path, parcel, 1, error);
        if (status == STATUS_OK)
            status = prepare(&preparation, parcel, post->settings.split, error);
    }
    buffer_free(&preparation.bytes);
    letters_free(preparation.letters);
    if (status == STATUS_OK)
        status = find_withdrawn(post, left, error);
    left_free(left);
    return status;
}

/* ---- Writing ---- */

static Status record_message(const Post *post, const Message *message, Registry *registry,
                             Error *error)
{
    const Parcel *parcel = message->parcel;
    MessageDocument *documents =
        arena_array_of(post->arena, parcel->document_count, MessageDocument);
    for (size_t i = 0; i < parcel->document_count; i++) {
        const Document *d = parcel->documents[i];
        documents[i] = (MessageDocument){d->kind->name, d->subject.key, d->issued.number,
                                         d->issued.revision, d->terms, d->sha256};
    }
    return messages_add(registry, &message->row, documents, parcel->document_count, error);
}

static Status record_all(const Post *post, Registry *registry, Error *error)
{
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < post->withdrawn_count; i++)
        status = messages_set_state(registry, post->withdrawn[i].key, MESSAGE_REPLACED, error);
    for (size_t i = 0; status == STATUS_OK && i < post->count; i++)
        status = record_message(post, &post->messages[i], registry, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}

/* A message that left, or is leaving, is not made again: its draft would be sent twice. */
static Status write_message(const Post *post, Message *message, Buffer *bytes, Error *error)
{
    const char *fault;
    if (message->row.state != MESSAGE_TO_SEND)
        return STATUS_OK;
    buffer_clear(bytes);
    Status status = build(post, message, bytes, &fault, error);
    if (status == STATUS_OK && fault)
        status = error_set(error, STATUS_SYSTEM, message->row.path, "%s", fault);
    if (status != STATUS_OK)
        return status;
    const char *path = path_join(post->arena, post->issue->output, message->row.path);
    return file_put(path, bytes->data, bytes->length, &message->written, error);
}

bool post_has_successor(const Post *post, const MessageRow *withdrawn)
{
    for (size_t i = 0; i < post->count; i++)
        if (text_is(post->messages[i].row.path, withdrawn->path))
            return true;
    return false;
}

/* The draft of a withdrawn message must not be found and sent by hand. */
static void drop_withdrawn(const Post *post)
{
    for (size_t i = 0; i < post->withdrawn_count; i++) {
        const char *path = path_join(post->arena, post->issue->output, post->withdrawn[i].path);
        if (!post_has_successor(post, &post->withdrawn[i]) && file_kind(path) == FILE_REGULAR)
            file_drop(path);
    }
}

Status post_write(Post *post, Registry *registry, Error *error)
{
    Buffer bytes = {0};
    Status status = record_all(post, registry, error);
    if (status == STATUS_OK)
        drop_withdrawn(post);
    for (size_t i = 0; status == STATUS_OK && i < post->count; i++)
        status = write_message(post, &post->messages[i], &bytes, error);
    buffer_free(&bytes);
    return status;
}

void post_free(Post *post)
{
    copies_free(&post->copies);
    parcels_free(&post->parcels);
}
