/* draw: placed strips to the contents of PDF pages, each tag's marks together in the order of
 * reading, with what every page carries (running.h); bookmarks for the headings. */
#ifndef ATE_PAGE_DRAW_H
#define ATE_PAGE_DRAW_H

#include "page/block.h"
#include "page/leaf.h"
#include "page/pdf.h"

void draw_document(Setter *setter, const Leaves *leaves, Pdf *pdf);

#endif
