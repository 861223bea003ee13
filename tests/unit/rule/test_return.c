/* Family 21: the return to school. */
#include "case.h"

#define ENDED                                                                                      \
    "sequences.1.statut=terminee & sequences.1.heures_realisees=350 & "                            \
    "sequences.1.retour_le=2027-03-22 & "
#define MEETING "+integrations:id;sequence;date;statut="

START_TEST(meetings)
{
    static const Expectation table[] = {
        /* back on Monday 22 March; Good Friday is 26 March: the 10th school day after is Tuesday 6
           April */
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-06", BOTH,
         "integration-absente", ""},
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-07", BOTH,
         "integration-absente", "E sequences.csv:2 -"},
        {ENDED MEETING "I-1;SEQ-1;2027-04-06;prevue & today=2027-04-07", BOTH,
         "integration-absente", "E sequences.csv:2 -"},
        {ENDED MEETING "I-1;SEQ-1;2027-04-06; & today=2027-04-07", FP, "integration-absente", ""},
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-07 & "
                       "+calendrier:date;type=2027-03-23;conge",
         FP, "integration-absente", ""},
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-07 & sequences.1.retour_le=",
         FP, "integration-absente", "?"},
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-07 & sequences.1.retour_le= & "
                       "+calendrier:date;type=2027-03-22;reprise",
         FP, "integration-absente", "E sequences.csv:2 -"},
        {ENDED "today=2027-04-07", FP, "integration-absente", "?"},
        {ENDED MEETING "I-1;SEQ-2;2027-06-14;prevue & today=2027-04-07 & eleves.1.statut=abandon",
         FP, "integration-absente", ""},
        {ENDED MEETING "I-1;SEQ-1;2027-03-19;tenue & today=2027-04-07", FP, "integration-date", ""},
        {ENDED MEETING "I-1;SEQ-1;2027-03-18;tenue & today=2027-04-07", BOTH, "integration-date",
         "E integrations.csv:2 date"},
        {ENDED MEETING "I-1;SEQ-1;2027-03-18;tenue & " MEETING
                       "I-2;SEQ-1;2027-03-24;tenue & today=2027-04-07",
         FP, "integration-date", ""},
        {ENDED MEETING "I-1;SEQ-1;2027-04-06;tenue & today=2027-05-07", FP, "integration-tardive",
         ""},
        {ENDED MEETING "I-1;SEQ-1;2027-04-07;tenue & today=2027-05-07", BOTH, "integration-tardive",
         "W integrations.csv:2 date"},
        {ENDED MEETING
         "I-1;SEQ-1;2027-04-07;tenue & today=2027-05-07 & config.profil.fp.integration_jours=11",
         FP, "integration-tardive", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

#define GRADUATE                                                                                   \
    "eleves.1.statut=diplome & sequences.1.statut=terminee & sequences.2.statut=terminee & "       \
    "today=2027-09-01 & "

START_TEST(back_at_school)
{
    static const Expectation table[] = {
        {GRADUATE "sequences.2.retour_le=2027-06-07", BOTH, "retour-absent", ""},
        {GRADUATE "sequences.2.retour_le=", COLLEGE, "retour-absent",
         "E sequences.csv:3 retour_le"},
        {GRADUATE "sequences.2.retour_le=", FP, "retour-absent", "W sequences.csv:3 retour_le"},
        {GRADUATE "sequences.2.retour_le=2027-06-04", COLLEGE, "retour-absent",
         "E sequences.csv:3 retour_le"},
        {GRADUATE "sequences.2.retour_le=2027-06-07 & eleves.1.retour_heures=45", COLLEGE,
         "retour-absent", ""},
        {GRADUATE "sequences.2.retour_le=2027-06-07 & eleves.1.retour_heures=44,5", COLLEGE,
         "retour-absent", "E eleves.csv:2 retour_heures"},
        {GRADUATE "sequences.2.retour_le=2027-06-07 & eleves.1.retour_heures=44,5", FP,
         "retour-absent", ""},
        {GRADUATE "-sequences.retour_le", FP, "retour-absent", "?"},
        /* active: classes begin again on Monday 7 June */
        {"sequences.1.statut=terminee & sequences.2.statut=terminee & "
         "+calendrier:date;type=2027-06-07;reprise & "
         "today=2027-06-21",
         BOTH, "retour-absent", ""},
        {"sequences.1.statut=terminee & sequences.2.statut=terminee & "
         "+calendrier:date;type=2027-06-07;reprise & "
         "today=2027-06-22",
         BOTH, "retour-absent", "W sequences.csv:3 retour_le"},
    };
    EXPECT_ALL(table);
}
END_TEST

#define GAP                                                                                        \
    "+lacunes:id;sequence;competence;constat;origine;corrigee;recuperation;recuperation_echeance;" \
    "recuperation_statut="

START_TEST(gaps)
{
    static const Expectation table[] = {
        {ENDED "+activites:sequence;numero;activite;realisee=SEQ-1;1;Souder;partielle", BOTH,
         "activite-non-realisee", "W activites.csv:2 realisee"},
        {ENDED "+activites:sequence;numero;activite;realisee=SEQ-1;1;Souder;", FP,
         "activite-non-realisee", ""},
        {"+activites:sequence;numero;activite;realisee=SEQ-1;1;Souder;non", FP,
         "activite-non-realisee", ""},
        {ENDED "+activites:sequence;numero;activite;realisee=SEQ-1;1;Souder;non & " GAP
               "L-1;SEQ-2;C1;x;visite;oui",
         BOTH, "lacune-non-consignee", "W activites.csv:2 realisee"},
        {ENDED
         "+evaluations:sequence;type;date_prevue;resultat=SEQ-1;finale;2027-03-18;partiel & " GAP
         "L-1;SEQ-2;C1;x;visite;oui",
         FP, "lacune-non-consignee", "W evaluations.csv:2 resultat"},
        {ENDED
         "+evaluations:sequence;type;date_prevue;resultat=SEQ-1;finale;2027-03-18;partiel & " GAP
         "L-1;SEQ-1;C1;x;visite;oui",
         FP, "lacune-non-consignee", ""},
        {ENDED "+evaluations:sequence;type;date_prevue;resultat=SEQ-1;finale;2027-03-18;partiel",
         FP, "lacune-non-consignee", "?"},
        {GAP "L-1;SEQ-1;C1;x;visite;non", BOTH, "lacune-sans-recuperation",
         "W lacunes.csv:2 recuperation"},
        {GAP "L-1;SEQ-1;C1;x;visite;non & sequences.1.type=developpement", BOTH,
         "lacune-sans-recuperation", "E lacunes.csv:2 recuperation"},
        {GAP "L-1;SEQ-1;C1;x;visite;non;Atelier & sequences.1.type=developpement", FP,
         "lacune-sans-recuperation", ""},
        {GAP "L-1;SEQ-1;C1;x;visite; & sequences.1.type=developpement", FP,
         "lacune-sans-recuperation", ""},
        {GAP "L-1;SEQ-1;C1;x;visite;non;Atelier;2026-11-02;prevue", FP, "recuperation-en-retard",
         ""},
        {GAP "L-1;SEQ-1;C1;x;visite;non;Atelier;2026-11-01;prevue", BOTH, "recuperation-en-retard",
         "W lacunes.csv:2 recuperation_echeance"},
        {GAP "L-1;SEQ-1;C1;x;visite;non;Atelier;2026-11-01;faite", FP, "recuperation-en-retard",
         ""},
    };
    EXPECT_ALL(table);
}
END_TEST

SUITE("return", meetings, back_at_school, gaps)
