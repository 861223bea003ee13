/* rules_markdown: docs/regles.md, made from the table so that it cannot lie. */
#include "show/rules.h"

#include "base/text.h"
#include "show/threshold.h"

static void add_point(Buffer *out, const char *label, const char *text)
{
    if (*text)
        buffer_printf(out, _("- %s : %s\n"), label, text);
}

/* An example is cells, not words of Markdown: | and _ must stay as they are. */
static void add_example(Buffer *out, const char *label, const char *cells, Arena *arena)
{
    add_point(out, label, arena_printf(arena, "`%s`", cells));
}

static void add_thresholds(const Rule *rule, Arena *arena, Buffer *out)
{
    Thresholds all = rule_thresholds(rule, NULL, arena);
    for (size_t i = 0; i < all.count; i++) {
        const Threshold *one = &all.items[i];
        add_point(out, arena_printf(arena, _("seuil `%s`"), threshold_name(one, arena)),
                  arena_printf(arena, *one->meaning ? "%s, %s" : "%s%s",
                               threshold_value(one, arena), one->meaning));
    }
}

static void add_rule(const Rule *rule, Arena *arena, Buffer *out)
{
    bool same = rule->severity[RESEAU_FP] == rule->severity[RESEAU_COLLEGIAL];
    buffer_printf(out, "\n### `%s`\n\n%s : %s.\n\n", rule->code, _(rule->title),
                  _(rule->statement));
    add_point(out, _("gravité"),
              arena_printf(arena, same ? "%s" : _("%s (formation professionnelle / collégial)"),
                           rule_severity(rule, arena)));
    if (rule->locked)
        buffer_printf(out, "- %s\n", _("[regles] ne peut pas l'adoucir"));
    add_point(out, _("énoncé du guide"), rule->enonce);
    add_point(out, _("source"),
              *rule->reference ? arena_printf(arena, "%s (%s)", rule_source(rule), rule->reference)
                               : rule_source(rule));
    add_thresholds(rule, arena, out);
    add_point(out, _("une erreur retient"), rule_held(rule));
    add_point(out, _("correction"), _(rule->fix));
    add_example(out, _("exemple à corriger"), _(rule->broken), arena);
    add_example(out, _("exemple juste"), _(rule->kept), arena);
}

void show_rules_markdown(Buffer *out)
{
    Arena *arena = arena_new();
    size_t count;
    const Rule *rules = rule_table(&count);
    buffer_printf(out, "# %s\n\n%s\n", _("Règles"),
                  _("Ce que « ate valider » vérifie. Cette page est écrite par « ate regles "
                    "--format=markdown » : ne la corrigez pas à la main. Les seuils sont ceux "
                    "par défaut ; « ate regles CODE », dans votre dossier, donne ceux en vigueur."));
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || rules[i].family != rules[i - 1].family)
            buffer_printf(out, "\n## %s\n", rule_family_name(rules[i].family));
        add_rule(&rules[i], arena, out);
    }
    arena_free(arena);
}
