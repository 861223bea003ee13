#include "issue/crew.h"

#include "base/arena.h"
#include "base/message.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- signals ------------------------------------------------------------- */

/* SIGINT and SIGTERM wait in a descriptor while the crew works: no handler, no flag. */
typedef struct Watch {
    sigset_t former;
    int descriptor;
} Watch;

static bool is_ignored(int signal_number)
{
    struct sigaction action;
    return sigaction(signal_number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static Status watch_open(Watch *watch, Error *error)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!is_ignored(numbers[i])) /* nohup, or a shell's background job */
            sigaddset(&set, numbers[i]);
    watch->descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (watch->descriptor < 0)
        return error_errno(error, "", _("les signaux ne peuvent pas être surveillés"));
    sigprocmask(SIG_BLOCK, &set, &watch->former);
    return STATUS_OK;
}

static void watch_close(Watch *watch)
{
    close(watch->descriptor);
    sigprocmask(SIG_SETMASK, &watch->former, NULL);
}

static bool was_interrupted(const Watch *watch)
{
    struct signalfd_siginfo info;
    return read(watch->descriptor, &info, sizeof info) == (ssize_t)sizeof info;
}

static Status interrupted(Error *error)
{
    error_set(error, STATUS_INTERRUPTED, "", _("la production a été interrompue"));
    error_remedy(error, _("ce qui est fait est entier ; recommencez, et le reste sera produit"));
    return STATUS_INTERRUPTED;
}

/* --- a worker ------------------------------------------------------------ */

typedef struct Board { /* shared by all */
    atomic_long next;    /* job */
    atomic_bool began[]; /* by place: the worker there has taken a job */
} Board;

typedef struct Report { /* then what was made, `length` bytes, or the Error */
    long job;
    Status status;
    size_t length;
} Report;

static bool send_bytes(int pipe_end, const void *bytes, size_t length)
{
    const char *p = bytes;
    while (length > 0) {
        ssize_t put = write(pipe_end, p, length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0) {
            p += put;
            length -= (size_t)put;
        }
    }
    return true;
}

static void worker_out_of_memory(size_t wanted)
{
    (void)wanted;
    _exit(STATUS_SYSTEM); /* the parent says which document was in hand */
}

static _Noreturn void be_worker(const Crew *crew, Board *board, int place, int pipe_end,
                                const Watch *watch)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole group: the parent decides */
    sigprocmask(SIG_SETMASK, &watch->former, NULL);
    memory_on_exhausted(worker_out_of_memory);
    Buffer made = {0};
    for (;;) {
        atomic_store(&board->began[place], true);
        Report report = {.job = atomic_fetch_add(&board->next, 1)};
        if (report.job >= (long)crew->job_count)
            _exit(0);
        Error error = {0};
        buffer_clear(&made);
        report.status = crew->work(crew->context, (size_t)report.job, &made, &error);
        bool done = report.status == STATUS_OK;
        report.length = done ? made.length : sizeof error;
        if (!send_bytes(pipe_end, &report, sizeof report) ||
            !send_bytes(pipe_end, done ? buffer_text(&made) : (const char *)&error, report.length))
            _exit(STATUS_SYSTEM);
    }
}

/* --- the parent ---------------------------------------------------------- */

typedef struct Worker {
    pid_t pid;
    int pipe_end; /* -1: ended */
} Worker;

typedef struct Shift {
    const Crew *crew;
    const Watch *watch;
    Board *board;
    Worker *workers; /* by place */
    int count, running;
    bool *received;  /* by job */
    Buffer made;
} Shift;

static bool receive_bytes(int pipe_end, void *bytes, size_t length)
{
    char *p = bytes;
    while (length > 0) {
        ssize_t got = read(pipe_end, p, length);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got > 0) {
            p += got;
            length -= (size_t)got;
        }
    }
    return true;
}

static void dismiss(Shift *shift, Worker *worker)
{
    close(worker->pipe_end);
    worker->pipe_end = -1;
    shift->running--;
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* Jobs that died with their worker. */
static void tell_lost_jobs(const Shift *shift)
{
    Error error = {0};
    error_set(&error, STATUS_SYSTEM, "",
              _("un processus de production s'est arrêté avant d'avoir fini"));
    error_remedy(&error, _("recommencez ; si cela se répète, essayez avec « -j 1 »"));
    for (size_t job = 0; job < shift->crew->job_count; job++)
        if (!shift->received[job])
            shift->crew->receive(shift->crew->context, job, &shift->made, &error);
}

static bool receive_report(Shift *shift, int pipe_end, Report *report)
{
    if (!receive_bytes(pipe_end, report, sizeof *report))
        return false;
    buffer_clear(&shift->made);
    buffer_reserve(&shift->made, report->length + 1);
    if (!receive_bytes(pipe_end, shift->made.data, report->length))
        return false;
    shift->made.length = report->length;
    shift->made.data[report->length] = '\0';
    return true;
}

static void pass_on(Shift *shift, const Report *report)
{
    Error error = {0};
    if (report->status != STATUS_OK) {
        memcpy(&error, shift->made.data, sizeof error);
        buffer_clear(&shift->made);
    }
    shift->received[report->job] = true;
    shift->crew->receive(shift->crew->context, (size_t)report->job, &shift->made, &error);
}

static bool start_worker(Shift *shift, int place)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    atomic_store(&shift->board->began[place], false);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        for (int i = 0; i < shift->count; i++)
            if (shift->workers[i].pipe_end >= 0)
                close(shift->workers[i].pipe_end);
        be_worker(shift->crew, shift->board, place, ends[1], shift->watch);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    shift->workers[place] = (Worker){pid, ends[0]};
    shift->running++;
    return true;
}

