/* dossiers: output/dossiers/ANNEE/ELEVE.pdf, one a student, and the year's index.csv.
 *
 * A student has a dossier once a document was issued about him or a sequence of his is over. It
 * is the school's: it holds what no company may see. A dossier whose bytes are the same is not
 * written again.
 */
#ifndef ATE_ARCHIVE_DOSSIERS_H
#define ATE_ARCHIVE_DOSSIERS_H

#include "archive/cover.h"

typedef struct StudentDossier {
    const Folder *folder;
    const char *path; /* relative to output/ */
    const char *title;
    Piece *pieces;
    size_t piece_count;
    Date until; /* kept through that day; DATE_NONE: not said */
    /* after dossiers_make: */
    int pages;
    size_t bytes, left_out; /* pieces that are absent, changed or no PDF */
    Sha256 sha256;
    bool written, failed;
    const Error *error; /* NULL unless it failed */
} StudentDossier;

typedef struct Dossiers {
    Cover cover;
    const char *output;
    const char *year; /* "2026-2027": the folder */
    Arena *arena;
    Pieces pieces;
    StudentDossier *items; /* by key */
    size_t count;
    size_t without; /* students who have nothing to keep */
} Dossiers;

/* `student` NULL: all. The folders, the template and the retention are in `cover`; to be closed. */
void dossiers_plan(Dossiers *dossiers, const Cover *cover, const char *output, const char *year,
                   const char *student, Arena *arena);
void dossiers_close(Dossiers *dossiers);
/* The press is ready. A dossier that fails says so and stops no other. */
Status dossiers_make(Dossiers *dossiers, const Press *press, int workers, Error *error);
/* The year's index, with the lines of those that this run left alone. */
Status dossiers_index(const Dossiers *dossiers, Error *error);
/* Dossiers and index, as entries. */
Status dossiers_list(const Dossiers *dossiers, Manifest *manifest, Error *error);

#endif
