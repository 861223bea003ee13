/* tag: the logical structure of a document, which a screen reader follows.
 *
 * Blocks open tags in reading order and give one to each mark that says
 * something; a mark without tag is an artifact (rules, frames, lines to sign).
 * A tag has either children or content, never both. draw.c notes where the
 * content of a tag stands; pdf_tree.c writes the tree.
 */
#ifndef ATE_PAGE_TAG_H
#define ATE_PAGE_TAG_H

#include "base/arena.h"

#include <stdbool.h>

typedef enum TagKind {
    TAG_DOCUMENT,
    TAG_H1,
    TAG_H6 = TAG_H1 + 5,
    TAG_P,
    TAG_QUOTE,
    TAG_GROUP, /* a notice, the places to sign and each of them */
    TAG_BULLETS,
    TAG_NUMBERS,
    TAG_TASKS,
    TAG_ITEM,
    TAG_LABEL,
    TAG_BODY,
    TAG_TABLE,
    TAG_ROW,
    TAG_COLUMN_HEAD,
    TAG_ROW_HEAD,
    TAG_CELL,
    TAG_FIGURE,
    TAG_KINDS
} TagKind;

/* The content of a tag on one page: the marked content `mark` of page `page`. */
typedef struct TagPart {
    struct TagPart *next;
    size_t page;
    size_t mark;
} TagPart;

typedef struct TagBox { /* points of the sheet, y upward */
    double left, bottom, right, top;
} TagBox;

typedef struct Tag {
    TagKind kind;
    struct Tag *parent, *first, *last, *next;
    size_t order; /* of reading, over the document */
    TagPart *parts, *last_part;
    struct Mark *marks, *last_mark; /* those of the page being drawn */
    const char *alt;                /* a figure's text */
    TagBox box;                     /* a figure's place */
    unsigned number;                /* its object in the file; 0: left out */
} Tag;

enum { TAG_HEADINGS = 6 };

typedef struct TagTree {
    Arena *arena;
    Tag *root;
    size_t count;
    int headings[TAG_HEADINGS], depth; /* the template's levels of the headings now open */
} TagTree;

TagTree tag_tree(Arena *arena); /* with its root, TAG_DOCUMENT */
Tag *tag_open(TagTree *tree, Tag *parent, TagKind kind);
/* A heading of the template's level. Tags begin at H1 and never skip a level,
 * whatever the template does. */
Tag *tag_heading(TagTree *tree, Tag *parent, int level);
void tag_part(TagTree *tree, Tag *tag, size_t page, size_t mark);

const char *tag_name(TagKind kind);       /* "P": PDF's standard type */
const char *tag_attributes(TagKind kind); /* of its object, as PDF text */
bool tag_is_kept_empty(TagKind kind);     /* rows are all as long */

#endif
