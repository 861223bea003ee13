/* history: all that the registry knows of what was issued, for the dossiers of students: read
 * once, in the order of the registry's own keys. Texts are never NULL. */
#ifndef ATE_RECORD_HISTORY_H
#define ATE_RECORD_HISTORY_H

#include "record/events.h"
#include "record/originals.h"
#include "record/signatures.h"

#include <stddef.h>
#include <stdint.h>

typedef struct HistoryOriginal {
    int64_t document;
    int revision;
    OriginalNature nature;
    const char *sha256;
    Date kept_on;
} HistoryOriginal;

typedef struct HistorySignature {
    int64_t document;
    Signatory signatory;
    int revision;
    Date signed_on;
} HistorySignature;

/* A revision of a document. */
typedef struct HistoryPaper {
    int64_t document;
    const char *kind, *key, *number, *student; /* student: "" unless it is about a sequence */
    int revision;
    Date issued_on;
    bool last, cancelled;
    const char *sha256; /* "" when the file was not made */
    int pages;
    Date agreed_end; /* the last day of the sequence, where its terms say so */
} HistoryPaper;

typedef struct HistorySequence {
    const char *key, *student;
} HistorySequence;

typedef struct History {
    HistoryPaper *papers; /* by kind, key and revision */
    size_t paper_count;
    HistoryOriginal *originals; /* by document, revision, ours first, then day and digest */
    size_t original_count;
    HistorySignature *signatures; /* by document, day and party */
    size_t signature_count;
    Event *events; /* in their order */
    size_t event_count;
    HistorySequence *sequences; /* by key */
    size_t sequence_count;
} History;

/* A registry that does not exist yet knows nothing. */
Status history_read(History *history, const Registry *registry, Arena *arena, Error *error);

#endif
