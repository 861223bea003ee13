/* Messages of a small dossier: who receives what, and what a second run does. */
#include "suite.h"

#include "base/text.h"
#include "declare/dossier.h"
#include "post/message.h"
#include "reader.h"

#include <unistd.h>

enum { MOST = 8 };

typedef struct Office { /* a dossier with documents already made */
    Bench b;
    Document documents[MOST];
    Issue issue;
    Post post;
} Office;

static const Kind protocole = {.name = "protocole",
                               .title = {"Protocole d’entente", "Tripartite agreement"},
                               .scope = SCOPE_SEQUENCE,
                               .role = "signature",
                               .occasion = "protocoles",
                               .mail = "protocoles",
                               .recipients = RECIPIENT_SCHOOL | RECIPIENT_COMPANY};
static const Kind attestation = {.name = "attestation", .title = {"Attestation", "Attestation"},
                                 .scope = SCOPE_SEQUENCE, .role = "credit",
                                 .occasion = "attestations", .mail = "attestations",
                                 .recipients = RECIPIENT_SCHOOL | RECIPIENT_COMPANY};
static const Kind internal = {.name = "fiche-credit", .title = {"Fiche", "Sheet"},
                              .scope = SCOPE_SEQUENCE, .role = "", .occasion = "", .mail = "",
                              .recipients = RECIPIENT_SCHOOL};
static const Kind school_only = {.name = "bilan", .title = {"Bilan", "Report"},
                                 .scope = SCOPE_SEQUENCE, .role = "", .occasion = "protocoles",
                                 .mail = "protocoles", .recipients = RECIPIENT_SCHOOL};

static void config_with(Office *o, const char *more)
{
    char here[512];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    bench_write(&o->b, "config.ini",
                arena_printf(o->b.arena, "%s%s\n[sorties]\nmodeles = %s/templates\n", bench_config,
                             more, here));
}

static Office office_new(void)
{
    Office o = {.b = bench_new()};
    config_with(&o, "");
    return o;
}

/* A document of a sequence, with its file. */
static Document *add(Office *o, const Kind *kind, const char *sequence, const char *bytes)
{
    Document *d = &o->documents[o->issue.count++];
    const Row *row = term_find(&o->b.term, T_SEQUENCES, sequence);
    ck_assert_ptr_nonnull(row);
    *d = (Document){.kind = kind, .subject = {SCOPE_SEQUENCE, row, row_key(row)}, .held_by = "",
                    .path = arena_printf(o->b.arena, "documents/%s/%s-%s.pdf", kind->name,
                                         kind->name, sequence),
                    .issued = {.number = "P-2026-001", .revision = 1}};
    const char *path = path_join(o->b.arena, o->b.output, d->path);
    ck_assert_int_eq(file_put(path, bytes, strlen(bytes), NULL, &o->b.error), STATUS_OK);
    sha256_hex(bytes, strlen(bytes), d->sha256);
    sha256_hex(bytes, strlen(bytes), d->terms);
    d->bytes = strlen(bytes);
    return d;
}

static void load(Office *o, Date today)
{
    bench_load(&o->b, today);
    o->issue = (Issue){.record = &o->b.record, .output = o->b.output, .arena = o->b.arena,
                       .documents = o->documents};
}

static Status prepare(Office *o)
{
    post_free(&o->post);
    return post_prepare(&o->post, &o->issue, NULL, 1, o->b.arena, &o->b.error);
}

static void prepare_ok(Office *o)
{
    ck_assert_msg(prepare(o) == STATUS_OK, "%s: %s", o->b.error.place, o->b.error.what);
}

static void write_ok(Office *o)
{
    prepare_ok(o);
    ck_assert_msg(post_write(&o->post, o->b.registry, &o->b.error) == STATUS_OK, "%s",
                  o->b.error.what);
}

static void unload(Office *o)
{
    post_free(&o->post);
    bench_unload(&o->b);
}

static void office_free(Office *o)
{
    post_free(&o->post);
    bench_free(&o->b);
}

