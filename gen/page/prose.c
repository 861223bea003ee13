/* From UTF-8 runs to letters: decode and collapse spaces, then the steps. */
#include "page/prose.h"

#include "base/text.h"
#include "page/prose_step.h"

#include <string.h>

bool prose_is_space(uint32_t c)
{
    return c == ' ' || c == NBSP || c == THIN || (c >= 0x2000 && c <= 0x200A);
}

Lang prose_lang(const Prose *prose, size_t letter)
{
    bool foreign = prose->letters[letter].style & RUN_FOREIGN;
    return foreign ? (prose->lang == LANG_FR ? LANG_EN : LANG_FR) : prose->lang;
}

/* Never printed: joiners, directions, variation selectors, byte order mark. */
static bool is_dropped(uint32_t c)
{
    return c == '\r' || (c >= 0x200C && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

/* One space between words, none around a forced break or at the ends. */
static void collapse(Prose *prose, uint32_t c, unsigned style)
{
    uint32_t last = prose_before(prose, prose->count);
    if (c == '\t')
        c = ' ';
    if (c == ' ' && (!last || last == ' ' || last == '\n'))
        return;
    if (c == '\n' && last == ' ')
        prose->count--;
    prose->letters[prose->count++] = (Letter){.c = c, .style = (uint8_t)style};
}

static Prose decode(Arena *arena, const Run *runs, Lang lang)
{
    size_t bytes = 0;
    for (const Run *run = runs; run; run = run->next)
        bytes += strlen(run->text);
    Prose prose = {arena_array_of(arena, bytes + 1, Letter), 0, lang};
    for (const Run *run = runs; run; run = run->next) {
        const char *text = run->text, *end = text + strlen(text);
        while (text < end) {
            uint32_t c =
                (unsigned char)*text < 0x80 ? (unsigned char)*text++ : utf8_next(&text, end);
            if (!is_dropped(c))
                collapse(&prose, c, run->style);
        }
    }
    while (prose.count && is_one_of(prose_before(&prose, prose.count), " \n"))
        prose.count--;
    return prose;
}

Prose prose_make(Arena *arena, const Run *runs, Lang lang)
{
    Prose typed = decode(arena, runs, lang);
    prose_mark_verbatim(&typed);
    prose_set_signs(&typed);
    Prose prose = prose_space_signs(arena, &typed);
    prose_bind_spaces(&prose);
    prose_mark_breaks(arena, &prose);
    return prose;
}
