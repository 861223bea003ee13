/* specimen: what each kind of document looks like, on invented data.
 *
 * Its record is an invented dossier, never the user's; its number is the kind's pattern with
 * zeros. No registry is read nor written. */
#ifndef ATE_ISSUE_SPECIMEN_H
#define ATE_ISSUE_SPECIMEN_H

#include "issue/issue.h"

/* Puts in `issue`, for issue_make, a document of each selected kind in each language it has:
 * "apercu/protocole-fr.pdf". About the first subject for which it is due, else the first.
 * STATUS_USAGE when the invented data have no subject for a kind. */
Status specimen_plan(Issue *issue, Error *error);
/* "P-{annee}-{organisme}-{seq:5}" -> "P-0000-000000-00000" */
const char *specimen_number(Arena *arena, const char *pattern);

#endif
