/* fuzz: what the targets share. A target is one function over bytes; libFuzzer calls it
 * (`make fuzz`), replay.c does over the files of corpus/ and crashes/ (`make check`).
 *
 * A target may not only crash: MUST states what has to hold of any input.
 */
#ifndef ATE_TESTS_FUZZ_H
#define ATE_TESTS_FUZZ_H

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                    \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition);     \
            abort();                                                                       \
        }                                                                                  \
    } while (0)

/* ---- The bytes, taken from the front. */

typedef struct Input {
    const uint8_t *next;
    size_t left;
} Input;

static inline unsigned input_byte(Input *input) /* 0 when none is left */
{
    if (input->left == 0)
        return 0;
    input->left--;
    return *input->next++;
}

/* A digit when it is one, so that seeds can be written by hand. */
static inline unsigned input_choice(Input *input, unsigned count)
{
    return (uint8_t)(input_byte(input) - '0') % count;
}

/* Valid UTF-8 of at most `most` bytes, up to the first byte that is not. */
static inline char *input_text(Input *input, size_t most, Arena *arena)
{
    size_t length = input->left < most ? input->left : most;
    const char *text = (const char *)input->next;
    const char *nul = memchr(text, '\0', length);
    size_t valid = utf8_valid_prefix(text, nul ? (size_t)(nul - text) : length);
    input->next += length;
    input->left -= length;
    return arena_slice(arena, text, valid);
}

/* ---- A scratch folder, for what is read from a path. */

static inline int scratch_remove(const char *path, const struct stat *s, int kind, struct FTW *walk)
{
    (void)s, (void)kind, (void)walk;
    return remove(path);
}

static char scratch_folder_name[256];

static void scratch_clean(void)
{
    nftw(scratch_folder_name, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* Made at the first call, removed at exit. */
static inline const char *scratch_folder(void)
{
    if (*scratch_folder_name)
        return scratch_folder_name;
    const char *base = getenv("TMPDIR");
    snprintf(scratch_folder_name, sizeof scratch_folder_name, "%s/ate-fuzz-XXXXXX",
             base && *base ? base : "/tmp");
    MUST(mkdtemp(scratch_folder_name));
    atexit(scratch_clean);
    return scratch_folder_name;
}

/* Not file_put, whose fsync would take most of the time. */
static inline const char *scratch_put(Arena *arena, const char *name, const void *bytes,
                                      size_t length)
{
    const char *path = path_join(arena, scratch_folder(), name);
    FILE *file = fopen(path, "wb");
    if (!file) {
        MUST(file_make_folder(path_folder(arena, path), NULL) == STATUS_OK);
        file = fopen(path, "wb");
    }
    MUST(file && (length == 0 || fwrite(bytes, 1, length, file) == length) && fclose(file) == 0);
    return path;
}

#endif
