/* pdf: a PDF 1.7 file through libharu's object layer.
 *
 * libharu keeps the objects, the cross references and the writing; page
 * contents, fonts and images come from us already deflated and are only pointed
 * at: they must live until pdf_save. Nothing depends on the clock; the file's ID
 * is the digest of its bytes. libharu never reports out of memory here (its
 * allocator is ours); its first other error stays in the document and is
 * returned by pdf_save.
 */
#ifndef ATE_PAGE_PDF_H
#define ATE_PAGE_PDF_H

#include "page/subset.h"
#include "page/picture.h"

typedef struct Pdf Pdf;
typedef struct PdfPage PdfPage;         /* of the Pdf */
typedef struct PdfBookmark PdfBookmark; /* of the Pdf */

typedef struct PdfInfo {
    const char *title, *author; /* UTF-8; may be empty */
    const char *language;       /* "fr-CA" */
} PdfInfo;

Pdf *pdf_open(Arena *arena, const PdfInfo *info);
void pdf_close(Pdf *pdf);

PdfPage *pdf_page(Pdf *pdf, double width, double height); /* appended */
/* Lets the page's contents name the font: "F" and its number in the press, in every document. */
void pdf_font(Pdf *pdf, PdfPage *page, int number, const FaceSubset *subset);
/* The name of the picture in the page's contents ("X1"). */
const char *pdf_picture(Pdf *pdf, PdfPage *page, const Picture *picture);
void pdf_contents(Pdf *pdf, PdfPage *page, const Buffer *contents); /* deflated into the arena */

/* Below `parent` (NULL: at the top), pointing at the height `y` of the page. */
PdfBookmark *pdf_bookmark(Pdf *pdf, PdfBookmark *parent, const char *title, PdfPage *page,
                          double y);

Status pdf_save(Pdf *pdf, Buffer *bytes, Error *error);

#endif
