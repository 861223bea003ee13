/* The registry: numbers, revisions, one run at a time, and files that are not (or no
 * longer) a registry. Each test has its own folder. */
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

static Bench bench_new(void)
{
    Bench b = {.arena = arena_new()};
    strcpy(b.root, "/tmp/ate-registre-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(b.root));
    b.folder = path_join(b.arena, b.root, "registre");
    b.path = path_join(b.arena, b.folder, "registre.db");
    return b;
}

static void bench_free(Bench *b)
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

static Status open_again(Bench *b, bool read_only)
{
    registry_close(b->registry);
    b->registry = NULL;
    b->error = (Error){0};
    return registry_open(&b->registry, b->folder, read_only, &b->error);
}

static void open_ok(Bench *b)
{
    ck_assert_msg(open_again(b, false) == STATUS_OK, "%s", b->error.what);
}

static void begin(Bench *b)
{
    ck_assert_int_eq(registry_begin(b->registry, &b->error), STATUS_OK);
}

static void commit(Bench *b)
{
    ck_assert_int_eq(registry_commit(b->registry, &b->error), STATUS_OK);
}

static Date day(const char *iso)
{
    Date date;
    ck_assert(date_parse_iso(iso, &date));
    return date;
}

static Issued issue_as(Bench *b, const char *kind, const char *key, const char *terms,
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

static Issued issue(Bench *b, const char *key, const char *terms, const char *today)
{
    return issue_as(b, "attestation", key, terms, PATTERN, today);
}

static void put_file(const char *path, const void *bytes, size_t length)
{
    ck_assert_int_eq(file_put(path, bytes, length, NULL, NULL), STATUS_OK);
}

START_TEST(test_new_registry_is_private_and_complete)
{
    Bench b = bench_new();
    open_ok(&b);
    struct stat s;
    ck_assert_int_eq(stat(b.folder, &s), 0);
    ck_assert_uint_eq(s.st_mode & 0777, 0700);
    ck_assert_int_eq(stat(b.path, &s), 0);
    ck_assert_uint_eq(s.st_mode & 0777, 0600);
    Query query;
    query_open(&query, registry_database(b.registry),
               "SELECT (SELECT user_version FROM pragma_user_version),"
               " (SELECT application_id FROM pragma_application_id),"
               " (SELECT journal_mode FROM pragma_journal_mode),"
               " (SELECT synchronous FROM pragma_synchronous),"
               " (SELECT foreign_keys FROM pragma_foreign_keys)");
    ck_assert(query_next(&query));
    ck_assert_int_eq(query_number(&query, 1), 4);
    ck_assert_int_eq(query_number(&query, 2), 0x41544531);
    ck_assert_str_eq(query_text(&query, 3, b.arena), "delete");
    ck_assert_int_eq(query_number(&query, 4), 2);
    ck_assert_int_eq(query_number(&query, 5), 1);
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    bench_free(&b);
}
END_TEST

START_TEST(test_numbers_follow_the_calls)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    Issued first = issue(&b, "SEQ-2", TERMS_A, "2027-01-15");
    ck_assert_str_eq(first.number, "2027-123456-00001");
    ck_assert_int_eq(first.revision, 1);
    ck_assert_int_eq(first.issued_on, day("2027-01-15"));
    ck_assert_int_eq(first.previous_revision, 0);
    ck_assert_int_eq(first.previous_revision, 0);
    ck_assert(first.changed);
    ck_assert_str_eq(issue(&b, "SEQ-1", TERMS_A, "2027-01-15").number, "2027-123456-00002");
    /* a count for each kind, and for each year */
    ck_assert_str_eq(
        issue_as(&b, "protocole", "SEQ-1", TERMS_A, "P-{annee}-{seq}", "2027-01-15").number,
        "P-2027-1");
    ck_assert_str_eq(issue(&b, "SEQ-3", TERMS_A, "2028-01-15").number, "2028-123456-00001");
    ck_assert_str_eq(issue_as(&b, "presences", "SEQ-1", TERMS_A, "", "2027-01-15").number, "");
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_same_terms_keep_revision_and_date)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    commit(&b);
    open_ok(&b);
    begin(&b);
    Issued again = issue(&b, "SEQ-1", TERMS_A, "2028-06-30");
    commit(&b);
    ck_assert_str_eq(again.number, "2027-123456-00001");
    ck_assert_int_eq(again.revision, 1);
    ck_assert_int_eq(again.issued_on, day("2027-01-15"));
    ck_assert(!again.changed);
    bench_free(&b);
}
END_TEST

