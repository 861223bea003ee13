/* visits: the sheets of what follows a sequence: visits by responsable, evaluations. */
#include "sheet/column.h"

#include "term/visit.h"

#include <stdlib.h>

/* --- Visites ----------------------------------------------------------------------------------- */

static const Tint tint_visit = {
    .kind = TINT_WORDS, .choices = C_STATUT_VISITE,
    .of = {[TONE_GOOD] = BIT(STATUT_VISITE_REALISEE), [TONE_NOTE] = BIT(STATUT_VISITE_CONFIRMEE),
           [TONE_FADED] = BIT(STATUT_VISITE_ANNULEE)},
};

/* As visit_person, and what is written where it is nobody known. */
static Cell who_visits(const Line *line)
{
    bool named = row_value(line->row, VISITES_RESPONSABLE)->state != VALUE_EMPTY;
    return named ? line_person(line, line->row, VISITES_RESPONSABLE) : line_responsable(line);
}

/* As visit_town, of the sequence as it stands. */
static Cell town(const Line *line)
{
    const Row *sequence = line_sequence(line);
    if (row_has(record_row(line_record(line), sequence), SEQUENCES_LIEU_VILLE))
        return line_value(line, sequence, SEQUENCES_LIEU_VILLE);
    return line_value(line, line_company(line), ENTREPRISES_VILLE);
}

/* Days past the day of a visit that was neither made nor cancelled, by itself or with its sequence. */
static Cell visit_late(const Line *line)
{
    bool waits = row_is(line->row, VISITES_STATUT, STATUT_VISITE_PROPOSEE) ||
                 row_is(line->row, VISITES_STATUT, STATUT_VISITE_CONFIRMEE);
    return waits && !record_is_cancelled(line_record(line), line_sequence(line))
               ? line_days_since(line, row_date(line->row, VISITES_DATE))
               : cell_empty();
}

/* clang-format off */
static const Column visit_columns[] = {
    {"responsable", {"Responsable", "In charge"}, 22, FORMAT_TEXT, BY(who_visits)},
    {"date", {"Date", "Date"}, 11, FORMAT_DATE, OWN(VISITES_DATE)},
    {"heure", {"Heure", "Time"}, 8, FORMAT_TIME, OWN(VISITES_HEURE)},
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(VISITES_SEQUENCE)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(line_student_name)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, COMPANY(NOM)},
    {"ville", {"Ville", "Town"}, 16, FORMAT_TEXT, BY(town)},
    {"type", {"Sorte", "Kind"}, 11, FORMAT_TEXT, OWN(VISITES_TYPE)},
    {"mode", {"Mode", "Mode"}, 16, FORMAT_TEXT, OWN(VISITES_MODE)},
    {"statut", {"État", "State"}, 11, FORMAT_TEXT, OWN(VISITES_STATUT), TINT(tint_visit)},
    {"retard", {"Jours de retard", "Days late"}, 9, FORMAT_INTEGER, BY(visit_late), TINT(tint_late)},
    {"entente_respectee", {"Entente respectée", "Agreement kept"}, 11, FORMAT_TEXT, OWN(VISITES_ENTENTE_RESPECTEE)},
    {"correctifs", {"Correctifs", "Corrective measures"}, 36, FORMAT_WRAP, OWN(VISITES_CORRECTIFS)},
    {"correctifs_echeance", {"Échéance", "Due"}, 11, FORMAT_DATE, OWN(VISITES_CORRECTIFS_ECHEANCE)},
    {"id", {"Visite", "Visit"}, 11, FORMAT_TEXT, OWN(VISITES_ID), ASKED},
    {"engagement", {"Engagement", "Commitment"}, 30, FORMAT_WRAP, OWN(VISITES_ENGAGEMENT), ASKED},
    {"comportement", {"Comportement", "Behaviour"}, 30, FORMAT_WRAP, OWN(VISITES_COMPORTEMENT), ASKED},
    {"progression", {"Progression", "Progress"}, 30, FORMAT_WRAP, OWN(VISITES_PROGRESSION), ASKED},
    {"constats", {"Constats", "Findings"}, 30, FORMAT_WRAP, OWN(VISITES_CONSTATS), ASKED},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

