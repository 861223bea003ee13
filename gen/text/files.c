/* The files of templates/ against what the catalogue leads to. */
#include "text/review.h"

#include "base/file.h"
#include "base/map.h"
#include "base/message.h"
#include "base/text.h"
#include "text/mail.h"
#include "text/shelf.h"

#include <string.h>

typedef struct Files {
    const Review *review;
    Map *called, *by_catalogue; /* paths */
    bool complete;              /* false: some template could not be read at all */
} Files;

typedef enum Shelf { SHELF_DOCUMENT, SHELF_CLAUSE, SHELF_MESSAGE } Shelf;
static const struct { Shelf shelf; const char *folder, *ending; } shelves[] = {
    {SHELF_DOCUMENT, "", ".md"}, {SHELF_CLAUSE, "clauses", ".md"},
    {SHELF_MESSAGE, "courriels", ".txt"}, {SHELF_CLAUSE, "courriels/clauses", ".txt"},
};

static void call(void *context, const char *path)
{
    Files *files = context;
    map_put(files->called, path, files);
}

static void call_template(Files *files, const char *path, const Template *template)
{
    map_put(files->by_catalogue, path, files);
    call(files, path);
    if (template)
        template_files(template, call, files);
    else if (file_kind(path) != FILE_ABSENT)
        files->complete = false;
}

static void call_kind(Files *files, const Kind *kind, Lang lang)
{
    Arena *arena = files->review->remarks->arena;
    const char *folder = files->review->folder;
    for (size_t t = 0; t < kind->template_count; t++) {
        const char *name = arena_printf(arena, "%s.md", kind->templates[t].name);
        call_template(files, path_join(arena, template_folder(arena, folder, lang), name),
                      kind->templates[t].template[lang]);
    }
    if (*kind->mail)
        call_template(files, mail_path(arena, folder, kind->mail, lang), kind->message[lang]);
}

/* Those that a command fills, though no kind does: they may be absent. */
static const char *const of_commands[] = {"dossier.md"};

static void call_command_templates(Files *files, Lang lang)
{
    Remarks *remarks = files->review->remarks;
    const char *folder = template_folder(remarks->arena, files->review->folder, lang);
    for (size_t i = 0; i < sizeof of_commands / sizeof *of_commands; i++) {
        const char *path = path_join(remarks->arena, folder, of_commands[i]);
        Template *template = NULL;
        Error error;
        if (file_kind(path) == FILE_REGULAR &&
            template_load(remarks->arena, path, remarks, &template, &error) == STATUS_OK)
            call_template(files, path, template);
    }
}

static void warn_unused(const Files *files, Shelf shelf, const char *path)
{
    Remarks *remarks = files->review->remarks;
    switch (shelf) {
    case SHELF_DOCUMENT:
        remarks_warn(remarks, path, _("aucun genre de catalogue.ini n'emploie ce modèle"));
        break;
    case SHELF_CLAUSE:
        remarks_warn(remarks, path, _("aucun modèle n'appelle cette clause"));
        break;
    case SHELF_MESSAGE:
        remarks_warn(remarks, path, _("aucun genre de catalogue.ini n'emploie ce message"));
        break;
    }
    remarks_remedy(remarks, _("appelez-le, ou retirez le fichier : un changement qu'on y ferait "
                              "n'aurait aucun effet"));
}

static void warn_alone(const Files *files, const char *path, const char *twin, Lang lang)
{
    Remarks *remarks = files->review->remarks;
    remarks_warn(remarks, path, lang == LANG_FR ? _("ce texte n'a pas son pendant anglais")
                                                : _("ce texte n'a pas son pendant français"));
    remarks_remedy(remarks, _("ajoutez le fichier %s"), twin);
}

static void check_file(const Files *files, Shelf shelf, Lang lang, const char *inner)
{
    Arena *arena = files->review->remarks->arena;
    const char *folder = files->review->folder;
    Lang other = lang == LANG_FR ? LANG_EN : LANG_FR;
    const char *path = path_join(arena, template_folder(arena, folder, lang), inner);
    const char *twin = path_join(arena, template_folder(arena, folder, other), inner);
    if (!map_get(files->called, path)) {
        if (shelf != SHELF_CLAUSE || files->complete)
            warn_unused(files, shelf, path);
    } else if (file_kind(twin) == FILE_ABSENT && !map_get(files->by_catalogue, twin)) {
        warn_alone(files, path, twin, lang);
    }
}

static void check_language(const Files *files, Lang lang)
{
    Arena *arena = files->review->remarks->arena;
    for (size_t s = 0; s < sizeof shelves / sizeof *shelves; s++) {
        size_t count;
        const char *folder =
            path_join(arena, template_folder(arena, files->review->folder, lang), shelves[s].folder);
        const char **names = shelf_list(arena, folder, shelves[s].ending, &count);
        for (size_t i = 0; i < count; i++)
            check_file(files, shelves[s].shelf, lang,
                       arena_printf(arena, "%s%s%s%s", shelves[s].folder,
                                    *shelves[s].folder ? "/" : "", names[i], shelves[s].ending));
    }
}

void review_files(const Review *review)
{
    Files files = {review, map_new(), map_new(), true};
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        call_command_templates(&files, lang);
        for (size_t k = 0; k < review->catalogue->count; k++)
            call_kind(&files, &review->catalogue->kinds[k], lang);
    }
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++)
        check_language(&files, lang);
    map_free(files.called);
    map_free(files.by_catalogue);
}
