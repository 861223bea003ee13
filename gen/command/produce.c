/* ate produire: checks, then makes every document and report that is due. */
#include "base/file.h"
#include "base/text.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "issue/issue.h"
#include "sheet/summary.h"

#include <string.h>
#include <unistd.h>

/* "protocole,attestation" -> a NULL-terminated list, each name known. */
static Status split_kinds(const Dossier *dossier, const char *only, const char *const **kinds,
                          Error *error)
{
    size_t most = 2;
    for (const char *p = only; *p; p++)
        most += *p == ',';
    const char **list = arena_array_of(dossier->arena, most, const char *);
    size_t count = 0;
    for (const char *p = only; *p;) {
        size_t length = strcspn(p, ",");
        char *name = text_trim(dossier->arena, p, length);
        if (!catalogue_find(&dossier->catalogue, name)) {
            error_set(error, STATUS_USAGE, "", _("« %s » n'est pas un genre de document"), name);
            error_remedy(error, _("« ate modeles » liste les genres"));
            return STATUS_USAGE;
        }
        list[count++] = name;
        p += length + (p[length] == ',');
    }
    *kinds = list;
    return STATUS_OK;
}

static Status check_key(const Dossier *dossier, int table, const char *key, Error *error)
{
    if (!key || term_find(&dossier->term, table, key))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas dans %s"), key,
              dossier->term.tables[table].file);
    error_remedy(error, _("vérifiez l'identifiant, majuscules comprises"));
    return STATUS_USAGE;
}

Status dossier_select(const Dossier *dossier, const Options *options, Selection *selection,
                      Error *error)
{
    *selection = (Selection){NULL, options->sequence, options->student, options->company};
    Status status = check_key(dossier, T_SEQUENCES, options->sequence, error);
    if (status == STATUS_OK)
        status = check_key(dossier, T_ELEVES, options->student, error);
    if (status == STATUS_OK)
        status = check_key(dossier, T_ENTREPRISES, options->company, error);
    if (status == STATUS_OK && options->only)
        status = split_kinds(dossier, options->only, &selection->kinds, error);
    return status;
}

static int worker_count(const Dossier *dossier, const Options *options)
{
    int wanted = options->workers >= 0
                     ? options->workers
                     : (int)(config_number(&dossier->config, CONFIG_SORTIES_PROCESSUS, 0) / NUMBER_ONE);
    if (wanted > 0)
        return wanted;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (int)cores : 1;
}

typedef struct Tally {
    size_t made, written, held, failed;
} Tally;

static Tally tally(const Issue *issue, const Kind *kind)
{
    Tally t = {0};
    for (size_t i = 0; i < issue->count; i++) {
        const Document *d = &issue->documents[i];
        if (kind && d->kind != kind)
            continue;
        t.held += *d->held_by != '\0';
        t.failed += d->failed;
        t.made += !*d->held_by && !d->failed;
        t.written += d->written;
    }
    return t;
}

/* One line a kind: what was made, what is held back. */
static void say_result(const Dossier *dossier, const Issue *issue, const Options *options)
{
    console_say("\n");
    for (size_t k = 0; k < dossier->catalogue.count; k++) {
        const Kind *kind = &dossier->catalogue.kinds[k];
        Tally t = tally(issue, kind);
        if (t.made + t.held + t.failed == 0)
            continue;
        console_say(ngettext("%s : %zu document", "%s : %zu documents", t.made), kind->name, t.made);
        if (options->simulate)
            console_say(_(" à produire"));
        else if (t.written < t.made)
            console_say(_(" (%zu déjà à jour)"), t.made - t.written);
        if (t.held)
            console_say(ngettext(", %zu retenu par des erreurs", ", %zu retenus par des erreurs", t.held),
                        t.held);
        console_say("\n");
    }
    if (!options->simulate)
        console_say(_("Les fichiers sont dans %s ; commencez par rapports/sommaire.xlsx.\n"),
                    dossier->output);
}

/* What a run would do and why, on standard output: one line a document. */
static void say_plan(const Issue *issue)
{
    for (size_t i = 0; i < issue->count; i++) {
        const Document *d = &issue->documents[i];
        if (*d->held_by)
            console_out(_("%s %s : retenu (%s)\n"), d->kind->name, d->subject.key, d->held_by);
        else
            console_out(_("%s %s : à produire, %s\n"), d->kind->name, d->subject.key, d->path);
    }
}

/* The first document that failed stops nothing, but the run says so. */
static Status first_failure(const Issue *issue, Error *error)
{
    for (size_t i = 0; i < issue->count; i++)
        if (issue->documents[i].failed) {
            *error = issue->documents[i].error;
            return error->status > STATUS_FINDINGS ? error->status : STATUS_SYSTEM;
        }
    return STATUS_OK;
}

static Status make_everything(Dossier *dossier, Issue *issue, const Options *options, Error *error)
{
    file_sweep(dossier->output);
    Status status = file_make_folder(dossier->output, error);
    if (status == STATUS_OK)
        status = dossier_write_findings(dossier, error);
    if (status == STATUS_OK)
        status = issue_reserve(issue, dossier->registry, error);
    if (status == STATUS_OK)
        status = issue_make(issue, dossier->press, worker_count(dossier, options), error);
    Summary summary = {&dossier->record, &dossier->findings, issue, dossier->lang};
    const char *workbook = path_join(dossier->arena, dossier->output, "rapports/sommaire.xlsx");
    if (status == STATUS_OK)
        status = summary_write(&summary, workbook, NULL, error);
    if (status == STATUS_OK)
        status = issue_list(issue, "rapports/sommaire.xlsx", error);
    return status == STATUS_OK ? first_failure(issue, error) : status;
}

Status command_produce(const Options *options, Error *error)
{
    Dossier dossier;
    Status status = dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status != STATUS_OK)
        goto out;
    Issue issue = {.record = &dossier.record, .catalogue = &dossier.catalogue,
                   .findings = &dossier.findings, .output = dossier.output, .arena = dossier.arena};
    status = dossier_select(&dossier, options, &issue.selection, error);
    if (status == STATUS_OK)
        status = issue_plan(&issue, error);
    if (status != STATUS_OK)
        goto out;
    dossier_show_findings(&dossier, options);
    if (options->simulate)
        say_plan(&issue);
    else
        status = make_everything(&dossier, &issue, options, error);
    say_result(&dossier, &issue, options);
    if (status == STATUS_OK)
        status = dossier_verdict(&dossier);
out:
    dossier_close(&dossier);
    return status;
}
