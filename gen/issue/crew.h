/* crew: forked workers over one list of jobs.
 *
 * A worker takes the next job, does it, and sends what it made through its pipe;
 * the parent receives in whatever order they end. A worker that dies costs the job
 * it had in hand and no other: another takes its place. Workers touch no registry,
 * and write no file but whole ones (base/file). An interruption (SIGINT, SIGTERM)
 * ends the workers and is told to the caller.
 */
#ifndef ATE_ISSUE_CREW_H
#define ATE_ISSUE_CREW_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Crew {
    int workers;      /* 0 or 1: done in this process, without fork */
    size_t job_count;
    /* In a worker: does the job, puts its bytes in `made` (emptied before). */
    Status (*work)(void *context, size_t job, Buffer *made, Error *error);
    /* In the parent, once a job: what was made, or the error. */
    void (*receive)(void *context, size_t job, const Buffer *made, const Error *error);
    void *context;
} Crew;

/* STATUS_INTERRUPTED on a signal; STATUS_SYSTEM when no worker can be started.
 * What jobs answer is for `receive`. */
Status crew_run(const Crew *crew, Error *error);

#endif
