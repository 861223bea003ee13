/* tagging: the structure trees of our own PDFs gathered in one. Private to archive/.
 *
 * Each document's own /Document element becomes a /Part of the whole's, with its title and its
 * language; the rows of its parent tree follow those that are there, and its pages say their
 * new place in it. */
#ifndef ATE_ARCHIVE_TAGGING_H
#define ATE_ARCHIVE_TAGGING_H

#include <qpdf/qpdf-c.h>

typedef struct Tagging {
    qpdf_data pdf;
    qpdf_oh document, parts, rows; /* /Document, its /K, /Nums of the parent tree */
    long long next;                /* row of the parent tree */
} Tagging;

/* `pdf` is one of ours. */
void tagging_open(Tagging *tagging, qpdf_data pdf, const char *title);
/* One of ours, whose pages are there from `page` on, to the last one. */
void tagging_add(Tagging *tagging, qpdf_data source, const char *title, int page);
/* Pages of anything else: they point to no row. */
void tagging_drop(Tagging *tagging, int page);
void tagging_close(Tagging *tagging);

#endif
