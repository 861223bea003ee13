/* fuzz_message: anything as the names, the addresses, the subject, the file's name and the text of a
 * message, apart by NULs. What is written has the lines of a message, its headers once each and in
 * their order, and no element in its HTML that is not ours. */
#include "fuzz.h"

#include "post/mime.h"
#include "post/twin.h"

static const char *next_field(Input *input, Arena *arena)
{
    const char *field = (const char *)input->next, *end = memchr(field, '\0', input->left);
    size_t length = end ? (size_t)(end - field) : input->left;
    input->next += length + (end != NULL);
    input->left -= length + (end != NULL);
    return arena_slice(arena, length ? field : "", length);
}

/* CRLF ends each line and stands nowhere else; ASCII; none past 998. */
static void check_lines(const Buffer *bytes)
{
    size_t column = 0;
    for (size_t i = 0; i < bytes->length; i++) {
        unsigned char byte = (unsigned char)bytes->data[i];
        MUST(byte < 0x80 && byte != 0);
        MUST((byte == '\r') == (i + 1 < bytes->length && bytes->data[i + 1] == '\n'));
        column = byte == '\n' ? 0 : column + 1;
        MUST(column <= 999); /* with the CR */
    }
    MUST(column == 0);
}

static void check_head(const Buffer *bytes, const MimeMessage *message)
{
    const char *names[] = {"From:", *message->reply_to ? "Reply-To:" : NULL, "To:",
                           *message->copy ? "Cc:" : NULL, "Subject:", "Date:", "Message-ID:",
                           "MIME-Version:", "X-Unsent:", "Content-Type:"};
    const char *line = bytes->data;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!names[i])
            continue;
        MUST(text_starts(line, names[i]));
        do
            line = strchr(line, '\n') + 1;
        while (*line == ' ');
    }
    MUST(text_starts(line, "\r\n"));
}

static void check_twin(const MimeMessage *message)
{
    static const char *const ours[] = {"!DOCTYPE html>", "html lang=\"fr\">", "head>", "meta ", "title>", "body>",
                                       "div lang=\"fr\" style=\"", "p style=\"", "ul style=\"", "ol style=\"",
                                       "ol start=\"", "li>", "br>", "a href=\"mailto:", "a href=\"https://",
                                       "/head>", "/title>", "/body>", "/html>", "/div>", "/p>", "/ul>", "/ol>",
                                       "/li>", "/a>"};
    Buffer twin = {0};
    twin_write(message->subject, message->text, message->language, &twin);
    MUST(utf8_valid_prefix(twin.data, twin.length) == twin.length);
    for (const char *p = twin.data; (p = strchr(p, '<')); p++) {
        bool known = false;
        for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
            known = known || text_starts(p + 1, ours[i]);
        MUST(known);
    }
    buffer_free(&twin);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Input input = {data, size};
    Buffer bytes = {0}, again = {0};
    Error error;
    MimeMessage message = {
        .from_name = next_field(&input, arena), .from = next_field(&input, arena),
        .to_name = next_field(&input, arena), .to = next_field(&input, arena),
        .reply_to = next_field(&input, arena), .copy = next_field(&input, arena),
        .subject = next_field(&input, arena), .language = "fr", .day = date_of(2027, 3, 15),
    };
    MimeAttachment file = {next_field(&input, arena), "application/pdf", data, size};
    message.text = next_field(&input, arena);
    message.message_id = "<ate.0123456789abcdef.fedcba9876543210@cfp-exemple.qc.ca>";
    message.attachments = &file;
    message.attachment_count = 1;
    check_twin(&message);
    if (mime_write(&message, &bytes, &error) == STATUS_OK) {
        check_lines(&bytes);
        check_head(&bytes, &message);
        MUST(mime_write(&message, &again, &error) == STATUS_OK && again.length == bytes.length &&
             memcmp(again.data, bytes.data, bytes.length) == 0);
    } else {
        MUST(error.status == STATUS_USAGE && *error.place && *error.what);
    }
    buffer_free(&bytes);
    buffer_free(&again);
    arena_free(arena);
    return 0;
}
