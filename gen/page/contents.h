/* contents: the operators of a page's contents, in PDF coordinates (points from
 * the foot and the left of the sheet). */
#ifndef ATE_PAGE_CONTENTS_H
#define ATE_PAGE_CONTENTS_H

#include "page/para.h"
#include "page/pdf.h"

typedef struct Contents {
    Pdf *pdf;
    PdfPage *page;
    const Press *press;
    Buffer bytes;
    Colour fill, stroke; /* as the operators so far have left them */
    double weight;
    FontSet fonts; /* that the page has been told of */
} Contents;

typedef struct Turn { /* direction of a baseline */
    double cosine, sine;
} Turn;

Contents contents_begin(Pdf *pdf, PdfPage *page, const Press *press);
void contents_end(Contents *contents); /* hands them to the page and frees them */

/* Marked contents: what stands between the beginning and the end is the page's `number`th tagged
 * piece, or an artifact (`properties` as PDF text, NULL when there are none). */
void contents_tagged(Contents *contents, TagKind kind, size_t number);
void contents_artifact(Contents *contents, const char *properties);
/* Seen, and neither copied nor searched nor read aloud (an empty /ActualText): to be ended too. */
void contents_unread(Contents *contents);
void contents_end_mark(Contents *contents);

void contents_fill(Contents *contents, Colour colour);
void contents_stroke(Contents *contents, Colour colour, double weight);
void contents_line(Contents *contents, double x1, double y1, double x2, double y2);
/* Paths to be filled or stroked at once: "re" operators, then "f" or "S". */
void contents_rectangle(Contents *contents, double x, double y, double width, double height);
void contents_paint(Contents *contents, const char *operator);
void contents_picture(Contents *contents, const Picture *picture, double x, double y, double width,
                      double height);
void contents_text(Contents *contents, const Line *line, double x, double y, Turn turn);

#endif
