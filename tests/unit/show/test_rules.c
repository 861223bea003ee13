/* The table of rules as it is shown: explained, as JSON, as Markdown; thresholds in force. */
#include "rule/case.h"

#include "show/rules.h"
#include "show/threshold.h"

#include <jansson.h>

static json_t *rule_item(const char *code, const Config *config)
{
    Buffer out = {0};
    show_rules_json(rule_find(code), config, &out);
    json_t *root = json_loads(buffer_text(&out), JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(root);
    json_t *list = json_object_get(root, "regles");
    ck_assert_uint_eq(json_array_size(list), 1);
    json_t *item = json_incref(json_array_get(list, 0));
    json_decref(root);
    buffer_free(&out);
    return item;
}

static const char *text_at(const json_t *object, const char *outer, const char *inner)
{
    return json_string_value(json_object_get(json_object_get(object, outer), inner));
}

static void expect_keys(json_t *object, const char *expected)
{
    Buffer keys = {0};
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
        buffer_printf(&keys, "%s%s", keys.length ? " " : "", key);
    ck_assert_str_eq(buffer_text(&keys), expected);
    buffer_free(&keys);
}

START_TEST(every_rule_as_json)
{
    Buffer out = {0};
    show_rules_json(NULL, NULL, &out);
    json_t *root = json_loads(buffer_text(&out), JSON_REJECT_DUPLICATES, NULL), *item;
    json_t *list = json_object_get(root, "regles");
    size_t count, i;
    rule_table(&count);
    ck_assert_uint_eq(json_array_size(list), count);
    json_array_foreach(list, i, item)
    {
        expect_keys(item, "code famille gravite enonce source reference seuils retient verrouillee "
                          "titre verifie correction exemple");
        expect_keys(json_object_get(item, "exemple"), "faux juste");
        ck_assert_str_ne(text_at(item, "exemple", "faux"), "");
        ck_assert_str_ne(text_at(item, "exemple", "faux"), text_at(item, "exemple", "juste"));
    }
    json_decref(root);
    buffer_free(&out);
}
END_TEST

START_TEST(one_rule_as_json)
{
    json_t *item = rule_item("salaire-minimum", NULL);
    ck_assert_str_eq(text_at(item, "gravite", "fp"), "avertissement");
    ck_assert_str_eq(text_at(item, "gravite", "collegial"), "erreur");
    ck_assert(json_is_null(json_object_get(json_object_get(item, "gravite"), "reglee")));
    ck_assert_str_eq(json_string_value(json_array_get(json_object_get(item, "retient"), 1)),
                     "avenant");
    json_decref(item);
}
END_TEST

START_TEST(explained)
{
    Buffer out = {0};
    show_rules_text(rule_find("attestation-delai"), NULL, &out);
    ck_assert_str_eq(
        buffer_text(&out),
        "attestation-delai — Délai du formulaire prescrit\n\n"
        "  le formulaire prescrit par la loi est délivré dans les six mois de la fin ; on avertit "
        "deux mois avant\n"
        "  → délivrez le formulaire CO-1029.8.33.10 à l'entreprise, puis écrivez la date dans "
        "formulaire_prescrit_le\n\n"
        "  gravité : erreur\n"
        "  source : loi ou texte officiel\n"
        "  référence : LI 1029.8.33.10\n"
        "  seuil [attestation] delai_mois : 6 (par défaut) — mois pour délivrer le formulaire "
        "prescrit\n"
        "  une erreur retient : rien\n\n"
        "  exemple à corriger : credit_impot = oui, fin = 2026-05-29, formulaire_prescrit_le = "
        "(vide), le 2026-12-01\n"
        "  exemple juste : credit_impot = oui, fin = 2026-05-29, formulaire_prescrit_le = "
        "2026-06-15\n");
    buffer_free(&out);
}
END_TEST

/* "[profil.fp] semaines_min : non jugé; …" */
static const char *all_thresholds(const char *code, const Config *config, Arena *arena)
{
    Thresholds found = rule_thresholds(rule_find(code), config, arena);
    const char *all = "";
    for (size_t i = 0; i < found.count; i++)
        all = arena_printf(arena, "%s%s%s : %s", all, *all ? "; " : "",
                           threshold_name(&found.items[i], arena),
                           threshold_value(&found.items[i], arena));
    return all;
}

START_TEST(defaults_of_both_profiles)
{
    Arena *arena = arena_new();
    ck_assert_str_eq(all_thresholds("sequence-heures-min", NULL, arena),
                     "[profil.fp] heures_min : non jugé; "
                     "[profil.collegial] heures_min : 224 (par défaut)");
    ck_assert_str_eq(all_thresholds("visites-nombre", NULL, arena),
                     "[visites] par_sequence : aucune valeur; "
                     "[profil.fp] visites_min : 1 (par défaut); "
                     "[profil.collegial] visites_min : 1 (par défaut)");
    ck_assert_str_eq(all_thresholds("salaire-minimum", NULL, arena),
                     "[salaire_minimum] : aucune valeur");
    ck_assert_str_eq(all_thresholds("neq-forme", NULL, arena), "");
    arena_free(arena);
}
END_TEST

START_TEST(values_in_force)
{
    Case *c = case_new(COLLEGE);
    case_apply(c, "config.profil.collegial.heures_min=210 & config.regles.neq-cle=info");
    case_run(c);
    ck_assert_str_eq(all_thresholds("sequence-heures-min", &c->config, c->arena),
                     "[profil.collegial] heures_min : 210");
    ck_assert_str_eq(all_thresholds("retour-absent", &c->config, c->arena),
                     "[profil.collegial] retour_min : 45 (par défaut); "
                     "[profil.collegial] integration_jours : 10 (par défaut)");
    ck_assert_str_eq(all_thresholds("salaire-minimum", &c->config, c->arena),
                     "[salaire_minimum] 2026-05-01 : 16,60; [salaire_minimum] 2027-05-01 : 17,10");
    json_t *item = rule_item("neq-cle", &c->config);
    ck_assert_str_eq(text_at(item, "gravite", "reglee"), "info");
    json_decref(item);
    Buffer out = {0};
    show_rules_text(rule_find("neq-cle"), &c->config, &out);
    ck_assert_ptr_nonnull(
        strstr(buffer_text(&out),
               "  gravité : avertissement\n  [regles] de config.ini la change : info\n"));
    buffer_free(&out);
    case_free(c);
}
END_TEST

/* Every word of `thresholds` is a key, or a section of free keys: none is lost. */
START_TEST(every_threshold_is_known)
{
    Arena *arena = arena_new();
    size_t count;
    const Rule *rules = rule_table(&count);
    for (size_t i = 0; i < count; i++) {
        size_t words = 0;
        for (const char *p = rules[i].thresholds; *p; p += strspn(p, " ")) {
            words += text_starts(p, "profil.") ? 2 : 1;
            p += strcspn(p, " ");
        }
        ck_assert_msg(rule_thresholds(&rules[i], NULL, arena).count == words, "%s: %s",
                      rules[i].code, rules[i].thresholds);
    }
    arena_free(arena);
}
END_TEST

/* The family of a row is where its .def is included: each begins once. */
START_TEST(families_follow_one_another)
{
    size_t count;
    const Rule *rules = rule_table(&count);
    ck_assert_int_eq(rules[0].family, FAMILY_READING);
    for (size_t i = 1; i < count; i++)
        ck_assert_int_ge(rules[i].family, rules[i - 1].family);
    ck_assert_int_eq(rules[count - 1].family, FAMILY_RETURN);
    ck_assert_int_eq(rule_find("salaire-minimum")->family, FAMILY_PLACEMENT);
}
END_TEST

SUITE("rules", every_rule_as_json, one_rule_as_json, explained, defaults_of_both_profiles,
      values_in_force, every_threshold_is_known, families_follow_one_another)
