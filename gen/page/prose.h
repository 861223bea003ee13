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

typedef enum Break { BREAK_NO, BREAK_MAY, BREAK_MUST } Break;

typedef struct Letter {
    uint32_t c;
    uint8_t style; /* RUN_… */
    uint8_t after; /* Break */
} Letter;

typedef struct Prose {
    Letter *letters;
    size_t count;
} Prose;

enum { NBSP = 0xA0, THIN = 0x202F };

Prose prose_make(Arena *arena, const Run *runs, Lang lang);

#endif
