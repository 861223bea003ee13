/* messages: the registry's ledger of mail, one row a message.
 *
 * A message is known by its key, a digest of the company, the occasion, the
 * recipient and the documents it carries (post/message.c makes it): the same
 * documents to the same person are the same message for ever, with the same day
 * and the same Message-ID. `a_envoyer` → `en_cours` → `envoye`, `refuse` or
 * `incertain` is the way of transmission; `remplace` is a message that was never
 * sent and must not be any more, because its documents changed or are no longer
 * due. The address itself is not kept: only its digest.
 */
#ifndef ATE_RECORD_MESSAGES_H
#define ATE_RECORD_MESSAGES_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "record/registry.h"

extern const char messages_ddl[]; /* run once, when the registry is made */

typedef enum MessageState {
    MESSAGE_TO_SEND, MESSAGE_SENDING, MESSAGE_SENT, MESSAGE_REFUSED, MESSAGE_UNCERTAIN,
    MESSAGE_REPLACED,
} MessageState;
enum { MESSAGE_STATE_COUNT = 6 };

typedef struct MessageDocument {
    const char *kind, *subject; /* "protocole", "SEQ-1" */
    const char *number;         /* "" when it has none */
    int revision;
    const char *terms_sha256;   /* what it says: a new rendering of it is the same document */
    const char *sha256;         /* of the file attached */
} MessageDocument;

typedef struct MessageRow {
    const char *key;            /* 64 hexadecimal digits */
    const char *company, *occasion;
    const char *recipient_sha256;
    const char *message_id;     /* "<ate.…@domain>" */
    const char *path;           /* below the output folder */
    Date prepared_on;
    MessageState state;
} MessageRow;

/* The message of that key; `*known` false when there is none. */
Status messages_find(const Registry *registry, const char *key, Arena *arena, MessageRow *row,
                     bool *known, Error *error);
/* All messages in a state, by company, occasion and key. */
Status messages_in_state(const Registry *registry, MessageState state, Arena *arena,
                         MessageRow **rows, size_t *count, Error *error);

/* A document and the last step of the messages that carry its latest revision: MESSAGE_SENT once
 * one of them left. By kind and key. */
typedef struct MessagePlace {
    const char *kind, *subject;
    MessageState state;
} MessagePlace;
Status messages_places(const Registry *registry, Arena *arena, MessagePlace **places,
                       size_t *count, Error *error);

/* A document of a message that left or may have, or that the server refused: it goes to that
 * recipient again only if it says something else, or a person asks for it. */
typedef struct LeftDocument {
    const char *message;        /* its key */
    const char *recipient_sha256;
    const char *kind, *subject, *terms_sha256;
    bool sent;                  /* accepted, for good: nobody can ask for it again */
} LeftDocument;
Status messages_left(const Registry *registry, Arena *arena, LeftDocument **documents,
                     size_t *count, Error *error);
/* The documents of a message, in its order. */
Status messages_documents(const Registry *registry, const char *key, Arena *arena,
                          MessageDocument **documents, size_t *count, Error *error);

/* Whether a message that left, or may have left, carried a file of that digest. */
Status messages_carried(const Registry *registry, const char *sha256, bool *carried, Error *error);

/* Within a transaction. Adds a message that is not known; gives one that was `remplace` its new
 * row, and one still `a_envoyer` its new path and the digests of its files. A message that left
 * is not changed. */
Status messages_add(Registry *registry, const MessageRow *row, const MessageDocument *documents,
                    size_t count, Error *error);
/* Those still `en_cours` are of a run that was cut: from now on `incertain`. Within a transaction. */
Status messages_settle(Registry *registry, Error *error);
Status messages_set_state(Registry *registry, const char *key, MessageState state, Error *error);

#endif
