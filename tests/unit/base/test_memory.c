#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "suite.h"

#include <stdint.h>
#include <string.h>

START_TEST(arena_gives_zeroed_aligned_memory)
{
    Arena *arena = arena_new();
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *p = arena_alloc(arena, size);
        ck_assert_uint_eq((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xAA, size);
    }
    arena_reset(arena);
    ck_assert_uint_eq(arena_used(arena), 0);
    ck_assert_str_eq(arena_printf(arena, "%d %s", 18, "h"), "18 h");
    ck_assert_ptr_null(arena_string(arena, NULL));
    arena_free(arena);
}
END_TEST

START_TEST(a_giant_does_not_waste_the_block_in_use)
{
    Arena *arena = arena_new();
    char *before = arena_alloc(arena, 16);
    arena_alloc(arena, 1 << 20);
    char *after = arena_alloc(arena, 16);
    ck_assert_ptr_eq(after, before + 16);
    arena_free(arena);
}
END_TEST

START_TEST(vector_settles_in_an_arena)
{
    Arena *arena = arena_new();
    int *items = NULL;
    size_t capacity = 0;
    ck_assert_ptr_nonnull(vector_settle(arena, NULL, 0, sizeof *items)); /* none */
    for (int i = 0; i < 1000; i++) {
        items = vector_reserve(items, &capacity, (size_t)i + 1, sizeof *items);
        items[i] = i;
    }
    int *kept = vector_settle(arena, items, 1000, sizeof *items);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(kept[i], i);
    arena_free(arena);
}
END_TEST

START_TEST(buffer_is_always_a_string)
{
    Buffer buffer = {0};
    ck_assert_str_eq(buffer_text(&buffer), "");
    buffer_add_codepoint(&buffer, 'a');
    buffer_add_codepoint(&buffer, 0xE9);
    buffer_add_codepoint(&buffer, 0x1431);
    buffer_add_codepoint(&buffer, 0x1F600);
    ck_assert_str_eq(buffer_text(&buffer), "aéᐱ😀");
    buffer_printf(&buffer, "%03d", 7);
    ck_assert_uint_eq(buffer.length, 1 + 2 + 3 + 4 + 3);
    buffer_clear(&buffer);
    ck_assert_str_eq(buffer_text(&buffer), "");
    buffer_free(&buffer);
}
END_TEST

static void add_key(const char *key, void *value, void *context)
{
    (void)value;
    buffer_add_text(context, key);
}

START_TEST(map_keeps_the_order_of_insertion)
{
    Map *map = map_new();
    int one = 1, two = 2;
    ck_assert(map_put(map, "z", &one));
    ck_assert(map_put(map, "a", &two));
    ck_assert(!map_put(map, "z", &two));
    ck_assert_ptr_eq(map_get(map, "z"), &one);
    map_set(map, "z", &two);
    ck_assert_ptr_eq(map_get(map, "z"), &two);
    ck_assert_ptr_null(map_get(map, "b"));
    ck_assert_uint_eq(map_count(map), 2);
    Buffer keys = {0};
    map_each(map, add_key, &keys);
    ck_assert_str_eq(buffer_text(&keys), "za");
    buffer_free(&keys);
    map_free(map);
}
END_TEST

SUITE("memory", arena_gives_zeroed_aligned_memory, a_giant_does_not_waste_the_block_in_use,
      vector_settles_in_an_arena, buffer_is_always_a_string, map_keeps_the_order_of_insertion)
