/* ate produire: checks, then makes every document and report that is due. */
#include "base/file.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "issue/keep.h"
#include "sheet/summary.h"
#include "show/forecast.h"

static const char workbook[] = "rapports/sommaire.xlsx";

typedef struct Tally {
    size_t made, again, kept, held, failed; /* again, kept: of those made */
} Tally;

static Tally tally(const Issue *issue, const Kind *kind)
{
    Tally t = {0};
    for (size_t i = 0; i < issue->count; i++) {
        const Document *d = &issue->documents[i];
        if (d->kind != kind)
            continue;
        t.held += *d->held_by != '\0';
        t.failed += d->failed;
        t.made += !*d->held_by && !d->failed;
        t.kept += d->kept && !d->written;
        t.again += !*d->held_by && !d->failed && !d->kept && !d->written;
    }
    return t;
}

/* One line a kind: what was made, what is held back. */
static void say_result(const Dossier *dossier, const Issue *issue)
{
    console_say("\n");
    for (size_t k = 0; k < dossier->catalogue.count; k++) {
        const Kind *kind = &dossier->catalogue.kinds[k];
        Tally t = tally(issue, kind);
        if (t.made + t.held + t.failed == 0)
            continue;
        console_say(ngettext("%s : %zu document", "%s : %zu documents", t.made), kind->name, t.made);
        if (t.again)
            console_say(ngettext(" (%zu refait à l'identique)", " (%zu refaits à l'identique)", t.again), t.again);
        if (t.kept)
            console_say(_(" (%zu déjà à jour)"), t.kept);
        if (t.held)
            console_say(ngettext(", %zu retenu par une erreur", ", %zu retenus par des erreurs", t.held),
                        t.held);
        if (t.failed)
            console_say(_(", %zu en échec"), t.failed);
        console_say("\n");
    }
    console_say(_("Les fichiers sont dans %s ; commencez par %s.\n"), dossier->output, "index.html");
}

/* What the registry found: originals, signed copies, revisions that were signed. */
static void say_notes(const Issue *issue)
{
    if (issue->note_count)
        console_say("\n");
    for (size_t i = 0; i < issue->note_count; i++)
        console_say("%s\n", issue->notes[i]);
}

/* What earlier runs left and must not be used any more: it would be printed and signed. */
static void say_stale(const Issue *issue)
{
    enum { SHOWN = 5 };
    size_t count = issue->stale_count, shown = count < SHOWN ? count : SHOWN;
    if (count == 0)
        return;
    console_say("\n");
    console_say(ngettext("%zu document d'une production précédente n'est plus bon :\n",
                         "%zu documents d'une production précédente ne sont plus bons :\n", count),
                count);
    for (size_t i = 0; i < shown; i++)
        console_say("  %s (%s)\n", issue->stale[i].path, issue->stale[i].reason);
    if (shown < count)
        console_say(ngettext("  et %zu autre, dans index.html\n", "  et %zu autres, dans index.html\n",
                             count - shown),
                    count - shown);
}

static Status close_run(Dossier *dossier, Issue *issue, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = manifest_add_documents(manifest, issue, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, workbook, error);
    if (status == STATUS_OK)
        status = closing_write(dossier, manifest, issue, error);
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
    Buffer text = {0};
    Status status = issue_foresee(issue, dossier->press, error);
    if (status == STATUS_OK)
        status = foresee_stale(dossier, issue, error);
    if (status == STATUS_OK)
        status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = reasons_open(&reasons, issue, manifest, error);
    if (status == STATUS_OK) {
        show_forecast(&(Forecast){issue, reasons, options->all}, &text);
        console_write(&text);
    }
    buffer_free(&text);
    reasons_close(reasons);
    manifest_close(manifest);
    return status;
}

static Status make_everything(Dossier *dossier, Issue *issue, const Options *options, Error *error)
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
    /* A document that failed takes neither the workbook nor the manifest with it. */
    Error later = {0};
    Summary summary = {&dossier->record, &dossier->findings, issue, dossier->lang};
    Status rest = summary_write(&summary, path_join(dossier->arena, dossier->output, workbook), NULL, &later);
    if (rest == STATUS_OK)
        rest = close_run(dossier, issue, &later);
    if (status == STATUS_OK && rest != STATUS_OK) {
        *error = later;
        status = rest;
    }
    return status;
}

Status command_produce(const Options *options, Error *error)
{
    Dossier dossier;
    Issue issue = {0};
    Status status =
        dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status == STATUS_OK)
        status = making_plan(&dossier, options, false, &issue, error);
    if (status != STATUS_OK)
        goto out;
    dossier_show_findings(&dossier, options);
    if (options->simulate)
        status = foresee(&dossier, &issue, options, error);
    else
        status = make_everything(&dossier, &issue, options, error);
    say_notes(&issue);
    if (!options->simulate && (issue.recorded || status == STATUS_INTERRUPTED)) {
        say_stale(&issue);
        say_result(&dossier, &issue);
    }
    if (status == STATUS_OK)
        status = dossier_verdict(&dossier);
out:
    dossier_close(&dossier);
    return status;
}