/* What Python reads in a message; to be freed. */
static char *read_message(Office *o, const char *path)
{
    Buffer bytes = {0};
    ck_assert_msg(file_read(path_join(o->b.arena, o->b.output, path), 1 << 24, &bytes,
                            &o->b.error) == STATUS_OK, "%s", path);
    char *said = reader_read(&bytes);
    buffer_free(&bytes);
    reader_expect(said, "defects\t[]");
    return said;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

START_TEST(test_one_message_a_company_and_occasion)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &attestation, "SEQ-1", "%PDF attestation 1");
    add(&o, &internal, "SEQ-1", "%PDF fiche 1");
    add(&o, &school_only, "SEQ-1", "%PDF bilan 1");
    add(&o, &protocole, "SEQ-1", "%PDF protocole 1");
    add(&o, &protocole, "SEQ-2", "%PDF protocole 2");
    add(&o, &protocole, "SEQ-3", "%PDF protocole 3");
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 3);
    ck_assert_str_eq(o.post.messages[0].row.path, "courriels/A-attestations.eml");
    ck_assert_str_eq(o.post.messages[1].row.path, "courriels/A-protocoles.eml");
    ck_assert_str_eq(o.post.messages[2].row.path, "courriels/B-protocoles.eml");
    ck_assert_uint_eq(o.post.messages[1].source_count, 3);

    char *said = read_message(&o, "courriels/A-protocoles.eml");
    reader_expect(said, "from\tCentre de l'Érablière|stages@cfp-exemple.qc.ca");
    reader_expect(said, "to\tAnne Lavoie|anne@atelier-exemple.ca");
    reader_expect(said,
                  "subject\tAlternance travail-études – protocoles d’entente (Atelier \"Le Pin\")");
    reader_expect(said, "date\t2026-08-20T09:00:00-04:00");
    ck_assert_uint_eq(count_of(said, "attachment\t"), 2);
    ck_assert_ptr_nonnull(strstr(said, "attachment\tprotocole-SEQ-1.pdf|application/pdf|"));
    ck_assert_ptr_nonnull(strstr(said, "attachment\tprotocole-SEQ-3.pdf|application/pdf|"));
    ck_assert_ptr_null(strstr(said, "SEQ-2"));
    /* SEQ-1 is signed, SEQ-3 is to be signed before it begins. */
    ck_assert_ptr_nonnull(strstr(said, "Noé Côté, du 31 août 2026 au 23 octobre 2026 (à signer)"));
    ck_assert_ptr_nonnull(strstr(said, "Zoé Tremblay, du 31 août 2026 au 23 octobre 2026\\n"));
    ck_assert_ptr_nonnull(strstr(said, "au plus tard le 31 août 2026"));
    free(said);

    said = read_message(&o, "courriels/B-protocoles.eml");
    reader_expect(said, "to\tBob Roy|bob@bois-exemple.ca");
    reader_expect(said, "subject\tWork-study program – tripartite agreement (Bois & Fils)");
    ck_assert_uint_eq(count_of(said, "attachment\t"), 1);
    ck_assert_ptr_nonnull(strstr(said, "nothing to return"));
    free(said);
    office_free(&o);
}
END_TEST

START_TEST(test_what_is_not_made_does_not_leave)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-1", "1")->held_by = "neq-forme";
    add(&o, &protocole, "SEQ-2", "2")->failed = true;
    add(&o, &protocole, "SEQ-3", "3")->sha256[0] = '\0';
    prepare_ok(&o);
    ck_assert_uint_eq(o.post.count, 0);
    ck_assert_uint_eq(o.post.parcels.refusal_count, 0);
    office_free(&o);
}
END_TEST

START_TEST(test_contacts_of_the_role)
{
    Office o = office_new();
    bench_write(&o.b, "input/contacts.csv",
                "entreprise;nom;courriel;role;sequence\n"
                "A;Carl Côté;carl@atelier-exemple.ca;signature;\n"
                "A;Dora Roy;dora@atelier-exemple.ca;signature;SEQ-3\n"
                "B;Ema Roy;;signature;\n");
    load(&o, date_of(2026, 8, 20));
    add(&o, &attestation, "SEQ-1", "a1");
    add(&o, &protocole, "SEQ-1", "p1");
    add(&o, &protocole, "SEQ-2", "p2");
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 4);
    char *said = read_message(&o, "courriels/A-attestations.eml");
    reader_expect(said, "to\tAnne Lavoie|anne@atelier-exemple.ca"); /* no contact for credit */
    free(said);
    said = read_message(&o, "courriels/A-protocoles.eml");
    reader_expect(said, "to\tCarl Côté|carl@atelier-exemple.ca");
    ck_assert_uint_eq(count_of(said, "attachment\t"), 1);
    free(said);
    said = read_message(&o, "courriels/A-protocoles-SEQ-3.eml");
    reader_expect(said, "to\tDora Roy|dora@atelier-exemple.ca");
    ck_assert_ptr_nonnull(strstr(said, "attachment\tprotocole-SEQ-3.pdf|"));
    free(said);
    said = read_message(&o, "courriels/B-protocoles.eml");
    reader_expect(said, "to\tEma Roy|bob@bois-exemple.ca"); /* at the company's address */
    free(said);
    office_free(&o);
}
END_TEST

static const Kind presences = {.name = "presences", .title = {"Présences", "Attendance"},
                               .scope = SCOPE_SEQUENCE, .role = "suivi", .occasion = "suivi",
                               .mail = "suivi", .recipients = RECIPIENT_SCHOOL | RECIPIENT_COMPANY};
