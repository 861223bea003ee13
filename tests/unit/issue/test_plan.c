/* What is due, under which name, held back by what; numbers and revisions over runs. */
#include "small.h"

static const Rule everything = {.code = "valeur-type", .holds = "*"};
static const Rule contract = {.code = "signataire-absent", .holds = "protocole"};

static Issue plan(Small *small)
{
    Issue issue = {.record = &small->record,
                   .catalogue = &small->catalogue,
                   .findings = &small->findings,
                   .output = small->output,
                   .arena = small->arena};
    held_mark(&small->findings, &small->record, &small->catalogue);
    SMALL_OK(small, issue_plan(&issue, &small->error));
    return issue;
}

/* "protocole:SEQ-1=documents/…[held]", one a line. */
static const char *told(const Small *small, const Issue *issue)
{
    Buffer out = {0};
    for (size_t i = 0; i < issue->count; i++) {
        const Document *d = &issue->documents[i];
        buffer_printf(&out, "%s %s%s%s%s\n", d->subject.key, d->path, *d->held_by ? " [" : "",
                      d->held_by, *d->held_by ? "]" : "");
    }
    const char *text = arena_string(small->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

static const Document *find(const Issue *issue, const char *kind, const char *key)
{
    for (size_t i = 0; i < issue->count; i++)
        if (text_is(issue->documents[i].kind->name, kind) &&
            text_is(issue->documents[i].subject.key, key))
            return &issue->documents[i];
    ck_abort_msg("%s %s is not planned", kind, key);
    return NULL;
}

START_TEST(test_what_is_due_in_order_of_kind_and_key)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue issue = plan(&small);
    ck_assert_str_eq(told(&small, &issue), "SEQ-1 documents/protocole/protocole-seq-1.pdf\n"
                                           "SEQ-2 documents/protocole/protocole-seq-2.pdf\n"
                                           "seq-1 documents/protocole/protocole-seq-1-2.pdf\n"
                                           "SEQ-2 documents/attestation/attestation-seq-2.pdf\n"
                                           "V1 documents/fiche-visite/fiche-v1.pdf\n"
                                           "V2 documents/fiche-visite/fiche-v2.pdf\n"
                                           "V3 documents/fiche-visite/fiche-v3.pdf\n"
                                           "P1 documents/horaire-visites/horaire-p1.pdf\n"
                                           "P2 documents/horaire-visites/horaire-p2.pdf\n");
    small_close(&small);
}
END_TEST

START_TEST(test_selection_keeps_names)
{
    static const char *const only[] = {"protocole", "fiche-visite", NULL};
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue issue = {.record = &small.record,
                   .catalogue = &small.catalogue,
                   .findings = &small.findings,
                   .output = small.output,
                   .arena = small.arena,
                   .selection = {.kinds = only, .student = "E2", .company = "C1"}};
    SMALL_OK(&small, issue_plan(&issue, &small.error));
    ck_assert_str_eq(told(&small, &issue), "seq-1 documents/protocole/protocole-seq-1-2.pdf\n"
                                           "V3 documents/fiche-visite/fiche-v3.pdf\n");
    Issue one = {.record = &small.record,
                 .catalogue = &small.catalogue,
                 .findings = &small.findings,
                 .output = small.output,
                 .arena = small.arena,
                 .selection = {.sequence = "SEQ-2"}};
    SMALL_OK(&small, issue_plan(&one, &small.error));
    ck_assert_str_eq(told(&small, &one), "SEQ-2 documents/protocole/protocole-seq-2.pdf\n"
                                         "SEQ-2 documents/attestation/attestation-seq-2.pdf\n");
    small_close(&small);
}
END_TEST

START_TEST(test_held_documents_say_why)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", -1);
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", SEQUENCES_FIN);
    small_fault(&small, &contract, T_ENTREPRISES, "C2", -1);
    Issue issue = plan(&small);
    ck_assert_str_eq(find(&issue, "protocole", "SEQ-2")->held_by, "valeur-type, signataire-absent");
    ck_assert_str_eq(find(&issue, "attestation", "SEQ-2")->held_by, "valeur-type");
    ck_assert_str_eq(find(&issue, "protocole", "SEQ-1")->held_by, "");
    small_close(&small);
}
END_TEST

START_TEST(test_held_documents_take_no_number)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_fault(&small, &contract, T_SEQUENCES, "SEQ-1", -1);
    Issue issue = plan(&small);
    SMALL_OK(&small, issue_reserve(&issue, small.registry, &small.error));
    ck_assert_str_eq(find(&issue, "protocole", "SEQ-1")->issued.number, "");
    ck_assert_str_eq(find(&issue, "protocole", "SEQ-2")->issued.number, "P-2027-001");
    ck_assert_str_eq(find(&issue, "protocole", "seq-1")->issued.number, "P-2027-002");
    /* the pattern of config.ini */
    ck_assert_str_eq(find(&issue, "attestation", "SEQ-2")->issued.number, "2027-123456-00001");
    ck_assert_str_eq(find(&issue, "fiche-visite", "V1")->issued.number, "");
    small_shut(&small);

    small_open(&small, "2027-03-02"); /* the fault is mended */
    Issue mended = plan(&small);
    SMALL_OK(&small, issue_reserve(&mended, small.registry, &small.error));
    ck_assert_str_eq(find(&mended, "protocole", "SEQ-1")->issued.number, "P-2027-003");
    const Document *kept = find(&mended, "protocole", "SEQ-2");
    ck_assert_str_eq(kept->issued.number, "P-2027-001");
    ck_assert_int_eq(kept->issued.revision, 1);
    ck_assert_int_eq(kept->issued.issued_on, date_of(2027, 3, 1));
    ck_assert(!kept->issued.changed);
    small_close(&small);
}
END_TEST