START_TEST(test_other_terms_raise_the_revision)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    Issued second = issue(&b, "SEQ-1", TERMS_B, "2027-02-01");
    commit(&b);
    ck_assert_str_eq(second.number, "2027-123456-00001");
    ck_assert_int_eq(second.revision, 2);
    ck_assert_int_eq(second.issued_on, day("2027-02-01"));
    ck_assert_int_eq(second.previous_revision, 1);
    ck_assert_int_eq(second.previous_revision, 1);
    ck_assert_int_eq(second.previous_issued_on, day("2027-01-15"));
    ck_assert(second.changed);

    open_ok(&b);
    begin(&b);
    Issued same = issue(&b, "SEQ-1", TERMS_B, "2027-03-01");
    ck_assert_int_eq(same.revision, 2);
    ck_assert_int_eq(same.previous_revision, 1);
    ck_assert(!same.changed);
    /* back to the first terms is a third revision, not the first again */
    Issued third = issue(&b, "SEQ-1", TERMS_A, "2027-03-01");
    ck_assert_int_eq(third.revision, 3);
    ck_assert_int_eq(third.previous_revision, 2);
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_numbers_are_never_used_again)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    issue(&b, "SEQ-2", TERMS_A, "2027-01-15");
    commit(&b);
    /* even when someone removes the last document by hand */
    ck_assert_int_eq(database_run(registry_database(b.registry),
                                  "DELETE FROM revisions WHERE document = 2;"
                                  "DELETE FROM documents WHERE id = 2",
                                  &b.error),
                     STATUS_OK);
    open_ok(&b);
    begin(&b);
    ck_assert_str_eq(issue(&b, "SEQ-3", TERMS_A, "2027-01-16").number, "2027-123456-00003");
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_pattern_without_year_passes_over_old_numbers)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    ck_assert_str_eq(issue_as(&b, "avenant", "A", TERMS_A, "AV-{seq:3}", "2026-01-15").number,
                     "AV-001");
    ck_assert_str_eq(issue_as(&b, "avenant", "B", TERMS_A, "AV-{seq:3}", "2026-01-15").number,
                     "AV-002");
    ck_assert_str_eq(issue_as(&b, "avenant", "C", TERMS_A, "AV-{seq:3}", "2027-01-15").number,
                     "AV-003");
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_bad_patterns_are_refused)
{
    static const char *const patterns[] = {"{annee}-{organisme}", "{seq}-{mois}", "{seq:0}",
                                           "{seq:12}", "{}{seq"};
    Bench b = bench_new();
    open_ok(&b);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        begin(&b);
        Issued issued;
        const IssueRequest wanted = {.kind = "attestation",
                                     .key = "SEQ-1",
                                     .terms_sha256 = TERMS_A,
                                     .pattern = patterns[i],
                                     .year = 2027,
                                     .organisation = "123456"};
        ck_assert_int_eq(registry_issue(b.registry, &wanted, &issued, &b.error),
                         STATUS_USAGE);
        ck_assert_ptr_nonnull(strstr(b.error.what, patterns[i]));
        ck_assert_str_ne(b.error.remedy, "");
        registry_rollback(b.registry);
    }
    bench_free(&b);
}
END_TEST

