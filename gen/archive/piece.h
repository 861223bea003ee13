/* piece: the PDFs that make a student's dossier, in their order: for each document, the original
 * of each revision that was kept, else the file of the last one in output/, each followed by its
 * signed scans. */
#ifndef ATE_ARCHIVE_PIECE_H
#define ATE_ARCHIVE_PIECE_H

#include "archive/folder.h"
#include "base/buffer.h"

typedef struct Piece {
    const HistoryPaper *paper;
    bool scan;          /* of the signed copy, not ours */
    const char *sha256; /* of what the registry says it is; "" when it says nothing */
    const char *path;   /* NULL: it is not there any more */
    const char *title;  /* of its bookmark */
    /* by piece_read: */
    Buffer bytes;
    int pages; /* 0: absent, changed, or unreadable */
} Piece;

/* Where files are looked for: output/ by digest, and the registry's originals. */
typedef struct Pieces {
    const Folders *folders;
    Map *by_digest; /* paths of output/, from the manifest */
    const char *output;
    Lang lang; /* of titles */
} Pieces;
void pieces_open(Pieces *pieces, const Folders *folders, const char *output, Lang lang);
void pieces_close(Pieces *pieces);

Piece *pieces_of(const Pieces *pieces, const Folder *folder, Arena *arena, size_t *count);
/* Reads it, and its number of pages; what is absent, or not the file that the registry knows, is left
 * out. STATUS_SYSTEM when it is there and cannot be read now. Touches no registry: workers do it. */
Status piece_read(Piece *piece, Error *error);
void piece_forget(Piece *piece);

/* Who signed that revision. */
const HistorySignature *signatures_of(const History *history, int64_t document, size_t *count);

#endif
