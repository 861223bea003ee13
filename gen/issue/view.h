/* view: what the template of a document sees: the record, the names under
 * `document`, and lists without the rows that an error leaves out. The same view
 * serves the terms digest, the pages and the list of sources.
 */
#ifndef ATE_ISSUE_VIEW_H
#define ATE_ISSUE_VIEW_H

#include "issue/held.h"
#include "issue/issue.h"

typedef struct View {
    const Issue *issue;
    Arena *arena;
    Reads reads;
    Faults *faults;
} View;

void view_open(View *view, const Issue *issue);
void view_close(View *view);

/* One document seen. It points into itself: not to be copied. */
typedef struct Sight {
    Model model;
    Datum root;
    Sieve sieve;
} Sight;
void view_document(const View *view, const Document *document, Arena *arena, Sight *sight);

/* "ATE1|organisme|numero|revision|first 16 hex digits of the terms digest" */
const char *document_qr(const Document *document, const Record *record, Arena *arena);
/* The template of the document in its language. */
const Template *document_template(const Document *document);

#endif
