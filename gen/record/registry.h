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

/* Whom a sequence binds: keys of their tables, and the company's NEQ in ten digits.
 * NULL or "": none that can be read. */
typedef struct Parties {
    const char *student, *company, *neq;
} Parties;

typedef struct IssueRequest {
    const char *kind, *key, *terms_sha256;
    const char *pattern;      /* of the number: "{annee}-{organisme}-{seq:5}"; NULL or "": none */
    int year;                 /* with the organisation, the parts of the number; {seq} counts by */
    const char *organisation; /* kind, year and organisation */
    Date today;
    const Parties *parties;   /* NULL: the document is not about one sequence */
    bool settled;             /* they have signed: the parties that the registry knows stay */
} IssueRequest;

/* Reserves the number of a document (once for ever: kind + key), compares the
 * terms digest with the last revision, adds a revision when it differs. The parties
 * are those of the last issue before the signature. To be called within a
 * transaction, in the order of kind and key. */
Status registry_issue(Registry *registry, const IssueRequest *wanted, Arena *arena, Issued *issued,
                      Error *error);
/* Says, once for ever, that the document was signed before the registry knew it: it is
 * a transcription. Within the transaction of its registry_issue. */
Status registry_transcribe(Registry *registry, const char *kind, const char *key, Error *error);
/* What registry_issue would say, without writing: for --simuler and held documents. */
Status registry_peek(const Registry *registry, const char *kind, const char *key, Arena *arena,
                     Issued *issued, bool *known, Error *error);

/* Whom the registry knows for each document about a sequence, by sequence then kind;
 * a registry that does not exist yet knows nobody. Texts are never NULL. */
typedef struct RegistryParty {
    const char *kind, *sequence;
    Parties parties;
} RegistryParty;
Status registry_parties(const Registry *registry, Arena *arena, RegistryParty **parties,
                        size_t *count, Error *error);

#endif
