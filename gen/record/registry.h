/* registry: the school's memory, in SQLite, beside config.ini.
 *
 * It is written by the parent process only and never crosses a fork: open it,
 * work, close it. One run at a time: registry_open takes an exclusive lock and a
 * second run gets STATUS_SYSTEM with a clear message. Rollback journal,
 * synchronous FULL (dossiers live on network shares, where WAL does not work). A
 * registry of an older schema is brought to this one, after a copy of it
 * (registre.db.avant-vN); a newer or damaged file is an error with a way out, never
 * replaced by a new one. Its tables are described in docs/registre.md, and each has
 * its file here.
 */
#ifndef ATE_RECORD_REGISTRY_H
#define ATE_RECORD_REGISTRY_H

#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>

typedef struct Registry Registry;

/* Opens (and makes, unless `read_only`) the registry in `folder`. A read-only
 * registry that does not exist yet is an empty one. */
Status registry_open(Registry **registry, const char *folder, bool read_only, Error *error);
void registry_close(Registry *registry); /* NULL is allowed; attests the file (record/seal.h) */

/* The digest of its bytes as they are, which registre.sceau then attests; "" when it has none (an
 * older run was cut, or it is read only and was not sealed). Outside a transaction. */
void registry_digest(Registry *registry, Sha256 sha256);

/* One transaction around what must stand or fall together. */
Status registry_begin(Registry *registry, Error *error);
Status registry_commit(Registry *registry, Error *error);
void registry_rollback(Registry *registry);

#endif