START_TEST(test_new_terms_make_a_revision)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue first = plan(&small);
    SMALL_OK(&small, issue_reserve(&first, small.registry, &small.error));
    small_shut(&small);
    small_put(
        &small, "input/evaluations.csv",
        "id,sequence,type,date_prevue,date_realisee\nX1,SEQ-2,finale,2027-02-25,2027-02-26\n");
    small_open(&small, "2027-03-08");
    Issue second = plan(&small);
    SMALL_OK(&small, issue_reserve(&second, small.registry, &small.error));
    const Issued *attestation = &find(&second, "attestation", "SEQ-2")->issued;
    ck_assert_str_eq(attestation->number, "2027-123456-00001");
    ck_assert_int_eq(attestation->revision, 2);
    ck_assert_int_eq(attestation->previous_revision, 1);
    ck_assert_int_eq(attestation->previous_issued_on, date_of(2027, 3, 1));
    ck_assert(attestation->changed);
    /* the protocol does not print it */
    ck_assert_int_eq(find(&second, "protocole", "SEQ-2")->issued.revision, 1);
    small_close(&small);
}
END_TEST

START_TEST(test_transcription_is_decided_once)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue first = plan(&small);
    SMALL_OK(&small, issue_reserve(&first, small.registry, &small.error));
    ck_assert(find(&first, "protocole", "seq-1")->issued.transcription);
    ck_assert(!find(&first, "protocole", "SEQ-1")->issued.transcription);
    small_shut(&small);

    /* SEQ-1 is signed after the registry issued it: no transcription */
    small_put(
        &small, "input/sequences.csv",
        "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,heures_semaine,"
        "heures,remuneree,protocole_signe_le\n"
        "SEQ-1,E1,C1,S1,P1,1,developpement,signee,2027-03-15,2027-04-23,35,280,non,2027-03-02\n"
        "seq-1,E2,C1,S1,P2,2,mise_en_oeuvre,signee,2027-05-03,2027-06-18,35,245,non,2027-02-15\n");
    small_open(&small, "2027-03-03");
    Issue second = plan(&small);
    SMALL_OK(&small, issue_reserve(&second, small.registry, &small.error));
    ck_assert(!find(&second, "protocole", "SEQ-1")->issued.transcription);
    const Document *transcription = find(&second, "protocole", "seq-1");
    ck_assert(transcription->issued.transcription);
    ck_assert_int_eq(transcription->issued.revision, 1);
    ck_assert(!transcription->issued.changed);
    small_close(&small);
}
END_TEST

START_TEST(test_two_visits_of_one_id_are_two_documents)
{
    static const char *const only[] = {"fiche-visite", NULL};
    Small small;
    small_make(&small);
    small_put(&small, "input/visites.csv",
              "id,sequence,date,mode,statut\nV1,SEQ-1,2027-03-10,sur_place,proposee\n"
              "V1,SEQ-1,2027-04-07,visio,proposee\n,SEQ-1,2027-04-09,visio,proposee\n");
    small_open(&small, "2027-03-01");
    Issue issue = {.record = &small.record,
                   .catalogue = &small.catalogue,
                   .findings = &small.findings,
                   .output = small.output,
                   .arena = small.arena,
                   .selection = {.kinds = only}};
    SMALL_OK(&small, issue_plan(&issue, &small.error));
    ck_assert_uint_eq(issue.count, 3);
    for (size_t i = 1; i < issue.count; i++) {
        ck_assert_str_ne(issue.documents[i].subject.key, issue.documents[i - 1].subject.key);
        ck_assert_str_ne(issue.documents[i].path, issue.documents[i - 1].path);
    }
    small_close(&small);
}
END_TEST

START_TEST(test_failed_reservation_leaves_no_number)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue issue = plan(&small);
    Kind broken = *catalogue_find(&small.catalogue, "attestation");
    broken.number = "A-{annee}";
    for (size_t i = 0; i < issue.count; i++)
        if (text_is(issue.documents[i].kind->name, "attestation"))
            issue.documents[i].kind = &broken;
    ck_assert_int_eq(issue_reserve(&issue, small.registry, &small.error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(small.error.what, "A-{annee}"));
    Issued issued;
    bool known = true;
    SMALL_OK(&small, registry_peek(small.registry, "protocole", "SEQ-1", &issued,
                                   &known, &small.error));
    ck_assert(!known);
    small_close(&small);
}
END_TEST

SUITE("plan", test_what_is_due_in_order_of_kind_and_key, test_selection_keeps_names,
      test_held_documents_say_why, test_held_documents_take_no_number,
      test_new_terms_make_a_revision, test_transcription_is_decided_once,
      test_two_visits_of_one_id_are_two_documents, test_failed_reservation_leaves_no_number)
