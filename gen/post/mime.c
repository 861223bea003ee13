/* mime: bodies and the order of the parts. */
#include "post/mime.h"

#include "base/message.h"
#include "base/text.h"
#include "post/base64.h"
#include "post/twin.h"

#include <stdio.h>
#include <string.h>

enum { BODY_WIDTH = 76 }; /* RFC 2045, 6.7 and 6.8 */

const char *mime_message_id(Arena *arena, const char *key_sha256, const char *content_sha256,
                            const char *sender)
{
    const char *at = strchr(sender, '@');
    return arena_printf(arena, "<ate.%.16s.%.16s@%s>", key_sha256, content_sha256,
                        at ? at + 1 : "localhost.invalid");
}

/* ---- Quoted-printable ---- */

static bool needs_quoting(unsigned char byte, bool last_of_line)
{
    if (byte == ' ' || byte == '\t')
        return last_of_line;
    return byte < 0x20 || byte > 0x7E || byte == '=';
}

/* One line of text, with soft breaks so that no line passes 76 characters. */
static void add_quoted_line(Buffer *out, const char *line, size_t length)
{
    size_t column = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        bool last = i + 1 == length;
        bool quoted = needs_quoting(byte, last);
        size_t width = quoted ? 3 : 1;
        if (column + width > BODY_WIDTH - (last ? 0u : 1u)) {
            buffer_add_text(out, "=\r\n");
            column = 0;
        }
        if (quoted)
            buffer_printf(out, "=%02X", byte);
        else
            buffer_add_char(out, (char)byte);
        column += width;
    }
    buffer_add_text(out, "\r\n");
}

static void add_quoted_printable(Buffer *out, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        add_quoted_line(out, text, length);
        text += length;
        text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
}

/* ---- Base64 ---- */

enum { LINE_BYTES = BODY_WIDTH / 4 * 3 }; /* of the file, in a line */

size_t mime_attached_size(size_t length)
{
    size_t last = length % LINE_BYTES;
    return length / LINE_BYTES * (BODY_WIDTH + 2) + (last ? (last + 2) / 3 * 4 + 2 : 0);
}

static void add_base64_lines(Buffer *out, const char *bytes, size_t length)
{
    buffer_reserve(out, mime_attached_size(length));
    for (size_t i = 0; i < length; i += LINE_BYTES) {
        base64_add(out, bytes + i, length - i < LINE_BYTES ? length - i : LINE_BYTES);
        buffer_add_text(out, "\r\n");
    }
}

/* ---- Parts ---- */

/* The name for readers that know no RFC 2231: ASCII, one '_' for each other character, for what
 * quotes do not keep (parameter_add), and for each blank that is not alone between two words. */
static void ascii_name(Buffer *out, const char *name)
{
    bool alone = false; /* a blank here would be */
    for (const char *end = name + strlen(name); name < end;) {
        uint32_t c = utf8_next(&name, end);
        bool stands = c == ' ' ? alone && name < end && *name != ' ' : c < 0x80 && !strchr("\"\\?", (int)c);
        buffer_add_char(out, stands ? (char)c : '_');
        alone = c != ' ';
    }
}

/* The plain name stands in Content-Type and the true one in Content-Disposition: both in one
 * header would be the same parameter twice. */
static Status add_attachment(Buffer *out, const MimeAttachment *file, size_t rank, Error *error)
{
    const char *fault = header_fault(file->name);
    if (!fault && (!*file->name || strpbrk(file->name, "/\\")))
        fault = _("ce n'est pas un nom de fichier");
    if (fault) {
        char place[64];
        snprintf(place, sizeof place, _("pièce jointe %zu"), rank);
        return error_set(error, STATUS_USAGE, place, "%s", fault);
    }
    Buffer value = {0}, plain = {0};
    ascii_name(&plain, file->name);
    buffer_add_text(&value, file->type);
    if (plain.length <= 60)
        parameter_add(&value, "name", buffer_text(&plain));
    header_plain(out, "Content-Type", buffer_text(&value));
    buffer_clear(&value);
    buffer_add_text(&value, "attachment");
    parameter_add(&value, "filename", file->name);
    header_plain(out, "Content-Disposition", buffer_text(&value));
    header_plain(out, "Content-Transfer-Encoding", "base64");
    buffer_add_text(out, "\r\n");
    add_base64_lines(out, file->bytes, file->length);
    buffer_free(&value);
    buffer_free(&plain);
    return STATUS_OK;
}

