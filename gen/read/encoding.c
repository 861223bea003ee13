/* What each encoding is called, how it is recognised, how it becomes UTF-8. */
#include "read/encoding.h"

#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

static const char *const names[ENCODING_COUNT] = {
    [ENCODING_UTF8] = "UTF-8",
    [ENCODING_UTF16LE] = "UTF-16LE",
    [ENCODING_UTF16BE] = "UTF-16BE",
    [ENCODING_WINDOWS_1252] = "Windows-1252",
};

/* ISO-8859-1 is read as Windows-1252, as browsers do: it differs by control characters only. */
static const struct { const char *name; Encoding encoding; } synonyms[] = {
    {"utf8", ENCODING_UTF8},
    {"utf8bom", ENCODING_UTF8},
    {"utf16", ENCODING_UTF16LE},
    {"utf16le", ENCODING_UTF16LE},
    {"utf16be", ENCODING_UTF16BE},
    {"windows1252", ENCODING_WINDOWS_1252},
    {"cp1252", ENCODING_WINDOWS_1252},
    {"ansi", ENCODING_WINDOWS_1252},
    {"latin1", ENCODING_WINDOWS_1252},
    {"iso88591", ENCODING_WINDOWS_1252},
};

/* 0x80 to 0x9F; the five bytes without a character are the C1 controls, as WHATWG has it. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static const char UTF8_MARK[] = "\xEF\xBB\xBF";
static const char NOT_UTF8 = '\xFF';

const char *encoding_name(Encoding encoding)
{
    return names[encoding];
}

bool encoding_find(const char *name, Encoding *encoding)
{
    char plain[16];
    size_t length = 0;
    for (const char *p = name; *p; p++) {
        if (*p == '-' || *p == '_' || *p == ' ')
            continue;
        if (length == sizeof plain - 1)
            return false;
        plain[length++] = (char)tolower((unsigned char)*p);
    }
    plain[length] = '\0';
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strcmp(plain, synonyms[i].name) == 0) {
            *encoding = synonyms[i].encoding;
            return true;
        }
    return false;
}

/* UTF-16 of a European table has a NUL in nearly every pair, always on the same side. */
static bool looks_utf16(const char *bytes, size_t length, Encoding *encoding)
{
    enum { SAMPLE = 4096 };
    size_t pairs = (length < SAMPLE ? length : SAMPLE) / 2, first = 0, second = 0;
    for (size_t i = 0; i < pairs; i++) {
        first += bytes[2 * i] == '\0';
        second += bytes[2 * i + 1] == '\0';
    }
    *encoding = first > second ? ENCODING_UTF16BE : ENCODING_UTF16LE;
    size_t most = first > second ? first : second, least = first + second - most;
    return pairs >= 2 && most * 2 >= pairs && least * 20 <= pairs;
}

Encoding encoding_detect(const char *bytes, size_t length)
{
    if (length >= 3 && memcmp(bytes, UTF8_MARK, 3) == 0)
        return ENCODING_UTF8;
    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return ENCODING_UTF16LE;
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return ENCODING_UTF16BE;
    Encoding encoding;
    if (looks_utf16(bytes, length, &encoding))
        return encoding;
    return utf8_valid_prefix(bytes, length) == length ? ENCODING_UTF8 : ENCODING_WINDOWS_1252;
}

static void decode_windows_1252(const Buffer *from, Buffer *to)
{
    const char *run = from->data, *end = from->data + from->length;
    for (const char *p = run; p < end; p++) {
        unsigned char c = (unsigned char)*p;
        if (c < 0x80)
            continue;
        buffer_add(to, run, (size_t)(p - run));
        buffer_add_codepoint(to, c < 0xA0 ? windows_1252[c - 0x80] : c);
        run = p + 1;
    }
    buffer_add(to, run, (size_t)(end - run));
}

static unsigned unit_at(const Buffer *from, size_t i, bool big)
{
    const unsigned char *pair = (const unsigned char *)from->data + 2 * i;
    return (unsigned)(big ? pair[0] << 8 | pair[1] : pair[1] << 8 | pair[0]);
}

static void decode_utf16(const Buffer *from, Buffer *to, bool big)
{
    size_t units = from->length / 2;
    for (size_t i = units > 0 && unit_at(from, 0, big) == 0xFEFF; i < units; i++) {
        unsigned c = unit_at(from, i, big);
        unsigned next = i + 1 < units ? unit_at(from, i + 1, big) : 0;
        if ((c & 0xFC00) == 0xD800 && (next & 0xFC00) == 0xDC00) {
            c = 0x10000 + ((c & 0x3FF) << 10) + (next & 0x3FF);
            i++;
        }
        if (c >= 0xD800 && c < 0xE000)
            buffer_add_char(to, NOT_UTF8);
        else
            buffer_add_codepoint(to, c);
    }
    if (from->length % 2)
        buffer_add_char(to, NOT_UTF8);
}

static void drop_mark(Buffer *bytes)
{
    if (bytes->length < 3 || memcmp(bytes->data, UTF8_MARK, 3) != 0)
        return;
    bytes->length -= 3;
    memmove(bytes->data, bytes->data + 3, bytes->length + 1);
}

void encoding_decode(Buffer *bytes, Encoding encoding)
{
    if (bytes->length == 0)
        return;
    if (encoding == ENCODING_UTF8) {
        drop_mark(bytes);
        return;
    }
    Buffer decoded = {0};
    buffer_reserve(&decoded, bytes->length + bytes->length / 8);
    if (encoding == ENCODING_WINDOWS_1252)
        decode_windows_1252(bytes, &decoded);
    else
        decode_utf16(bytes, &decoded, encoding == ENCODING_UTF16BE);
    buffer_free(bytes);
    *bytes = decoded;
}
