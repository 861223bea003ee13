/* ate declarer: the next declaration lot, or the files of a former one. */
#include "command/declare.h"

#include "base/text.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"

#include <stdlib.h>

static Status list_files(Dossier *dossier, const LotOutput *files, size_t count, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        manifest_set(manifest, &(ManifestEntry){
                                   .path = files[i].path,
                                   .kind = "declaration",
                                   .number = files[i].lot,
                                   .state = "courant",
                                   .recipients = RECIPIENT_SCHOOL,
                                   .bytes = files[i].length,
                                   .sha256 = files[i].sha256,
                               });
    status = closing_write(dossier, manifest, NULL, error);
    manifest_close(manifest);
    return status;
}

/* ---- The next lot ---- */

static void say_next(const Dossier *dossier, const LotPlan *plan)
{
    const char *folder = arena_printf(dossier->arena, "declaration/%s", plan->lot.number);
    console_say(_("Il est dans %s, avec son rapport de contrôle à relire avant de le transmettre ; ce que "
                  "le destinataire refuse s'écrit dans declaration-refus.csv.\n"),
                path_join(dossier->arena, dossier->output, folder));
}

static Status write_lot(Dossier *dossier, LotPlan *plan, Error *error)
{
    LotOutput *files = NULL;
    size_t count = 0;
    Status status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = lot_write(plan, dossier->registry, dossier->output, &files, &count, error);
    return status == STATUS_OK ? list_files(dossier, files, count, error) : status;
}

static Status next_lot(Dossier *dossier, const Options *options, LotPlan *plan, Error *error)
{
    Layout *layout = arena_new_of(dossier->arena, Layout);
    Status status =
        layout_load(layout, dossier->arena,
                    config_path(&dossier->config, CONFIG_SORTIES_MODELES, dossier->arena),
                    options->layout ? options->layout
                                    : config_text(&dossier->config, CONFIG_DECLARATION_FORMAT),
                    error);
    if (status == STATUS_OK)
        status = lot_prepare(plan, &dossier->record, &dossier->findings, layout,
                             options->simulate ? NULL : dossier->press, dossier->arena, error);
    if (status == STATUS_OK && !options->simulate)
        status = write_lot(dossier, plan, error);
    if (status == STATUS_OK)
        declare_say(plan, options->simulate);
    if (status == STATUS_OK && !options->simulate && plan->line_count)
        say_next(dossier, plan);
    return status;
}

/* ---- A former one ---- */

/* By its number, or by its rank in the school year of config.ini. */
static const Lot *find_lot(const Dossier *dossier, const char *name, const Lot *lots, size_t count)
{
    char *end;
    const char *year = config_text(&dossier->config, CONFIG_PERIODE_ANNEE_SCOLAIRE);
    long rank = strtol(name, &end, 10);
    for (size_t i = 0; i < count; i++)
        if (text_is(lots[i].number, name) ||
            (!*end && lots[i].rank == rank && text_is(lots[i].school_year, year)))
            return &lots[i];
    return NULL;
}

static Status no_lot(const char *name, const Lot *lots, size_t count, Arena *arena, Error *error)
{
    const char *known = count ? lots[0].number : NULL;
    for (size_t i = 1; i < count; i++)
        known = arena_printf(arena, "%s, %s", known, lots[i].number);
    error_set(error, STATUS_USAGE, "", _("le registre n'a pas de lot « %s »"), name);
    if (known)
        error_remedy(error, _("lots du registre : %s"), known);
    else
        error_remedy(error, _("il n'en a encore aucun"));
    return STATUS_USAGE;
}

static Status former_lot(Dossier *dossier, const Options *options, Error *error)
{
    Lot *lots;
    LotOutput *files;
    size_t count, file_count;
    Status status = lots_list(dossier->registry, dossier->arena, &lots, &count, error);
    if (status != STATUS_OK)
        return status;
    const Lot *lot = find_lot(dossier, options->lot, lots, count);
    if (!lot)
        return no_lot(options->lot, lots, count, dossier->arena, error);
    if (!options->simulate) {
        status = making_open_output(dossier, error);
        if (status == STATUS_OK)
            status = lot_restore(dossier->registry, lot->number, dossier->output, dossier->arena,
                                 &files, &file_count, error);
        if (status == STATUS_OK)
            status = list_files(dossier, files, file_count, error);
    }
    return status == STATUS_OK ? declare_say_lot(dossier->registry, lot, dossier->arena, error)
                               : status;
}

Status command_declare(const Options *options, Error *error)
{
    if (options->verify)
        return declare_verify(options, error);
    Dossier dossier;
    LotPlan plan = {0};
    Status status =
        dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status == STATUS_OK && options->lot) {
        status = former_lot(&dossier, options, error);
    } else if (status == STATUS_OK) {
        dossier_say_lost_tables(&dossier);
        status = next_lot(&dossier, options, &plan, error);
        if (status == STATUS_OK)
            status = plan.refused ? STATUS_FINDINGS : dossier_verdict(&dossier);
    }
    lot_free(&plan);
    dossier_close(&dossier);
    return status;
}