/* What is unknown comes last. */
static int compare_days(Date one, Date other)
{
    if (one == other)
        return 0;
    return one == DATE_NONE ? 1 : other == DATE_NONE ? -1 : one < other ? -1 : 1;
}

static int minutes_of(const Row *visit)
{
    return row_has(visit, VISITES_HEURE) ? row_value(visit, VISITES_HEURE)->minutes : 24 * 60;
}

/* By responsable, day and hour. */
static int compare_visits(const void *a, const void *b)
{
    const Row *one = ((const Line *)a)->row, *other = ((const Line *)b)->row;
    const Row *who = visit_person(one), *whom = visit_person(other);
    if (who != whom)
        return !who ? 1 : !whom ? -1 : who->index < whom->index ? -1 : 1;
    int days = compare_days(row_date(one, VISITES_DATE), row_date(other, VISITES_DATE));
    if (days)
        return days;
    if (minutes_of(one) != minutes_of(other))
        return minutes_of(one) < minutes_of(other) ? -1 : 1;
    return one->index < other->index ? -1 : one->index > other->index;
}

static size_t visit_lines(const Basis *basis, Arena *arena, Line **lines)
{
    size_t count = lines_of_table(basis, T_VISITES, arena, lines);
    if (count)
        qsort(*lines, count, sizeof **lines, compare_visits);
    return count;
}

const Sheet sheet_visits = {
    .key = "visites",
    .name = {"Visites", "Visits"},
    .table = T_VISITES,
    .columns = visit_columns,
    .column_count = sizeof visit_columns / sizeof *visit_columns,
    .lines = visit_lines,
};

/* --- Évaluations -------------------------------------------------------------------------------- */

static const Tint tint_result = {
    .kind = TINT_WORDS, .choices = C_RESULTAT,
    .of = {[TONE_GOOD] = BIT(RESULTAT_ATTEINT), [TONE_WARN] = BIT(RESULTAT_PARTIEL),
           [TONE_BAD] = BIT(RESULTAT_NON_ATTEINT)},
};

static Cell evaluation_late(const Line *line)
{
    bool waits = row_value(line->row, EVALUATIONS_DATE_REALISEE)->state == VALUE_EMPTY;
    return waits && !record_is_cancelled(line_record(line), line_sequence(line))
               ? line_days_since(line, row_date(line->row, EVALUATIONS_DATE_PREVUE))
               : cell_empty();
}

/* clang-format off */
static const Column evaluation_columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(EVALUATIONS_SEQUENCE)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(line_student_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, COMPANY(NOM)},
    {"responsable", {"Responsable", "In charge"}, 22, FORMAT_TEXT, BY(line_responsable)},
    {"etat_sequence", {"État de la séquence", "State of the sequence"}, 13, FORMAT_TEXT, SEQUENCE(STATUT)},
    {"type", {"Sorte", "Kind"}, 13, FORMAT_TEXT, OWN(EVALUATIONS_TYPE)},
    {"date_prevue", {"Prévue le", "Planned on"}, 11, FORMAT_DATE, OWN(EVALUATIONS_DATE_PREVUE)},
    {"date_realisee", {"Réalisée le", "Done on"}, 11, FORMAT_DATE, OWN(EVALUATIONS_DATE_REALISEE)},
    {"retard", {"Jours de retard", "Days late"}, 9, FORMAT_INTEGER, BY(evaluation_late), TINT(tint_late)},
    {"resultat", {"Résultat", "Result"}, 17, FORMAT_TEXT, OWN(EVALUATIONS_RESULTAT), TINT(tint_result)},
    {"id", {"Évaluation", "Evaluation"}, 11, FORMAT_TEXT, OWN(EVALUATIONS_ID), ASKED},
    {"commentaires", {"Commentaires", "Comments"}, 40, FORMAT_WRAP, OWN(EVALUATIONS_COMMENTAIRES), ASKED},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

const Sheet sheet_evaluations = {
    .key = "evaluations",
    .name = {"Évaluations", "Evaluations"},
    .table = T_EVALUATIONS,
    .columns = evaluation_columns,
    .column_count = sizeof evaluation_columns / sizeof *evaluation_columns,
};
