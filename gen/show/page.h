/* page: index.html, the run at a glance and its findings, for someone with a browser.
 *
 * One self-contained page, without network: what was made and what is held back with links
 * to the files, then every finding, to be filtered and sorted. The findings are data in the
 * page, drawn a screen at a time by its script; without JavaScript the first
 * PAGE_ROWS_PLAIN of them show. Everything that comes from the user is escaped. The same
 * run gives the same bytes.
 */
#ifndef ATE_SHOW_PAGE_H
#define ATE_SHOW_PAGE_H

#include "base/buffer.h"
#include "issue/issue.h"

enum { PAGE_ROWS_PLAIN = 200 };

typedef struct PageView {
    const Findings *findings;
    const Record *record;
    const Issue *issue; /* NULL: nothing was produced (`ate valider`) */
    Lang lang;
} PageView;

/* Links are relative to the output folder, where the page goes. */
void show_page(const PageView *view, Buffer *out);

#endif
