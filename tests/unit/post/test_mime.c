/* Whole messages, read back by Python's email: no defect, the same names and bytes. */
#include "suite.h"

#include "base/message.h"
#include "post/mime.h"
#include "reader.h"

#include <string.h>

static unsigned char every_byte[1000];

static MimeMessage sample(void)
{
    for (size_t i = 0; i < sizeof every_byte; i++)
        every_byte[i] = (unsigned char)(i * 7 + i / 256);
    return (MimeMessage){
        .from_name = "Centre de formation de l'Érablière",
        .from = "stages@cfp-exemple.qc.ca",
        .to_name = "Zoë Łukasiewicz-Nguyễn",
        .to = "zoe@atelier-exemple.ca",
        .reply_to = "reponse@cfp-exemple.qc.ca",
        .copy = "",
        .subject = "Protocoles d’alternance à signer — Atelier « Été »",
        .text =
            "Bonjour,\n\nUne ligne assez longue pour devoir être coupée en morceaux, parce qu’elle "
            "dépasse soixante-seize.\nfin = fin \n",
        .language = "fr",
        .day = date_of(2026, 9, 1),
        .message_id = "<ate.0123456789abcdef.fedcba9876543210@cfp-exemple.qc.ca>",
    };
}

static char *written(const MimeMessage *message, Buffer *bytes)
{
    Error error;
    ck_assert_int_eq(mime_write(message, bytes, &error), STATUS_OK);
    return reader_read(bytes);
}

/* Every line ends with CRLF and none passes 998; those of the head fold at 78. */
static void check_lines(const Buffer *bytes)
{
    bool head = true;
    for (const char *p = bytes->data, *end = p + bytes->length; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        ck_assert_msg(stop && stop > p && stop[-1] == '\r', "a bare line end");
        size_t length = (size_t)(stop - 1 - p);
        ck_assert_uint_le(length, 998);
        ck_assert_msg(!head || length <= 78, "%.*s", (int)length, p);
        ck_assert_ptr_null(memchr(p, '\r', length));
        head = head && length > 0;
        p = stop + 1;
    }
}

START_TEST(test_message_reads_back)
{
    MimeMessage message = sample();
    MimeAttachment files[] = {
        {"protocole-SEQ-1.pdf", "application/pdf", every_byte, 1000},
        {"Déclaration d’été 🎓.pdf", "application/pdf", every_byte, 57},
        {"Un nom vraiment très long, avec des accents à répétition, pour qu'il soit écrit en "
         "plusieurs morceaux (RFC 2231) ᐃᓄᒃᑎᑐᑦ.pdf", "application/pdf", every_byte, 1},
        {"vide.pdf", "application/pdf", every_byte, 0},
    };
    message.attachments = files;
    message.attachment_count = 4;
    Buffer bytes = {0};
    char *said = written(&message, &bytes);
    check_lines(&bytes);
    reader_expect(said, "defects\t[]");
    reader_expect(said, "from\tCentre de formation de l'Érablière|stages@cfp-exemple.qc.ca");
    reader_expect(said, "to\tZoë Łukasiewicz-Nguyễn|zoe@atelier-exemple.ca");
    reader_expect(said, "reply-to\t|reponse@cfp-exemple.qc.ca");
    reader_expect(said, "subject\tProtocoles d’alternance à signer — Atelier « Été »");
    reader_expect(said, "date\t2026-09-01T09:00:00-04:00");
    reader_expect(said, "message-id\t<ate.0123456789abcdef.fedcba9876543210@cfp-exemple.qc.ca>");
    reader_expect(said, "header\tX-Unsent");
    reader_expect(
        said, "text\t'Bonjour,\\n\\nUne ligne assez longue pour devoir être coupée en morceaux, "
              "parce qu’elle dépasse soixante-seize.\\nfin = fin \\n'");
    for (size_t i = 0; i < 4; i++) {
        Sha256 digest;
        Buffer line = {0};
        sha256_hex(files[i].bytes, files[i].length, digest);
        buffer_printf(&line, "attachment\t%s|application/pdf|%s|%zu", files[i].name, digest,
                      files[i].length);
        reader_expect(said, buffer_text(&line));
        buffer_free(&line);
    }
    free(said);
    buffer_free(&bytes);
}
END_TEST

