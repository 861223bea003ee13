/* The workbook of a small term, read back by openpyxl: what another program sees in it. */
#include "base/file.h"
#include "base/text.h"
#include "sheet/summary.h"
#include "suite.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Input {
    const char *name, *text;
} Input;

static const Input inputs[] = {
    {"config.ini", "[etablissement]\nnom = Centre A & B\ncode_organisme = 999001\nreseau = fp\n"
                   "adresse = 1, rue X\nville = Y\ncode_postal = G1R 5A5\n"
                   "signataire_nom = D\nsignataire_titre = Directeur\n"
                   "[periode]\nnom = Hiver\nannee_scolaire = 2026-2027\ndebut = 2026-07-01\n"
                   "fin = 2027-06-30\n[courriel]\nexpediteur = a@b.example\n"},
    {"input/programmes.csv", "code,titre,sanction,heures\n5195,Soudage,DEP,1800\n"},
    {"input/personnel.csv",
     "id,nom,prenom,role\nP1,Roy,Ève,encadrement\nP2,Abel,Guy,encadrement\n"},
    {"input/eleves.csv",
     "id,code_permanent,nom,prenom,date_naissance,programme,statut,adresse,ville,code_postal\n"
     "17,NGUH58530404,Nguyễn,Thị Hằng,1991-03-28,5195,actif,77 rue Secrète,Villecachée,H0H 0H0\n"},
    {"input/entreprises.csv",
     "id,nom,adresse,ville,code_postal,representant_nom,statut,places\n"
     "E1,=1+1,2 rue Z,Nicolet,J3T 1A1,Luc Côté,confirmee,2\nE2,@SUM(A1),3 rue Z,Nicolet,J3T "
     "1A2,Zoé,prospect,\n"},
    {"input/superviseurs.csv", "id,entreprise,nom,prenom\nS1,E1,ᖁᒪᓗᒃ,ᐋᓇ\n"},
    {"input/sequences.csv",
     "id;eleve;entreprise;superviseur;responsable;rang;type;statut;debut;fin;heures_semaine;heures;"
     "remuneree;taux_horaire;heures_realisees;heures_encadrement\n"
     "Q1;17;E1;S1;P1;1;mise_en_oeuvre;terminee;2026-09-01;2026-10-01;35;150,5;oui;18,50;149,25;5\n"
     "Q2;17;E1;S9;P1;2;mise_en_oeuvre;signee;2027-03-01;46500;35;210;non;;;\n"},
    {"input/sequences_anterieures.csv",
     "eleve,rang,debut,fin,heures\n17,0,2025-01-06,2025-01-10,35\n"},
    {"input/visites.csv", "id,sequence,date,heure,mode,statut,responsable\n"
                          "V1,Q1,2026-09-15,13:30,sur_place,realisee,P2\n"
                          "V2,Q1,2026-09-14,,visio,realisee,\n" /* by the sequence's */
                          "V3,Q1,2026-09-10,9:00,sur_place,realisee,P1\n"},
};

typedef struct Bench {
    Arena *arena;
    char root[64];
    const char *path;
    Config config;
    Term term;
    Record record;
    Findings findings;
    Finding found[2];
    Kind kinds[2];
    Catalogue catalogue;
    Document documents[3];
    Issue issue;
    Error error;
    char *read; /* what read_workbook.py printed */
} Bench;

static const Rule rule = {.code = "neq-forme"};

static void add_findings(Bench *b)
{
    static const char *held[] = {"attestation:Q1", "fiche-credit:Q1"};
    const Row *company = &b->term.tables[T_ENTREPRISES].rows[0];
    b->found[0] = (Finding){.rule = &rule,
                            .severity = SEVERITY_ERROR,
                            .place = {.file = "entreprises.csv",
                                      .line = 2,
                                      .column = "neq",
                                      .value = "\xff=A1\x01",
                                      .table = T_ENTREPRISES,
                                      .row = company},
                            .message = "=HYPERLINK(\"x\")",
                            .fix = "récrivez-le",
                            .held = held,
                            .held_count = 2};
    b->found[1] = (Finding){.rule = &rule, .severity = SEVERITY_INFO, .place = {.file = "x.csv"}};
    b->findings = (Findings){.items = b->found, .count = 2};
}

