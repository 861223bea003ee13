#include "sheet/clean.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

/* What XML 1.0 allows, but the carriage return, which a cell does not need. */
static bool is_allowed(uint32_t c)
{
    return c == '\n' || c == '\t' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* Valid UTF-8, allowed characters, no more than a cell can hold: nearly every text. U+FFFE
 * and U+FFFF are told by their first byte, which few others share. */
static bool is_clean(const char *text, size_t length)
{
    if (length > CELL_TEXT_MOST || utf8_valid_prefix(text, length) != length)
        return false;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0xEF)
            return false;
    return true;
}

const char *clean_text(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (is_clean(text, length))
        return text;
    Buffer clean = {0};
    const char *p = text, *end = text + length;
    for (size_t count = 0; p < end && count < CELL_TEXT_MOST; count++) {
        const char *start = p;
        size_t most = end - p < 4 ? (size_t)(end - p) : 4;
        uint32_t c = utf8_valid_prefix(p, most) > 0 ? utf8_next(&p, end) : 0;
        if (p == start)
            p++;
        if (c && is_allowed(c))
            buffer_add(&clean, start, (size_t)(p - start));
        else if (c != '\r')
            buffer_add_codepoint(&clean, 0xFFFD);
    }
    char *copy = arena_string(arena, buffer_text(&clean));
    buffer_free(&clean);
    return copy;
}
