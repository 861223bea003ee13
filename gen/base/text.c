#include "base/text.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

uint32_t utf8_next(const char **text, const char *end)
{
    if (*text >= end)
        return 0;
    utf8proc_int32_t c;
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)*text, (utf8proc_ssize_t)(end - *text), &c);
    if (used <= 0) { /* not valid: one byte, shown as the replacement character */
        (*text)++;
        return 0xFFFD;
    }
    *text += used;
    return (uint32_t)c;
}

/* The ASCII that the bytes begin with, eight at a time. */
static size_t ascii_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    for (uint64_t word; at + sizeof word <= length; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

/* Two bytes that are one code point, as the letters of French are. */
static bool is_pair(const char *bytes, size_t length)
{
    return length >= 2 && (unsigned char)bytes[0] >= 0xC2 && (unsigned char)bytes[0] <= 0xDF &&
           ((unsigned char)bytes[1] & 0xC0) == 0x80;
}

size_t utf8_valid_prefix(const char *bytes, size_t length)
{
    for (size_t at = 0;;) {
        at += ascii_prefix(bytes + at, length - at);
        if (is_pair(bytes + at, length - at)) {
            at += 2;
            continue;
        }
        if (at == length)
            return at;
        utf8proc_int32_t c;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                                 (utf8proc_ssize_t)(length - at), &c);
        if (used <= 0)
            return at;
        at += (size_t)used;
    }
}

size_t utf8_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static bool is_ascii(const char *text, size_t length)
{
    return ascii_prefix(text, length) == length;
}

static char *map_text(Arena *arena, const char *text, size_t length, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length,
                                         &mapped, options);
    if (size == UTF8PROC_ERROR_NOMEM)
        memory_exhausted(length);
    if (size < 0)
        return arena_slice(arena, text, length);
    char *copy = arena_slice(arena, (const char *)mapped, (size_t)size);
    free(mapped);
    return copy;
}

/* What French is made of needs no asking: no sign below U+0300 and no dash, quotation mark or
 * narrow blank of U+2010 to U+202F is changed by composition (nor begins a longer one). */
static bool is_composed(const char *text, size_t length)
{
    for (const char *p = text, *end = text + length; p < end; p++) {
        if ((unsigned char)*p < 0xCC)
            continue;
        if (end - p < 3 || p[0] != '\xE2' || p[1] != '\x80' || (unsigned char)p[2] < 0x90 ||
            (unsigned char)p[2] > 0xAF)
            return false;
        p += 2;
    }
    return true;
}

