/* ate planifier: visits for the sequences that lack them, proposed. Nothing of the inputs is
 * touched: what the user keeps of it, he copies. */
#include "agenda/agenda.h"
#include "base/file.h"
#include "base/text.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "issue/proposed.h"
#include "issue/retire.h"
#include "sheet/visits_book.h"
#include "show/visits.h"
#include "term/extend.h"

static const char csv_path[] = PROPOSALS_FOLDER "visites-proposees.csv";
static const char calendars_folder[] = PROPOSALS_FOLDER "calendriers";
static const char book_path[] = PROPOSALS_FOLDER "visites-proposees.xlsx";

/* The dossier as it would be with the proposals. */
typedef struct Proposed {
    Term term;
    Record record;
    Findings findings; /* of the rules on it: they leave faulty visits out of the schedules */
    Issue issue;       /* the schedules */
    Agenda agenda;     /* of those who have a proposal */
} Proposed;

static Status judge_proposed(Proposed *proposed, const Dossier *dossier, Error *error)
{
    Check check = dossier->check;
    check.term = &proposed->term;
    check.record = &proposed->record;
    check.findings = &proposed->findings;
    return rule_run(&check, error);
}

static Status make_schedules(Proposed *proposed, const Dossier *dossier, const Visits *visits,
                             const Options *options, Error *error)
{
    proposed->issue = (Issue){
        .record = &proposed->record,
        .catalogue = &dossier->catalogue,
        .findings = &proposed->findings,
        .output = dossier->output,
        .arena = dossier->arena,
    };
    proposed_plan(&proposed->issue, visits);
    Status status =
        issue_make(&proposed->issue, dossier->press, making_workers(dossier, options), error);
    for (size_t i = 0; status == STATUS_OK && i < proposed->issue.count; i++)
        if (proposed->issue.documents[i].failed) {
            *error = *proposed->issue.documents[i].error;
            status = error->status > STATUS_FINDINGS ? error->status : STATUS_SYSTEM;
        }
    return status;
}

/* Whether a proposal is for that person, or that company. */
static bool has_proposal(const void *context, const Row *owner)
{
    const Visits *visits = context;
    for (size_t i = 0; i < visits->count; i++)
        if (owner == visits->items[i].person ||
            owner == row_link(visits->items[i].sequence, SEQUENCES_ENTREPRISE))
            return true;
    return false;
}

/* ---- Files. */

static void list_schedules(const Proposed *proposed, Manifest *manifest)
{
    for (size_t i = 0; i < proposed->issue.count; i++) {
        const Document *document = &proposed->issue.documents[i];
        manifest_set(manifest, &(ManifestEntry){
                                   .path = document->path,
                                   .kind = document->kind->name,
                                   .lang = document->lang == LANG_EN ? "en" : "fr",
                                   .state = "courant",
                                   .recipients = RECIPIENT_SCHOOL,
                                   .subject = &document->subject,
                                   .pages = document->pages,
                                   .bytes = document->bytes,
                                   .sha256 = document->sha256,
                               });
    }
}

static Status list_files(const Proposed *proposed, Dossier *dossier, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, csv_path, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, book_path, error);
    if (status == STATUS_OK) {
        list_schedules(proposed, manifest);
        agenda_list(&proposed->agenda, manifest);
        manifest_clear(manifest, PROPOSED_FOLDER "/");
        manifest_clear(manifest, calendars_folder);
        status = closing_write(dossier, manifest, NULL, error);
    }
    manifest_close(manifest);
    return status;
}

static Status write_csv(const Dossier *dossier, const Visits *visits, Error *error)
{
    Buffer csv = {0};
    visits_csv(visits, &csv);
    Status status = file_put(path_join(dossier->arena, dossier->output, csv_path),
                             buffer_text(&csv), csv.length, NULL, error);
    buffer_free(&csv);
    return status;
}

static Status write_files(Dossier *dossier, const Visits *visits, const Options *options,
                          Error *error)
{
    Proposed proposed = {.record = dossier->record};
    const Summary summary = {&dossier->record, &dossier->findings, NULL, dossier->lang};
    visits_extend(visits, &proposed.term);
    proposed.record.term = &proposed.term;
    Status status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = write_csv(dossier, visits, error);
    if (status == STATUS_OK)
        status =
            visits_book_write(&summary, visits, &proposed.term,
                              path_join(dossier->arena, dossier->output, book_path), NULL, error);
    if (status == STATUS_OK)
        status = judge_proposed(&proposed, dossier, error);
    if (status == STATUS_OK)
        status = make_schedules(&proposed, dossier, visits, options, error);
    if (status == STATUS_OK)
        status = agenda_propose(&proposed.agenda, &proposed.issue, calendars_folder, has_proposal,
                                visits, dossier->arena, error);
    if (status == STATUS_OK)
        status = list_files(&proposed, dossier, error);
    findings_free(&proposed.findings);
    extended_free(&proposed.term, T_VISITES);
    return status;
}

/* ---- What is said. */

static void say_visits(const Visits *visits, const Options *options)
{
    Buffer out = {0};
    if (options->format == FORMAT_JSON)
        show_visits_json(visits, &out);
    else
        show_visits_text(visits, options->simulate || options->all, &out);
    console_write(&out);
    buffer_free(&out);
}

Status command_plan_visits(const Options *options, Error *error)
{
    Dossier dossier;
    Visits visits;
    Earlier earlier = {0};
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK && options->from)
        status = earlier_read(&earlier, options->from, dossier.arena, error);
    if (status == STATUS_OK) {
        dossier_say_lost_tables(&dossier);
        status = visits_propose(&visits, &dossier.record, &dossier.findings, &earlier,
                                dossier.arena, error);
    }
    if (status == STATUS_OK && !options->simulate)
        status = write_files(&dossier, &visits, options, error);
    if (status == STATUS_OK) {
        say_visits(&visits, options);
        if (!options->simulate && visits.count)
            console_say(_("À relire dans %s ; puis copiez les lignes voulues de %s vers visites.csv.\n"),
                        path_join(dossier.arena, dossier.output, book_path), path_name(csv_path));
        status = visits.unplaced_count ? STATUS_FINDINGS : dossier_verdict(&dossier);
    }
    dossier_close(&dossier);
    return status;
}
