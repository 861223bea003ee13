/* page: page.html with its slots filled. A slot {{name}} is a word of the table below, or a
 * part that a function writes. */
#include "show/page.h"

#include "show/frame.h"
#include "show/html.h"
#include "show/page_part.h"

#include <assert.h>
#include <string.h>

/* clang-format off */
static const struct {
    const char *slot, *word;
} words[] = {
    {"all_codes", N_("Tous les codes")},
    {"all_files", N_("Tous les fichiers")},
    {"caption", N_("Constats, les plus graves d'abord. Les titres de colonnes trient.")},
    {"code", N_("Code")},
    {"column", N_("Colonne")},
    {"contents", N_("Sections de la page")},
    {"documents", N_("Documents")},
    {"file", N_("Fichier")},
    {"files", N_("Fichiers à ouvrir")},
    {"filter_findings", N_("Filtrer les constats")},
    {"finding_and_fix", N_("Constat et correction")},
    {"findings", N_("Constats")},
    {"kicker", N_("Alternance travail-études")},
    {"line", N_("Ligne")},
    {"lots", N_("Lots de déclaration")},
    {"messages", N_("Messages")},
    {"more", N_("Afficher 200 constats de plus")},
    {"no_script", N_("Sans JavaScript, les filtres et le tri ne sont pas offerts. Tous les constats sont "
                     "dans constats.xlsx.")},
    {"overview", N_("En bref")},
    {"severity", N_("Gravité")},
    {"show_all", N_("Tout afficher")},
    {"skip", N_("Aller aux constats")},
    {"text", N_("Texte à trouver")},
    {"unchecked", N_("Vérifications non faites")},
    {"value", N_("Valeur")},
};
/* clang-format on */

static void add_lang(const PageView *view, Buffer *out)
{
    buffer_add_text(out, view->lang == LANG_EN ? "en" : "fr");
}

static void add_school(const PageView *view, Buffer *out)
{
    html_add(out, config_text(view->record->config, CONFIG_ETABLISSEMENT_NOM));
}

static void add_period(const PageView *view, Buffer *out)
{
    html_add(out, config_text(view->record->config, CONFIG_PERIODE_NOM));
}

static void add_date(const PageView *view, Buffer *out)
{
    DateText day;
    buffer_add_text(out, date_iso(view->record->today, day));
}

static void add_made_by(const PageView *view, Buffer *out)
{
    (void)view;
    frame_made_by(out);
}

static void add_css(const PageView *view, Buffer *out)
{
    (void)view;
    buffer_add_text(out, page_css);
}

static void add_js(const PageView *view, Buffer *out)
{
    (void)view;
    buffer_add_text(out, page_js);
}

static const struct {
    const char *slot;
    PagePart *add;
} parts[] = {
    {"css", add_css},
    {"data", page_data},
    {"date", add_date},
    {"document_kinds", page_document_kinds},
    {"file_links", page_file_links},
    {"first_findings", page_first_findings},
    {"first_rows", page_first_rows},
    {"js", add_js},
    {"lang", add_lang},
    {"lot_links", page_lot_links},
    {"made_by", add_made_by},
    {"message_links", page_message_links},
    {"period", add_period},
    {"school", add_school},
    {"severity_boxes", page_severity_boxes},
    {"tiles", page_tiles},
    {"unchecked_table", page_unchecked_table},
    {"verdict", page_verdict},
};

static bool is_slot(const char *slot, const char *name, size_t length)
{
    return strlen(slot) == length && memcmp(slot, name, length) == 0;
}

static void fill(const PageView *view, const char *name, size_t length, Buffer *out)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_slot(words[i].slot, name, length)) {
            html_add(out, _(words[i].word));
            return;
        }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (is_slot(parts[i].slot, name, length)) {
            parts[i].add(view, out);
            return;
        }
    assert(false && "page.html names a slot that page.c does not know");
}

void show_page(const PageView *view, Buffer *out)
{
    const char *p = page_html;
    for (const char *open; (open = strstr(p, "{{")); ) {
        const char *name = open + 2, *close = strstr(name, "}}");
        buffer_add(out, p, (size_t)(open - p));
        fill(view, name, (size_t)(close - name), out);
        p = close + 2;
    }
    buffer_add_text(out, p);
}
