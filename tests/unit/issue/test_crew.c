/* The crew: every job once, whatever the number of workers; a worker that dies costs
 * its own job; a signal stops the run. */
#include "issue/crew.h"
#include "suite.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 200, DEADLY = 17, FAULTY = 42 };

typedef struct Bench {
    char answers[JOBS][16];
    int received[JOBS];
    Error errors[JOBS];
    pid_t parent;
    int deadly, signal_at;
    bool plague;      /* every tenth job kills its worker */
    pid_t pids[JOBS]; /* who did what */
} Bench;

static Status work(void *context, size_t job, Buffer *made, Error *error)
{
    const Bench *b = context;
    if ((int)job == b->deadly)
        _exit(9);
    if (b->plague && job % 10 == 3)
        kill(getpid(), SIGKILL);
    if (b->plague) {
        pid_t me = getpid();
        buffer_add(made, &me, sizeof me);
        return STATUS_OK;
    }
    if (job == FAULTY)
        return error_set(error, STATUS_USAGE, "modele.md:3", "raté");
    if ((int)job == b->signal_at)
        kill(b->parent, SIGTERM);
    buffer_printf(made, "page %zu", job);
    if (job % 7 == 0) /* more than a pipe holds */
        for (int i = 0; i < 20000; i++)
            buffer_add_text(made, "0123456789");
    return STATUS_OK;
}

static void receive(void *context, size_t job, const Buffer *made, const Error *error)
{
    Bench *b = context;
    b->received[job]++;
    b->errors[job] = *error;
    if (b->plague) {
        if (error->status == STATUS_OK)
            memcpy(&b->pids[job], made->data, sizeof b->pids[job]);
        return;
    }
    if (error->status == STATUS_OK) {
        ck_assert_uint_eq(made->length, strlen(buffer_text(made)));
        ck_assert_uint_eq(made->length > 16, job % 7 == 0);
        snprintf(b->answers[job], sizeof b->answers[job], "%.*s",
                 job < 10    ? 6
                 : job < 100 ? 7
                             : 8,
                 buffer_text(made));
    }
}

static Status run(Bench *b, int workers, Error *error)
{
    b->parent = getpid();
    const Crew crew = {
        .workers = workers, .job_count = JOBS, .work = work, .receive = receive, .context = b};
    return crew_run(&crew, error);
}

START_TEST(test_every_job_once)
{
    static const int workers[] = {0, 1, 2, 3, 16};
    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
        static Bench b;
        b = (Bench){.deadly = -1, .signal_at = -1};
        ck_assert_int_eq(run(&b, workers[w], NULL), STATUS_OK);
        for (size_t job = 0; job < JOBS; job++) {
            char expected[16];
            snprintf(expected, sizeof expected, "page %zu", job);
            ck_assert_int_eq(b.received[job], 1);
            if (job == FAULTY) {
                ck_assert_int_eq(b.errors[job].status, STATUS_USAGE);
                ck_assert_str_eq(b.errors[job].place, "modele.md:3");
            } else {
                ck_assert_int_eq(b.errors[job].status, STATUS_OK);
                ck_assert_str_eq(b.answers[job], expected);
            }
        }
    }
}
END_TEST

START_TEST(test_dead_worker_costs_its_job)
{
    for (int workers = 2; workers <= 3; workers++) {
        static Bench b;
        b = (Bench){.deadly = DEADLY, .signal_at = -1};
        ck_assert_int_eq(run(&b, workers, NULL), STATUS_OK);
        for (size_t job = 0; job < JOBS; job++) {
            ck_assert_int_eq(b.received[job], 1);
            Status expected = job == DEADLY   ? STATUS_SYSTEM
                              : job == FAULTY ? STATUS_USAGE
                                              : STATUS_OK;
            ck_assert_int_eq(b.errors[job].status, expected);
        }
        ck_assert_str_ne(b.errors[DEADLY].what, "");
    }
}
END_TEST

static int distinct(const pid_t *pids, size_t count)
{
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        bool seen = pids[i] == 0;
        for (size_t k = 0; !seen && k < i; k++)
            seen = pids[k] == pids[i];
        found += !seen;
    }
    return found;
}

START_TEST(test_killed_workers_are_replaced)
{
    for (int workers = 2; workers <= 4; workers++) {
        static Bench b;
        b = (Bench){.deadly = -1, .signal_at = -1, .plague = true};
        ck_assert_int_eq(run(&b, workers, NULL), STATUS_OK);
        for (size_t job = 0; job < JOBS; job++) {
            ck_assert_int_eq(b.received[job], 1);
            ck_assert_int_eq(b.errors[job].status, job % 10 == 3 ? STATUS_SYSTEM : STATUS_OK);
        }
        /* 20 were killed and their places taken; a few may have died at their first job */
        ck_assert_int_ge(distinct(b.pids, JOBS), JOBS / 20);
    }
}
END_TEST

/* No process of a run outlives it. */
START_TEST(test_no_worker_is_left)
{
    static Bench b;
    b = (Bench){.deadly = -1, .signal_at = 60, .plague = false};
    run(&b, 3, NULL);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}
END_TEST

START_TEST(test_signal_stops_the_run)
{
    for (int workers = 1; workers <= 2; workers++) {
        static Bench b;
        b = (Bench){.deadly = -1, .signal_at = 60};
        Error error = {0};
        ck_assert_int_eq(run(&b, workers, &error), STATUS_INTERRUPTED);
        ck_assert_int_eq(error.status, STATUS_INTERRUPTED);
        int made = 0;
        for (size_t job = 0; job < JOBS; job++)
            made += b.received[job];
        ck_assert_int_lt(made, JOBS);
        /* the signals are as before: the next run goes to its end */
        b = (Bench){.deadly = -1, .signal_at = -1};
        ck_assert_int_eq(run(&b, workers, &error), STATUS_OK);
    }
}
END_TEST

SUITE("crew", test_every_job_once, test_dead_worker_costs_its_job,
      test_killed_workers_are_replaced, test_no_worker_is_left, test_signal_stops_the_run)
