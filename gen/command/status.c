/* ate etat: where the term stands: what is to do, held back, produced, signed, sent, declared. It
 * reads, and writes nothing. */
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "declare/lot.h"
#include "issue/situation.h"
#include "show/situation.h"

/* How many records the next lot would hold. */
static Status count_next_lot(Dossier *dossier, size_t *count, Error *error)
{
    Layout layout;
    LotPlan plan = {0};
    Status status = layout_load(&layout, dossier->arena,
                                config_path(&dossier->config, CONFIG_SORTIES_MODELES, dossier->arena),
                                config_text(&dossier->config, CONFIG_DECLARATION_FORMAT), error);
    if (status == STATUS_OK)
        status = lot_prepare(&plan, &dossier->record, &dossier->findings, &layout, NULL, dossier->arena,
                             error);
    *count = plan.line_count;
    lot_free(&plan);
    return status;
}

Status command_status(const Options *options, Error *error)
{
    Dossier dossier;
    Issue issue = {0};
    Situation situation;
    SituationView view = {.situation = &situation, .all = options->all};
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK) {
        dossier_say_lost_tables(&dossier);
        status = making_plan(&dossier, options, false, &issue, error);
    }
    if (status == STATUS_OK)
        status = situation_gather(&situation, &issue, error);
    if (status == STATUS_OK && situation.whole)
        status = count_next_lot(&dossier, &view.to_declare, error);
    if (status == STATUS_OK) {
        Buffer out = {0};
        if (options->format == FORMAT_JSON)
            show_situation_json(&view, &out);
        else
            show_situation_text(&view, &out);
        console_write(&out);
        buffer_free(&out);
        status = dossier_verdict(&dossier);
    }
    dossier_close(&dossier);
    return status;
}
