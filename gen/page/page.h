/* page: a document tree in, a PDF out.
 *
 * A Press is made once a run: faces loaded, the characters of the run collected,
 * each face subset and its bytes ready to be shared by every document. It is
 * never changed after press_ready, so that forked workers share it. Lengths are
 * in points (1/72 inch), y grows upward as in PDF; pages are US Letter.
 *
 * The calling sequence: press_open; press_want (all texts of the run, or the
 * characters of a page as they come), press_lead_doc; press_ready; compositor_open, page_set for
 * each document, compositor_close; press_close.
 */
#ifndef ATE_PAGE_PAGE_H
#define ATE_PAGE_PAGE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "text/doc.h"

typedef struct Press Press;

Status press_open(Press **press, const char *style_path, Error *error);
void press_close(Press *press); /* NULL is allowed */
/* True when some face of the press has a glyph for the character (controls,
 * spaces and soft hyphens that the press itself sets count as printable). */
bool press_can_print(const Press *press, uint32_t codepoint);
/* The characters that documents will print: only these are embedded. */
void press_want(Press *press, const char *text);
/* The digest of all the characters wanted so far: they choose the subsets of the fonts. */
void press_letters(const Press *press, Sha256 sha256);
void press_want_doc(Press *press, const Doc *doc);
/* What most documents print, whatever their data (a template filled with nothing): the glyphs
 * that setting it takes are put together in the fonts, so that a document carries few others.
 * Its characters are wanted too. Only sizes depend on it. */
void press_lead_doc(Press *press, const Doc *doc);
Status press_ready(Press *press, Error *error);
/* Documents bear the identifiers of PDF/A-2a and PDF/UA-1: a claim, which nothing here verifies. */
void press_claim(Press *press);

/* A Compositor sets one document after the other on a ready press, and keeps from one to the
 * next what costs to make again. It belongs to one process; what it keeps never shows in the
 * bytes, and has a limit. */
typedef struct Compositor Compositor;
Compositor *compositor_open(const Press *press);
void compositor_close(Compositor *compositor); /* NULL is allowed */

const char *page_language(Lang lang); /* as a PDF names it: "fr-CA" */

/* Sets `doc` and puts the PDF's bytes in `pdf` (cleared first). The same tree
 * gives the same bytes. `*pages` is their number. */
Status page_set(Compositor *compositor, const Doc *doc, Buffer *pdf, int *pages, Error *error);

#endif
