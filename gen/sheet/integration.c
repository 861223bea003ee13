/* integration: the sheet of the return to school, sequence by sequence: its meetings, its gaps,
 * and the sequences that ended without a meeting. */
#include "sheet/column.h"

#include "sheet/tally.h"
#include "term/calendar.h"

enum LineKind { LINE_MEETING, LINE_GAP, LINE_NO_MEETING };
static const Choice nature_words[] = {
    [LINE_MEETING] = {"rencontre", {"rencontre", "meeting"}},
    [LINE_GAP] = {"lacune", {"lacune", "gap"}},
    [LINE_NO_MEETING] = {"sans_rencontre", {"sans rencontre", "no meeting"}},
};
static const ChoiceList natures = {nature_words, 3};

static const Tint tint_nature = {
    .kind = TINT_WORDS, .words = &natures,
    .of = {[TONE_NOTE] = BIT(LINE_GAP), [TONE_WARN] = BIT(LINE_NO_MEETING)},
};

static const Tint tint_remedy = {
    .kind = TINT_WORDS, .choices = C_STATUT_RECUPERATION,
    .of = {[TONE_GOOD] = BIT(STATUT_RECUPERATION_FAITE), [TONE_NOTE] = BIT(STATUT_RECUPERATION_EN_COURS)},
};

static bool is_of(const Line *line, int table)
{
    return line->row->table->id == table;
}

static Cell nature(const Line *line)
{
    return line_word(line, &natures,
                     is_of(line, T_INTEGRATIONS) ? LINE_MEETING
                     : is_of(line, T_LACUNES)    ? LINE_GAP
                                                 : LINE_NO_MEETING);
}

static Cell end(const Line *line)
{
    return cell_date(sequence_end(record_row(line_record(line), line_sequence(line))));
}

static Cell meeting_state(const Line *line)
{
    const Row *row = line->row;
    if (row_value(row, INTEGRATIONS_STATUT)->state != VALUE_EMPTY)
        return line_value(line, row, INTEGRATIONS_STATUT);
    return line_word(line, schema_choices(C_STATUT_INTEGRATION),
                     record_is_held(line_record(line), row) ? STATUT_INTEGRATION_TENUE
                                                             : STATUT_INTEGRATION_PREVUE);
}

static Cell remedy_responsable(const Line *line)
{
    return line_person(line, line->row, LACUNES_RECUPERATION_RESPONSABLE);
}

static Cell remedy_late(const Line *line)
{
    bool done = row_yes(line->row, LACUNES_CORRIGEE) ||
                row_is(line->row, LACUNES_RECUPERATION_STATUT, STATUT_RECUPERATION_FAITE);
    return done ? cell_empty()
                : line_days_since(line, row_date(line->row, LACUNES_RECUPERATION_ECHEANCE));
}

#define MEETING(NAME) OF(INTEGRATIONS, NAME)
#define GAP(NAME) OF(LACUNES, NAME)
#define GAP_BY(function) BY(function), .table = T_LACUNES + 1

/* clang-format off */
static const Column columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, SEQUENCE(ID)},
    {"eleve", {"Élève", "Student"}, 24, FORMAT_TEXT, BY(line_student_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"groupe", {"Groupe", "Group"}, 8, FORMAT_TEXT, STUDENT(GROUPE)},
    {"fin", {"Fin de la séquence", "End of the sequence"}, 11, FORMAT_DATE, BY(end)},
    {"retour_le", {"Retour en classe", "Back to school"}, 11, FORMAT_DATE, SEQUENCE(RETOUR_LE)},
    {"nature", {"Nature", "What it is"}, 15, FORMAT_TEXT, BY(nature), TINT(tint_nature)},
    {"date", {"Date", "Date"}, 11, FORMAT_DATE, MEETING(DATE)},
    {"heure", {"Heure", "Time"}, 8, FORMAT_TIME, MEETING(HEURE)},
    {"lieu", {"Lieu", "Place"}, 14, FORMAT_TEXT, MEETING(LIEU)},
    {"statut", {"État", "State"}, 9, FORMAT_TEXT, BY(meeting_state), .table = T_INTEGRATIONS + 1},
    {"presence", {"Présence", "Attendance"}, 11, FORMAT_TEXT, MEETING(PRESENCE)},
    {"competence", {"Compétence", "Competency"}, 26, FORMAT_WRAP, GAP(COMPETENCE)},
    {"constat", {"Lacune", "Gap"}, 30, FORMAT_WRAP, GAP(CONSTAT)},
    {"origine", {"Origine", "Origin"}, 12, FORMAT_TEXT, GAP(ORIGINE)},
    {"corrigee", {"Corrigée", "Corrected"}, 10, FORMAT_TEXT, GAP(CORRIGEE)},
    {"recuperation", {"Récupération", "Remedial work"}, 30, FORMAT_WRAP, GAP(RECUPERATION)},
    {"recuperation_responsable", {"Responsable", "In charge"}, 20, FORMAT_TEXT, GAP_BY(remedy_responsable)},
    {"recuperation_echeance", {"Échéance", "Due"}, 11, FORMAT_DATE, GAP(RECUPERATION_ECHEANCE)},
    {"recuperation_statut", {"État de la récupération", "State of the remedial work"}, 13, FORMAT_TEXT,
     GAP(RECUPERATION_STATUT), TINT(tint_remedy)},
    {"retard", {"Jours de retard", "Days late"}, 9, FORMAT_INTEGER, GAP_BY(remedy_late), TINT(tint_late)},
    {"bilan", {"Bilan de la rencontre", "Summary of the meeting"}, 40, FORMAT_WRAP, MEETING(BILAN), ASKED},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

static size_t add_all(Line *lines, size_t count, RowSpan rows)
{
    for (size_t i = 0; i < rows.count; i++)
        lines[count++].row = rows.rows[i];
    return count;
}

/* Those of a sequence that is not in the tables come last. */
static size_t add_lost(Line *lines, size_t count, const Table *table, int link)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (!row_link(&table->rows[i], link))
            lines[count++].row = &table->rows[i];
    return count;
}

static size_t integration_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Record *record = basis->summary->record;
    const Table *tables = record->term->tables, *sequences = &tables[T_SEQUENCES];
    size_t count = 0;
    *lines = arena_array_of(arena,
                            sequences->row_count + tables[T_INTEGRATIONS].row_count +
                                tables[T_LACUNES].row_count,
                            Line);
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i];
        RowSpan meetings = term_children(record->term, T_INTEGRATIONS, INTEGRATIONS_SEQUENCE, row);
        if (meetings.count == 0 && expects_meeting(record, row))
            (*lines)[count++].row = row;
        count = add_all(*lines, count, meetings);
        count = add_all(*lines, count, term_children(record->term, T_LACUNES, LACUNES_SEQUENCE, row));
    }
    count = add_lost(*lines, count, &tables[T_INTEGRATIONS], INTEGRATIONS_SEQUENCE);
    return add_lost(*lines, count, &tables[T_LACUNES], LACUNES_SEQUENCE);
}

const Sheet sheet_integration = {
    .key = "integration",
    .name = {"Intégration", "Integration"},
    .table = -1,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .lines = integration_lines,
};
