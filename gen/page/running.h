/* running: what every page carries around its text, as artifacts. The footer says
 * the number of pages, which is known since the galley is cut before anything is
 * drawn. */
#ifndef ATE_PAGE_RUNNING_H
#define ATE_PAGE_RUNNING_H

#include "page/block.h"
#include "page/contents.h"

void running_watermark(Setter *setter, Contents *contents); /* nothing when there is none */
void running_footer(Setter *setter, Contents *contents, size_t page, size_t pages);

#endif