static void add_documents(Bench *b)
{
    const Row *sequences = b->term.tables[T_SEQUENCES].rows;
    b->kinds[0] = (Kind){.name = "protocole", .title = {"Protocole", "Agreement"}};
    b->kinds[1] = (Kind){.name = "attestation", .title = {"Attestation", "Attestation"}};
    b->catalogue = (Catalogue){.kinds = b->kinds, .count = 2};
    b->documents[0] = (Document){.kind = &b->kinds[1],
                                 .subject = {SCOPE_SEQUENCE, &sequences[0], "Q1"},
                                 .path = "documents/attestation/q1.pdf",
                                 .held_by = "",
                                 .issued = {.number = "2026-999001-00001",
                                            .revision = 2,
                                            .issued_on = date_of(2027, 3, 10)}};
    b->documents[1] = (Document){.kind = &b->kinds[1],
                                 .subject = {SCOPE_SEQUENCE, &sequences[1], "Q2"},
                                 .held_by = "valeur-type neq-forme"};
    b->documents[2] = (Document){.kind = &b->kinds[0],
                                 .subject = {SCOPE_SEQUENCE, &sequences[0], "Q1"},
                                 .held_by = ""};
    b->issue = (Issue){.record = &b->record,
                       .catalogue = &b->catalogue,
                       .documents = b->documents,
                       .count = 3};
}

static Bench *bench_new(void)
{
    Bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    strcpy(b->root, "/tmp/ate-sommaire-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(b->root));
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        ck_assert_int_eq(file_put(path_join(b->arena, b->root, inputs[i].name), inputs[i].text,
                                  strlen(inputs[i].text), NULL, &b->error),
                         STATUS_OK);
    Status status =
        config_load(&b->config, path_join(b->arena, b->root, "config.ini"), &b->error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", b->error.place, b->error.what);
    ck_assert_int_eq(term_load(&b->term, &b->config, &b->error), STATUS_OK);
    b->record = (Record){&b->term, &b->config, NULL, date_of(2027, 3, 15), NULL};
    add_findings(b);
    add_documents(b);
    b->path = path_join(b->arena, b->root, "output/rapports/sommaire.xlsx");
    return b;
}

static void bench_free(Bench *b)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", b->root);
    ck_assert_int_eq(system(command), 0);
    free(b->read);
    term_free(&b->term);
    config_free(&b->config);
    arena_free(b->arena);
    free(b);
}

static bool write_book(Bench *b, Lang lang)
{
    Summary summary = {&b->record, &b->findings, &b->issue, lang};
    bool written = false;
    Status status = summary_write(&summary, b->path, &written, &b->error);
    ck_assert_msg(status == STATUS_OK, "%s", b->error.what);
    return written;
}

static void read_back(Bench *b)
{
    char command[256];
    snprintf(command, sizeof command,
             "LC_ALL=C.UTF-8 /usr/bin/python3 -B tests/functional/read_workbook.py '%s'", b->path);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    Buffer text = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buffer_add(&text, chunk, n);
    ck_assert_int_eq(pclose(pipe), 0);
    free(b->read);
    b->read = text.data;
}

static Bench *book_in(Lang lang)
{
    Bench *b = bench_new();
    write_book(b, lang);
    read_back(b);
    return b;
}

/* A whole line of what was read. */
static bool says(const Bench *b, const char *line)
{
    size_t length = strlen(line);
    for (const char *at = b->read; (at = strstr(at, line)); at++)
        if ((at == b->read || at[-1] == '\n') && (at[length] == '\n' || !at[length]))
            return true;
    return false;
}

#define SAYS(b, line) ck_assert_msg(says(b, line), "missing: %s", line)
#define SAYS_NOT(b, text) ck_assert_msg(!strstr((b)->read, text), "found: %s", text)

START_TEST(every_sheet_is_ready_to_use_and_to_print)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Résumé\tsheet\tNone None None landscape 1 1x0");
    SAYS(b, "Séquences\tsheet\tB2 A1:AD3 $1:$1 landscape 1 2x0");
    SAYS(b, "Élèves\tsheet\tB2 A1:R2 $1:$1 landscape 1 1x0");
    SAYS(b, "Entreprises\tsheet\tB2 A1:U3 $1:$1 landscape 1 2x0");
    SAYS(b, "Visites\tsheet\tB2 A1:O4 $1:$1 landscape 1 1x0");
    SAYS(b, "Attestations\tsheet\tB2 A1:S3 $1:$1 landscape 1 2x0");
    SAYS(b, "Constats\tsheet\tB2 A1:K3 $1:$1 landscape 1 1x0");
    SAYS(b, "Constats\tcolour\tequal \"erreur\"");
    SAYS(b, "Constats\tcolour\tequal \"avertissement\"");
    bench_free(b);
}
END_TEST

