/* scratch: a folder of its own for a test, whose files are written here and removed at the end. */
#ifndef ATE_TESTS_READ_SCRATCH_H
#define ATE_TESTS_READ_SCRATCH_H

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Scratch {
    char folder[64];
    char path[256]; /* of the file written last */
} Scratch;

static inline Scratch scratch_open(void)
{
    Scratch scratch = {.folder = "/dev/shm/ate-test-XXXXXX"}; /* in memory: tests write thousands */
    if (mkdtemp(scratch.folder))
        return scratch;
    strcpy(scratch.folder, "/tmp/ate-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch.folder));
    return scratch;
}

static inline const char *scratch_write(Scratch *scratch, const char *name, const void *bytes,
                                        size_t length)
{
    snprintf(scratch->path, sizeof scratch->path, "%s/%s", scratch->folder, name);
    FILE *file = fopen(scratch->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return scratch->path;
}

static inline const char *scratch_text(Scratch *scratch, const char *name, const char *text)
{
    return scratch_write(scratch, name, text, strlen(text));
}

static inline int scratch_remove(const char *path, const struct stat *s, int kind, struct FTW *walk)
{
    (void)s, (void)kind, (void)walk;
    return remove(path);
}

static inline void scratch_close(Scratch *scratch)
{
    nftw(scratch->folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