/* The parties of SEQ-1's protocol after one more issue, "student company neq"; "" for none. */
static const char *parties_after(Bench *b, const Parties *parties, bool settled)
{
    const IssueRequest wanted = {.kind = "protocole",
                                 .key = "SEQ-1",
                                 .terms_sha256 = TERMS_A,
                                 .organisation = "123456",
                                 .today = day("2027-01-15"),
                                 .parties = parties,
                                 .settled = settled};
    Issued issued;
    RegistryParty *all;
    size_t count;
    begin(b);
    ck_assert_int_eq(registry_issue(b->registry, &wanted, &issued, &b->error), STATUS_OK);
    commit(b);
    ck_assert_int_eq(registry_parties(b->registry, b->arena, &all, &count, &b->error), STATUS_OK);
    if (count == 0)
        return "";
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(all[0].kind, "protocole");
    ck_assert_str_eq(all[0].sequence, "SEQ-1");
    const Parties *known = &all[0].parties;
    return arena_printf(b->arena, "%s %s %s", known->student, known->company, known->neq);
}

START_TEST(test_parties_stay_once_settled)
{
    static const Parties first = {"E1", "C1", "1112345674"}, second = {"E1", "C2", NULL},
                         third = {"E2", "C3", "8831234567"}, nobody = {NULL, "", NULL};
    Bench b = bench_new();
    open_ok(&b);
    ck_assert_str_eq(parties_after(&b, NULL, false), "");
    ck_assert_str_eq(parties_after(&b, &nobody, true), "");
    ck_assert_str_eq(parties_after(&b, &first, true), "E1 C1 1112345674"); /* of none known yet */
    ck_assert_str_eq(parties_after(&b, &second, false), "E1 C2 ");
    ck_assert_str_eq(parties_after(&b, &third, true), "E1 C2 ");
    ck_assert_str_eq(parties_after(&b, NULL, false), "E1 C2 ");
    open_ok(&b);
    ck_assert_str_eq(parties_after(&b, &third, true), "E1 C2 ");
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    RegistryParty *all;
    size_t count;
    ck_assert_int_eq(registry_parties(b.registry, b.arena, &all, &count, &b.error), STATUS_OK);
    ck_assert_uint_eq(count, 1);
    bench_free(&b);
}
END_TEST

START_TEST(test_absent_registry_knows_no_party)
{
    Bench b = bench_new();
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    RegistryParty *all;
    size_t count = 7;
    ck_assert_int_eq(registry_parties(b.registry, b.arena, &all, &count, &b.error), STATUS_OK);
    ck_assert_uint_eq(count, 0);
    registry_close(b.registry);
    b.registry = NULL;
    rmdir(b.root);
    arena_free(b.arena);
}
END_TEST

