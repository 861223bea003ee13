/* pdf_meta: what the file says of itself: title, author and language for the
 * reader, XMP for archives, the meaning of its colours (sRGB). */
#ifndef ATE_PAGE_PDF_META_H
#define ATE_PAGE_PDF_META_H

#include "page/pdf.h"
#include "page/pdf_object.h"

void pdf_meta(HPDF_Doc doc, Arena *arena, const PdfInfo *info);

/* pdf_profile.c: an ICC profile of sRGB. */
extern const unsigned char pdf_profile[];
extern const size_t pdf_profile_length;

#endif
