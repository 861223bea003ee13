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

typedef char MomentText[64];
const char *moment_mail(int64_t utc, MomentText text); /* "Thu, 26 Nov 2026 09:22:05 -0500": RFC 5322 */
const char *moment_iso(int64_t utc, MomentText text);  /* "2026-11-26T14:22:05Z" */
/* The latter as a clock on the wall has it in Québec: "2026-11-26 09:22"; "" for another text. */
const char *moment_here(const char *iso, MomentText text);

#endif
