/* A signed protocol and its amendments: which revision stands, what differs, what is in force. */
#include "issue/small.h"
#include "suite.h"
#include "term/calendar.h"

/* The terms of SEQ-1 as small.h writes its row; a change replaces one of them. */
static const TermValue agreed[] = {
    {"debut", "2027-03-01", NULL},     {"fin", "2027-04-23", NULL}, {"heures", "280", NULL},
    {"heures_semaine", "35", NULL},    {"jours", "lun|mar|mer|jeu|ven", NULL},
    {"superviseur", "S1", NULL},       {"horaire", "", NULL},
    {"activites.activite", "Tenir la caisse", NULL},
};
enum { AGREED = sizeof agreed / sizeof *agreed };

static const char signed_row[] = ",2027-02-10\n";

/* SEQ-1 with one cell of its row replaced, signed on 2027-02-10. */
static void put_sequence(Small *small, const char *old, const char *new)
{
    const char *row = "SEQ-1,E1,C1,S1,P1,1,developpement,jumelee,2027-03-01,2027-04-23,35,280,non,,";
    const char *at = *old ? strstr(row, old) : row;
    ck_assert_ptr_nonnull(at);
    small_put(small, "input/sequences.csv",
              arena_printf(small->arena,
                           "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,"
                           "heures_semaine,heures,remuneree,credit_impot,heures_realisees,"
                           "protocole_signe_le\n%.*s%s%s%s",
                           (int)(at - row), row, new, at + strlen(old), signed_row));
}

static void put_amendments(Small *small, const char *lines)
{
    small_put(small, "input/avenants.csv",
              arena_printf(small->arena, "sequence,numero,effet_le,signe_le,statut\n%s", lines));
}

static void issue(Small *small, const char *kind, const char *key, const char *digest,
                  const char *day, const TermValue *terms, size_t count)
{
    Date today;
    Issued issued;
    ck_assert(date_parse_iso(day, &today));
    char sha256[65] = "";
    while (strlen(sha256) < 64)
        strcat(sha256, digest);
    const IssueRequest wanted = {.kind = kind, .key = key, .terms_sha256 = sha256,
                                 .pattern = "N-{seq}", .organisation = "", .today = today,
                                 .terms = terms, .term_count = count};
    SMALL_OK(small, registry_begin(small->registry, &small->error));
    SMALL_OK(small, registry_issue(small->registry, &wanted, &issued, &small->error));
    SMALL_OK(small, registry_commit(small->registry, &small->error));
}

/* The dossier with SEQ-1's protocol issued on 2027-02-01. */
static void open_issued(Small *small, const char *old, const char *new)
{
    small_make(small);
    put_sequence(small, old, new);
    small_open(small, "2027-02-20");
    issue(small, "protocole", "SEQ-1", "a", "2027-02-01", agreed, AGREED);
}

static const Contract *read_contract(Small *small)
{
    SMALL_OK(small, contracts_read(&small->record, small->arena, &small->error));
    return record_contract(&small->record, small_row(small, T_SEQUENCES, "SEQ-1"));
}

static const Contract *read_again(Small *small, const char *today)
{
    small_shut(small);
    small_open(small, today);
    return read_contract(small);
}

static const Value *value(const Small *small, int column)
{
    return record_value(&small->record, small_row(small, T_SEQUENCES, "SEQ-1"), column);
}

START_TEST(test_nothing_issued_is_no_contract)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-02-20");
    ck_assert_ptr_null(read_contract(&small));
    ck_assert_ptr_null(contract_proposal(NULL));
    small_close(&small);
}
END_TEST

START_TEST(test_same_terms_ask_for_nothing)
{
    Small small;
    open_issued(&small, "", "");
    const Contract *contract = read_contract(&small);
    ck_assert_ptr_nonnull(contract);
    ck_assert_int_eq(contract->revision, 1);
    ck_assert_int_eq(contract->signed_on, date_of(2027, 2, 10));
    ck_assert(contract->terms_known);
    ck_assert_uint_eq(contract->amendment_count, 0);
    const Row *row = small_row(&small, T_SEQUENCES, "SEQ-1");
    ck_assert_ptr_eq(record_row(&small.record, row), row);
    small_close(&small);
}
END_TEST

