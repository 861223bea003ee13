/* page_list: every file of the output folder in index.html, by kind, as links. They are plain
 * lists, closed until opened, that the script filters: nothing is lost without it. */
#include "show/page_part.h"

#include "base/file.h"
#include "base/text.h"
#include "plan/proposal.h"
#include "show/html.h"

/* What is not a document, by the beginning of its path; the first that fits. */
static const struct {
    const char *begins, *title;
} folders[] = {
    {"rapports/", N_("Rapports et classeurs")},
    {"constats.xlsx", N_("Rapports et classeurs")},
    {"calendriers/", N_("Calendriers")},
    {PROPOSALS_FOLDER, N_("Propositions")},
    {"courriels/", N_("Messages")},
    {"proteges/", N_("Copies protégées")},
    {"declaration/", N_("Lots de déclaration")},
    {"dossiers/", N_("Dossiers des élèves")},
    {"", N_("Pour un autre programme")},
};

static const char *title_of(const char *path)
{
    size_t i = 0;
    while (!text_starts(path, folders[i].begins))
        i++;
    return folders[i].title;
}

static void add_part(Buffer *out, bool *any, const char *text)
{
    if (!text || !*text)
        return;
    buffer_add_text(out, *any ? " · " : " — ");
    html_add(out, text);
    *any = true;
}

static const Row *find(const PageView *view, int table, const char *key)
{
    return *key ? term_find(view->record->term, table, key) : NULL;
}

static void add_file(const PageView *view, const ManifestFile *file, Arena *arena, Buffer *out)
{
    bool any = false;
    const Row *company = find(view, T_ENTREPRISES, file->company);
    buffer_add_text(out, "<li data-company=\"");
    html_add(out, file->company);
    buffer_add_text(out, "\">");
    html_add_link(out, file->path, path_name(file->path));
    add_part(out, &any, file->number);
    add_part(out, &any, page_student(arena, find(view, T_ELEVES, file->student)));
    add_part(out, &any, company ? page_company(company) : file->company);
    add_part(out, &any, file->sequence);
    buffer_add_text(out, "</li>\n");
}

static bool has_file(const PageView *view, const char *begins)
{
    for (size_t i = 0; i < view->file_count; i++)
        if (!view->files[i].cancelled && text_starts(view->files[i].path, begins))
            return true;
    return false;
}

/* What most users want, said in words. */
void page_main_files(const PageView *view, Buffer *out)
{
    const struct {
        const char *path, *what;
    } files[] = {
        {"rapports/sommaire.xlsx", _("le classeur de la période")},
        {"rapports/", _("les feuilles du classeur en CSV, pour d'autres outils")},
        {"calendriers/", _("les visites, évaluations et rencontres, à ouvrir dans un agenda")},
        {"courriels/apercu.html", _("les messages, à relire avant qu'ils partent")},
        {"constats.xlsx", _("vos tables, cellules fautives colorées et commentées")},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!has_file(view, files[i].path))
            continue;
        buffer_add_text(out, "<li>");
        html_add_link(out, files[i].path, files[i].path);
        buffer_add_text(out, " — ");
        html_add(out, files[i].what);
        buffer_add_text(out, "</li>\n");
    }
}

typedef bool Belongs(const ManifestFile *file, const void *context);

/* The files that belong, and are not among those not to be used any more. */
static void add_list(const PageView *view, const char *title, Belongs *belongs, const void *context,
                     const Map *stale, Buffer *out)
{
    Arena *arena = arena_new();
    Buffer items = {0};
    size_t count = 0;
    for (size_t i = 0; i < view->file_count; i++) {
        const ManifestFile *file = &view->files[i];
        if (file->cancelled || map_get(stale, file->path) || !belongs(file, context))
            continue;
        add_file(view, file, arena, &items);
        arena_reset(arena);
        count++;
    }
    if (count) {
        buffer_add_text(out, "<details class=\"list\"><summary>");
        html_add(out, title);
        buffer_add_text(out, " (<span>");
        html_add_count(out, count, view->lang);
        buffer_add_text(out, "</span>)</summary>\n<ul>\n");
        buffer_add(out, items.data, items.length);
        buffer_add_text(out, "</ul></details>\n");
    }
    buffer_free(&items);
    arena_free(arena);
}

static bool is_of_folder(const ManifestFile *file, const void *title)
{
    return !text_starts(file->path, "documents/") && !text_is(file->path, "index.html") &&
           title_of(file->path) == title;
}

static bool is_of_kind(const ManifestFile *file, const void *kind)
{
    return text_starts(file->path, "documents/") && text_is(file->kind, ((const Kind *)kind)->name);
}

/* A kind that the catalogue no longer has. */
static bool is_of_no_kind(const ManifestFile *file, const void *catalogue)
{
    return text_starts(file->path, "documents/") && !catalogue_find(catalogue, file->kind);
}

void page_lists(const PageView *view, Buffer *out)
{
    const Issue *issue = view->situation->issue;
    Map *stale = map_new();
    for (size_t i = 0; i < issue->stale_count; i++)
        map_put(stale, issue->stale[i].path, &issue->stale[i]);
    const char *last = NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (folders[i].title != last)
            add_list(view, _(folders[i].title), is_of_folder, folders[i].title, stale, out);
        last = folders[i].title;
    }
    for (size_t k = 0; k < issue->catalogue->count; k++) {
        const Kind *kind = &issue->catalogue->kinds[k];
        add_list(view, kind->title[view->lang], is_of_kind, kind, stale, out);
    }
    add_list(view, _("Autres documents"), is_of_no_kind, issue->catalogue, stale, out);
    map_free(stale);
}
