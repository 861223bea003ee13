#include "command/making.h"

#include "agenda/agenda.h"
#include "base/file.h"
#include "base/text.h"
#include "issue/keep.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind_at(const void *context, size_t i)
{
    return ((const Catalogue *)context)->kinds[i].name;
}

static Status unknown_kind(const Catalogue *catalogue, const char *name, Error *error)
{
    const char *nearest = text_nearest(name, kind_at, catalogue, catalogue->count);
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas un genre de document"), name);
    if (nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), nearest);
    else
        error_remedy(error, _("« ate modeles » liste les genres"));
    return STATUS_USAGE;
}

Status making_kinds(const Catalogue *catalogue, Arena *arena, const char *only, const char *also,
                    const char *const **kinds, Error *error)
{
    size_t most = 2;
    for (const char *p = only; *p; p++)
        most += *p == ',';
    const char **list = arena_array_of(arena, most, const char *);
    size_t count = 0;
    for (const char *p = only; *p;) {
        size_t length = strcspn(p, ",");
        char *name = text_trim(arena, p, length);
        if (!catalogue_find(catalogue, name) && !(also && text_is(name, also)))
            return unknown_kind(catalogue, name, error);
        list[count++] = name;
        p += length + (p[length] == ',');
    }
    *kinds = list;
    return STATUS_OK;
}

static const char *key_at(const void *context, size_t i)
{
    const char *key = ((const Table *)context)->rows[i].key;
    return *key ? key : NULL;
}

static Status check_key(const Dossier *dossier, int id, const char *key, Error *error)
{
    if (!key || term_find(&dossier->term, id, key))
        return STATUS_OK;
    const Table *table = &dossier->term.tables[id];
    const char *nearest = text_nearest(key, key_at, table, table->row_count);
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas dans %s"), key, table->file);
    if (nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), nearest);
    else
        error_remedy(error, _("vérifiez l'identifiant, majuscules comprises"));
    return STATUS_USAGE;
}

static Status select_documents(const Dossier *dossier, const Options *options, Selection *selection,
                               Error *error)
{
    *selection = (Selection){NULL, options->sequence, options->student, options->company,
                             options->responsable};
    Status status = check_key(dossier, T_SEQUENCES, options->sequence, error);
    if (status == STATUS_OK)
        status = check_key(dossier, T_ELEVES, options->student, error);
    if (status == STATUS_OK)
        status = check_key(dossier, T_ENTREPRISES, options->company, error);
    if (status == STATUS_OK)
        status = check_key(dossier, T_PERSONNEL, options->responsable, error);
    if (status == STATUS_OK && options->only)
        status = making_kinds(&dossier->catalogue, dossier->arena, options->only, agenda_kind,
                              &selection->kinds, error);
    return status;
}

Issue making_issue(const Dossier *dossier)
{
    return (Issue){
        .record = &dossier->record,
        .catalogue = &dossier->catalogue,
        .findings = &dossier->findings,
        .output = dossier->output,
        .arena = dossier->arena,
    };
}

Status making_begin(Dossier *dossier, const Options *options, bool whole, Issue *issue,
                    Error *error)
{
    *issue = making_issue(dossier);
    issue->forced = options->force;
    Selection selection;
    Status status = select_documents(dossier, options, &selection, error);
    if (status != STATUS_OK)
        return status;
    if (!whole)
        issue->selection = selection;
    return STATUS_OK;
}

void making_remember(Dossier *dossier, const Options *options, Issue *issue)
{
    dossier->witness = issue->witness = witness_open(&dossier->record, &dossier->catalogue, &dossier->findings,
                                                     dossier->output, dossier->lang, options->strict);
}

Status making_plan(Dossier *dossier, const Options *options, bool whole, Issue *issue, Error *error)
{
    Status status = making_begin(dossier, options, whole, issue, error);
    return status == STATUS_OK ? issue_plan(issue, error) : status;
}

Status making_open_output(Dossier *dossier, Error *error)
{
    Status status = file_make_folder(dossier->output, error);
    if (status != STATUS_OK)
        return status;
    if (chmod(dossier->output, 0700) != 0)
        return error_errno(error, dossier->output, _("le dossier ne peut pas être rendu privé"));
    status = file_hold(dossier->output, &dossier->hold, error);
    if (status != STATUS_OK)
        return status;
    file_sweep(dossier->output);
    return STATUS_OK;
}

int making_workers(const Dossier *dossier, const Options *options)
{
    int wanted = options->workers >= 0
                     ? options->workers
                     : (int)(config_number(&dossier->config, CONFIG_SORTIES_PROCESSUS, 0) / NUMBER_ONE);
    if (wanted > 0)
        return wanted;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (int)cores : 1;
}

static Status first_failure(const Issue *issue, Error *error)
{
    for (size_t i = 0; i < issue->count; i++)
        if (issue->documents[i].failed) {
            *error = *issue->documents[i].error;
            return error->status > STATUS_FINDINGS ? error->status : STATUS_SYSTEM;
        }
    return STATUS_OK;
}

Status making_run(Dossier *dossier, const Options *options, Issue *issue, Error *error)
{
    Status status = issue_reserve(issue, dossier->registry, error);
    if (status == STATUS_OK)
        status = issue_recall(issue, dossier->registry, dossier->press, error);
    if (status == STATUS_OK)
        status = issue_make(issue, dossier->press, making_workers(dossier, options), error);
    if (status == STATUS_OK)
        status = issue_consign(issue, dossier->registry, dossier->press, error);
    issue->recorded = status == STATUS_OK;
    return status == STATUS_OK ? first_failure(issue, error) : status;
}
