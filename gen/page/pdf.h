/* pdf: a tagged PDF 1.7 file through libharu's object layer.
 *
 * libharu keeps the document's objects; structure and writing are ours. Page
 * contents, fonts and images are only pointed at: they must live until pdf_save.
 * Nothing depends on the clock; the file's ID is the digest of its bytes. libharu
 * never reports out of memory here (its allocator is ours); its first other error
 * stays in the document and is returned by pdf_save.
 */
#ifndef ATE_PAGE_PDF_H
#define ATE_PAGE_PDF_H

#include "page/subset.h"
#include "page/picture.h"
#include "page/tag.h"

typedef struct Pdf Pdf;
typedef struct PdfPage PdfPage;         /* of the Pdf */
typedef struct PdfBookmark PdfBookmark; /* of the Pdf */

/* What the documents of a process share to be written: nothing of it shows in them. */
typedef struct PdfWriter PdfWriter;
PdfWriter *pdf_writer_open(void);
void pdf_writer_close(PdfWriter *writer); /* NULL is allowed */

typedef struct PdfInfo {
    const char *title, *author; /* UTF-8; may be empty */
    const char *language;       /* "fr-CA" */
    bool claims;                /* bears the identifiers of PDF/A-2a and PDF/UA-1 */
} PdfInfo;

Pdf *pdf_open(PdfWriter *writer, Arena *arena, const PdfInfo *info);
void pdf_close(Pdf *pdf);

PdfPage *pdf_page(Pdf *pdf, double width, double height); /* appended */
/* Lets the page's contents name the font: "F" and its number in the press, in every document. */
void pdf_font(Pdf *pdf, PdfPage *page, int number, const FaceSubset *subset);
/* The name of the picture in the page's contents ("X1"). */
const char *pdf_picture(Pdf *pdf, PdfPage *page, const Picture *picture);
void pdf_contents(Pdf *pdf, PdfPage *page, const Buffer *contents); /* deflated into the arena */
/* The tags of the page's marked contents 0, 1, 2 …; they must live until pdf_save. */
void pdf_marks(PdfPage *page, Tag **tags, size_t count);

/* Below `parent` (NULL: at the top), pointing at the height `y` of the page. */
PdfBookmark *pdf_bookmark(Pdf *pdf, PdfBookmark *parent, const char *title, PdfPage *page,
                          double y);

/* `tree` is the structure of all pages. */
Status pdf_save(Pdf *pdf, TagTree *tree, Buffer *bytes, Error *error);

#endif
