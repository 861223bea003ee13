/* The files of a run: the same bytes whatever the workers, whole or absent, and what
 * they say. */
#include "issue/view.h"
#include "small.h"

static const Rule everything = {.code = "valeur-type", .holds = "*"};

/* Plans, numbers and makes everything on the day of the record. */
static Issue make(Small *small, int workers)
{
    Issue issue = {.record = &small->record,
                   .catalogue = &small->catalogue,
                   .findings = &small->findings,
                   .output = small->output,
                   .arena = small->arena};
    Press *press = NULL;
    held_mark(&small->findings, &small->record, &small->catalogue);
    SMALL_OK(small, issue_plan(&issue, &small->error));
    SMALL_OK(small, issue_reserve(&issue, small->registry, &small->error));
    SMALL_OK(small, press_open(&press, NULL, &small->error));
    SMALL_OK(small, issue_make(&issue, press, workers, &small->error));
    press_close(press);
    return issue;
}

static void add_to_manifest(Small *small, const Issue *issue)
{
    Manifest *manifest = NULL;
    SMALL_OK(small, manifest_open(&manifest, small->output, &small->error));
    SMALL_OK(small, manifest_add_documents(manifest, issue, &small->error));
    SMALL_OK(small, manifest_write(manifest, small->record.today, NULL, &small->error));
    manifest_close(manifest);
}

static const char *output_of(Small *small, const char *command, const char *path)
{
    FILE *pipe = popen(
        arena_printf(small->arena, command, path_join(small->arena, small->output, path)), "r");
    ck_assert_ptr_nonnull(pipe);
    Buffer text = {0};
    for (int c; (c = fgetc(pipe)) != EOF;)
        buffer_add_char(&text, (char)c);
    ck_assert_int_eq(pclose(pipe), 0);
    const char *kept = arena_string(small->arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

static const char *text_of(Small *small, const char *path)
{
    return output_of(small, "pdftotext -layout '%s' -", path);
}

static void assert_says(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "\"%s\" is not in:\n%s", words, text);
}

static void assert_silent(const char *text, const char *words)
{
    ck_assert_msg(!strstr(text, words), "\"%s\" is in:\n%s", words, text);
}

START_TEST(test_workers_do_not_change_a_byte)
{
    static const int workers[] = {1, 2, 3};
    Small small;
    Sha256 first[16] = {""};
    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
        small_make(&small);
        small_open(&small, "2027-03-01");
        Issue issue = make(&small, workers[w]);
        ck_assert_uint_eq(issue.count, 9);
        for (size_t i = 0; i < issue.count; i++) {
            const Document *d = &issue.documents[i];
            ck_assert(!d->failed && d->written && d->pages == 1 && d->bytes > 1000);
            if (w == 0)
                strcpy(first[i], d->sha256);
            ck_assert_str_eq(d->sha256, first[i]);
            Buffer bytes = {0};
            Sha256 digest;
            SMALL_OK(&small, file_read(path_join(small.arena, small.output, d->path), 1 << 24,
                                       &bytes, &small.error));
            sha256_hex(bytes.data, bytes.length, digest);
            ck_assert_str_eq(digest, d->sha256);
            ck_assert_uint_eq(bytes.length, d->bytes);
            buffer_free(&bytes);
        }
        small_close(&small);
    }
}
END_TEST

START_TEST(test_second_run_writes_nothing)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    make(&small, 2);
    small_shut(&small);
    small_open(&small, "2027-03-05"); /* nor does a new day alone */
    Issue again = make(&small, 2);
    for (size_t i = 0; i < again.count; i++) {
        ck_assert(!again.documents[i].written);
        ck_assert(!again.documents[i].issued.changed);
    }
    small_close(&small);
}
END_TEST

START_TEST(test_a_document_that_fails_stops_no_other)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_put(&small, "output/documents/protocole/protocole-seq-1.pdf/x", "a folder is in the way");
    for (int workers = 1; workers <= 2; workers++) {
        Issue issue = make(&small, workers);
        ck_assert(issue.documents[0].failed);
        ck_assert_int_eq(issue.documents[0].error->status, STATUS_SYSTEM);
        assert_says(issue.documents[0].error->place, "protocole-seq-1.pdf");
        for (size_t i = 1; i < issue.count; i++)
            ck_assert(!issue.documents[i].failed);
        add_to_manifest(&small, &issue);
    }
    const char *manifest = output_of(&small, "cat '%s'", "manifeste.json");
    assert_silent(manifest, "protocole-seq-1.pdf");
    assert_says(manifest, "protocole-seq-2.pdf");
    small_close(&small);
}
END_TEST

