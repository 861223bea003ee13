#include "dossier.h"
#include "suite.h"

static Status load(Config *config, const char *text, Error *error)
{
    Scratch scratch = scratch_open();
    *error = (Error){0};
    Status status = config_load(config, scratch_text(&scratch, "config.ini", text), error);
    scratch_close(&scratch);
    return status;
}

static void check_fault(const char *text, const char *place, const char *hint)
{
    Config config;
    Error error;
    ck_assert_msg(load(&config, text, &error) == STATUS_USAGE, "%s", text);
    ck_assert_msg(strstr(error.place, place), "%s, not %s", error.place, place);
    if (hint)
        ck_assert_msg(strstr(error.remedy, hint) || strstr(error.what, hint), "%s / %s", error.what,
                      error.remedy);
    config_free(&config);
}

START_TEST(values_and_defaults)
{
    Config config;
    Error error;
    Status status = load(&config, TEST_CONFIG "[visites]\npar_sequence = 2\npaques = Lundi\n", &error);
    ck_assert_msg(status == STATUS_OK, "%s %s", error.place, error.what);
    ck_assert_str_eq(config_text(&config, CONFIG_ETABLISSEMENT_NOM), "Centre Exemple");
    ck_assert_uint_eq(config.values[CONFIG_ETABLISSEMENT_NOM].line, 2);
    ck_assert_int_eq(config_choice(&config, CONFIG_ETABLISSEMENT_RESEAU), RESEAU_FP);
    ck_assert_int_eq(config_choice(&config, CONFIG_ETABLISSEMENT_LANGUE), LANGUE_FR);
    ck_assert_uint_eq(config.values[CONFIG_ETABLISSEMENT_LANGUE].line, 0);
    ck_assert_int_eq(config_date(&config, CONFIG_PERIODE_FIN), date_of(2027, 6, 30));
    ck_assert_int_eq(config_date(&config, CONFIG_PERIODE_DATE_DU_JOUR), DATE_NONE);
    ck_assert_int_eq(config_number(&config, CONFIG_VISITES_PAR_SEQUENCE, -1), 2 * NUMBER_ONE);
    ck_assert_int_eq(config_choice(&config, CONFIG_VISITES_PAQUES), PAQUES_LUNDI);
    ck_assert(!config_has(&config, CONFIG_COURRIEL_SERVEUR));
    ck_assert_str_eq(config_text(&config, CONFIG_COURRIEL_SERVEUR), "");
    ck_assert_str_eq(config_text(&config, CONFIG_ATTESTATION_NUMERO), "{annee}-{organisme}-{seq:5}");
    ck_assert(!config_yes(&config, CONFIG_SORTIES_PDFA));
    config_free(&config);
}
END_TEST

START_TEST(paths_follow_the_file)
{
    Config config;
    Error error;
    ck_assert_int_eq(load(&config, TEST_CONFIG "[sorties]\ndossier = /ailleurs\n", &error), STATUS_OK);
    char expected[600];
    snprintf(expected, sizeof expected, "%s/registre", config.folder);
    ck_assert_str_eq(config_path(&config, CONFIG_REGISTRE_DOSSIER, config.arena), expected);
    ck_assert_str_eq(config_path(&config, CONFIG_SORTIES_DOSSIER, config.arena), "/ailleurs");
    config_free(&config);
}
END_TEST

START_TEST(profiles)
{
    Config config;
    Error error;
    load(&config, TEST_CONFIG "[profil.fp]\nheures_min = 100\n", &error);
    ck_assert_int_eq(config_profile(&config, CONFIG_PROFIL_FP_HEURES_MIN)->number, 100 * NUMBER_ONE);
    ck_assert_int_eq(config_profile(&config, CONFIG_PROFIL_FP_SEMAINES_MIN)->state, VALUE_EMPTY);
    ck_assert_int_eq(config_profile(&config, CONFIG_PROFIL_FP_REMUNERATION)->choice,
                     REMUNERATION_FACULTATIVE);
    config_free(&config);
    char text[] = TEST_CONFIG;
    memcpy(strstr(text, "reseau = fp"), "reseau = co", 11);
    char college[sizeof text + 20];
    char *cut = strstr(text, "co\n");
    *cut = '\0';
    snprintf(college, sizeof college, "%scollegial\n%s", text, cut + 3);
    ck_assert_int_eq(load(&config, college, &error), STATUS_OK);
    ck_assert_int_eq(config_profile(&config, CONFIG_PROFIL_FP_HEURES_MIN)->number, 224 * NUMBER_ONE);
    ck_assert_int_eq(config_profile(&config, CONFIG_PROFIL_FP_REMUNERATION)->choice,
                     REMUNERATION_OBLIGATOIRE);
    config_free(&config);
}
END_TEST

START_TEST(free_sections)
{
    Config config;
    Error error;
    Status status = load(&config,
                         TEST_CONFIG "[entrees]\neleves = Export.csv\n[regles]\nneq-cle = ignorer\n"
                                     "[colonnes.eleves]\ncode_permanent = No permanent ; perm\n"
                                     "[rapports]\nsequences = id, eleve\n",
                         &error);
    ck_assert_msg(status == STATUS_OK, "%s %s", error.place, error.what);
    ck_assert_uint_eq(config.pair_count, 4);
    ck_assert_str_eq(config.pairs[0].section, "entrees");
    ck_assert_uint_eq(config.pairs[0].line, 16);
    ck_assert_str_eq(config_pair(&config, "regles", "neq-cle"), "ignorer");
    ck_assert_str_eq(config_pair(&config, "colonnes.eleves", "code_permanent"), "No permanent ; perm");
    ck_assert_ptr_null(config_pair(&config, "regles", "neq-forme"));
    config_free(&config);
}
END_TEST

