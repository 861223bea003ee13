#include "text/agreement.h"

#include "base/text.h"
#include "record/wanted.h"
#include "text/item.h"
#include "text/knows.h"

#include <stdlib.h>
#include <string.h>

/* --- reading ------------------------------------------------------------- */

static Status fault(const AgreementSource *source, uint32_t line, Error *error, const char *what,
                    const char *word)
{
    Arena *arena = arena_new();
    error_set(error, STATUS_USAGE, arena_printf(arena, "%s:%u", source->path, line), what, word);
    arena_free(arena);
    return STATUS_USAGE;
}

/* The name of a term, and of what is printed of it, from the key. */
static bool read_name(const char *key, Arena *arena, AgreementTerm *term)
{
    size_t first = strcspn(key, "."), second = first;
    if (key[first])
        second = first + 1 + strcspn(key + first + 1, ".");
    term->print = key;
    term->name = arena_slice(arena, key, second); /* a list's column, else the sequence's own */
    if (term_name(term->name).table < 0)
        term->name = arena_slice(arena, key, first);
    return term_name(term->name).table >= 0;
}

/* A name of the record, or of an element of one of its lists. */
static Known known_name(const Model *model, Scope scope, const char *name)
{
    NameSite site = {.scope = scope};
    Known known = knows_name(model, &site, name);
    const char *dot = strchr(name, '.');
    if (known.shape.kind != SHAPE_NONE || !dot)
        return known;
    const char *list = arena_slice(model->arena, name, (size_t)(dot - name));
    site.sections = &list;
    site.depth = 1;
    Known inside = knows_name(model, &site, dot + 1);
    return inside.shape.kind != SHAPE_NONE ? inside : known;
}

static const char *column_at(const void *context, size_t i)
{
    (void)context;
    return schema_table(T_SEQUENCES)->columns[i].name;
}

static Status check_term(const AgreementSource *source, const Model *model,
                         const AgreementTerm *terms, size_t i, Error *error)
{
    const AgreementTerm *term = &terms[i];
    Known known = known_name(model, source->scope, term->print);
    if (known.shape.kind == SHAPE_NONE) {
        Status status =
            fault(source, term->line, error, _("la variable « %s » n'existe pas"), term->print);
        if (known.nearest)
            error_remedy(error, _("vouliez-vous dire « %s » ?"), known.nearest);
        return status;
    }
    if (*term->article == '\0')
        return fault(source, term->line, error,
                     _("« avenant.%s » doit donner l'article du protocole que le terme modifie"),
                     term->print);
    for (size_t k = 0; k < i; k++)
        if (text_is(terms[k].name, term->name))
            return fault(source, term->line, error, _("le terme « %s » est donné deux fois"),
                         term->name);
    return STATUS_OK;
}

static Status read_term(const AgreementSource *source, const Model *model, AgreementTerm *terms,
                        size_t i, Arena *arena, Error *error)
{
    const AgreementLine *line = &source->lines[i];
    terms[i] = (AgreementTerm){.article = line->article, .line = line->line};
    if (read_name(line->name, arena, &terms[i]))
        return check_term(source, model, terms, i, error);
    fault(source, line->line, error,
          _("« %s » n'est pas un terme : il faut une colonne de sequences.csv, ou d'une de ses "
            "listes"),
          line->name);
    const char *nearest =
        text_nearest(line->name, column_at, NULL, schema_table(T_SEQUENCES)->column_count);
    if (nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), nearest);
    return STATUS_USAGE;
}

static Status check_correction(const AgreementSource *source, const Model *model, const char *name,
                               Error *error)
{
    size_t length = strlen(name);
    bool all = length > 2 && text_is(name + length - 2, ".*");
    const char *bare = all ? arena_slice(model->arena, name, length - 2) : name;
    Known known = known_name(model, source->scope, bare);
    if (known.shape.kind != SHAPE_NONE)
        return STATUS_OK;
    Status status =
        fault(source, source->corrections_line, error, _("la variable « %s » n'existe pas"), name);
    if (known.nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), known.nearest);
    return status;
}

