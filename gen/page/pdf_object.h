/* pdf_object: what pdf.c, pdf_font.c share: streams that libharu writes without
 * copying them, and text strings. */
#ifndef ATE_PAGE_PDF_OBJECT_H
#define ATE_PAGE_PDF_OBJECT_H

#include "page/subset.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* An indirect stream whose bytes are already deflated; they are only read when
 * the file is written. */
HPDF_Dict pdf_object_stream(HPDF_Doc doc, const void *bytes, size_t length);
/* The same for a stream that libharu made (a page's contents). */
void pdf_object_fill(HPDF_Dict stream, const void *bytes, size_t length);
HPDF_Dict pdf_object_dict(HPDF_Doc doc, const char *type); /* indirect, /Type when not NULL */
/* UTF-16BE with its mark, at most 1,000 characters. */
HPDF_Binary pdf_object_text(HPDF_Doc doc, const char *text);

HPDF_Dict pdf_object_font(HPDF_Doc doc, const FaceSubset *subset);

#endif
