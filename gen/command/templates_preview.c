/* ate modeles --apercu: what each kind of document looks like, on an invented dossier, marked
 * SPÉCIMEN. The user's tables and registry are not even opened. */
#include "base/file.h"
#include "command/console.h"
#include "command/making.h"
#include "command/templates.h"
#include "issue/specimen.h"

/* The invented dossier, opened beside the user's, whose templates and style it borrows. */
typedef struct Invented {
    Config config;
    Term term;
    Record record;
    Press *press;
    Catalogue catalogue;
} Invented;

/* A dossier made before there were specimens has none: the program's own serve. */
static const char *invented_folder(const Dossier *dossier, const char *templates)
{
    const char *own = path_join(dossier->arena, templates, "specimen");
    if (file_kind(path_join(dossier->arena, own, "config.ini")) != FILE_ABSENT)
        return own;
    return path_join(dossier->arena, program_data(dossier->arena, "templates"), "specimen");
}

static Status open_invented(Invented *invented, const Dossier *dossier, const char *templates,
                            Error *error)
{
    Arena *arena = dossier->arena;
    const char *folder = invented_folder(dossier, templates);
    Status status =
        config_load(&invented->config, path_join(arena, folder, "config.ini"), error);
    if (status == STATUS_OK)
        status = term_load(&invented->term, &invented->config, error);
    if (status != STATUS_OK)
        return status;
    Date today = config_date(&invented->config, CONFIG_PERIODE_DATE_DU_JOUR);
    invented->record =
        (Record){.term = &invented->term, .config = &invented->config, .today = today};
    status = press_open(&invented->press, path_join(arena, templates, "style.ini"), error);
    if (status == STATUS_OK)
        status = catalogue_load(&invented->catalogue, arena, templates, &invented->record, error);
    return status;
}

static void close_invented(Invented *invented)
{
    press_close(invented->press);
    term_free(&invented->term);
    config_free(&invented->config);
}

static Status say_documents(const Issue *issue, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (!document->failed)
            console_out("%s\n", path_join(issue->arena, issue->output, document->path));
        else if (status == STATUS_OK) {
            *error = *document->error;
            status = error->status;
        }
    }
    return status;
}

static Status preview(Dossier *dossier, Invented *invented, const Options *options,
                      Error *error)
{
    Findings none = {0};
    Issue issue = {
        .record = &invented->record,
        .catalogue = &invented->catalogue,
        .findings = &none,
        .output = dossier->output,
        .arena = dossier->arena,
    };
    const char *only = *options->preview ? options->preview : options->only;
    Status status = only ? making_kinds(issue.catalogue, issue.arena, only, NULL, &issue.selection.kinds,
                                        error)
                         : STATUS_OK;
    if (status == STATUS_OK)
        status = specimen_plan(&issue, error);
    if (status == STATUS_OK)
        status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = issue_make(&issue, invented->press, 1, error);
    return status == STATUS_OK ? say_documents(&issue, error) : status;
}

Status templates_preview(const Options *options, Error *error)
{
    Dossier dossier;
    Invented invented = {0};
    const char *templates;
    Status status = dossier_open_folders(&dossier, options, &templates, error);
    if (status == STATUS_OK)
        status = open_invented(&invented, &dossier, templates, error);
    if (status == STATUS_OK)
        status = preview(&dossier, &invented, options, error);
    close_invented(&invented);
    dossier_close(&dossier);
    return status;
}
