/* transmit: the messages of a run, handed to the mail server one by one, each at most once.
 *
 * A message is `en_cours` in the ledger, durably, before a byte of it leaves; what the server
 * answers makes it `envoye`, `refuse`, `incertain` or again `a_envoyer`, durably too, at the latest
 * with the next one's step. Whatever stops the program in between leaves it `en_cours`, and the next
 * run makes that `incertain`: only a person may have it sent again. The documents that a message
 * carries are kept as originals before it leaves, and noted as sent once it has.
 *
 * What is for now only (4yz) is tried again after the others, three times in all; a connection that
 * breaks is made again after a pause that grows; after FAILURES_IN_A_ROW, or a fault that would be
 * the same for all, the rest stays to be sent.
 */
#ifndef ATE_POST_TRANSMIT_H
#define ATE_POST_TRANSMIT_H

#include "post/account.h"
#include "post/message.h"

enum { TRIES_EACH = 3, FAILURES_IN_A_ROW = 4 };

typedef struct Transmission Transmission;
/* Told after each attempt and before each pause; `now` is NULL for a pause. */
typedef void TransmissionTold(void *context, const Transmission *transmission,
                              const Message *message, const Delivery *now);

struct Transmission {
    /* given: */
    Post *post;
    Registry *registry;
    const Account *account;
    const Clock *clock;
    const char *trial;        /* all to this address, and nothing is sent of the messages; NULL */
    const char *const *kinds; /* only the messages that carry a document of these, up to NULL; NULL: all */
    size_t limit;             /* messages at most; 0: all */
    TransmissionTold *told;   /* NULL: nobody */
    void *context;
    /* the result: */
    size_t wanted;            /* messages that were to leave */
    size_t sent, refused, doubtful;
    size_t put_off;           /* asked to wait, again and again */
    int64_t left_ms;          /* about what the rest will take */
};

/* The messages that it would send. */
size_t transmission_count(const Transmission *transmission);
/* STATUS_OK when each message had its answer, STATUS_FINDINGS when one was refused or is in doubt;
 * else what stopped it, in `error`. Messages keep in `row.state` where they are. */
Status transmission_run(Transmission *transmission, Error *error);

#endif
