/* shelves: the files under templates/, whatever reads them: what a run's memory cannot do without. */
#ifndef ATE_ISSUE_SHELVES_H
#define ATE_ISSUE_SHELVES_H

#include "base/arena.h"
#include "term/config.h"

/* Paths from `[sorties] modeles` ("fr/protocole.md"), in the order of their bytes, without hidden
 * files, four folders deep at most; with that ending (".png", in any case) or, NULL, all of them. */
const char **shelves_list(const Config *config, const char *ending, Arena *arena, size_t *count);

#endif