START_TEST(the_front_sheet_counts)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Résumé!A1\ttext\tCentre A & B");
    SAYS(b, "Résumé!A2\ttext\tHiver");
    SAYS(b, "Résumé!B3\tdate\t2027-03-15");
    SAYS(b, "Résumé!F2\ttext\tContient des renseignements personnels : à garder à l'école.");
    /* in brief: of two sequences none has a signed agreement; the three visits were made */
    SAYS(b, "Résumé!A6\ttext\tProtocoles signés");
    SAYS(b, "Résumé!B6\tformula\t=COUNTIF(sequences.protocole,\"signé\")");
    SAYS(b, "Résumé!C6\tnumber\t2");
    SAYS(b, "Résumé!D6\tformula\t=B6/C6");
    SAYS(b, "Résumé!B7\tformula\t=COUNTIF(visites.statut,\"réalisée\")");
    SAYS(b, "Résumé!C7\tnumber\t3");
    SAYS(b, "Résumé!C8\tnumber\t0");
    SAYS_NOT(b, "Résumé!D8"); /* of no evaluation there is no share */
    SAYS(b, "Résumé!B9\tnumber\t0");  /* Q1 has ended, and no meeting was held */
    SAYS(b, "Résumé!C9\tnumber\t1");
    SAYS(b, "Résumé!B10\tnumber\t1"); /* attestations: Q1's, of Q1's and Q2's */
    SAYS(b, "Résumé!C10\tnumber\t2");
    SAYS(b, "Résumé!A25\ttext\ten cours");
    SAYS(b, "Résumé!B25\tformula\t=COUNTIF(sequences.statut,\"en cours\")");
    SAYS(b, "Résumé!B29\tformula\t=SUM(B22:B28)");
    /* by month: the period has twelve, and lies in one piece */
    SAYS(b, "Résumé!A32\ttext\tjuill. 2026");
    SAYS(b, "Résumé!A34\ttext\tsept. 2026");
    SAYS(b, "Résumé!B34\tnumber\t3");
    SAYS(b, "Résumé!C34\tnumber\t3");
    SAYS(b, "Résumé!D40\tnumber\t1"); /* March */
    SAYS(b, "Résumé!A43\ttext\tjuin 2027");
    SAYS_NOT(b, "Résumé!A44");
    SAYS(b, "Résumé!A46\ttext\t5195 Soudage");
    SAYS(b, "Résumé!B46\tnumber\t360.5");
    SAYS(b, "Résumé!C46\tnumber\t149.25");
    SAYS(b, "Résumé!D46\tnumber\t2");
    /* P1 has made two visits, P2 one; P1 is the first of the staff */
    SAYS(b, "Résumé!A49\ttext\tRoy, Ève");
    SAYS(b, "Résumé!B49\tnumber\t2");
    SAYS(b, "Résumé!C49\tnumber\t2");
    SAYS(b, "Résumé!D49\tnumber\t0");
    SAYS(b, "Résumé!A50\ttext\tAbel, Guy");
    SAYS(b, "Résumé!A53\ttext\tProtocole");
    SAYS(b, "Résumé!B53\tnumber\t1");
    SAYS(b, "Résumé!C53\tnumber\t0");
    SAYS(b, "Résumé!A54\ttext\tAttestation");
    SAYS(b, "Résumé!B54\tnumber\t1");
    SAYS(b, "Résumé!C54\tnumber\t1");
    SAYS(b, "Résumé!A57\ttext\terreur");
    SAYS(b, "Résumé!B57\tformula\t=COUNTIF(constats.gravite,\"erreur\")");
    SAYS(b, "Résumé!B60\tnumber\t0");
    SAYS(b, "Résumé!A63\ttext\tSéquences");
    SAYS(b, "Résumé!A63\tlink\t'Séquences'!A1");
    bench_free(b);
}
END_TEST

