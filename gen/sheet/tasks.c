/* tasks: the sheet of administrative tasks and their budget posts. */
#include "sheet/column.h"

static const Tint tint_status = {
    .kind = TINT_WORDS, .choices = C_STATUT_TACHE,
    .of = {[TONE_GOOD] = BIT(STATUT_TACHE_FAITE), [TONE_NOTE] = BIT(STATUT_TACHE_EN_COURS)},
};

static Cell responsable(const Line *line)
{
    return line_person(line, line->row, TACHES_RESPONSABLE);
}

static Cell late(const Line *line)
{
    bool done = row_is(line->row, TACHES_STATUT, STATUT_TACHE_FAITE);
    return done ? cell_empty() : line_days_since(line, row_date(line->row, TACHES_ECHEANCE));
}

/* clang-format off */
static const Column columns[] = {
    {"id", {"Tâche", "Task"}, 10, FORMAT_TEXT, OWN(TACHES_ID)},
    {"tache", {"Description", "Description"}, 50, FORMAT_WRAP, OWN(TACHES_TACHE)},
    {"enonce", {"Énoncé du guide", "Statement of the guide"}, 10, FORMAT_TEXT, OWN(TACHES_ENONCE)},
    {"responsable", {"Responsable", "In charge"}, 22, FORMAT_TEXT, BY(responsable)},
    {"echeance", {"Échéance", "Due"}, 11, FORMAT_DATE, OWN(TACHES_ECHEANCE)},
    {"statut", {"État", "State"}, 11, FORMAT_TEXT, OWN(TACHES_STATUT), TINT(tint_status)},
    {"retard", {"Jours de retard", "Days late"}, 9, FORMAT_INTEGER, BY(late), TINT(tint_late)},
    {"poste_budgetaire", {"Poste budgétaire", "Budget post"}, 22, FORMAT_WRAP, OWN(TACHES_POSTE_BUDGETAIRE)},
    {"montant", {"Montant", "Amount"}, 13, FORMAT_MONEY, OWN(TACHES_MONTANT)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

const Sheet sheet_tasks = {
    .key = "taches",
    .name = {"Tâches", "Tasks"},
    .table = T_TACHES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
};
