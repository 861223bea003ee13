/* ate archiver: a dossier for each student. */
#include "archive/dossiers.h"
#include "base/file.h"
#include "base/text.h"
#include "command/archive.h"
#include "command/closing.h"
#include "command/console.h"
#include "command/making.h"
#include "issue/letters.h"

static Status open_cover(const Archive *archive, Cover *cover, Error *error)
{
    const Dossier *dossier = archive->dossier;
    Arena *arena = dossier->arena;
    int lang = config_choice(&dossier->config, CONFIG_ETABLISSEMENT_LANGUE);
    *cover = (Cover){.folders = &archive->folders,
                     .retention = archive->retention,
                     .lang = lang == LANGUE_EN ? LANG_EN : LANG_FR};
    const char *templates = config_path(&dossier->config, CONFIG_SORTIES_MODELES, arena);
    Template *template = NULL;
    Status status = template_load(
        arena, path_join(arena, template_folder(arena, templates, cover->lang), cover_template),
        NULL, &template, error);
    cover->template = template;
    return status;
}

static Status ready_press(const Archive *archive, Error *error)
{
    Dossier *dossier = archive->dossier;
    const Issue issue = {.record = &dossier->record, .catalogue = &dossier->catalogue};
    Status status = letters_want(dossier->press, &issue, error);
    return status == STATUS_OK ? press_ready(dossier->press, error) : status;
}

static void say_plan(const Dossiers *dossiers)
{
    for (size_t i = 0; i < dossiers->count; i++)
        console_out(ngettext("%s : %zu document, %s\n", "%s : %zu documents, %s\n",
                             dossiers->items[i].piece_count),
                    dossiers->items[i].folder->key, dossiers->items[i].piece_count,
                    dossiers->items[i].path);
}

static void say_left_out(const Dossiers *dossiers)
{
    for (size_t i = 0; i < dossiers->count; i++) {
        const StudentDossier *dossier = &dossiers->items[i];
        if (dossier->left_out)
            console_say(ngettext("  %s : %zu document absent ou illisible ; sa feuille le dit\n",
                                 "  %s : %zu documents absents ou illisibles ; sa feuille le dit\n",
                                 dossier->left_out),
                        dossier->folder->key, dossier->left_out);
    }
}

static void say_result(const Archive *archive, const Dossiers *dossiers)
{
    size_t written = 0;
    for (size_t i = 0; i < dossiers->count; i++)
        written += dossiers->items[i].written;
    console_say(ngettext("%zu dossier, dont écrits maintenant : %zu",
                         "%zu dossiers, dont écrits maintenant : %zu", dossiers->count),
                dossiers->count, written);
    console_say(_(" (%s/dossiers/%s).\n"), dossiers->output, dossiers->year);
    if (dossiers->without)
        console_say(
            ngettext("%zu élève n'a encore ni document ni séquence terminée : pas de dossier.\n",
                     "%zu élèves n'ont encore ni document ni séquence terminée : pas de dossier.\n",
                     dossiers->without),
            dossiers->without);
    say_left_out(dossiers);
    if (!archive->retention.years)
        console_say(_("Aucune date de destruction : donnez [registre] conservation_annees, "
                      "d'après votre calendrier de conservation.\n"));
}

static Status first_failure(const Dossiers *dossiers, Error *error)
{
    for (size_t i = 0; i < dossiers->count; i++)
        if (dossiers->items[i].failed) {
            *error = *dossiers->items[i].error;
            return error->status > STATUS_FINDINGS ? error->status : STATUS_SYSTEM;
        }
    return STATUS_OK;
}

static Status make(Archive *archive, Dossiers *dossiers, Error *error)
{
    Dossier *dossier = archive->dossier;
    Status status = making_open_output(dossier, error);
    if (status == STATUS_OK)
        status = ready_press(archive, error);
    if (status == STATUS_OK)
        status = dossiers_make(dossiers, dossier->press, making_workers(dossier, archive->options),
                               error);
    if (status == STATUS_OK)
        status = dossiers_index(dossiers, error);
    if (status == STATUS_OK)
        status = dossiers_list(dossiers, archive->manifest, error);
    if (status == STATUS_OK)
        status = closing_write(dossier, archive->manifest, NULL, error);
    return status == STATUS_OK ? first_failure(dossiers, error) : status;
}

Status archive_gather(Archive *archive, Error *error)
{
    Cover cover;
    Dossiers dossiers;
    Dossier *dossier = archive->dossier;
    Status status = open_cover(archive, &cover, error);
    if (status != STATUS_OK)
        return status;
    dossiers_plan(&dossiers, &cover, dossier->output,
                  config_text(&dossier->config, CONFIG_PERIODE_ANNEE_SCOLAIRE),
                  archive->options->student, dossier->arena);
    if (archive->options->simulate) {
        say_plan(&dossiers);
    } else {
        status = make(archive, &dossiers, error);
        if (status == STATUS_OK)
            say_result(archive, &dossiers);
    }
    dossiers_close(&dossiers);
    return status;
}