START_TEST(the_front_sheet_draws)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Résumé\tchart\tbarChart 5,4 'Résumé'!$A$15:$A$19='Résumé'!$B$15:$B$19");
    SAYS(b, "Résumé\tchart\tbarChart 12,4 'Résumé'!$A$32:$A$43='Résumé'!$B$32:$B$43 "
            "'Résumé'!$A$32:$A$43='Résumé'!$C$32:$C$43");
    SAYS(b, "Résumé\tchart\tbarChart 5,21 'Résumé'!$A$32:$A$43='Résumé'!$D$32:$D$43");
    SAYS(b, "Résumé\tchart\tbarChart 12,21 'Résumé'!$A$46='Résumé'!$B$46 "
            "'Résumé'!$A$46='Résumé'!$C$46");
    bench_free(b);
}
END_TEST

START_TEST(values_keep_their_type)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Séquences!A2\ttext\tQ1");
    SAYS(b, "Séquences!B2\ttext\t17");
    SAYS(b, "Séquences!C2\ttext\tNguyễn, Thị Hằng");
    SAYS(b, "Séquences!D2\ttext\t5195");
    SAYS(b, "Séquences!G2\ttext\tᖁᒪᓗᒃ, ᐋᓇ");
    SAYS(b, "Séquences!I2\tnumber\t1");
    SAYS(b, "Séquences!J2\ttext\tmise en œuvre de compétences");
    SAYS(b, "Séquences!K2\ttext\tterminée");
    SAYS(b, "Séquences!L2\tdate\t2026-09-01");
    SAYS(b, "Séquences!P2\tnumber\t150.5");
    SAYS(b, "Séquences!Q2\tnumber\t149.25");
    SAYS(b, "Séquences!R2\ttext\toui");
    SAYS(b, "Séquences!S2\tnumber\t18.5");
    /* the day begins it; a value that could not be read stays as it was written */
    SAYS(b, "Séquences!K3\ttext\ten cours");
    SAYS(b, "Séquences!M3\ttext\t46500");
    SAYS(b, "Séquences!G3\ttext\tS9");
    bench_free(b);
}
END_TEST

START_TEST(text_is_never_a_formula)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Entreprises!B2\ttext\t=1+1");
    SAYS(b, "Entreprises!B3\ttext\t@SUM(A1)");
    SAYS(b, "Constats!I2\ttext\t=HYPERLINK(\"x\")");
    /* bytes that are not UTF-8 and control characters are replaced */
    SAYS(b, "Constats!H2\ttext\t\xEF\xBF\xBD=A1\xEF\xBF\xBD");
    /* ours are all in the front sheet */
    for (const char *at = b->read; (at = strstr(at, "\tformula\t")); at++) {
        const char *line = at;
        while (line > b->read && line[-1] != '\n')
            line--;
        ck_assert_int_eq(strncmp(line, "Résumé!", strlen("Résumé!")), 0);
    }
    bench_free(b);
}
END_TEST

