/* shelf: the files of templates/ by their names. Private to text/. */
#ifndef ATE_TEXT_SHELF_H
#define ATE_TEXT_SHELF_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A template's name is a file's without its ending: it leads to no other folder. */
bool shelf_is_name(const char *name);
/* The names of the files of a folder that have that ending, sorted; an absent folder has none. */
const char **shelf_list(Arena *arena, const char *folder, const char *ending, size_t *count);
/* The nearest name among the files of the folders that have that ending; NULL: none is near. */
const char *shelf_nearest(Arena *arena, const char *const *folders, size_t count,
                          const char *ending, const char *name);

#endif
