/* Numbers of specimens; the rest is tried by tests/functional/test_preview.py. */
#include "base/arena.h"
#include "issue/specimen.h"
#include "suite.h"

START_TEST(test_numbers)
{
    static const char *const cases[][2] = {
        {"P-{annee}-{organisme}-{seq:5}", "P-0000-000000-00000"},
        {"{seq}", "0"}, {"A{seq:2}B", "A00B"}, {"sans", "sans"}, {"", ""},
        {"x{autre}y", "x{autre}y"}, {"{seq:0}", "{seq:0}"}, {"{", "{"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(specimen_number(arena, cases[i][0]), cases[i][1]);
    arena_free(arena);
}
END_TEST

SUITE("specimen", test_numbers)
