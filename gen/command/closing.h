/* closing: how a command that writes ends. The page index.html is made again as the tables, the
 * registry and the output folder stand, then the manifest, which lists it: in this one place, so
 * that the page is true whichever command ran last. The findings that are files are those of the
 * last `valider` or `produire`. */
#ifndef ATE_COMMAND_CLOSING_H
#define ATE_COMMAND_CLOSING_H

#include "command/dossier.h"
#include "issue/issue.h"

/* `made`: what the command planned and made; NULL: it made no document. Its stale files are found
 * here, for whoever tells them. `manifest` holds the entries of the command's own files, and of
 * the documents of `made`. */
Status closing_write(Dossier *dossier, Manifest *manifest, Issue *made, Error *error);
/* The page alone, for a command that changes neither the registry nor the manifest. */
Status closing_write_page(Dossier *dossier, Error *error);

#endif
