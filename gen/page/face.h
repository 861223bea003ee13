/* face: one font file, its glyphs and the parts of it that documents carry.
 *
 * A face is cut once a run into a few slices, each a font of its own (subset.h): a
 * document embeds those of which it prints something, hence little that it does not
 * print. The first slice holds what the templates print in the face, so that most
 * documents need no other; the last one alone depends on the data of the run.
 *
 * Sequence: face_open; face_want for each character to print, face_lead for each
 * glyph that most documents print; face_cut once. After that the face never changes
 * and forked workers share it. Only TrueType outlines (glyf) are accepted, since they
 * are embedded as CIDFontType2.
 */
#ifndef ATE_PAGE_FACE_H
#define ATE_PAGE_FACE_H

#include "page/subset.h"

#include <stdbool.h>

typedef struct Face Face;

enum { FACE_SLICES = 9 };

/* `package` is the one that installs the file, for the remedy; NULL: a file of one's own. */
Status face_open(Face **face, const char *path, const char *package, Error *error);
void face_close(Face *face); /* NULL is allowed */

hb_font_t *face_font(const Face *face); /* scaled to units per em */
double face_em(const Face *face);       /* units per em */
bool face_has(const Face *face, uint32_t codepoint);
/* Nothing when the face lacks it. Of the characters that share a glyph, the smallest is
 * what it means to who copies the text. */
void face_want(Face *face, uint32_t codepoint);
void face_lead(Face *face, hb_codepoint_t glyph); /* of the font file; first slice if wanted */
Status face_cut(Face *face, Error *error);

const FaceSubset *face_slice(const Face *face, int slice); /* NULL: nothing in it */
/* The slice that has the glyph and its number there; -1 when none has it. */
int face_code(const Face *face, hb_codepoint_t glyph, uint16_t *code);

#endif