static const Kind horaire = {.name = "horaire-visites-entreprise", .title = {"Horaire", "Schedule"},
                             .scope = SCOPE_ENTREPRISE, .role = "suivi", .occasion = "visites",
                             .mail = "visites", .recipients = RECIPIENT_SCHOOL | RECIPIENT_COMPANY};

/* Who gets the documents of a message, by its path; "" without such a message. */
static const char *recipient_of(const Office *o, const char *path)
{
    for (size_t i = 0; i < o->post.count; i++)
        if (text_is(o->post.messages[i].row.path, path))
            return o->post.messages[i].parcel->to;
    return "";
}

/* The contact for the follow-up is a supervisor: his trainees' documents only, and those of the
 * company when he has all its trainees. What he is told to sign, he is sent. */
START_TEST(test_a_supervisor_gets_his_trainees_only)
{
    Office o = office_new();
    bench_write(&o.b, "input/contacts.csv", "entreprise;nom;courriel;role\n"
                                            "A;Max Roy;MAX@atelier-exemple.ca;suivi\n"
                                            "A;Max Roy;max@atelier-exemple.ca;signature\n");
    for (int others = 0; others < 2; others++) {
        unload(&o);
        bench_write(&o.b, "input/superviseurs.csv",
                    "id;entreprise;nom;prenom;courriel\nS1;A;Roy;Max;max@atelier-exemple.ca\n"
                    "S2;A;Roy;Lou;lou@atelier-exemple.ca\n");
        bench_write(&o.b, "input/sequences.csv",
                    arena_printf(o.b.arena, "id;eleve;entreprise;superviseur;statut;debut;fin\n"
                                            "SEQ-1;E1;A;S1;signee;2026-08-31;2026-10-23\n"
                                            "SEQ-3;E3;A;%s;signee;2026-08-31;2026-10-23\n",
                                 others ? "S2" : "S1"));
        load(&o, date_of(2026, 8, 20));
        add(&o, &presences, "SEQ-1", "p1");
        add(&o, &presences, "SEQ-3", "p3");
        add(&o, &protocole, "SEQ-3", "s3");
        const Row *company = term_find(&o.b.term, T_ENTREPRISES, "A");
        Document *d = add(&o, &horaire, "SEQ-1", "h");
        d->subject = (Subject){SCOPE_ENTREPRISE, company, row_key(company)};
        prepare_ok(&o);
        ck_assert_str_eq(recipient_of(&o, "courriels/A-protocoles.eml"), "max@atelier-exemple.ca");
        const char *his = "MAX@atelier-exemple.ca", *representative = "anne@atelier-exemple.ca";
        ck_assert_str_eq(recipient_of(&o, "courriels/A-visites.eml"), others ? representative : his);
        if (!others) {
            ck_assert_uint_eq(o.post.count, 3);
            ck_assert_str_eq(recipient_of(&o, "courriels/A-suivi.eml"), his);
            continue;
        }
        ck_assert_uint_eq(o.post.count, 4);
        for (size_t i = 0; i < o.post.count; i++) {
            const Parcel *parcel = o.post.messages[i].parcel;
            if (!text_is(parcel->occasion, "suivi"))
                continue;
            ck_assert_uint_eq(parcel->document_count, 1);
            ck_assert_str_eq(parcel->to, text_is(parcel->documents[0]->subject.key, "SEQ-1")
                                             ? his : representative);
        }
    }
    office_free(&o);
}
END_TEST

/* Even if a kind said that it goes to companies: the catalogue refuses it, and so does the post. */
START_TEST(test_internal_kinds_never_leave)
{
    static const char *const names[] = {"fiche-visite", "bilan", "recuperation", "releve", "fiche-credit"};
    Office o = office_new();
    Kind kinds[5];
    load(&o, date_of(2026, 8, 20));
    for (size_t i = 0; i < 5; i++) {
        kinds[i] = protocole;
        kinds[i].name = names[i];
        add(&o, &kinds[i], "SEQ-3", "interne");
    }
    prepare_ok(&o);
    ck_assert_uint_eq(o.post.parcels.count, 0);
    ck_assert_uint_eq(o.post.parcels.refusal_count, 0);
    office_free(&o);
}
END_TEST

