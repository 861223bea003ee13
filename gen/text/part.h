/* part: a document template after its Markdown was read and before data goes in.
 *
 * A tree of blocks, whose text is in pieces: template text, values to print,
 * sections around pieces, rows, items or blocks. Made once a template by
 * markdown.c, walked once a document by tree.c, private to the two. */
#ifndef ATE_TEXT_PART_H
#define ATE_TEXT_PART_H

#include "text/doc.h"
#include "text/lexer.h"

/* Styles of a piece, beside those of a Run: the language that the template says it is in. Which of
 * the two is foreign is known with the document. */
enum { PART_FRENCH = 0x100, PART_ENGLISH = 0x200, PART_LANGUAGE = PART_FRENCH | PART_ENGLISH };

typedef enum PartKind {
    PART_TEXT,    /* text, style */
    PART_BREAK,   /* a forced line break */
    PART_VALUE,   /* tag, style */
    PART_SECTION, /* tag; children */
    PART_OPEN,    /* the two tags of a section, only until part_nest */
    PART_END,
    PART_BLOCK,   /* block and its attributes; children */
} PartKind;

typedef struct Part Part;
struct Part {
    PartKind kind;
    Part *next, *first, *last;
    const Token *tag;
    const char *text;
    unsigned style;
    BlockKind block;
    int level;            /* heading */
    bool ordered;         /* list */
    int start;
    Task task;            /* item */
    int column_count;     /* table */
    const Align *aligns;
    const char *folder;   /* image: where a source written in the template is looked for */
    const char *place;    /* the file, and its line */
    int line;
};

/* The children of a block are: pieces for headings, paragraphs and cells; cells
 * for rows, images (source, alt), QR codes (text) and signatures (label, name,
 * title); blocks for the others. */

void part_append(Part *parent, Part *part);
void part_append_all(Part *parent, Part *from); /* moves the children of `from` */
Part *part_new(Arena *arena, PartKind kind);

/* True when `parent` holds section tags and blanks, nothing else. */
bool part_only_tags(const Part *parent);
/* Moves the section tags of `from` to the end of `parent`. */
void part_hoist(Part *parent, const Part *from);
/* Puts what stands between a section's tags under the section; a section that begins or ends
 * elsewhere is STATUS_USAGE. */
Status part_nest(Part *parent, Error *error);
/* A row whose first cell begins with a section that its last cell ends: the section then
 * encloses the row. Returns what is to be appended in place of the row. Cells are nested. */
Status part_wrap_row(Part *row, Part **wrapped, Error *error);

#endif