START_TEST(test_pages_say_what_the_registry_said)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    make(&small, 1);
    const char *attestation = text_of(&small, "documents/attestation/attestation-seq-2.pdf");
    assert_says(attestation, "Attestation 2027-123456-00001");
    assert_says(attestation, "1er mars 2027");
    assert_silent(attestation, "Remplace");
    small_shut(&small);

    small_put(
        &small, "input/evaluations.csv",
        "id,sequence,type,date_prevue,date_realisee\nX1,SEQ-2,finale,2027-02-25,2027-02-26\n");
    small_open(&small, "2027-03-08");
    Issue issue = make(&small, 1);
    attestation = text_of(&small, "documents/attestation/attestation-seq-2.pdf");
    assert_says(attestation, "8 mars 2027");
    assert_says(attestation, "Remplace la révision 1");
    assert_says(attestation, "2027-123456-00001, révision 2"); /* in the footer */
    add_to_manifest(&small, &issue);
    assert_says(output_of(&small, "cat '%s'", "manifeste.json"),
                "\"numero\":\"2027-123456-00001\",\"revision\":2,");
    const Document *d = NULL;
    for (size_t i = 0; i < issue.count; i++)
        if (text_is(issue.documents[i].kind->name, "attestation"))
            d = &issue.documents[i];
    ck_assert_str_eq(document_qr(d, &small.record, small.arena),
                     arena_printf(small.arena, "ATE1|123456|2027-123456-00001|2|%.16s", d->terms));
    small_close(&small);
}
END_TEST

START_TEST(test_transcription_says_so_on_every_run)
{
    Small small;
    small_make(&small);
    for (int run = 0; run < 2; run++) {
        small_open(&small, run ? "2027-03-05" : "2027-03-01");
        make(&small, 1);
        assert_says(text_of(&small, "documents/protocole/protocole-seq-1-2.pdf"), "Transcription.");
        assert_silent(text_of(&small, "documents/protocole/protocole-seq-1.pdf"), "Transcription");
        small_shut(&small);
    }
    small_open(&small, "2027-03-05");
    small_close(&small);
}
END_TEST

START_TEST(test_schedule_leaves_faulty_visits_out)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    make(&small, 1);
    assert_says(text_of(&small, "documents/horaire-visites/horaire-p1.pdf"), "Tremblay");
    small_shut(&small);
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_ELEVES, "E1", -1);
    Issue issue = make(&small, 1);
    const char *schedule = text_of(&small, "documents/horaire-visites/horaire-p1.pdf");
    assert_says(schedule, "Roy");
    assert_silent(schedule, "Tremblay");
    assert_says(text_of(&small, "documents/horaire-visites/horaire-p2.pdf"), "Nguyễn");
    add_to_manifest(&small, &issue);
    const char *manifest = output_of(&small, "cat '%s'", "manifeste.json");
    /* what the schedule left out is no source of it */
    const char *entry = strstr(manifest, "horaire-p1.pdf");
    ck_assert_ptr_nonnull(entry);
    entry = arena_slice(small.arena, entry, (size_t)(strchr(entry, '\n') - entry));
    assert_says(entry, "personnel.csv");
    assert_silent(entry, "visites.csv");
    small_close(&small);
}
END_TEST

START_TEST(test_held_document_keeps_its_last_entry)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Issue issue = make(&small, 1);
    add_to_manifest(&small, &issue);
    small_shut(&small);

    /* one is held back, one is no longer due */
    small_put(&small, "input/visites.csv",
              "id,sequence,date,mode,statut\nV1,SEQ-1,2027-03-10,sur_place,realisee\n"
              "V2,SEQ-1,2027-04-07,visio,proposee\n");
    small_open(&small, "2027-03-01");
    small_fault(&small, &everything, T_SEQUENCES, "SEQ-2", -1);
    issue = make(&small, 1);
    add_to_manifest(&small, &issue);
    const char *manifest = output_of(&small, "cat '%s'", "manifeste.json");
    const struct {
        const char *path, *state;
    } expected[] = {
        {"documents/protocole/protocole-seq-2.pdf", "courant"},
        {"documents/fiche-visite/fiche-v1.pdf", "annule"},
        {"documents/fiche-visite/fiche-v2.pdf", "courant"},
        {"documents/fiche-visite/fiche-v3.pdf", "annule"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *entry = strstr(manifest, expected[i].path);
        ck_assert_msg(entry != NULL, "%s", expected[i].path);
        const char *state = strstr(entry, "\"etat\":\"");
        assert_says(arena_slice(small.arena, state, 20), expected[i].state);
    }
    small_close(&small);
}
END_TEST

SUITE("make", test_workers_do_not_change_a_byte, test_second_run_writes_nothing,
      test_a_document_that_fails_stops_no_other, test_pages_say_what_the_registry_said,
      test_transcription_says_so_on_every_run, test_schedule_leaves_faulty_visits_out,
      test_held_document_keeps_its_last_entry)
