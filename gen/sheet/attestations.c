/* attestations: the sheet of attestations: what was issued, what is held back, by when the
 * prescribed form, which is not ours to make, has to be delivered. */
#include "sheet/column.h"

#include "term/calendar.h"

enum State { STATE_MADE, STATE_HELD, STATE_CANCELLED };
static const Choice state_words[] = {
    [STATE_MADE] = {"produite", {"produite", "produced"}},
    [STATE_HELD] = {"retenue", {"retenue", "held back"}},
    [STATE_CANCELLED] = {"annulee", {"annulée", "cancelled"}},
};
static const ChoiceList states = {state_words, 3};
static const Tint tint_state = {
    .kind = TINT_WORDS, .words = &states,
    .of = {[TONE_GOOD] = BIT(STATE_MADE), [TONE_BAD] = BIT(STATE_HELD), [TONE_FADED] = BIT(STATE_CANCELLED)},
};

static const Paper *paper_of(const Line *line)
{
    return &line->basis->papers[PAPER_ATTESTATION][line->row->index];
}

static bool is_held(const Paper *paper)
{
    return *paper->held_by != '\0';
}

static Cell number(const Line *line)
{
    return cell_text(paper_of(line)->number);
}

static Cell revision(const Line *line)
{
    const Paper *paper = paper_of(line);
    return paper->issued ? cell_count((size_t)paper->revision) : cell_empty();
}

static Cell issued_on(const Line *line)
{
    return cell_date(paper_of(line)->issued_on);
}

static Cell end(const Line *line)
{
    return cell_date(sequence_end(record_row(line_record(line), line->row)));
}

/* The day by which the prescribed form is to be delivered. */
static Date deadline_of(const Line *line)
{
    Date last = sequence_end(record_row(line_record(line), line->row));
    Number months =
        config_number(line_record(line)->config, CONFIG_ATTESTATION_DELAI_MOIS, 6 * NUMBER_ONE);
    return last == DATE_NONE ? last : date_add_months(last, (int)(months / NUMBER_ONE));
}

static Cell deadline(const Line *line)
{
    return cell_date(deadline_of(line));
}

static Cell form_late(const Line *line)
{
    bool waits = row_value(line->row, SEQUENCES_FORMULAIRE_PRESCRIT_LE)->state == VALUE_EMPTY;
    return waits ? line_days_since(line, deadline_of(line)) : cell_empty();
}

static Cell state(const Line *line)
{
    const Paper *paper = paper_of(line);
    return line_word(line, &states, is_held(paper)     ? STATE_HELD
                                    : paper->cancelled ? STATE_CANCELLED
                                                       : STATE_MADE);
}

static Cell held_by(const Line *line)
{
    return cell_text(paper_of(line)->held_by);
}

static Cell file(const Line *line)
{
    return cell_text(paper_of(line)->path);
}

/* clang-format off */
static const Column columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"numero", {"Numéro", "Number"}, 20, FORMAT_TEXT, BY(number)},
    {"revision", {"Révision", "Revision"}, 9, FORMAT_INTEGER, BY(revision)},
    {"date", {"Délivrée le", "Issued on"}, 11, FORMAT_DATE, BY(issued_on)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(line_student_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, COMPANY(NOM)},
    {"neq", {"NEQ", "NEQ"}, 12, FORMAT_TEXT, COMPANY(NEQ)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, BY(end)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 11, FORMAT_HOURS, OWN(SEQUENCES_HEURES_REALISEES)},
    {"heures_encadrement", {"Encadrement par semaine", "Supervision a week"}, 13, FORMAT_HOURS,
     OWN(SEQUENCES_HEURES_ENCADREMENT)},
    {"declaration_entreprise_le", {"Déclaration de l'entreprise", "Company's declaration"}, 14, FORMAT_DATE,
     OWN(SEQUENCES_DECLARATION_ENTREPRISE_LE)},
    {"formulaire_prescrit_le", {"Formulaire prescrit délivré", "Prescribed form delivered"}, 14, FORMAT_DATE,
     OWN(SEQUENCES_FORMULAIRE_PRESCRIT_LE)},
    {"limite", {"À délivrer au plus tard le", "To deliver by"}, 12, FORMAT_DATE, BY(deadline)},
    {"retard", {"Jours de retard", "Days late"}, 9, FORMAT_INTEGER, BY(form_late), TINT(tint_late)},
    {"etat", {"État", "State"}, 11, FORMAT_TEXT, BY(state), TINT(tint_state)},
    {"retenue_par", {"Retenue par", "Held back by"}, 28, FORMAT_WRAP, BY(held_by)},
    {"fichier", {"Fichier", "File"}, 40, FORMAT_TEXT, BY(file)},
};
/* clang-format on */

static size_t attestation_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Table *sequences = &basis->summary->record->term->tables[T_SEQUENCES];
    size_t count = 0;
    *lines = arena_array_of(arena, sequences->row_count, Line);
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Paper *paper = &basis->papers[PAPER_ATTESTATION][i];
        if (paper->issued || is_held(paper))
            (*lines)[count++].row = &sequences->rows[i];
    }
    return count;
}

const Sheet sheet_attestations = {
    .key = "attestations",
    .name = {"Attestations", "Attestations"},
    .table = T_SEQUENCES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .lines = attestation_lines,
};
