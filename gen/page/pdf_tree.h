/* pdf_tree: the structure tree in the file.
 *
 * The catalog points at the root when the document is opened; the elements are
 * text, too many for an object of libharu each, and are numbered when the file is
 * written.
 */
#ifndef ATE_PAGE_PDF_TREE_H
#define ATE_PAGE_PDF_TREE_H

#include "page/pdf_writer.h"

struct PdfPage {
    HPDF_Dict dict;
    Tag **tags; /* of its marked contents */
    size_t tag_count;
};

typedef struct PdfTree {
    HPDF_Dict root;
    unsigned first;  /* object: the parent tree, then Document and all others in order */
    PdfPage **pages; /* heap */
    size_t page_count, page_capacity;
} PdfTree;

void pdf_tree_open(PdfTree *tree, HPDF_Doc doc);
/* The root says where the elements will be: before pdf_writer_begin. */
void pdf_tree_number(PdfTree *tree, TagTree *tags, HPDF_Doc doc);
void pdf_tree_write(const PdfTree *tree, const TagTree *tags, PdfWriter *writer);

#endif
