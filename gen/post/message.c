/* message: from parcels to bytes, the ledger and the folder. */
#include "post/message.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "post/attachment.h"
#include "post/left.h"
#include "post/mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What makes a message the same ---- */

/* `who` for the recipient and the occasion, `what` for these and the documents' terms. */
static void hash_parcel(const Parcel *parcel, const char *recipient, Sha256 who, Sha256 what)
{
    Buffer bytes = {0};
    buffer_printf(&bytes, "%s\n%s\n%s\n", row_key(parcel->company), parcel->occasion, recipient);
    sha256_hex(bytes.data, bytes.length, who);
    for (size_t i = 0; i < parcel->document_count; i++) {
        const Document *document = parcel->documents[i];
        buffer_printf(&bytes, "%s\n%s\n%s\n%d\n%s\n", document->kind->name, document->subject.key,
                      document->issued.number, document->issued.revision, document->terms);
    }
    sha256_hex(bytes.data, bytes.length, what);
    buffer_free(&bytes);
}

static Status identify(const Post *post, Message *message, Error *error)
{
    const Record *record = post->issue->record;
    const Parcel *parcel = message->parcel;
    Sha256 recipient, who, what;
    recipient_digest(record, parcel->to, recipient);
    hash_parcel(parcel, recipient, who, what);
    MessageRow before;
    Status status = messages_find(record->registry, what, post->arena, &before, &message->known,
                                  error);
    if (status != STATUS_OK)
        return status;
    message->known = message->known && before.state != MESSAGE_REPLACED;
    message->row = (MessageRow){
        .key = arena_string(post->arena, what),
        .company = row_key(parcel->company),
        .occasion = parcel->occasion,
        .recipient_sha256 = arena_string(post->arena, recipient),
        .path = parcel->path,
        .prepared_on = record->today,
        .state = MESSAGE_TO_SEND,
        .message_id = mime_message_id(post->arena, who, what,
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

static MimeMessage mime_of(const Config *config, const Message *message,
                           const MimeAttachment *attachments)
{
    return (MimeMessage){
        .from_name = config_text(config, CONFIG_ETABLISSEMENT_NOM),
        .from = config_text(config, CONFIG_COURRIEL_EXPEDITEUR),
        .to_name = message->parcel->to_name,
        .to = message->parcel->to,
        .reply_to = config_text(config, CONFIG_COURRIEL_REPONDRE_A),
        .copy = config_text(config, CONFIG_COURRIEL_COPIE),
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
        MimeMessage mime = mime_of(post->issue->record->config, message, attachments);
        Error forged;
        if (mime_write(&mime, out, &forged) != STATUS_OK)
            *fault = arena_printf(post->arena, "%s : %s", forged.place, forged.what);
    }
    for (size_t i = 0; i < count; i++)
        buffer_free(&files[i]);
    return status;
}

/* ---- What config.ini says ---- */

static Status wrong_setting(const Config *config, int key, const char *what, const char *remedy,
                            Error *error)
{
    char place[560];
    snprintf(place, sizeof place, "%s:%u", config->path, (unsigned)config->values[key].line);
    error_set(error, STATUS_USAGE, place, _("%s = « %s » : %s"), config_key(key)->key,
              config_text(config, key), what);
    error_remedy(error, "%s", remedy);
    return STATUS_USAGE;
}

/* "20M", "500K", "1G", or bytes; from 1 on. */
static Status size_limit(const Config *config, size_t *limit, Error *error)
{
    static const unsigned long long units[] = {1, 1ULL << 10, 1ULL << 20, 1ULL << 30};
    const char *text = config_text(config, CONFIG_COURRIEL_TAILLE_MAX);
    char *end;
    unsigned long long number = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    size_t shift = 0;
    if (number && *end) {
        const char *unit = strchr("KMG", *end & ~0x20);
        number = unit && !end[1] ? number : 0;
        shift = unit ? (size_t)(unit - "KMG" + 1) : 0;
    }
    if (number && number <= (1ULL << 40) / units[shift]) {
        *limit = (size_t)(number * units[shift]);
        return STATUS_OK;
    }
    return wrong_setting(config, CONFIG_COURRIEL_TAILLE_MAX, _("ce n'est pas une taille"),
                         _("écrivez par exemple 20M, 500K ou 1G"), error);
}

/* Our own addresses stand in every message: one that is wrong stops the run. */
static Status check_addresses(const Config *config, Error *error)
{
    static const int keys[] = {CONFIG_COURRIEL_EXPEDITEUR, CONFIG_COURRIEL_REPONDRE_A,
                               CONFIG_COURRIEL_COPIE};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *fault = config_has(config, keys[i]) || i == 0
                                ? address_fault(config_text(config, keys[i]))
                                : NULL;
        if (fault)
            return wrong_setting(config, keys[i], fault,
                                 _("écrivez une seule adresse, sans accent"), error);
    }
    return STATUS_OK;
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

/* Adds the message of a parcel unless something refuses it. */
static Status prepare(Post *post, Letters *letters, const Parcel *parcel, size_t limit,
                      Buffer *bytes, Error *error)
{
    Message message = {.parcel = parcel,
                       .lang = company_lang(post->issue->record, parcel->company)};
    Letter letter;
    const char *fault;
    Status status = identify(post, &message, error);
    if (status == STATUS_OK)
        status = letter_write(letters, parcel, message.row.prepared_on, &letter, error);
    if (status != STATUS_OK)
        return status;
    message.subject = letter.subject;
    message.text = letter.text;
    buffer_clear(bytes);
    status = build(post, &message, bytes, &fault, error);
    if (status != STATUS_OK)
        return status;
    if (!fault && bytes->length > limit)
        fault = arena_printf(post->arena,
                             _("le message aurait %zu octets, plus que [courriel] taille_max (%s)"),
                             bytes->length,
                             config_text(post->issue->record->config, CONFIG_COURRIEL_TAILLE_MAX));
    if (fault) {
        refuse(post, &message, fault);
        return STATUS_OK;
    }
    message.length = bytes->length;
    sha256_hex(bytes->data, bytes->length, message.sha256);
    list_sources(post, &message);
    post->messages[post->count++] = message;
    return STATUS_OK;
}

/* What was to be sent and is no message of this run, for the companies that it looked at. */
static Status find_withdrawn(Post *post, Error *error)
{
    MessageRow *before;
    size_t count;
    Status status = messages_in_state(post->issue->record->registry, MESSAGE_TO_SEND, post->arena,
                                      &before, &count, error);
    if (status != STATUS_OK)
        return status;
    Map *current = map_new();
    for (size_t i = 0; i < post->count; i++)
        map_put(current, post->messages[i].row.key, &post->messages[i]);
    post->withdrawn = arena_array_of(post->arena, count + 1, MessageRow);
    for (size_t i = 0; i < count; i++)
        if (!map_get(current, before[i].key) &&
            (!post->only_company || text_is(before[i].company, post->only_company)))
            post->withdrawn[post->withdrawn_count++] = before[i];
    map_free(current);
    return STATUS_OK;
}

Status post_prepare(Post *post, const Issue *issue, const char *only_company, int workers,
                    Arena *arena, Error *error)
{
    *post = (Post){.issue = issue, .arena = arena, .only_company = only_company};
    size_t limit = 0;
    Status status = size_limit(issue->record->config, &limit, error);
    if (status == STATUS_OK)
        status = check_addresses(issue->record->config, error);
    if (status != STATUS_OK)
        return status;
    Left *left = NULL;
    status = left_read(&left, issue->record->registry, error);
    if (status == STATUS_OK)
        parcels_make(&post->parcels, issue, left, arena);
    left_free(left);
    if (status == STATUS_OK)
        status = copies_make(&post->copies, issue, &post->parcels, only_company, workers, error);
    post->messages = arena_array_of(arena, post->parcels.count + 1, Message);
    Letters *letters = letters_new(arena, issue->record);
    Buffer bytes = {0};
    for (size_t i = 0; status == STATUS_OK && i < post->parcels.count; i++) {
        const Parcel *parcel = &post->parcels.items[i];
        if (!only_company || text_is(row_key(parcel->company), only_company))
            status = prepare(post, letters, parcel, limit, &bytes, error);
    }
    buffer_free(&bytes);
    letters_free(letters);
    return status == STATUS_OK ? find_withdrawn(post, error) : status;
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
