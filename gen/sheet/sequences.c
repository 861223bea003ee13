/* sequences: the sheet of the sequences in companies, as they stand. */
#include "sheet/column.h"


static const Tint tint_status = {
    .kind = TINT_WORDS, .choices = C_STATUT_SEQUENCE,
    .of = {[TONE_GOOD] = BIT(STATUT_SEQUENCE_TERMINEE), [TONE_WARN] = BIT(STATUT_SEQUENCE_INTERROMPUE),
           [TONE_NOTE] = BIT(STATUT_SEQUENCE_EN_COURS), [TONE_FADED] = BIT(STATUT_SEQUENCE_ANNULEE)},
};

static const Tint tint_protocol = {
    .kind = TINT_WORDS, .words = &protocol_states,
    .of = {[TONE_GOOD] = BIT(PROTOCOL_SIGNED),
           [TONE_WARN] = BIT(PROTOCOL_TO_SIGN) | BIT(PROTOCOL_PARTLY_SIGNED),
           [TONE_BAD] = BIT(PROTOCOL_HELD), [TONE_NOTE] = BIT(PROTOCOL_TO_MAKE)},
};

static const Choice amendment_words[] = {
    [AMENDMENT_PROPOSED] = {"propose", {"proposé", "proposed"}},
    [AMENDMENT_SIGNED] = {"signe", {"signé", "signed"}},
    [AMENDMENT_REFUSED] = {"refuse", {"refusé", "refused"}},
};
static const ChoiceList amendment_states = {amendment_words, 3};

static Cell supervisor(const Line *line)
{
    return line_person(line, line->row, SEQUENCES_SUPERVISEUR);
}

static Cell signed_on(const Line *line)
{
    return cell_date(record_signed_on(line->row));
}

static Cell protocol(const Line *line)
{
    return line_word(line, &protocol_states, basis_protocol_state(line->basis, line->row));
}

static Cell protocol_number(const Line *line)
{
    return cell_text(line->basis->papers[PAPER_PROTOCOL][line->row->index].number);
}

/* "2, proposé": the last one. */
static Cell amendment(const Line *line)
{
    const Contract *contract = record_contract(line_record(line), line->row);
    if (!contract || contract->amendment_count == 0)
        return cell_empty();
    const Amendment *last = &contract->amendments[contract->amendment_count - 1];
    return cell_text(arena_printf(line->arena, "%d, %s", last->rank,
                                  amendment_states.choices[last->state].label[line_lang(line)]));
}

/* What the tables say where another value is in force: "fin : 2027-04-09". */
static Cell differences(const Line *line)
{
    const Row *row = line->row;
    char *said = arena_string(line->arena, "");
    for (int column = 0; column < SEQUENCES_COLUMNS; column++) {
        if (!line_is_amended(line, row, column))
            continue;
        const char *text = row_text(row, column);
        said = arena_printf(line->arena, "%s%s%s : %s", said, *said ? " ; " : "",
                            row_column(row, column)->name, *text ? text : "–");
    }
    Cell cell = cell_text(said);
    cell.amended = true;
    return cell;
}

static Cell visits_planned(const Line *line)
{
    return cell_count(basis_visits(line->basis, line->row).planned);
}

static Cell visits_done(const Line *line)
{
    return cell_count(basis_visits(line->basis, line->row).done);
}

