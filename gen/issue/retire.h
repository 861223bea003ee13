/* retire: what becomes of the entries of the manifest that a run did not make. */
#ifndef ATE_ISSUE_RETIRE_H
#define ATE_ISSUE_RETIRE_H

#include "issue/issue.h"

/* The entry stays as it is: manifest_retire passes over it. */
void manifest_keep(Manifest *manifest, const char *path);
void manifest_keep_kind(Manifest *manifest, const char *kind); /* all its entries */
/* Removes the files under `folder` that were neither set nor kept since manifest_open, and their
 * entries: nobody should take them for those of this run. */
void manifest_clear(Manifest *manifest, const char *folder);
/* Whether the file of a sequence (its key) is in force, though the run did not make it. */
typedef bool ManifestStands(void *context, const char *sequence, const char *sha256);
/* Marks "annule" the entries under `folder` that were neither set nor kept since
 * manifest_open, unless `stands` (NULL: never); takes out those whose file is gone. */
void manifest_retire(Manifest *manifest, const char *folder, ManifestStands *stands,
                     void *context);
/* The entry has a number that the registry remembers, or is a message. */
bool manifest_is_recorded(const Manifest *manifest, const char *path);
/* An entry as its line of JSON; NULL: there is none. */
const char *manifest_line(const Manifest *manifest, const char *path);
/* The paths under `folder` that are marked "annule" and whose file is there, in no order. */
size_t manifest_cancelled(const Manifest *manifest, const char *folder, Arena *arena,
                          const char ***paths);

#endif
