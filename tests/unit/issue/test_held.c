/* From a faulty row to the documents that it holds back, and no other. */
#include "issue/held.h"
#include "small.h"

static const Rule everything = {.code = "tout", .holds = "*"};
static const Rule contract = {.code = "contrat", .holds = "protocole avenant"};
static const Rule credit = {.code = "credit", .holds = "attestation declaration"};
static const Rule schedule = {.code = "horaire", .holds = "fiche-visite horaire-visites"};
static const Rule nothing = {.code = "rien", .holds = ""};

static void assert_held(const Finding *finding, const char *expected)
{
    Buffer held = {0};
    for (size_t i = 0; i < finding->held_count; i++)
        buffer_printf(&held, "%s%s", i ? " " : "", finding->held[i]);
    ck_assert_str_eq(buffer_text(&held), expected);
    buffer_free(&held);
}

/* What one fault holds back, on 1 March 2027. */
static void expect(const Rule *rule, int table, const char *key, const char *expected)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Finding *finding = small_fault(&small, rule, table, key, -1);
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(finding, expected);
    small_close(&small);
}

START_TEST(test_sequence)
{
    expect(&everything, T_SEQUENCES, "SEQ-1", "fiche-visite:V1 fiche-visite:V2 protocole:SEQ-1");
    expect(&everything, T_SEQUENCES, "SEQ-2",
           "attestation:SEQ-2 declaration:SEQ-2 protocole:SEQ-2");
    /* planned only: nothing is due yet */
    expect(&everything, T_SEQUENCES, "SEQ-3", "");
    expect(&contract, T_SEQUENCES, "SEQ-2", "protocole:SEQ-2");
    expect(&credit, T_SEQUENCES, "SEQ-2", "attestation:SEQ-2 declaration:SEQ-2");
    expect(&credit, T_SEQUENCES, "SEQ-1", "");
    expect(&nothing, T_SEQUENCES, "SEQ-1", "");
}
END_TEST

START_TEST(test_up_the_links)
{
    expect(&everything, T_ELEVES, "E1", "fiche-visite:V1 fiche-visite:V2 protocole:SEQ-1");
    expect(&everything, T_ENTREPRISES, "C2", "attestation:SEQ-2 declaration:SEQ-2 protocole:SEQ-2");
    /* by the star, only what names the programme, or the supervisor */
    expect(&everything, T_PROGRAMMES, "5319", "declaration:SEQ-2 protocole:SEQ-2 protocole:seq-1");
    expect(&credit, T_PROGRAMMES, "5319", "attestation:SEQ-2 declaration:SEQ-2");
    expect(&everything, T_SUPERVISEURS, "S1", "protocole:SEQ-1 protocole:seq-1");
    expect(&everything, T_PERSONNEL, "P1", "protocole:SEQ-1 protocole:SEQ-2");
    expect(&credit, T_ENTREPRISES, "C2", "attestation:SEQ-2 declaration:SEQ-2");
}
END_TEST

START_TEST(test_child_tables)
{
    expect(&everything, T_VISITES, "V1", "fiche-visite:V1");
    /* a schedule leaves the visit out instead */
    expect(&schedule, T_VISITES, "V1", "fiche-visite:V1");
    expect(&schedule, T_PERSONNEL, "P2", "fiche-visite:V3 horaire-visites:P2");
}
END_TEST

static void expect_row(const char *table_file, size_t row, const Rule *rule, const char *expected)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    int table = schema_find_table(table_file);
    Finding *finding = small_fault(&small, rule, -1, NULL, -1);
    finding->place = place_of(&small.term, &small.term.tables[table].rows[row], -1);
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(finding, expected);
    small_close(&small);
}

START_TEST(test_tables_without_key)
{
    expect_row("activites", 0, &everything, "protocole:SEQ-1");
    expect_row("activites", 1, &everything, "protocole:SEQ-2"); /* the attestation lists none */
    expect_row("evaluations", 0, &everything, "attestation:SEQ-2 declaration:SEQ-2");
    expect_row("criteres_entreprises", 0, &contract, "protocole:SEQ-1 protocole:seq-1");
    expect_row("criteres_entreprises", 0, &everything, "");
}
END_TEST

START_TEST(test_config_holds_every_document_of_its_kinds)
{
    expect(&contract, -1, NULL, "protocole:SEQ-1 protocole:SEQ-2 protocole:seq-1");
    expect(&nothing, -1, NULL, "");
}
END_TEST

START_TEST(test_finding_may_hold_less_than_its_rule)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", -1);
    small.findings.items[0].holds = "attestation";
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", -1);
    small.findings.items[1].severity = SEVERITY_WARNING;
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(&small.findings.items[0], "attestation:SEQ-2");
    assert_held(&small.findings.items[1], "");
    small_close(&small);
}
END_TEST