START_TEST(test_rollback_leaves_nothing)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    registry_rollback(b.registry);
    registry_rollback(b.registry); /* outside a transaction: nothing to do */
    Issued issued;
    bool known = true;
    ck_assert_int_eq(
        registry_peek(b.registry, "attestation", "SEQ-1", &issued, &known, NULL),
        STATUS_OK);
    ck_assert(!known);
    begin(&b);
    ck_assert_str_eq(issue(&b, "SEQ-9", TERMS_A, "2027-01-15").number, "2027-123456-00001");
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_killed_in_a_transaction_leaves_the_last_commit)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    commit(&b);
    registry_close(b.registry);
    b.registry = NULL;
    pid_t child = fork();
    if (child == 0) {
        open_ok(&b);
        begin(&b);
        for (int i = 0; i < 5000; i++) /* enough to spill into the file itself */
            issue(&b, arena_printf(b.arena, "K-%d", i), TERMS_B, "2027-01-15");
        sqlite3_db_cacheflush(registry_database(b.registry));
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    Issued issued;
    bool known;
    ck_assert_int_eq(open_again(&b, true), STATUS_OK); /* a reader mends it as well */
    ck_assert_int_eq(
        registry_peek(b.registry, "attestation", "K-1", &issued, &known, NULL), STATUS_OK);
    ck_assert(!known);
    open_ok(&b);
    begin(&b);
    ck_assert_str_eq(issue(&b, "SEQ-2", TERMS_A, "2027-01-15").number, "2027-123456-00002");
    commit(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_second_run_is_refused)
{
    static const bool read_only[] = {false, true};
    Bench b = bench_new();
    open_ok(&b);
    for (size_t i = 0; i < 2; i++) {
        pid_t child = fork();
        if (child == 0) {
            Registry *other = NULL;
            Error error = {0};
            Status status = registry_open(&other, b.folder, read_only[i], &error);
            bool clear = strstr(error.what, "en cours") && *error.remedy && !other;
            _exit(status == STATUS_SYSTEM && clear ? 7 : 1);
        }
        int ended;
        ck_assert_int_eq(waitpid(child, &ended, 0), child);
        ck_assert_int_eq(WEXITSTATUS(ended), 7);
    }
    begin(&b); /* the first one was not disturbed */
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    commit(&b);
    open_ok(&b); /* closed, then open: free again */
    bench_free(&b);
}
END_TEST

START_TEST(test_read_only_and_absent_is_empty)
{
    Bench b = bench_new();
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    Issued issued;
    bool known = true;
    ck_assert_int_eq(
        registry_peek(b.registry, "attestation", "SEQ-1", &issued, &known, NULL),
        STATUS_OK);
    ck_assert(!known);
    ck_assert_str_eq(issued.number, "");
    ck_assert_int_eq(file_kind(b.folder), FILE_ABSENT);
    ck_assert_int_eq(file_make_folder(b.folder, NULL), STATUS_OK);
    bench_free(&b);
}
END_TEST

START_TEST(test_read_only_reads_and_does_not_write)
{
    Bench b = bench_new();
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    ck_assert_int_eq(registry_transcribe(b.registry, "attestation", "SEQ-1", NULL), STATUS_OK);
    commit(&b);
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    Issued issued;
    bool known = false;
    ck_assert_int_eq(
        registry_peek(b.registry, "attestation", "SEQ-1", &issued, &known, NULL),
        STATUS_OK);
    ck_assert(known);
    ck_assert(issued.transcription);
    ck_assert_str_eq(issued.number, "2027-123456-00001");
    ck_assert_int_eq(issued.issued_on, day("2027-01-15"));
    ck_assert_int_eq(database_run(registry_database(b.registry), "DELETE FROM revisions", &b.error),
                     STATUS_SYSTEM);
    bench_free(&b);
}
END_TEST

/* The file is refused with a message that holds `words`, and keeps its bytes. */
static void assert_refused(Bench *b, const char *words)
{
    Buffer before = {0}, after = {0};
    ck_assert_int_eq(file_read(b->path, 1 << 24, &before, NULL), STATUS_OK);
    for (int read_only = 0; read_only < 2; read_only++) {
        ck_assert_int_eq(open_again(b, read_only), STATUS_SYSTEM);
        ck_assert_ptr_null(b->registry);
        ck_assert_msg(strstr(b->error.what, words) != NULL, "%s", b->error.what);
        ck_assert_str_ne(b->error.remedy, "");
        ck_assert_ptr_nonnull(strstr(b->error.place, "registre.db"));
    }
    ck_assert_int_eq(file_read(b->path, 1 << 24, &after, NULL), STATUS_OK);
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_int_eq(memcmp(buffer_text(&before), buffer_text(&after), before.length), 0);
    buffer_free(&before);
    buffer_free(&after);
}

static void fill_and_close(Bench *b, int documents)
{
    open_ok(b);
    begin(b);
    for (int i = 0; i < documents; i++)
        issue(b, arena_printf(b->arena, "SEQ-%d", i), TERMS_A, "2027-01-15");
    commit(b);
    registry_close(b->registry);
    b->registry = NULL;
}

START_TEST(test_not_a_database)
{
    Bench b = bench_new();
    const char text[] =
        "Ceci est un texte, pas un registre. Il est assez long pour avoir un en-tête, "
        "mais ce n'en est pas un pour autant.";
    put_file(b.path, text, sizeof text);
    assert_refused(&b, "endommagé");
    bench_free(&b);
}
END_TEST

START_TEST(test_empty_file_is_not_a_new_registry)
{
    Bench b = bench_new();
    put_file(b.path, "x", 1);
    ck_assert_int_eq(truncate(b.path, 0), 0);
    assert_refused(&b, "pas un registre");
    bench_free(&b);
}
END_TEST

START_TEST(test_truncated_at_each_page)
{
    Bench b = bench_new();
    fill_and_close(&b, 200);
    Buffer whole = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &whole, NULL), STATUS_OK);
    ck_assert_uint_gt(whole.length, 5 * 4096);
    for (size_t length = 4096; length < whole.length; length += 4096) {
        put_file(b.path, whole.data, length);
        assert_refused(&b, "endommagé");
    }
    put_file(b.path, whole.data, whole.length);
    open_ok(&b);
    buffer_free(&whole);
    bench_free(&b);
}
END_TEST

