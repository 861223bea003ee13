/* markdown: private to markdown.c and fence.c, which read the two levels of a
 * document template: Markdown, and our own fenced blocks inside it. */
#ifndef ATE_TEXT_MARKDOWN_H
#define ATE_TEXT_MARKDOWN_H

#include "text/part.h"
#include "text/protect.h"

typedef struct Markdown {
    Arena *arena;
    const char *folder;
    Protected source;
    Remarks *remarks; /* NULL: the first fault stops */
    Error *error;
} Markdown;

Status markdown_fault(const Markdown *md, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
Part *markdown_block(const Markdown *md, Part *parent, BlockKind kind, int line);
/* Cuts protected text into pieces at the end of `parent`. */
void markdown_pieces(const Markdown *md, Part *parent, const char *text, size_t length,
                     unsigned style);
/* The same, for text outside Markdown: <en> and <fr> in it say its language. */
Status markdown_spans(const Markdown *md, Part *parent, const char *text, size_t length, int line);
/* Parses Markdown that begins on `line` into blocks at the end of `parent`, nested. */
Status markdown_blocks(Markdown *md, Part *parent, const char *text, size_t length, int line);

/* fence.c: a fenced block named `info`, whose content begins on `line`. */
Status fence_read(Markdown *md, Part *parent, const char *info, const char *content, int line);

#endif
