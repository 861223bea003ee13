/* sendings: the registry's table of attempts, one row each time a message was handed to the mail
 * server, or a person said what became of it. It has the moment that the message bears, which the
 * files under output/ never have; no address, no word of the server but its codes. */
#ifndef ATE_RECORD_SENDINGS_H
#define ATE_RECORD_SENDINGS_H

#include "base/arena.h"
#include "record/registry.h"

#include <stdbool.h>
#include <stdint.h>

extern const char sendings_ddl[]; /* run once, by the step of schema.c */

typedef enum SendingNature {
    SENDING_TRANSMISSION,
    SENDING_TRIAL,  /* to an address of ours: the message stays to be sent */
    SENDING_PERSON, /* no transmission: what a person said */
} SendingNature;

typedef enum SendingResult {
    SENDING_SENT, SENDING_REFUSED, SENDING_PUT_OFF, SENDING_DOUBTFUL,
} SendingResult;

/* Within a transaction, both. A row that has no result yet is an attempt that was cut short. */
Status sendings_begin(Registry *registry, const char *message, SendingNature nature,
                      const char *moment, int64_t *id, Error *error);
/* `code`: "550 5.1.1", "" when the server said nothing. */
Status sendings_end(Registry *registry, int64_t id, SendingResult result, const char *code,
                    Error *error);
/* The results that a crash kept from being known. Within a transaction. */
Status sendings_settle(Registry *registry, Error *error);

/* When a message was last handed to the server; "" when it never was. */
Status sendings_last(const Registry *registry, const char *message, Arena *arena,
                     const char **moment, Error *error);
/* Seconds since 1970 of what left since a moment ("2026-11-26T14:22:05Z"), in order. */
Status sendings_since(const Registry *registry, const char *moment, Arena *arena,
                      int64_t **moments, size_t *count, Error *error);

#endif
