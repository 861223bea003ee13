#include "archive/outline.h"

#include <stddef.h>

/* [page /XYZ null null null]: its top, at the reader's own zoom. */
static qpdf_oh destination(qpdf_data pdf, int page)
{
    qpdf_oh array = qpdf_oh_new_array(pdf);
    qpdf_oh_append_item(pdf, array, qpdf_get_page_n(pdf, (size_t)page));
    qpdf_oh_append_item(pdf, array, qpdf_oh_new_name(pdf, "/XYZ"));
    for (int i = 0; i < 3; i++)
        qpdf_oh_append_item(pdf, array, qpdf_oh_new_null(pdf));
    return array;
}

/* A document's only bookmark is its title, which the entry says: what is under it comes up. */
static qpdf_oh below_title(qpdf_data pdf, qpdf_oh outlines)
{
    qpdf_oh only = qpdf_oh_get_key(pdf, outlines, "/First");
    while (qpdf_oh_is_dictionary(pdf, only) && !qpdf_oh_has_key(pdf, only, "/Next")) {
        outlines = only;
        only = qpdf_oh_get_key(pdf, only, "/First");
    }
    return outlines;
}

/* The bookmarks under `outlines` become those of `entry`, closed. */
static void take_children(qpdf_data pdf, qpdf_oh entry, qpdf_oh outlines)
{
    outlines = below_title(pdf, outlines);
    int count = 0;
    qpdf_oh first = qpdf_oh_get_key(pdf, outlines, "/First");
    for (qpdf_oh child = first; qpdf_oh_is_dictionary(pdf, child);
         child = qpdf_oh_get_key(pdf, child, "/Next")) {
        qpdf_oh_replace_key(pdf, child, "/Parent", entry);
        count++;
    }
    if (!count)
        return;
    qpdf_oh_replace_key(pdf, entry, "/First", first);
    qpdf_oh_replace_key(pdf, entry, "/Last", qpdf_oh_get_key(pdf, outlines, "/Last"));
    qpdf_oh_replace_key(pdf, entry, "/Count", qpdf_oh_new_integer(pdf, -count));
}

static qpdf_oh append(Outline *outline, const char *title, int page)
{
    qpdf_data pdf = outline->pdf;
    qpdf_oh entry = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
    qpdf_oh_replace_key(pdf, entry, "/Title", qpdf_oh_new_unicode_string(pdf, title));
    qpdf_oh_replace_key(pdf, entry, "/Parent", outline->root);
    qpdf_oh_replace_key(pdf, entry, "/Dest", destination(pdf, page));
    if (outline->count++) {
        qpdf_oh_replace_key(pdf, entry, "/Prev", outline->last);
        qpdf_oh_replace_key(pdf, outline->last, "/Next", entry);
    } else {
        qpdf_oh_replace_key(pdf, outline->root, "/First", entry);
    }
    return outline->last = entry;
}

void outline_open(Outline *outline, qpdf_data pdf, const char *title)
{
    *outline = (Outline){.pdf = pdf};
    qpdf_oh catalog = qpdf_get_root(pdf), own = qpdf_oh_get_key(pdf, catalog, "/Outlines");
    outline->root = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
    qpdf_oh_replace_key(pdf, outline->root, "/Type", qpdf_oh_new_name(pdf, "/Outlines"));
    qpdf_oh_replace_key(pdf, catalog, "/Outlines", outline->root);
    qpdf_oh_replace_key(pdf, catalog, "/PageMode", qpdf_oh_new_name(pdf, "/UseOutlines"));
    take_children(pdf, append(outline, title, 0), own);
}

void outline_add(Outline *outline, qpdf_data source, const char *title, int page)
{
    qpdf_oh entry = append(outline, title, page);
    if (!source)
        return;
    qpdf_oh own = qpdf_oh_get_key(source, qpdf_get_root(source), "/Outlines");
    if (qpdf_oh_is_dictionary(source, own))
        take_children(outline->pdf, entry, qpdf_oh_copy_foreign_object(outline->pdf, source, own));
}

void outline_close(Outline *outline)
{
    qpdf_oh_replace_key(outline->pdf, outline->root, "/Last", outline->last);
    qpdf_oh_replace_key(outline->pdf, outline->root, "/Count",
                        qpdf_oh_new_integer(outline->pdf, outline->count));
}
