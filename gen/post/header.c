/* header: folding, encoded words, addresses, parameters, dates. */
#include "post/header.h"

#include "base/message.h"
#include "base/quebec.h"
#include "base/text.h"
#include "post/base64.h"

#include <stdio.h>
#include <string.h>

enum {
    LINE_WIDTH = 78,     /* RFC 5322, 2.1.1: where a line should end, CRLF not counted */
    WORD_WIDTH = 75,     /* RFC 2047, 2: of an encoded word */
    PLAIN_WIDTH = 60,    /* a word or a quoted name longer than this is encoded, to fold anywhere */
    PIECE_WIDTH = 60,    /* octets of a numbered piece of a parameter */
    ADDRESS_LENGTH = 254 /* RFC 5321, 4.5.3.1.3, less the angle brackets */
};

static const char atext[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                            "!#$%&'*+-/=?^_`{|}~";
static const char letters_digits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789";

/* ---- What may stand in a header ---- */

static bool is_forbidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

const char *header_fault(const char *text)
{
    size_t length = strlen(text);
    if (utf8_valid_prefix(text, length) != length)
        return _("ce n'est pas de l'UTF-8");
    for (const char *end = text + length; text < end;)
        if (is_forbidden(utf8_next(&text, end)))
            return _("un caractère de contrôle s'y trouve");
    return NULL;
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Labels of letters, digits and inner hyphens; two at least. */
static bool is_domain(const char *domain)
{
    size_t labels = 0;
    for (const char *p = domain;; labels++) {
        size_t length = strcspn(p, ".");
        if (length == 0 || length > 63 || p[0] == '-' || p[length - 1] == '-')
            return false;
        for (size_t i = 0; i < length; i++)
            if (!strchr(letters_digits, p[i]) && p[i] != '-')
                return false;
        if (!p[length])
            return labels > 0;
        p += length + 1;
    }
}

/* A dot-atom: RFC 5322, 3.2.3. */
static bool is_local_part(const char *text, size_t length)
{
    if (length == 0 || length > 64 || text[0] == '.' || text[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '.' ? text[i + 1] == '.' : !strchr(atext, text[i]))
            return false;
    return true;
}

const char *address_fault(const char *address)
{
    const char *fault = header_fault(address);
    if (fault)
        return fault;
    if (!*address)
        return _("l'adresse est vide");
    if (!is_ascii(address))
        return _("l'adresse a un caractère accentué");
    const char *at = strchr(address, '@');
    if (!at || strchr(at + 1, '@') || strlen(address) > ADDRESS_LENGTH ||
        !is_local_part(address, (size_t)(at - address)) || !is_domain(at + 1))
        return _("ce n'est pas une adresse de courriel");
    return NULL;
}

/* ---- Folding ---- */

/* The length of the line being written. */
static size_t column_of(const Buffer *out)
{
    const char *start = out->data, *p = start + out->length;
    while (p > start && p[-1] != '\n')
        p--;
    return (size_t)(start + out->length - p);
}

/* A blank, then the word, on this line if it fits; else on the next. */
static void add_word(Buffer *out, const char *word, size_t length)
{
    bool first = out->length >= 1 && out->data[out->length - 1] == ':';
    if (column_of(out) + 1 + length > LINE_WIDTH && !(first && length + 1 > LINE_WIDTH))
        buffer_add_text(out, "\r\n");
    buffer_add_char(out, ' ');
    buffer_add(out, word, length);
}

static void add_words(Buffer *out, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, " ");
        add_word(out, text, length);
        text += length + (text[length] == ' ');
    }
}

/* ---- Encoded words (RFC 2047) ---- */

static const char q_open[] = "=?UTF-8?Q?", b_open[] = "=?UTF-8?B?", word_close[] = "?=";
enum { WORD_FRAME = sizeof q_open - 1 + sizeof word_close - 1 };

/* "Q", since French is mostly ASCII: at most 12 octets a character and a NUL. */
static size_t encode_character(const char *bytes, size_t length, char code[13])
{
    static const char hex[] = "0123456789ABCDEF";
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == ' ') {
            code[n++] = '_';
        } else if (byte < 0x80 && (strchr(letters_digits, byte) || strchr("!*+-/", byte))) {
            code[n++] = (char)byte; /* the set that is safe in a display name too */
        } else {
            code[n++] = '=';
            code[n++] = hex[byte >> 4];
            code[n++] = hex[byte & 15];
        }
    }
    code[n] = '\0';
    return n;
}

