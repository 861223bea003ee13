/* rendering: the digest of all that makes the pages of a document: its terms, its number and date,
 * template, its pictures, style, program, and the characters and templates of the run, which choose how the fonts
 * are cut. Equal digests make equal bytes; it never decides on a revision. */
#ifndef ATE_ISSUE_RENDERING_H
#define ATE_ISSUE_RENDERING_H

#include "issue/issue.h"

typedef struct Rendering {
    Sha256 common; /* what is the same for every document of the run */
} Rendering;

/* The press has its characters (letters_want). */
Status rendering_open(Rendering *rendering, const Issue *issue, const Press *press, Error *error);
void rendering_digest(const Rendering *rendering, const Document *document, Sha256 sha256);

#endif
