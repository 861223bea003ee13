/* clock: the time of a transmission, and its pauses. It is passed in, so that tests need not wait.
 *
 * Nothing that the program writes under output/ comes from it: only the Date of a message that
 * leaves, and the registry's note of it.
 */
#ifndef ATE_POST_CLOCK_H
#define ATE_POST_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Clock {
    int64_t (*now_ms)(void *context);           /* of a clock that is never set back */
    int64_t (*utc)(void *context);              /* seconds since 1970 */
    void (*wait_ms)(void *context, int64_t ms); /* ends early when somebody asks to stop */
    bool (*stopped)(void *context);             /* somebody asked */
    void *context;
} Clock;

/* The machine's. `*stop` (an int that a signal's handler sets) ends its pauses. */
Clock clock_system(volatile int *stop);

/* "Thu, 26 Nov 2026 14:22:05 +0000" (RFC 5322) and "2026-11-26T14:22:05Z". */
typedef char MomentText[40];
const char *moment_mail(int64_t utc, MomentText text);
const char *moment_iso(int64_t utc, MomentText text);

#endif