START_TEST(test_answers_go_where_someone_reads)
{
    Office o = office_new();
    static const char *const bad[] = {"ne-pas-repondre@cfp-exemple.qc.ca", "NoReply@cfp-exemple.qc.ca",
                                      "no.reply+ate@cfp-exemple.qc.ca", "do_not_reply@cfp-exemple.qc.ca",
                                      "ne_repondez_pas@cfp-exemple.qc.ca"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unload(&o);
        config_with(&o, arena_printf(o.b.arena, "repondre_a = %s\n", bad[i]));
        load(&o, date_of(2026, 8, 20));
        ck_assert_msg(prepare(&o) == STATUS_USAGE, "%s", bad[i]);
        ck_assert_msg(strstr(o.b.error.what, "repondre_a"), "%s", o.b.error.what);
        ck_assert_ptr_nonnull(strstr(o.b.error.place, "config.ini:1"));
    }
    unload(&o);
    config_with(&o, "repondre_a = reponses@cfp-exemple.qc.ca\n");
    load(&o, date_of(2026, 8, 20));
    prepare_ok(&o);
    ck_assert_str_eq(o.post.settings.answers_to, "reponses@cfp-exemple.qc.ca");
    unload(&o);
    config_with(&o, "");
    load(&o, date_of(2026, 8, 20));
    prepare_ok(&o);
    ck_assert_str_eq(o.post.settings.answers_to, "stages@cfp-exemple.qc.ca");
    office_free(&o);
}
END_TEST

START_TEST(test_refusals_have_a_place_and_no_name)
{
    Office o = office_new();
    bench_write(&o.b, "input/contacts.csv", "entreprise;nom;courriel;role\n"
                                            "A;Carl Côté;carl@@exemple.ca;signature\n");
    bench_write(&o.b, "input/entreprises.csv",
                "id;nom;adresse;ville;code_postal;representant_nom;courriel;statut\n"
                "A;Atelier;2, rue A;Québec;G1R 5A5;Anne Lavoie;anne@atelier-exemple.ca;confirmee\n"
                "B;Bois;3, rue B;Lévis;G6V 1A1;Bob Roy;;confirmee\n");
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-1", "p1");
    add(&o, &protocole, "SEQ-2", "p2");
    add(&o, &protocole, "SEQ-3", "p3");
    prepare_ok(&o);
    ck_assert_uint_eq(o.post.count, 0);
    ck_assert_uint_eq(o.post.parcels.refusal_count, 2); /* said once for two documents */
    const Refusal *r = o.post.parcels.refusals;
    ck_assert_str_eq(r[0].company, "A");
    ck_assert_str_eq(r[0].place, "contacts.csv:2 (C2)");
    ck_assert_str_eq(r[1].company, "B");
    ck_assert_str_eq(r[1].reason, "aucune adresse de courriel");
    ck_assert_ptr_null(strstr(r[0].reason, "carl"));
    office_free(&o);
}
END_TEST

START_TEST(test_same_documents_same_message)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert(!o.post.messages[0].known);
    ck_assert(o.post.messages[0].written);
    const char *first = bench_read(&o.b, "output/courriels/A-protocoles.eml");
    const char *id = arena_string(o.b.arena, o.post.messages[0].row.message_id);
    unload(&o);

    /* Two months later: past the limit, in the other season; nothing moves. */
    load(&o, date_of(2026, 12, 1));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert(o.post.messages[0].known);
    ck_assert(!o.post.messages[0].written);
    ck_assert_str_eq(o.post.messages[0].row.message_id, id);
    ck_assert_uint_eq(o.post.withdrawn_count, 0);
    unlink(path_join(o.b.arena, o.b.output, "courriels/A-protocoles.eml"));
    write_ok(&o);
    ck_assert(o.post.messages[0].written);
    ck_assert_str_eq(bench_read(&o.b, "output/courriels/A-protocoles.eml"), first);
    office_free(&o);
}
END_TEST

START_TEST(test_a_new_rendering_is_the_same_message)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    const char *id = arena_string(o.b.arena, o.post.messages[0].row.message_id);
    unload(&o);
    load(&o, date_of(2026, 8, 21));
    Document *d = add(&o, &protocole, "SEQ-3", "p3 in another face");
    sha256_hex("p3", 2, d->terms);
    write_ok(&o);
    ck_assert(o.post.messages[0].written);
    ck_assert_str_eq(o.post.messages[0].row.message_id, id);
    office_free(&o);
}
END_TEST

