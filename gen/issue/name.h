/* name: the file name of a document, from the pattern of its kind. Only a-z, 0-9,
 * '-', '_' and '.', so that it survives every share and every mail; never the same
 * twice within a kind. */
#ifndef ATE_ISSUE_NAME_H
#define ATE_ISSUE_NAME_H

#include "base/arena.h"
#include "base/map.h"

/* "Séq. 12/B" -> "seq.-12-b.pdf" */
char *name_fold(Arena *arena, const char *text);
/* `name` when it is free in `taken`, else the first free of name-2, name-3 … ; and
 * takes it. */
const char *name_take(Map *taken, Arena *arena, const char *name);

#endif
