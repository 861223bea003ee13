/* ate modeles: opening the dossier checks every template; what is left is to list the kinds,
 * or the names that a template can use. */
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "text/variables.h"

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

static void say_recipients(unsigned recipients)
{
    static const struct { unsigned bit; const char *name; } names[] = {
        {RECIPIENT_SCHOOL, N_("école")}, {RECIPIENT_COMPANY, N_("entreprise")},
        {RECIPIENT_STUDENT, N_("élève")}, {RECIPIENT_RESPONSABLE, N_("responsable")},
    };
    const char *separator = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (recipients & names[i].bit) {
            console_out("%s%s", separator, _(names[i].name));
            separator = ", ";
        }
}

static void say_message(const Kind *kind)
{
    if (kind_is_mailed(kind))
        console_out(_(" ; message « %s »"), kind->mail);
    else if (kind->recipients & RECIPIENT_COMPANY)
        console_out(_(" ; non envoyé"));
}

static void say_kinds(const Catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        const Kind *kind = &catalogue->kinds[i];
        console_out(_("%s — %s (%s) : "), kind->name, kind->title[message_lang()],
                    _(scopes[kind->scope]));
        say_recipients(kind->recipients);
        say_message(kind);
        console_out("\n");
    }
    console_say(_("Les modèles n'ont pas de faute. Leur empreinte : %s\n"), catalogue->sha256);
}

static void say_variables(Dossier *dossier)
{
    size_t count;
    const VariableGroup *groups =
        variables_list(&dossier->record, message_lang(), dossier->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const VariableGroup *group = &groups[i];
        bool is_root = group->scope >= 0;
        console_out("%s[%s]%s%s\n", i ? "\n" : "", group->name, is_root ? "  portee = " : "",
                    is_root ? scope_name((Scope)group->scope) : "");
        for (size_t v = 0; v < group->count; v++) {
            const Variable *variable = &group->items[v];
            console_out("  %s : %s%s%s%s — %s%s\n", variable->name, variable->type,
                        *variable->leads_to ? " [" : "", variable->leads_to,
                        *variable->leads_to ? "]" : "", variable->description,
                        variable->personal ? _(" (jamais pour l'entreprise)") : "");
        }
    }
}

Status command_templates(const Options *options, Error *error)
{
    Dossier dossier;
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK && options->digest)
        console_out("%s\n", dossier.catalogue.sha256);
    else if (status == STATUS_OK && options->variables)
        say_variables(&dossier);
    else if (status == STATUS_OK)
        say_kinds(&dossier.catalogue);
    dossier_close(&dossier);
    return status;
}
