/* ate modeles: opening the dossier checks every template; what is left is to list the kinds and
 * the names that their templates can use. */
#include "command/templates.h"

#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"

/* --seulement: these kinds and what they reach; without it, everything. */
static Status choose(Listing *listing, const Dossier *dossier, const char *only, Error *error)
{
    const Catalogue *catalogue = &dossier->catalogue;
    Selection selection = {0};
    Status status = only ? making_kinds(catalogue, dossier->arena, only, NULL, &selection.kinds, error)
                         : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    listing->kinds = arena_array_of(dossier->arena, catalogue->count + 1, const Kind *);
    unsigned scopes = 0;
    bool with_message = false;
    for (size_t i = 0; i < catalogue->count; i++) {
        const Kind *kind = &catalogue->kinds[i];
        if (!selection_takes(&selection, kind))
            continue;
        listing->kinds[listing->kind_count++] = kind;
        scopes |= 1u << kind->scope;
        with_message |= kind_is_mailed(kind);
    }
    listing->groups =
        variables_list(&dossier->record, message_lang(), dossier->arena, &listing->group_count);
    if (only)
        listing->group_count =
            variables_reached(listing->groups, listing->group_count, scopes, with_message);
    return STATUS_OK;
}

static Status list(const Dossier *dossier, const Options *options, Error *error)
{
    Listing listing = {.sha256 = dossier->catalogue.sha256};
    Status status = choose(&listing, dossier, options->only, error);
    if (status != STATUS_OK)
        return status;
    if (options->format == FORMAT_JSON) {
        listing_write_json(&listing);
        return STATUS_OK;
    }
    if (!options->variables) {
        listing_say_kinds(&listing);
        console_out("\n");
    }
    listing_say_variables(&listing);
    if (!options->variables)
        console_say(_("Les modèles n'ont pas de faute. Leur empreinte : %s\n"), listing.sha256);
    return STATUS_OK;
}

Status command_templates(const Options *options, Error *error)
{
    if (options->verify)
        return templates_verify(options, error);
    if (options->preview)
        return templates_preview(options, error);
    Dossier dossier;
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK && options->digest)
        console_out("%s\n", dossier.catalogue.sha256);
    else if (status == STATUS_OK)
        status = list(&dossier, options, error);
    dossier_close(&dossier);
    return status;
}
