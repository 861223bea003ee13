/* The registry: opened, one run at a time, read, cut in a transaction. */
#include "bench.h"

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

SUITE("registry", test_new_registry_is_private_and_complete, test_rollback_leaves_nothing,
      test_killed_in_a_transaction_leaves_the_last_commit, test_second_run_is_refused,
      test_read_only_and_absent_is_empty, test_read_only_reads_and_does_not_write,
      test_journal_without_registry, test_two_first_runs_at_once, test_folder_that_cannot_be_made,
      test_the_second_run_is_told_who_is_first)
