/* mime: one message with its attachments, as the bytes of an .eml file (RFC 5322,
 * 2045 to 2047, 2231).
 *
 * The text and its HTML twin (twin.h) are alternatives, UTF-8 in quoted-printable; attachments
 * are base64, line ends are CRLF.
 * The same message always gives the same bytes: its boundaries and its Message-ID
 * come from digests, its Date from a day. `X-Unsent: 1` makes mail programs open
 * the file as a draft.
 */
#ifndef ATE_POST_MIME_H
#define ATE_POST_MIME_H

#include "base/arena.h"
#include "base/digest.h"
#include "post/header.h"

typedef struct MimeAttachment {
    const char *name;  /* file name, any UTF-8 */
    const char *type;  /* "application/pdf" */
    const void *bytes;
    size_t length;
} MimeAttachment;

typedef struct MimeMessage {
    const char *from_name, *from; /* names may be "" */
    const char *to_name, *to;
    const char *reply_to, *copy;  /* "" when none */
    const char *subject, *text;   /* text: UTF-8, '\n' between lines */
    const char *language;         /* "fr", "en" */
    Date day;
    const char *message_id;       /* mime_message_id */
    const MimeAttachment *attachments;
    size_t attachment_count;
} MimeMessage;

/* "<ate.KEY.CONTENT@domain>", 16 hexadecimal digits of each digest, the sender's domain. */
const char *mime_message_id(Arena *arena, const char *key_sha256, const char *content_sha256,
                            const char *sender);

/* Bytes of `length` bytes of a file once attached, its headers not counted. */
size_t mime_attached_size(size_t length);

/* Adds the message to `out`. STATUS_USAGE, with the header or the file name's rank as the
 * place, when something in it could forge a header. */
Status mime_write(const MimeMessage *message, Buffer *out, Error *error);

#endif
