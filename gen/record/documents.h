/* documents: the registry's tables of what was issued: a document a kind and key, once
 * for ever; its revisions; the parties of a sequence. Numbers, revisions and days of
 * issue are decided here. */
#ifndef ATE_RECORD_DOCUMENTS_H
#define ATE_RECORD_DOCUMENTS_H

#include "base/arena.h"
#include "base/date.h"
#include "record/registry.h"
#include "record/terms.h"

/* A document as issued. Texts live as long as the registry. */
typedef struct Issued {
    const char *number;     /* "" when the kind has none */
    int revision;           /* from 1 */
    Date issued_on;         /* of this revision */
    int previous_revision;  /* 0: none */
    Date previous_issued_on;
    bool changed;           /* a new document or a new revision in this run */
    bool transcription;     /* signed before the registry knew it: see registry_transcribe */
    bool cancelled;         /* no longer in force, though its number stays taken */
    const char *terms_sha256;
    const char *rendering_sha256, *sha256; /* of the file made of this revision, its pages and its */
    int pages;                             /* bytes; "" and 0: not made yet */
    size_t bytes;
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
    const char *sequence;     /* key of the sequence it is about, NULL: none */
    const Parties *parties;   /* NULL: the document is not about one sequence */
    bool settled;             /* they have signed: the parties that the registry knows stay */
    const TermValue *terms;   /* kept with the revision, so that an amendment can be told */
    size_t term_count;
} IssueRequest;

/* Reserves the number of a document (once for ever: kind + key), compares the
 * terms digest with the last revision, adds a revision when it differs. The parties
 * are those of the last issue before the signature. To be called within a
 * transaction, in the order of kind and key. */
Status registry_issue(Registry *registry, const IssueRequest *wanted, Issued *issued,
                      Error *error);
/* Says, once for ever, that the document was signed before the registry knew it: it is
 * a transcription. Within the transaction of its registry_issue. */
Status registry_transcribe(Registry *registry, const char *kind, const char *key, Error *error);
/* What registry_issue would say, without writing: for --simuler and held documents. */
Status registry_peek(const Registry *registry, const char *kind, const char *key, Issued *issued,
                     bool *known, Error *error);

/* The terms of the last revision, when it was issued without. Within a transaction. */
Status registry_keep_terms(Registry *registry, const char *kind, const char *key,
                           const TermValue *terms, size_t count, Error *error);

/* The file made of a revision. Within a transaction; nothing when it is said already. */
typedef struct MadeFile {
    const char *kind, *key, *rendering_sha256, *sha256;
    int revision, pages;
    size_t bytes;
} MadeFile;
Status registry_made(Registry *registry, const MadeFile *file, Error *error);
/* The document is no longer in force, or (`cancelled` false) is again. Within a transaction;
 * `*changed` says whether it was otherwise before. */
Status registry_cancel(Registry *registry, const char *kind, const char *key, bool cancelled,
                       Date today, bool *changed, Error *error);

/* One revision of a document about a sequence. */
typedef struct Revision {
    const char *kind, *key, *number; /* key: the document's */
    int revision;
    Date issued_on;
    const char *terms_sha256, *sha256; /* "" when not known */
    int pages;                         /* 0 when not known */
    bool transcription, cancelled;
} Revision;
/* Every revision of the documents of a kind, by key and revision. */
Status registry_revisions(const Registry *registry, const char *kind, Arena *arena,
                          Revision **revisions, size_t *count, Error *error);

/* The document that bears a number, with its last revision; `*known` false when none does, and
 * then `*nearest` is the likeliest slip (NULL: none). */
Status registry_find_number(const Registry *registry, const char *number, Arena *arena,
                            Revision *revision, bool *known, const char **nearest, Error *error);

/* Whether a document of that kind bears the number, and had that revision. */
Status registry_knows(const Registry *registry, const char *kind, const char *number, int revision,
                      bool *known, Error *error);

/* Whom the registry knows for each document about a sequence, by sequence then kind;
 * a registry that does not exist yet knows nobody. Texts are never NULL. */
typedef struct RegistryParty {
    const char *kind, *sequence;
    Parties parties;
} RegistryParty;
Status registry_parties(const Registry *registry, Arena *arena, RegistryParty **parties,
                        size_t *count, Error *error);

#endif
