/* The terms of a contract: read from catalogue.ini, matched with what the templates print, told by
 * an amendment. */
#include "fixture.h"

#include "text/catalogue.h"

static const char section[] =
    "[protocole]\ntitre = Protocole\ntitre_en = Agreement\nportee = sequence\n"
    "destinataires = ecole\nmodele = protocole\n"; /* the next line is the seventh */

static Status load(Fixture *f, const char *template, const char *more, Catalogue *catalogue,
                   Error *error)
{
    fixture_write(f, "templates/fr/protocole.md", template);
    fixture_write(f, "templates/en/protocole.md", template);
    fixture_write(f, "templates/catalogue.ini", arena_printf(f->arena, "%s%s", section, more));
    *error = (Error){0};
    return catalogue_load(catalogue, f->arena, path_join(f->arena, f->folder, "templates"),
                          &f->record, error);
}

START_TEST(test_read)
{
    Fixture f;
    Catalogue catalogue;
    Error error;
    fixture_open(&f, NULL);
    ck_assert_msg(!load(&f, "# {{id}}\n",
                        "original = signature\navenant.debut = 3\navenant.taux_horaire.argent = 6\n"
                        "avenant.superviseur.nom_complet = 2\navenant.activites.activite = 4 a)\n"
                        "corrections = id, eleve.*\n",
                        &catalogue, &error),
                  "%s: %s", error.place, error.what);
    static const struct { const char *name, *print, *article; } terms[] = {
        {"debut", "debut", "3"}, {"taux_horaire", "taux_horaire.argent", "6"},
        {"superviseur", "superviseur.nom_complet", "2"},
        {"activites.activite", "activites.activite", "4 a)"},
    };
    const Agreement *agreement = &catalogue.kinds[0].agreement;
    ck_assert_int_eq(catalogue.kinds[0].original, KEEP_WHEN_SIGNED);
    ck_assert_uint_eq(agreement->count, 4);
    ck_assert_uint_eq(agreement->correction_count, 2);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(agreement->terms[i].name, terms[i].name);
        ck_assert_str_eq(agreement->names[i], terms[i].name);
        ck_assert_str_eq(agreement->terms[i].print, terms[i].print);
        ck_assert_str_eq(agreement->terms[i].article, terms[i].article);
        ck_assert_uint_eq(agreement->terms[i].line, 8 + i);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_faults)
{
    static const struct { const char *more, *place, *what, *remedy; } cases[] = {
        {"avenant.debu = 3\n", "catalogue.ini:7", "« debu » n'est pas un terme",
         "vouliez-vous dire « debut » ?"},
        {"avenant.programme.titre = 3\n", "catalogue.ini:7", "« programme.titre » n'est pas un terme",
         ""},
        {"avenant.taux_horaire.argnt = 6\n", "catalogue.ini:7",
         "la variable « taux_horaire.argnt » n'existe pas",
         "vouliez-vous dire « taux_horaire.argent » ?"},
        {"avenant.debut =\n", "catalogue.ini:7", "« avenant.debut » doit donner l'article", ""},
        {"avenant.heures = 3\navenant.heures.heures = 3\n", "catalogue.ini:8",
         "le terme « heures » est donné deux fois", ""},
        {"avenant.debut = 3\ncorrections = fin, eleve.prenon\n", "catalogue.ini:8",
         "la variable « eleve.prenon » n'existe pas", "vouliez-vous dire « eleve.prenom » ?"},
        {"corrections = fin\n", "catalogue.ini:7", "la clé « corrections » va avec", ""},
        {"original = signatur\n", "catalogue.ini:7", "« signatur » ne dit pas quand garder l'original",
         "vouliez-vous dire « signature » ?"},
    };
    Fixture f;
    Catalogue catalogue;
    Error error;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(load(&f, "# Texte\n", cases[i].more, &catalogue, &error), STATUS_USAGE);
        ck_assert_msg(strstr(error.place, cases[i].place) != NULL, "case %zu: %s", i, error.place);
        ck_assert_msg(strstr(error.what, cases[i].what) != NULL, "case %zu: %s", i, error.what);
        ck_assert_msg(text_is(error.remedy, cases[i].remedy), "case %zu: %s", i, error.remedy);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_a_list_has_no_terms_outside_a_sequence)
{
    Fixture f;
    Catalogue catalogue;
    Error error;
    fixture_open(&f, NULL);
    fixture_write(&f, "templates/fr/a.md", "# A\n");
    fixture_write(&f, "templates/en/a.md", "# A\n");
    fixture_write(&f, "templates/catalogue.ini",
                  "[a]\ntitre = A\ntitre_en = A\nportee = eleve\ndestinataires = ecole\n"
                  "modele = a\navenant.debut = 3\n");
    ck_assert_int_eq(catalogue_load(&catalogue, f.arena, path_join(f.arena, f.folder, "templates"),
                                    &f.record, &error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(error.place, "catalogue.ini:7"));
    ck_assert_ptr_nonnull(strstr(error.what, "« sequence »"));
    fixture_close(&f);
}
END_TEST

START_TEST(test_what_is_printed_is_told)
{
    static const char terms[] = "avenant.debut = 3\navenant.superviseur.nom_complet = 2\n"
                                "avenant.activites.activite = 4\ncorrections = rang, eleve.*\n";
    static const struct { const char *template, *untold; } cases[] = {
        {"{{debut.long}} {{rang}} {{eleve.nom}} {{document.numero}} {{date_du_jour}}\n", NULL},
        {"{{#eleve}}{{nom}}{{/eleve}} {{superviseur.nom_complet}}\n", NULL},
        {"- {{#activites}}\n- {{activite}}\n- {{/activites}}\n", NULL},
        {"{{#fin}}oui{{/fin}}\n", NULL}, /* a section prints nothing of it */
        {"un\n\n{{fin}}\n", "fin"},
        {"un\n\n{{superviseur.courriel}}\n", "superviseur.courriel"},
        {"un\n\n{{#activites}}{{numero}} {{/activites}}\n", "numero"},
    };
    Fixture f;
    Catalogue catalogue;
    Error error;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Status status = load(&f, cases[i].template, terms, &catalogue, &error);
        ck_assert_msg(status == (cases[i].untold ? STATUS_USAGE : STATUS_OK), "case %zu: %s", i,
                      error.what);
        if (!cases[i].untold)
            continue;
        ck_assert_msg(strstr(error.place, "templates/fr/protocole.md:3") != NULL, "%s", error.place);
        ck_assert_ptr_nonnull(
            strstr(error.what, arena_printf(f.arena, "« %s » est imprimé", cases[i].untold)));
        ck_assert_ptr_nonnull(strstr(error.remedy, "« corrections »"));
    }
    fixture_close(&f);
}
END_TEST

