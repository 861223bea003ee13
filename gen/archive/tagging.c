#include "archive/tagging.h"

#include <stddef.h>

static qpdf_oh tree_root(qpdf_data pdf)
{
    return qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
}

static qpdf_oh parent_rows(qpdf_data pdf, qpdf_oh root)
{
    return qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, root, "/ParentTree"), "/Nums");
}

static void append_part(Tagging *tagging, qpdf_oh element, const char *title, const char *lang)
{
    qpdf_data pdf = tagging->pdf;
    qpdf_oh_replace_key(pdf, element, "/S", qpdf_oh_new_name(pdf, "/Part"));
    qpdf_oh_replace_key(pdf, element, "/T", qpdf_oh_new_unicode_string(pdf, title));
    qpdf_oh_replace_key(pdf, element, "/Lang", qpdf_oh_new_string(pdf, lang));
    qpdf_oh_replace_key(pdf, element, "/P", tagging->document);
    qpdf_oh_append_item(pdf, tagging->parts, element);
}

static const char *language(qpdf_data pdf)
{
    return qpdf_oh_get_utf8_value(pdf, qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Lang"));
}

void tagging_open(Tagging *tagging, qpdf_data pdf, const char *title)
{
    qpdf_oh root = tree_root(pdf), own = qpdf_oh_get_key(pdf, root, "/K");
    *tagging = (Tagging){.pdf = pdf, .rows = parent_rows(pdf, root)};
    tagging->next = qpdf_oh_get_array_n_items(pdf, tagging->rows) / 2;
    tagging->document = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
    tagging->parts = qpdf_oh_new_array(pdf);
    qpdf_oh_replace_key(pdf, tagging->document, "/S", qpdf_oh_new_name(pdf, "/Document"));
    qpdf_oh_replace_key(pdf, tagging->document, "/P", root);
    qpdf_oh_replace_key(pdf, tagging->document, "/K", tagging->parts);
    qpdf_oh_replace_key(pdf, root, "/K", tagging->document);
    append_part(tagging, own, title, language(pdf));
}

void tagging_add(Tagging *tagging, qpdf_data source, const char *title, int page)
{
    qpdf_data pdf = tagging->pdf;
    qpdf_oh copy = qpdf_oh_copy_foreign_object(pdf, source, tree_root(source));
    qpdf_oh rows = parent_rows(pdf, copy);
    int count = qpdf_oh_get_array_n_items(pdf, rows);
    for (int i = 0; i + 1 < count; i += 2) {
        long long row = qpdf_oh_get_int_value(pdf, qpdf_oh_get_array_item(pdf, rows, i));
        qpdf_oh_append_item(pdf, tagging->rows, qpdf_oh_new_integer(pdf, tagging->next + row));
        qpdf_oh_append_item(pdf, tagging->rows, qpdf_oh_get_array_item(pdf, rows, i + 1));
    }
    for (int n = page; n < qpdf_get_num_pages(pdf); n++) {
        qpdf_oh sheet = qpdf_get_page_n(pdf, (size_t)n);
        long long row = qpdf_oh_get_int_value(pdf, qpdf_oh_get_key(pdf, sheet, "/StructParents"));
        qpdf_oh_replace_key(pdf, sheet, "/StructParents",
                            qpdf_oh_new_integer(pdf, tagging->next + row));
    }
    tagging->next += count / 2;
    append_part(tagging, qpdf_oh_get_key(pdf, copy, "/K"), title, language(source));
}

void tagging_drop(Tagging *tagging, int page)
{
    qpdf_data pdf = tagging->pdf;
    for (int n = page; n < qpdf_get_num_pages(pdf); n++) {
        qpdf_oh sheet = qpdf_get_page_n(pdf, (size_t)n);
        qpdf_oh notes = qpdf_oh_get_key(pdf, sheet, "/Annots");
        qpdf_oh_remove_key(pdf, sheet, "/StructParents");
        for (int i = 0; qpdf_oh_is_array(pdf, notes) && i < qpdf_oh_get_array_n_items(pdf, notes);
             i++)
            qpdf_oh_remove_key(pdf, qpdf_oh_get_array_item(pdf, notes, i), "/StructParent");
    }
}

void tagging_close(Tagging *tagging)
{
    qpdf_oh_replace_key(tagging->pdf, tree_root(tagging->pdf), "/ParentTreeNextKey",
                        qpdf_oh_new_integer(tagging->pdf, tagging->next));
}
