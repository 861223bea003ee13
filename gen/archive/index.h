/* index: index.csv beside the dossiers of a year: whose each file is, its pages, its digest, and
 * the day through which it is kept. */
#ifndef ATE_ARCHIVE_INDEX_H
#define ATE_ARCHIVE_INDEX_H

#include "base/date.h"
#include "base/error.h"

#include <stddef.h>

#define INDEX_NAME "index.csv"

typedef struct IndexLine {
    const char *student, *file, *sha256;
    int pages;
    Date until; /* DATE_NONE: not said */
} IndexLine;

/* Writes `lines` into the index at `path`, relative to `output`, over the lines of the same files;
 * the other lines stay as long as their file is there. In the order of the files. Without any
 * line, the index goes. */
Status index_write(const char *output, const char *path, const IndexLine *lines, size_t count,
                   Error *error);

#endif