static Status read_corrections(const AgreementSource *source, const Model *model, Arena *arena,
                               Agreement *agreement, Error *error)
{
    if (!source->corrections)
        return STATUS_OK;
    size_t most = 1;
    for (const char *p = source->corrections; *p; p++)
        most += *p == ',';
    const char **names = arena_array_of(arena, most, const char *);
    Status status = STATUS_OK;
    char *rest = arena_string(arena, source->corrections);
    for (char *part; status == STATUS_OK && (part = strsep(&rest, ","));) {
        const char *name = text_trim(arena, part, strlen(part));
        if (*name == '\0')
            continue;
        status = check_correction(source, model, name, error);
        names[agreement->correction_count++] = name;
    }
    agreement->corrections = names;
    return status;
}

Status agreement_read(const AgreementSource *source, Arena *arena, Agreement *agreement,
                      Error *error)
{
    *agreement = (Agreement){0};
    if (source->count == 0 && !source->corrections)
        return STATUS_OK;
    if (source->scope != SCOPE_SEQUENCE || source->count == 0)
        return fault(source, source->count ? source->lines[0].line : source->corrections_line,
                     error,
                     source->count ? _("seul un document de portée « %s » a des termes (avenant.…)")
                                   : _("la clé « corrections » va avec des clés « %s »"),
                     source->count ? "sequence" : "avenant.…");
    AgreementTerm *terms = arena_array_of(arena, source->count, AgreementTerm);
    const char **names = arena_array_of(arena, source->count, const char *);
    Arena *scratch = arena_new();
    Model model;
    model_open(&model, source->record, scratch, LANG_FR);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < source->count; i++) {
        status = read_term(source, &model, terms, i, arena, error);
        names[i] = terms[i].name;
    }
    if (status == STATUS_OK)
        status = read_corrections(source, &model, arena, agreement, error);
    agreement->terms = terms;
    agreement->names = names;
    agreement->count = source->count;
    arena_free(scratch);
    return status;
}

/* --- what the templates print -------------------------------------------- */

static bool is_term(const Agreement *agreement, const char *name)
{
    for (size_t i = 0; i < agreement->count; i++) {
        const AgreementTerm *term = &agreement->terms[i];
        TermName of = term_name(term->name);
        bool link = schema_column(of.table, of.column)->type == TYPE_LINK;
        const char *rest = text_starts(name, term->name) ? name + strlen(term->name) : NULL;
        if (text_is(name, term->print) || (rest && !link && (*rest == '\0' || *rest == '.')))
            return true;
    }
    return false;
}

static bool is_correction(const Agreement *agreement, const char *name)
{
    for (size_t i = 0; i < agreement->correction_count; i++) {
        const char *known = agreement->corrections[i];
        size_t length = strlen(known);
        bool all = length > 2 && text_is(known + length - 2, ".*");
        if (all ? strncmp(name, known, length - 1) == 0
                : strncmp(name, known, length) == 0 &&
                      (name[length] == '\0' || name[length] == '.'))
            return true;
    }
    return false;
}

static bool is_told(const Agreement *agreement, const char *name)
{
    return text_starts(name, "document.") || text_starts(name, "date_du_jour") ||
           text_is(name, ".") || text_is(name, "position") || is_term(agreement, name) ||
           is_correction(agreement, name);
}

typedef struct Covering {
    const Agreement *agreement;
    const char *kind;
} Covering;