START_TEST(minimum_wage_by_date)
{
    Config config;
    Error error;
    Number rate = 0;
    load(&config, TEST_CONFIG "[salaire_minimum]\n2027-05-01 = 17,00\n2025-05-01 = 16,10\n2026-05-01 = 16,60\n",
         &error);
    ck_assert(!config_minimum_wage(&config, date_of(2025, 4, 30), &rate));
    ck_assert(config_minimum_wage(&config, date_of(2025, 5, 1), &rate));
    ck_assert_int_eq(rate, 161000);
    ck_assert(config_minimum_wage(&config, date_of(2027, 4, 30), &rate));
    ck_assert_int_eq(rate, 166000);
    ck_assert(config_minimum_wage(&config, date_of(2030, 1, 1), &rate));
    ck_assert_int_eq(rate, 170000);
    config_free(&config);
}
END_TEST

START_TEST(unknown_names_with_the_nearest)
{
    check_fault("[etablisement]\nnom = x\n", "config.ini:2", "etablissement");
    check_fault("[etablissement]\n\nnon = x\n", "config.ini:3", "« nom »");
    check_fault("[entrees]\neleve = x.csv\n", "config.ini:2", "eleves");
    check_fault("[colonnes.eleve]\nnom = x\n", "config.ini:2", "colonnes.eleves");
    check_fault("[colonnes.eleves]\ncode_permanant = x\n", "config.ini:2", "code_permanent");
    check_fault("nom = x\n", "config.ini:1", NULL);
    check_fault("[zzz]\nnom = x\n", "config.ini:2", NULL);
}
END_TEST

START_TEST(bad_values)
{
    check_fault("[etablissement]\nreseau = cegep\n", "config.ini:2", "collegial");
    check_fault("[etablissement]\ncourriel = a@b\n", "config.ini:2", NULL);
    check_fault("[periode]\ndebut = 45726\n", "config.ini:2", "2025-03-10");
    check_fault("[periode]\nannee_scolaire = 2026\n", "config.ini:2", "2026-2027");
    check_fault("[periode]\nannee_scolaire = 2026-2028\n", "config.ini:2", NULL);
    check_fault("[sorties]\nprocessus = deux\n", "config.ini:2", NULL);
    check_fault("[sorties]\nprocessus = -1\n", "config.ini:2", NULL);
    check_fault("[sorties]\npdfa = peut-être\n", "config.ini:2", NULL);
    check_fault("[entrees]\nencodage = utf-9\n", "config.ini:2", NULL);
    check_fault("[entrees]\nseparateur = |\n", "config.ini:2", NULL);
    check_fault("[salaire_minimum]\nmai = 16,60\n", "config.ini:2", NULL);
    check_fault("[salaire_minimum]\n2026-05-01 = 0\n", "config.ini:2", NULL);
    check_fault("[colonnes.sequences]\ndebut.vide = non\n", "config.ini:2", NULL);
    check_fault("[colonnes.sequences]\ncredit_impot.vide = oui\n", "config.ini:2", "= non");
}
END_TEST

START_TEST(doubles)
{
    check_fault("[etablissement]\nnom = x\nnom = y\n", "config.ini:3", "2");
    check_fault("[regles]\nneq-cle = info\n\nneq-cle = erreur\n", "config.ini:4", "2");
}
END_TEST

START_TEST(required_keys)
{
    check_fault("", "config.ini", "nom");
    check_fault("[etablissement]\nnom =\n", "config.ini", "nom");
    char text[] = TEST_CONFIG "[courriel]\nserveur = smtp.example.com\n";
    check_fault(text, "config.ini", "expediteur");
    memcpy(strstr(text, "code_postal"), "; de_postal", 11);
    check_fault(text, "config.ini", "code_postal");
}
END_TEST

START_TEST(period_in_order)
{
    char text[] = TEST_CONFIG;
    memcpy(strstr(text, "fin = 2027"), "fin = 2025", 10);
    check_fault(text, "config.ini:14", NULL);
}
END_TEST

START_TEST(long_values_and_semicolons)
{
    char text[sizeof TEST_CONFIG + 9000] = TEST_CONFIG "[rapports]\nsequences = ";
    size_t start = strlen(text);
    memset(text + start, 'x', 8190);
    strcat(text, " ; y\n");
    Config config;
    Error error;
    check_fault(text, "config.ini:16", NULL);       /* 8,194 bytes */
    memcpy(text + start + 8180, " ; y\n", 6);
    ck_assert_int_eq(load(&config, text, &error), STATUS_OK);
    ck_assert_uint_eq(strlen(config_pair(&config, "rapports", "sequences")), 8184);
    config_free(&config);
}
END_TEST

START_TEST(no_file)
{
    Config config;
    Error error = {0};
    ck_assert_int_eq(config_load(&config, "/nonexistent/config.ini", &error), STATUS_USAGE);
    config_free(&config);
    ck_assert_int_eq(config_load(&config, "/tmp", &error), STATUS_USAGE);
    config_free(&config);
}
END_TEST

SUITE("config", values_and_defaults, paths_follow_the_file, profiles, free_sections,
      minimum_wage_by_date, unknown_names_with_the_nearest, bad_values, doubles, required_keys,
      period_in_order, long_values_and_semicolons, no_file)
