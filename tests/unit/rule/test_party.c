/* Rules that compare the inputs with the parties of the documents issued before. */
#include "case.h"

#include "record/documents.h"

#define SIGNED "sequences.1.protocole_signe_le=2026-10-26"
#define OTHER_STUDENT                                                                              \
    "+eleves:id;nom;prenom;programme;statut=ELV-2;Roy;Léa;5195;actif & sequences.1.eleve=ELV-2"
#define OTHER_COMPANY                                                                              \
    "+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_titre;statut="    \
    "ENT-2;Autre atelier;x;Lévis;G6V 1A2;B;dir.;confirmee & sequences.1.entreprise=ENT-2"

static const char terms[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

static void issue(Registry *registry, const char *kind, const Parties *parties)
{
    Issued issued;
    const IssueRequest wanted = {
        .kind = kind, .key = "SEQ-1", .terms_sha256 = terms, .organisation = "", .parties = parties};
    ck_assert_int_eq(registry_issue(registry, &wanted, &issued, NULL), STATUS_OK);
}

/* A case whose registry knows a protocol and an attestation of SEQ-1, for ELV-1 at ENT-1. */
static Case *known(const char *changes)
{
    static const Parties parties = {"ELV-1", "ENT-1", "1112345674"};
    Case *c = case_new(FP);
    case_apply(c, changes);
    Registry *registry;
    ck_assert_int_eq(
        registry_open(&registry, path_join(c->arena, c->folder, "registre"), false, NULL),
        STATUS_OK);
    ck_assert_int_eq(registry_begin(registry, NULL), STATUS_OK);
    issue(registry, "protocole", &parties);
    issue(registry, "attestation", &parties);
    ck_assert_int_eq(registry_commit(registry, NULL), STATUS_OK);
    c->record.registry = registry;
    case_run(c);
    ck_assert_int_eq(c->status, STATUS_OK);
    return c;
}

static void known_free(Case *c)
{
    registry_close((Registry *)(uintptr_t)c->record.registry);
    const char *folder = path_join(c->arena, c->folder, "registre");
    unlink(path_join(c->arena, folder, "registre.db"));
    rmdir(folder);
    case_free(c);
}

static void expect(const char *changes, const char *changed, const char *reused)
{
    Case *c = known(changes);
    ck_assert_str_eq(case_all(c, "sequence-partie-changee"), changed);
    ck_assert_str_eq(case_all(c, "cle-reutilisee"), reused);
    ck_assert(!case_unchecked(c, "sequence-partie-changee"));
    ck_assert(!case_unchecked(c, "cle-reutilisee"));
    known_free(c);
}

START_TEST(signed_parties_stay)
{
    expect(SIGNED, "", "");
    expect(SIGNED " & " OTHER_STUDENT, "E sequences.csv:2 eleve", "");
    expect(SIGNED " & " OTHER_COMPANY, "E sequences.csv:2 entreprise", "");
    expect(SIGNED " & " OTHER_STUDENT " & " OTHER_COMPANY, "E sequences.csv:2 eleve", "");
    expect(SIGNED " & sequences.1.statut=annulee & " OTHER_COMPANY, "", "");
    /* The last of the three signatures makes it signed. */
    expect("sequences.1.signe_eleve_le=2026-10-20 & sequences.1.signe_entreprise_le=2026-10-21 & "
           OTHER_COMPANY, "", "");
    expect("sequences.1.signe_eleve_le=2026-10-20 & sequences.1.signe_entreprise_le=2026-10-21 & "
           "sequences.1.signe_etablissement_le=2026-10-22 & " OTHER_COMPANY,
           "E sequences.csv:2 entreprise", "");
    /* What is not there is said by lien-inconnu alone. */
    expect(SIGNED " & sequences.1.entreprise=ENT-9", "", "");
    expect(SIGNED " & sequences.1.id=SEQ-9 & " OTHER_COMPANY, "", "");
}
END_TEST

START_TEST(replaced_sequence_is_no_change)
{
    expect(SIGNED " & sequences.1.statut=interrompue & sequences.2.entreprise=ENT-2 & "
           "sequences.2.remplace=SEQ-1", "", "");
}
END_TEST

START_TEST(keys_are_not_given_again)
{
    expect(OTHER_COMPANY, "", ""); /* before the signature, a company may change */
    expect(OTHER_STUDENT, "", "E sequences.csv:2 id");
    expect("sequences.1.id=SEQ-9", "", "");
    expect("entreprises.1.neq=", "", "");
    expect("entreprises.1.neq=1112345675", "", ""); /* one digit */
    expect("entreprises.1.neq=1121345674", "", ""); /* two neighbours */
    expect("entreprises.1.neq=1112345665", "", "E entreprises.csv:2 neq");
    expect("entreprises.1.neq=8831234567", "", "E entreprises.csv:2 neq");
    expect("entreprises.1.neq=11123", "", ""); /* neq-forme says it */
    expect("entreprises.1.id=ENT-7 & entreprises.1.neq=8831234567", "", "");
}
END_TEST

START_TEST(what_they_say)
{
    Case *c = known(SIGNED " & " OTHER_COMPANY);
    const Finding *finding = case_finding(c, "sequence-partie-changee");
    ck_assert_str_eq(finding->message,
                     "la séquence SEQ-1 est signée, et son entreprise n'est plus ENT-1 mais ENT-2");
    ck_assert_str_eq(finding->fix, "interrompez cette séquence, et ajoutez une ligne qui la "
                                   "remplace (colonne remplace)");
    known_free(c);
    c = known(OTHER_STUDENT);
    ck_assert_str_eq(case_finding(c, "cle-reutilisee")->message,
                     "« SEQ-1 » a déjà servi pour l'élève ELV-1 (attestation), pas pour ELV-2");
    known_free(c);
    c = known("entreprises.1.neq=8831234567");
    ck_assert_str_eq(case_finding(c, "cle-reutilisee")->message,
                     "« ENT-1 » est déjà, dans le registre, l'entreprise de NEQ 1112345674, "
                     "pas 8831234567");
    known_free(c);
}
END_TEST

START_TEST(absent_registry_knows_nobody)
{
    Case *c = case_new(FP);
    case_apply(c, SIGNED);
    Registry *registry;
    ck_assert_int_eq(
        registry_open(&registry, path_join(c->arena, c->folder, "registre"), true, NULL),
        STATUS_OK);
    c->record.registry = registry;
    case_run(c);
    ck_assert_str_eq(case_all(c, "sequence-partie-changee"), "");
    ck_assert(!case_unchecked(c, "sequence-partie-changee"));
    registry_close(registry);
    case_free(c);
}
END_TEST

SUITE("party", signed_parties_stay, replaced_sequence_is_no_change, keys_are_not_given_again,
      what_they_say, absent_registry_knows_nobody)
