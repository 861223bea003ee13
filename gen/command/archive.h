/* archive: the two halves of `ate archiver`, one file each. Private to command/. */
#ifndef ATE_COMMAND_ARCHIVE_H
#define ATE_COMMAND_ARCHIVE_H

#include "archive/folder.h"
#include "command/dossier.h"

/* What both begin with, opened by command_archive. */
typedef struct Archive {
    Dossier *dossier;
    const Options *options;
    Folders folders;
    Retention retention;
    Manifest *manifest;
} Archive;

Status archive_gather(Archive *archive, Error *error);
Status archive_purge(Archive *archive, Error *error);

#endif
