/* tag: levels of headings, order of reading, places of the content. */
#include "page/tag.h"

#include "base/buffer.h"
#include "suite.h"

/* The template's levels, and those that a reader hears. */
static void assert_levels(const char *levels, const char *expected)
{
    Arena *arena = arena_new();
    TagTree tree = tag_tree(arena);
    Buffer heard = {0};
    for (const char *level = levels; *level; level++)
        buffer_add_text(&heard, tag_name(tag_heading(&tree, tree.root, *level - '0')->kind) + 1);
    ck_assert_str_eq(buffer_text(&heard), expected);
    buffer_free(&heard);
    arena_free(arena);
}

START_TEST(levels_begin_at_one_and_never_skip)
{
    assert_levels("123456", "123456");
    assert_levels("1221", "1221");
    assert_levels("2323", "1212");
    assert_levels("1443", "1222");
    assert_levels("3121", "1121");
    assert_levels("16161", "12121");
    assert_levels("0129", "1234"); /* a tree that no template makes */
}
END_TEST

START_TEST(tags_are_in_the_order_in_which_they_are_opened)
{
    Arena *arena = arena_new();
    TagTree tree = tag_tree(arena);
    Tag *list = tag_open(&tree, tree.root, TAG_BULLETS);
    Tag *item = tag_open(&tree, list, TAG_ITEM);
    Tag *label = tag_open(&tree, item, TAG_LABEL), *body = tag_open(&tree, item, TAG_BODY);
    Tag *after = tag_open(&tree, tree.root, TAG_P);
    ck_assert_ptr_eq(tree.root->first, list);
    ck_assert_ptr_eq(list->next, after);
    ck_assert_ptr_eq(item->first, label);
    ck_assert_ptr_eq(label->next, body);
    ck_assert_ptr_eq(body->parent, item);
    ck_assert_uint_lt(label->order, body->order);
    ck_assert_uint_lt(body->order, after->order);
    ck_assert_uint_eq(tree.count, 6);
    arena_free(arena);
}
END_TEST

START_TEST(content_may_be_on_several_pages)
{
    Arena *arena = arena_new();
    TagTree tree = tag_tree(arena);
    Tag *tag = tag_open(&tree, tree.root, TAG_P);
    tag_part(&tree, tag, 0, 7);
    tag_part(&tree, tag, 1, 0);
    ck_assert_uint_eq(tag->parts->mark, 7);
    ck_assert_uint_eq(tag->parts->next->page, 1);
    ck_assert_ptr_null(tag->parts->next->next);
    arena_free(arena);
}
END_TEST

START_TEST(every_kind_has_a_name)
{
    for (int kind = 0; kind < TAG_KINDS; kind++) {
        ck_assert_ptr_nonnull(tag_name((TagKind)kind));
        ck_assert_ptr_nonnull(tag_attributes((TagKind)kind));
    }
    ck_assert_str_eq(tag_name(TAG_H6), "H6");
    ck_assert_str_eq(tag_attributes(TAG_ROW_HEAD), "/A<</O/Table/Scope/Row>>");
}
END_TEST

SUITE("tag", levels_begin_at_one_and_never_skip, tags_are_in_the_order_in_which_they_are_opened,
      content_may_be_on_several_pages, every_kind_has_a_name)
