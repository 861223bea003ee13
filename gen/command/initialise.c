/* ate initialiser: a new dossier: blank, a filled example, or the next term after a last one.
 * Nothing that exists is ever written over. */
#include "base/file.h"
#include "begin/blank.h"
#include "begin/next.h"
#include "begin/tree.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"

/* --- a blank one, and the example ---------------------------------------------- */

static Status make_blank(const char *folder, Arena *arena, Error *error)
{
    const char *input = path_join(arena, folder, "input");
    Status status = STATUS_OK;
    for (int t = 0; t < TABLE_COUNT && status == STATUS_OK; t++) {
        const TableSchema *table = schema_table(t);
        status = blank_table(path_join(arena, input, arena_printf(arena, "%s.csv", table->name)),
                             table, error);
    }
    if (status == STATUS_OK)
        status = file_settle(input, error);
    if (status == STATUS_OK)
        status = blank_config(folder, arena, error);
    if (status == STATUS_OK)
        console_say(_("Le dossier %s est prêt.\n"
                      "  1. Remplissez config.ini (les clés marquées *).\n"
                      "  2. Mettez vos exportations dans input/ (« ate schema » décrit les colonnes ; « ate "
                      "initialiser --colonnes=EXPORT.csv » reconnaît les vôtres).\n"
                      "  3. Lancez « ate valider -C %s » : il dit ce qui ne va pas, et comment le "
                      "corriger.\n"
                      "  4. Lancez « ate produire -C %s », puis ouvrez %s/output/index.html.\n"),
                    folder, folder, folder, folder);
    return status;
}

static Status make_example(const char *folder, Arena *arena, Error *error)
{
    Status status = tree_copy(program_data(arena, "exemple"), folder, arena, error);
    if (status == STATUS_OK)
        console_say(_("Le dossier %s est un exemple : un petit centre inventé, avec quelques fautes "
                      "voulues.\n"
                      "  1. Lancez « ate valider -C %s » : chaque constat dit où est la faute et "
                      "comment la corriger.\n"
                      "  2. Lancez « ate produire -C %s », puis ouvrez %s/output/index.html.\n"
                      "  3. Corrigez une faute dans input/, recommencez : seul ce qui change est "
                      "refait.\n"
                      "LISEZMOI.txt, dans le dossier, dit quoi essayer ensuite.\n"),
                    folder, folder, folder, folder);
    return status;
}

/* --- the next term ---------------------------------------------------------------- */

static void say_carried(const NextTerm *next)
{
    console_say(ngettext("  Repris : %zu entreprise, ", "  Repris : %zu entreprises, ",
                         next->companies),
                next->companies);
    console_say(ngettext("%zu superviseur, ", "%zu superviseurs, ", next->supervisors),
                next->supervisors);
    console_say(ngettext("%zu membre du personnel, ", "%zu membres du personnel, ", next->staff),
                next->staff);
    console_say(ngettext("%zu élève actif ou suspendu ; les modèles",
                         "%zu élèves actifs ou suspendus ; les modèles", next->students),
                next->students);
    console_say("%s.\n", next->registry ? _(", le registre") : "");
    if (next->gone)
        console_say(ngettext("  Laissé : %zu élève diplômé ou qui a abandonné.\n",
                             "  Laissés : %zu élèves diplômés ou qui ont abandonné.\n", next->gone),
                    next->gone);
    console_say(_("  Vidées : les tables des séquences, des visites, des évaluations et de ce qui "
                  "en dépend, les offres, les candidatures.\n"));
    if (next->earlier)
        console_say(ngettext("  Ajoutée à sequences_anterieures.csv : %zu séquence terminée, pour que "
                             "le parcours continue.\n",
                             "  Ajoutées à sequences_anterieures.csv : %zu séquences terminées, pour "
                             "que les parcours continuent.\n",
                             next->earlier),
                    next->earlier);
}