START_TEST(test_damaged_pages)
{
    Bench b = bench_new();
    fill_and_close(&b, 200);
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &bytes, NULL), STATUS_OK);
    memset(bytes.data + 4096, 0xA5, bytes.length - 4096);
    put_file(b.path, bytes.data, bytes.length);
    assert_refused(&b, "endommagé");
    buffer_free(&bytes);
    bench_free(&b);
}
END_TEST

/* Runs one statement on the closed file, as another program would. */
static void alter(const Bench *b, const char *sql)
{
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(b->path, &database), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

START_TEST(test_newer_version)
{
    Bench b = bench_new();
    fill_and_close(&b, 1);
    alter(&b, "PRAGMA user_version = 5");
    assert_refused(&b, "plus récente");
    bench_free(&b);
}
END_TEST

START_TEST(test_database_of_another_program)
{
    Bench b = bench_new();
    fill_and_close(&b, 1);
    alter(&b, "PRAGMA application_id = 1");
    assert_refused(&b, "pas un registre");
    bench_free(&b);
}
END_TEST

START_TEST(test_journal_without_registry)
{
    Bench b = bench_new();
    put_file(path_join(b.arena, b.folder, "registre.db-journal"), "j", 1);
    ck_assert_int_eq(open_again(&b, false), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(b.error.what, "disparu"));
    ck_assert_int_eq(file_kind(b.path), FILE_ABSENT);
    bench_free(&b);
}
END_TEST

START_TEST(test_two_first_runs_at_once)
{
    Bench b = bench_new();
    pid_t children[4];
    for (int i = 0; i < 4; i++)
        if ((children[i] = fork()) == 0) {
            Status status = STATUS_SYSTEM;
            for (int turn = 0; turn < 50 && status != STATUS_OK; turn++)
                status = open_again(&b, false);
            if (status != STATUS_OK)
                _exit(1);
            begin(&b);
            issue(&b, arena_printf(b.arena, "K-%d", i), TERMS_A, "2027-01-15");
            commit(&b);
            registry_close(b.registry);
            _exit(0);
        }
    for (int i = 0; i < 4; i++) {
        int ended;
        ck_assert_int_eq(waitpid(children[i], &ended, 0), children[i]);
        ck_assert_int_eq(ended, 0);
    }
    open_ok(&b);
    Query query;
    query_open(&query, registry_database(b.registry),
               "SELECT count(DISTINCT numero), max(numero) FROM documents");
    ck_assert(query_next(&query));
    ck_assert_int_eq(query_number(&query, 1), 4);
    ck_assert_str_eq(query_text(&query, 2, b.arena), "2027-123456-00004");
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    bench_free(&b);
}
END_TEST

START_TEST(test_folder_that_cannot_be_made)
{
    Bench b = bench_new();
    put_file(b.folder, "x", 1);
    ck_assert_int_eq(open_again(&b, false), STATUS_SYSTEM);
    ck_assert_str_ne(b.error.what, "");
    unlink(b.folder);
    ck_assert_int_eq(file_make_folder(b.folder, NULL), STATUS_OK);
    bench_free(&b);
}
END_TEST

/* --- older schema, seal, lock ---------------------------------------------- */

static const char *kept_registry(void)
{
    return "tests/unit/record/kept/schema-1.db";
}

/* A folder whose registry was written by the first version of the program. */
static void put_schema_1(Bench *b)
{
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(kept_registry(), 1 << 24, &bytes, NULL), STATUS_OK);
    put_file(b->path, bytes.data, bytes.length);
    buffer_free(&bytes);
}