/* "article|term|old|new" of each change, a line each. */
static const char *told(Fixture *f, const Agreement *agreement, const TermValue *changes,
                        size_t count, Lang lang)
{
    static const char source[] = "{{#avenant.changements}}{{article}}|{{terme}}|{{ancien}}|{{nouveau}}\n"
                                 "{{/avenant.changements}}{{avenant.numero}} {{avenant.protocole_numero}}"
                                 " {{avenant.revision}} {{avenant.effet_le.court}}";
    const Contract contract = {.number = "P-1", .revision = 2, .signed_on = DATE_NONE};
    const Amendment amendment = {.rank = 3, .effective_on = date_of(2027, 2, 1),
                                 .signed_on = DATE_NONE, .changes = changes, .change_count = count};
    Model model;
    Template *template;
    Buffer text = {0};
    model_open(&model, &f->record, f->arena, lang);
    Dict *names = dict_new(f->arena);
    agreement_tell(agreement, &contract, &amendment, &model, names);
    model.extra = names;
    Subject subject = fixture_subject(f, SCOPE_SEQUENCE, "SEQ-1");
    ck_assert_int_eq(template_parse(f->arena, "x", source, NULL, NULL, &template, NULL), STATUS_OK);
    ck_assert_int_eq(template_text(template, &model.source, model_root(&model, &subject),
                                   ESCAPE_NONE, &text, NULL), STATUS_OK);
    const char *kept = arena_string(f->arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

START_TEST(test_tell)
{
    /* not in the order of the catalogue, and one that is no term any more */
    static const TermValue changes[] = {
        {"activites.activite", "Souder\nLire", "Souder"}, {"avantages", "Repas", ""},
        {"debut", "2027-01-18", "2027-01-11"}, {"jours", "lun|mer", "lun"},
        {"remuneree", "non", "oui"}, {"superviseur", "PARTI", ""}, {"taux_horaire", "20", "18.5"},
    };
    Fixture f;
    Catalogue catalogue;
    Error error;
    fixture_open(&f, NULL);
    ck_assert_int_eq(load(&f, "# Texte\n",
                          "avenant.debut = 3\navenant.jours = 3\navenant.superviseur.nom_complet = 2\n"
                          "avenant.activites.activite = 4\navenant.remuneree = 6\n"
                          "avenant.taux_horaire.argent = 6\n", &catalogue, &error), STATUS_OK);
    const Agreement *agreement = &catalogue.kinds[0].agreement;
    ck_assert_str_eq(told(&f, agreement, changes, 7, LANG_FR),
                     "3|premier jour|11 janvier 2027|18 janvier 2027\n"
                     "3|jours de présence|lundi|lundi et mercredi\n"
                     "2|superviseur en entreprise||PARTI\n"
                     "4|Activités professionnelles du protocole : activité|Souder|Souder ; Lire\n"
                     "6|rémunérée|oui|non\n"
                     "6|taux horaire, en dollars|18,50 $|20,00 $\n"
                     "3 P-1 2 2027-02-01");
    ck_assert_str_eq(told(&f, agreement, &changes[2], 1, LANG_EN),
                     "3|first day|January 11, 2027|January 18, 2027\n3 P-1 2 2027-02-01");
    fixture_close(&f);
}
END_TEST

SUITE("agreement", test_read, test_faults, test_a_list_has_no_terms_outside_a_sequence,
      test_what_is_printed_is_told, test_tell)
