/* The allocations of the whole process, those of the libraries included: when there is no more
 * memory the run ends as memory_exhausted says, where a library would abort, or go on with a hole
 * in its data (a letter that no face has, a table that reads as empty). The blocks are glibc's,
 * and so is free. A sanitizer brings an allocator of its own. */
#include "base/arena.h"

#include <stdlib.h>

#ifdef __has_feature /* clang's way to say it */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifndef __SANITIZE_ADDRESS__

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

static void *or_end(void *block, size_t wanted)
{
    if (!block && wanted)
        memory_exhausted(wanted);
    return block;
}

void *malloc(size_t size)
{
    return or_end(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    return or_end(__libc_calloc(count, size), count && size ? count : 0);
}

void *realloc(void *block, size_t size)
{
    return or_end(__libc_realloc(block, size), size);
}

#endif