/* A name may be that of an element of a section around it. */
static Status check_printed(void *context, const char *const *sections, size_t depth,
                            const char *name, const char *place, Error *error)
{
    const Covering *covering = context;
    bool told = is_told(covering->agreement, name);
    Arena *arena = arena_new();
    for (size_t i = 0; i < depth && !told; i++)
        told = is_told(covering->agreement, arena_printf(arena, "%s.%s", sections[i], name));
    arena_free(arena);
    if (told)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, place,
              _("« %s » est imprimé dans « %s », et catalogue.ini ne dit pas si son changement "
                "demande un avenant"),
              name, covering->kind);
    error_remedy(error,
                 _("ajoutez à la section « %s » une clé « avenant.%s » avec le numéro de "
                   "l'article, ou ce nom à la clé « corrections »"),
                 covering->kind, name);
    return STATUS_USAGE;
}

Status agreement_covers(const Agreement *agreement, const char *kind, const Template *template,
                        Error *error)
{
    Covering covering = {agreement, kind};
    return agreement->count ? template_prints(template, check_printed, &covering, error)
                            : STATUS_OK;
}

/* --- what an amendment prints -------------------------------------------- */

/* One value, in the words that the template of the contract has for it. */
static const char *print_one(const Model *model, const TermName *of, const char *path,
                             const char *value)
{
    Datum datum = model_agreed(model, of->table, of->column, value);
    const char *whole = datum.kind == DATUM_BAD ? value : "";
    for (char *rest = arena_string(model->arena, path), *part;
         datum.kind != DATUM_NONE && rest && (part = strsep(&rest, "."));)
        if (*part)
            datum = model->source.get(&model->source, datum, part);
    return datum.kind == DATUM_VALUE || datum.kind == DATUM_FALSE
               ? model->source.print(&model->source, datum, model->arena)
               : whole;
}

static const char *print_value(const Model *model, const AgreementTerm *term, const char *value)
{
    TermName of = term_name(term->name);
    const char *path = term->print + strlen(term->name), *between = "";
    path += *path == '.';
    if (of.link < 0)
        return print_one(model, &of, path, value);
    const char *text = "";
    char *rest = *value ? arena_string(model->arena, value) : NULL;
    for (char *part; rest && (part = strsep(&rest, "\n"));) {
        text =
            arena_printf(model->arena, "%s%s%s", text, between, print_one(model, &of, path, part));
        between = model->lang == LANG_FR ? " ; " : "; ";
    }
    return text;
}

static const char *label_of(const Model *model, const AgreementTerm *term)
{
    TermName of = term_name(term->name);
    const char *label = schema_column(of.table, of.column)->description[model->lang];
    if (of.link < 0)
        return label;
    return arena_printf(model->arena, "%s : %s", schema_table(of.table)->title[model->lang], label);
}

void agreement_tell_contract(const Contract *contract, Dict *dict)
{
    dict_text(dict, "numero", contract->number);
    dict_number(dict, "revision", contract->revision * NUMBER_ONE);
    dict_date(dict, "date", contract->issued_on);
    dict_date(dict, "signe_le", contract->signed_on);
}

/* The order of the catalogue, which is that of the contract. */
void agreement_tell(const Agreement *agreement, const Contract *contract,
                    const Amendment *amendment, const Model *model, Dict *names)
{
    Dict *told = dict_dict(names, "avenant");
    dict_number(told, "numero", amendment->rank * NUMBER_ONE);
    dict_date(told, "effet_le", amendment->effective_on);
    dict_date(told, "signe_le", amendment->signed_on);
    dict_text(told, "protocole_numero", contract->number);
    dict_number(told, "revision", contract->revision * NUMBER_ONE);
    dict_date(told, "protocole_signe_le", contract->signed_on);
    for (size_t t = 0; t < agreement->count; t++)
        for (size_t c = 0; c < amendment->change_count; c++) {
            const TermValue *change = &amendment->changes[c];
            const AgreementTerm *term = &agreement->terms[t];
            if (!text_is(term->name, change->name))
                continue;
            Dict *line = dict_append(told, "changements");
            dict_text(line, "article", term->article);
            dict_text(line, "terme", label_of(model, term));
            dict_text(line, "ancien", print_value(model, term, change->old ? change->old : ""));
            dict_text(line, "nouveau", print_value(model, term, change->value));
        }
}
