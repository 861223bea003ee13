/* leaf: the galley cut into pages.
 *
 * A page ends where the strips allow it (Strip.keep) as low as it can, not in a
 * word (Strip.divided) unless no other place is left; when nothing allows it, where
 * it must. A table's header comes back at the head of
 * the page that a row of it begins. Every page has at least one strip, and an
 * empty document one empty page.
 */
#ifndef ATE_PAGE_LEAF_H
#define ATE_PAGE_LEAF_H

#include "page/galley.h"

typedef struct Placed {
    size_t strip; /* in the galley */
    double top;   /* from the head of the text area, downward */
    bool again;   /* a header set before, on an earlier page */
} Placed;

typedef struct Leaf {
    size_t first, count; /* in Leaves.placed */
} Leaf;

typedef struct Leaves {
    Placed *placed;
    size_t placed_count, placed_capacity;
    Leaf *items;
    size_t count, capacity;
} Leaves;

Leaves leaves_cut(const Galley *galley, double height);
void leaves_free(Leaves *leaves);

#endif
