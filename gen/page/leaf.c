/* Strips are placed one below the other; the one that does not fit is moved to
 * the next page with all that must go with it. */
#include "page/leaf.h"

#include <stdlib.h>

typedef struct Cutting {
    const Galley *galley;
    double height;
    Leaves leaves;
    size_t page_start; /* first strip of the page, headers set again aside */
    double y;          /* where the next strip goes */
    bool empty;        /* nothing on the page but a header set again */
} Cutting;

void leaves_free(Leaves *leaves)
{
    free(leaves->placed);
    free(leaves->items);
    *leaves = (Leaves){0};
}

static void place(Cutting *cutting, size_t strip, double before, bool again)
{
    Leaves *leaves = &cutting->leaves;
    leaves->placed = vector_reserve(leaves->placed, &leaves->placed_capacity,
                                    leaves->placed_count + 1, sizeof(Placed));
    leaves->placed[leaves->placed_count++] = (Placed){strip, cutting->y + before, again};
    leaves->items[leaves->count - 1].count++;
    cutting->y += before + cutting->galley->strips[strip].height;
}

static double header_height(const Galley *galley, const Strip *strip)
{
    double height = 0;
    for (size_t i = 0; i < strip->header_count; i++)
        height += galley->strips[strip->header + i].height;
    return height;
}

static void begin_page(Cutting *cutting, size_t strip)
{
    Leaves *leaves = &cutting->leaves;
    leaves->items =
        vector_reserve(leaves->items, &leaves->capacity, leaves->count + 1, sizeof(Leaf));
    leaves->items[leaves->count++] = (Leaf){leaves->placed_count, 0};
    cutting->page_start = strip;
    cutting->y = 0;
    cutting->empty = true;
    if (strip >= cutting->galley->count)
        return;
    const Strip *first = &cutting->galley->strips[strip];
    if (header_height(cutting->galley, first) + first->height > cutting->height)
        return;
    for (size_t i = 0; i < first->header_count; i++)
        place(cutting, first->header + i, 0, true);
}

/* The strip at which the page that cannot hold `strip` must end: where the strips allow it,
 * and if possible after a whole word. */
static size_t last_break(const Cutting *cutting, size_t strip)
{
    const Strip *strips = cutting->galley->strips;
    size_t allowed = 0;
    for (size_t at = strip; at > cutting->page_start; at--) {
        if (!strips[at - 1].keep && !strips[at - 1].divided)
            return at;
        if (!strips[at - 1].keep && !allowed)
            allowed = at;
    }
    return allowed ? allowed : strip;
}

static void take_back(Cutting *cutting, size_t from)
{
    Leaves *leaves = &cutting->leaves;
    Leaf *leaf = &leaves->items[leaves->count - 1];
    while (leaf->count && !leaves->placed[leaves->placed_count - 1].again &&
           leaves->placed[leaves->placed_count - 1].strip >= from) {
        leaf->count--;
        leaves->placed_count--;
    }
}

Leaves leaves_cut(const Galley *galley, double height)
{
    Cutting cutting = {.galley = galley, .height = height};
    begin_page(&cutting, 0);
    for (size_t i = 0; i < galley->count;) {
        const Strip *strip = &galley->strips[i];
        double before = cutting.empty ? 0 : strip->before;
        bool full = cutting.y + before + strip->height > height + 0.01;
        if (!cutting.empty && (full || strip->new_page)) {
            size_t at = strip->new_page ? i : last_break(&cutting, i);
            take_back(&cutting, at);
            begin_page(&cutting, at);
            i = at;
            continue;
        }
        place(&cutting, i, before, false);
        cutting.empty = false;
        i++;
    }
    return cutting.leaves;
}
