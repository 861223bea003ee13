/* Family 18: administration, students, attestation. */
#include "case.h"

/* SEQ-1 ended on 2027-03-19, attestable but for what a test takes away. */
#define ENDED                                                                                      \
    "sequences.1.statut=terminee & sequences.1.credit_impot=oui & "                                \
    "sequences.1.heures_realisees=350 & "                                                          \
    "sequences.1.protocole_signe_le=2026-12-01 & today=2027-04-02 & "                              \
    "+evaluations:id;sequence;type;date_prevue;date_realisee;resultat=EV-1;SEQ-1;finale;2027-03-"  \
    "18;2027-03-18;atteint"

START_TEST(students)
{
    static const Expectation table[] = {
        {"eleves.1.engagement_le=", BOTH, "engagement-absent", "W eleves.csv:2 engagement_le"},
        {"eleves.1.engagement_le= & sequences.1.statut=prevue", FP, "engagement-absent", ""},
        {"-eleves.engagement_le", FP, "engagement-absent", "?"},
        {"eleves.1.consentement_le=", BOTH, "consentement-absent", ""},
        {"eleves.1.consentement_le= & +candidatures:eleve;entreprise=ELV-1;ENT-1", BOTH,
         "consentement-absent", "E eleves.csv:2 consentement_le"},
        {"eleves.1.consentement_le= & sequences.2.jumelage=offre_directe", FP,
         "consentement-absent", "E eleves.csv:2 consentement_le"},
        {"eleves.1.consentement_le= & sequences.2.jumelage=offre_directe & eleves.1.statut=abandon",
         FP, "consentement-absent", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(deadline)
{
    static const Expectation table[] = {
        {ENDED " & today=2027-07-18 & sequences.1.formulaire_prescrit_le=", BOTH,
         "attestation-delai", ""},
        {ENDED " & today=2027-07-19", BOTH, "attestation-delai",
         "W sequences.csv:2 formulaire_prescrit_le"},
        {ENDED " & today=2027-09-19", FP, "attestation-delai",
         "W sequences.csv:2 formulaire_prescrit_le"},
        {ENDED " & today=2027-09-20", BOTH, "attestation-delai",
         "E sequences.csv:2 formulaire_prescrit_le"},
        {ENDED " & today=2027-09-20 & sequences.1.formulaire_prescrit_le=2027-09-01", FP,
         "attestation-delai", ""},
        {ENDED " & today=2027-09-20 & sequences.1.credit_impot=non", FP, "attestation-delai", ""},
        {ENDED " & today=2027-09-20 & config.attestation.delai_mois=8", FP, "attestation-delai",
         "W sequences.csv:2 formulaire_prescrit_le"},
        {ENDED " & today=2027-09-20 & -sequences.formulaire_prescrit_le", FP, "attestation-delai",
         "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(attestation)
{
    static const Expectation table[] = {
        {ENDED, BOTH, "attestation-heures", ""},
        {ENDED " & sequences.1.heures=70 & sequences.2.heures=70", BOTH, "attestation-heures", ""},
        {ENDED " & sequences.1.heures=70 & sequences.2.heures=69,99", BOTH, "attestation-heures",
         "E sequences.csv:2 credit_impot"},
        {ENDED " & programmes.1.heures_entreprise=139", BOTH, "attestation-heures",
         "E sequences.csv:2 credit_impot"},
        {ENDED
         " & sequences.1.heures=10 & sequences.2.heures=10 & programmes.1.heures_entreprise=140",
         FP, "attestation-heures", ""},
        {ENDED
         " & sequences.1.heures=10 & sequences.2.heures=10 & "
         "+sequences_anterieures:eleve;rang;debut;fin;heures=ELV-1;1;2026-01-05;2026-03-06;120",
         FP, "attestation-heures", ""},
        {ENDED, BOTH, "attestation-evaluation", ""},
        {ENDED " & evaluations.1.date_realisee=", BOTH, "attestation-evaluation",
         "E sequences.csv:2 -"},
        {ENDED " & evaluations.1.type=mi_parcours", FP, "attestation-evaluation",
         "E sequences.csv:2 -"},
        {ENDED " & -evaluations", FP, "attestation-evaluation", "?"},
        {ENDED " & sequences.1.heures_realisees=", BOTH, "heures-realisees-absentes",
         "E sequences.csv:2 heures_realisees"},
        {ENDED " & -sequences.heures_realisees", FP, "heures-realisees-absentes",
         "E sequences.csv:2 -"},
        {"sequences.1.heures_realisees=", FP, "heures-realisees-absentes", ""},
        {ENDED, BOTH, "attestation-declaration", "W sequences.csv:2 declaration_entreprise_le"},
        {ENDED " & sequences.1.declaration_entreprise_le=2027-03-25", FP, "attestation-declaration",
         "W sequences.csv:2 heures_encadrement"},
        {ENDED
         " & sequences.1.declaration_entreprise_le=2027-03-25 & sequences.1.heures_encadrement=5",
         FP, "attestation-declaration", ""},
        {ENDED " & entreprises.1.etablissement_quebec=non", BOTH, "attestation-etablissement",
         "E sequences.csv:2 credit_impot"},
        {ENDED " & entreprises.1.etablissement_quebec=", FP, "attestation-etablissement", ""},
        {ENDED " & entreprises.1.neq=8812345674", BOTH, "attestation-organisme",
         "W sequences.csv:2 credit_impot"},
        {ENDED " & entreprises.1.representant_nom=Marc Tremblay", BOTH, "entreprise-lien",
         "W sequences.csv:2 credit_impot"},
        {ENDED " & superviseurs.1.nom=TREMBLAY", FP, "entreprise-lien",
         "W sequences.csv:2 credit_impot"},
        {ENDED " & eleves.1.titulaire_nom=Anne Bérubé", FP, "entreprise-lien",
         "W sequences.csv:2 credit_impot"},
        {ENDED " & eleves.1.titulaire_nom=Paul Bérubé", FP, "entreprise-lien", ""},
        /* 32 weeks of 7 days from 2026-08-31 end on 2027-04-11 */
        {"sequences.1.credit_impot=oui & sequences.1.debut=2026-08-31 & sequences.1.fin=2027-04-11",
         COLLEGE, "stage-max-semaines", ""},
        {"sequences.1.credit_impot=oui & sequences.1.debut=2026-08-31 & sequences.1.fin=2027-04-12",
         COLLEGE, "stage-max-semaines", "W sequences.csv:2 fin"},
        {"sequences.1.credit_impot=oui & sequences.1.debut=2026-08-31 & sequences.1.fin=2027-04-12",
         FP, "stage-max-semaines", ""},
        {"sequences.1.credit_impot=oui & superviseurs.1.heures_contrat_semaine=15", FP,
         "superviseur-contrat", ""},
        {"sequences.1.credit_impot=oui & superviseurs.1.heures_contrat_semaine=14,5", BOTH,
         "superviseur-contrat", "W superviseurs.csv:2 heures_contrat_semaine"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(tasks_and_register)
{
    static const Expectation table[] = {
        {"+taches:id;tache;responsable;echeance;statut=T-1;Rappeler;PER-1;2026-11-02;a_faire", BOTH,
         "tache-en-retard", ""},
        {"+taches:id;tache;responsable;echeance;statut=T-1;Rappeler;PER-1;2026-11-01;a_faire", BOTH,
         "tache-en-retard", "W taches.csv:2 echeance"},
        {"+taches:id;tache;responsable;echeance;statut=T-1;Rappeler;PER-1;2026-11-01;faite", FP,
         "tache-en-retard", ""},
        {"", FP, "tache-en-retard", "?"},
        {"sequences.1.remuneree=non & sequences.1.taux_horaire=", FP, "stagiaire-non-remunere",
         "I sequences.csv:2 remuneree"},
        {"sequences.2.remuneree=non & sequences.2.taux_horaire=", FP, "stagiaire-non-remunere", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

static const char *templates_finding(const char *changes, const char *digest, Arena *arena)
{
    Case *c = case_new(FP);
    case_apply(c, changes);
    c->check.templates_sha256 = digest;
    case_run(c);
    const char *all = arena_string(arena, case_all(c, "modele-non-approuve"));
    case_free(c);
    return all;
}

#define APPROVED                                                                                   \
    "config.modeles.approuves_par=Me Exemple & config.modeles.approuves_le=2026-09-01 & "          \
    "config.modeles.empreinte=abc"

START_TEST(templates)
{
    Arena *arena = arena_new();
    ck_assert_str_eq(templates_finding("", "abc", arena), "W config.ini:0 empreinte");
    ck_assert_str_eq(templates_finding("", NULL, arena), "");
    ck_assert_str_eq(templates_finding(APPROVED, "abc", arena), "");
    ck_assert_str_eq(templates_finding(APPROVED, "abd", arena), "W config.ini:24 empreinte");
    arena_free(arena);
}
END_TEST

SUITE("administration", students, deadline, attestation, tasks_and_register, templates)
