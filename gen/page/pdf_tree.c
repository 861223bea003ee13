/* Structure elements and the parent tree, as text. */
#include "page/pdf_tree.h"

/* ---- root ---- */

static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream out)
{
    const PdfTree *tree = dict->attr;
    Buffer text = {0};
    buffer_printf(&text, "/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu", tree->first + 1,
                  tree->first, tree->page_count);
    HPDF_STATUS status = HPDF_Stream_WriteStr(out, buffer_text(&text));
    buffer_free(&text);
    return status;
}

void pdf_tree_open(PdfTree *tree, HPDF_Doc doc)
{
    tree->root = pdf_object_dict(doc, "StructTreeRoot");
    tree->root->attr = tree;
    tree->root->write_fn = write_root;
    HPDF_Dict_Add(doc->catalog, "StructTreeRoot", tree->root);
}

/* ---- numbers ---- */

static bool is_used(const Tag *tag)
{
    if (tag->parts || tag_is_kept_empty(tag->kind))
        return true;
    for (const Tag *child = tag->first; child; child = child->next)
        if (child->number)
            return true;
    return false;
}

static Tag *next_in_order(const Tag *tag)
{
    if (tag->first)
        return tag->first;
    while (tag && !tag->next)
        tag = tag->parent;
    return tag ? tag->next : NULL;
}

/* What holds nothing is left out: children know before their parents. */
static void mark_used(Tag *tag)
{
    for (Tag *child = tag->first; child; child = child->next)
        mark_used(child);
    tag->number = is_used(tag);
}

void pdf_tree_number(PdfTree *tree, TagTree *tags, HPDF_Doc doc)
{
    mark_used(tags->root);
    tree->first = doc->xref->entries->count;
    unsigned number = tree->first + 1;
    for (Tag *tag = tags->root; tag; tag = next_in_order(tag))
        if (tag->number)
            tag->number = number++;
}

/* ---- elements ---- */

static void add_reference(Buffer *out, unsigned number)
{
    buffer_add_unsigned(out, number);
    buffer_add_text(out, " 0 R");
}

static void add_page(const PdfTree *tree, const TagPart *part, Buffer *out)
{
    buffer_add_text(out, "/Pg ");
    add_reference(out, pdf_object_number(tree->pages[part->page]->dict));
}

static void add_parts(const PdfTree *tree, const Tag *tag, Buffer *out)
{
    const TagPart *part = tag->parts;
    add_page(tree, part, out);
    buffer_add_text(out, part->next ? "/K[" : "/K ");
    buffer_add_unsigned(out, part->mark);
    if (!part->next)
        return;
    while ((part = part->next)) {
        buffer_add_text(out, "<</Type/MCR");
        add_page(tree, part, out);
        buffer_add_text(out, "/MCID ");
        buffer_add_unsigned(out, part->mark);
        buffer_add_text(out, ">>");
    }
    buffer_add_char(out, ']');
}

static void add_children(const Tag *tag, Buffer *out)
{
    const char *before = "/K[";
    for (const Tag *child = tag->first; child; child = child->next)
        if (child->number) {
            buffer_add_text(out, before);
            add_reference(out, child->number);
            before = " ";
        }
    if (*before == ' ')
        buffer_add_char(out, ']');
}

static void add_figure(const Tag *tag, Buffer *out)
{
    buffer_printf(out, "/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>/Alt",
                  tag->box.left, tag->box.bottom, tag->box.right, tag->box.top);
    pdf_object_add_text(out, tag->alt ? tag->alt : "");
}

static void add_element(const PdfTree *tree, const Tag *tag, Buffer *out)
{
    buffer_add_text(out, "<</S/");
    buffer_add_text(out, tag_name(tag->kind));
    buffer_add_text(out, tag_attributes(tag->kind));
    if (tag->kind == TAG_FIGURE)
        add_figure(tag, out);
    buffer_add_text(out, "/P ");
    add_reference(out, tag->parent ? tag->parent->number : pdf_object_number(tree->root));
    if (tag->parts)
        add_parts(tree, tag, out);
    else
        add_children(tag, out);
    buffer_add_text(out, ">>");
}

/* For each page, the element of each of its marked contents. */
static void add_parent_tree(const PdfTree *tree, Buffer *out)
{
    buffer_add_text(out, "<</Nums[");
    for (size_t i = 0; i < tree->page_count; i++) {
        const PdfPage *page = tree->pages[i];
        buffer_add_unsigned(out, i);
        buffer_add_char(out, '[');
        for (size_t k = 0; k < page->tag_count; k++) {
            buffer_add_text(out, k ? " " : "");
            add_reference(out, page->tags[k]->number);
        }
        buffer_add_char(out, ']');
    }
    buffer_add_text(out, "]>>");
}

void pdf_tree_write(const PdfTree *tree, const TagTree *tags, PdfWriter *writer)
{
    add_parent_tree(tree, pdf_writer_object(writer));
    for (const Tag *tag = tags->root; tag; tag = next_in_order(tag))
        if (tag->number)
            add_element(tree, tag, pdf_writer_object(writer));
}
