#include "issue/name.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

#define ENDING ".pdf"
enum { STEM_LENGTH = 150 }; /* file systems allow 255 bytes */

static bool is_plain(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* One character as plain letters; "" when it has none. */
static const char *plain_letters(Arena *arena, uint32_t codepoint)
{
    Buffer one = {0};
    buffer_add_codepoint(&one, codepoint);
    const char *folded = text_fold(arena, buffer_text(&one));
    buffer_free(&one);
    for (const char *p = folded; *p; p++)
        if (!is_plain((unsigned char)*p))
            return "";
    return folded;
}

static void add_folded(Buffer *out, Arena *arena, uint32_t c)
{
    if (is_plain(c) || ((c == '-' || c == '_' || c == '.') && out->length)) {
        buffer_add_char(out, (char)c);
        return;
    }
    if (c >= 'A' && c <= 'Z') {
        buffer_add_char(out, (char)(c | 0x20));
        return;
    }
    const char *letters = plain_letters(arena, c);
    if (*letters)
        buffer_add_text(out, letters);
    else if (out->length && out->data[out->length - 1] != '-')
        buffer_add_char(out, '-');
}

char *name_fold(Arena *arena, const char *text)
{
    Buffer out = {0};
    const char *end = text + strlen(text);
    if (end - text >= (long)strlen(ENDING) && text_is(end - strlen(ENDING), ENDING))
        end -= strlen(ENDING);
    while (text < end && out.length < STEM_LENGTH)
        add_folded(&out, arena, utf8_next(&text, end));
    while (out.length && strchr("-.", out.data[out.length - 1]))
        out.length--;
    char *name = arena_printf(arena, "%.*s" ENDING, (int)out.length, out.length ? out.data : "");
    if (!out.length)
        name = arena_string(arena, "document" ENDING);
    buffer_free(&out);
    return name;
}

const char *name_take(Map *taken, Arena *arena, const char *name)
{
    const char *free_name = name;
    int stem = (int)(strlen(name) - strlen(ENDING));
    for (int n = 2; !map_put(taken, free_name, taken); n++)
        free_name = arena_printf(arena, "%.*s-%d" ENDING, stem, name, n);
    return free_name;
}
