/* block: how each kind of block is set in the galley.
 *
 * A Setter is the state of one document. Blocks are set in a Column, a part of
 * the text's width, and open the tags of what they say inside the one now open. Errors (an image that cannot be read) are kept in the
 * Setter: the first one wins and page_set returns it.
 */
#ifndef ATE_PAGE_BLOCK_H
#define ATE_PAGE_BLOCK_H

#include "page/galley.h"

typedef struct Setter {
    Shaper shaper;
    Galley galley;
    const Style *style;
    const Doc *doc;
    TextStyle body; /* of paragraphs, here */
    TagTree tags;
    Tag *inside; /* the tag that blocks open theirs in */
    Status status;
    Error *error;
} Setter;

typedef struct Column {
    double x, width; /* from the left margin */
} Column;

void flow_blocks(Setter *setter, const Block *parent, Column column);
void table_set(Setter *setter, const Block *table, Column column);
void fields_set(Setter *setter, const Block *fields, Column column);
void signatures_set(Setter *setter, const Block *signatures, Column column);
void image_set(Setter *setter, const Block *image, Column column);
void qr_set(Setter *setter, const Block *qr, Column column);

Tag *set_tag(Setter *setter, TagKind kind); /* opened in the one now open */
/* The same, and it is the one now open; set_tag_end goes back to its parent. */
void set_tag_begin(Setter *setter, TagKind kind);
void set_tag_end(Setter *setter);

TextStyle sans_style(Measure measure, unsigned style, Colour colour);
Para set_text(Setter *setter, const char *text, const TextStyle *style, double width);
double baseline_in(Measure measure, double leading); /* from the top of a line */

/* Texts side by side, line beside line, a strip for each. */
typedef struct Cell {
    Para para;
    double x, width;
    Align align;
    Tag *tag;
} Cell;
typedef struct Abreast {
    const Cell *cells;
    size_t count;
    double above, below; /* white inside the first and last strip */
    Measure measure;     /* that the baselines follow */
} Abreast;
/* Returns the index of the first strip; there is always one. */
size_t set_abreast(Setter *setter, const Abreast *row);

#endif
