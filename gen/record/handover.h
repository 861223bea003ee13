/* handover: the registry of a new dossier, that goes on from the last one's: numbers, revisions,
 * history and originals.
 *
 * Two registries that go on from one give the same numbers twice. The new one keeps the seal that
 * the old one had (registre/suite-de), so that a run can tell when somebody produced with the old
 * one since. */
#ifndef ATE_RECORD_HANDOVER_H
#define ATE_RECORD_HANDOVER_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* Copies the registry in `from` into the folder `to`, which has none; `from` is only read. `*copied`
 * is false when there is none. STATUS_USAGE when a run of `from` was cut short: it has to be ended
 * first, by its own dossier. */
Status handover_copy(const char *from, const char *to, bool *copied, Error *error);

/* The registry that this one goes on from, when it changed since; else NULL. */
const char *handover_forked(const char *folder, Arena *arena);

#endif
