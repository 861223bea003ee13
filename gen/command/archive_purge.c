/* ate archiver --purger: says what is past its time, asks, destroys it. */
#include "archive/purge.h"
#include "base/file.h"
#include "base/text.h"
#include "command/archive.h"
#include "command/console.h"
#include "command/making.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- what may stop it ----------------------------------------------------- */

static Status refuse_without_retention(const Archive *archive, Error *error)
{
    if (archive->retention.years)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, archive->dossier->config.path,
              _("[registre] conservation_annees n'est pas donné : rien n'est jamais à détruire"));
    error_remedy(error, _("donnez la durée que fixe le calendrier de conservation de votre "
                          "établissement"));
    return STATUS_USAGE;
}

static Status refuse_half_read_tables(const Archive *archive, Error *error)
{
    const char *file;
    if (purge_can_trust(&archive->dossier->term, &file))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, file,
              _("cette table ne se lit pas au complet : un élève actif passerait pour parti"));
    error_remedy(error, _("corrigez-la d'abord ; « ate valider » dit ce qui cloche"));
    return STATUS_USAGE;
}

/* A day to come makes everything past. */
static Status refuse_other_day(const Archive *archive, Error *error)
{
    if (!archive->options->date || archive->options->simulate)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, "",
              _("« --purger » ne prend pas « --date » : seul le vrai jour "
                "dit ce qui a fait son temps"));
    error_remedy(error,
                 _("avec « --simuler », « --date » montre ce qui sera à détruire ce jour-là"));
    return STATUS_USAGE;
}

static Status refuse_held_student(const Archive *archive, const Purge *purge, Error *error)
{
    if (!archive->options->student || !purge->held_count)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, "", _("l'élève %s est encore dans les tables"),
              archive->options->student);
    error_remedy(error, _("retirez-en d'abord ses lignes : la production suivante émettrait tout "
                          "de nouveau"));
    return STATUS_USAGE;
}

/* --- what is said --------------------------------------------------------- */

static void say_papers(const HistoryPaper *const *papers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        console_out("%s %s %s", i ? "," : "", papers[i]->kind,
                    *papers[i]->number ? papers[i]->number : papers[i]->key);
    console_out("\n");
}

static void say_student(const PurgedStudent *student)
{
    DateText until, proofs;
    console_out(
        ngettext("%s : à conserver jusqu'au %s ; %zu document à détruire :",
                 "%s : à conserver jusqu'au %s ; %zu documents à détruire :", student->paper_count),
        student->folder->key, date_iso(student->until, until), student->paper_count);
    say_papers(student->papers, student->paper_count);
    if (!student->proof_count)
        return;
    if (student->proofs_until == DATE_NONE)
        console_out(_("  gardé sans limite, comme preuve du crédit d'impôt ([registre] "
                      "conservation_attestations n'est pas donné) :"));
    else
        console_out(_("  gardé jusqu'au %s, comme preuve du crédit d'impôt :"),
                    date_iso(student->proofs_until, proofs));
    say_papers(student->proofs, student->proof_count);
}

static void say_plan(const Purge *purge)
{
    for (size_t i = 0; i < purge->count; i++)
        say_student(&purge->students[i]);
    for (size_t i = 0; i < purge->held_count; i++)
        console_say(_("%s : sa durée est passée, mais il est encore dans les tables ; retirez-en "
                      "d'abord ses lignes\n"),
                    purge->held[i]->key);
    if (!purge->count)
        console_say(_("Rien à détruire.\n"));
}

/* Signed copies that the school put there itself: they are its own to remove. */
static void say_scans(const Archive *archive, const Purge *purge)
{
    Arena *arena = archive->dossier->arena;
    const char *input = config_path(&archive->dossier->config, CONFIG_ENTREES_DOSSIER, arena);
    for (size_t i = 0; i < purge->count; i++)
        for (size_t p = 0; p < purge->students[i].paper_count; p++) {
            const char *name =
                arena_printf(arena, "signes/%s.pdf", purge->students[i].papers[p]->number);
            if (file_kind(path_join(arena, input, name)) == FILE_REGULAR)
                console_say(_("  à retirer vous-même : %s\n"), path_join(arena, input, name));
        }
}