START_TEST(test_new_terms_replace_the_message)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    add(&o, &protocole, "SEQ-2", "p2");
    write_ok(&o);
    const char *key = arena_string(o.b.arena, o.post.messages[0].row.key);
    const char *id = arena_string(o.b.arena, o.post.messages[0].row.message_id);
    unload(&o);

    load(&o, date_of(2026, 8, 25));
    add(&o, &protocole, "SEQ-3", "p3 changed")->issued.revision = 2;
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 1);
    ck_assert_str_ne(o.post.messages[0].row.message_id, id);
    ck_assert_int_eq(o.post.messages[0].row.prepared_on, date_of(2026, 8, 25));
    ck_assert_uint_eq(o.post.withdrawn_count, 2); /* the old one, and company B's */
    ck_assert_int_eq(file_kind(path_join(o.b.arena, o.b.output, "courriels/B-protocoles.eml")),
                     FILE_ABSENT);
    MessageRow row;
    bool known;
    ck_assert_int_eq(messages_find(o.b.registry, key, o.b.arena, &row, &known, &o.b.error),
                     STATUS_OK);
    ck_assert(known);
    ck_assert_int_eq(row.state, MESSAGE_REPLACED);
    office_free(&o);
}
END_TEST

START_TEST(test_what_was_sent_is_left_alone)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert_int_eq(messages_set_state(o.b.registry, o.post.messages[0].row.key, MESSAGE_SENT,
                                        &o.b.error), STATUS_OK);
    unlink(path_join(o.b.arena, o.b.output, "courriels/A-protocoles.eml"));
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 0);
    ck_assert_uint_eq(o.post.parcels.left_count, 1);
    ck_assert_uint_eq(o.post.withdrawn_count, 0);
    ck_assert_int_eq(file_kind(path_join(o.b.arena, o.b.output, "courriels/A-protocoles.eml")),
                     FILE_ABSENT);
    office_free(&o);
}
END_TEST

/* Its company's next message carries what is new, and nothing that went. */
START_TEST(test_what_was_sent_is_not_joined_again)
{
    static const MessageState gone[] = {MESSAGE_SENDING, MESSAGE_SENT, MESSAGE_REFUSED,
                                        MESSAGE_UNCERTAIN};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        Office o = office_new();
        load(&o, date_of(2026, 8, 20));
        add(&o, &protocole, "SEQ-3", "p3");
        write_ok(&o);
        ck_assert_int_eq(messages_set_state(o.b.registry, o.post.messages[0].row.key, gone[i],
                                            &o.b.error), STATUS_OK);
        add(&o, &protocole, "SEQ-1", "p1");
        write_ok(&o);
        ck_assert_uint_eq(o.post.count, 1);
        ck_assert_uint_eq(o.post.messages[0].parcel->document_count, 1);
        ck_assert_str_eq(o.post.messages[0].parcel->documents[0]->subject.key, "SEQ-1");
        /* Said otherwise, it goes. */
        o.documents[0].issued.revision = 2;
        sha256_hex("changed", 7, o.documents[0].terms);
        write_ok(&o);
        ck_assert_uint_eq(o.post.messages[0].parcel->document_count, 2);
        ck_assert_uint_eq(o.post.parcels.left_count, 0);
        /* What was refused and says something else since waits for nobody. */
        ck_assert_uint_eq(o.post.withdrawn_count, gone[i] == MESSAGE_REFUSED ? 2 : 1);
        office_free(&o);
    }
}
END_TEST

/* The address was wrong, and is corrected. */
START_TEST(test_another_address_has_all_of_it)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert_int_eq(messages_set_state(o.b.registry, o.post.messages[0].row.key, MESSAGE_SENT,
                                        &o.b.error), STATUS_OK);
    unload(&o);
    bench_write(&o.b, "input/contacts.csv", "entreprise;nom;courriel;role\n"
                                            "A;Carl Côté;carl@atelier-exemple.ca;signature\n");
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 1);
    ck_assert_str_eq(o.post.messages[0].parcel->to, "carl@atelier-exemple.ca");
    office_free(&o);
}
END_TEST

START_TEST(test_only_one_company)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-2", "p2");
    add(&o, &protocole, "SEQ-3", "p3");
    write_ok(&o);
    post_free(&o.post);
    ck_assert_int_eq(post_prepare(&o.post, &o.issue, "B", 1, o.b.arena, &o.b.error), STATUS_OK);
    ck_assert_uint_eq(o.post.count, 1);
    ck_assert_str_eq(o.post.messages[0].row.company, "B");
    ck_assert_uint_eq(o.post.withdrawn_count, 0);
    office_free(&o);
}
END_TEST

START_TEST(test_a_changed_file_is_refused)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    Document *d = add(&o, &protocole, "SEQ-3", "p3");
    sha256_hex("other", 5, d->sha256);
    prepare_ok(&o);
    ck_assert_uint_eq(o.post.count, 0);
    ck_assert_ptr_nonnull(strstr(o.post.parcels.refusals[0].reason, "modifié"));
    unlink(path_join(o.b.arena, o.b.output, d->path));
    prepare_ok(&o);
    ck_assert_ptr_nonnull(strstr(o.post.parcels.refusals[0].reason, "n'est pas dans"));
    office_free(&o);
}
END_TEST

