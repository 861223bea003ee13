/* recognise: whether a file, a number or the code of a QR is of one of our documents, and what
 * became of it. By digests: of the bytes, in the registry (what was made, kept, signed, sent) and
 * in the manifest (reports, protected copies); of the terms, for a code. */
#ifndef ATE_ISSUE_RECOGNISE_H
#define ATE_ISSUE_RECOGNISE_H

#include "issue/issue.h"
#include "record/lookup.h"

typedef enum Verdict {
    VERDICT_CURRENT,
    VERDICT_REPLACED,   /* ours and unaltered, but another revision stands */
    VERDICT_CANCELLED,
    VERDICT_ALTERED,    /* said to be ours, but not what we made */
    VERDICT_UNKNOWN,
    VERDICT_UNREADABLE, /* no such file, or not to be read */
} Verdict;
enum { VERDICT_COUNT = 6 };

typedef enum Piece {
    PIECE_NONE, PIECE_DOCUMENT, PIECE_COPY /* protected */, PIECE_SCAN, PIECE_REPORT,
} Piece;
enum { PIECE_COUNT = 5 };

typedef enum AskedBy { ASKED_FILE, ASKED_NUMBER, ASKED_CODE } AskedBy;

typedef struct Recognition {
    AskedBy by;
    const char *asked;   /* as given */
    Verdict verdict;
    Piece piece;
    Holding holding;     /* revision 0: of no document */
    const char *path;    /* of a report, below output/; NULL: none */
    const char *nearest; /* a number that it may be a slip for; NULL: none */
    const char *why;     /* of an unreadable file, in the user's language */
} Recognition;

typedef struct Recogniser {
    const Registry *registry;
    const Manifest *manifest;
    const char *output;       /* folder */
    const char *organisation; /* ours, as codes give it */
    Arena *arena;
} Recogniser;

Status recognise_file(const Recogniser *of, const char *path, Recognition *found, Error *error);
Status recognise_number(const Recogniser *of, const char *number, Recognition *found,
                        Error *error);
/* STATUS_USAGE when it is not a code of ours in form. */
Status recognise_code(const Recogniser *of, const char *code, Recognition *found, Error *error);

#endif
