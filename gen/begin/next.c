#include "begin/next.h"

#include "begin/tree.h"

#include "base/file.h"
#include "record/handover.h"

static Status need_dossier(const char *folder, const char *config, Error *error)
{
    if (file_kind(config) == FILE_REGULAR)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, folder, _("ce dossier n'a pas de config.ini"));
    error_remedy(error, _("après « --depuis= », nommez le dossier de la dernière période"));
    return STATUS_USAGE;
}

Status next_open(NextTerm *next, const char *from, Arena *arena, Error *error)
{
    *next = (NextTerm){.arena = arena, .from = from};
    const char *path = path_join(arena, from, "config.ini");
    Status status = need_dossier(from, path, error);
    if (status == STATUS_OK)
        status = config_load(&next->config, path, error);
    if (status == STATUS_OK)
        status = term_load(&next->term, &next->config, error);
    return status;
}

Status next_begin(NextTerm *next, const char *to, Error *error)
{
    next->to = to;
    next_period(next);
    Status status =
        tree_copy(config_path(&next->config, CONFIG_SORTIES_MODELES, next->arena),
                  next_folder(next, CONFIG_SORTIES_MODELES), next->arena, error);
    if (status == STATUS_OK)
        status = next_tables(next, error);
    if (status == STATUS_OK)
        status = handover_copy(config_path(&next->config, CONFIG_REGISTRE_DOSSIER, next->arena),
                               next_folder(next, CONFIG_REGISTRE_DOSSIER), &next->registry, error);
    return status == STATUS_OK ? next_config(next, error) : status;
}

void next_close(NextTerm *next)
{
    if (next->term.arena)
        term_free(&next->term);
    if (next->config.arena)
        config_free(&next->config);
    *next = (NextTerm){0};
}