static int64_t count_of(Bench *b, const char *sql)
{
    Query query;
    query_open(&query, registry_database(b->registry), sql);
    ck_assert(query_next(&query));
    int64_t count = query_number(&query, 1);
    ck_assert_int_eq(query_close(&query, &b->error), STATUS_OK);
    return count;
}

static const char *schema_of(sqlite3 *database, Arena *arena)
{
    Query query;
    const char *all = "";
    query_open(&query, database, "SELECT type || ' ' || name || ' ' || coalesce(sql, '')"
                                 " FROM sqlite_master ORDER BY 1");
    while (query_next(&query))
        all = arena_printf(arena, "%s%s\n", all, query_text(&query, 1, arena));
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    return all;
}

START_TEST(test_schema_1_is_brought_up_to_date)
{
    Bench fresh = bench_new(), b = bench_new();
    open_ok(&fresh);
    put_schema_1(&b);
    open_ok(&b);
    ck_assert_str_eq(schema_of(registry_database(b.registry), b.arena),
                     schema_of(registry_database(fresh.registry), b.arena));
    ck_assert_int_eq(count_of(&b, "SELECT user_version FROM pragma_user_version"), 4);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM documents"), 9);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM revisions WHERE etat = 'remplace'"), 1);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM evenements WHERE nature = 'emis'"), 10);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM sequences"), 4);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM lots"), 1);
    ck_assert_int_eq(count_of(&b, "SELECT sum(rang * rang) FROM lot_sequences"), 5); /* 1 and 2 */
    Issued issued;
    bool known;
    ck_assert_int_eq(registry_peek(b.registry, "protocole", "Q5", &issued, &known, NULL), STATUS_OK);
    ck_assert(known);
    ck_assert_str_eq(issued.number, "P-2027-999056-00004");
    ck_assert_int_eq(issued.revision, 2);
    ck_assert_int_eq(issued.previous_issued_on, day("2027-03-01"));
    /* the copy is the registry as it was */
    sqlite3 *copy;
    ck_assert_int_eq(sqlite3_open(path_join(b.arena, b.folder, "registre.db.avant-v4"), &copy),
                     SQLITE_OK);
    Query query;
    query_open(&query, copy, "SELECT count(*), (SELECT user_version FROM pragma_user_version)"
                             " FROM revisions");
    ck_assert(query_next(&query));
    ck_assert_int_eq(query_number(&query, 1), 10);
    ck_assert_int_eq(query_number(&query, 2), 1);
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    sqlite3_close(copy);
    bench_free(&fresh);
    bench_free(&b);
}
END_TEST

START_TEST(test_a_reader_leaves_schema_1_as_it_is)
{
    Bench b = bench_new();
    put_schema_1(&b);
    Buffer before = {0}, after = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &before, NULL), STATUS_OK);
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM evenements"), 10);
    ck_assert_int_eq(database_run(registry_database(b.registry), "DELETE FROM lots", &b.error),
                     STATUS_SYSTEM);
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(file_read(b.path, 1 << 24, &after, NULL), STATUS_OK);
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_int_eq(memcmp(before.data, after.data, before.length), 0);
    ck_assert_int_eq(file_kind(path_join(b.arena, b.folder, "registre.db.avant-v4")), FILE_ABSENT);
    buffer_free(&before);
    buffer_free(&after);
    bench_free(&b);
}
END_TEST

/* Each byte, one after the other in a seeded order, set to another value: the registry is refused,
 * or it says what it said. */
