/* ate modeles --verifier: everything that is to be said of the templates and of their style, with
 * its place and a way out. */
#include "base/file.h"
#include "base/text.h"
#include "command/console.h"
#include "command/dossier.h"
#include "command/templates.h"
#include "page/style.h"
#include "read/ini.h"
#include "term/value.h"
#include "text/review.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* --- the style ----------------------------------------------------------- */

typedef struct KeySearch {
    const char *section, *key;
    uint32_t line; /* 0: the file leaves the default */
} KeySearch;

static Status find_key(void *context, const char *section, const char *key, const char *value,
                       uint32_t line, Error *error)
{
    KeySearch *search = context;
    (void)value, (void)error;
    if (text_is(section, search->section) && text_is(key, search->key))
        search->line = line;
    return STATUS_OK;
}

/* "4,5" in French, whatever the locale. */
static const char *decimal(Arena *arena, double value)
{
    Number tenths = (Number)(value * 10 + 0.5);
    return value_print_number(arena, tenths * (NUMBER_ONE / 10), message_lang(), 0);
}

static void warn_doubt(const StyleDoubt *doubt, const char *path, Remarks *remarks)
{
    KeySearch search = {doubt->section, doubt->key, 0};
    ini_read(path, find_key, &search, NULL);
    const char *place =
        search.line ? arena_printf(remarks->arena, "%s:%u", path, search.line) : path;
    const char *value = decimal(remarks->arena, doubt->value);
    const char *least = decimal(remarks->arena, doubt->least);
    if (doubt->kind == DOUBT_SIZE) {
        remarks_warn(remarks, place, _("« %s » : des caractères de %s points se lisent mal"),
                     doubt->key, value);
        remarks_remedy(remarks, _("donnez au moins %s points"), least);
        return;
    }
    remarks_warn(remarks, place, _("« %s » : le contraste du texte est de %s pour 1"), doubt->key,
                 value);
    remarks_remedy(remarks, _("il en faut %s pour se lire : prenez un texte plus foncé, ou un fond "
                              "plus pâle"), least);
}

static Status review_style(const char *path, Remarks *remarks, Error *error)
{
    enum { MOST = 32 };
    Style style;
    StyleDoubt doubts[MOST];
    Status status = style_load(path, &style, error);
    if (status != STATUS_OK)
        return remarks_keep(remarks, status, error);
    size_t count = style_doubts(&style, doubts, MOST);
    for (size_t i = 0; i < count && i < MOST; i++)
        warn_doubt(&doubts[i], path, remarks);
    Press *press = NULL; /* it finds the faces */
    status = press_open(&press, path, error);
    press_close(press);
    return remarks_keep(remarks, status, error);
}

/* --- what is shown ------------------------------------------------------- */

static void say_remark(const Remark *remark)
{
    console_out(_("%s : "), remark->place);
    console_out("%s%s\n", remark->warning ? _("avertissement : ") : "", remark->what);
    if (*remark->remedy)
        console_out("  → %s\n", remark->remedy);
}

static json_t *remark_json(const Remark *remark)
{
    const char *colon = strrchr(remark->place, ':');
    char *end = NULL;
    long line = colon ? strtol(colon + 1, &end, 10) : 0;
    bool has_line = colon && end > colon + 1 && !*end;
    size_t length = has_line ? (size_t)(colon - remark->place) : strlen(remark->place);
    return json_pack("{s:s, s:s%, s:o, s:s, s:o}", "gravite",
                     remark->warning ? "avertissement" : "erreur", "fichier", remark->place, length,
                     "ligne", has_line ? json_integer(line) : json_null(), "message", remark->what,
                     "correction", *remark->remedy ? json_string(remark->remedy) : json_null());
}

static void write_json(const Remarks *remarks, size_t errors)
{
    json_t *list = json_array();
    for (size_t i = 0; i < remarks->count; i++)
        json_array_append_new(list, remark_json(&remarks->items[i]));
    json_t *all = json_pack("{s:i, s:{s:I, s:I}, s:o}", "version", 1, "resume", "erreur",
                            (json_int_t)errors, "avertissement",
                            (json_int_t)(remarks->count - errors), "constats", list);
    char *text = json_dumps(all, JSON_INDENT(2));
    console_out("%s\n", text);
    free(text);
    json_decref(all);
}

static Status show(Remarks *remarks, const Options *options, const char *templates, Error *error)
{
    remarks_sort(remarks);
    size_t errors = remarks_errors(remarks), warnings = remarks->count - errors;
    if (options->format == FORMAT_JSON)
        write_json(remarks, errors);
    for (size_t i = 0; i < remarks->count && options->format == FORMAT_TEXT; i++)
        say_remark(&remarks->items[i]);
    if (remarks->count == 0)
        console_say(_("Les modèles n'ont ni faute ni doute.\n"));
    else if (errors == 0)
        console_say(ngettext("Les modèles n'ont pas de faute, mais %zu avertissement.\n",
                             "Les modèles n'ont pas de faute, mais %zu avertissements.\n",
                             warnings), warnings);
    if (errors == 0 && !(options->strict && warnings))
        return STATUS_OK;
    size_t faults = options->strict ? remarks->count : errors;
    error_set(error, STATUS_USAGE, templates,
              ngettext("%zu faute à corriger dans les modèles", "%zu fautes à corriger dans les modèles",
                       faults), faults);
    error_remedy(error, _("rien ne sera produit tant qu'il en reste"));
    if (errors == 0)
        error->remedy[0] = '\0';
    return STATUS_USAGE;
}

static Status review(Dossier *dossier, const char *templates, Remarks *remarks, Error *error)
{
    Status status = term_load(&dossier->term, &dossier->config, error);
    if (status != STATUS_OK)
        return status;
    dossier->record = (Record){.term = &dossier->term, .config = &dossier->config};
    status = review_templates(templates, &dossier->record, remarks, error);
    if (status == STATUS_OK)
        status = review_style(path_join(dossier->arena, templates, "style.ini"), remarks, error);
    return status;
}

Status templates_verify(const Options *options, Error *error)
{
    Dossier dossier;
    const char *templates;
    Status status = dossier_open_folders(&dossier, options, &templates, error);
    Remarks remarks = {.arena = dossier.arena};
    if (status == STATUS_OK)
        status = review(&dossier, templates, &remarks, error);
    if (status == STATUS_OK)
        status = show(&remarks, options, templates, error);
    remarks_free(&remarks);
    dossier_close(&dossier);
    return status;
}
