/* leaf: where pages end. Strips are written as a line of signs: each is ten
 * points high; '+' is kept with the next, '!' begins a page, 'r' repeats the
 * first strip as its header, '-' ends in a divided word, digits are plain. Pages hold 50 points. */
#include "page/leaf.h"

#include "base/buffer.h"
#include "suite.h"

#include <string.h>

/* Pages as strips' indices in base 36, a '/' between pages, ' for repeated. */
static void assert_pages(const char *strips, const char *pages)
{
    Galley galley = {.arena = arena_new()};
    for (const char *sign = strips; *sign; sign++) {
        Strip *strip = galley_strip(&galley, 10);
        strip->keep = *sign == '+';
        strip->new_page = *sign == '!';
        strip->divided = *sign == '-';
        if (*sign == 'r')
            strip->header_count = 1; /* from strip 0 */
    }
    Leaves leaves = leaves_cut(&galley, 50);
    Buffer shown = {0};
    for (size_t p = 0; p < leaves.count; p++) {
        if (p)
            buffer_add_char(&shown, '/');
        for (size_t i = 0; i < leaves.items[p].count; i++) {
            const Placed *placed = &leaves.placed[leaves.items[p].first + i];
            buffer_add_char(&shown, "0123456789abcdefghijklmnopqrstuvwxyz"[placed->strip]);
            if (placed->again)
                buffer_add_char(&shown, '\'');
            ck_assert_double_eq_tol(placed->top, (double)i * 10, 0.001);
        }
    }
    ck_assert_str_eq(buffer_text(&shown), pages);
    buffer_free(&shown);
    leaves_free(&leaves);
    galley_free(&galley);
    arena_free(galley.arena);
}

START_TEST(pages_end_where_they_may)
{
    assert_pages("", "");
    assert_pages("1", "0");
    assert_pages("11111", "01234");
    assert_pages("111111", "01234/5");
    assert_pages("1111+1", "0123/45"); /* a heading goes with what follows */
    assert_pages("111+++11", "012/34567");
    assert_pages("+++++++", "01234/56"); /* nothing allows it: where it must */
    assert_pages("1++++++", "0/12345/6");
}
END_TEST

START_TEST(a_page_does_not_end_in_a_word)
{
    assert_pages("1111-1", "0123/45");
    assert_pages("111--1", "012/345");
    assert_pages("111+-1", "012/345"); /* nor where a line must stay with the next */
    assert_pages("11111-", "01234/5");
    assert_pages("------", "01234/5"); /* no other place is left */
    assert_pages("+++---", "01234/5");
}
END_TEST

START_TEST(a_page_begins_where_the_author_says)
{
    assert_pages("11!1", "01/23");
    assert_pages("!11", "012"); /* no empty page before */
    assert_pages("1!!1", "0/1/23");
    assert_pages("+!1", "0/12"); /* his will is above a heading's */
    assert_pages("11111!1", "01234/56");
}
END_TEST

START_TEST(white_is_lost_at_the_head_of_a_page)
{
    Galley galley = {.arena = arena_new()};
    for (int i = 0; i < 4; i++) {
        galley_space(&galley, 8);
        galley_space(&galley, 5); /* the larger wish wins */
        galley_strip(&galley, 20);
    }
    Leaves leaves = leaves_cut(&galley, 50);
    const double tops[] = {0, 28, 0, 28};
    ck_assert_uint_eq(leaves.count, 2);
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_eq_tol(leaves.placed[i].top, tops[i], 0.001);
    leaves_free(&leaves);
    galley_free(&galley);
    arena_free(galley.arena);
}
END_TEST

START_TEST(a_strip_higher_than_the_page_is_alone)
{
    Galley galley = {.arena = arena_new()};
    galley_strip(&galley, 10);
    galley_strip(&galley, 60);
    galley_strip(&galley, 10);
    Leaves leaves = leaves_cut(&galley, 50);
    ck_assert_uint_eq(leaves.count, 3);
    leaves_free(&leaves);
    galley_free(&galley);
    arena_free(galley.arena);
}
END_TEST

START_TEST(headers_come_back)
{
    assert_pages("+rrrrr", "01234/0'5");
    assert_pages("+rrrrrrrrr", "01234/0'5678/0'9");
    assert_pages("+rrr1", "01234");
    assert_pages("+rrrr1", "01234/5"); /* what follows the table has none */
}
END_TEST

SUITE("leaf", pages_end_where_they_may, a_page_does_not_end_in_a_word, a_page_begins_where_the_author_says, headers_come_back,
      white_is_lost_at_the_head_of_a_page, a_strip_higher_than_the_page_is_alone)
