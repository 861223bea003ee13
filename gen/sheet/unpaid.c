/* unpaid: the sheet of unpaid trainees, whose employer for the CNESST is the school: it keeps
 * their register (Act respecting industrial accidents and occupational diseases, section 10).
 * Their addresses, which the register asks for too, stay in eleves.csv: no report shows them. */
#include "sheet/column.h"

#include "term/calendar.h"

/* The workplace: that of the sequence where it has one, else the company's. */
static Cell workplace(const Line *line, int own, int of_company)
{
    const Row *sequence = record_row(line_record(line), line->row);
    bool elsewhere = row_has(sequence, SEQUENCES_LIEU_ADRESSE) || row_has(sequence, SEQUENCES_LIEU_VILLE);
    return elsewhere ? line_value(line, line->row, own)
                     : line_value(line, line_company(line), of_company);
}

static Cell workplace_address(const Line *line)
{
    return workplace(line, SEQUENCES_LIEU_ADRESSE, ENTREPRISES_ADRESSE);
}

static Cell workplace_town(const Line *line)
{
    return workplace(line, SEQUENCES_LIEU_VILLE, ENTREPRISES_VILLE);
}

static Cell end(const Line *line)
{
    return cell_date(sequence_end(record_row(line_record(line), line->row)));
}

/* clang-format off */
static const Column columns[] = {
    {"fiche", {"Fiche", "Student no."}, 11, FORMAT_TEXT, STUDENT(ID)},
    {"nom", {"Nom", "Surname"}, 20, FORMAT_TEXT, STUDENT(NOM)},
    {"prenom", {"Prénom", "Given name"}, 18, FORMAT_TEXT, STUDENT(PRENOM)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"titre", {"Titre du programme", "Title of the programme"}, 28, FORMAT_WRAP, PROGRAMME(TITRE)},
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"statut", {"État", "State"}, 12, FORMAT_TEXT, OWN(SEQUENCES_STATUT)},
    {"entreprise", {"Entreprise", "Company"}, 30, FORMAT_WRAP, COMPANY(NOM)},
    {"neq", {"NEQ", "NEQ"}, 12, FORMAT_TEXT, COMPANY(NEQ)},
    {"adresse", {"Adresse du lieu de travail", "Address of the workplace"}, 30, FORMAT_WRAP, BY(workplace_address)},
    {"ville", {"Ville", "Town"}, 16, FORMAT_TEXT, BY(workplace_town)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, BY(end)},
    {"heures_semaine", {"Heures par semaine", "Hours a week"}, 10, FORMAT_HOURS, OWN(SEQUENCES_HEURES_SEMAINE)},
    {"heures", {"Heures en tout", "Hours in all"}, 10, FORMAT_HOURS, OWN(SEQUENCES_HEURES)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 10, FORMAT_HOURS, OWN(SEQUENCES_HEURES_REALISEES)},
    {"responsable", {"Responsable", "In charge"}, 22, FORMAT_TEXT, BY(line_responsable)},
    {"mandat", {"Mandat", "Mandate"}, 40, FORMAT_WRAP, OWN(SEQUENCES_MANDAT), ASKED},
};
/* clang-format on */

/* Whom a company takes or took without pay; empty is not « non ». */
static bool is_unpaid(const Record *record, const Row *sequence)
{
    int status = record_status(record, sequence);
    return row_no(record_row(record, sequence), SEQUENCES_REMUNEREE) && status >= 0 &&
           status != STATUT_SEQUENCE_PREVUE && status != STATUT_SEQUENCE_ANNULEE;
}

static size_t unpaid_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Record *record = basis->summary->record;
    const Table *sequences = &record->term->tables[T_SEQUENCES];
    size_t count = 0;
    *lines = arena_array_of(arena, sequences->row_count, Line);
    for (size_t i = 0; i < sequences->row_count; i++)
        if (is_unpaid(record, &sequences->rows[i]))
            (*lines)[count++].row = &sequences->rows[i];
    return count;
}

const Sheet sheet_unpaid = {
    .key = "non_remuneres",
    .name = {"Non rémunérés", "Unpaid"},
    .table = T_SEQUENCES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .lines = unpaid_lines,
};
