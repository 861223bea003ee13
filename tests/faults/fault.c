/* fault: preloaded into the program, makes one of its calls fail.
 *
 *     LD_PRELOAD=fault.so ATE_FAULT=write:7:28:once ATE_FAULT_LEDGER=FILE ate produire …
 *
 * ATE_FAULT is CALL:N:ERRNO:once|ever: the Nth call of that name, counted from 1 over the
 * program and its workers, fails with that errno; `ever` fails every later one too. CALL is one
 * of the rows of `calls` below; `short` is a write that takes half of its bytes, and no error.
 * ATE_FAULT_LEDGER is a file of at least 16 bytes, shared by all processes: the number of calls
 * counted, the number failed. A campaign that reads no failure in it has tested nothing.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef enum Call { MALLOC, OPEN, WRITE, SHORT, FSYNC, RENAME, CLOSE, UNLINK, CALL_COUNT } Call;
static const char *const calls[CALL_COUNT] = {
    [MALLOC] = "malloc", [OPEN] = "open",     [WRITE] = "write", [SHORT] = "short",
    [FSYNC] = "fsync",   [RENAME] = "rename", [CLOSE] = "close",
    [UNLINK] = "unlink",
};

typedef struct Ledger {
    atomic_long counted, failed;
} Ledger;

static struct {
    Call call;
    long from;
    int error;
    bool ever;
    Ledger *ledger; /* NULL: nothing fails */
} fault = {.call = CALL_COUNT};

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static Ledger *map_ledger(const char *path)
{
    int (*real_open)(const char *, int, ...) = REAL(open);
    int fd = path ? real_open(path, O_RDWR) : -1;
    void *bytes = fd < 0 ? MAP_FAILED
                         : mmap(NULL, sizeof(Ledger), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED) {
        static const char said[] = "fault: ATE_FAULT_LEDGER cannot be mapped\n";
        (void)!REAL(write)(2, said, sizeof said - 1);
        _exit(97);
    }
    REAL(close)(fd);
    return bytes;
}

__attribute__((constructor)) static void prepare(void)
{
    const char *wanted = getenv("ATE_FAULT");
    char name[16], mode[8];
    long from;
    int error;
    if (!wanted || sscanf(wanted, "%15[^:]:%ld:%d:%7s", name, &from, &error, mode) != 4)
        return;
    Ledger *ledger = map_ledger(getenv("ATE_FAULT_LEDGER"));
    fault.from = from;
    fault.error = error;
    fault.ever = strcmp(mode, "ever") == 0;
    for (int i = 0; i < CALL_COUNT; i++)
        if (strcmp(name, calls[i]) == 0)
            fault.call = (Call)i;
    fault.ledger = ledger;
}

static bool fails(Call call)
{
    if (call != fault.call || !fault.ledger)
        return false;
    long rank = atomic_fetch_add(&fault.ledger->counted, 1) + 1;
    if (rank != fault.from && !(fault.ever && rank > fault.from))
        return false;
    atomic_fetch_add(&fault.ledger->failed, 1);
    errno = fault.error;
    return true;
}

/* The program allocates through these names of glibc's (gen/base/allocator.c), and its
 * libraries with it. */
#define ALLOCATOR(result, name, parameters, arguments)                                        \
    result __libc_##name parameters                                                                \
    {                                                                                              \
        static result(*real) parameters;                                                           \
        if (!real)                                                                                 \
            real = dlsym(RTLD_NEXT, "__libc_" #name);                                              \
        return fails(MALLOC) ? NULL : real arguments;                                              \
    }
ALLOCATOR(void *, malloc, (size_t size), (size))
ALLOCATOR(void *, calloc, (size_t count, size_t size), (count, size))
ALLOCATOR(void *, realloc, (void *block, size_t size), (block, size))

#define OPEN_MODE(flags)                                                                           \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        mode = va_arg(arguments, mode_t);                                                          \
        va_end(arguments);                                                                         \
    }

int open(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return fails(OPEN) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return fails(OPEN) ? -1 : REAL(open)(path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : REAL(fopen)(path, mode);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (fails(WRITE))
        return -1;
    return REAL(write)(fd, bytes, length > 1 && fails(SHORT) ? length / 2 : length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
    if (fails(WRITE))
        return -1;
    return REAL(pwrite64)(fd, bytes, length > 1 && fails(SHORT) ? length / 2 : length, at);
}

int fsync(int fd)
{
    return fails(FSYNC) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails(FSYNC) ? -1 : REAL(fdatasync)(fd);
}

int unlink(const char *path)
{
    return fails(UNLINK) ? -1 : REAL(unlink)(path);
}

int rename(const char *from, const char *to)
{
    return fails(RENAME) ? -1 : REAL(rename)(from, to);
}

/* The descriptor is closed all the same, as Linux does. */
int close(int fd)
{
    bool failed = fails(CLOSE);
    int result = REAL(close)(fd);
    if (!failed)
        return result;
    errno = fault.error;
    return -1;
}