START_TEST(a_long_text_is_cut_not_lost)
{
    Bench *b = bench_new();
    char *text = malloc(2 * 40000 + 1);
    for (size_t i = 0; i < 40000; i++)
        memcpy(text + 2 * i, "é", 2);
    text[80000] = '\0';
    b->found[0].message = text;
    write_book(b, LANG_FR);
    read_back(b);
    const char *cell = strstr(b->read, "Constats!I2\ttext\té");
    ck_assert_ptr_nonnull(cell);
    ck_assert_uint_eq(strcspn(cell, "\n"),
                      strlen("Constats!I2\ttext\t") + 2 * 32767);
    free(text);
    bench_free(b);
}
END_TEST

START_TEST(the_path_of_a_student_adds_up)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Élèves!L2\tnumber\t3");       /* two sequences and an earlier one */
    SAYS(b, "Élèves!M2\tnumber\t35");      /* earlier */
    SAYS(b, "Élèves!N2\tnumber\t184.25");  /* 35 + 149.25 done */
    SAYS(b, "Élèves!O2\tnumber\t394.25");  /* … + 210 planned */
    SAYS(b, "Élèves!P2\tnumber\t0.219");   /* of 1,800 */
    SAYS_NOT(b, "Élèves!Q2");              /* 360 are reached */
    SAYS(b, "Entreprises!R2\tnumber\t1");  /* Q2 is under way */
    SAYS(b, "Entreprises!T2\tnumber\t2");
    SAYS(b, "Entreprises!U2\tnumber\t1");  /* its finding of severity error */
    SAYS_NOT(b, "Entreprises!U3");
    bench_free(b);
}
END_TEST

START_TEST(visits_go_by_responsable_day_and_hour)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Visites!A2\ttext\tRoy, Ève");
    SAYS(b, "Visites!B2\tdate\t2026-09-10");
    SAYS(b, "Visites!C2\ttime\t09:00");
    SAYS(b, "Visites!A3\ttext\tRoy, Ève"); /* of the sequence: the visit names nobody */
    SAYS(b, "Visites!B3\tdate\t2026-09-14");
    SAYS_NOT(b, "Visites!C3");
    SAYS(b, "Visites!A4\ttext\tAbel, Guy");
    SAYS(b, "Visites!F4\ttext\t=1+1");
    bench_free(b);
}
END_TEST

START_TEST(attestations_say_what_holds_them_back)
{
    Bench *b = book_in(LANG_FR);
    SAYS(b, "Attestations!A2\ttext\tQ1");
    SAYS(b, "Attestations!B2\ttext\t2026-999001-00001");
    SAYS(b, "Attestations!C2\tnumber\t2");
    SAYS(b, "Attestations!D2\tdate\t2027-03-10");
    SAYS(b, "Attestations!O2\tdate\t2027-04-01"); /* six months after 1 October */
    SAYS(b, "Attestations!Q2\ttext\tproduite");
    SAYS(b, "Attestations!S2\ttext\tdocuments/attestation/q1.pdf");
    SAYS(b, "Attestations!Q3\ttext\tretenue");
    SAYS(b, "Attestations!R3\ttext\tvaleur-type neq-forme");
    SAYS_NOT(b, "Attestations!B3");
    SAYS(b, "Constats!K2\ttext\tattestation:Q1, fiche-credit:Q1");
    bench_free(b);
}
END_TEST