START_TEST(test_message_without_attachment)
{
    MimeMessage message = sample();
    Buffer bytes = {0};
    char *said = written(&message, &bytes);
    check_lines(&bytes);
    reader_expect(said, "defects\t[]");
    free(said);
    buffer_free(&bytes);
}
END_TEST

/* Names of every length, in letters of one to four bytes, among blanks and specials. */
START_TEST(test_names_of_every_length)
{
    static const char *const letters[] = {"a", "é", "ᐃ", "🎓", " b", ",", "\"", "' "};
    for (size_t count = 1; count < 120; count += 7) {
        Buffer name = {0}, bytes = {0}, line = {0};
        MimeMessage message = sample();
        for (size_t i = 0; i < count; i++)
            buffer_add_text(&name, letters[(i * i + count) % 8]);
        while (name.length && name.data[name.length - 1] == ' ')
            name.data[--name.length] = '\0';
        while (name.data[0] == ' ')
            memmove(name.data, name.data + 1, name.length--);
        buffer_add_char(&name, 'x');
        message.to_name = message.subject = buffer_text(&name);
        MimeAttachment file = {buffer_text(&name), "application/pdf", "%PDF", 4};
        message.attachments = &file;
        message.attachment_count = 1;
        char *said = written(&message, &bytes);
        check_lines(&bytes);
        reader_expect(said, "defects\t[]");
        buffer_printf(&line, "subject\t%s", buffer_text(&name));
        reader_expect(said, buffer_text(&line));
        buffer_clear(&line);
        buffer_printf(&line, "to-2047\t%s", buffer_text(&name));
        reader_expect(said, buffer_text(&line));
        free(said);
        buffer_free(&name);
        buffer_free(&bytes);
        buffer_free(&line);
    }
}
END_TEST

/* Python's strict reader keeps the blank between two encoded words of a name (RFC 2047, 6.2, says
 * to drop it): names that fit in one, or have plain words between, read back in it too. */
START_TEST(test_long_names_in_the_strict_reader)
{
    static const char *const names[] = {
        "Zoë-Élodie Łukasiewicz-Nguyễn de l’Érablière",
        "Centre de formation professionnelle et technique de la région de l'Érablière et du "
        "Haut-Pays",
        "École des métiers de l'équipement motorisé et de la mécanique industrielle du Grand "
        "Montréal",
        "ᐃᓄᒃᑎᑐᑦ ᓄᓇᕕᒃ",
        "Atelier \"Le Pin\" (RH), succursale de Trois-Rivières, groupe Métal & Fils inc. du Québec",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Buffer bytes = {0}, line = {0};
        MimeMessage message = sample();
        message.to_name = names[i];
        char *said = written(&message, &bytes);
        check_lines(&bytes);
        reader_expect(said, "defects\t[]");
        buffer_printf(&line, "to\t%s|zoe@atelier-exemple.ca", names[i]);
        reader_expect(said, buffer_text(&line));
        free(said);
        buffer_free(&bytes);
        buffer_free(&line);
    }
}
END_TEST

START_TEST(test_same_message_same_bytes)
{
    MimeMessage message = sample();
    MimeAttachment file = {"a.pdf", "application/pdf", every_byte, 1000};
    Buffer first = {0}, second = {0};
    Error error;
    message.attachments = &file;
    message.attachment_count = 1;
    ck_assert_int_eq(mime_write(&message, &first, &error), STATUS_OK);
    ck_assert_int_eq(mime_write(&message, &second, &error), STATUS_OK);
    ck_assert_uint_eq(first.length, second.length);
    ck_assert_mem_eq(first.data, second.data, first.length);
    buffer_free(&first);
    buffer_free(&second);
}
END_TEST

