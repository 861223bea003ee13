/* ate modeles: opening the dossier checks every template; what is left is to list the kinds. */
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"

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

Status command_templates(const Options *options, Error *error)
{
    Dossier dossier;
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK && options->digest) {
        console_out("%s\n", dossier.catalogue.sha256);
        goto out;
    }
    for (size_t i = 0; status == STATUS_OK && i < dossier.catalogue.count; i++) {
        const Kind *kind = &dossier.catalogue.kinds[i];
        console_out(_("%s — %s (une par %s) : "), kind->name, kind->title[message_lang()],
                    scope_name(kind->scope));
        say_recipients(kind->recipients);
        console_out("\n");
    }
    if (status == STATUS_OK)
        console_say(_("Les modèles n'ont pas de faute. Leur empreinte : %s\n"), dossier.catalogue.sha256);
out:
    dossier_close(&dossier);
    return status;
}