/* "=_" occurs neither in base64 nor in quoted-printable: no boundary is in any part; nor does one
 * begin like the other. */
typedef struct Boundaries {
    char mixed[44], alternative[44];
} Boundaries;

static void make_boundaries(const MimeMessage *message, Boundaries *boundaries)
{
    Sha256 digest;
    sha256_hex(message->message_id, strlen(message->message_id), digest);
    snprintf(boundaries->mixed, sizeof boundaries->mixed, "=_ate_%.32s", digest);
    snprintf(boundaries->alternative, sizeof boundaries->alternative, "=_alt_%.32s", digest);
}

static void begin_multipart(Buffer *out, const char *type, const char *boundary)
{
    char value[96];
    snprintf(value, sizeof value, "multipart/%s; boundary=\"%s\"", type, boundary);
    header_plain(out, "Content-Type", value);
}

static void add_text_part(Buffer *out, const MimeMessage *message, const char *type,
                          const char *text)
{
    header_plain(out, "Content-Type", type);
    header_plain(out, "Content-Language", message->language);
    header_plain(out, "Content-Transfer-Encoding", "quoted-printable");
    buffer_add_text(out, "\r\n");
    add_quoted_printable(out, text);
}

/* The text and its HTML twin: the better of them last (RFC 2046, 5.1.4). */
static void add_letter(Buffer *out, const MimeMessage *message, const char *boundary)
{
    Buffer twin = {0};
    twin_write(message->subject, message->text, message->language, &twin);
    begin_multipart(out, "alternative", boundary);
    buffer_printf(out, "\r\n--%s\r\n", boundary);
    add_text_part(out, message, "text/plain; charset=utf-8", message->text);
    buffer_printf(out, "\r\n--%s\r\n", boundary);
    add_text_part(out, message, "text/html; charset=utf-8", buffer_text(&twin));
    buffer_printf(out, "\r\n--%s--\r\n", boundary);
    buffer_free(&twin);
}

static Status add_head(Buffer *out, const MimeMessage *m, Error *error)
{
    Status status = header_address(out, "From", m->from_name, m->from, error);
    if (status == STATUS_OK && *m->reply_to)
        status = header_address(out, "Reply-To", "", m->reply_to, error);
    if (status == STATUS_OK)
        status = header_address(out, "To", m->to_name, m->to, error);
    if (status == STATUS_OK && *m->copy)
        status = header_address(out, "Cc", "", m->copy, error);
    if (status == STATUS_OK)
        status = header_text(out, "Subject", m->subject, error);
    if (status == STATUS_OK && header_fault(m->message_id))
        status = error_set(error, STATUS_USAGE, "Message-ID", "%s", header_fault(m->message_id));
    if (status != STATUS_OK)
        return status;
    header_date(out, m->day);
    header_plain(out, "Message-ID", m->message_id);
    header_plain(out, "MIME-Version", "1.0");
    header_plain(out, "X-Unsent", "1");
    return STATUS_OK;
}

Status mime_write(const MimeMessage *message, Buffer *out, Error *error)
{
    Boundaries boundaries;
    Status status = add_head(out, message, error);
    if (status != STATUS_OK)
        return status;
    make_boundaries(message, &boundaries);
    if (message->attachment_count == 0) {
        add_letter(out, message, boundaries.alternative);
        return STATUS_OK;
    }
    begin_multipart(out, "mixed", boundaries.mixed);
    buffer_printf(out, "\r\n--%s\r\n", boundaries.mixed);
    add_letter(out, message, boundaries.alternative);
    for (size_t i = 0; status == STATUS_OK && i < message->attachment_count; i++) {
        buffer_printf(out, "\r\n--%s\r\n", boundaries.mixed);
        status = add_attachment(out, &message->attachments[i], i + 1, error);
    }
    buffer_printf(out, "\r\n--%s--\r\n", boundaries.mixed);
    return status;
}