/* clang-format off */
static const Column columns[] = {
    {"id", {"Séquence", "Sequence"}, 10, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"fiche", {"Fiche", "Student no."}, 10, FORMAT_TEXT, STUDENT(ID)},
    {"eleve", {"Élève", "Student"}, 20, FORMAT_WRAP, BY(line_student_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, STUDENT(PROGRAMME)},
    {"groupe", {"Groupe", "Group"}, 8, FORMAT_TEXT, STUDENT(GROUPE)},
    {"entreprise", {"Entreprise", "Company"}, 24, FORMAT_WRAP, COMPANY(NOM)},
    {"superviseur", {"Superviseur", "Supervisor"}, 18, FORMAT_WRAP, BY(supervisor)},
    {"responsable", {"Responsable", "In charge"}, 16, FORMAT_WRAP, BY(line_responsable)},
    {"rang", {"Rang", "Rank"}, 7, FORMAT_INTEGER, OWN(SEQUENCES_RANG)},
    {"type", {"Sorte", "Kind"}, 16, FORMAT_WRAP, OWN(SEQUENCES_TYPE)},
    {"statut", {"État", "State"}, 12, FORMAT_TEXT, OWN(SEQUENCES_STATUT), TINT(tint_status)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, OWN(SEQUENCES_FIN)},
    {"fin_reelle", {"Fin réelle", "Real end"}, 11, FORMAT_DATE, OWN(SEQUENCES_FIN_REELLE)},
    {"heures_semaine", {"Heures par semaine", "Hours a week"}, 10, FORMAT_HOURS, OWN(SEQUENCES_HEURES_SEMAINE)},
    {"heures", {"Heures en tout", "Hours in all"}, 9, FORMAT_HOURS, OWN(SEQUENCES_HEURES)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 10, FORMAT_HOURS, OWN(SEQUENCES_HEURES_REALISEES)},
    {"remuneree", {"Rémunérée", "Paid"}, 11, FORMAT_TEXT, OWN(SEQUENCES_REMUNEREE)},
    {"taux_horaire", {"Taux horaire", "Hourly wage"}, 10, FORMAT_MONEY, OWN(SEQUENCES_TAUX_HORAIRE)},
    {"jumelage", {"Jumelage", "Matching"}, 14, FORMAT_WRAP, OWN(SEQUENCES_JUMELAGE)},
    {"protocole", {"Protocole", "Agreement"}, 13, FORMAT_TEXT, BY(protocol), TINT(tint_protocol)},
    {"protocole_numero", {"Numéro du protocole", "Number of the agreement"}, 20, FORMAT_TEXT, BY(protocol_number), ASKED},
    {"protocole_signe_le", {"Protocole signé le", "Agreement signed on"}, 12, FORMAT_DATE, BY(signed_on)},
    {"avenant", {"Dernier avenant", "Last amendment"}, 12, FORMAT_TEXT, BY(amendment)},
    {"ecarts", {"Dans vos tables, sans effet", "In your tables, not in force"}, 24, FORMAT_WRAP, BY(differences)},
    {"visites_convenues", {"Visites convenues", "Visits agreed"}, 11, FORMAT_INTEGER, OWN(SEQUENCES_VISITES_CONVENUES)},
    {"visites_prevues", {"Visites prévues", "Visits planned"}, 9, FORMAT_INTEGER, BY(visits_planned)},
    {"visites_realisees", {"Visites réalisées", "Visits done"}, 10, FORMAT_INTEGER, BY(visits_done)},
    {"credit_impot", {"Crédit d'impôt", "Tax credit"}, 9, FORMAT_TEXT, OWN(SEQUENCES_CREDIT_IMPOT)},
    {"retour_le", {"Retour en classe", "Back to school"}, 11, FORMAT_DATE, OWN(SEQUENCES_RETOUR_LE)},
    {"lieu", {"Lieu", "Place"}, 24, FORMAT_WRAP, OWN(SEQUENCES_LIEU), ASKED},
    {"lieu_ville", {"Ville du lieu", "Town of the place"}, 16, FORMAT_TEXT, OWN(SEQUENCES_LIEU_VILLE), ASKED},
    {"horaire", {"Horaire", "Timetable"}, 24, FORMAT_WRAP, OWN(SEQUENCES_HORAIRE), ASKED},
    {"quart", {"Quart", "Shift"}, 8, FORMAT_TEXT, OWN(SEQUENCES_QUART), ASKED},
    {"teletravail", {"Télétravail", "Remote work"}, 11, FORMAT_TEXT, OWN(SEQUENCES_TELETRAVAIL), ASKED},
    {"mandat", {"Mandat", "Mandate"}, 40, FORMAT_WRAP, OWN(SEQUENCES_MANDAT), ASKED},
    {"interruption_motif", {"Motif de l'interruption", "Reason of the interruption"}, 30, FORMAT_WRAP,
     OWN(SEQUENCES_INTERRUPTION_MOTIF), ASKED},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

const Sheet sheet_sequences = {
    .key = "sequences",
    .name = {"Séquences", "Sequences"},
    .table = T_SEQUENCES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
};
