/* page_run: what the run made, in index.html: counts, documents by kind, lots, messages. */
#include "show/page_part.h"

#include "base/file.h"
#include "base/text.h"
#include "record/lots.h"
#include "record/messages.h"
#include "show/html.h"

static void add_link(Buffer *out, const char *path, const char *text)
{
    buffer_add_text(out, "<a href=\"");
    html_add_path(out, path);
    buffer_add_text(out, "\">");
    html_add(out, text);
    buffer_add_text(out, "</a>");
}

static void add_paragraph(Buffer *out, const char *text)
{
    buffer_add_text(out, "<p>");
    html_add(out, text);
    buffer_add_text(out, "</p>\n");
}

/* --- In brief -------------------------------------------------------------------------- */

typedef struct Tally {
    size_t made, held, failed;
} Tally;

static bool is_held(const Document *document)
{
    return document->held_by && *document->held_by;
}

/* Of a kind; NULL: of all. */
static Tally tally(const Issue *issue, const Kind *kind)
{
    Tally t = {0};
    for (size_t i = 0; issue && i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (kind && document->kind != kind)
            continue;
        t.held += is_held(document);
        t.failed += document->failed;
        t.made += !is_held(document) && !document->failed;
    }
    return t;
}

static void add_tile(const PageView *view, Buffer *out, const char *class, size_t count, const char *label)
{
    buffer_printf(out, "<li class=\"%s%s\"><strong>", class, count ? "" : " zero");
    html_add_count(out, count, view->lang);
    buffer_add_text(out, "</strong> ");
    html_add(out, label);
    buffer_add_text(out, "</li>\n");
}

void page_tiles(const PageView *view, Buffer *out)
{
    size_t errors = findings_count(view->findings, SEVERITY_ERROR);
    size_t warnings = findings_count(view->findings, SEVERITY_WARNING);
    size_t infos = findings_count(view->findings, SEVERITY_INFO);
    size_t unchecked = view->findings->unchecked_count;
    add_tile(view, out, "erreur", errors, ngettext("erreur", "erreurs", errors));
    add_tile(view, out, "avertissement", warnings, ngettext("avertissement", "avertissements", warnings));
    add_tile(view, out, "info", infos, ngettext("information", "informations", infos));
    add_tile(view, out, "unchecked", unchecked,
             ngettext("vérification non faite", "vérifications non faites", unchecked));
    if (!view->issue)
        return;
    Tally all = tally(view->issue, NULL);
    add_tile(view, out, "made", all.made, ngettext("document produit", "documents produits", all.made));
    add_tile(view, out, "held", all.held, ngettext("document retenu", "documents retenus", all.held));
    if (all.failed)
        add_tile(view, out, "erreur", all.failed, ngettext("document en échec", "documents en échec", all.failed));
}

void page_verdict(const PageView *view, Buffer *out)
{
    html_add(out, findings_count(view->findings, SEVERITY_ERROR)
                      ? _("Il y a des erreurs : ce qu'elles retiennent n'est pas produit tant qu'elles "
                          "ne sont pas corrigées. Le reste ne les attend pas.")
                      : _("Aucune erreur ne retient de document."));
}

/* The manifest, which lists the page, is written after it. */
static bool is_made(const PageView *view, const char *path)
{
    if (!view->issue || !text_is(path, "calendriers/"))
        return view->issue;
    Arena *arena = arena_new();
    bool made = file_kind(path_join(arena, view->issue->output, path)) == FILE_FOLDER;
    arena_free(arena);
    return made;
}

void page_file_links(const PageView *view, Buffer *out)
{
    const struct {
        const char *path, *what;
        bool always;
    } files[] = {
        {"rapports/sommaire.xlsx", _("le classeur de la période"), false},
        {"rapports/", _("les feuilles du classeur en CSV, pour d'autres outils"), false},
        {"calendriers/", _("les visites, évaluations et rencontres, à ouvrir dans un agenda"), false},
        {"constats.xlsx", _("vos tables, cellules fautives colorées et commentées"), true},
        {"constats.json", _("les constats, pour un autre programme"), true},
        {"manifeste.json", _("la liste de tous les fichiers produits, pour un autre programme"), false},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!files[i].always && !is_made(view, files[i].path))
            continue;
        buffer_add_text(out, "<li>");
        add_link(out, files[i].path, files[i].path);
        buffer_add_text(out, " — ");
        html_add(out, files[i].what);
        buffer_add_text(out, "</li>\n");
    }
}

/* --- Documents ------------------------------------------------------------------------- */

static void add_count_cell(const PageView *view, Buffer *out, size_t count)
{
    buffer_add_text(out, "<td class=\"number\">");
    html_add_count(out, count, view->lang);
    buffer_add_text(out, "</td>");
}

static void add_kinds(const PageView *view, Buffer *out)
{
    buffer_add_text(out, "<table>\n<caption>");
    html_add(out, _("Documents par genre"));
    buffer_printf(out, "</caption>\n<thead><tr><th scope=\"col\">%s</th>", _("Genre"));
    const char *const heads[] = {_("Produits"), _("Retenus"), _("En échec")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        buffer_printf(out, "<th scope=\"col\" class=\"number\">%s</th>", heads[i]);
    buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t k = 0; k < view->issue->catalogue->count; k++) {
        const Kind *kind = &view->issue->catalogue->kinds[k];
        Tally t = tally(view->issue, kind);
        if (t.made + t.held + t.failed == 0)
            continue;
        buffer_add_text(out, "<tr><th scope=\"row\">");
        html_add(out, kind->title[view->lang]);
        buffer_add_text(out, "</th>");
        add_count_cell(view, out, t.made);
        add_count_cell(view, out, t.held);
        add_count_cell(view, out, t.failed);
        buffer_add_text(out, "</tr>\n");
    }
    buffer_add_text(out, "</tbody>\n</table>\n");
}

