/* tree: a folder copied where nothing is yet. */
#ifndef ATE_BEGIN_TREE_H
#define ATE_BEGIN_TREE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* Every file of `from`, below `to`; names that begin with a dot are left (a crash's, an editor's). */
Status tree_copy(const char *from, const char *to, Arena *arena, Error *error);
Status tree_copy_file(const char *from, const char *to, Error *error);
bool folder_is_empty(const char *path); /* a folder, and empty */
/* Whether a name, that may not exist yet, is `folder` or somewhere below it. */
bool path_is_within(const char *path, const char *folder, Arena *arena);

#endif
