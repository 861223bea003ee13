/* join: several PDFs made one, with libqpdf.
 *
 * Pages follow one another; each part has a bookmark, over its own when it is ours; the tags of
 * our own parts are gathered into one structure tree, a part each, and those of anything else
 * (a scan) are left out, since they cannot be vouched for. Nothing is encrypted, dated or drawn
 * at random: the same parts give the same bytes.
 */
#ifndef ATE_ARCHIVE_JOIN_H
#define ATE_ARCHIVE_JOIN_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

typedef struct JoinPart {
    const char *title; /* of its bookmark */
    const Buffer *pdf;
    bool ours; /* made by this program, else any PDF */
} JoinPart;

typedef struct JoinFile { /* attached, as the source of the whole (/AFRelationship /Source) */
    const char *name, *description;
    const Buffer *csv;
} JoinFile;

typedef struct Joining {
    const JoinPart *parts; /* the first one gives the title, the language, the colour profile */
    size_t part_count;
    const JoinFile *files; /* in the order of their names, as bytes */
    size_t file_count;
} Joining;

/* Pages of a PDF that can be joined; 0 when it cannot be read. */
int join_pages(const Buffer *pdf, bool ours);
/* STATUS_SYSTEM when a part is damaged. */
Status join_make(const Joining *joining, Buffer *whole, Error *error);

#endif
