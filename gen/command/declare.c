/* ate declarer: the next declaration lot. */
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "declare/lot.h"

static void say_lot(const LotPlan *plan, bool simulated)
{
    if (plan->line_count == 0) {
        console_say(_("Rien de nouveau à déclarer : aucun lot n'est écrit.\n"));
    } else {
        console_say(simulated ? _("Le lot %s serait écrit") : _("Lot %s"), plan->lot.number);
        console_say(_(" : ajouts %zu, modifications %zu, annulations %zu.\n"), plan->natures[NATURE_AJOUT],
                    plan->natures[NATURE_MODIFICATION], plan->natures[NATURE_ANNULATION]);
    }
    for (size_t i = 0; i < plan->omission_count; i++) {
        const LotOmission *o = &plan->omissions[i];
        console_say(_("  non déclarée : %s — %s%s\n"), o->sequence, o->reason, console_place(o->place));
    }
}

/* With --simuler: the lines of the lot, by key. */
static void say_lines(const LotPlan *plan)
{
    for (size_t i = 0; i < plan->line_count; i++)
        console_out("%s %s\n", nature_code(plan->lines[i].nature), row_key(plan->lines[i].row));
}

static Status write_lot(Dossier *dossier, LotPlan *plan, Error *error)
{
    LotOutput *files = NULL;
    size_t count = 0;
    Manifest *manifest = NULL;
    Status status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = lot_write(plan, dossier->registry, dossier->output, &files, &count, error);
    if (status == STATUS_OK)
        status = manifest_open(&manifest, dossier->output, error);
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

Status command_declare(const Options *options, Error *error)
{
    Dossier dossier;
    Layout layout;
    LotPlan plan = {0};
    Status status =
        dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status == STATUS_OK) {
        dossier_say_lost_tables(&dossier);
        status = layout_load(&layout, dossier.arena,
                             config_path(&dossier.config, CONFIG_SORTIES_MODELES, dossier.arena),
                             config_text(&dossier.config, CONFIG_DECLARATION_FORMAT), error);
    }
    if (status == STATUS_OK)
        status = lot_prepare(&plan, &dossier.record, &dossier.findings, &layout, dossier.arena, error);
    if (status == STATUS_OK && options->simulate)
        say_lines(&plan);
    else if (status == STATUS_OK)
        status = write_lot(&dossier, &plan, error);
    if (status == STATUS_OK) {
        say_lot(&plan, options->simulate);
        status = plan.refused ? STATUS_FINDINGS : dossier_verdict(&dossier);
    }
    lot_free(&plan);
    dossier_close(&dossier);
    return status;
}
