/* Blocks in a chain; the newest is filled from its start. A request larger than
 * a block gets a block of its own, so that a long text does not waste the rest
 * of the current one. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

typedef struct Block {
    struct Block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
} Block;

struct Arena {
    Block *first;   /* kept by arena_reset */
    Block *current; /* newest; the chain goes first -> ... -> current */
    size_t given;
};

static MemoryHandler *exhausted_handler;

void memory_on_exhausted(MemoryHandler *handler)
{
    exhausted_handler = handler;
}

_Noreturn void memory_exhausted(size_t wanted)
{
    if (exhausted_handler)
        exhausted_handler(wanted);
    abort();
}

void *memory_resize(void *block, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted(SIZE_MAX);
    size_t bytes = count * size;
    if (bytes == 0)
        bytes = 1;
    void *grown = realloc(block, bytes);
    if (!grown)
        memory_exhausted(bytes);
    return grown;
}

void *vector_reserve(void *items, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    if (wanted < count)
        wanted = count;
    items = memory_resize(items, wanted, size);
    *capacity = wanted;
    return items;
}

void *vector_settle(Arena *arena, void *items, size_t count, size_t size)
{
    void *kept = arena_array(arena, count, size);
    if (count)
        memcpy(kept, items, count * size);
    free(items);
    return kept;
}

static Block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(Block))
        memory_exhausted(size);
    Block *block = memory_resize(NULL, 1, sizeof(Block) + size);
    block->next = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

Arena *arena_new(void)
{
    Arena *arena = memory_resize(NULL, 1, sizeof *arena);
    arena->first = arena->current = block_new(BLOCK_BYTES);
    arena->given = 0;
    return arena;
}

static void free_chain(Block *block)
{
    while (block) {
        Block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    free_chain(arena->first);
    free(arena);
}

void arena_reset(Arena *arena)
{
    free_chain(arena->first->next);
    arena->first->next = NULL;
    arena->first->used = 0;
    arena->current = arena->first;
    arena->given = 0;
}

size_t arena_used(const Arena *arena)
{
    return arena->given;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        memory_exhausted(size);
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded == 0)
        rounded = ALIGNMENT;
    Block *block = arena->current;
    if (rounded > block->size - block->used) {
        Block *fresh = block_new(rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES);
        if (rounded > BLOCK_BYTES) {
            /* A giant goes behind the current block, which stays in use. */
            fresh->next = block->next;
            block->next = fresh;
        } else {
            while (block->next)
                block = block->next;
            block->next = fresh;
            arena->current = fresh;
        }
        block = fresh;
    }
    void *start = block->bytes + block->used;
    block->used += rounded;
    arena->given += rounded;
    memset(start, 0, rounded);
    return start;
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted(SIZE_MAX);
    return arena_alloc(arena, count * size);
}

char *arena_slice(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_string(Arena *arena, const char *text)
{
    return text ? arena_slice(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(Arena *arena, const char *format, va_list args)
{
    char brief[256]; /* most texts are formatted once, here */
    va_list again;
    va_copy(again, args);
    int wanted = vsnprintf(brief, sizeof brief, format, args);
    size_t length = wanted < 0 ? 0 : (size_t)wanted;
    char *text = arena_slice(arena, brief, length < sizeof brief ? length : 0);
    if (length >= sizeof brief) {
        text = arena_alloc(arena, length + 1);
        vsnprintf(text, length + 1, format, again);
    }
    va_end(again);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