static void add_document(Buffer *out, const Document *document)
{
    buffer_add_text(out, "<li>");
    if (is_held(document) || document->failed) {
        html_add(out, document->subject.key);
        buffer_add_text(out, " — ");
        html_add(out, is_held(document) ? document->held_by : document->error->what);
    } else {
        add_link(out, document->path, document->subject.key);
        if (document->issued.number && *document->issued.number) {
            buffer_add_char(out, ' ');
            html_add(out, document->issued.number);
        }
    }
    buffer_add_text(out, "</li>\n");
}

/* The documents of a kind that were made, or those that were not. */
static void add_list(const PageView *view, Buffer *out, const Kind *kind, bool made, size_t count)
{
    if (count == 0)
        return;
    buffer_add_text(out, "<details><summary>");
    html_add(out, kind->title[view->lang]);
    buffer_add_text(out, " — ");
    html_add(out, made ? _("produits") : _("non produits, et pourquoi"));
    buffer_add_text(out, " (");
    html_add_count(out, count, view->lang);
    buffer_add_text(out, ")</summary>\n<ul>\n");
    for (size_t i = 0; i < view->issue->count; i++) {
        const Document *document = &view->issue->documents[i];
        bool is_made = !is_held(document) && !document->failed;
        if (document->kind == kind && is_made == made)
            add_document(out, document);
    }
    buffer_add_text(out, "</ul></details>\n");
}

static void add_stale(const PageView *view, Buffer *out)
{
    if (view->issue->stale_count == 0)
        return;
    buffer_add_text(out, "<h3>");
    html_add(out, _("D'une production précédente : à ne plus utiliser"));
    buffer_add_text(out, "</h3>\n<ul class=\"stale\">\n");
    for (size_t i = 0; i < view->issue->stale_count; i++) {
        const StaleFile *file = &view->issue->stale[i];
        buffer_add_text(out, "<li>");
        add_link(out, file->path, file->path);
        buffer_add_text(out, " — ");
        html_add(out, file->reason);
        buffer_add_text(out, "</li>\n");
    }
    buffer_add_text(out, "</ul>\n");
}

static bool is_partial(const Selection *selection)
{
    return selection->kinds || selection->sequence || selection->student || selection->company;
}

void page_document_kinds(const PageView *view, Buffer *out)
{
    if (!view->issue) {
        add_paragraph(out, _("Cette page vient d'une vérification : rien n'a été produit. « ate produire » fait "
                             "les documents."));
        return;
    }
    if (is_partial(&view->issue->selection))
        add_paragraph(out, _("Cette exécution n'a porté que sur une partie des documents ; les autres sont restés "
                             "comme ils étaient."));
    add_kinds(view, out);
    for (size_t k = 0; k < view->issue->catalogue->count; k++) {
        const Kind *kind = &view->issue->catalogue->kinds[k];
        Tally t = tally(view->issue, kind);
        add_list(view, out, kind, false, t.held + t.failed);
        add_list(view, out, kind, true, t.made);
    }
    add_stale(view, out);
}

/* --- Lots and messages: what the registry knows when the page is made -------------------- */

static void add_lot(Buffer *out, const Lot *lot, Arena *arena)
{
    DateText day;
    buffer_add_text(out, "<li>");
    html_add(out, lot->number);
    buffer_printf(out, " (%s) :", date_iso(lot->made_on, day));
    for (size_t i = 0; i < lot->file_count; i++) {
        buffer_add_text(out, i ? ", " : " ");
        add_link(out, arena_printf(arena, "declaration/%s/%s", lot->number, lot->files[i].name),
                 lot->files[i].name);
    }
    buffer_add_text(out, "</li>\n");
}

void page_lot_links(const PageView *view, Buffer *out)
{
    Arena *arena = arena_new();
    Lot *lots = NULL;
    size_t count = 0;
    if (view->record->registry && lots_list(view->record->registry, arena, &lots, &count, NULL) != STATUS_OK)
        add_paragraph(out, _("Le registre n'a pas pu être lu."));
    else if (count == 0)
        add_paragraph(out, _("Aucun lot encore. « ate declarer » fait le premier."));
    if (count)
        buffer_add_text(out, "<ul>\n");
    for (size_t i = 0; i < count; i++)
        add_lot(out, &lots[i], arena);
    if (count)
        buffer_add_text(out, "</ul>\n");
    arena_free(arena);
}

void page_message_links(const PageView *view, Buffer *out)
{
    Arena *arena = arena_new();
    MessageRow *rows;
    size_t count = 0;
    if (view->record->registry && messages_in_state(view->record->registry, MESSAGE_TO_SEND, arena, &rows,
                                                    &count, NULL) != STATUS_OK)
        add_paragraph(out, _("Le registre n'a pas pu être lu."));
    else if (count == 0)
        add_paragraph(out, _("Aucun message à envoyer. « ate envoyer » les prépare."));
    if (count) {
        buffer_add_text(out, "<p>");
        add_link(out, "courriels/", "courriels/");
        buffer_printf(out, ngettext(" : %zu message à envoyer.", " : %zu messages à envoyer.", count), count);
        buffer_add_text(out, "</p>\n");
    }
    arena_free(arena);
}
