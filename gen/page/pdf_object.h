/* pdf_object: what the files pdf_*.c share: streams whose bytes stay where they
 * are, and text strings. */
#ifndef ATE_PAGE_PDF_OBJECT_H
#define ATE_PAGE_PDF_OBJECT_H

#include "page/subset.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdbool.h>

typedef struct PdfStream {
    const void *bytes;
    size_t length;
    bool deflated;
} PdfStream;

/* An indirect stream whose bytes are only read when the file is written. */
HPDF_Dict pdf_object_stream(HPDF_Doc doc, const void *bytes, size_t length); /* already deflated */
HPDF_Dict pdf_object_plain(HPDF_Doc doc, const void *bytes, size_t length);
const PdfStream *pdf_object_bytes(const void *object); /* NULL: not one of these streams */

HPDF_Dict pdf_object_dict(HPDF_Doc doc, const char *type); /* indirect, /Type when not NULL */
unsigned pdf_object_number(const void *object);            /* of an indirect object */

enum { PDF_TEXT_MOST = 1000 }; /* characters of a text string; longer ones are cut */
/* UTF-16BE with its mark: an object, or hexadecimal digits in angle brackets. */
HPDF_Binary pdf_object_text(HPDF_Doc doc, const char *text);
void pdf_object_add_text(Buffer *out, const char *text);

HPDF_Dict pdf_object_font(HPDF_Doc doc, const FaceSubset *subset);

#endif