/* The size of the whole message counts, to the byte. */
START_TEST(test_size_limit)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    prepare_ok(&o);
    size_t length = o.post.messages[0].length;
    for (size_t less = 0; less < 2; less++) {
        unload(&o);
        config_with(&o, arena_printf(o.b.arena, "taille_max = %zu\n", length - less));
        load(&o, date_of(2026, 8, 20));
        add(&o, &protocole, "SEQ-3", "p3");
        prepare_ok(&o);
        ck_assert_uint_eq(o.post.count, 1 - less);
        ck_assert_uint_eq(o.post.parcels.refusal_count, less);
    }
    static const char *const bad[] = {"0", "-1", "20Mo", "M", "1.5M", "9999999999999G", "20 M"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unload(&o);
        config_with(&o, arena_printf(o.b.arena, "taille_max = %s\n", bad[i]));
        load(&o, date_of(2026, 8, 20));
        ck_assert_msg(prepare(&o) == STATUS_USAGE, "%s", bad[i]);
        ck_assert_ptr_nonnull(strstr(o.b.error.place, "config.ini:1"));
    }
    office_free(&o);
}
END_TEST

/* ---- [courriel] depassement = scinder ---- */

enum { MANY = 24 };

typedef struct Mail { /* `count` protocols of SEQ-3, of these sizes, and the limit */
    size_t sizes[MANY], count, limit;
} Mail;

static Document many[MANY];

static void load_mail(Office *o, const Mail *mail, const char *more)
{
    Buffer bytes = {0};
    unload(o);
    config_with(o, arena_printf(o->b.arena, "taille_max = %zu\ndepassement = scinder\n%s", mail->limit,
                                more));
    load(o, date_of(2026, 8, 20));
    o->issue.documents = many;
    for (size_t i = 0; i < mail->count; i++) {
        const Row *row = term_find(&o->b.term, T_SEQUENCES, "SEQ-3");
        Document *d = &many[o->issue.count++];
        *d = (Document){.kind = &protocole, .subject = {SCOPE_SEQUENCE, row, row_key(row)}, .held_by = "",
                        .path = arena_printf(o->b.arena, "documents/protocole/été-%zu.pdf", i),
                        .issued = {.number = arena_printf(o->b.arena, "P-%zu", i), .revision = 1}};
        buffer_clear(&bytes);
        for (size_t n = 0; n < mail->sizes[i]; n++)
            buffer_add_char(&bytes, (char)('A' + (n + i) % 26));
        ck_assert_int_eq(file_put(path_join(o->b.arena, o->b.output, d->path), buffer_text(&bytes),
                                  bytes.length, NULL, &o->b.error), STATUS_OK);
        sha256_hex(buffer_text(&bytes), bytes.length, d->sha256);
        sha256_hex(buffer_text(&bytes), bytes.length, d->terms);
        d->bytes = bytes.length;
    }
    buffer_free(&bytes);
}

START_TEST(test_a_message_too_heavy_is_several)
{
    Office o = office_new();
    load(&o, date_of(2026, 8, 20));
    Mail mail = {{30000, 30000, 30000, 200000, 30000}, 5, 100000};
    load_mail(&o, &mail, "");
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 2);
    ck_assert_str_eq(o.post.messages[0].row.path, "courriels/A-protocoles-1-de-2.eml");
    ck_assert_str_eq(o.post.messages[1].row.path, "courriels/A-protocoles-2-de-2.eml");
    ck_assert_str_ne(o.post.messages[0].row.key, o.post.messages[1].row.key);
    ck_assert_str_ne(o.post.messages[0].row.message_id, o.post.messages[1].row.message_id);
    char *said = read_message(&o, "courriels/A-protocoles-1-de-2.eml");
    reader_expect(said, "subject\tAlternance travail-études – protocoles d’entente (Atelier \"Le Pin\") (1 de 2)");
    ck_assert_uint_eq(count_of(said, "attachment\t"), 2);
    ck_assert_ptr_nonnull(strstr(said, "répartis dans 2 messages ; celui-ci est le numéro 1."));
    free(said);
    said = read_message(&o, "courriels/A-protocoles-2-de-2.eml");
    reader_expect(said, "subject\tAlternance travail-études – protocoles d’entente (Atelier \"Le Pin\") (2 de 2)");
    ck_assert_ptr_nonnull(strstr(said, "attachment\tété-2.pdf|"));
    ck_assert_ptr_nonnull(strstr(said, "attachment\tété-4.pdf|"));
    free(said);

    /* The one that fits in no message is said, where to look and what to do. */
    ck_assert_uint_eq(o.post.parcels.refusal_count, 1);
    const Refusal *r = o.post.parcels.refusals;
    ck_assert_msg(text_starts(r->place, "config.ini:1"), "%s", r->place);
    ck_assert_ptr_nonnull(strstr(r->reason, "documents/protocole/été-3.pdf est trop lourd"));
    ck_assert_ptr_nonnull(strstr(r->reason, "augmentez-la"));

    /* Again, on another day: the same messages, nothing written. */
    const char *keys[2], *first = bench_read(&o.b, "output/courriels/A-protocoles-1-de-2.eml");
    for (size_t i = 0; i < 2; i++)
        keys[i] = arena_string(o.b.arena, o.post.messages[i].row.key);
    load_mail(&o, &mail, "");
    o.b.record.today = date_of(2026, 9, 2);
    write_ok(&o);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(o.post.messages[i].known);
        ck_assert(!o.post.messages[i].written);
        ck_assert_str_eq(o.post.messages[i].row.key, keys[i]);
    }
    ck_assert_str_eq(bench_read(&o.b, "output/courriels/A-protocoles-1-de-2.eml"), first);

    /* A limit that lets all go together: one message, and the parts are withdrawn. */
    mail.limit = 1000000;
    load_mail(&o, &mail, "");
    write_ok(&o);
    ck_assert_uint_eq(o.post.count, 1);
    ck_assert_str_eq(o.post.messages[0].row.path, "courriels/A-protocoles.eml");
    ck_assert_uint_eq(o.post.withdrawn_count, 2);
    ck_assert_int_eq(file_kind(path_join(o.b.arena, o.b.output, "courriels/A-protocoles-1-de-2.eml")),
                     FILE_ABSENT);
    office_free(&o);
}
END_TEST

