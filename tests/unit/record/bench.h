/* bench: a registry in a folder of its own, for the tests of record/. */
#ifndef ATE_TESTS_RECORD_BENCH_H
#define ATE_TESTS_RECORD_BENCH_H

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "record/database.h"
#include "record/documents.h"
#include "suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define UNUSED __attribute__((unused)) /* not every test needs every helper */

#define TERMS_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TERMS_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define PATTERN "{annee}-{organisme}-{seq:5}"

typedef struct Bench {
    Arena *arena;
    char root[64];
    const char *folder, *path;
    Registry *registry;
    Error error;
} Bench;

UNUSED static Bench bench_new(void)
{
    Bench b = {.arena = arena_new()};
    strcpy(b.root, "/tmp/ate-registre-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(b.root));
    b.folder = path_join(b.arena, b.root, "registre");
    b.path = path_join(b.arena, b.folder, "registre.db");
    return b;
}

UNUSED static void bench_free(Bench *b)
{
    registry_close(b->registry);
    const char *names[] = {"registre.db", "registre.db-journal", "registre.db.avant-v4",
                           "registre.sceau", "en-cours"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(path_join(b->arena, b->folder, names[i]));
    rmdir(b->folder);
    ck_assert_msg(rmdir(b->root) == 0, "something was left in %s", b->folder);
    arena_free(b->arena);
}

UNUSED static Status open_again(Bench *b, bool read_only)
{
    registry_close(b->registry);
    b->registry = NULL;
    b->error = (Error){0};
    return registry_open(&b->registry, b->folder, read_only, &b->error);
}

UNUSED static void open_ok(Bench *b)
{
    ck_assert_msg(open_again(b, false) == STATUS_OK, "%s", b->error.what);
}

UNUSED static void begin(Bench *b)
{
    ck_assert_int_eq(registry_begin(b->registry, &b->error), STATUS_OK);
}

UNUSED static void commit(Bench *b)
{
    ck_assert_int_eq(registry_commit(b->registry, &b->error), STATUS_OK);
}

UNUSED static Date day(const char *iso)
{
    Date date;
    ck_assert(date_parse_iso(iso, &date));
    return date;
}

UNUSED static Issued issue_as(Bench *b, const char *kind, const char *key, const char *terms,
                       const char *pattern, const char *today)
{
    Issued issued = {0};
    const IssueRequest wanted = {.kind = kind,
                                 .key = key,
                                 .terms_sha256 = terms,
                                 .pattern = pattern,
                                 .year = date_civil(day(today)).year,
                                 .organisation = "123456",
                                 .today = day(today)};
    Status status = registry_issue(b->registry, &wanted, &issued, &b->error);
    ck_assert_msg(status == STATUS_OK, "%s", b->error.what);
    return issued;
}

UNUSED static Issued issue(Bench *b, const char *key, const char *terms, const char *today)
{
    return issue_as(b, "attestation", key, terms, PATTERN, today);
}

UNUSED static void put_file(const char *path, const void *bytes, size_t length)
{
    ck_assert_int_eq(file_put(path, bytes, length, NULL, NULL), STATUS_OK);
}

UNUSED static int64_t count_of(Bench *b, const char *sql)
{
    Query query;
    query_open(&query, registry_database(b->registry), sql);
    ck_assert(query_next(&query));
    int64_t count = query_number(&query, 1);
    ck_assert_int_eq(query_close(&query, &b->error), STATUS_OK);
    return count;
}

#endif