static void say_unfinished(const NextTerm *next)
{
    enum { SHOWN = 5 };
    size_t count = next->unfinished_count, shown = count < SHOWN ? count : SHOWN;
    if (next->broken)
        console_say(ngettext("  Attention : %zu ligne illisible n'a pas été reprise ; « ate valider "
                             "-C %s » dit laquelle.\n",
                             "  Attention : %zu lignes illisibles n'ont pas été reprises ; « ate "
                             "valider -C %s » dit lesquelles.\n",
                             next->broken),
                    next->broken, next->from);
    if (next->gaps)
        console_say(ngettext("  Attention : %zu lacune n'est pas corrigée ; elle n'est que dans "
                             "l'ancien dossier.\n",
                             "  Attention : %zu lacunes ne sont pas corrigées ; elles ne sont que "
                             "dans l'ancien dossier.\n",
                             next->gaps),
                    next->gaps);
    if (!count)
        return;
    console_say(ngettext("  Attention : %zu séquence n'est pas terminée (",
                         "  Attention : %zu séquences ne sont pas terminées (", count),
                count);
    for (size_t i = 0; i < shown; i++)
        console_say("%s%s", i ? ", " : "", next->unfinished[i]);
    console_say(_("%s). Finissez-les dans l'ancien dossier et recommencez, ou recopiez leurs lignes "
                  "dans le nouveau.\n"),
                shown < count ? ", …" : "");
}

static void say_period(const NextTerm *next)
{
    DateText first, last;
    console_say(_("  1. Vérifiez [periode] dans config.ini : « %s », du %s au %s%s. Ajoutez le "
                  "salaire minimum de l'année.\n"),
                next->name, date_iso(next->start, first), date_iso(next->end, last),
                next->name_moved ? "" : _(" (le nom est à récrire)"));
    if (next->fixed_day)
        console_say(_("     date_du_jour n'est plus fixée : le jour est celui où vous lancez ate.\n"));
    if (next->forced_encoding)
        console_say(_("     [entrees] encodage n'est plus imposé : les tables reprises sont en "
                      "UTF-8, et celui des vôtres est reconnu.\n"));
}

static void say_next(const NextTerm *next)
{
    console_say(_("Le dossier %s est prêt : il continue %s, qui n'a pas changé.\n"), next->to,
                next->from);
    say_carried(next);
    say_unfinished(next);
    console_say(_("À faire :\n"));
    say_period(next);
    console_say(_("  2. Complétez eleves.csv (nouveaux élèves, groupes) et calendrier.csv, puis "
                  "inscrivez les séquences.\n"
                  "  3. Lancez « ate valider -C %s ».\n"),
                next->to);
    if (next->registry)
        console_say(_("  4. S'il reste à faire dans %s (« ate etat -C %s » le dit), finissez-le et "
                      "recommencez. Ensuite, n'y produisez plus : les deux registres donneraient les "
                      "mêmes numéros. Gardez-le, il reste consultable.\n"),
                    next->from, next->from);
}

static Status refuse_inside(const char *folder, const char *from, Error *error)
{
    error_set(error, STATUS_USAGE, folder, _("ce dossier serait dans celui qu'il continue (%s)"),
              from);
    error_remedy(error, _("donnez un nom à côté de l'ancien dossier, qui ne doit pas changer"));
    return STATUS_USAGE;
}

static Status make_next(const char *folder, const char *from, Arena *arena, Error *error)
{
    NextTerm next;
    if (path_is_within(folder, from, arena))
        return refuse_inside(folder, from, error);
    Status status = next_open(&next, from, arena, error);
    if (status == STATUS_OK)
        status = next_begin(&next, folder, error);
    if (status == STATUS_OK)
        say_next(&next);
    next_close(&next);
    return status;
}

/* --- which one ----------------------------------------------------------------------- */

static Status one_of_them(const Options *options, Error *error)
{
    if (options->example + (options->from != NULL) + (options->columns != NULL) <= 1)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "",
                     _("« --exemple », « --depuis » et « --colonnes » ne vont pas ensemble"));
}

static Status need_free_name(const char *folder, Error *error)
{
    if (file_kind(folder) == FILE_ABSENT || folder_is_empty(folder))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, folder, _("ce nom est déjà pris"));
    error_remedy(error, _("donnez le nom d'un dossier nouveau ou vide : rien n'y est jamais écrasé"));
    return STATUS_USAGE;
}

Status command_initialise(const Options *options, Error *error)
{
    Status status = one_of_them(options, error);
    if (status != STATUS_OK || options->columns)
        return status == STATUS_OK ? command_columns(options, error) : status;
    const char *folder = options->operands[0];
    Arena *arena = arena_new();
    status = need_free_name(folder, error);
    if (status == STATUS_OK && options->from) {
        status = make_next(folder, options->from, arena, error);
    } else if (status == STATUS_OK) {
        status = tree_copy(program_data(arena, "templates"), path_join(arena, folder, "templates"),
                           arena, error);
        if (status == STATUS_OK)
            status = options->example ? make_example(folder, arena, error)
                                      : make_blank(folder, arena, error);
    }
    arena_free(arena);
    return status;
}
