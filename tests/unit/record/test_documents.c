/* What was issued: numbers, revisions, parties, terms, states. */
#include "bench.h"

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

SUITE("documents", test_numbers_follow_the_calls, test_same_terms_keep_revision_and_date,
      test_other_terms_raise_the_revision, test_numbers_are_never_used_again,
      test_pattern_without_year_passes_over_old_numbers, test_bad_patterns_are_refused,
      test_parties_stay_once_settled, test_absent_registry_knows_no_party,
      test_a_cancelled_document_keeps_its_number, test_terms_stay_with_their_revision,
      test_a_number_is_found_or_its_neighbour)