START_TEST(test_the_last_revision_before_the_first_signature_stands)
{
    static const struct {
        const char *day;
        int revision;
    } cases[] = {{"2027-02-10", 2}, {"2027-02-11", 1}};
    for (size_t i = 0; i < 2; i++) {
        Small small;
        open_issued(&small, "", "");
        issue(&small, "protocole", "SEQ-1", "b", cases[i].day, agreed, AGREED);
        const Contract *contract = read_contract(&small);
        ck_assert_int_eq(contract->revision, cases[i].revision);
        ck_assert_int_eq(contract->last_revision, 2);
        ck_assert_int_eq(contract->previous_revision, cases[i].revision - 1);
        small_close(&small);
    }
}
END_TEST

START_TEST(test_a_difference_is_proposed_and_not_in_force)
{
    Small small;
    open_issued(&small, "2027-04-23", "2027-05-07");
    const Contract *contract = read_contract(&small);
    const Amendment *proposal = contract_proposal(contract);
    ck_assert_ptr_nonnull(proposal);
    ck_assert_int_eq(proposal->rank, 1);
    ck_assert_str_eq(proposal->key, "SEQ-1.a1");
    ck_assert(!proposal->issued);
    ck_assert_uint_eq(proposal->change_count, 1);
    ck_assert_str_eq(proposal->changes[0].name, "fin");
    ck_assert_str_eq(proposal->changes[0].old, "2027-04-23");
    ck_assert_str_eq(proposal->changes[0].value, "2027-05-07");
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 4, 23));
    ck_assert_uint_eq(value(&small, SEQUENCES_FIN)->line, 2); /* where the table says it otherwise */
    /* what is computed from the row follows */
    const Row *row = small_row(&small, T_SEQUENCES, "SEQ-1");
    const Row *standing = record_row(&small.record, row);
    ck_assert_ptr_ne(standing, row);
    ck_assert_str_eq(row_key(standing), "SEQ-1");
    ck_assert_int_eq(sequence_end(standing), date_of(2027, 4, 23));
    ck_assert_int_eq(calendar_workload(&small.term, standing).weeks, 8);
    ck_assert_int_eq(calendar_workload(&small.term, row).weeks, 10);
    ck_assert_uint_eq(
        term_children(&small.term, T_VISITES, VISITES_SEQUENCE, standing).count, 2);
    small_close(&small);
}
END_TEST

START_TEST(test_persons_lists_and_absent_columns)
{
    Small small;
    open_issued(&small, "S1", "S2");
    small_put(&small, "input/activites.csv",
              "sequence,numero,activite\nSEQ-1,2,Ranger\nSEQ-1,1,Tenir la caisse\n");
    const Contract *contract = read_again(&small, "2027-02-20");
    const Amendment *proposal = contract_proposal(contract);
    ck_assert_ptr_nonnull(proposal);
    ck_assert_uint_eq(proposal->change_count, 2);
    ck_assert_str_eq(proposal->changes[0].name, "activites.activite");
    ck_assert_str_eq(proposal->changes[0].value, "Tenir la caisse\nRanger");
    ck_assert_str_eq(proposal->changes[1].name, "superviseur");
    ck_assert_ptr_eq(value(&small, SEQUENCES_SUPERVISEUR)->link,
                     small_row(&small, T_SUPERVISEURS, "S1"));
    ck_assert_int_eq(value(&small, SEQUENCES_HORAIRE)->state, VALUE_EMPTY);
    small_close(&small);
}
END_TEST

START_TEST(test_a_value_that_cannot_be_read_is_no_difference)
{
    Small small;
    open_issued(&small, "2027-04-23", "bientôt");
    ck_assert_ptr_null(contract_proposal(read_contract(&small)));
    /* what was agreed still stands */
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 4, 23));
    small_close(&small);
}
END_TEST

static const TermValue later[] = {{"fin", "2027-05-07", "2027-04-23"}};

