/* verdict: what the end of an attempt proves of a message.
 *
 * The one rule: once the server has said 354 and until it answers the final dot, the message may
 * have been delivered. Before, nothing left; after, the answer decides. An error of the library
 * decides nothing by itself.
 */
#ifndef ATE_POST_VERDICT_H
#define ATE_POST_VERDICT_H

#include "base/error.h"

typedef enum Outcome {
    OUTCOME_SENT,    /* accepted by the server: what becomes of it later comes by mail */
    OUTCOME_REFUSED, /* this message, for good */
    OUTCOME_LATER,   /* this message, for now */
    OUTCOME_BROKEN,  /* the connection; nothing left: try again by another one */
    OUTCOME_DOUBT,   /* it may have left: only a person may send it again */
    OUTCOME_STOP,    /* nothing left, and trying again would do harm or nothing */
} Outcome;

/* What the program was doing, from what it said last. */
typedef enum Stage {
    STAGE_CONNECT, /* up to the greeting */
    STAGE_HELLO, STAGE_TLS, STAGE_LOGIN,
    STAGE_FROM, STAGE_TO,
    STAGE_DATA,    /* DATA said, not answered */
    STAGE_BODY,    /* 354: the message leaves, up to the answer to its final dot */
} Stage;

typedef enum Fault {
    FAULT_NONE,       /* accepted */
    FAULT_ANSWER,     /* the server's answer says why, or the connection was cut */
    FAULT_HOST,       /* no such name */
    FAULT_CONNECTION, /* nobody answers there */
    FAULT_TIME, FAULT_CHATTER, /* too slow; too much said */
    FAULT_STOPPED,    /* by the user */
    FAULT_NO_TLS, FAULT_TLS,
    FAULT_UNKNOWN_AUTHORITY, FAULT_EXPIRED, FAULT_OTHER_NAME, /* of the certificate */
    FAULT_AUTHORITY_FILE,
    FAULT_LOGIN,
} Fault;

typedef struct Attempt {
    Fault fault;
    Stage stage;
    int code;      /* the server's answer to what was said last; 0: none. 354 while it receives */
    char detail[12]; /* "5.1.1", its enhanced code (RFC 3463); "" when it gave none */
    int recipient; /* the rank of the last one named */
} Attempt;

Outcome verdict_of(const Attempt *attempt);
/* Why, for the user: no word of the server, which may name people. Not for OUTCOME_SENT. */
void verdict_explain(const Attempt *attempt, Error *error);

#endif
