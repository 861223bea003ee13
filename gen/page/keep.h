/* keep: what a compositor keeps from one document to the next, by the bytes of a key.
 *
 * Values live in its arena until keep_trim, which drops everything once the limit
 * is passed: only between documents. What is kept must follow from its key alone,
 * so that nothing shows whether it was.
 */
#ifndef ATE_PAGE_KEEP_H
#define ATE_PAGE_KEEP_H

#include "base/arena.h"

typedef struct Keep Keep;

Keep *keep_new(size_t limit); /* bytes */
void keep_free(Keep *keep);   /* NULL is allowed */
void keep_trim(Keep *keep);

/* Where to make a value that will be kept; NULL when there is no more room before
 * the next keep_trim, or no keep. */
Arena *keep_room(Keep *keep);
void keep_put(Keep *keep, const void *key, size_t length, const void *value);
const void *keep_find(const Keep *keep, const void *key, size_t length); /* NULL: not kept */

#endif