/* Each word holds what fits on its line; the blanks between words are not part of the text. */
static void add_encoded(Buffer *out, const char *text)
{
    enum { LEAST = WORD_FRAME + 12 };
    const char *end = text + strlen(text);
    while (text < end) {
        size_t column = column_of(out) + 1;
        if (column + LEAST > LINE_WIDTH) {
            buffer_add_text(out, "\r\n");
            column = 1;
        }
        size_t room = LINE_WIDTH - column < WORD_WIDTH ? LINE_WIDTH - column : WORD_WIDTH;
        size_t used = WORD_FRAME;
        buffer_add_char(out, ' ');
        buffer_add_text(out, q_open);
        while (text < end) {
            char code[13];
            const char *next = text;
            utf8_next(&next, end);
            size_t length = encode_character(text, (size_t)(next - text), code);
            if (used + length > room)
                break;
            buffer_add(out, code, length);
            used += length;
            text = next;
        }
        buffer_add_text(out, word_close);
    }
}

/* The text as one encoded word, "Q" or else "B"; false when it is too long for both. */
static bool encode_whole(Buffer *word, const char *text, size_t length)
{
    buffer_clear(word);
    buffer_add_text(word, q_open);
    for (const char *p = text, *end = text + length; p < end;) {
        char code[13];
        const char *next = p;
        utf8_next(&next, end);
        buffer_add(word, code, encode_character(p, (size_t)(next - p), code));
        p = next;
    }
    buffer_add_text(word, word_close);
    if (word->length <= WORD_WIDTH)
        return true;
    buffer_clear(word);
    buffer_add_text(word, b_open);
    base64_add(word, text, length);
    buffer_add_text(word, word_close);
    return word->length <= WORD_WIDTH;
}

/* Whether the text can be folded at its blanks and read back as it is. */
static bool is_plain(const char *text)
{
    if (!is_ascii(text) || strstr(text, "=?") || strstr(text, "  ") || *text == ' ')
        return false;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (length > PLAIN_WIDTH || (text[length] == ' ' && !text[length + 1]))
            return false;
        text += length + (text[length] == ' ');
    }
    return true;
}

/* ---- Headers ---- */

static Status refuse(Error *error, const char *place, const char *fault)
{
    return error_set(error, STATUS_USAGE, place, "%s", fault);
}

static void begin(Buffer *out, const char *name)
{
    buffer_add_text(out, name);
    buffer_add_char(out, ':');
}

Status header_text(Buffer *out, const char *name, const char *text, Error *error)
{
    const char *fault = header_fault(text);
    if (fault)
        return refuse(error, name, fault);
    begin(out, name);
    if (is_plain(text))
        add_words(out, text);
    else
        add_encoded(out, text);
    buffer_add_text(out, "\r\n");
    return STATUS_OK;
}

/* One that may stand as it is in a line: a longer one is encoded, to be cut anywhere, and so is
 * what would pass for an encoded word. */
static bool is_atom(const char *text, size_t length)
{
    if (length > PLAIN_WIDTH || memmem(text, length, "=?", 2))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!strchr(atext, text[i]))
            return false;
    return length > 0;
}

static void add_quoted(Buffer *out, const char *text)
{
    Buffer quoted = {0};
    buffer_add_char(&quoted, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"' || *p == '\\')
            buffer_add_char(&quoted, '\\');
        buffer_add_char(&quoted, *p);
    }
    buffer_add_char(&quoted, '"');
    add_word(out, quoted.data, quoted.length);
    buffer_free(&quoted);
}

/* The longest run of words from `text` that must be encoded and fit in one encoded word;
 * 0 when not even the first does. */
static size_t encodable_run(const char *text, Buffer *word)
{
    size_t run = 0;
    for (size_t start = 0;;) {
        size_t length = strcspn(text + start, " ");
        if (is_atom(text + start, length) || !encode_whole(word, text, start + length))
            return run;
        run = start + length;
        if (!text[run])
            return run;
        start = run + 1;
    }
}

/* A name too long for one encoded word: its plain words stay plain, so that encoded words seldom
 * touch. Some readers (Python 3.11 among them) show the blank between two of them. */
static void add_mixed(Buffer *out, const char *text)
{
    Buffer word = {0};
    bool after_encoded = false;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (is_atom(text, length)) {
            add_word(out, text, length);
            text += length + (text[length] == ' ');
            after_encoded = false;
            continue;
        }
        size_t run = after_encoded ? 0 : encodable_run(text, &word);
        if (run == 0) {
            add_encoded(out, after_encoded ? text - 1 : text); /* with the blank before it */
            break;
        }
        encode_whole(&word, text, run);
        add_word(out, word.data, word.length);
        text += run + (text[run] == ' ');
        after_encoded = true;
    }
    buffer_free(&word);
}

