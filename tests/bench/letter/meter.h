/* meter: the loop that both programs of the bench time, and the line that they print.
 *
 * `make` is called for each number with what `open` gave the process; its bytes stay in memory
 * (memory), go to a file as the program ships it (disk: temporary name, fsync, rename, fsync of
 * the folder) or to a plain file (nosync). One line of JSON says what it cost; what is done before
 * meter_run is not counted.
 */
#ifndef ATE_TESTS_BENCH_METER_H
#define ATE_TESTS_BENCH_METER_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { METER_WORKERS = 16 };

typedef struct Meter {
    const char *engine;
    void *(*open)(void *context);
    void (*make)(void *opened, long index, Buffer *bytes);
    void (*close)(void *opened);
    void *context;
} Meter;

typedef struct MeterOrder { /* the command line: MODE WORKERS COUNT [FOLDER] */
    const char *mode, *folder;
    long workers, count;
} MeterOrder;

typedef struct MeterShare { /* what one process did, in memory shared with its parent */
    double cpu;
    long long bytes;
    long peak; /* KiB */
} MeterShare;

static inline MeterOrder meter_order(int argc, char **argv)
{
    MeterOrder order = {.workers = 1};
    if (argc >= 4) {
        order = (MeterOrder){argv[1], argc > 4 ? argv[4] : NULL, strtol(argv[2], NULL, 10),
                             strtol(argv[3], NULL, 10)};
        bool memory = !strcmp(order.mode, "memory");
        bool disk = !strcmp(order.mode, "disk") || !strcmp(order.mode, "nosync");
        if ((memory || (disk && order.folder)) && order.workers >= 1 &&
            order.workers <= METER_WORKERS && order.count >= 1)
            return order;
    }
    fprintf(stderr, "usage: %s memory|disk|nosync WORKERS COUNT [FOLDER]\n", argv[0]);
    exit(EXIT_FAILURE);
}

static inline double meter_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline void meter_put(const MeterOrder *order, long index, const Buffer *bytes)
{
    if (!strcmp(order->mode, "memory"))
        return;
    char path[4096];
    snprintf(path, sizeof path, "%s/%06ld.pdf", order->folder, index);
    Error error = {0};
    bool failed;
    if (!strcmp(order->mode, "disk")) {
        failed = file_put(path, bytes->data, bytes->length, NULL, &error) != STATUS_OK;
    } else {
        FILE *file = fopen(path, "wb");
        failed = !file || fwrite(bytes->data, 1, bytes->length, file) != bytes->length;
        failed = (file && fclose(file)) || failed;
    }
    if (failed) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

static inline void meter_work(const Meter *meter, const MeterOrder *order, long first,
                              MeterShare *share)
{
    double start = meter_clock(CLOCK_PROCESS_CPUTIME_ID);
    Buffer bytes = {0};
    void *opened = meter->open(meter->context);
    for (long i = first; i < order->count; i += order->workers) {
        meter->make(opened, i, &bytes);
        meter_put(order, i, &bytes);
        share->bytes += (long long)bytes.length;
    }
    meter->close(opened);
    buffer_free(&bytes);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    share->cpu = meter_clock(CLOCK_PROCESS_CPUTIME_ID) - start;
    share->peak = used.ru_maxrss;
}

static inline void meter_fork(const Meter *meter, const MeterOrder *order, MeterShare *shares)
{
    for (long i = 0; i < order->workers; i++) {
        pid_t child = fork();
        if (child == 0) {
            meter_work(meter, order, i, &shares[i]);
            _exit(EXIT_SUCCESS);
        }
    }
    int status;
    while (wait(&status) > 0)
        if (status) {
            fputs("a worker failed\n", stderr);
            exit(EXIT_FAILURE);
        }
}

static inline void meter_run(const Meter *meter, const MeterOrder *order)
{
    MeterShare *shares = mmap(NULL, METER_WORKERS * sizeof *shares, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    double start = meter_clock(CLOCK_MONOTONIC);
    if (order->workers == 1)
        meter_work(meter, order, 0, shares);
    else
        meter_fork(meter, order, shares);
    double wall = meter_clock(CLOCK_MONOTONIC) - start;

    MeterShare all = {0};
    for (long i = 0; i < order->workers; i++) {
        all.cpu += shares[i].cpu;
        all.bytes += shares[i].bytes;
        all.peak = shares[i].peak > all.peak ? shares[i].peak : all.peak;
    }
    printf("{\"engine\": \"%s\", \"mode\": \"%s\", \"workers\": %ld, \"documents\": %ld, "
           "\"cpu\": %.4f, \"wall\": %.4f, \"per_cpu_second\": %.1f, \"per_second\": %.1f, "
           "\"bytes\": %lld, \"peak_kib\": %ld}\n",
           meter->engine, order->mode, order->workers, order->count, all.cpu, wall,
           (double)order->count / all.cpu, (double)order->count / wall, all.bytes / order->count,
           all.peak);
    munmap(shares, METER_WORKERS * sizeof *shares);
}

#endif
