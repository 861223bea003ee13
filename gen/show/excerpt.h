/* excerpt: a row of a table as its user wrote it, a few cells wide, with the faulty
 * cell underlined.
 *
 *        │ id    │ debut      │ fin        │ jours
 *     14 │ SEQ-1 │ 2026-05-25 │ 2026-05-01 │
 *        │                      ^^^^^^^^^^
 */
#ifndef ATE_SHOW_EXCERPT_H
#define ATE_SHOW_EXCERPT_H

#include "base/buffer.h"
#include "rule/finding.h"

typedef struct Paint {
    const char *faint, *mark, *end; /* ANSI sequences, "" without colour */
} Paint;

/* A place without a cell shows the first ones of its row, without carets; a place
 * without a row shows nothing. */
void excerpt_add(const Place *place, const Paint *paint, Buffer *out);

#endif
