/* ate valider: reads and checks everything; writes the findings (constats.json,
 * constats.xlsx, index.html), nothing else. */
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "show/json.h"
#include "show/since.h"

static void show_since(const Past *past, const Dossier *dossier, bool all)
{
    Since since;
    since_compare(&since, past, &dossier->findings);
    Buffer text = {0};
    since_text(&since, all, &text);
    console_say("\n%s", buffer_text(&text));
    buffer_free(&text);
    since_free(&since);
}

static void say_next(const Dossier *dossier, const Options *options)
{
    bool errors = findings_count(&dossier->findings, SEVERITY_ERROR) > 0;
    if (errors && !options->simulate)
        console_say(_("Les cases à corriger sont en couleur dans %s.\n"),
                    path_join(dossier->arena, dossier->output, dossier_views[VIEW_BOOK]));
    console_say(errors ? _("Ensuite : corrigez et recommencez, ou « ate produire » : ce qu'une erreur ne "
                           "retient pas est produit.\n")
                       : _("Ensuite : « ate produire ».\n"));
}

Status command_validate(const Options *options, Error *error)
{
    Dossier dossier = {0};
    Past past = {0};
    Status status = STATUS_OK;
    /* Before anything is written: it may be the very constats.json of this dossier. */
    if (options->from)
        status = past_read(&past, options->from, error);
    if (status == STATUS_OK)
        status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status != STATUS_OK)
        goto out;
    if (options->format == FORMAT_JSON) {
        Buffer json = {0};
        show_json(&dossier.findings, dossier.record.today, &json);
        console_write(&json);
        buffer_free(&json);
    } else {
        dossier_show_findings(&dossier, options);
    }
    if (options->from)
        show_since(&past, &dossier, options->all);
    if (!options->simulate)
        status = dossier_write_findings(&dossier, error);
    if (status == STATUS_OK && !options->simulate)
        status = closing_write_page(&dossier, error);
    if (status == STATUS_OK)
        say_next(&dossier, options);
    if (status == STATUS_OK)
        status = dossier_verdict(&dossier);
out:
    dossier_close(&dossier);
    past_close(&past);
    return status;
}
