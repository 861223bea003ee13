/* prose: runs of text as a typographer would have typed them.
 *
 * Spaces are collapsed, and signs are put right whatever the author typed. In
 * French: U+202F before ; ! ?, U+00A0 before : and inside « », "x" as « x », a
 * space before % and $, 8h30 as 8 h 30. In English: no space before ; : ! ?, "x"
 * as “x”. In both: the curly apostrophe, … for three points, a dash for a hyphen
 * between spaces or for two. Spaces that must not part (a number and its unit,
 * "n° 12", "Mme Roy", "5 mars 2027") become U+00A0. Letters in RUN_FOREIGN follow
 * the other language. Code and addresses are left as they are, and so are figures:
 * 10:30, 2026-2027 and 450 555-0123 say what they say.
 * Each letter tells whether a line may end after it.
 */
#ifndef ATE_PAGE_PROSE_H
#define ATE_PAGE_PROSE_H

#include "text/doc.h"

typedef enum Break {
    BREAK_NO,
    BREAK_MAY,    /* after a space, or in a word as it is written: a hyphen, a slash */
    BREAK_HYPHEN, /* a hyphen is added */
    BREAK_LATE,   /* the same in a name or a compound: when nothing else will do */
    BREAK_MUST,
} Break;

typedef struct Letter {
    uint32_t c;
    uint8_t style; /* RUN_… */
    uint8_t after; /* Break */
    bool verbatim; /* of code, of an address: as it was typed, never hyphenated */
} Letter;

typedef struct Prose {
    Letter *letters;
    size_t count;
    Lang lang;
} Prose;

enum { NBSP = 0xA0, THIN = 0x202F };

Prose prose_make(Arena *arena, const Run *runs, Lang lang);

bool prose_is_space(uint32_t c);
Lang prose_lang(const Prose *prose, size_t letter); /* of the letter */

#endif
