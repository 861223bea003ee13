/* arena: memory that is given back all at once.
 *
 * The term lives in one arena for the whole run; each document has its own,
 * reset after it. Nothing taken from an arena is freed by itself.
 *
 * Running out of memory cannot be mended by a caller: memory_exhausted() tells
 * the handler that main installed (message, exit 3) and never returns, so no
 * function here answers NULL. Files being whole or absent (file.h), stopping
 * there loses nothing.
 */
#ifndef ATE_BASE_ARENA_H
#define ATE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);           /* NULL is allowed */
void arena_reset(Arena *arena);          /* keeps its first block for reuse */
size_t arena_used(const Arena *arena);   /* bytes given out since the last reset */

void *arena_alloc(Arena *arena, size_t size);                /* zeroed, aligned for any type */
void *arena_array(Arena *arena, size_t count, size_t size);  /* zeroed; checks the product */
char *arena_string(Arena *arena, const char *text);          /* copy; NULL stays NULL */
char *arena_slice(Arena *arena, const char *text, size_t length);
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define arena_new_of(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array_of(arena, count, Type) ((Type *)arena_array((arena), (count), sizeof(Type)))

/* Heap blocks for what must grow (buffers, vectors); the caller frees them. */
void *memory_resize(void *block, size_t count, size_t size);

/* Makes room for `count` items in a vector {items, capacity}; returns the items. */
void *vector_reserve(void *items, size_t *capacity, size_t count, size_t size);

/* Ends such a vector: its `count` items, in the arena; the block is freed, NULL is allowed. */
void *vector_settle(Arena *arena, void *items, size_t count, size_t size);

typedef void MemoryHandler(size_t wanted); /* must not return */
void memory_on_exhausted(MemoryHandler *handler);
_Noreturn void memory_exhausted(size_t wanted);

#endif
