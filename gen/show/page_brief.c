/* page_brief: the top of index.html: the figures of the day, and what to begin with. */
#include "show/page_part.h"

#include "show/html.h"

typedef struct Figures {
    size_t produced, to_make, held, failed, late, soon;
} Figures;

static Figures figures_of(const PageView *view)
{
    Figures f = {.held = page_held(view->findings, NULL).documents};
    for (size_t k = 0; k < view->situation->kind_count; k++) {
        f.produced += view->situation->kinds[k].produced;
        f.to_make += view->situation->kinds[k].to_make;
    }
    for (size_t i = 0; i < view->made_count; i++)
        f.failed += view->made[i].failed;
    page_count_duties(view->situation, &f.late, &f.soon);
    return f;
}

static void add_finding_tiles(const PageView *view, Buffer *out)
{
    size_t errors = findings_count(view->findings, SEVERITY_ERROR);
    size_t warnings = findings_count(view->findings, SEVERITY_WARNING);
    size_t infos = findings_count(view->findings, SEVERITY_INFO);
    size_t unchecked = view->findings->unchecked_count;
    html_tile(out, view->lang, "erreur", errors, ngettext("erreur", "erreurs", errors));
    html_tile(out, view->lang, "avertissement", warnings,
             ngettext("avertissement", "avertissements", warnings));
    html_tile(out, view->lang, "info", infos, ngettext("information", "informations", infos));
    if (unchecked)
        html_tile(out, view->lang, "unchecked", unchecked,
                 ngettext("vérification non faite", "vérifications non faites", unchecked));
}

void page_tiles(const PageView *view, Buffer *out)
{
    Figures f = figures_of(view);
    add_finding_tiles(view, out);
    html_tile(out, view->lang, "stopped", f.held, ngettext("document retenu", "documents retenus", f.held));
    if (view->planned) {
        html_tile(out, view->lang, "made", f.produced,
                 ngettext("document à jour", "documents à jour", f.produced));
        if (f.to_make)
            html_tile(out, view->lang, "to-make", f.to_make,
                     ngettext("document à produire", "documents à produire", f.to_make));
    }
    if (f.failed)
        html_tile(out, view->lang, "erreur", f.failed,
                 ngettext("document en échec", "documents en échec", f.failed));
    html_tile(out, view->lang, "late", f.late,
             ngettext("échéance passée", "échéances passées", f.late));
    html_tile(out, view->lang, "soon", f.soon,
             ngettext("échéance d'ici 14 jours", "échéances d'ici 14 jours", f.soon));
}

/* --- What to begin with ---------------------------------------------------------------- */

static void open_step(Buffer *out, const char *anchor)
{
    buffer_printf(out, "<li><a href=\"#%s\">", anchor);
}

static void close_step(Buffer *out, const char *what)
{
    buffer_add_text(out, "</a> ");
    html_add(out, what);
    buffer_add_text(out, "</li>\n");
}

static void add_held_step(size_t errors, size_t held, Buffer *out)
{
    open_step(out, "retenu");
    buffer_printf(out, ngettext("%zu erreur", "%zu erreurs", errors), errors);
    close_step(out, held ? _("à corriger dans vos tables : ce qu'elles retiennent n'est pas produit d'ici là. "
                             "Le reste ne les attend pas.")
                         : _("à corriger dans vos tables ; aucune ne retient de document."));
}

void page_steps(const PageView *view, Buffer *out)
{
    Figures f = figures_of(view);
    size_t errors = findings_count(view->findings, SEVERITY_ERROR);
    size_t ready = view->situation->messages_ready, stale = view->situation->issue->stale_count;
    if (!errors)
        html_paragraph(out, _("Aucune erreur ne retient de document."));
    if (errors + f.late + f.to_make + f.failed + stale + ready == 0)
        return;
    buffer_add_text(out, "<ol class=\"steps\">\n");
    if (errors)
        add_held_step(errors, f.held, out);
    if (f.failed) {
        open_step(out, "documents");
        buffer_printf(out, ngettext("%zu document en échec", "%zu documents en échec", f.failed), f.failed);
        close_step(out, _(": la page dit pourquoi."));
    }
    if (f.to_make) {
        open_step(out, "documents");
        buffer_printf(out, ngettext("%zu document", "%zu documents", f.to_make), f.to_make);
        close_step(out, _("à produire : lancez « ate produire »."));
    }
    if (stale) {
        open_step(out, "perimes");
        buffer_printf(out, ngettext("%zu fichier", "%zu fichiers", stale), stale);
        close_step(out, _("d'une production précédente : à ne plus imprimer ni faire signer."));
    }
    if (f.late) {
        open_step(out, "a-faire");
        buffer_printf(out, ngettext("%zu échéance", "%zu échéances", f.late), f.late);
        close_step(out, _("en retard : à faire, ou à noter dans vos tables."));
    }
    if (ready) {
        open_step(out, "fichiers");
        buffer_printf(out, ngettext("%zu message", "%zu messages", ready), ready);
        close_step(out, _("à envoyer : chaque fichier s'ouvre comme un brouillon."));
    }
    buffer_add_text(out, "</ol>\n");
}
