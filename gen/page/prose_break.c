/* Where lines may end. What French and English write is decided here, by rules that
 * follow Unicode's (UAX 14) and hold together what a reader wants whole; beside
 * any other character, libunibreak decides. Hyphens that are added come later,
 * with the words' shapes. */
#include "page/prose_step.h"

#include <linebreak.h>

/* Latin letters and the punctuation of the two languages. */
static bool is_plain(uint32_t c)
{
    return c < 0x250 || (c >= 0x2000 && c <= 0x203A) || c == 0x20AC || c == 0x2212;
}

static bool are_letters(const Prose *prose, size_t start, size_t end)
{
    while (start < end && is_letter(prose_at(prose, start)))
        start++;
    return start == end;
}

/* Two letters after the sign, and `before` before it: « ci-dessous » stays whole. */
static bool is_between_words(const Prose *prose, size_t sign, size_t before)
{
    return sign >= before && are_letters(prose, sign - before, sign) &&
           are_letters(prose, sign + 1, sign + 3);
}

static bool stays_behind(uint32_t c) /* never begins a line */
{
    return is_one_of(c, ",.;:!?)]}") || c == 0x2013 || c == 0x2014 || c == 0xBB || c == 0x201D ||
           c == 0x2026;
}

static Break after_space(const Prose *prose, size_t i)
{
    uint32_t before = prose_before(prose, i);
    bool opening = is_one_of(before, "([{") || before == 0xAB || before == 0x201C;
    return opening || stays_behind(prose_at(prose, i + 1)) ? BREAK_NO : BREAK_MAY;
}

/* In a word or an address; "16/03" and "$/h" stay whole. */
static Break after_sign(const Prose *prose, size_t i)
{
    uint32_t c = prose_at(prose, i), next = prose_at(prose, i + 1);
    if (!next || prose_is_space(next) || next == '\n' || stays_behind(next))
        return BREAK_NO;
    if (prose->letters[i].verbatim)
        return is_one_of(c, "/@|_?&=") && next != '/' ? BREAK_MAY : BREAK_NO;
    if (c == '-' || c == 0x2010)
        return is_between_words(prose, i, 3) ? BREAK_MAY : BREAK_NO;
    if (c == '/')
        return is_between_words(prose, i, 2) ? BREAK_MAY : BREAK_NO;
    bool dash = c == 0x2013 || c == 0x2014;
    return dash && !is_digit(next) && !prose_is_space(prose_before(prose, i)) ? BREAK_MAY
                                                                              : BREAK_NO;
}

static Break break_after(const Prose *prose, size_t i)
{
    uint32_t c = prose_at(prose, i);
    if (c == '\n')
        return BREAK_MUST;
    if (c == ZERO_WIDTH)
        return BREAK_MAY;
    if (c == SOFT_HYPHEN)
        return BREAK_HYPHEN;
    if (c == ' ' || (c >= 0x2000 && c <= 0x2006) || (c >= 0x2008 && c <= 0x200A))
        return after_space(prose, i);
    return is_letter(c) || is_digit(c) || prose_is_space(c) ? BREAK_NO : after_sign(prose, i);
}

/* Between two characters of which one is not plain. */
static void ask_library(Arena *arena, Prose *prose)
{
    size_t count = prose->count;
    utf32_t *text = arena_array_of(arena, count + 1, utf32_t);
    char *breaks = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++)
        text[i] = prose_at(prose, i);
    init_linebreak();
    set_linebreaks_utf32(text, count, prose->lang == LANG_FR ? "fr" : "en", breaks);
    for (size_t i = 0; i + 1 < count; i++)
        if (!is_plain(text[i]) || !is_plain(text[i + 1])) {
            bool may = breaks[i] == LINEBREAK_ALLOWBREAK && !prose->letters[i].verbatim;
            prose->letters[i].after = may ? BREAK_MAY : BREAK_NO;
        }
}

static bool only_says_so(uint32_t c)
{
    return c == ZERO_WIDTH || c == SOFT_HYPHEN;
}

static void take_out_marks(Prose *prose)
{
    size_t kept = 0;
    for (size_t i = 0; i < prose->count; i++) {
        if (!only_says_so(prose->letters[i].c))
            prose->letters[kept++] = prose->letters[i];
        else if (kept)
            prose->letters[kept - 1].after = prose->letters[i].after;
    }
    prose->count = kept;
}

void prose_mark_breaks(Arena *arena, Prose *prose)
{
    bool plain = true, marks = false;
    for (size_t i = 0; i < prose->count; i++) {
        uint32_t c = prose->letters[i].c;
        prose->letters[i].after = (uint8_t)break_after(prose, i);
        plain = plain && is_plain(c);
        marks = marks || only_says_so(c);
    }
    if (!plain)
        ask_library(arena, prose);
    if (marks)
        take_out_marks(prose);
}
