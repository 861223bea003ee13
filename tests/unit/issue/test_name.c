/* File names: which characters stay, and two documents never under one name. */
#include "issue/name.h"

#include "suite.h"

#include <string.h>

START_TEST(test_fold)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"protocole-SEQ-1.pdf", "protocole-seq-1.pdf"},
        {"protocole-SEQ-1", "protocole-seq-1.pdf"},
        {"Séquence n° 12/B.pdf", "sequence-n-12-b.pdf"},
        {"groupe_A.1.pdf", "groupe_a.1.pdf"},
        {"../../etc/passwd", "etc-passwd.pdf"},
        {"..", "document.pdf"},
        {"", "document.pdf"},
        {".pdf", "document.pdf"},
        {"ᐃᓄᒃᑎᑐᑦ", "document.pdf"},
        {"a\nb", "a-b.pdf"},
        {"fin .", "fin.pdf"},
        {"-rf", "rf.pdf"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(name_fold(arena, cases[i].text), cases[i].name);
    arena_free(arena);
}
END_TEST

START_TEST(test_long_names_are_cut)
{
    Arena *arena = arena_new();
    char text[600];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    const char *name = name_fold(arena, text);
    ck_assert_uint_le(strlen(name), 160);
    ck_assert_str_eq(name + strlen(name) - 5, "x.pdf");
    arena_free(arena);
}
END_TEST

START_TEST(test_no_name_twice)
{
    static const struct {
        const char *wanted, *given;
    } cases[] = {
        {"a.pdf", "a.pdf"},     {"a.pdf", "a-2.pdf"}, {"b.pdf", "b.pdf"},
        {"a-3.pdf", "a-3.pdf"}, {"a.pdf", "a-4.pdf"}, {"a-2.pdf", "a-2-2.pdf"},
    };
    Arena *arena = arena_new();
    Map *taken = map_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(name_take(taken, arena, cases[i].wanted), cases[i].given);
    map_free(taken);
    arena_free(arena);
}
END_TEST

SUITE("name", test_fold, test_long_names_are_cut, test_no_name_twice)