/* A worker that died leaves its place to another, unless it died before it could begin: the
 * next one would too. */
static void replace_worker(Shift *shift, int place)
{
    if (atomic_load(&shift->board->next) < (long)shift->crew->job_count &&
        atomic_load(&shift->board->began[place]))
        start_worker(shift, place);
}

/* A worker has something to say, or has ended. */
static void listen_to(Shift *shift, int place)
{
    Report report;
    if (receive_report(shift, shift->workers[place].pipe_end, &report)) {
        pass_on(shift, &report);
        return;
    }
    dismiss(shift, &shift->workers[place]);
    replace_worker(shift, place);
}

static void stop_workers(Shift *shift)
{
    for (int i = 0; i < shift->count; i++)
        if (shift->workers[i].pipe_end >= 0) {
            kill(shift->workers[i].pid, SIGKILL);
            dismiss(shift, &shift->workers[i]);
        }
}

/* Waits for the workers or a signal; `polled` has room for one more than them. */
static Status follow(Shift *shift, struct pollfd *polled, Error *error)
{
    while (shift->running > 0) {
        polled[shift->count] = (struct pollfd){.fd = shift->watch->descriptor, .events = POLLIN};
        for (int i = 0; i < shift->count; i++)
            polled[i] = (struct pollfd){.fd = shift->workers[i].pipe_end, .events = POLLIN};
        if (poll(polled, (nfds_t)shift->count + 1, -1) < 0 && errno != EINTR)
            return error_errno(error, "", _("les processus de production ne répondent plus"));
        if (was_interrupted(shift->watch))
            return interrupted(error);
        for (int i = 0; i < shift->count; i++)
            if (polled[i].revents)
                listen_to(shift, i);
    }
    return STATUS_OK;
}

static Status run_shift(Shift *shift, Error *error)
{
    while (shift->count < shift->crew->workers && start_worker(shift, shift->count))
        shift->count++;
    if (shift->count == 0)
        return error_errno(error, "", _("aucun processus de production n'a pu être lancé"));
    struct pollfd *polled = memory_resize(NULL, (size_t)shift->count + 1, sizeof *polled);
    Status status = follow(shift, polled, error);
    free(polled);
    stop_workers(shift);
    return status;
}

static Status run_forked(const Crew *crew, const Watch *watch, Error *error)
{
    size_t places = (size_t)crew->workers, size = sizeof(Board) + places * sizeof(atomic_bool);
    Board *board = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED)
        return error_errno(error, "", _("la mémoire commune aux processus manque"));
    Arena *arena = arena_new();
    Shift shift = {.crew = crew,
                   .watch = watch,
                   .board = board,
                   .workers = arena_array_of(arena, places, Worker),
                   .received = arena_array_of(arena, crew->job_count, bool)};
    Status status = run_shift(&shift, error);
    if (status == STATUS_OK)
        tell_lost_jobs(&shift);
    buffer_free(&shift.made);
    arena_free(arena);
    munmap(board, size);
    return status;
}

static Status run_here(const Crew *crew, const Watch *watch, Error *error)
{
    Buffer made = {0};
    Status status = STATUS_OK;
    for (size_t job = 0; status == STATUS_OK && job < crew->job_count; job++) {
        Error outcome = {0};
        buffer_clear(&made);
        outcome.status = crew->work(crew->context, job, &made, &outcome);
        crew->receive(crew->context, job, &made, &outcome);
        if (was_interrupted(watch))
            status = interrupted(error);
    }
    buffer_free(&made);
    return status;
}

Status crew_run(const Crew *crew, Error *error)
{
    Watch watch;
    Status status = watch_open(&watch, error);
    if (status != STATUS_OK)
        return status;
    status = crew->workers > 1 && crew->job_count > 1 ? run_forked(crew, &watch, error)
                                                      : run_here(crew, &watch, error);
    watch_close(&watch);
    return status;
}