/* As a quoted string or atoms where ASCII allows it, else as few encoded words as can be. */
static void add_display(Buffer *out, const char *display)
{
    bool atoms = true;
    for (const char *p = display; *p; p++)
        atoms = atoms && (*p == ' ' || strchr(atext, *p));
    Buffer word = {0};
    if (is_plain(display) && atoms)
        add_words(out, display);
    else if (is_plain(display) && strlen(display) <= PLAIN_WIDTH)
        add_quoted(out, display);
    else if (encode_whole(&word, display, strlen(display)))
        add_word(out, word.data, word.length);
    else if (*display != ' ' && !strstr(display, "  ") && display[strlen(display) - 1] != ' ')
        add_mixed(out, display);
    else
        add_encoded(out, display);
    buffer_free(&word);
}

Status header_address(Buffer *out, const char *name, const char *display, const char *address,
                      Error *error)
{
    const char *fault = address_fault(address);
    if (!fault && display)
        fault = header_fault(display);
    if (fault)
        return refuse(error, name, fault);
    begin(out, name);
    bool named = display && !text_is_blank(display);
    if (named)
        add_display(out, display);
    Buffer bracketed = {0};
    buffer_printf(&bracketed, named ? "<%s>" : "%s", address);
    add_word(out, bracketed.data, bracketed.length);
    buffer_add_text(out, "\r\n");
    buffer_free(&bracketed);
    return STATUS_OK;
}

void header_plain(Buffer *out, const char *name, const char *value)
{
    begin(out, name);
    add_words(out, value);
    buffer_add_text(out, "\r\n");
}

/* ---- Date ---- */

void header_date(Buffer *out, Date day)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    CivilDate civil = date_civil(day);
    buffer_printf(out, "Date: %s, %02d %s %04d 09:00:00 %s\r\n", weekdays[date_weekday(day)],
                  civil.day, months[civil.month - 1], civil.year,
                  quebec_offset((int64_t)day * 86400 + 14 * 3600) == -240 ? "-0400" : "-0500");
}

/* ---- Parameters (RFC 2231) ---- */

/* "%C3%A9" of one character; at most 12 octets and a NUL. */
static size_t percent_encode(const char *bytes, size_t length, char code[13])
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80 && (strchr(letters_digits, byte) || strchr("!#$&+-.^_`{}~", byte)))
            code[n++] = (char)byte;
        else
            n += (size_t)snprintf(code + n, 13 - n, "%%%02X", byte);
    }
    code[n] = '\0';
    return n;
}

/* In pieces that end between two characters: some readers decode each by itself. */
static void add_extended(Buffer *out, const char *name, const char *value)
{
    Buffer pieces = {0};
    size_t used = 0;
    int count = 0;
    for (const char *end = value + strlen(value); value < end;) {
        char code[13];
        const char *next = value;
        utf8_next(&next, end);
        size_t length = percent_encode(value, (size_t)(next - value), code);
        if (count == 0 || used + length > PIECE_WIDTH) {
            buffer_printf(&pieces, "; %s*%d*=%s", name, count, count ? "" : "UTF-8''");
            count++;
            used = 0;
        }
        buffer_add(&pieces, code, length);
        used += length;
        value = next;
    }
    if (count == 1) /* a single piece has no number */
        buffer_printf(out, "; %s*%s", name,
                      pieces.data + strlen("; ") + strlen(name) + strlen("*0*"));
    else
        buffer_add(out, buffer_text(&pieces), pieces.length);
    buffer_free(&pieces);
}

/* What readers change even between quotes: blanks that they trim or run together, what passes for
 * an encoded word. */
static bool is_frail(const char *value)
{
    size_t length = strlen(value);
    return strpbrk(value, "\"\\") || strstr(value, "  ") || strstr(value, "=?") ||
           (length && (*value == ' ' || value[length - 1] == ' '));
}

void parameter_add(Buffer *out, const char *name, const char *value)
{
    if (!is_ascii(value) || strlen(value) > PLAIN_WIDTH || is_frail(value)) {
        add_extended(out, name, value);
        return;
    }
    bool token = *value && strspn(value, letters_digits) == strlen(value);
    buffer_printf(out, token ? "; %s=%s" : "; %s=\"%s\"", name, value);
}