START_TEST(no_sheet_holds_what_is_personal)
{
    Bench *b = book_in(LANG_FR);
    SAYS_NOT(b, "NGUH58530404");
    SAYS_NOT(b, "1991-03-28");
    SAYS_NOT(b, "Secrète");
    SAYS_NOT(b, "Villecachée");
    SAYS_NOT(b, "H0H 0H0");
    bench_free(b);
}
END_TEST

START_TEST(english_names_and_words)
{
    Bench *b = book_in(LANG_EN);
    SAYS(b, "Summary!A25\ttext\tunder way");
    SAYS(b, "Sequences!K2\ttext\tended");
    SAYS(b, "Sequences!R2\ttext\tyes");
    SAYS(b, "Students!A1\ttext\tStudent no.");
    SAYS(b, "Companies!N2\ttext\tconfirmed");
    SAYS(b, "Visits!I2\ttext\ton site");
    SAYS(b, "Attestations!Q3\ttext\theld back");
    SAYS(b, "Findings!A2\ttext\terror");
    SAYS(b, "Findings\tcolour\tequal \"error\"");
    bench_free(b);
}
END_TEST

START_TEST(the_same_bytes_whatever_the_clock_and_the_words_of_the_machine)
{
    Bench *b = bench_new();
    ck_assert(write_book(b, LANG_FR));
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "Asia/Tokyo", 1);
    sleep(1);
    ck_assert(!write_book(b, LANG_FR)); /* the file was left as it was */
    read_back(b);
    SAYS(b, "created\tproperty\t2027-03-15T12:00:00");
    b->record.today++;
    ck_assert(write_book(b, LANG_FR));
    bench_free(b);
}
END_TEST

START_TEST(an_epoch_day_does_not_bring_the_clock_in)
{
    Bench *b = bench_new();
    b->record.today = 0;
    write_book(b, LANG_FR);
    read_back(b);
    SAYS(b, "created\tproperty\t1970-01-01T12:00:00");
    bench_free(b);
}
END_TEST

START_TEST(without_documents_or_rows_there_is_still_a_book)
{
    Bench *b = bench_new();
    b->findings = (Findings){0};
    b->term.tables[T_VISITES].row_count = 0;
    Summary summary = {&b->record, &b->findings, NULL, LANG_FR};
    ck_assert_int_eq(summary_write(&summary, b->path, NULL, &b->error), STATUS_OK);
    read_back(b);
    SAYS(b, "Visites\tsheet\tB2 A1:O2 $1:$1 landscape 1 1x0");
    SAYS(b, "Attestations\tsheet\tB2 A1:S2 $1:$1 landscape 1 2x0");
    bench_free(b);
}
END_TEST

START_TEST(a_folder_in_the_way_is_an_error_that_leaves_nothing)
{
    Bench *b = bench_new();
    ck_assert_int_eq(file_make_folder(b->path, &b->error), STATUS_OK);
    Summary summary = {&b->record, &b->findings, &b->issue, LANG_FR};
    ck_assert_int_eq(summary_write(&summary, b->path, NULL, &b->error), STATUS_SYSTEM);
    ck_assert_str_ne(b->error.what, "");
    ck_assert_int_eq(rmdir(b->path), 0);
    ck_assert_int_eq(rmdir(path_folder(b->arena, b->path)), 0); /* no temporary file is left */
    bench_free(b);
}
END_TEST

SUITE("summary", every_sheet_is_ready_to_use_and_to_print, the_front_sheet_counts, the_front_sheet_draws,
      values_keep_their_type, text_is_never_a_formula, a_long_text_is_cut_not_lost,
      the_path_of_a_student_adds_up, visits_go_by_responsable_day_and_hour,
      attestations_say_what_holds_them_back, no_sheet_holds_what_is_personal,
      english_names_and_words, the_same_bytes_whatever_the_clock_and_the_words_of_the_machine,
      an_epoch_day_does_not_bring_the_clock_in, without_documents_or_rows_there_is_still_a_book,
      a_folder_in_the_way_is_an_error_that_leaves_nothing)
