/* pdf_writer: objects to the bytes of a PDF 1.7 file.
 *
 * Streams stand by themselves; all other objects are in one compressed object
 * stream, and the cross-reference table is a stream too. libharu's objects come
 * first; the caller adds others as text, under the numbers that follow:
 * pdf_writer_begin; for each, pdf_writer_object; pdf_writer_end. The file's ID is
 * the digest of what stands before its last object.
 */
#ifndef ATE_PAGE_PDF_WRITER_H
#define ATE_PAGE_PDF_WRITER_H

#include "page/pdf.h"
#include "page/pdf_object.h"

/* Deflated into the arena; *length in and out. */
void *pdf_writer_deflate(PdfWriter *writer, Arena *arena, const void *bytes, size_t *length);

void pdf_writer_begin(PdfWriter *writer, HPDF_Doc doc, Buffer *file);
/* Begins that object; its text is to be added to the buffer before the next call. */
Buffer *pdf_writer_object(PdfWriter *writer);
void pdf_writer_end(PdfWriter *writer, HPDF_Doc doc);

#endif
