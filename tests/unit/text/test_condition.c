/* Conditions: what holds, what is unknown, and where a fault is. */
#include "fixture.h"

#include "text/condition.h"

#include "base/buffer.h"

typedef struct Case {
    const char *sequence, *condition;
    Truth truth;
} Case;

static Truth judge(Fixture *f, const char *key, const char *text)
{
    Error error = {0};
    Condition *condition;
    Status status = condition_parse(f->arena, "c.ini:1", text, &condition, &error);
    if (!status)
        status = condition_check(condition, &f->model, SCOPE_SEQUENCE, &error);
    ck_assert_msg(!status, "%s: %s", text, error.what);
    return condition_holds(condition, &f->model, fixture_root(f, SCOPE_SEQUENCE, key));
}

START_TEST(test_holds)
{
    /* SEQ-1: under way, paid, 18,50 $, 450 h; SEQ-2: terminee, unpaid; SEQ-3: `debut` cannot be
     * read, `remuneree` is empty */
    static const Case cases[] = {
        {"SEQ-1", "statut dans (jumelee, en_cours)", TRUTH_YES},
        {"SEQ-1", "statut = signee", TRUTH_NO},
        {"SEQ-1", "statut_effectif != annulee", TRUTH_YES},
        {"SEQ-1", "remuneree", TRUTH_YES},
        {"SEQ-2", "remuneree", TRUTH_NO},
        {"SEQ-2", "remuneree = non", TRUTH_YES},
        {"SEQ-3", "remuneree = non", TRUTH_NO},
        {"SEQ-3", "remuneree = oui", TRUTH_NO},
        {"SEQ-3", "remuneree != oui", TRUTH_YES},
        {"SEQ-3", "remuneree = vide", TRUTH_YES},
        {"SEQ-1", "remuneree = vide", TRUTH_NO},
        {"SEQ-1", "non remuneree", TRUTH_NO},
        {"SEQ-1", "heures >= 450 et heures < 450,5", TRUTH_YES},
        {"SEQ-1", "heures > 450", TRUTH_NO},
        {"SEQ-1", "taux_horaire = 18,50", TRUTH_YES},
        {"SEQ-1", "taux_horaire = 18.5", TRUTH_YES},
        {"SEQ-1", "heures >= attestation.heures_min", TRUTH_YES},
        {"SEQ-1", "debut = 2027-01-11", TRUTH_YES},
        {"SEQ-1", "debut < date_du_jour et date_du_jour <= fin_effective", TRUTH_YES},
        {"SEQ-1", "fin_reelle = vide", TRUTH_YES},
        {"SEQ-1", "fin_reelle < 2027-01-01", TRUTH_NO},
        {"SEQ-1", "fin_reelle > 2027-01-01", TRUTH_NO},
        {"SEQ-1", "superviseur != vide et superviseur.nom = \"Roy\"", TRUTH_YES},
        {"SEQ-2", "superviseur = vide et non superviseur", TRUTH_YES},
        {"SEQ-1", "entreprise = \"C1\"", TRUTH_YES},
        {"SEQ-2", "evaluation_finale != vide", TRUTH_YES},
        {"SEQ-1", "evaluation_finale", TRUTH_NO},
        {"SEQ-1", "activites et visites.nombre = 4", TRUTH_YES},
        {"SEQ-2", "activites = vide", TRUTH_YES},
        {"SEQ-2", "jours = lun et jours != mar", TRUTH_YES},
        {"SEQ-2", "jours dans (mar, jeu)", TRUTH_YES},
        {"SEQ-1", "type.developpement ou protocole_signe = oui", TRUTH_YES},
        {"SEQ-1", "etablissement.reseau = fp", TRUTH_YES},
        /* what cannot be read */
        {"SEQ-3", "debut < 2027-01-01", TRUTH_UNKNOWN},
        {"SEQ-3", "debut = vide", TRUTH_UNKNOWN},
        {"SEQ-3", "debut", TRUTH_UNKNOWN},
        {"SEQ-3", "non debut", TRUTH_UNKNOWN},
        {"SEQ-3", "debut dans (2027-01-01, fin)", TRUTH_UNKNOWN},
        {"SEQ-3", "fin > debut", TRUTH_UNKNOWN},
        {"SEQ-3", "debut et statut = annulee", TRUTH_NO},
        {"SEQ-3", "statut = annulee et debut", TRUTH_NO},
        {"SEQ-3", "debut et statut = jumelee", TRUTH_UNKNOWN},
        {"SEQ-3", "statut = jumelee et debut", TRUTH_UNKNOWN},
        {"SEQ-3", "debut ou statut = jumelee", TRUTH_YES},
        {"SEQ-3", "statut = jumelee ou debut", TRUTH_YES},
        {"SEQ-3", "debut ou statut = annulee", TRUTH_UNKNOWN},
        {"SEQ-3", "statut = annulee ou debut", TRUTH_UNKNOWN},
        /* precedence: non, et, ou */
        {"SEQ-1", "statut = annulee et statut = annulee ou remuneree", TRUTH_YES},
        {"SEQ-1", "remuneree ou statut = annulee et statut = annulee", TRUTH_YES},
        {"SEQ-1", "(remuneree ou statut = annulee) et statut = annulee", TRUTH_NO},
        {"SEQ-1", "non statut = annulee et remuneree", TRUTH_YES},
        {"SEQ-1", "non (statut = annulee ou remuneree)", TRUTH_NO},
        {"SEQ-1", "non non remuneree", TRUTH_YES},
        {"SEQ-1", "statut dans (jumelee, signee, en_cours) et non (remuneree = oui ou heures < 140)",
         TRUTH_NO},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(judge(&f, cases[i].sequence, cases[i].condition) == cases[i].truth, "%s: %s",
                      cases[i].sequence, cases[i].condition);
    fixture_close(&f);
}
END_TEST

START_TEST(test_faults)
{
    static const struct { const char *condition, *what, *remedy; } cases[] = {
        {"", "condition, colonne 1 : il manque le nom d'un champ à la fin", ""},
        {"statut =", "condition, colonne 9 : il manque une valeur à la fin", ""},
        {"statut = ou", "condition, colonne 10 : il faut une valeur, et non « ou »", ""},
        {"statut jumelee",
         "condition, colonne 8 : il faut « et », « ou » ou la fin, et non « jumelee »", ""},
        {"(statut = jumelee",
         "condition, colonne 18 : il manque une parenthèse fermante à la fin", ""},
        {"statut dans jumelee",
         "condition, colonne 13 : il faut une parenthèse, et non « jumelee »", ""},
        {"statut dans (jumelee signee)",
         "condition, colonne 22 : il faut une parenthèse fermante, et non « signee »", ""},
        {"é & a", "condition, colonne 3 : le signe « & » n'a pas de sens ici", ""},
        {"mandat = \"é",
         "condition, colonne 10 : un texte entre guillemets n'est pas fermé", ""},
        {"debut = 2026-02-30",
         "condition, colonne 9 : il faut une date, comme 2026-05-25, et non « 2026-02-30 »", ""},
        {"oui = remuneree",
         "condition, colonne 1 : il faut le nom d'un champ, et non « oui »", ""},
        {"12 = heures", "condition, colonne 1 : il faut le nom d'un champ, et non « 12 »", ""},
        {"remuneree et statu = jumelee",
         "condition, colonne 14 : « statu » n'est ni un champ ni un mot connu",
         "vouliez-vous dire « statut » ?"},
        {"statut = jumele", "condition, colonne 10 : « jumele » n'est ni un champ ni un mot connu",
         "vouliez-vous dire « jumelee » ?"},
        {"statut dans (signee, anulee)",
         "condition, colonne 22 : « anulee » n'est ni un champ ni un mot connu",
         "vouliez-vous dire « annulee » ?"},
        {"heures = oui",
         "condition, colonne 10 : « heures » et « oui » ne sont pas de la même sorte", ""},
        {"debut < 12",
         "condition, colonne 9 : « debut » et « 12 » ne sont pas de la même sorte", ""},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        Condition *condition;
        Status status = condition_parse(f.arena, "c.ini:7", cases[i].condition, &condition, &error);
        if (!status)
            status = condition_check(condition, &f.model, SCOPE_SEQUENCE, &error);
        ck_assert_int_eq(status, STATUS_USAGE);
        ck_assert_str_eq(error.place, "c.ini:7");
        ck_assert_str_eq(error.what, cases[i].what);
        ck_assert_str_eq(error.remedy, cases[i].remedy);
    }
    Error error = {0};
    Condition *condition;
    char deep[256] = "";
    memset(deep, '(', 100);
    ck_assert_int_eq(condition_parse(f.arena, "c", deep, &condition, &error), STATUS_USAGE);
    fixture_close(&f);
}
END_TEST

SUITE("condition", test_holds, test_faults)
