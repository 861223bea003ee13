/* ate jumeler: a matching of students and companies, proposed. Nothing of the inputs is touched:
 * what the user keeps of it, he copies. */
#include "base/file.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "plan/match.h"
#include "plan/proposal.h"
#include "sheet/match_book.h"

static const char csv_path[] = PROPOSALS_FOLDER "jumelage-propose.csv";
static const char book_path[] = PROPOSALS_FOLDER "jumelage-propose.xlsx";

/* One line a student: identifiers only, the reason being for the workbook. */
static void say_students(const Matching *matching, Arena *arena)
{
    const ChoiceList *modes = schema_choices(C_MODE_JUMELAGE);
    for (size_t i = 0; i < matching->student_count; i++) {
        const MatchStudent *student = &matching->students[i];
        if (!student->place)
            continue;
        console_out(
            _("%s → %s (%s) : %s\n"), row_key(student->student), row_key(student->place->company),
            modes->choices[student->mode].label[message_lang()], match_reason(student, arena));
    }
    for (size_t i = 0; i < matching->student_count; i++) {
        const MatchStudent *student = &matching->students[i];
        if (!student->place)
            console_out(_("%s sans placement : %s\n"), row_key(student->student),
                        match_reason(student, arena));
    }
}

static void say_summary(const Matching *matching)
{
    size_t placed = 0;
    if (matching->lost >= 0)
        console_say(
            _("%s n'est pas là, ou a une ligne illisible : rien n'est proposé, car on ne saurait "
              "pas qui est déjà placé, ni où.\n"),
            matching->record->term->tables[matching->lost].file);
    for (int mode = 0; mode < MODE_JUMELAGE_COUNT; mode++)
        placed += matching->placed[mode];
    console_out(ngettext("%zu jumelage proposé", "%zu jumelages proposés", placed), placed);
    console_out(_(" : affichage %zu, offre directe %zu, assignation %zu.\n"),
                matching->placed[MODE_JUMELAGE_AFFICHAGE],
                matching->placed[MODE_JUMELAGE_OFFRE_DIRECTE],
                matching->placed[MODE_JUMELAGE_ASSIGNATION]);
    console_out(ngettext("%zu élève reste sans placement.\n",
                         "%zu élèves restent sans placement.\n", matching->left),
                matching->left);
}

static void say_errors(const Dossier *dossier)
{
    size_t errors = findings_count(&dossier->findings, SEVERITY_ERROR);
    if (errors)
        console_say(ngettext("Les tables ont %zu erreur : « ate valider » la montre.\n",
                             "Les tables ont %zu erreurs : « ate valider » les montre.\n", errors),
                    errors);
}

static Status record_files(Dossier *dossier, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, csv_path, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, book_path, error);
    if (status == STATUS_OK)
        status = closing_write(dossier, manifest, NULL, error);
    manifest_close(manifest);
    return status;
}

static Status write_files(Dossier *dossier, const Matching *matching, Error *error)
{
    Status status = making_open_output(dossier, error);
    if (status != STATUS_OK)
        return status;
    Buffer csv = {0};
    match_csv(matching, &csv);
    status = file_put(path_join(dossier->arena, dossier->output, csv_path), buffer_text(&csv),
                      csv.length, NULL, error);
    buffer_free(&csv);
    if (status != STATUS_OK)
        return status;
    Summary summary = {&dossier->record, &dossier->findings, NULL, dossier->lang};
    status = match_book_write(&summary, matching,
                              path_join(dossier->arena, dossier->output, book_path), NULL, error);
    return status == STATUS_OK ? record_files(dossier, error) : status;
}

Status command_match(const Options *options, Error *error)
{
    Dossier dossier;
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status == STATUS_OK) {
        Matching matching;
        dossier_say_lost_tables(&dossier);
        match_make(&matching, &dossier.record, dossier.arena);
        if (options->simulate)
            say_students(&matching, dossier.arena);
        else
            status = write_files(&dossier, &matching, error);
        if (status == STATUS_OK) {
            say_summary(&matching);
            if (!options->simulate)
                console_say(_("À relire dans %s ; puis copiez les lignes voulues de %s vers "
                              "sequences.csv.\n"),
                            path_join(dossier.arena, dossier.output, book_path), path_name(csv_path));
            say_errors(&dossier);
            status = dossier_verdict(&dossier);
        }
    }
    dossier_close(&dossier);
    return status;
}
