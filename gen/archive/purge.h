/* purge: what is past its time of retention, and its destruction.
 *
 * A student is destroyed as a whole, once the last of his sequences and documents is past its
 * time and the tables do not name him any more: as long as they do, the next run would issue
 * everything again. His attestations may have to stand longer, as the proof of a company's tax
 * credit: they then stay, with their originals. There is no copy of what is destroyed.
 */
#ifndef ATE_ARCHIVE_PURGE_H
#define ATE_ARCHIVE_PURGE_H

#include "archive/folder.h"
#include "record/erase.h"

typedef struct PurgedStudent {
    const Folder *folder;
    Date until;                  /* the last day of its time */
    const HistoryPaper **papers; /* to be destroyed: the last revision of each document */
    size_t paper_count;
    const HistoryPaper **proofs; /* attestations that stay */
    size_t proof_count;
    Date proofs_until; /* DATE_NONE: without end */
} PurgedStudent;

typedef struct Purge {
    const Folders *folders;
    Arena *arena;
    PurgedStudent *students; /* by key */
    size_t count;
    const Folder **held; /* past their time, still in the tables */
    size_t held_count;
    Map *by_key;   /* PurgedStudent */
    size_t shared; /* after purge_run: files that tell of several people */
} Purge;

/* `student` NULL: all. To be closed. */
void purge_plan(Purge *purge, const Folders *folders, const Retention *retention,
                const char *student, Arena *arena);
void purge_close(Purge *purge);
size_t purge_document_count(const Purge *purge);

/* Whether the tables can be trusted to name all the students that they have. */
bool purge_can_trust(const Term *term, const char **table);

/* Out of output/, the originals and the registry, in that order, so that a run that is cut can be
 * resumed. The files that tell of several people go too: a next run makes them again. */
Status purge_run(Purge *purge, Registry *registry, const char *output, Error *error);
/* After it, and for one that was cut before: the manifest and the index without what is destroyed. */
Status purge_settle(const Purge *purge, Manifest *manifest, const char *output, Error *error);

#endif
