/* earlier: what an earlier run proposed (visites-proposees.csv, `ate planifier --depuis=`): what
 * may stay of it, stays. Rows that say no sequence, day or hour that can be read are passed over.
 */
#ifndef ATE_PLAN_EARLIER_H
#define ATE_PLAN_EARLIER_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

#include <stddef.h>

typedef struct EarlierVisit {
    const char *id;                /* "" when it has none */
    const char *sequence, *person; /* keys */
    Date day;
    int minutes; /* since midnight */
} EarlierVisit;

typedef struct Earlier {
    EarlierVisit *items; /* by sequence, then day */
    size_t count;
} Earlier;

/* STATUS_USAGE when the file is not there, or is no table of visits. */
Status earlier_read(Earlier *earlier, const char *path, Arena *arena, Error *error);
/* Those of a sequence; their count. */
size_t earlier_of(const Earlier *earlier, const char *sequence, const EarlierVisit **first);

#endif