/* One part has left: the others are still the second and the third of three, byte for byte. Had it
 * been withdrawn, they would be the first and the second of two. */
START_TEST(test_parts_keep_their_numbers)
{
    for (int left = 0; left < 2; left++) {
        Office o = office_new();
        load(&o, date_of(2026, 8, 20));
        Mail mail = {{30000, 30000, 30000}, 3, 50000};
        load_mail(&o, &mail, "");
        write_ok(&o);
        ck_assert_uint_eq(o.post.count, 3);
        const char *second = bench_read(&o.b, "output/courriels/A-protocoles-2-de-3.eml");
        if (left)
            ck_assert_int_eq(messages_set_state(o.b.registry, o.post.messages[0].row.key, MESSAGE_SENT,
                                                &o.b.error), STATUS_OK);
        load_mail(&o, &mail, "");
        if (!left)
            many[0].held_by = "neq-forme";
        write_ok(&o);
        ck_assert_uint_eq(o.post.count, 2);
        ck_assert_str_eq(o.post.messages[0].row.path, left ? "courriels/A-protocoles-2-de-3.eml"
                                                           : "courriels/A-protocoles-1-de-2.eml");
        ck_assert_str_eq(o.post.messages[1].row.path, left ? "courriels/A-protocoles-3-de-3.eml"
                                                           : "courriels/A-protocoles-2-de-2.eml");
        ck_assert_int_eq(o.post.messages[0].written, !left);
        if (left)
            ck_assert_str_eq(bench_read(&o.b, "output/courriels/A-protocoles-2-de-3.eml"), second);
        if (left) { /* and the last one, alone */
            messages_set_state(o.b.registry, o.post.messages[0].row.key, MESSAGE_UNCERTAIN, &o.b.error);
            load_mail(&o, &mail, "");
            write_ok(&o);
            ck_assert_uint_eq(o.post.count, 1);
            ck_assert_str_eq(o.post.messages[0].row.path, "courriels/A-protocoles-3-de-3.eml");
            ck_assert_ptr_nonnull(strstr(o.post.messages[0].subject, " (3 de 3)"));
        }
        office_free(&o);
    }
}
END_TEST

/* Whatever the sizes: each document once and in its order, no message past the limit, and none that
 * could have taken the next document too. */
