/* lock: who holds the registry. The lock itself is SQLite's; this is the small file
 * beside it that names the run, for the message to a second one. A crash leaves it
 * behind without harm: it is read only when the registry is really held. For record/. */
#ifndef ATE_RECORD_LOCK_H
#define ATE_RECORD_LOCK_H

#include "base/arena.h"
#include "base/error.h"

Status lock_sign(const char *folder, Error *error); /* once the lock is ours */
void lock_leave(const char *folder);
/* "processus 1234 de poste-7, depuis 2026-11-25 21:30"; "" when nothing says. */
const char *lock_holder(const char *folder, Arena *arena);

#endif
