/* since: what is new and what was mended since an earlier constats.json.
 *
 * constats.json has no key of rows, and lines move. Two findings are the same one when
 * they agree on the first of these that pairs them, each finding serving once:
 *
 *   1. code, file, column, value, message and line: nothing moved;
 *   2. the same without the line: rows were added, removed or sorted. The places that a
 *      message names ("sequences.csv:14", "ligne 14", "cellule C14") do not count;
 *   3. code, file, column and line: the cell is still wrong, but holds another value, or
 *      the message says it otherwise (another day, another language).
 *
 * What is left is new, or mended. Hence two limits: a row that moved while its message
 * changed is told as one mended and one new; a fault mended at the very line where
 * another of its code and column began is told as neither. A change of severity alone is
 * not told.
 */
#ifndef ATE_SHOW_SINCE_H
#define ATE_SHOW_SINCE_H

#include "base/buffer.h"
#include "rule/finding.h"

typedef struct PastFinding {
    const char *code, *severity, *file, *column, *value, *message; /* NULL: none */
    uint32_t line;                                                 /* 0: none */
} PastFinding;

typedef struct Past {
    Arena *arena;
    const char *path, *date; /* of the file, as given; of its run */
    PastFinding *items;
    size_t count;
} Past; /* to be given back with past_close, even when it could not be read */

/* STATUS_USAGE, with place and remedy, when the file is absent or is not a constats.json. */
Status past_read(Past *past, const char *path, Error *error);
void past_close(Past *past);

typedef struct Since {
    Arena *arena;
    const Past *past;
    const Findings *findings;
    const Finding **fresh;      /* in the order of the findings */
    const PastFinding **mended; /* in the order of the file */
    size_t fresh_count, mended_count, same_count;
} Since; /* valid as long as both sides */

void since_compare(Since *since, const Past *past, const Findings *findings);
void since_free(Since *since);
/* A line of counts, then a line each by code and place, at most 10 of a code unless `all`.
 * Ends with a newline. */
void since_text(const Since *since, bool all, Buffer *out);

#endif
