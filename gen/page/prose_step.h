/* prose_step: the steps from typed letters to set ones, in order. Each reads the
 * letters of a whole paragraph; one that adds some writes another vector. Only
 * prose.c calls them.
 */
#ifndef ATE_PAGE_PROSE_STEP_H
#define ATE_PAGE_PROSE_STEP_H

#include "page/prose.h"

enum { ZERO_WIDTH = 0x200B, SOFT_HYPHEN = 0xAD, DASH = 0x2013, LONG_DASH = 0x2014 };

/* Says which letters are code or addresses. */
void prose_mark_verbatim(Prose *prose);
/* Points, dashes, apostrophes, quotation marks. */
void prose_set_signs(Prose *prose);
/* The spaces around signs and in 8 h 30. */
Prose prose_space_signs(Arena *arena, const Prose *prose);
/* The spaces that do not part. */
void prose_bind_spaces(Prose *prose);
/* Where lines may end; takes out the marks that only say so. */
void prose_mark_breaks(Arena *arena, Prose *prose);

/* ---- what they share ---- */

static inline uint32_t prose_at(const Prose *prose, size_t i) /* 0 after the end */
{
    return i < prose->count ? prose->letters[i].c : 0;
}

static inline uint32_t prose_before(const Prose *prose, size_t i) /* 0 at the start */
{
    return i ? prose->letters[i - 1].c : 0;
}

static inline bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Letters for our purposes: anything but ASCII signs, spaces and punctuation. */
static inline bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF);
}

static inline bool is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x152 ||
           c == 0x178;
}

static inline bool is_one_of(uint32_t c, const char *ascii)
{
    for (; *ascii; ascii++)
        if (c == (unsigned char)*ascii)
            return true;
    return false;
}

#endif
