/* source: a digest of each row, of its values in canonical form, so that a manifest
 * tells a changed record from a file that was only saved again. */
#ifndef ATE_ISSUE_SOURCE_H
#define ATE_ISSUE_SOURCE_H

#include "base/digest.h"
#include "term/term.h"

typedef struct Sources Sources;
Sources *sources_new(void);
void sources_free(Sources *sources);
/* Kept for the next document that reads the row. */
const char *source_sha256(Sources *sources, const Row *row);

#endif
