/* older: a registry put back from an old copy, betrayed by what output/ holds. Its next numbers
 * are printed already, on documents that it knows nothing of.
 *
 * The manifest is read as text, an entry a line: of each series of numbers the last one is looked
 * up, and every revision past the first. A file that is gone betrays nothing: what is past its
 * retention leaves the registry too. */
#ifndef ATE_ISSUE_OLDER_H
#define ATE_ISSUE_OLDER_H

#include "base/arena.h"
#include "record/registry.h"

/* `*path` is that of a file of the manifest, below `output`, whose number or revision the registry
 * does not know, `*number` the number it bears; NULL: none. */
Status registry_outrun(const Registry *registry, const char *output, Arena *arena,
                       const char **path, const char **number, Error *error);

#endif