char *text_nfc(Arena *arena, const char *text, size_t length)
{
    if (is_composed(text, length))
        return arena_slice(arena, text, length);
    return map_text(arena, text, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static bool is_joiner(uint32_t c)
{
    switch (c) {
    case ' ': case '\t': case '\n': case '\r': case '_': case '-': case '\'': case '`':
    case 0xA0: case 0x202F: case 0x2009: case 0x2019: case 0x2018: case 0x2010: case 0x2011:
    case 0x2013: case 0x2014: case 0xFEFF: case 0x200B:
        return true;
    default:
        return false;
    }
}

static char *without_joiners(Arena *arena, const char *folded)
{
    char *out = arena_alloc(arena, strlen(folded) + 1);
    size_t used = 0;
    const char *p = folded, *end = folded + strlen(folded);
    while (p < end) {
        const char *start = p;
        if (!is_joiner(utf8_next(&p, end))) {
            memcpy(out + used, start, (size_t)(p - start));
            used += (size_t)(p - start);
        }
    }
    out[used] = '\0';
    return out;
}

static char *fold_ascii(Arena *arena, const char *text, size_t length)
{
    char *folded = arena_alloc(arena, length + 1), *next = folded;
    for (const char *p = text; *p; p++)
        if (!is_joiner((unsigned char)*p))
            *next++ = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    return folded;
}

char *text_fold(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (is_ascii(text, length))
        return fold_ascii(arena, text, length);
    char *folded = map_text(arena, text, length,
                            UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    return without_joiners(arena, folded);
}

/* Letters that Unicode does not decompose but that identifiers write in ASCII. */
static const struct { uint32_t letter; const char *ascii; } opened[] = {
    {0xE6, "AE"}, {0x153, "OE"}, {0xF8, "O"}, {0x142, "L"}, {0x111, "D"},
    {0xF0, "D"}, {0xFE, "TH"}, {0x131, "I"}, {0xDF, "SS"},
};

static char *ascii_letters(Arena *arena, const char *text, size_t length)
{
    char *letters = arena_alloc(arena, length + 1), *next = letters;
    for (const char *p = text; *p; p++) {
        if ((*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9'))
            *next++ = *p;
        else if (*p >= 'a' && *p <= 'z')
            *next++ = (char)(*p - 32);
    }
    return letters;
}

char *text_letters(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (is_ascii(text, length))
        return ascii_letters(arena, text, length);
    const char *p = text_fold(arena, text), *end = p + strlen(p);
    Buffer out = {0};
    while (p < end) {
        uint32_t c = utf8_next(&p, end);
        if (c < 0x80) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                buffer_add_char(&out, (char)(c >= 'a' ? c - 32 : c));
            continue;
        }
        const char *ascii = NULL;
        for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
            if (opened[i].letter == c)
                ascii = opened[i].ascii;
        if (ascii) {
            buffer_add_text(&out, ascii);
        } else {
            utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
            if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
                buffer_add_codepoint(&out, (unsigned)utf8proc_toupper((utf8proc_int32_t)c));
        }
    }
    char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

char *text_ascii_lower(Arena *arena, const char *text)
{
    char *copy = arena_string(arena, text);
    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return copy;
}

char *text_upper(Arena *arena, const char *text)
{
    Buffer out = {0};
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (c == 0xDF)
            buffer_add_text(&out, "SS");
        else
            buffer_add_codepoint(&out, (unsigned)utf8proc_toupper((utf8proc_int32_t)c));
    }
    char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

/* What a letter, a mark or a blank is written as without accents; NULL: as it is. */
static const char *plain_of(uint32_t c, bool *capital)
{
    static const struct { uint32_t sign; const char *ascii; } signs[] = {
        {0x2019, "'"}, {0x2018, "'"}, {0xAB, "\""}, {0xBB, "\""}, {0x201C, "\""}, {0x201D, "\""},
        {0x2010, "-"}, {0x2011, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0xA0, " "}, {0x202F, " "},
        {0x2026, "..."},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].sign == c)
            return signs[i].ascii;
    uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    *capital = lower != c;
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
        if (opened[i].letter == lower)
            return opened[i].ascii;
    return NULL;
}

char *text_unaccented(Arena *arena, const char *text)
{
    const char *bare = map_text(arena, text, strlen(text),
                                UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
    Buffer out = {0};
    for (const char *p = bare, *end = bare + strlen(bare); p < end;) {
        uint32_t c = utf8_next(&p, end);
        bool capital = true;
        const char *plain = plain_of(c, &capital);
        if (!plain)
            buffer_add_codepoint(&out, (unsigned)c);
        for (; plain && *plain; plain++)
            buffer_add_char(&out, capital || *plain < 'A' || *plain > 'Z' ? *plain
                                                                          : (char)(*plain + 32));
    }
    char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

/* The blank that begins at p: its bytes, 0 when there is none. */
static size_t blank_at(const char *p, const char *end)
{
    if (p >= end)
        return 0;
    if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        return 1;
    if (end - p >= 2 && !memcmp(p, "\xC2\xA0", 2))
        return 2;
    if (end - p >= 3 && (!memcmp(p, "\xE2\x80\xAF", 3) || !memcmp(p, "\xEF\xBB\xBF", 3) ||
                         !memcmp(p, "\xE2\x80\x89", 3)))
        return 3;
    return 0;
}

char *text_trim(Arena *arena, const char *text, size_t length)
{
    const char *end = text + length;
    for (size_t n; (n = blank_at(text, end)) > 0;)
        text += n;
    for (bool cut = true; cut && end > text;) {
        cut = false;
        for (size_t n = 1; n <= 3 && !cut; n++)
            if (end - text >= (ptrdiff_t)n && blank_at(end - n, end) == n) {
                end -= n;
                cut = true;
            }
    }
    return arena_slice(arena, text, (size_t)(end - text));
}

bool text_is_blank(const char *text)
{
    const char *end = text + strlen(text);
    for (size_t n; (n = blank_at(text, end)) > 0;)
        text += n;
    return text == end;
}

bool text_is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

const char *text_entity(uint32_t codepoint)
{
    switch (codepoint) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Optimal string alignment (insert, delete, replace, swap), over bytes of
 * folded words; gives up above `limit`. */
static size_t distance(const char *a, const char *b, size_t limit)
{
    enum { MOST = 64 };
    size_t n = strlen(a), m = strlen(b);
    if (n > MOST || m > MOST || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    size_t rows[3][MOST + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= m; j++)
        last[j] = j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < cost)
                cost = last[j] + 1;
            if (now[j - 1] + 1 < cost)
                cost = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < cost)
                cost = before[j - 2] + 1;
            now[j] = cost;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

const char *text_nearest(const char *word, TextCandidate *candidate, const void *context,
                         size_t count)
{
    Arena *arena = arena_new();
    const char *folded = text_fold(arena, word);
    size_t limit = (strlen(folded) + 2) / 3, best = limit + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count && best > 0; i++) {
        const char *name = candidate(context, i);
        size_t d = name ? distance(folded, text_fold(arena, name), best) : best;
        if (d < best) {
            best = d;
            nearest = name;
        }
    }
    arena_free(arena);
    return best <= limit ? nearest : NULL;
}