START_TEST(test_a_changed_byte_is_found_or_harmless)
{
    enum { TRIES = 400 };
    Bench b = bench_new();
    fill_and_close(&b, 60);
    Buffer whole = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &whole, NULL), STATUS_OK);
    uint32_t seed = 20270115;
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t at = i < 100 ? (size_t)i : (seed >> 8) % whole.length; /* the header, then anywhere */
        char kept = whole.data[at];
        whole.data[at] = (char)(kept ^ (1 << (seed >> 29)));
        FILE *file = fopen(b.path, "wb");
        ck_assert_uint_eq(fwrite(whole.data, 1, whole.length, file), whole.length);
        fclose(file);
        whole.data[at] = kept;
        if (open_again(&b, true) != STATUS_OK) {
            refused++;
            ck_assert_str_ne(b.error.remedy, "");
            continue;
        }
        ck_assert_msg(count_of(&b, "SELECT count(*) FROM documents d JOIN revisions r"
                                   " ON r.document = d.id WHERE d.cle LIKE 'SEQ-%'"
                                   " AND d.numero LIKE '2027-123456-000%'"
                                   " AND r.emis_le = '2027-01-15' AND r.revision = 1"
                                   " AND r.empreinte = '" TERMS_A "'") == 60,
                      "byte %zu", at);
    }
    ck_assert_int_gt(refused, TRIES / 2);
    buffer_free(&whole);
    bench_free(&b);
}
END_TEST

START_TEST(test_what_another_tool_wrote_is_not_damage)
{
    Bench b = bench_new();
    fill_and_close(&b, 3);
    const char *seal = path_join(b.arena, b.folder, "registre.sceau");
    ck_assert_int_eq(file_kind(seal), FILE_REGULAR);
    alter(&b, "UPDATE documents SET transcription = 1 WHERE cle = 'SEQ-1'");
    open_ok(&b);
    ck_assert_int_eq(file_kind(seal), FILE_ABSENT); /* it attested another state */
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(file_kind(seal), FILE_REGULAR);
    put_file(seal, "n'importe quoi", 14);
    open_ok(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_the_second_run_is_told_who_is_first)
{
    Bench b = bench_new();
    open_ok(&b);
    Registry *other = NULL;
    Error error = {0};
    pid_t child = fork();
    if (child == 0) {
        char first[64];
        snprintf(first, sizeof first, "processus %ld de ", (long)getppid());
        Status status = registry_open(&other, b.folder, false, &error);
        _exit(status == STATUS_SYSTEM && strstr(error.what, first) && *error.remedy ? 7 : 1);
    }
    int ended;
    ck_assert_int_eq(waitpid(child, &ended, 0), child);
    ck_assert_int_eq(WEXITSTATUS(ended), 7);
    const char *sign = path_join(b.arena, b.folder, "en-cours");
    ck_assert_int_eq(file_kind(sign), FILE_REGULAR);
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(file_kind(sign), FILE_ABSENT);
    bench_free(&b);
}
END_TEST

START_TEST(test_damage_names_the_copy_that_is_there)
{
    Bench b = bench_new();
    put_schema_1(&b);
    open_ok(&b);
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(truncate(b.path, 8192), 0);
    ck_assert_int_eq(open_again(&b, false), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(b.error.what, "endommagé"));
    ck_assert_ptr_nonnull(strstr(b.error.remedy, "registre.db.avant-v4"));
    bench_free(&b);
}
END_TEST

/* --- states, terms, files ---------------------------------------------------- */

START_TEST(test_a_cancelled_document_keeps_its_number)
{
    Bench b = bench_new();
    bool changed;
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    ck_assert_int_eq(registry_cancel(b.registry, "attestation", "SEQ-1", true, day("2027-01-16"),
                                     &changed, &b.error), STATUS_OK);
    ck_assert(changed);
    ck_assert_int_eq(registry_cancel(b.registry, "attestation", "SEQ-1", true, day("2027-01-17"),
                                     &changed, &b.error), STATUS_OK);
    ck_assert(!changed);
    ck_assert_str_eq(issue(&b, "SEQ-2", TERMS_A, "2027-01-17").number, "2027-123456-00002");
    commit(&b);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM revisions WHERE etat = 'annule'"), 1);
    open_ok(&b);
    begin(&b);
    Issued again = issue(&b, "SEQ-1", TERMS_A, "2027-02-01"); /* due again: the same one */
    ck_assert_str_eq(again.number, "2027-123456-00001");
    ck_assert_int_eq(again.revision, 1);
    commit(&b);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM revisions WHERE etat = 'annule'"), 0);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM evenements WHERE nature IN"
                                  " ('annule', 'retabli') AND numero = '2027-123456-00001'"), 2);
    bench_free(&b);
}
END_TEST

