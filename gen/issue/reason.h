/* reason: why a document gets a new revision: which of its terms changed, for a contract and
 * its amendments, whose terms the registry keeps; for the others, which rows changed since the
 * manifest listed its file. Between issue_foresee and manifest_add_documents. */
#ifndef ATE_ISSUE_REASON_H
#define ATE_ISSUE_REASON_H

#include "issue/issue.h"

typedef struct Reason {
    const TermValue *changes; /* by name: `old` is NULL for what was not said before */
    size_t change_count;
    const Row *const *rows;   /* in the order of the tables and their files */
    size_t row_count;
} Reason;

typedef struct Reasons Reasons;
/* To be given back with reasons_close even when it fails. */
Status reasons_open(Reasons **reasons, const Issue *issue, const Manifest *manifest, Error *error);
/* Empty for a document that is not revised. It lives as long as `reasons`. */
Reason reasons_of(Reasons *reasons, const Document *document);
void reasons_close(Reasons *reasons);

#endif
