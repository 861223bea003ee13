#include "base/file.h"
#include "suite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static Arena *arena;

static const char *in_folder(const char *name)
{
    return path_join(arena, folder, name);
}

static void begin(void)
{
    arena = arena_new();
    strcpy(folder, "/tmp/ate-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void end(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
    arena_free(arena);
}

static mode_t mode_of(const char *path)
{
    struct stat s;
    ck_assert_int_eq(stat(path, &s), 0);
    return s.st_mode & 07777;
}

START_TEST(writes_private_files_and_folders)
{
    begin();
    bool written;
    ck_assert_int_eq(file_put(in_folder("a/b/c.txt"), "été", 5, &written, NULL), STATUS_OK);
    ck_assert(written);
    ck_assert_uint_eq(mode_of(in_folder("a/b/c.txt")), 0600);
    ck_assert_uint_eq(mode_of(in_folder("a/b")), 0700);
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(in_folder("a/b/c.txt"), 100, &bytes, NULL), STATUS_OK);
    ck_assert_str_eq(buffer_text(&bytes), "été");
    buffer_free(&bytes);
    end();
}
END_TEST

START_TEST(leaves_equal_bytes_untouched)
{
    begin();
    bool written;
    const char *path = in_folder("x");
    ck_assert_int_eq(file_put(path, "1", 1, &written, NULL), STATUS_OK);
    struct stat before, after;
    stat(path, &before);
    ck_assert_int_eq(file_put(path, "1", 1, &written, NULL), STATUS_OK);
    ck_assert(!written);
    stat(path, &after);
    ck_assert_uint_eq(before.st_ino, after.st_ino);
    ck_assert_int_eq(file_put(path, "2", 1, &written, NULL), STATUS_OK);
    ck_assert(written);
    end();
}
END_TEST

START_TEST(says_what_stands_in_the_way)
{
    begin();
    Error error = {0};
    ck_assert_int_eq(file_make_folder(in_folder("d"), &error), STATUS_OK);
    ck_assert_int_eq(file_put(in_folder("d"), "1", 1, NULL, &error), STATUS_SYSTEM);
    ck_assert_int_eq(error.cause, EISDIR);
    ck_assert_int_eq(file_put(in_folder("f"), "1", 1, NULL, &error), STATUS_OK);
    ck_assert_int_eq(file_put(in_folder("f/g"), "1", 1, NULL, &error), STATUS_SYSTEM);
    ck_assert_int_eq(error.cause, ENOTDIR);
    ck_assert_str_eq(error.place, in_folder("f"));
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(in_folder("d"), 9, &bytes, &error), STATUS_SYSTEM);
    ck_assert_int_eq(error.cause, EISDIR);
    ck_assert_int_eq(file_put(in_folder("big"), "1234567890", 10, NULL, &error), STATUS_OK);
    ck_assert_int_eq(file_read(in_folder("big"), 9, &bytes, &error), STATUS_SYSTEM);
    ck_assert_int_eq(error.cause, EFBIG);
    ck_assert_int_eq(file_read(in_folder("big"), 10, &bytes, &error), STATUS_OK);
    buffer_free(&bytes);
    end();
}
END_TEST

START_TEST(keeps_the_old_file_when_the_disk_is_full)
{
    Error error = {0};
    Buffer bytes = {0};
    /* /dev/full accepts an open and refuses every write; a temporary beside it cannot be made. */
    ck_assert_int_ne(file_put("/dev/full/x", "1", 1, NULL, &error), STATUS_OK);
    buffer_free(&bytes);
    begin();
    ck_assert_int_eq(file_put(in_folder("x"), "old", 3, NULL, &error), STATUS_OK);
    char *temporary;
    ck_assert_int_eq(file_temporary(in_folder("x"), arena, &temporary, &error), STATUS_OK);
    ck_assert_int_ne(file_commit(temporary, in_folder("x"), NULL, &error), STATUS_OK);
    ck_assert_int_eq(file_read(in_folder("x"), 9, &bytes, &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&bytes), "old");
    buffer_free(&bytes);
    end();
}
END_TEST

START_TEST(sweeps_what_a_crash_left)
{
    begin();
    ck_assert_int_eq(file_put(in_folder("a/.ate-1-2"), "half", 4, NULL, NULL), STATUS_OK);
    ck_assert_int_eq(file_put(in_folder("a/kept"), "whole", 5, NULL, NULL), STATUS_OK);
    file_sweep(folder);
    ck_assert_int_eq(file_kind(in_folder("a/.ate-1-2")), FILE_ABSENT);
    ck_assert_int_eq(file_kind(in_folder("a/kept")), FILE_REGULAR);
    end();
}
END_TEST

START_TEST(joins_paths)
{
    begin();
    ck_assert_str_eq(path_join(arena, "a", "b"), "a/b");
    ck_assert_str_eq(path_join(arena, "a/", "b"), "a/b");
    ck_assert_str_eq(path_join(arena, ".", "b"), "b");
    ck_assert_str_eq(path_join(arena, "a", "/b"), "/b");
    ck_assert_str_eq(path_folder(arena, "/b"), "/");
    ck_assert_str_eq(path_folder(arena, "b"), ".");
    ck_assert_str_eq(path_name("a/b/c.csv"), "c.csv");
    end();
}
END_TEST

START_TEST(causes_are_said_in_french)
{
    static const int known[] = {ENOENT, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EFBIG, EIO, EISDIR,
                                ENOTDIR, EEXIST, ENAMETOOLONG, EINVAL, EMFILE, ENOMEM, ETXTBSY};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_str_ne(error_cause_text(known[i]), strerror(known[i]));
    ck_assert_str_eq(error_cause_text(ENOSPC), "le disque est plein");
    ck_assert_str_eq(error_cause_text(ELOOP), strerror(ELOOP));
}
END_TEST

SUITE("file", causes_are_said_in_french, writes_private_files_and_folders,
      leaves_equal_bytes_untouched, says_what_stands_in_the_way,
      keeps_the_old_file_when_the_disk_is_full, sweeps_what_a_crash_left, joins_paths)