START_TEST(test_parts_are_whole_and_full)
{
    Office o = office_new();
    unsigned seed = 20260820;
    load(&o, date_of(2026, 8, 20));
    for (int round = 0; round < 25; round++) {
        Mail mail = {.count = 2 + (seed >> 8) % (MANY - 2), .limit = 9000 + (seed >> 4) % 40000};
        for (size_t i = 0; i < mail.count; i++) {
            seed = seed * 1103515245 + 12345;
            mail.sizes[i] = 1 + (seed >> 6) % 20000;
        }
        load_mail(&o, &mail, "");
        prepare_ok(&o);
        size_t next = 0, heavy = o.post.parcels.refusal_count;
        for (size_t m = 0; m < o.post.count; m++) {
            const Message *message = &o.post.messages[m];
            const Parcel *parcel = message->parcel;
            ck_assert_uint_le(message->length, mail.limit);
            ck_assert_int_eq(parcel->parts, o.post.count > 1 ? (int)o.post.count : 0);
            ck_assert_int_eq(parcel->part, o.post.count > 1 ? (int)m + 1 : 0);
            for (size_t i = 0; i < parcel->document_count; i++) {
                size_t at = (size_t)(parcel->documents[i] - many);
                ck_assert_uint_ge(at, next);
                for (; next < at; next++) /* passed over: past the limit by itself */
                    ck_assert_msg(mail.sizes[next] * 4 / 3 + 9000 > mail.limit, "round %d", round);
                next = at + 1;
            }
            if (m > 0) {
                size_t first = (size_t)(parcel->documents[0] - many);
                ck_assert_uint_gt(o.post.messages[m - 1].length + mail.sizes[first] * 4 / 3 + 1500,
                                  mail.limit);
            }
        }
        size_t carried = 0;
        for (size_t m = 0; m < o.post.count; m++)
            carried += o.post.messages[m].parcel->document_count;
        ck_assert_uint_eq(carried + heavy, mail.count);
    }
    office_free(&o);
}
END_TEST

/* The file of a part is nobody else's, even if a school's keys look like its name. */
START_TEST(test_parts_take_no_file_of_another)
{
    Office o = office_new();
    static const Kind other = {.name = "autre", .title = {"Autre", "Other"}, .scope = SCOPE_SEQUENCE,
                               .role = "signature", .occasion = "protocoles-1-de-2", .mail = "protocoles",
                               .recipients = RECIPIENT_COMPANY};
    load(&o, date_of(2026, 8, 20));
    Mail mail = {{30000, 30000, 30000}, 3, 50000};
    load_mail(&o, &mail, "");
    many[2].kind = &other;
    prepare_ok(&o);
    ck_assert_uint_eq(o.post.count, 3);
    ck_assert_str_eq(o.post.messages[0].row.path, "courriels/A-protocoles-1-de-2-2.eml");
    ck_assert_str_eq(o.post.messages[1].row.path, "courriels/A-protocoles-2-de-2.eml");
    ck_assert_str_eq(o.post.messages[2].row.path, "courriels/A-protocoles-1-de-2.eml");
    office_free(&o);
}
END_TEST

START_TEST(test_unknown_names_stop_the_run)
{
    Office o = office_new();
    const char *folder = path_join(o.b.arena, o.b.scratch.folder, "templates/fr/courriels");
    ck_assert_int_eq(file_make_folder(folder, &o.b.error), STATUS_OK);
    bench_write(&o.b, "config.ini", bench_config); /* its own templates */
    static const struct {
        const char *text, *place;
    } cases[] = {
        {"Objet : {{nom}}\n\n{{destinataire.nom}} {{representent_nom}}\n", "protocoles.txt:3"},
        {"Objet : {{nom}}\n\n{{titre}}\n", "protocoles.txt:3"}, /* only within documents */
        {"Bonjour\n\n{{nom}}\n", "protocoles.txt:1"},
        {"Objet :\n\n{{nom}}\n", "protocoles.txt:1"},
    };
    load(&o, date_of(2026, 8, 20));
    add(&o, &protocole, "SEQ-3", "p3");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench_write(&o.b, "templates/fr/courriels/protocoles.txt", cases[i].text);
        ck_assert_msg(prepare(&o) == STATUS_USAGE, "case %zu", i);
        ck_assert_msg(strstr(o.b.error.place, cases[i].place), "case %zu: %s", i, o.b.error.place);
    }
    bench_write(&o.b, "templates/fr/courriels/protocoles.txt",
                "Objet : {{nom}}\n\n{{#documents}}{{titre}} {{sequence}}{{/documents}}\n");
    prepare_ok(&o);
    ck_assert_str_eq(o.post.messages[0].text, "Protocole d’entente SEQ-3\n");
    office_free(&o);
}
END_TEST

SUITE("message", test_one_message_a_company_and_occasion, test_what_is_not_made_does_not_leave,
      test_contacts_of_the_role, test_a_supervisor_gets_his_trainees_only,
      test_internal_kinds_never_leave, test_answers_go_where_someone_reads, test_refusals_have_a_place_and_no_name,
      test_same_documents_same_message, test_a_new_rendering_is_the_same_message,
      test_new_terms_replace_the_message, test_what_was_sent_is_left_alone,
      test_what_was_sent_is_not_joined_again, test_another_address_has_all_of_it,
      test_only_one_company, test_a_changed_file_is_refused, test_size_limit,
      test_a_message_too_heavy_is_several, test_parts_keep_their_numbers, test_parts_are_whole_and_full,
      test_parts_take_no_file_of_another, test_unknown_names_stop_the_run)
