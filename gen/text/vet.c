#include "text/vet.h"

#include "text/knows.h"

typedef struct Walk {
    const Vet *vet;
    const Model *model;
} Walk;

static Known known_name(const Walk *walk, const char *const *sections, size_t depth,
                        const char *name)
{
    NameSite site = {walk->vet->scope, walk->vet->is_message, sections, depth};
    return knows_name(walk->model, &site, name);
}

/* What stands in a section whose name is unknown cannot be judged: the section was told. */
static bool is_in_unknown(const Walk *walk, const char *const *sections, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        if (known_name(walk, sections, i, sections[i]).shape.kind == SHAPE_NONE)
            return true;
    return false;
}

static Status check_known(void *context, const char *const *sections, size_t depth,
                          const char *name, const char *place, Error *error)
{
    const Walk *walk = context;
    Known known = known_name(walk, sections, depth, name);
    if (known.shape.kind != SHAPE_NONE || is_in_unknown(walk, sections, depth))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, place, _("la variable « %s » n'existe pas"), name);
    if (known.nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), known.nearest);
    return remarks_keep(walk->vet->remarks, STATUS_USAGE, error);
}

static Status check_private(void *context, const char *const *sections, size_t depth,
                            const char *name, const char *place, Error *error)
{
    const Vet *vet = ((const Walk *)context)->vet;
    if (!known_name(context, sections, depth, name).personal)
        return STATUS_OK;
    if (vet->is_message) {
        error_set(error, STATUS_USAGE, place,
                  _("« %s » est un renseignement personnel, et une entreprise reçoit ce message"),
                  name);
        error_remedy(error, _("retirez cette variable"));
        return remarks_keep(vet->remarks, STATUS_USAGE, error);
    }
    error_set(error, STATUS_USAGE, place,
              _("« %s » est un renseignement personnel, et l'entreprise reçoit le document « %s »"),
              name, vet->company_kind);
    error_remedy(error, _("retirez cette variable, ou retirez « entreprise » de la clé "
                          "destinataires de « %s » (catalogue.ini)"), vet->company_kind);
    return remarks_keep(vet->remarks, STATUS_USAGE, error);
}

Status vet_template(const Vet *vet, const Template *template, Error *error)
{
    Arena *arena = arena_new();
    Model model;
    model_open(&model, vet->record, arena, LANG_FR);
    Walk walk = {vet, &model};
    Status status = template_names(template, check_known, &walk, error);
    if (!status && (vet->is_message || vet->company_kind))
        status = template_prints(template, check_private, &walk, error);
    arena_free(arena);
    return status;
}
