/* prose: runs of text as a typographer would have typed them.
 *
 * Spaces are collapsed, and in French the spacing of punctuation is put right
 * whatever the author typed: U+202F before ; ! ?, U+00A0 before : and inside
 * « », the curly apostrophe. Spaces that must not part (a number and its unit,
 * "n° 12", "Mme Roy") become U+00A0. Runs in RUN_CODE are left as they are.
 * Each letter says whether a line may end after it.
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
    bool verbatim; /* code or an address: set as it was typed, never hyphenated */
} Letter;

typedef struct Prose {
    Letter *letters;
    size_t count;
    Lang lang;
} Prose;

enum { NBSP = 0xA0, THIN = 0x202F };

bool prose_is_space(uint32_t c);
Lang prose_lang(const Prose *prose, size_t letter); /* of a letter, RUN_FOREIGN counted */

Prose prose_make(Arena *arena, const Run *runs, Lang lang);

#endif
