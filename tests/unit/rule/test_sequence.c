/* Family 20: the sequence itself, its path, visits and evaluations. */
#include "case.h"

START_TEST(dates)
{
    static const Expectation table[] = {
        {"sequences.1.fin=2027-01-11", BOTH, "sequence-dates", ""},
        {"sequences.1.fin=2027-01-10", BOTH, "sequence-dates", "E sequences.csv:2 fin"},
        {"sequences.1.fin_reelle=2027-01-11", FP, "sequence-dates", ""},
        {"sequences.1.fin_reelle=2027-01-10", FP, "sequence-dates", "E sequences.csv:2 fin_reelle"},
        {"sequences.1.fin_reelle=2027-03-19", FP, "sequence-dates", ""},
        {"sequences.1.fin_reelle=2027-03-20", BOTH, "sequence-dates",
         "E sequences.csv:2 fin_reelle"},
        {"sequences.1.debut=1990-01-01", FP, "sequence-dates", ""},
        {"sequences.1.debut=1989-12-31", FP, "sequence-dates", "E sequences.csv:2 debut"},
        {"sequences.2.fin=2100-12-31", FP, "sequence-dates", ""},
        {"sequences.2.fin=2101-01-01", FP, "sequence-dates", "E sequences.csv:3 fin"},
        {"sequences.1.protocole_signe_le=1900-01-01", FP, "sequence-dates",
         "E sequences.csv:2 protocole_signe_le"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(hours)
{
    static const Expectation table[] = {
        /* 10 weeks of 35 h: 315 to 385 */
        {"sequences.1.heures=315", BOTH, "sequence-heures", ""},
        {"sequences.1.heures=314,9", BOTH, "sequence-heures", "W sequences.csv:2 heures"},
        {"sequences.1.heures=385", FP, "sequence-heures", ""},
        {"sequences.1.heures=385,1", FP, "sequence-heures", "W sequences.csv:2 heures"},
        {"sequences.1.heures=300 & sequences.1.fin_reelle=2027-02-01", FP, "sequence-heures", ""},
        /* a week closed by the company: 315 h computed, 346,5 at most */
        {"+calendrier:date;fin;type;portee=2027-03-01;2027-03-05;fermeture;entreprise", FP,
         "sequence-heures", "W sequences.csv:2 heures"},
        {"+calendrier:date;fin;type;portee=2027-03-01;2027-03-05;fermeture;ecole", FP,
         "sequence-heures", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(hours_show_the_computation)
{
    Case *c = case_new(FP);
    case_apply(c, "sequences.2.heures=400");
    case_run(c);
    const Finding *f = case_finding(c, "sequence-heures");
    ck_assert_ptr_nonnull(strstr(f->message, "400 h sont écrites"));
    ck_assert_ptr_nonnull(strstr(f->message, "8 semaines × 35 h − 1 jour férié × 7 h = 273 h"));
    case_free(c);
}
END_TEST

START_TEST(overlap)
{
    static const Expectation table[] = {
        {"sequences.2.debut=2027-03-20", BOTH, "sequence-chevauchement", ""},
        {"sequences.2.debut=2027-03-19", BOTH, "sequence-chevauchement", "E sequences.csv:3 debut"},
        {"sequences.2.debut=2027-03-19 & sequences.1.fin_reelle=2027-03-18", FP,
         "sequence-chevauchement", ""},
        {"sequences.2.debut=2027-03-19 & sequences.1.statut=annulee", FP, "sequence-chevauchement",
         ""},
        {"sequences.2.debut=2027-02-15 & sequences.1.jours=lun|mar & sequences.2.jours=jeu|ven", FP,
         "sequence-chevauchement", ""},
        {"sequences.2.debut=2027-03-19 & sequences.2.quart=soir", FP, "sequence-chevauchement",
         "W sequences.csv:3 debut"},
        {"sequences.2.debut=2027-03-19 & sequences.2.jours=", FP, "sequence-chevauchement",
         "W sequences.csv:3 debut"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(path)
{
    static const Expectation table[] = {
        {"sequences.2.rang=3", BOTH, "sequence-rang", "W sequences.csv:3 rang"},
        {"sequences.1.rang=2 & sequences.2.rang=1", FP, "sequence-rang", "W sequences.csv:2 rang"},
        {"sequences.1.rang=2 & sequences.2.rang=3", FP, "sequence-rang", "?"},
        {"sequences.1.rang=2 & sequences.2.rang=3 & "
         "+sequences_anterieures:eleve;rang;debut;fin;heures=ELV-1;1;2026-01-05;2026-03-06;120",
         FP, "sequence-rang", ""},
        {"sequences.2.rang=1", BOTH, "sequence-rang-double", "E sequences.csv:3 rang"},
        {"sequences.2.rang=1 & sequences.1.statut=interrompue", FP, "sequence-rang-double", ""},
        {"sequences.2.rang=1 & sequences.1.statut=annulee", FP, "sequence-rang-double", ""},

        {"sequences.2.statut=annulee", BOTH, "sequences-min", "W eleves.csv:2 statut"},
        {"eleves.1.statut=diplome", COLLEGE, "sequences-min", "E eleves.csv:2 statut"},
        {"eleves.1.statut=diplome", FP, "sequences-min", "W eleves.csv:2 statut"},
        {"eleves.1.statut=diplome & sequences.1.statut=terminee & sequences.2.statut=terminee",
         COLLEGE, "sequences-min", ""},
        {"eleves.1.statut=abandon & sequences.2.statut=annulee", FP, "sequences-min", ""},
        /* a chain is one sequence */
        {"sequences.1.statut=interrompue & sequences.2.remplace=SEQ-1 & sequences.2.rang=1", FP,
         "sequences-min", "W eleves.csv:2 statut"},

        /* 20 % of 1800 h, of 2520 h */
        {"sequences.1.heures=180 & sequences.2.heures=180", FP, "heures-part", ""},
        {"sequences.1.heures=180 & sequences.2.heures=179,5", FP, "heures-part",
         "W eleves.csv:2 statut"},
        {"sequences.1.heures=252 & sequences.2.heures=252", COLLEGE, "heures-part", ""},
        {"programmes.1.heures=1801 & sequences.1.heures=180 & sequences.2.heures=180,5", FP,
         "heures-part", "W eleves.csv:2 statut"}, /* 360,2 rounded up: 361 */
        {"programmes.1.heures=1801 & sequences.1.heures=180 & sequences.2.heures=181", FP,
         "heures-part", ""},
        {"eleves.1.statut=diplome & sequences.1.statut=terminee & sequences.1.heures_realisees=350",
         COLLEGE, "heures-part", "E eleves.csv:2 statut"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(length)
{
    static const Expectation table[] = {
        {"", BOTH, "sequence-duree", ""}, /* SEQ-2: 8 weeks */
        {"sequences.2.fin=2027-05-28", COLLEGE, "sequence-duree", "E sequences.csv:3 fin"},
        {"sequences.2.fin=2027-05-28", FP, "sequence-duree", ""},
        {"sequences.2.fin=2027-05-28 & config.profil.fp.semaines_min=8", FP, "sequence-duree",
         "E sequences.csv:3 fin"},
        {"sequences.1.debut=2026-11-30", COLLEGE, "sequence-duree", ""}, /* 16 weeks */
        {"sequences.1.debut=2026-11-27", COLLEGE, "sequence-duree",
         "W sequences.csv:2 fin"}, /* 17 */
        /* a chain of 4 and 8 weeks */
        {"sequences.1.statut=interrompue & sequences.1.fin_reelle=2027-02-05 & "
         "sequences.2.remplace=SEQ-1",
         COLLEGE, "sequence-duree", ""},
        {"sequences.1.heures_semaine=28 & sequences.2.heures_semaine=28", COLLEGE,
         "sequence-temps-plein", ""},
        {"sequences.1.heures_semaine=27,5", COLLEGE, "sequence-temps-plein",
         "W sequences.csv:2 heures_semaine"},
        {"sequences.1.heures_semaine=20", COLLEGE, "sequence-temps-plein",
         "W sequences.csv:2 heures_semaine"},
        {"sequences.1.heures_semaine=19,5", COLLEGE, "sequence-temps-plein",
         "E sequences.csv:2 heures_semaine"},
        {"sequences.1.heures_semaine=19,5", FP, "sequence-temps-plein", ""},
        {"sequences.1.heures_semaine=19,5 & sequences.1.jours=lun|mar|mer", COLLEGE,
         "sequence-temps-plein", ""},
        {"sequences.1.heures=224", COLLEGE, "sequence-heures-min", ""},
        {"sequences.1.heures=223,75", COLLEGE, "sequence-heures-min", "W sequences.csv:2 heures"},
        {"sequences.1.heures=223,75", FP, "sequence-heures-min", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(state)
{
    static const Expectation table[] = {
        {"sequences.1.statut=terminee & today=2027-03-18", BOTH, "sequence-statut-date",
         "W sequences.csv:2 statut"},
        {"sequences.1.statut=terminee & today=2027-03-19", FP, "sequence-statut-date", ""},
        {"sequences.2.statut=prevue & today=2027-04-12 & sequences.1.statut=terminee", FP,
         "sequence-statut-date", ""},
        {"sequences.2.statut=prevue & today=2027-04-13 & sequences.1.statut=terminee", FP,
         "sequence-statut-date", "W sequences.csv:3 statut"},
        {"sequences.1.statut=signee & today=2027-03-19", FP, "sequence-statut-date", ""},
        {"sequences.1.statut=signee & today=2027-03-20", BOTH, "sequence-statut-date",
         "W sequences.csv:2 statut"},
        {"sequences.1.statut=en_cours & today=2027-01-10", FP, "sequence-statut-date",
         "W sequences.csv:2 statut"},
        {"sequences.1.statut=interrompue & sequences.1.fin_reelle=2027-02-01", BOTH,
         "interruption-motif", "E sequences.csv:2 interruption_motif"},
        {"sequences.1.statut=interrompue & sequences.1.interruption_motif=Maladie", FP,
         "interruption-motif", "W sequences.csv:2 fin_reelle"},
        {"sequences.1.statut=interrompue & sequences.1.interruption_motif=Maladie & "
         "sequences.1.fin_reelle=2027-02-01",
         FP, "interruption-motif", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

#define VISIT                                                                                      \
    "+visites:id;sequence;type;date;heure;mode;statut;responsable;entente_respectee;correctifs;"   \
    "correctifs_echeance="

START_TEST(visits_of_a_sequence)
{
    static const Expectation table[] = {
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;proposee", BOTH, "visites-nombre", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;annulee", BOTH, "visites-nombre",
         "W sequences.csv:2 visites_convenues"},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;proposee & sequences.1.visites_convenues=2",
         FP, "visites-nombre", "W sequences.csv:2 visites_convenues"},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;proposee & programmes.1.visites_prevues=2",
         FP, "visites-nombre", "W sequences.csv:2 visites_convenues"},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;proposee & config.visites.par_sequence=2",
         FP, "visites-nombre", "W sequences.csv:2 visites_convenues"},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;10:00;sur_place;proposee & config.visites.par_sequence=2 & "
         "sequences.1.visites_convenues=1",
         FP, "visites-nombre", ""},
        {"", FP, "visites-nombre", "?"},
        /* the third week ends on Sunday 31 January */
        {VISIT "V-1;SEQ-1;suivi;2027-01-29;10:00;sur_place;proposee", BOTH, "visite-tardive", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-02-01;10:00;sur_place;proposee", BOTH, "visite-tardive",
         "W visites.csv:2 date"},
        {VISIT "V-1;SEQ-1;suivi;2027-02-01;10:00;sur_place;proposee & "
               "config.visites.premiere_semaine_max=4",
         FP, "visite-tardive", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(day_of_a_visit)
{
    static const Expectation table[] = {
        {VISIT "V-1;SEQ-1;suivi;2027-01-11;;visio;proposee", BOTH, "visite-hors-sequence", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-10;;visio;proposee", BOTH, "visite-hors-sequence",
         "E visites.csv:2 date"},
        {VISIT "V-1;SEQ-1;suivi;2027-03-20;;visio;realisee", FP, "visite-hors-sequence",
         "W visites.csv:2 date"},
        {VISIT "V-1;SEQ-1;signature;2027-01-08;;visio;proposee", FP, "visite-hors-sequence", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-03-20;;visio;annulee", FP, "visite-hors-sequence", ""},
        {VISIT "V-1;SEQ-2;suivi;2027-05-24;;visio;proposee", BOTH, "visite-jour",
         "E visites.csv:2 date"},
        {VISIT "V-1;SEQ-2;suivi;2027-05-24;;visio;realisee", FP, "visite-jour",
         "W visites.csv:2 date"},
        {VISIT "V-1;SEQ-2;suivi;2027-05-25;;visio;proposee", FP, "visite-jour", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-16;;visio;proposee", FP, "visite-jour",
         "E visites.csv:2 date"}, /* Saturday */
        {VISIT "V-1;SEQ-1;suivi;2027-01-18;;visio;proposee & "
               "+calendrier:date;type;portee;entreprise=2027-01-18;fermeture;entreprise;ENT-1",
         FP, "visite-jour", "E visites.csv:2 date"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-18;;visio;proposee & "
               "+calendrier:date;type;portee=2027-01-18;pedagogique;ecole",
         FP, "visite-jour", "W visites.csv:2 date"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(rounds)
{
    static const Expectation table[] = {
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;visio;proposee & " VISIT
               "V-2;SEQ-1;suivi;2027-01-20;11:00;visio;proposee",
         BOTH, "visite-conflit", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;visio;proposee & " VISIT
               "V-2;SEQ-1;suivi;2027-01-20;10:59;visio;proposee",
         BOTH, "visite-conflit", "E visites.csv:3 heure"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;visio;proposee & " VISIT
               "V-2;SEQ-1;suivi;2027-01-20;;visio;proposee",
         FP, "visite-conflit", "W visites.csv:3 heure"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;visio;proposee & " VISIT
               "V-2;SEQ-1;suivi;2027-01-20;10:00;visio;annulee",
         FP, "visite-conflit", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;9:00;visio;proposee & " VISIT
               "V-2;SEQ-1;suivi;2027-01-20;10:00;visio;proposee"
               " & personnel.1.visites_max_jour=1",
         FP, "visite-conflit", "E visites.csv:3 date"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;9:00;sur_place;proposee & " VISIT
               "V-2;SEQ-2;suivi;2027-01-20;11:00;sur_place;proposee"
               " & sequences.2.lieu_ville=Rimouski",
         FP, "visite-conflit", "W visites.csv:3 heure"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;9:00;sur_place;proposee & " VISIT
               "V-2;SEQ-2;suivi;2027-01-20;13:00;sur_place;proposee"
               " & sequences.2.lieu_ville=Rimouski",
         FP, "visite-conflit", ""},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;10:00;visio;proposee & -visites.heure", FP,
         "visite-conflit", "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(measures_and_evaluations)
{
    static const Expectation table[] = {
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;;visio;realisee;;non", BOTH, "visite-correctifs",
         "W visites.csv:2 correctifs"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;;visio;realisee;;", FP, "visite-correctifs", ""},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;;visio;realisee;;non;Horaire;2027-02-01 & today=2027-02-01",
         FP, "visite-correctifs", ""},
        {VISIT
         "V-1;SEQ-1;suivi;2027-01-20;;visio;realisee;;non;Horaire;2027-02-01 & today=2027-02-02",
         FP, "visite-correctifs", "W visites.csv:2 correctifs_echeance"},
        {VISIT "V-1;SEQ-1;suivi;2027-01-20;;visio;realisee;;non;Horaire;2027-02-01 & "
               "today=2027-02-12 & " VISIT "V-2;SEQ-1;suivi;2027-02-08;;visio;realisee;;oui",
         FP, "visite-correctifs", ""},
        {"+evaluations:sequence;type;date_prevue;date_realisee=SEQ-1;finale;2026-11-02;", BOTH,
         "evaluation-non-realisee", ""},
        {"+evaluations:sequence;type;date_prevue;date_realisee=SEQ-1;finale;2026-11-01;", BOTH,
         "evaluation-non-realisee", "W evaluations.csv:2 date_realisee"},
        {"+evaluations:sequence;type;date_prevue;date_realisee=SEQ-1;mi_parcours;2027-02-01; & "
         "sequences.1.statut=terminee",
         BOTH, "evaluation-absente", "W sequences.csv:2 -"},
        {"+evaluations:sequence;type;date_prevue;date_realisee=SEQ-1;finale;2027-02-01; & "
         "sequences.1.statut=terminee",
         FP, "evaluation-absente", ""},
        {"sequences.1.statut=terminee", FP, "evaluation-absente", "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

SUITE("sequence", dates, hours, hours_show_the_computation, overlap, path, length, state,
      visits_of_a_sequence, day_of_a_visit, rounds, measures_and_evaluations)
