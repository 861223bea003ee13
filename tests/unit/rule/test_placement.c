/* Family 19: companies, matching, protocol. */
#include "case.h"

START_TEST(company)
{
    static const Expectation table[] = {
        {"entreprises.1.statut=sollicitee", BOTH, "entreprise-non-confirmee",
         "E entreprises.csv:2 statut"},
        {"entreprises.1.statut=sollicitee & sequences.1.statut=prevue", FP,
         "entreprise-non-confirmee", ""},
        {"entreprises.1.statut=sollicitee & today=2027-01-11", FP, "entreprise-non-confirmee",
         ""}, /* begun */
        {"entreprises.1.statut=sollicitee & today=2027-01-10", FP, "entreprise-non-confirmee",
         "E entreprises.csv:2 statut"},
        {"entreprises.1.confirmee_le=2025-08-24", FP, "entreprise-non-confirmee", ""},
        {"entreprises.1.confirmee_le=2025-08-23", BOTH, "entreprise-non-confirmee",
         "E entreprises.csv:2 confirmee_le"},
        {"entreprises.1.confirmee_le=", BOTH, "entreprise-non-confirmee",
         "W entreprises.csv:2 confirmee_le"},
        {"entreprises.1.criteres=non", BOTH, "entreprise-criteres", "E entreprises.csv:2 criteres"},
        {"entreprises.1.criteres=", BOTH, "entreprise-criteres", "W entreprises.csv:2 criteres"},
        {"-entreprises.criteres", FP, "entreprise-criteres", "?"},
        {"+criteres:code;critere=CR-1;Sécurité & "
         "+criteres_entreprises:entreprise;code;satisfait=ENT-1;CR-1;non",
         FP, "entreprise-criteres", "E criteres_entreprises.csv:2 satisfait"},
        {"+criteres:code;critere=CR-1;Sécurité & "
         "+criteres_entreprises:entreprise;code;satisfait=ENT-1;CR-1;oui",
         FP, "entreprise-criteres", ""},
        {"+programmes:code;titre;sanction;heures=5231;X;DEP;1350 & "
         "+criteres:code;critere;programme=CR-1;Sécurité;5231 & "
         "+criteres_entreprises:entreprise;code;satisfait=ENT-1;CR-1;non",
         FP, "entreprise-criteres", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

#define SECOND                                                                                     \
    "+eleves:id;nom;prenom;programme;statut=ELV-2;Roy;Ali;5195;actif & "                           \
    "+sequences:id;eleve;entreprise;rang;type;statut;debut;fin;jours;heures_semaine;heures;"       \
    "remuneree="                                                                                   \
    "SEQ-3;ELV-2;ENT-1;1;mise_en_oeuvre;prevue;2027-03-15;2027-03-26;lun|ven;14;28;non"

START_TEST(places)
{
    static const Expectation table[] = {
        {SECOND " & entreprises.1.places=2", FP, "entreprise-places", ""},
        {SECOND " & entreprises.1.places=1", FP, "entreprise-places", "W entreprises.csv:2 places"},
        {SECOND " & entreprises.1.places=1 & sequences.3.statut=annulee", FP, "entreprise-places",
         ""},
        /* the same weeks, on other days */
        {SECOND " & entreprises.1.places=1 & sequences.1.jours=mar|mer|jeu", FP,
         "entreprise-places", ""},
        {SECOND " & entreprises.1.places=", FP, "entreprise-places", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(people)
{
    static const Expectation table[] = {
        {"sequences.1.jumelage=", BOTH, "jumelage-absent", "W sequences.csv:2 jumelage"},
        {"sequences.2.jumelage=", FP, "jumelage-absent", ""},
        {"eleves.1.statut=abandon", BOTH, "programme-eleve",
         "E sequences.csv:2 eleve, E sequences.csv:3 eleve"},
        {"eleves.1.statut=diplome", FP, "programme-eleve", ""},
        {"eleves.1.statut=abandon & today=2027-01-11", FP, "programme-eleve",
         "E sequences.csv:3 eleve"},
        {"sequences.1.superviseur=", BOTH, "superviseur-absent", "E sequences.csv:2 superviseur"},
        {"sequences.2.superviseur=", FP, "superviseur-absent", ""},
        {"-sequences.superviseur", FP, "superviseur-absent", "E sequences.csv:2 -"},
        {"sequences.1.superviseur=SUP-X", FP, "superviseur-absent", ""}, /* lien-inconnu says it */
        {"+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_titre;statut="
         "ENT-2;Autre;x;Lévis;G6V 1A2;B;dir.;confirmee & superviseurs.1.entreprise=ENT-2",
         BOTH, "superviseur-entreprise",
         "E sequences.csv:2 superviseur, E sequences.csv:3 superviseur"},
        {"sequences.1.responsable=", BOTH, "responsable-absent", "E sequences.csv:2 responsable"},
        {"personnel.1.role=coordination", FP, "responsable-role", ""},
        {"personnel.1.role=registraire & sequences.2.responsable=", BOTH, "responsable-role",
         "W sequences.csv:2 responsable"},
        {"entreprises.1.representant_titre=", BOTH, "signataire-absent",
         "E entreprises.csv:2 representant_titre"},
        {"entreprises.1.representant_titre= & sequences.1.statut=prevue", FP, "signataire-absent",
         ""},
        {"-entreprises.representant_titre", FP, "signataire-absent", "E entreprises.csv:2 -"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(company_probably_meant)
{
    Case *c = case_new(FP);
    case_apply(c, "+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_"
                  "titre;statut=ENT-2;Autre atelier;x;Lévis;G6V 1A2;B;dir.;confirmee & "
                  "superviseurs.1.entreprise=ENT-2");
    case_run(c);
    const Finding *finding = case_finding(c, "superviseur-entreprise");
    ck_assert_str_eq(finding->message, "le superviseur SUP-1 travaille pour l'entreprise ENT-2 "
                                       "(superviseurs.csv:2), et la séquence se fait chez ENT-1");
    ck_assert_str_eq(finding->fix,
                     "si la séquence se fait chez « Autre atelier », écrivez ENT-2 dans "
                     "entreprise ; sinon, nommez un superviseur de « Ateliers Inventés inc. »");
    case_free(c);
}
END_TEST

START_TEST(protocol)
{
    static const Expectation table[] = {
        {"+activites:sequence;numero;activite=SEQ-2;1;Souder", BOTH, "activites-absentes",
         "W sequences.csv:2 -"},
        {"+activites:sequence;numero;activite=SEQ-2;1;Souder & sequences.1.mandat=Site", FP,
         "activites-absentes", "I sequences.csv:2 -"},
        {"+activites:sequence;numero;activite=SEQ-1;1;Souder", FP, "activites-absentes", ""},
        {"", FP, "activites-absentes", "?"},
        {"sequences.1.protocole_signe_le=2027-01-04", COLLEGE, "protocole-tardif", ""},
        {"sequences.1.protocole_signe_le=2027-01-05", COLLEGE, "protocole-tardif",
         "W sequences.csv:2 protocole_signe_le"},
        {"sequences.1.protocole_signe_le=2027-01-11", FP, "protocole-tardif", ""},
        {"sequences.1.protocole_signe_le=2027-01-11 & config.profil.fp.delai_protocole_jours=1", FP,
         "protocole-tardif", "W sequences.csv:2 protocole_signe_le"},
        {"sequences.1.protocole_signe_le=2027-01-11", BOTH, "protocole-apres-debut", ""},
        {"sequences.1.protocole_signe_le=2027-01-12", BOTH, "protocole-apres-debut",
         "E sequences.csv:2 protocole_signe_le"},
        {"today=2027-01-11", FP, "protocole-apres-debut", ""},
        {"today=2027-01-12", BOTH, "protocole-apres-debut", "E sequences.csv:2 protocole_signe_le"},
        {"today=2027-01-12 & sequences.1.protocole_signe_le=2026-12-01", FP,
         "protocole-apres-debut", ""},
        {"today=2027-01-12 & sequences.1.signe_eleve_le=2026-12-01 & "
         "sequences.1.signe_entreprise_le=2026-12-02 & "
         "sequences.1.signe_etablissement_le=2026-12-03",
         FP, "protocole-apres-debut", ""},
        {"-sequences.protocole_signe_le", FP, "protocole-apres-debut", "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(minors)
{
    static const Expectation table[] = {
        {"eleves.1.date_naissance=2009-01-11", BOTH, "mineur-titulaire",
         ""}, /* 18 on the first day */
        {"eleves.1.date_naissance=2009-01-12", BOTH, "mineur-titulaire",
         "W eleves.csv:2 titulaire_nom"},
        {"eleves.1.date_naissance=2009-01-12 & eleves.1.titulaire_nom=A B", FP, "mineur-titulaire",
         ""},
        {"eleves.1.date_naissance= & eleves.1.majeur=non", FP, "mineur-titulaire",
         "W eleves.csv:2 titulaire_nom"},
        {"eleves.1.date_naissance=2013-01-11", BOTH, "mineur-age", ""},
        {"eleves.1.date_naissance=2013-01-12", BOTH, "mineur-age", "E sequences.csv:2 debut"},
        {"-eleves.date_naissance", FP, "mineur-age", "?"},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.quart=nuit", BOTH, "mineur-nuit",
         "W sequences.csv:2 quart"},
        {"eleves.1.date_naissance=2010-01-11 & sequences.1.quart=nuit", FP, "mineur-nuit",
         "I sequences.csv:2 quart"},
        {"eleves.1.date_naissance=2009-01-11 & sequences.1.quart=nuit", FP, "mineur-nuit", ""},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.horaire=15 h à 23 h", FP, "mineur-nuit",
         ""},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.horaire=15 h à 23 h 30", FP,
         "mineur-nuit", "W sequences.csv:2 horaire"},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.horaire=5:59-14:00", FP, "mineur-nuit",
         "W sequences.csv:2 horaire"},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.horaire=6:00-14:00", FP, "mineur-nuit",
         ""},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.horaire=8 h par jour de 8 h à 16 h", FP,
         "mineur-nuit", ""},
        {"eleves.1.date_naissance=2010-01-12 & sequences.1.heures_semaine=17", BOTH,
         "mineur-heures", ""},
        {"eleves.1.date_naissance=2010-04-12 & sequences.1.heures_semaine=17,5", BOTH,
         "mineur-heures", "W sequences.csv:2 heures_semaine"},
        {"eleves.1.date_naissance=2010-12-01 & sequences.1.debut=2027-07-01 & "
         "sequences.1.fin=2027-08-31 & "
         "sequences.2.statut=annulee",
         FP, "mineur-heures", ""},
        {"eleves.1.date_naissance=2010-12-01 & sequences.1.debut=2027-07-01 & "
         "sequences.1.fin=2027-09-01 & "
         "sequences.2.statut=annulee",
         FP, "mineur-heures", "W sequences.csv:2 heures_semaine"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(pay)
{
    static const Expectation table[] = {
        {"sequences.1.taux_horaire=16,60", BOTH, "salaire-minimum", ""},
        {"sequences.1.taux_horaire=16,59", COLLEGE, "salaire-minimum",
         "E sequences.csv:2 taux_horaire"},
        {"sequences.1.taux_horaire=16,59", FP, "salaire-minimum", "W sequences.csv:2 taux_horaire"},
        {"sequences.2.taux_horaire=17", BOTH, "salaire-minimum",
         "W sequences.csv:3 taux_horaire"}, /* 1 May */
        {"sequences.2.taux_horaire=17,10", BOTH, "salaire-minimum", ""},
        {"sequences.1.debut=2026-04-30", FP, "salaire-minimum", "?"},
        {"sequences.1.taux_horaire=", BOTH, "remuneration-incoherente",
         "E sequences.csv:2 taux_horaire"},
        {"sequences.1.taux_horaire=0", FP, "remuneration-incoherente",
         "E sequences.csv:2 taux_horaire"},
        {"sequences.1.remuneree=non", BOTH, "remuneration-incoherente",
         "E sequences.csv:2 taux_horaire"},
        {"sequences.1.remuneree=non & sequences.1.taux_horaire=", BOTH, "remuneration-incoherente",
         ""},
        {"sequences.1.remuneree=non & sequences.1.taux_horaire=", COLLEGE, "remuneration-absente",
         "E sequences.csv:2 remuneree"},
        {"sequences.1.remuneree=non & sequences.1.taux_horaire=", FP, "remuneration-absente", ""},
        {"sequences.1.remuneree=non & sequences.1.taux_horaire= & "
         "config.profil.fp.remuneration=obligatoire",
         FP, "remuneration-absente", "I sequences.csv:2 remuneree"},
    };
    EXPECT_ALL(table);
}
END_TEST

/* Two rows of one identifier are one name, and rows without one are called by their line. */
START_TEST(names_of_sequences_that_wait)
{
    static const struct {
        const char *change, *names;
    } cases[] = {
        {"", "(SEQ-1, SEQ-2)"},
        {"sequences.2.id=SEQ-1", "(SEQ-1)"},
        {"sequences.2.id=", "(SEQ-1, ligne 3)"},
        {"-sequences.id", "(ligne 2, ligne 3)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Case *c = case_new(FP);
        case_apply(c, "entreprises.1.statut=sollicitee & sequences.2.statut=jumelee");
        case_apply(c, cases[i].change);
        case_run(c);
        const Finding *finding = case_finding(c, "entreprise-non-confirmee");
        ck_assert_ptr_nonnull(finding);
        ck_assert_msg(strstr(finding->message, cases[i].names) != NULL, "%s", finding->message);
        case_free(c);
    }
}
END_TEST

SUITE("placement", company, places, people, company_probably_meant, protocol, minors, pay,
      names_of_sequences_that_wait)
