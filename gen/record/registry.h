/* registry: the school's memory, in SQLite, beside config.ini.
 *
 * It is written by the parent process only and never crosses a fork: open it,
 * work, close it. One run at a time: registry_open takes an exclusive lock and a
 * second run gets STATUS_SYSTEM with a clear message. Rollback journal,
 * synchronous FULL (dossiers live on network shares, where WAL does not work).
 * Schema version 1; a newer or damaged file is an error with a way out, never
 * replaced by a new one. Its tables are described in docs/registre.md.
 */
#ifndef ATE_RECORD_REGISTRY_H
#define ATE_RECORD_REGISTRY_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "record/effective.h"

/* Opens (and makes, unless `read_only`) the registry in `folder`. A read-only
 * registry that does not exist yet is an empty one. */
Status registry_open(Registry **registry, const char *folder, bool read_only, Error *error);
void registry_close(Registry *registry); /* NULL is allowed */

/* One transaction around what must stand or fall together. */
Status registry_begin(Registry *registry, Error *error);
Status registry_commit(Registry *registry, Error *error);
void registry_rollback(Registry *registry);

/* A document as issued: number, revision and day are decided here. */
typedef struct Issued {
    const char *number;     /* "" when the kind has none */
    int revision;           /* from 1 */
    Date issued_on;         /* of this revision */
    int previous_revision;  /* 0: none */
    Date previous_issued_on;
    bool changed;           /* a new document or a new revision in this run */
    bool transcription;     /* signed before the registry knew it: see registry_transcribe */
} Issued;

/* Reserves the number of a document (once for ever: kind + key), compares the
 * terms digest with the last revision, adds a revision when it differs. To be
 * called within a transaction, in the order of kind and key. `pattern` is the
 * number's ("{annee}-{organisme}-{seq:5}"; NULL or "": no number), `year` and
 * `organisation` its parts; {seq} counts by kind, year and organisation. */
Status registry_issue(Registry *registry, const char *kind, const char *key, const char *terms_sha256,
                      const char *pattern, int year, const char *organisation, Date today,
                      Arena *arena, Issued *issued, Error *error);
/* Says, once for ever, that the document was signed before the registry knew it: it is
 * a transcription. Within the transaction of its registry_issue. */
Status registry_transcribe(Registry *registry, const char *kind, const char *key, Error *error);
/* What registry_issue would say, without writing: for --simuler and held documents. */
Status registry_peek(const Registry *registry, const char *kind, const char *key, Arena *arena,
                     Issued *issued, bool *known, Error *error);

#endif