static void say_result(const Archive *archive, const Purge *purge)
{
    console_say(ngettext("%zu élève détruit", "%zu élèves détruits", purge->count), purge->count);
    console_say(ngettext(", %zu document ; il n'en reste que le compte, par année et par genre.\n",
                         ", %zu documents ; il n'en reste que le compte, par année et par genre.\n",
                         purge_document_count(purge)),
                purge_document_count(purge));
    if (purge->shared)
        console_say(
            ngettext(
                "%zu fichier qui parle de plusieurs personnes est retiré de %s ; « ate produire » "
                "refait ce qui est dû.\n",
                "%zu fichiers qui parlent de plusieurs personnes sont retirés de %s ; « ate "
                "produire » "
                "refait ce qui est dû.\n",
                purge->shared),
            purge->shared, archive->dossier->output);
    say_scans(archive, purge);
    console_say(
        _("Vos sauvegardes de ce dossier gardent ce qui vient d'être détruit : appliquez-leur "
          "la même durée.\n"));
}

/* --- the confirmation ----------------------------------------------------- */

static Status not_confirmed(const char *what, Error *error)
{
    error_set(error, STATUS_USAGE, "", "%s", what);
    error_remedy(error, _("rien n'a été détruit ; pour un script, « --oui » confirme d'avance"));
    return STATUS_USAGE;
}

static Status confirm(const Archive *archive, const Purge *purge, Error *error)
{
    char answer[32] = "";
    if (archive->options->yes)
        return STATUS_OK;
    if (!isatty(STDIN_FILENO))
        return not_confirmed(_("la confirmation se tape au terminal"), error);
    fflush(stdout);
    fprintf(
        stderr,
        _("Rien de cela ne pourra être retrouvé. Pour détruire, tapez le nombre d'élèves (%zu) : "),
        purge->count);
    if (!fgets(answer, sizeof answer, stdin))
        return not_confirmed(_("rien n'a été tapé"), error);
    char *end;
    unsigned long typed = strtoul(answer, &end, 10);
    if (end == answer || *end != '\n' || typed != purge->count)
        return not_confirmed(_("ce n'est pas le nombre d'élèves"), error);
    return STATUS_OK;
}

static Status destroy(Archive *archive, Purge *purge, Error *error)
{
    Status status = confirm(archive, purge, error);
    if (status == STATUS_OK)
        status = purge_run(purge, archive->dossier->registry, archive->dossier->output, error);
    if (status == STATUS_OK)
        status = purge_settle(purge, archive->manifest, archive->dossier->output, error);
    if (status == STATUS_OK)
        say_result(archive, purge);
    return status;
}

Status archive_purge(Archive *archive, Error *error)
{
    Purge purge;
    Status status = refuse_without_retention(archive, error);
    if (status == STATUS_OK)
        status = refuse_half_read_tables(archive, error);
    if (status == STATUS_OK)
        status = refuse_other_day(archive, error);
    if (status != STATUS_OK)
        return status;
    purge_plan(&purge, &archive->folders, &archive->retention, archive->options->student,
               archive->dossier->arena);
    status = refuse_held_student(archive, &purge, error);
    if (status == STATUS_OK)
        say_plan(&purge);
    bool simulate = archive->options->simulate;
    if (status == STATUS_OK && !simulate)
        status = making_open_output(archive->dossier, error); /* without what a purge cut half-way left */
    if (status == STATUS_OK && !simulate)
        status = purge.count
                     ? destroy(archive, &purge, error)
                     : purge_settle(&purge, archive->manifest, archive->dossier->output, error);
    purge_close(&purge);
    return status;
}
