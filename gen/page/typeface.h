/* typeface: the families that style.ini can name, and the four files of each.
 *
 * Those of the table are Debian's, have true bold and italics, figures of one width (they
 * align in tables), and a licence that lets documents carry them: OFL 1.1 (Gentium, Charis,
 * Noto, Liberation), Bitstream Vera (DejaVu), Apache 2.0 (Open Sans).
 */
#ifndef ATE_PAGE_TYPEFACE_H
#define ATE_PAGE_TYPEFACE_H

#include <stddef.h>

enum { TYPEFACE_FILES = 4 }; /* by RUN_BOLD | RUN_ITALIC */

typedef struct Typeface {
    const char *name;    /* as style.ini names it */
    const char *package; /* NULL: files of one's own */
    const char *start;   /* of the paths, before the endings */
    const char *const *endings;
} Typeface;

extern const char *const TYPEFACE_ENDINGS[TYPEFACE_FILES]; /* "-Regular.ttf" … */

const Typeface *typeface_find(const char *name); /* NULL: none; letter case does not count */
const char *typeface_nearest(const char *name);  /* NULL: none is near */
const Typeface *typeface_at(size_t i);           /* NULL past the last */

#endif
