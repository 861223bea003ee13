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

SUITE("variables", test_listed_names_are_known, test_what_is_said)
