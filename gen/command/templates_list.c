/* What `ate modeles` lists: the kinds, and the variables that their templates can name. */
#include "command/console.h"
#include "command/templates.h"

#include <jansson.h>
#include <stdlib.h>

/* --- kinds --------------------------------------------------------------- */

static const char *const scopes[SCOPE_COUNT] = {
    [SCOPE_SEQUENCE] = N_("un par séquence"),
    [SCOPE_VISITE] = N_("un par visite"),
    [SCOPE_ELEVE] = N_("un par élève"),
    [SCOPE_ENTREPRISE] = N_("un par entreprise"),
    [SCOPE_OFFRE] = N_("un par offre"),
    [SCOPE_RESPONSABLE] = N_("un par responsable"),
    [SCOPE_GROUPE] = N_("un par groupe"),
    [SCOPE_PROGRAMME] = N_("un par programme"),
    [SCOPE_ETABLISSEMENT] = N_("un pour l'établissement"),
};

static const struct { unsigned bit; const char *code, *name; } recipients[] = {
    {RECIPIENT_SCHOOL, "ecole", N_("école")}, {RECIPIENT_COMPANY, "entreprise", N_("entreprise")},
    {RECIPIENT_STUDENT, "eleve", N_("élève")},
    {RECIPIENT_RESPONSABLE, "responsable", N_("responsable")},
};
enum { RECIPIENT_COUNT = sizeof recipients / sizeof *recipients };

static void say_recipients(unsigned bits)
{
    const char *separator = "";
    for (size_t i = 0; i < RECIPIENT_COUNT; i++)
        if (bits & recipients[i].bit) {
            console_out("%s%s", separator, _(recipients[i].name));
            separator = ", ";
        }
}

static void say_kind(const Kind *kind)
{
    console_out(_("%s — %s (%s) : "), kind->name, kind->title[message_lang()],
                _(scopes[kind->scope]));
    say_recipients(kind->recipients);
    if (kind_is_mailed(kind))
        console_out(_(" ; message « %s »"), kind->mail);
    else if (kind->recipients & RECIPIENT_COMPANY)
        console_out(_(" ; non envoyé"));
    console_out("\n");
}

void listing_say_kinds(const Listing *listing)
{
    for (size_t i = 0; i < listing->kind_count; i++)
        say_kind(listing->kinds[i]);
}

static json_t *kind_json(const Kind *kind)
{
    json_t *to = json_array();
    for (size_t i = 0; i < RECIPIENT_COUNT; i++)
        if (kind->recipients & recipients[i].bit)
            json_array_append_new(to, json_string(recipients[i].code));
    return json_pack("{s:s, s:s, s:s, s:o, s:o}", "nom", kind->name, "titre",
                     kind->title[message_lang()], "portee", scope_name(kind->scope),
                     "destinataires", to, "courriel",
                     kind_is_mailed(kind) ? json_string(kind->mail) : json_null());
}

/* --- variables ----------------------------------------------------------- */

/* " (ex. : 12 avril 2027)", with what is to be known of it. */
static void say_example(const Variable *variable)
{
    const char *separator = " (", *end = "";
    if (*variable->example) {
        console_out(variable->invented ? _(" (ex. inventé : %s") : _(" (ex. : %s"),
                    variable->example);
        separator = " ; ";
        end = ")";
    }
    if (variable->personal) {
        console_out("%s%s", separator, _("jamais pour l'entreprise"));
        end = ")";
    }
    console_out("%s", end);
}

static void say_variable(const Variable *variable)
{
    console_out("  %s : %s", variable->name, variable->type);
    if (*variable->leads_to)
        console_out(" [%s]", variable->leads_to);
    console_out(" — %s", variable->description);
    say_example(variable);
    console_out("\n");
}

void listing_say_variables(const Listing *listing)
{
    for (size_t i = 0; i < listing->group_count; i++) {
        const VariableGroup *group = &listing->groups[i];
        bool is_root = group->scope >= 0;
        console_out("%s[%s]%s%s\n", i ? "\n" : "", group->name, is_root ? "  portee = " : "",
                    is_root ? scope_name((Scope)group->scope) : "");
        for (size_t v = 0; v < group->count; v++)
            say_variable(&group->items[v]);
    }
}

static json_t *text_or_null(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *group_json(const VariableGroup *group)
{
    json_t *variables = json_array();
    for (size_t i = 0; i < group->count; i++) {
        const Variable *v = &group->items[i];
        json_array_append_new(
            variables,
            json_pack("{s:s, s:s, s:o, s:s, s:o, s:b, s:b}", "nom", v->name, "type", v->type,
                      "mene_a", text_or_null(v->leads_to), "description", v->description,
                      "exemple", text_or_null(v->example), "invente", v->invented, "personnel",
                      v->personal));
    }
    return json_pack("{s:s, s:o, s:o}", "nom", group->name, "portee",
                     group->scope >= 0 ? json_string(scope_name((Scope)group->scope)) : json_null(),
                     "variables", variables);
}

void listing_write_json(const Listing *listing)
{
    json_t *kinds = json_array(), *groups = json_array();
    for (size_t i = 0; i < listing->kind_count; i++)
        json_array_append_new(kinds, kind_json(listing->kinds[i]));
    for (size_t i = 0; i < listing->group_count; i++)
        json_array_append_new(groups, group_json(&listing->groups[i]));
    json_t *whole = json_pack("{s:i, s:s, s:o, s:o}", "version", 1, "empreinte", listing->sha256,
                              "genres", kinds, "groupes", groups);
    char *text = json_dumps(whole, JSON_INDENT(2));
    console_out("%s\n", text);
    free(text);
    json_decref(whole);
}
