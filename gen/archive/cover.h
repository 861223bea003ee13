/* cover: the sheet that opens a dossier, from templates/LANG/dossier.md: the student, how long
 * the dossier is kept and why, its documents, its journal. */
#ifndef ATE_ARCHIVE_COVER_H
#define ATE_ARCHIVE_COVER_H

#include "archive/piece.h"
#include "page/page.h"
#include "text/template.h"

extern const char cover_template[]; /* "dossier.md" */

typedef struct Cover {
    const Folders *folders;
    const Template *template;
    Retention retention;
    Lang lang;
} Cover;

/* `pages` of the sheet itself is tried from 1 up, for the page where each piece begins. */
Status cover_set(const Cover *cover, const Folder *folder, const Piece *pieces, size_t count,
                 Compositor *compositor, Arena *arena, Buffer *pdf, int *pages, Error *error);
const char *cover_title(const Cover *cover, const Folder *folder, Arena *arena);

#endif