START_TEST(test_signed_it_changes_the_terms_on_its_day)
{
    Small small;
    open_issued(&small, "2027-04-23", "2027-05-07");
    issue(&small, "avenant", "SEQ-1.a1", "c", "2027-02-20", later, 1);
    put_amendments(&small, "SEQ-1,1,2027-03-08,2027-02-22,signe\n");
    const Contract *contract = read_again(&small, "2027-03-07");
    ck_assert_uint_eq(contract->amendment_count, 1);
    ck_assert_int_eq(contract->amendments[0].state, AMENDMENT_SIGNED);
    ck_assert_ptr_null(contract_proposal(contract));
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 4, 23));
    read_again(&small, "2027-03-08");
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 5, 7));
    small_close(&small);
}
END_TEST

START_TEST(test_refused_it_waits_for_another_change)
{
    Small small;
    open_issued(&small, "2027-04-23", "2027-05-07");
    issue(&small, "avenant", "SEQ-1.a1", "c", "2027-02-20", later, 1);
    put_amendments(&small, "SEQ-1,1,,,refuse\n");
    const Contract *contract = read_again(&small, "2027-02-21");
    ck_assert_int_eq(contract->amendments[0].state, AMENDMENT_REFUSED);
    ck_assert_ptr_null(contract_proposal(contract));
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 4, 23));
    put_sequence(&small, "2027-04-23", "2027-05-14");
    const Amendment *proposal = contract_proposal(read_again(&small, "2027-02-22"));
    ck_assert_ptr_nonnull(proposal);
    ck_assert_int_eq(proposal->rank, 2);
    ck_assert_str_eq(proposal->changes[0].old, "2027-04-23");
    small_close(&small);
}
END_TEST

START_TEST(test_one_is_pending_at_most)
{
    Small small;
    open_issued(&small, "2027-04-23", "2027-05-14");
    issue(&small, "avenant", "SEQ-1.a1", "c", "2027-02-20", later, 1);
    const Contract *contract = read_again(&small, "2027-02-21");
    const Amendment *proposal = contract_proposal(contract);
    ck_assert_uint_eq(contract->amendment_count, 1);
    ck_assert_int_eq(proposal->rank, 1);
    ck_assert(proposal->issued);
    ck_assert_str_eq(proposal->changes[0].value, "2027-05-14");
    /* withdrawn: the tables say again what was signed */
    put_sequence(&small, "", "");
    contract = read_again(&small, "2027-02-22");
    ck_assert_ptr_null(contract_proposal(contract));
    ck_assert_str_eq(contract->withdrawn, "SEQ-1.a1");
    small_close(&small);
}
END_TEST

START_TEST(test_ranks_settled_before_the_registry_are_passed_over)
{
    Small small;
    open_issued(&small, "2027-04-23", "2027-05-07");
    put_amendments(&small, "SEQ-1,1,,2027-02-12,signe\nSEQ-1,2,,,refuse\n");
    const Amendment *proposal = contract_proposal(read_again(&small, "2027-02-21"));
    ck_assert_ptr_nonnull(proposal);
    ck_assert_int_eq(proposal->rank, 3);
    small_close(&small);
}
END_TEST

START_TEST(test_terms_that_were_not_kept_are_not_guessed)
{
    Small small;
    small_make(&small);
    put_sequence(&small, "2027-04-23", "2027-05-07");
    small_open(&small, "2027-02-20");
    issue(&small, "protocole", "SEQ-1", "a", "2027-02-01", NULL, 0);
    const Contract *contract = read_contract(&small);
    ck_assert(!contract->terms_known);
    ck_assert_uint_eq(contract->amendment_count, 0);
    ck_assert_int_eq(value(&small, SEQUENCES_FIN)->date, date_of(2027, 5, 7));
    small_close(&small);
}
END_TEST

SUITE("contract", test_nothing_issued_is_no_contract, test_same_terms_ask_for_nothing,
      test_the_last_revision_before_the_first_signature_stands,
      test_a_difference_is_proposed_and_not_in_force, test_persons_lists_and_absent_columns,
      test_a_value_that_cannot_be_read_is_no_difference,
      test_signed_it_changes_the_terms_on_its_day, test_refused_it_waits_for_another_change,
      test_one_is_pending_at_most, test_ranks_settled_before_the_registry_are_passed_over,
      test_terms_that_were_not_kept_are_not_guessed)
