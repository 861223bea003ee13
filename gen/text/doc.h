/* doc: the document tree, between text/ that fills it and page/ that sets it.
 *
 * A tree of blocks, each with inline runs or children. Strings and nodes live in
 * one arena, reset after the document. page/ knows nothing of Markdown, Mustache
 * or terms; text/ nothing of points.
 */
#ifndef ATE_TEXT_DOC_H
#define ATE_TEXT_DOC_H

#include "base/arena.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum BlockKind {
    BLOCK_ROOT,
    BLOCK_HEADING,    /* level 1..6; runs */
    BLOCK_PARAGRAPH,  /* runs */
    BLOCK_LIST,       /* ordered, start; children BLOCK_ITEM */
    BLOCK_ITEM,       /* task; children blocks */
    BLOCK_QUOTE,      /* children blocks */
    BLOCK_TABLE,      /* column_count, aligns; children BLOCK_ROW, the first is the header */
    BLOCK_ROW,        /* children BLOCK_CELL */
    BLOCK_CELL,       /* runs; blank: to be filled in by hand */
    BLOCK_RULE,       /* horizontal rule */
    BLOCK_IMAGE,      /* source (path), alt */
    BLOCK_QR,         /* source: the text to encode */
    BLOCK_SIGNATURES, /* children BLOCK_SIGNATURE, set two or three abreast */
    BLOCK_SIGNATURE,  /* label, name, title: a line to sign and a line for the date */
    BLOCK_FIELDS,     /* children BLOCK_ROW of two cells: label and value, no borders */
    BLOCK_NOTICE,     /* boxed text (a warning at the head of a form); children blocks */
    BLOCK_PAGE_BREAK,
} BlockKind;

typedef enum Align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;
typedef enum Task { TASK_NONE, TASK_OPEN, TASK_DONE } Task;

enum {
    RUN_BOLD = 1, RUN_ITALIC = 2, RUN_CODE = 4,
    RUN_FOREIGN = 8, /* in the other of the two languages: its own rules, hyphens and /Lang */
};

typedef struct Run { /* a stretch of text in one style */
    struct Run *next;
    const char *text;    /* UTF-8, NFC; '\n' is a forced line break */
    unsigned style;
} Run;

typedef struct Block {
    BlockKind kind;
    struct Block *parent, *first, *last, *next;
    Run *runs, *last_run;
    int level;            /* heading */
    bool ordered;         /* list */
    int start;            /* list: first number */
    Task task;            /* item */
    bool blank;           /* cell: the template says nothing there, whatever the data */
    int column_count;     /* table */
    const Align *aligns;  /* table: one a column */
    const char *source, *alt;          /* image, QR */
    const char *label, *name, *title;  /* signature */
    int line;             /* of the template, for messages */
} Block;

typedef struct Doc {
    Block *root;
    Lang lang;
    const char *title;    /* for the PDF and its first bookmark */
    const char *author;
    const char *number;   /* footer, "" when none */
    const char *footer;   /* left part of the footer: the school and the kind */
    const char *watermark;/* "SPÉCIMEN", "Transcription …"; NULL: none */
} Doc;

Block *doc_block(Arena *arena, Block *parent, BlockKind kind); /* appended to parent (NULL: root) */
void doc_attach(Block *parent, Block *block); /* a block made without a parent */
Run *doc_run(Arena *arena, Block *block, const char *text, unsigned style); /* appended */

#endif
