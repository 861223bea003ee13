/* press: the faces of a run, and which of them prints a character.
 *
 * A font is a family (text or sans, as style.ini chooses them) in one of four styles. For
 * each there is a chain of faces: its own, then those that stand in for what it lacks. The
 * rest of the room reaches faces by their index in the press.
 *
 * What documents embed are the slices of faces (face.h): each is a font of the press, with
 * an index of its own that depends on nothing but the face and the slice.
 */
#ifndef ATE_PAGE_PRESS_H
#define ATE_PAGE_PRESS_H

#include "page/face.h"
#include "page/hyphen.h"
#include "page/page.h"
#include "page/style.h"

typedef enum Family { FAMILY_TEXT, FAMILY_SANS } Family;
enum { FAMILY_COUNT = 2, STYLE_COUNT = 4 /* of RUN_BOLD | RUN_ITALIC */ };

enum { NO_FACE = -1 };
enum { CLUSTER_LIMIT = 8 }; /* a base and its marks; longer ones are cut */

const Style *press_style(const Press *press);
bool press_claims(const Press *press);
const Face *press_face(const Press *press, int index);
const Hyphens *press_hyphens(const Press *press);
/* The face for a base character and the marks on it, NO_FACE when none has them
 * all. `count` is at least 1. */
int press_choose(const Press *press, Family family, unsigned style, const uint32_t *characters,
                 size_t count);

/* The font that prints a glyph of the face, and its code there; false when the glyph was
 * not wanted. Before press_ready there are no codes: the glyph is noted as one that most
 * documents print, and the answer is true. */
bool press_code(const Press *press, int face, hb_codepoint_t glyph, uint8_t *font, uint16_t *code);
const FaceSubset *press_font(const Press *press, int font); /* one that press_code gave */

extern const char PRESS_OWN[]; /* the characters that the room adds to the texts */

bool press_is_mark(uint32_t codepoint); /* set on the character before it */

#endif
