/* page_kinds: documents by kind in index.html; those that failed; those not to be used any more. */
#include "show/page_part.h"

#include "show/html.h"

#include <string.h>

enum { FIGURES = 8 };

static void figures_of(const KindCount *count, size_t figures[FIGURES])
{
    const size_t all[FIGURES] = {count->produced,      count->to_make, count->held, count->to_sign,
                                 count->signed_by_all, count->ready,   count->sent, count->cancelled};
    memcpy(figures, all, sizeof all);
}

static bool has_figures(const size_t *figures)
{
    for (size_t i = 0; i < FIGURES; i++)
        if (figures[i])
            return true;
    return false;
}

static void add_kinds(const PageView *view, Buffer *out)
{
    const char *const heads[] = {
        _("Genre"),     _("À jour"), _("À produire"), _("Retenus"), _("À signer"),
        _("Signés"),    _("Prêts à envoyer"), _("Envoyés"), _("Annulés"),
    };
    size_t figures[FIGURES];
    html_open_table(out, _("Documents par genre"), heads, sizeof heads / sizeof *heads, 1);
    for (size_t k = 0; k < view->situation->kind_count; k++) {
        const KindCount *count = &view->situation->kinds[k];
        figures_of(count, figures);
        if (!has_figures(figures))
            continue;
        buffer_add_text(out, "<tr>");
        page_row_head(out, count->kind->title[view->lang]);
        for (size_t i = 0; i < FIGURES; i++)
            page_figure(view, out, figures[i]);
        buffer_add_text(out, "</tr>\n");
    }
    html_close_table(out);
}

static void add_failed(const PageView *view, Buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < view->made_count; i++) {
        const Document *document = &view->made[i];
        if (!document->failed)
            continue;
        if (!any)
            buffer_printf(out, "<h3>%s</h3>\n<ul>\n", _("En échec"));
        any = true;
        buffer_add_text(out, "<li>");
        html_add(out, document->kind->title[view->lang]);
        buffer_add_char(out, ' ');
        html_add(out, document->subject.key);
        buffer_add_text(out, " — ");
        html_add(out, document->error->what);
        buffer_add_text(out, "</li>\n");
    }
    if (any)
        buffer_add_text(out, "</ul>\n");
}

static void add_stale(const PageView *view, Buffer *out)
{
    const Issue *issue = view->situation->issue;
    if (issue->stale_count == 0)
        return;
    buffer_add_text(out, "<h3 id=\"perimes\">");
    html_add(out, _("D'une production précédente : à ne plus utiliser"));
    buffer_add_text(out, "</h3>\n<ul class=\"stale\">\n");
    for (size_t i = 0; i < issue->stale_count; i++) {
        buffer_add_text(out, "<li>");
        html_add_link(out, issue->stale[i].path, issue->stale[i].path);
        buffer_add_text(out, " — ");
        html_add(out, issue->stale[i].reason);
        buffer_add_text(out, "</li>\n");
    }
    buffer_add_text(out, "</ul>\n");
}

void page_kinds(const PageView *view, Buffer *out)
{
    if (!view->planned) {
        html_paragraph(out, _("Rien n'a encore été produit. « ate produire » fait les documents."));
        return;
    }
    add_kinds(view, out);
    add_failed(view, out);
    add_stale(view, out);
}