START_TEST(test_unreadable_value_leaves_the_condition_open)
{
    Small small;
    small_make(&small);
    small_put(
        &small, "input/sequences.csv",
        "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,heures_semaine,"
        "heures,remuneree,credit_impot\n"
        "SEQ-1,E1,C1,S1,P1,1,developpement,finie,2027-01-11,2027-02-26,35,280,non,oui\n"
        "SEQ-2,E2,C1,S1,P1,1,developpement,finie,2027-01-11,2027-02-26,35,280,non,non\n");
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-1", SEQUENCES_STATUT);
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", SEQUENCES_STATUT);
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(
        &small.findings.items[0],
        "attestation:SEQ-1 declaration:SEQ-1 fiche-visite:V1 fiche-visite:V2 protocole:SEQ-1");
    /* whatever its state, no attestation is due: no credit is asked for */
    assert_held(&small.findings.items[1], "declaration:SEQ-2 protocole:SEQ-2");
    small_close(&small);
}
END_TEST

START_TEST(test_unreadable_record_holds_what_points_to_it)
{
    Small small;
    small_make(&small);
    small_put(&small, "input/entreprises.csv",
              "id,nom,neq,adresse,ville,code_postal,representant_nom,statut\n"
              "C1,Atelier Un\n"
              "C2,Boutique Deux,1144556685,2 rue B,Laval,H7A 1A1,Guy Deux,confirmee\n");
    small_open(&small, "2027-03-01");
    ck_assert_uint_eq(small.term.tables[T_ENTREPRISES].broken_count, 1);
    Finding *finding = small_fault(&small, &everything, T_ENTREPRISES, NULL, -1);
    finding->place.line = 2;
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(finding, "fiche-visite:V1 fiche-visite:V2 fiche-visite:V3 protocole:SEQ-1 "
                         "protocole:seq-1");
    small_close(&small);
}
END_TEST

START_TEST(test_lists_leave_rows_out)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_ELEVES, "E1", -1);
    small_fault(&small, &credit, T_VISITES, "V3", -1);
    Reads reads;
    reads_open(&reads, &small.record, &small.catalogue, small.arena);
    Faults *faults = faults_new(&reads, &small.findings);
    const Kind *kind = catalogue_find(&small.catalogue, "horaire-visites");
    Sieve sieve = {faults, reads_of(&reads, kind), NULL};
    /* V1 leads to the faulty student; V3's own fault is not of this kind */
    ck_assert(sieve_hides(&sieve, small_row(&small, T_VISITES, "V1")));
    ck_assert(!sieve_hides(&sieve, small_row(&small, T_VISITES, "V3")));
    sieve.subject = term_find(&small.term, T_ELEVES, "E1");
    ck_assert(!sieve_hides(&sieve, small_row(&small, T_VISITES, "V1")));
    faults_free(faults);
    small_close(&small);
}
END_TEST

START_TEST(test_twenty_thousand_findings)
{
    enum { COUNT = 20000 };
    Small small;
    small_make(&small);
    Buffer csv = {0};
    buffer_add_text(&csv, "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,"
                          "heures_semaine,heures,remuneree\n");
    for (int i = 0; i < COUNT; i++)
        buffer_printf(
            &csv, "Q%d,E1,C1,S1,P1,1,developpement,jumelee,2027-03-01,2027-04-23,35,280,non\n", i);
    small_put(&small, "input/sequences.csv", buffer_text(&csv));
    buffer_free(&csv);
    small_open(&small, "2027-02-01");
    for (size_t i = 0; i < COUNT; i++)
        small_fault(&small, &everything, -1, NULL, -1)->place =
            place_of(&small.term, &small.term.tables[T_SEQUENCES].rows[i], -1);
    small_fault(&small, &everything, T_PROGRAMMES, "5231", -1);
    held_mark(&small.findings, &small.record, &small.catalogue);
    assert_held(&small.findings.items[COUNT - 1], "protocole:Q19999");
    ck_assert_uint_eq(small.findings.items[COUNT].held_count, COUNT);
    ck_assert_str_eq(small.findings.items[COUNT].held[1], "protocole:Q1");
    small_close(&small);
}
END_TEST

SUITE("held", test_sequence, test_up_the_links, test_child_tables, test_tables_without_key,
      test_config_holds_every_document_of_its_kinds, test_finding_may_hold_less_than_its_rule,
      test_unreadable_value_leaves_the_condition_open,
      test_unreadable_record_holds_what_points_to_it, test_lists_leave_rows_out,
      test_twenty_thousand_findings)