START_TEST(test_terms_stay_with_their_revision)
{
    Bench b = bench_new();
    const TermValue first[] = {{"debut", "2027-01-11", NULL}, {"heures", "280", NULL}},
                    second[] = {{"debut", "2027-01-18", NULL}, {"heures", "280", NULL}};
    Issued issued;
    IssueRequest wanted = {.kind = "protocole", .key = "SEQ-1", .terms_sha256 = TERMS_A,
                           .organisation = "", .today = day("2027-01-02"), .terms = first,
                           .term_count = 2};
    open_ok(&b);
    begin(&b);
    ck_assert_int_eq(registry_issue(b.registry, &wanted, &issued, &b.error), STATUS_OK);
    wanted.terms = second;
    ck_assert_int_eq(registry_issue(b.registry, &wanted, &issued, &b.error), STATUS_OK);
    wanted.terms_sha256 = TERMS_B;
    ck_assert_int_eq(registry_issue(b.registry, &wanted, &issued, &b.error), STATUS_OK);
    commit(&b);
    TermList *lists;
    size_t count;
    open_ok(&b);
    ck_assert_int_eq(terms_list(b.registry, "protocole", b.arena, &lists, &count, &b.error),
                     STATUS_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(lists[0].revision, 1);
    ck_assert_uint_eq(lists[0].count, 2);
    ck_assert_str_eq(lists[0].terms[0].value, "2027-01-11");
    ck_assert_ptr_null(lists[0].terms[0].old);
    ck_assert_str_eq(lists[1].terms[0].value, "2027-01-18");
    bench_free(&b);
}
END_TEST

START_TEST(test_a_number_is_found_or_its_neighbour)
{
    Bench b = bench_new();
    Revision found;
    bool known;
    const char *nearest;
    open_ok(&b);
    begin(&b);
    issue(&b, "SEQ-1", TERMS_A, "2027-01-15");
    issue(&b, "SEQ-1", TERMS_B, "2027-01-16");
    commit(&b);
    ck_assert_int_eq(registry_find_number(b.registry, "2027-123456-00001", b.arena, &found, &known,
                                          &nearest, &b.error), STATUS_OK);
    ck_assert(known);
    ck_assert_str_eq(found.key, "SEQ-1");
    ck_assert_int_eq(found.revision, 2);
    ck_assert_int_eq(registry_find_number(b.registry, "2027-123456-0001", b.arena, &found, &known,
                                          &nearest, &b.error), STATUS_OK);
    ck_assert(!known);
    ck_assert_str_eq(nearest, "2027-123456-00001");
    bench_free(&b);
}
END_TEST

SUITE("registry", test_new_registry_is_private_and_complete, test_numbers_follow_the_calls,
      test_same_terms_keep_revision_and_date, test_other_terms_raise_the_revision,
      test_numbers_are_never_used_again, test_pattern_without_year_passes_over_old_numbers,
      test_bad_patterns_are_refused, test_parties_stay_once_settled,
      test_absent_registry_knows_no_party, test_rollback_leaves_nothing,
      test_killed_in_a_transaction_leaves_the_last_commit, test_second_run_is_refused,
      test_read_only_and_absent_is_empty, test_read_only_reads_and_does_not_write,
      test_not_a_database, test_empty_file_is_not_a_new_registry, test_truncated_at_each_page,
      test_damaged_pages, test_newer_version, test_database_of_another_program,
      test_journal_without_registry, test_two_first_runs_at_once, test_folder_that_cannot_be_made,
      test_schema_1_is_brought_up_to_date, test_a_reader_leaves_schema_1_as_it_is,
      test_a_changed_byte_is_found_or_harmless, test_what_another_tool_wrote_is_not_damage,
      test_the_second_run_is_told_who_is_first, test_damage_names_the_copy_that_is_there,
      test_a_cancelled_document_keeps_its_number, test_terms_stay_with_their_revision,
      test_a_number_is_found_or_its_neighbour)
