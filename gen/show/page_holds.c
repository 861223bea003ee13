/* page_holds: what errors hold back in index.html, rule by rule: how to free it, where to write;
 * then document by document. */
#include "show/page_part.h"

#include "issue/subject.h"
#include "rule/rule.h"
#include "show/html.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES_SHOWN = 20, HELD_SHOWN = 12 }; /* the table of findings has them all */

typedef struct Blocker {
    const Rule *rule;
    HeldCount held;
    size_t findings;
} Blocker;

/* What holds the most first. */
static int by_weight(const void *a, const void *b)
{
    const Blocker *x = a, *y = b;
    if (x->held.documents != y->held.documents)
        return x->held.documents > y->held.documents ? -1 : 1;
    return strcmp(x->rule->code, y->rule->code);
}

static size_t list_blockers(const Findings *findings, Arena *arena, Blocker **list)
{
    size_t rules, count = 0;
    const Rule *table = rule_table(&rules);
    Blocker *blockers = arena_array_of(arena, rules + 1, Blocker);
    size_t *places = arena_array_of(arena, rules + 1, size_t);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].held_count)
            places[findings->items[i].rule - table]++;
    for (size_t r = 0; r < rules; r++)
        if (places[r])
            blockers[count++] = (Blocker){&table[r], page_held(findings, &table[r]), places[r]};
    if (count)
        qsort(blockers, count, sizeof *blockers, by_weight);
    *list = blockers;
    return count;
}

static void add_weight(const Blocker *blocker, Buffer *out)
{
    const HeldCount *held = &blocker->held;
    if (held->documents)
        buffer_printf(out, ngettext("%zu document", "%zu documents", held->documents), held->documents);
    if (held->documents && held->declarations)
        buffer_add_text(out, ", ");
    if (held->declarations)
        buffer_printf(out, ngettext("%zu ligne de déclaration", "%zu lignes de déclaration", held->declarations),
                      held->declarations);
}

static void add_held(const Finding *finding, Buffer *out)
{
    size_t shown = finding->held_count < HELD_SHOWN ? finding->held_count : HELD_SHOWN;
    buffer_add_text(out, "<span class=\"held\">");
    html_add(out, _("Retient :"));
    for (size_t i = 0; i < shown; i++) {
        const char *kind = finding->held[i], *key = strchr(kind, ':');
        buffer_add_text(out, i ? ", " : " ");
        char name[64];
        size_t length = key ? (size_t)(key - kind) : strlen(kind);
        length = length < sizeof name ? length : sizeof name - 1;
        memcpy(name, kind, length);
        name[length] = '\0';
        html_add(out, name);
        if (key) {
            buffer_add_char(out, ' ');
            html_add(out, key + 1);
        }
    }
    if (shown < finding->held_count)
        buffer_printf(out, _(" et %zu de plus"), finding->held_count - shown);
    buffer_add_text(out, "</span>");
}

static void add_place(const Finding *finding, Buffer *out)
{
    const Place *place = &finding->place;
    buffer_add_text(out, "<li><strong>");
    html_add(out, place->file);
    if (place->line)
        buffer_printf(out, _(", ligne %u"), (unsigned)place->line);
    if (*place->cell)
        buffer_printf(out, _(", cellule %s"), place->cell);
    buffer_add_text(out, "</strong> ");
    html_add(out, finding->message);
    if (finding->fix && *finding->fix) {
        buffer_add_text(out, " <span class=\"fix\">");
        html_add(out, finding->fix);
        buffer_add_text(out, "</span>");
    }
    add_held(finding, out);
    buffer_add_text(out, "</li>\n");
}

static void add_blocker(const PageView *view, const Blocker *blocker, Buffer *out)
{
    size_t shown = 0;
    buffer_add_text(out, "<article class=\"hold\">\n<h3>");
    html_add(out, _(blocker->rule->title));
    buffer_printf(out, " <small><code>%s</code> · ", blocker->rule->code);
    add_weight(blocker, out);
    buffer_add_text(out, "</small></h3>\n<ul>\n");
    for (size_t i = 0; i < view->findings->count && shown < PLACES_SHOWN; i++) {
        const Finding *finding = &view->findings->items[i];
        if (finding->rule == blocker->rule && finding->held_count) {
            add_place(finding, out);
            shown++;
        }
    }
    buffer_add_text(out, "</ul>\n");
    if (shown < blocker->findings) {
        buffer_printf(out, "<p><a href=\"#constats\" data-code=\"%s\">", blocker->rule->code);
        buffer_printf(out, ngettext("et %zu autre, dans les constats", "et %zu autres, dans les constats",
                                    blocker->findings - shown),
                      blocker->findings - shown);
        buffer_add_text(out, "</a></p>\n");
    }
    buffer_add_text(out, "</article>\n");
}

/* --- Document by document ------------------------------------------------------------------- */

static void add_cell(Buffer *out, const char *text)
{
    buffer_add_text(out, "<td>");
    html_add(out, text);
    buffer_add_text(out, "</td>");
}

static void add_document(const PageView *view, const Document *document, Arena *arena, Buffer *out)
{
    const SubjectKeys keys = subject_keys(&document->subject);
    buffer_add_text(out, "<tr>");
    page_row_head(out, document->kind->title[view->lang]);
    add_cell(out, document->subject.key);
    add_cell(out, page_student(arena, keys.student));
    add_cell(out, page_company(keys.company));
    add_cell(out, document->held_by);
    buffer_add_text(out, "</tr>\n");
}

static void add_documents(const PageView *view, Arena *arena, Buffer *out)
{
    const Issue *issue = view->situation->issue;
    const char *const heads[] = {_("Genre"), _("Clé"), _("Élève"), _("Entreprise"), _("Retenu par")};
    enum { HEADS = sizeof heads / sizeof *heads };
    bool any = false;
    for (size_t i = 0; i < issue->count; i++) {
        if (!*issue->documents[i].held_by)
            continue;
        if (!any) {
            buffer_printf(out, "<details id=\"documents-retenus\"><summary>%s</summary>\n",
                          _("Document par document"));
            html_open_table(out, _("Documents retenus"), heads, HEADS, HEADS);
        }
        any = true;
        add_document(view, &issue->documents[i], arena, out);
    }
    if (!any)
        return;
    html_close_table(out);
    buffer_add_text(out, "</details>\n");
}

void page_holds(const PageView *view, Buffer *out)
{
    Arena *arena = arena_new();
    Blocker *blockers;
    size_t count = list_blockers(view->findings, arena, &blockers);
    if (count == 0)
        html_paragraph(out, _("Rien n'est retenu."));
    else
        html_paragraph(out, _("Corrigez la cellule nommée, enregistrez la table, puis lancez « ate produire » : "
                              "ce qu'elle retient sera produit."));
    for (size_t i = 0; i < count; i++)
        add_blocker(view, &blockers[i], out);
    add_documents(view, arena, out);
    arena_free(arena);
}
