/* rate: never more than so many messages in any length of time ([courriel] debit, "30/1m").
 *
 * Moments are milliseconds of the clock that is passed in; no clock is asked here.
 */
#ifndef ATE_POST_RATE_H
#define ATE_POST_RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RATE_MOST = 10000 }; /* messages */

typedef struct Rate {
    size_t count;
    int64_t period_ms;
} Rate;

/* "30/1m", "2/s", "500/24h": from 1 to RATE_MOST messages, in seconds, minutes or hours, a day at
 * most. */
bool rate_parse(const char *text, Rate *rate);

typedef struct Pace { /* the last messages that left, as many as the rate has */
    Rate rate;
    int64_t *moments; /* a ring; the oldest is at `next` once it is full */
    size_t next, held;
} Pace;

void pace_open(Pace *pace, Rate rate);
void pace_close(Pace *pace);
void pace_mark(Pace *pace, int64_t moment);           /* a message leaves; in the order of time */
int64_t pace_delay(const Pace *pace, int64_t moment); /* before the next may leave; 0: at once */
/* What the rate alone makes `count` more messages take. */
int64_t pace_span(const Pace *pace, int64_t moment, size_t count);

#endif
