#include "command/closing.h"

#include "base/file.h"
#include "base/text.h"
#include "command/making.h"
#include "issue/situation.h"
#include "record/contract.h"
#include "show/page.h"

#include <stdlib.h>
#include <string.h>

static const char front_page[] = "index.html";

typedef struct Closing {
    Dossier *dossier;
    Manifest *manifest;
    const Issue *made;         /* by the command; NULL: nothing */
    const Issue *issue;        /* what the page tells of: `made`, or `again` */
    Issue again;
    Findings judged;           /* empty unless the registry changed */
    const Findings *findings;
} Closing;

/* --- as things stand now ---------------------------------------------------- */

/* Whether a plan made now would say what this one says: it left nothing out, and every file was
 * already what it had to be, so that the registry learnt nothing. */
static bool stands(const Issue *issue)
{
    bool same = issue && selection_is_whole(&issue->selection);
    for (size_t i = 0; same && i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        same = *document->held_by ||
               (document->kept && !document->issued.changed && *document->issued.sha256);
    }
    return same;
}

static bool is_there(const Dossier *dossier, const char *name)
{
    return file_kind(path_join(dossier->arena, dossier->output, name)) == FILE_REGULAR;
}

/* What was signed may have become a contract since the dossier was opened, and what was declared
 * is missing no more. */
static Status judge(Closing *closing, Error *error)
{
    Dossier *dossier = closing->dossier;
    Status status = contracts_read(&dossier->record, dossier->arena, error);
    if (status == STATUS_OK)
        status = dossier_judge_again(dossier, &closing->judged, error);
    closing->findings = closing->again.findings = &closing->judged;
    return status;
}

static Status list_views(const Closing *closing, Error *error)
{
    Status status = STATUS_OK;
    for (int i = 0; i < DOSSIER_VIEW_COUNT && status == STATUS_OK; i++)
        if (is_there(closing->dossier, dossier_views[i]))
            status = manifest_add_report(closing->manifest, dossier_views[i], error);
    return status;
}

/* --- the page ------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
    return strcmp(((const ManifestFile *)a)->path, ((const ManifestFile *)b)->path);
}

/* Nothing is planned for a dossier of which nothing was ever produced. */
static bool was_produced(const ManifestFile *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(files[i].path, "documents/"))
            return true;
    return false;
}

static Status write_page(const Closing *closing, const ManifestFile *files, size_t file_count, bool planned,
                         Error *error)
{
    const Dossier *dossier = closing->dossier;
    Situation situation;
    Buffer page = {0};
    Status status = situation_gather(&situation, closing->issue, error);
    if (status != STATUS_OK)
        return status;
    show_page(&(PageView){.findings = closing->findings,
                          .record = &dossier->record,
                          .situation = &situation,
                          .planned = planned,
                          .files = files,
                          .file_count = file_count,
                          .made = closing->made ? closing->made->documents : NULL,
                          .made_count = closing->made ? closing->made->count : 0,
                          .lang = dossier->lang},
              &page);
    status = file_put(path_join(dossier->arena, dossier->output, front_page), buffer_text(&page), page.length,
                      NULL, error);
    buffer_free(&page);
    return status;
}

static Status show(Closing *closing, Error *error)
{
    ManifestFile *files;
    size_t count = manifest_files(closing->manifest, &files);
    if (count)
        qsort(files, count, sizeof *files, by_path);
    bool planned = closing->made || was_produced(files, count);
    Status status = STATUS_OK;
    if (closing->issue == &closing->again && planned) {
        status = issue_plan(&closing->again, error);
        if (status == STATUS_OK)
            issue_find_stale(&closing->again, closing->manifest);
    }
    return status == STATUS_OK ? write_page(closing, files, count, planned, error) : status;
}

/* --- the end ---------------------------------------------------------------- */

static Status finish(Closing *closing, Error *error)
{
    Status status = list_views(closing, error);
    if (status == STATUS_OK)
        status = show(closing, error);
    if (status == STATUS_OK)
        status = manifest_add_report(closing->manifest, front_page, error);
    if (status == STATUS_OK)
        status = manifest_write(closing->manifest, closing->dossier->record.today, NULL, error);
    return status;
}

Status closing_write(Dossier *dossier, Manifest *manifest, Issue *made, Error *error)
{
    Closing closing = {.dossier = dossier,
                       .manifest = manifest,
                       .made = made,
                       .issue = made,
                       .again = making_issue(dossier),
                       .findings = &dossier->findings};
    Status status = STATUS_OK;
    if (made)
        issue_find_stale(made, manifest);
    if (!stands(made)) {
        closing.issue = &closing.again;
        status = judge(&closing, error);
    }
    if (status == STATUS_OK)
        status = finish(&closing, error);
    findings_free(&closing.judged);
    return status;
}

Status closing_write_page(Dossier *dossier, Error *error)
{
    Closing closing = {.dossier = dossier,
                       .again = making_issue(dossier),
                       .issue = &closing.again,
                       .findings = &dossier->findings};
    Status status = manifest_open(&closing.manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = list_views(&closing, error);
    if (status == STATUS_OK)
        status = show(&closing, error);
    manifest_close(closing.manifest);
    return status;
}
