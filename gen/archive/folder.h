/* folder: each student with all that was issued about him, gathered from the registry, the
 * tables and the manifest. Both the dossiers and their destruction begin here.
 *
 * A document is a student's when it is about him, one of his sequences or one of his visits; what
 * tells of several students is nobody's.
 */
#ifndef ATE_ARCHIVE_FOLDER_H
#define ATE_ARCHIVE_FOLDER_H

#include "archive/retention.h"
#include "base/map.h"
#include "issue/issue.h"
#include "record/history.h"

typedef struct Folder {
    const char *key;
    const Row *row;              /* of the student; NULL: none */
    bool in_tables;              /* they still name him, by that row or by another's link */
    const HistoryPaper **papers; /* by kind in the catalogue's order, key and revision */
    size_t paper_count, paper_capacity;
    const Event **events; /* of these documents, in their order */
    size_t event_count, event_capacity;
    const char **sequences; /* keys, the registry's and the tables' */
    size_t sequence_count, sequence_capacity;
    Date last;  /* of a sequence or of an issue; DATE_NONE: nothing */
    bool ended; /* a sequence is over */
} Folder;

typedef struct Folders {
    const Record *record;
    const Catalogue *catalogue;
    Arena *arena;
    History history;
    ManifestFile *files; /* of the manifest */
    size_t file_count;
    Map *by_key, *by_sequence; /* Folder */
    Folder **items;            /* by key */
    size_t count, capacity;
} Folders;

/* To be closed even when it fails. */
Status folders_open(Folders *folders, const Record *record, const Catalogue *catalogue,
                    const Manifest *manifest, Arena *arena, Error *error);
void folders_close(Folders *folders);

#endif
