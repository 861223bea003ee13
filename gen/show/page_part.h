/* page_part: the parts of index.html, one a slot of page.html; nobody outside show/ reads this. */
#ifndef ATE_SHOW_PAGE_PART_H
#define ATE_SHOW_PAGE_PART_H

#include "show/page.h"

typedef void PagePart(const PageView *view, Buffer *out);

/* page_run.c: what the run made. */
PagePart page_tiles, page_verdict, page_file_links, page_document_kinds, page_lot_links,
    page_message_links;
/* page_findings.c: the findings as rows, and as data for the script. */
PagePart page_severity_boxes, page_first_findings, page_first_rows, page_unchecked_table, page_data;

/* page_files.c: page.html, page.css and page.js, as they are in gen/show. */
extern const char page_html[], page_css[], page_js[];

#endif
