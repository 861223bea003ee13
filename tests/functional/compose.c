/* compose: messages as gen/post/mime.h writes them, for test_mail_readers.py, without a dossier
 * around them: the names that it tries could not all be in a table.
 *
 *   compose FOLDER <fields
 *
 * Five fields a message, each ended by a NUL: the sender's name, the recipient's, the subject, the
 * file's name, the text. Writes FOLDER/N.eml from 0 on, with the text as the file too; for one that
 * is refused, says "N place: what" instead. */
#include "base/file.h"
#include "base/message.h"
#include "post/mime.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FIELDS = 5 };

static const char *next_field(const char **text)
{
    const char *field = *text;
    *text += strlen(field) + 1;
    return field;
}

static Status compose(const char *folder, size_t rank, const char *const fields[FIELDS], Arena *arena,
                      Error *error)
{
    Sha256 key;
    Buffer bytes = {0};
    sha256_hex(fields[2], strlen(fields[2]), key);
    MimeAttachment file = {fields[3], "application/pdf", fields[4], strlen(fields[4])};
    MimeMessage message = {
        .from_name = fields[0], .from = "stages@cfp-exemple.qc.ca",
        .to_name = fields[1], .to = "zoe@atelier-exemple.ca",
        .reply_to = "", .copy = "",
        .subject = fields[2], .text = fields[4],
        .language = "fr",
        .day = date_of(2026, 9, 1),
        .message_id = mime_message_id(arena, key, key, "stages@cfp-exemple.qc.ca"),
        .attachments = &file, .attachment_count = 1,
    };
    Status status = mime_write(&message, &bytes, error);
    if (status == STATUS_OK)
        status = file_put(arena_printf(arena, "%s/%zu.eml", folder, rank), bytes.data, bytes.length,
                          NULL, error);
    buffer_free(&bytes);
    return status;
}

int main(int count, char **arguments)
{
    Buffer input = {0};
    char chunk[1 << 16];
    if (count != 2)
        return 2;
    for (ssize_t n; (n = read(STDIN_FILENO, chunk, sizeof chunk)) > 0;)
        buffer_add(&input, chunk, (size_t)n);
    const char *text = buffer_text(&input), *end = text + input.length;
    Arena *arena = arena_new();
    for (size_t rank = 0; text < end; rank++) {
        const char *fields[FIELDS];
        Error error;
        for (int f = 0; f < FIELDS; f++)
            fields[f] = next_field(&text);
        if (compose(arguments[1], rank, fields, arena, &error) != STATUS_OK)
            printf("%zu %s: %s\n", rank, error.place, error.what);
        arena_reset(arena);
    }
    arena_free(arena);
    buffer_free(&input);
    return 0;
}
