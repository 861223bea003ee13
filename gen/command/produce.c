/* ate produire: checks, then makes every document and report that is due. */
#include "agenda/agenda.h"
#include "base/file.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "issue/keep.h"
#include "sheet/summary.h"
#include "show/forecast.h"
#include "show/outcome.h"

static const char reports[] = "rapports", workbook[] = "rapports/sommaire.xlsx";

/* What the registry found: originals, signed copies, revisions that were signed. */
static void say_notes(const Issue *issue)
{
    Buffer text = {0};
    show_outcome_notes(issue, OUTCOME_NOW, &text);
    console_say("%s", buffer_text(&text));
    buffer_free(&text);
}

static void say_outcome(const Outcome *outcome)
{
    Buffer text = {0};
    show_outcome(outcome, OUTCOME_NOW, &text);
    console_say("%s", buffer_text(&text));
    buffer_free(&text);
}

static void say_where(const Dossier *dossier)
{
    console_say(_("Les fichiers sont dans %s ; commencez par %s.\n"), dossier->output, "index.html");
}

/* So that an unchanged run is told in a moment. */
static void leave_witness(const Dossier *dossier, const Outcome *outcome, const Manifest *manifest)
{
    Buffer text = {0};
    show_outcome_notes(outcome->issue, OUTCOME_NEXT, &text);
    show_outcome(outcome, OUTCOME_NEXT, &text);
    witness_write(dossier->witness, buffer_text(&text), manifest, dossier->registry);
    buffer_free(&text);
}

static Status write_reports(const Dossier *dossier, const Issue *issue, Error *error)
{
    const Summary summary = {&dossier->record, &dossier->findings, issue, dossier->lang};
    Status status =
        summary_write(&summary, path_join(dossier->arena, dossier->output, workbook), NULL, error);
    if (status == STATUS_OK)
        status = summary_write_tables(
            &summary, path_join(dossier->arena, dossier->output, reports), error);
    return status;
}

static Status add_reports(const Dossier *dossier, Manifest *manifest, Error *error)
{
    Status status = manifest_add_report(manifest, workbook, error);
    const char *name;
    for (size_t i = 0; status == STATUS_OK && (name = summary_table_name(i, dossier->arena)); i++)
        status = manifest_add_report(manifest, path_join(dossier->arena, reports, name), error);
    return status;
}

static Status close_run(Dossier *dossier, Issue *issue, const Agenda *agenda, bool well, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = manifest_add_documents(manifest, issue, error);
    if (status == STATUS_OK)
        agenda_list(agenda, manifest);
    if (status == STATUS_OK)
        status = add_reports(dossier, manifest, error);
    if (status == STATUS_OK)
        status = closing_write(dossier, manifest, issue, error);
    if (status == STATUS_OK && well && selection_is_whole(&issue->selection))
        leave_witness(dossier, &(Outcome){issue, agenda}, manifest);
    manifest_close(manifest);
    return status;
}

/* The files that would be left unused, by a manifest told as after a run, and forgotten. */
static Status foresee_stale(const Dossier *dossier, Issue *issue, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = manifest_add_documents(manifest, issue, error);
    if (status == STATUS_OK)
        issue_find_stale(issue, manifest);
    manifest_close(manifest);
    return status;
}

/* What a run would do and why, on standard output. */
static Status foresee(const Dossier *dossier, Issue *issue, const Options *options, Error *error)
{
    Manifest *manifest = NULL;
    Reasons *reasons = NULL;
    Agenda agenda = {0};
    Buffer text = {0};
    Status status = issue_foresee(issue, dossier->press, error);
    if (status == STATUS_OK)
        status = foresee_stale(dossier, issue, error);
    if (status == STATUS_OK)
        status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = reasons_open(&reasons, issue, manifest, error);
    if (status == STATUS_OK)
        status = agenda_plan(&agenda, issue, dossier->arena, error);
    if (status == STATUS_OK) {
        show_forecast(&(Forecast){issue, reasons, &agenda, options->all}, &text);
        console_write(&text);
    }
    buffer_free(&text);
    reasons_close(reasons);
    manifest_close(manifest);
    return status;
}

/* A document that failed takes neither the calendars, the reports nor the manifest with it. */
static Status make_the_rest(Dossier *dossier, Issue *issue, Agenda *agenda, bool well, Error *error)
{
    Status status = agenda_make(agenda, issue, dossier->arena, dossier->registry, error);
    if (status == STATUS_OK)
        status = write_reports(dossier, issue, error);
    return status == STATUS_OK ? close_run(dossier, issue, agenda, well, error) : status;
}

static Status make_everything(Dossier *dossier, Issue *issue, Agenda *agenda,
                              const Options *options, Error *error)
{
    Status status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = dossier_write_findings(dossier, error);
    if (status != STATUS_OK)
        return status;
    status = making_run(dossier, options, issue, error);
    if (!issue->recorded)
        return status;
    if (status == STATUS_OK)
        status = issue_take_scans(issue, dossier->registry, error);
    Error later = {0};
    Status rest = make_the_rest(dossier, issue, agenda, status == STATUS_OK, &later);
    if (status == STATUS_OK && rest != STATUS_OK) {
        *error = later;
        status = rest;
    }
    return status;
}

/* What the last run did is what this one would do: what there is to say of it. */
static const char *stands(const Dossier *dossier, const Issue *issue, const Options *options)
{
    bool whole = !options->simulate && !issue->forced && selection_is_whole(&issue->selection);
    return whole ? witness_stands(dossier->witness, dossier->registry) : NULL;
}

static Status make_or_foresee(Dossier *dossier, Issue *issue, const Options *options, Error *error)
{
    Agenda agenda = {0};
    Status status = issue_plan(issue, error);
    if (status != STATUS_OK)
        return status;
    dossier_show_findings(dossier, options);
    status = options->simulate ? foresee(dossier, issue, options, error)
                               : make_everything(dossier, issue, &agenda, options, error);
    say_notes(issue);
    if (!options->simulate && (issue->recorded || status == STATUS_INTERRUPTED)) {
        say_outcome(&(Outcome){issue, &agenda});
        say_where(dossier);
    }
    return status;
}

Status command_produce(const Options *options, Error *error)
{
    Dossier dossier;
    Issue issue = {0};
    const char *last = NULL;
    Status status =
        dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status == STATUS_OK)
        status = making_begin(&dossier, options, false, &issue, error);
    if (status == STATUS_OK) {
        making_remember(&dossier, options, &issue);
        last = stands(&dossier, &issue, options);
    }
    if (last) {
        dossier_show_findings(&dossier, options);
        console_say("%s", last);
        say_where(&dossier);
    } else if (status == STATUS_OK) {
        status = make_or_foresee(&dossier, &issue, options, error);
    }
    if (status == STATUS_OK)
        status = dossier_verdict(&dossier);
    dossier_close(&dossier);
    return status;
}
