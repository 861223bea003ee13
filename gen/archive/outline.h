/* outline: the bookmarks of a joined PDF, one a part over the part's own. Private to archive/. */
#ifndef ATE_ARCHIVE_OUTLINE_H
#define ATE_ARCHIVE_OUTLINE_H

#include <qpdf/qpdf-c.h>

typedef struct Outline {
    qpdf_data pdf;
    qpdf_oh root, last;
    int count;
} Outline;

/* Takes the place of the outline of `pdf`, which becomes that of its first part. */
void outline_open(Outline *outline, qpdf_data pdf, const char *title);
/* A part whose pages begin at `page`, from 0; `source` NULL: its own bookmarks are left out. */
void outline_add(Outline *outline, qpdf_data source, const char *title, int page);
void outline_close(Outline *outline);

#endif
