/* ate modeles --verifier: everything that is to be said of the templates and of their style, with
 * its place and a way out. */
#include "base/file.h"
#include "base/text.h"
#include "command/dossier.h"
#include "command/remarks.h"
#include "command/templates.h"
#include "page/style.h"
#include "read/ini.h"
#include "term/value.h"
#include "text/review.h"

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
        status = remarks_show(&remarks, options, templates, error);
    remarks_free(&remarks);
    dossier_close(&dossier);
    return status;
}
