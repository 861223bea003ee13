/* decision: what only a person can say of a message: that it went (by hand, or found among those
 * sent), or that it has to be sent again. */
#ifndef ATE_POST_DECISION_H
#define ATE_POST_DECISION_H

#include "issue/issue.h"
#include "record/messages.h"

/* What a run that was cut left `en_cours` is in doubt from now on. */
Status decision_settle(Registry *registry, Error *error);

/* The messages in that state, of that company (NULL: all), that bear that name: a Message-ID, with
 * or without its brackets, or the name of the draft, with or without ".eml" (NULL: all). */
Status decision_find(const Registry *registry, MessageState state, const char *company,
                     const char *name, Arena *arena, MessageRow **rows, size_t *count,
                     Error *error);

typedef struct Decision {
    Registry *registry;
    const Catalogue *catalogue;
    const char *output;
    Date today;
    const char *moment;   /* "2026-11-26T14:22:05Z" */
} Decision;

/* It went: its documents are noted as sent, and kept where they are still in output/ as they were. */
Status decision_sent(const Decision *decision, const MessageRow *rows, size_t count, Error *error);
/* It goes again: the next preparation makes it, or what replaces it. */
Status decision_again(const Decision *decision, const MessageRow *rows, size_t count, Error *error);

#endif
