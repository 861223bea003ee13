/* rules: the table of rules, listed or explained. */
#include "show/rules.h"

#include "base/text.h"
#include "show/json.h"
#include "show/threshold.h"

#include <string.h>

static const char *source_letter(Source source)
{
    static const char *const letters[] = {"S", "L", "C", "X", "D"};
    return letters[source];
}

const char *rule_source(const Rule *rule)
{
    static const char *const names[] = {
        N_("guide du ministère"),
        N_("loi ou texte officiel"),
        N_("critères publiés de plusieurs collèges"),
        N_("pratique d'un établissement"),
        N_("bonne tenue des données"),
    };
    return _(names[rule->source]);
}

const char *rule_severity(const Rule *rule, Arena *arena)
{
    const char *fp = severity_code(rule->severity[RESEAU_FP]);
    const char *college = severity_code(rule->severity[RESEAU_COLLEGIAL]);
    return text_is(fp, college) ? fp : arena_printf(arena, "%s / %s", fp, college);
}

const char *rule_held(const Rule *rule)
{
    if (!*rule->holds)
        return _("rien");
    return text_is(rule->holds, "*") ? _("tout document qui lit la ligne") : rule->holds;
}

/* ---- For people. */

static void add_line(const Rule *rule, Arena *arena, Buffer *out)
{
    buffer_printf(out, "%-26s %-23s %-5s %s  %s\n", rule->code, rule_severity(rule, arena),
                  rule->enonce, source_letter(rule->source), _(rule->title));
}

static void add_labelled(Buffer *out, const char *label, const char *text)
{
    if (*text)
        buffer_printf(out, _("  %s : %s\n"), label, text);
}

static void add_severity(const Rule *rule, const Config *config, Arena *arena, Buffer *out)
{
    bool same = rule->severity[RESEAU_FP] == rule->severity[RESEAU_COLLEGIAL];
    add_labelled(out, _("gravité"),
                 arena_printf(arena, same ? "%s" : _("%s (formation professionnelle / collégial)"),
                              rule_severity(rule, arena)));
    const char *chosen = config ? config_pair(config, "regles", rule->code) : NULL;
    if (chosen)
        add_labelled(out, _("[regles] de config.ini la change"), chosen);
    if (rule->locked)
        buffer_printf(out, "  %s\n", _("[regles] ne peut pas l'adoucir"));
}

static void add_thresholds(const Rule *rule, const Config *config, Arena *arena, Buffer *out)
{
    Thresholds all = rule_thresholds(rule, config, arena);
    for (size_t i = 0; i < all.count; i++) {
        const Threshold *one = &all.items[i];
        buffer_printf(out, _("  seuil %s : %s"), threshold_name(one, arena),
                      threshold_value(one, arena));
        buffer_printf(out, *one->meaning ? " — %s\n" : "%s\n", one->meaning);
    }
}

static void explain(const Rule *rule, const Config *config, Arena *arena, Buffer *out)
{
    buffer_printf(out, "%s — %s\n\n  %s\n  → %s\n\n", rule->code, _(rule->title),
                  _(rule->statement), _(rule->fix));
    add_severity(rule, config, arena, out);
    add_labelled(out, _("énoncé du guide"), rule->enonce);
    add_labelled(out, _("source"), rule_source(rule));
    add_labelled(out, _("référence"), rule->reference);
    add_thresholds(rule, config, arena, out);
    add_labelled(out, _("une erreur retient"), rule_held(rule));
    buffer_add_char(out, '\n');
    add_labelled(out, _("exemple à corriger"), _(rule->broken));
    add_labelled(out, _("exemple juste"), _(rule->kept));
}

void show_rules_text(const Rule *rule, const Config *config, Buffer *out)
{
    Arena *arena = arena_new();
    size_t count;
    const Rule *rules = rule_table(&count);
    if (rule)
        explain(rule, config, arena, out);
    for (size_t i = 0; !rule && i < count; i++)
        add_line(&rules[i], arena, out);
    if (!rule)
        buffer_add_text(
            out,
            _("\nGravité : une seule, ou formation professionnelle / collégial. Source : S guide du "
              "ministère, L loi,\nC critères de collèges, X pratique d'un établissement, D données. "
              "« ate regles CODE » explique une règle.\n"));
    arena_free(arena);
}

/* ---- For programs. */

/* "a b" -> ["a", "b"] */
static json_t *words(const char *text)
{
    json_t *list = json_array();
    while (*text) {
        size_t length = strcspn(text, " ");
        json_array_append_new(list, json_stringn(text, length));
        text += length + (text[length] == ' ');
    }
    return list;
}

static json_t *severity_json(const Rule *rule, const Config *config)
{
    json_t *made = json_object();
    json_object_set_new(made, "fp", json_text(severity_code(rule->severity[RESEAU_FP])));
    json_object_set_new(made, "collegial",
                        json_text(severity_code(rule->severity[RESEAU_COLLEGIAL])));
    json_object_set_new(made, "reglee",
                        json_text(config ? config_pair(config, "regles", rule->code) : NULL));
    return made;
}

static json_t *thresholds_json(const Rule *rule, const Config *config)
{
    Arena *arena = arena_new();
    json_t *list = json_array();
    Thresholds all = rule_thresholds(rule, config, arena);
    for (size_t i = 0; i < all.count; i++) {
        const Threshold *one = &all.items[i];
        json_t *made = json_object();
        json_object_set_new(made, "section", json_text(one->section));
        json_object_set_new(made, "cle", json_text(*one->key ? one->key : NULL));
        json_object_set_new(made, "valeur", json_text(one->value));
        json_object_set_new(made, "ecrit", json_boolean(one->written));
        json_object_set_new(made, "description", json_text(*one->meaning ? one->meaning : NULL));
        json_array_append_new(list, made);
    }
    arena_free(arena);
    return list;
}

static json_t *rule_json(const Rule *rule, const Config *config)
{
    json_t *example = json_object(), *made = json_object();
    json_object_set_new(example, "faux", json_text(_(rule->broken)));
    json_object_set_new(example, "juste", json_text(_(rule->kept)));
    json_object_set_new(made, "code", json_text(rule->code));
    json_object_set_new(made, "famille", json_text(rule_family_name(rule->family)));
    json_object_set_new(made, "gravite", severity_json(rule, config));
    json_object_set_new(made, "enonce", json_text(*rule->enonce ? rule->enonce : NULL));
    json_object_set_new(made, "source", json_text(source_letter(rule->source)));
    json_object_set_new(made, "reference", json_text(*rule->reference ? rule->reference : NULL));
    json_object_set_new(made, "seuils", thresholds_json(rule, config));
    json_object_set_new(made, "retient", words(rule->holds));
    json_object_set_new(made, "verrouillee", json_boolean(rule->locked));
    json_object_set_new(made, "titre", json_text(_(rule->title)));
    json_object_set_new(made, "verifie", json_text(_(rule->statement)));
    json_object_set_new(made, "correction", json_text(_(rule->fix)));
    json_object_set_new(made, "exemple", example);
    return made;
}

void show_rules_json(const Rule *rule, const Config *config, Buffer *out)
{
    size_t count = 1;
    const Rule *rules = rule ? rule : rule_table(&count);
    buffer_add_text(out, "{\n  \"version\": 1,\n  \"regles\": [");
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? ",\n    " : "\n    ");
        json_add(out, rule_json(&rules[i], config), 4);
    }
    buffer_add_text(out, "\n  ]\n}\n");
}
