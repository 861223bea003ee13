/* page: index.html, the term at a glance and the way in for someone who opens no terminal.
 *
 * One self-contained page, without network: what is to do, what is held back and how to free it,
 * what was made by kind and by company, charts with their figures, a link to every file of the
 * manifest, then every finding. What may be long (findings, duties) is data in the page, drawn a
 * screen at a time by its script; without JavaScript the first PAGE_ROWS_PLAIN of each show, and
 * everything else is there. Everything that comes from the user is escaped. The page tells what
 * the tables, the registry and the manifest say on the day of the run, not what one command did:
 * the same dossier gives the same bytes, whichever command wrote it.
 */
#ifndef ATE_SHOW_PAGE_H
#define ATE_SHOW_PAGE_H

#include "base/buffer.h"
#include "issue/situation.h"

enum { PAGE_ROWS_PLAIN = 200 };

typedef struct PageView {
    const Findings *findings;
    const Record *record;
    const Situation *situation; /* of the whole term */
    bool planned;               /* false: nothing was ever produced, no document is known */
    const ManifestFile *files;  /* of the output folder, by path */
    size_t file_count;
    const Document *made;       /* by the run; some may have failed */
    size_t made_count;
    Lang lang;
} PageView;

/* Links are relative to the output folder, where the page goes. */
void show_page(const PageView *view, Buffer *out);

#endif
