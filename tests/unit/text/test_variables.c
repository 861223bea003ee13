/* The names that `ate modeles --variables` lists are those that templates may use. */
#include "fixture.h"

#include "text/variables.h"

static const VariableGroup *group_named(const VariableGroup *groups, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_is(groups[i].name, name))
            return &groups[i];
    ck_abort_msg("%s", name);
}

static const Variable *variable_named(const VariableGroup *group, const char *name)
{
    for (size_t i = 0; i < group->count; i++)
        if (text_is(group->items[i].name, name))
            return &group->items[i];
    ck_abort_msg("%s.%s", group->name, name);
}

START_TEST(test_listed_names_are_known)
{
    Fixture f;
    size_t count, roots = 0;
    fixture_open(&f, NULL);
    const VariableGroup *groups = variables_list(&f.record, LANG_FR, f.arena, &count);
    for (size_t i = 0; i < count; i++) {
        for (size_t v = 0; v < groups[i].count; v++) {
            const Variable *variable = &groups[i].items[v];
            const char *nearest;
            ck_assert(variable->description && *variable->description);
            if (*variable->leads_to)
                group_named(groups, count, variable->leads_to);
            if (groups[i].scope >= 0)
                ck_assert(model_knows(&f.model, (Scope)groups[i].scope, NULL, 0, variable->name,
                                      &nearest));
        }
        roots += groups[i].scope >= 0;
    }
    ck_assert_uint_eq(roots, SCOPE_COUNT);
    fixture_close(&f);
}
END_TEST

START_TEST(test_what_is_said)
{
    static const struct {
        const char *group, *name, *type, *leads_to, *description;
        bool personal;
    } cases[] = {
        {"sequences", "debut", "date", "", "premier jour", false},
        {"sequences", "eleve", "lien", "eleves", "élève", false},
        {"sequences", "activites", "liste", "activites", "Activités professionnelles du protocole",
         false},
        {"sequences", "jours_feries", "liste", "jours_feries",
         "jours fériés, jusqu'à la fin prévue", false},
        {"entreprises", "sequences", "liste", "sequences", "Séquences en entreprise", false},
        {"eleves", "date_naissance", "date", "", "date de naissance", true},
        {"eleves", "note maison", "texte", "", "colonne ajoutée au fichier", false},
        {"message", "documents", "liste", "documents", "les pièces jointes", false},
        {"etablissement", "reseau", "choix", "", "réseau", false},
    };
    Fixture f;
    size_t count;
    fixture_open(&f, NULL);
    const VariableGroup *groups = variables_list(&f.record, LANG_FR, f.arena, &count);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Variable *variable =
            variable_named(group_named(groups, count, cases[i].group), cases[i].name);
        ck_assert_str_eq(variable->type, cases[i].type);
        ck_assert_str_eq(variable->leads_to, cases[i].leads_to);
        ck_assert_str_eq(variable->description, cases[i].description);
        ck_assert_int_eq(variable->personal, cases[i].personal);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_examples)
{
    static const struct {
        const char *group, *name, *french, *english;
        bool invented;
    } cases[] = {
        {"sequences", "debut", "11 janvier 2027", "January 11, 2027", false},
        {"sequences", "fin_reelle", "20 novembre 2026", "November 20, 2026", false}, /* second row */
        {"sequences", "taux_horaire", "18,5", "18.5", false},
        {"sequences", "remuneree", "oui", "yes", false},
        {"sequences", "mandat", "", "", false},   /* no row has one */
        {"sequences", "eleve", "", "", false},    /* leads elsewhere */
        {"eleves", "date_naissance", "14 mars 2008", "March 14, 2008", true},
        {"eleves", "code_permanent", "INVE14530801", "INVE14530801", true},
        {"eleves", "note maison", "", "", false}, /* nobody knows what it holds */
        {"etablissement", "adresse_ligne", "10, rue du Quai, Rimouski (Québec)  G5L 1A1",
         "10, rue du Quai, Rimouski (Québec)  G5L 1A1", false},
        {"partout", "date_du_jour", "15 janvier 2027", "January 15, 2027", false},
        {"partout", "cle", "SEQ-1", "SEQ-1", false},
        {"groupe", "nom", "A10", "A10", false},
        {"tournees", "nombre", "1", "1", false},
        {"document", "revision", "2", "2", true},
        {"message", "plusieurs", "oui", "yes", true},
    };
    Fixture f;
    size_t count;
    fixture_open(&f, NULL);
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        const VariableGroup *groups = variables_list(&f.record, lang, f.arena, &count);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            const Variable *variable =
                variable_named(group_named(groups, count, cases[i].group), cases[i].name);
            ck_assert_str_eq(variable->example,
                             lang == LANG_FR ? cases[i].french : cases[i].english);
            ck_assert_int_eq(variable->invented, cases[i].invented);
        }
        for (size_t g = 0; g < count; g++)
            for (size_t v = 0; v < groups[g].count; v++)
                ck_assert(!groups[g].items[v].personal || groups[g].items[v].invented);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_long_example_is_one_short_line)
{
    static const char activities[] =
        "sequence,numero,activite\nSEQ-1,1,\"Souder\nà plat, puis en position verticale, puis au "
        "plafond, sans relâche\"\n";
    Fixture f;
    size_t count;
    fixture_open(&f, &(FixtureFile){"input/activites.csv", activities});
    const VariableGroup *groups = variables_list(&f.record, LANG_FR, f.arena, &count);
    const char *example =
        variable_named(group_named(groups, count, "activites"), "activite")->example;
    ck_assert_str_eq(example, "Souder à plat, puis en position verticale, puis au plafond,…");
    ck_assert_uint_eq(utf8_count(example), 60);
    fixture_close(&f);
}
END_TEST

START_TEST(test_reached)
{
    Fixture f;
    size_t count, all;
    fixture_open(&f, NULL);
    VariableGroup *groups = variables_list(&f.record, LANG_FR, f.arena, &all);
    count = variables_reached(groups, all, 1u << SCOPE_RESPONSABLE, false);
    ck_assert_uint_lt(count, all);
    group_named(groups, count, "tournees");
    group_named(groups, count, "partout");
    for (size_t i = 0; i < count; i++)
        ck_assert(!text_is(groups[i].name, "message") && !text_is(groups[i].name, "ensemble"));
    groups = variables_list(&f.record, LANG_FR, f.arena, &all);
    count = variables_reached(groups, all, 1u << SCOPE_SEQUENCE | 1u << SCOPE_ETABLISSEMENT, true);
    group_named(groups, count, "ensemble");
    group_named(groups, count, "documents");
    fixture_close(&f);
}
END_TEST

SUITE("variables", test_listed_names_are_known, test_what_is_said, test_examples,
      test_long_example_is_one_short_line, test_reached)
