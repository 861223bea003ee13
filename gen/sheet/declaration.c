/* declaration: the sheet of what the lots declared of each sequence that has ended, and of what
 * is left to declare. The codes permanents stay in the lots. */
#include "sheet/column.h"

#include "base/text.h"
#include "record/declarable.h"
#include "term/calendar.h"
#include "term/value.h"

enum State {
    STATE_DECLARED, STATE_TO_DECLARE, STATE_HELD, STATE_INCOMPLETE, STATE_TO_CANCEL, STATE_CANCELLED,
};
static const Choice state_words[] = {
    [STATE_DECLARED] = {"declaree", {"déclarée", "declared"}},
    [STATE_TO_DECLARE] = {"a_declarer", {"à déclarer", "to be declared"}},
    [STATE_HELD] = {"retenue", {"retenue", "held back"}},
    [STATE_INCOMPLETE] = {"incomplete", {"incomplète", "incomplete"}},
    [STATE_TO_CANCEL] = {"a_annuler", {"à annuler", "to be cancelled"}},
    [STATE_CANCELLED] = {"annulee", {"annulée", "cancelled"}},
};
static const ChoiceList states = {state_words, 6};
static const Tint tint_state = {
    .kind = TINT_WORDS, .words = &states,
    .of = {[TONE_GOOD] = BIT(STATE_DECLARED), [TONE_NOTE] = BIT(STATE_TO_DECLARE),
           [TONE_BAD] = BIT(STATE_HELD), [TONE_WARN] = BIT(STATE_INCOMPLETE) | BIT(STATE_TO_CANCEL),
           [TONE_FADED] = BIT(STATE_CANCELLED)},
};

static const Choice nature_words[NATURE_COUNT] = {
    [NATURE_AJOUT] = {"ajout", {"ajout", "addition"}},
    [NATURE_MODIFICATION] = {"modification", {"modification", "change"}},
    [NATURE_ANNULATION] = {"annulation", {"annulation", "cancellation"}},
};
static const ChoiceList natures = {nature_words, NATURE_COUNT};

static const Declared *declared_of(const Line *line)
{
    return &line->basis->declared[line->row->index];
}

static enum State state_of(const Record *record, const Row *sequence, const Declared *declared)
{
    bool stands = declared->entry && declared->entry->nature != NATURE_ANNULATION;
    Declarable declarable = record_declarable(record, sequence);
    if (declarable == DECLARABLE_NOT_ENDED)
        return stands ? STATE_TO_CANCEL : STATE_CANCELLED;
    if (stands)
        return STATE_DECLARED;
    if (*declared->held_by)
        return STATE_HELD;
    return declarable == DECLARABLE_YES ? STATE_TO_DECLARE : STATE_INCOMPLETE;
}

static Cell state(const Line *line)
{
    return line_word(line, &states, state_of(line_record(line), line->row, declared_of(line)));
}

static Cell end(const Line *line)
{
    return cell_date(sequence_end(record_row(line_record(line), line->row)));
}

static Cell lot(const Line *line)
{
    const LotEntry *entry = declared_of(line)->entry;
    return cell_text(entry ? entry->lot : NULL);
}

static Cell lot_date(const Line *line)
{
    return cell_date(declared_of(line)->made_on);
}

static Cell nature(const Line *line)
{
    const LotEntry *entry = declared_of(line)->entry;
    return line_word(line, &natures, entry ? (int)entry->nature : -1);
}

static Cell hours_declared(const Line *line)
{
    const LotEntry *entry = declared_of(line)->entry;
    Number hours;
    for (size_t i = 0; entry && i < entry->value_count; i++)
        if (text_is(entry->values[i].field, "heures") &&
            value_parse_number(entry->values[i].value, &hours))
            return cell_number(hours);
    return cell_empty();
}

static Cell held_by(const Line *line)
{
    return cell_text(declared_of(line)->held_by);
}

/* clang-format off */
static const Column columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"fiche", {"Fiche", "Student no."}, 11, FORMAT_TEXT, STUDENT(ID)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(line_student_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"rang", {"Rang", "Rank"}, 7, FORMAT_INTEGER, OWN(SEQUENCES_RANG)},
    {"type", {"Sorte", "Kind"}, 27, FORMAT_TEXT, OWN(SEQUENCES_TYPE)},
    {"statut", {"État de la séquence", "State of the sequence"}, 12, FORMAT_TEXT, OWN(SEQUENCES_STATUT)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, BY(end)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 11, FORMAT_HOURS, OWN(SEQUENCES_HEURES_REALISEES)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, COMPANY(NOM)},
    {"neq", {"NEQ", "NEQ"}, 12, FORMAT_TEXT, COMPANY(NEQ)},
    {"etat", {"Déclaration", "Declaration"}, 14, FORMAT_TEXT, BY(state), TINT(tint_state)},
    {"lot", {"Dernier lot", "Last lot"}, 20, FORMAT_TEXT, BY(lot)},
    {"lot_le", {"Lot du", "Lot of"}, 11, FORMAT_DATE, BY(lot_date)},
    {"nature", {"Nature", "Nature"}, 13, FORMAT_TEXT, BY(nature)},
    {"heures_declarees", {"Heures déclarées", "Hours declared"}, 11, FORMAT_HOURS, BY(hours_declared)},
    {"retenue_par", {"Retenue par", "Held back by"}, 28, FORMAT_WRAP, BY(held_by)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

static size_t declaration_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Record *record = basis->summary->record;
    const Table *sequences = &record->term->tables[T_SEQUENCES];
    size_t count = 0;
    *lines = arena_array_of(arena, sequences->row_count, Line);
    for (size_t i = 0; i < sequences->row_count; i++)
        if (record_is_ended(record, &sequences->rows[i]) || basis->declared[i].entry)
            (*lines)[count++].row = &sequences->rows[i];
    return count;
}

const Sheet sheet_declaration = {
    .key = "declaration",
    .name = {"Déclaration", "Declaration"},
    .table = T_SEQUENCES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .lines = declaration_lines,
};
