/* rules: the table of rules, listed or explained. */
#include "show/rules.h"

#include "base/text.h"
#include "show/json.h"

#include <string.h>

static const char *source_letter(Source source)
{
    static const char *const letters[] = {"S", "L", "C", "X", "D"};
    return letters[source];
}

static const char *source_name(Source source)
{
    static const char *const names[] = {
        N_("guide du ministère"),
        N_("loi ou texte officiel"),
        N_("critères publiés de plusieurs collèges"),
        N_("pratique d'un établissement"),
        N_("bonne tenue des données"),
    };
    return _(names[source]);
}

/* "erreur", or "info / erreur" (fp / collégial). */
static void add_severity(const Rule *rule, Buffer *out)
{
    const char *fp = severity_code(rule->severity[RESEAU_FP]);
    const char *college = severity_code(rule->severity[RESEAU_COLLEGIAL]);
    if (text_is(fp, college))
        buffer_add_text(out, fp);
    else
        buffer_printf(out, "%s / %s", fp, college);
}

static void add_line(const Rule *rule, Buffer *out)
{
    Buffer severity = {0};
    add_severity(rule, &severity);
    buffer_printf(out, "%-26s %-23s %-5s %s  %s\n", rule->code, buffer_text(&severity),
                  rule->enonce, source_letter(rule->source), _(rule->title));
    buffer_free(&severity);
}

static void add_labelled(Buffer *out, const char *label, const char *text)
{
    if (*text)
        buffer_printf(out, "  %s : %s\n", label, text);
}

static const char *held_words(const Rule *rule)
{
    if (!*rule->holds)
        return _("rien");
    return text_is(rule->holds, "*") ? _("tout document qui lit la ligne") : rule->holds;
}

static void explain(const Rule *rule, Buffer *out)
{
    buffer_printf(out, "%s — %s\n\n  %s\n  → %s\n\n", rule->code, _(rule->title),
                  _(rule->statement), _(rule->fix));
    buffer_printf(out, "  %s : ", _("gravité"));
    add_severity(rule, out);
    buffer_add_text(out, text_is(severity_code(rule->severity[0]), severity_code(rule->severity[1]))
                             ? "\n"
                             : _(" (formation professionnelle / collégial)\n"));
    add_labelled(out, _("énoncé du guide"), rule->enonce);
    add_labelled(out, _("source"), source_name(rule->source));
    add_labelled(out, _("référence"), rule->reference);
    add_labelled(out, _("seuils de config.ini"), rule->thresholds);
    add_labelled(out, _("une erreur retient"), held_words(rule));
    if (rule->locked)
        buffer_printf(out, "  %s\n", _("[regles] ne peut pas l'adoucir"));
}

void show_rules_text(const Rule *rule, Buffer *out)
{
    if (rule) {
        explain(rule, out);
        return;
    }
    size_t count;
    const Rule *rules = rule_table(&count);
    for (size_t i = 0; i < count; i++)
        add_line(&rules[i], out);
    buffer_add_text(
        out,
        _("\nGravité : une seule, ou formation professionnelle / collégial. Source : S guide du "
          "ministère, L loi,\nC critères de collèges, X pratique d'un établissement, D données. "
          "« ate regles CODE » explique une règle.\n"));
}

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

static json_t *rule_json(const Rule *rule)
{
    json_t *severity = json_object(), *made = json_object();
    json_object_set_new(severity, "fp", json_text(severity_code(rule->severity[RESEAU_FP])));
    json_object_set_new(severity, "collegial",
                        json_text(severity_code(rule->severity[RESEAU_COLLEGIAL])));
    json_object_set_new(made, "code", json_text(rule->code));
    json_object_set_new(made, "gravite", severity);
    json_object_set_new(made, "enonce", json_text(*rule->enonce ? rule->enonce : NULL));
    json_object_set_new(made, "source", json_text(source_letter(rule->source)));
    json_object_set_new(made, "reference", json_text(*rule->reference ? rule->reference : NULL));
    json_object_set_new(made, "seuils", words(rule->thresholds));
    json_object_set_new(made, "retient", words(rule->holds));
    json_object_set_new(made, "verrouillee", json_boolean(rule->locked));
    json_object_set_new(made, "titre", json_text(_(rule->title)));
    json_object_set_new(made, "verifie", json_text(_(rule->statement)));
    json_object_set_new(made, "correction", json_text(_(rule->fix)));
    return made;
}

void show_rules_json(const Rule *rule, Buffer *out)
{
    size_t count = 1;
    const Rule *rules = rule ? rule : rule_table(&count);
    buffer_add_text(out, "{\n  \"version\": 1,\n  \"regles\": [");
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? ",\n    " : "\n    ");
        json_add(out, rule_json(&rules[i]), 4);
    }
    buffer_add_text(out, "\n  ]\n}\n");
}