START_TEST(test_injection_is_refused)
{
    static const char evil[] = "x\r\nBcc: tous@exemple.ca";
    struct {
        size_t offset;
        const char *place;
    } fields[] = {
        {offsetof(MimeMessage, from_name), "From"}, {offsetof(MimeMessage, from), "From"},
        {offsetof(MimeMessage, to_name), "To"},     {offsetof(MimeMessage, to), "To"},
        {offsetof(MimeMessage, reply_to), "Reply-To"}, {offsetof(MimeMessage, copy), "Cc"},
        {offsetof(MimeMessage, subject), "Subject"},
        {offsetof(MimeMessage, message_id), "Message-ID"},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        MimeMessage message = sample();
        const char *value = evil;
        Buffer bytes = {0};
        Error error;
        memcpy((char *)&message + fields[i].offset, &value, sizeof value);
        ck_assert_int_eq(mime_write(&message, &bytes, &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, fields[i].place);
        ck_assert_ptr_null(strstr(buffer_text(&bytes), "Bcc"));
        buffer_free(&bytes);
    }
}
END_TEST

START_TEST(test_file_names_are_checked)
{
    static const char *const bad[] = {"a\r\nX: 1",
                                      "a\"\r\n\r\nb",
                                      "../a.pdf",
                                      "a/b.pdf",
                                      "a\\b.pdf",
                                      "",
                                      "a\x7F.pdf",
                                      ("fdp.\xE2\x80\xAE"
                                       "exe")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        MimeMessage message = sample();
        MimeAttachment files[] = {{"bon.pdf", "application/pdf", "x", 1},
                                  {bad[i], "application/pdf", "x", 1}};
        Buffer bytes = {0};
        Error error;
        message.attachments = files;
        message.attachment_count = 2;
        ck_assert_int_eq(mime_write(&message, &bytes, &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, "pièce jointe 2");
        buffer_free(&bytes);
    }
}
END_TEST

START_TEST(test_quoted_printable_borders)
{
    /* 75, 76, 77 characters in a line of text; blanks at the ends of lines. */
    for (int length = 70; length < 90; length++) {
        Buffer text = {0}, bytes = {0}, line = {0};
        MimeMessage message = sample();
        for (int i = 0; i < length; i++)
            buffer_add_char(&text, i % 9 == 8 ? ' ' : 'x');
        buffer_add_text(&text, "é \n. \nFrom x\n");
        message.text = buffer_text(&text);
        char *said = written(&message, &bytes);
        for (const char *p = strstr(bytes.data, "\r\n\r\n") + 4; *p;) {
            const char *end = strstr(p, "\r\n");
            ck_assert_int_le((int)(end - p), 76);
            ck_assert_msg(end == p || (end[-1] != ' '), "a blank ends a line");
            p = end + 2;
        }
        buffer_printf(&line, "text\t'%.*s\xC3\xA9 \\n. \\nFrom x\\n'", length, buffer_text(&text));
        reader_expect(said, buffer_text(&line));
        free(said);
        buffer_free(&text);
        buffer_free(&bytes);
        buffer_free(&line);
    }
}
END_TEST

START_TEST(test_message_id)
{
    Arena *arena = arena_new();
    Sha256 a, b;
    sha256_hex("a", 1, a);
    sha256_hex("b", 1, b);
    ck_assert_str_eq(mime_message_id(arena, a, b, "stages@cfp-exemple.qc.ca"),
                     "<ate.ca978112ca1bbdca.3e23e8160039594a@cfp-exemple.qc.ca>");
    arena_free(arena);
}
END_TEST

SUITE("mime", test_message_reads_back, test_message_without_attachment, test_names_of_every_length,
      test_long_names_in_the_strict_reader, test_same_message_same_bytes, test_injection_is_refused,
      test_file_names_are_checked, test_quoted_printable_borders, test_message_id)
