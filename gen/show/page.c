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
    {"all_companies", N_("Toutes les entreprises")},
    {"all_duties", N_("Toutes les sortes")},
    {"all_files", N_("Tous les fichiers")},
    {"all_kinds", N_("Tous les genres")},
    {"all_officers", N_("Tous les responsables")},
    {"caption", N_("Constats, les plus graves d'abord. Les titres de colonnes trient.")},
    {"charts", N_("Avancement")},
    {"code", N_("Code")},
    {"column", N_("Colonne")},
    {"companies", N_("Entreprises")},
    {"company", N_("Entreprise")},
    {"contents", N_("Sections de la page")},
    {"day", N_("Échéance")},
    {"documents", N_("Documents")},
    {"due", N_("À faire")},
    {"due_caption", N_("Échéances, les plus proches d'abord. Les titres de colonnes trient.")},
    {"duty", N_("Sorte")},
    {"everything", N_("Tous les fichiers")},
    {"file", N_("Fichier")},
    {"files", N_("Fichiers")},
    {"files_note", N_("Chaque lien ouvre le fichier. Les listes s'ouvrent et se ferment.")},
    {"filter_due", N_("Filtrer les échéances")},
    {"filter_files", N_("Filtrer les fichiers")},
    {"filter_findings", N_("Filtrer les constats")},
    {"finding_and_fix", N_("Constat et correction")},
    {"findings", N_("Constats")},
    {"held", N_("Retenu")},
    {"held_title", N_("Ce qui est retenu, et comment le libérer")},
    {"key", N_("Clé")},
    {"kicker", N_("Alternance travail-études")},
    {"kind", N_("Genre")},
    {"line", N_("Ligne")},
    {"main_files", N_("Fichiers à ouvrir")},
    {"more", N_("Afficher 200 constats de plus")},
    {"more_due", N_("Afficher 200 échéances de plus")},
    {"near", N_("État")},
    {"no_script", N_("Sans JavaScript, les filtres et le tri ne sont pas offerts. Tous les constats sont "
                     "dans constats.xlsx.")},
    {"officer", N_("Responsable")},
    {"overview", N_("En bref")},
    {"search", N_("Chercher dans toute la page")},
    {"search_hint", N_("Un élève, une entreprise, un numéro, un mot")},
    {"severity", N_("Gravité")},
    {"show_all", N_("Tout afficher")},
    {"skip", N_("Aller au contenu")},
    {"state_on", N_("État au")},
    {"text", N_("Texte à trouver")},
    {"unchecked", N_("Vérifications non faites")},
    {"value", N_("Valeur")},
    {"what", N_("Quoi")},
    {"when", N_("Cette page dit ce que disent vos tables et le registre ce jour-là. Chaque commande qui écrit dans "
                "ce dossier la refait ; après un changement dans vos tables, lancez « ate produire ».")},
    {"who", N_("Élève et entreprise")},
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
    buffer_add_text(out, page_table_js);
    buffer_add_text(out, page_find_js);
}

static const struct {
    const char *slot;
    PagePart *add;
} parts[] = {
    {"chart_figures", page_charts},
    {"company_table", page_companies},
    {"css", add_css},
    {"data", page_data},
    {"date", add_date},
    {"due_rows", page_due_rows},
    {"file_lists", page_lists},
    {"first_due", page_first_due},
    {"first_findings", page_first_findings},
    {"first_rows", page_first_rows},
    {"hold_list", page_holds},
    {"js", add_js},
    {"kind_table", page_kinds},
    {"lang", add_lang},
    {"made_by", add_made_by},
    {"main_file_links", page_main_files},
    {"period", add_period},
    {"school", add_school},
    {"severity_boxes", page_severity_boxes},
    {"steps", page_steps},
    {"tiles", page_tiles},
    {"unchecked_table", page_unchecked_table},
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
