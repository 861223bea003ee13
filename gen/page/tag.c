/* The kinds of tags, and the tree. */
#include "page/tag.h"

typedef struct TagRow {
    const char *name, *attributes;
} TagRow;

static const TagRow KINDS[TAG_KINDS] = {
    [TAG_DOCUMENT] = {"Document", ""},
    [TAG_H1] = {"H1", ""},
    [TAG_H1 + 1] = {"H2", ""},
    [TAG_H1 + 2] = {"H3", ""},
    [TAG_H1 + 3] = {"H4", ""},
    [TAG_H1 + 4] = {"H5", ""},
    [TAG_H6] = {"H6", ""},
    [TAG_P] = {"P", ""},
    [TAG_QUOTE] = {"BlockQuote", ""},
    [TAG_GROUP] = {"Div", ""},
    [TAG_BULLETS] = {"L", "/A<</O/List/ListNumbering/Disc>>"},
    [TAG_NUMBERS] = {"L", "/A<</O/List/ListNumbering/Decimal>>"},
    [TAG_TASKS] = {"L", "/A<</O/List/ListNumbering/None>>"},
    [TAG_ITEM] = {"LI", ""},
    [TAG_LABEL] = {"Lbl", ""},
    [TAG_BODY] = {"LBody", ""},
    [TAG_TABLE] = {"Table", ""},
    [TAG_ROW] = {"TR", ""},
    [TAG_COLUMN_HEAD] = {"TH", "/A<</O/Table/Scope/Column>>"},
    [TAG_ROW_HEAD] = {"TH", "/A<</O/Table/Scope/Row>>"},
    [TAG_CELL] = {"TD", ""},
    [TAG_FIGURE] = {"Figure", ""},
};

const char *tag_name(TagKind kind)
{
    return KINDS[kind].name;
}

const char *tag_attributes(TagKind kind)
{
    return KINDS[kind].attributes;
}

bool tag_is_kept_empty(TagKind kind)
{
    return kind == TAG_DOCUMENT || kind == TAG_COLUMN_HEAD || kind == TAG_ROW_HEAD ||
           kind == TAG_CELL;
}

TagTree tag_tree(Arena *arena)
{
    TagTree tree = {.arena = arena};
    tree.root = tag_open(&tree, NULL, TAG_DOCUMENT);
    return tree;
}

Tag *tag_open(TagTree *tree, Tag *parent, TagKind kind)
{
    Tag *tag = arena_new_of(tree->arena, Tag);
    tag->kind = kind;
    tag->parent = parent;
    tag->order = tree->count++;
    if (!parent)
        return tag;
    if (parent->last)
        parent->last->next = tag;
    else
        parent->first = tag;
    parent->last = tag;
    return tag;
}

Tag *tag_heading(TagTree *tree, Tag *parent, int level)
{
    while (tree->depth && tree->headings[tree->depth - 1] >= level)
        tree->depth--;
    if (tree->depth < TAG_HEADINGS)
        tree->headings[tree->depth++] = level;
    return tag_open(tree, parent, (TagKind)(TAG_H1 + tree->depth - 1));
}

void tag_part(TagTree *tree, Tag *tag, size_t page, size_t mark)
{
    TagPart *part = arena_new_of(tree->arena, TagPart);
    *part = (TagPart){NULL, page, mark};
    if (tag->last_part)
        tag->last_part->next = part;
    else
        tag->parts = part;
    tag->last_part = part;
}
