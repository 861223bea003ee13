/* lookup: a document found by what one holds of it, years later: a file, a number. */
#ifndef ATE_RECORD_LOOKUP_H
#define ATE_RECORD_LOOKUP_H

#include "base/arena.h"
#include "base/date.h"
#include "record/registry.h"

/* A revision, and the one that stands today: that which all have signed, else the last. */
typedef struct Holding {
    const char *kind, *key, *number; /* number: "" when the kind has none */
    int revision;
    Date issued_on;
    const char *terms_sha256;
    bool transcription, cancelled;   /* cancelled: the document, whatever the revision */
    bool scan;                       /* what was looked up is a signed copy that was taken in */
    int standing_revision;
    Date standing_on;
} Holding;

/* By the digest of the bytes: of the last file made of a revision, of an original or a signed scan
 * that was kept, of a file that a message carried. */
Status lookup_file(const Registry *registry, const char *sha256, Arena *arena, Holding *holding,
                   bool *known, Error *error);
/* A revision of the document that bears the number; 0: the one that stands. */
Status lookup_number(const Registry *registry, const char *number, int revision, Arena *arena,
                     Holding *holding, bool *known, Error *error);

/* The documents that are cancelled, by kind and key. */
typedef struct Cancelled {
    const char *kind, *key;
} Cancelled;
Status lookup_cancelled(const Registry *registry, Arena *arena, Cancelled **cancelled,
                        size_t *count, Error *error);

#endif
