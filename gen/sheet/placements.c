/* placements: the sheets about sequences in companies: Séquences, Visites, Attestations. */
#include "sheet/grid.h"

#include "base/text.h"
#include "term/calendar.h"

#include <stdlib.h>

/* "Surname, Given" of the person that a link leads to; a link to nobody as it was written. */
static Cell person(const Line *line, const Row *row, int link, int surname, int given)
{
    const Row *who = row_link(record_row(line->summary->record, row), link);
    if (!who)
        return cell_value(line, row, link);
    const char *name = row_text(who, surname), *first = row_text(who, given);
    return cell_text(arena_printf(line->arena, "%s, %s", name, first));
}

static Cell student_of(const Line *line, const Row *sequence)
{
    return person(line, sequence, SEQUENCES_ELEVE, ELEVES_NOM, ELEVES_PRENOM);
}

/* --- Séquences --------------------------------------------------------------------- */

static Cell sequence_student(const Line *line)
{
    return student_of(line, line->row);
}

static Cell sequence_supervisor(const Line *line)
{
    return person(line, line->row, SEQUENCES_SUPERVISEUR, SUPERVISEURS_NOM, SUPERVISEURS_PRENOM);
}

static Cell sequence_responsable(const Line *line)
{
    return person(line, line->row, SEQUENCES_RESPONSABLE, PERSONNEL_NOM, PERSONNEL_PRENOM);
}

static Cell sequence_signed(const Line *line)
{
    return cell_date(record_signed_on(line->row));
}

/* clang-format off */
static const Column sequence_columns[] = {
    {"id", {"Séquence", "Sequence"}, 10, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"fiche", {"Fiche", "Student no."}, 10, FORMAT_TEXT, VIA(SEQUENCES_ELEVE, ELEVES_ID)},
    {"eleve", {"Élève", "Student"}, 20, FORMAT_WRAP, BY(sequence_student)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT,
     VIA(SEQUENCES_ELEVE, ELEVES_PROGRAMME)},
    {"groupe", {"Groupe", "Group"}, 8, FORMAT_TEXT, VIA(SEQUENCES_ELEVE, ELEVES_GROUPE)},
    {"entreprise", {"Entreprise", "Company"}, 24, FORMAT_WRAP,
     VIA(SEQUENCES_ENTREPRISE, ENTREPRISES_NOM)},
    {"superviseur", {"Superviseur", "Supervisor"}, 18, FORMAT_WRAP, BY(sequence_supervisor)},
    {"responsable", {"Responsable", "In charge"}, 16, FORMAT_WRAP, BY(sequence_responsable)},
    {"rang", {"Rang", "Rank"}, 7, FORMAT_INTEGER, OWN(SEQUENCES_RANG)},
    {"type", {"Sorte", "Kind"}, 16, FORMAT_WRAP, OWN(SEQUENCES_TYPE)},
    {"statut", {"État", "State"}, 12, FORMAT_TEXT, OWN(SEQUENCES_STATUT)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, OWN(SEQUENCES_FIN)},
    {"fin_reelle", {"Fin réelle", "Real end"}, 11, FORMAT_DATE, OWN(SEQUENCES_FIN_REELLE)},
    {"heures_semaine", {"Heures par semaine", "Hours a week"}, 10, FORMAT_HOURS,
     OWN(SEQUENCES_HEURES_SEMAINE)},
    {"heures", {"Heures en tout", "Hours in all"}, 9, FORMAT_HOURS, OWN(SEQUENCES_HEURES)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 10, FORMAT_HOURS,
     OWN(SEQUENCES_HEURES_REALISEES)},
    {"remuneree", {"Rémunérée", "Paid"}, 11, FORMAT_TEXT, OWN(SEQUENCES_REMUNEREE)},
    {"taux_horaire", {"Taux horaire", "Hourly wage"}, 10, FORMAT_MONEY,
     OWN(SEQUENCES_TAUX_HORAIRE)},
    {"jumelage", {"Jumelage", "Matching"}, 14, FORMAT_WRAP, OWN(SEQUENCES_JUMELAGE)},
    {"visites_convenues", {"Visites convenues", "Visits agreed"}, 11, FORMAT_INTEGER,
     OWN(SEQUENCES_VISITES_CONVENUES)},
    {"protocole_signe_le", {"Protocole signé le", "Agreement signed on"}, 12, FORMAT_DATE,
     BY(sequence_signed)},
    {"credit_impot", {"Crédit d'impôt", "Tax credit"}, 9, FORMAT_TEXT, OWN(SEQUENCES_CREDIT_IMPOT)},
    {"retour_le", {"Retour en classe", "Back to school"}, 11, FORMAT_DATE,
     OWN(SEQUENCES_RETOUR_LE)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(cell_errors)},
};
/* clang-format on */

static size_t sequence_lines(const Summary *summary, Arena *arena, Line **lines)
{
    return lines_of_table(summary, T_SEQUENCES, arena, lines);
}

const Sheet sheet_sequences = {
    "sequences",      {"Séquences", "Sequences"},
    sequence_columns, sizeof sequence_columns / sizeof *sequence_columns,
    sequence_lines,
};

/* --- Visites ----------------------------------------------------------------------- */

static Cell visit_responsable(const Line *line)
{
    return person(line, line->row, VISITES_RESPONSABLE, PERSONNEL_NOM, PERSONNEL_PRENOM);
}

static Cell visit_student(const Line *line)
{
    return student_of(line, row_link(line->row, VISITES_SEQUENCE));
}

static const Row *visit_company(const Row *visit)
{
    return row_link(row_link(visit, VISITES_SEQUENCE), SEQUENCES_ENTREPRISE);
}

/* The place of the sequence where it has one, else the company's. */
static Cell visit_town(const Line *line)
{
    const Row *sequence = record_row(line->summary->record, row_link(line->row, VISITES_SEQUENCE));
    if (row_has(sequence, SEQUENCES_LIEU_VILLE))
        return cell_value(line, sequence, SEQUENCES_LIEU_VILLE);
    return cell_value(line, visit_company(line->row), ENTREPRISES_VILLE);
}

/* clang-format off */
static const Column visit_columns[] = {
    {"responsable", {"Responsable", "In charge"}, 22, FORMAT_TEXT, BY(visit_responsable)},
    {"date", {"Date", "Date"}, 11, FORMAT_DATE, OWN(VISITES_DATE)},
    {"heure", {"Heure", "Time"}, 8, FORMAT_TIME, OWN(VISITES_HEURE)},
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(VISITES_SEQUENCE)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(visit_student)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP,
     VIA2(VISITES_SEQUENCE, SEQUENCES_ENTREPRISE, ENTREPRISES_NOM)},
    {"ville", {"Ville", "Town"}, 16, FORMAT_TEXT, BY(visit_town)},
    {"type", {"Sorte", "Kind"}, 11, FORMAT_TEXT, OWN(VISITES_TYPE)},
    {"mode", {"Mode", "Mode"}, 16, FORMAT_TEXT, OWN(VISITES_MODE)},
    {"statut", {"État", "State"}, 11, FORMAT_TEXT, OWN(VISITES_STATUT)},
    {"entente_respectee", {"Entente respectée", "Agreement kept"}, 11, FORMAT_TEXT,
     OWN(VISITES_ENTENTE_RESPECTEE)},
    {"correctifs", {"Correctifs", "Corrective measures"}, 36, FORMAT_WRAP, OWN(VISITES_CORRECTIFS)},
    {"correctifs_echeance", {"Échéance", "Due"}, 11, FORMAT_DATE, OWN(VISITES_CORRECTIFS_ECHEANCE)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(cell_errors)},
};
/* clang-format on */

/* By responsable, day and hour; what is unknown comes last. */
static int compare_visits(const void *a, const void *b)
{
    const Row *one = ((const Line *)a)->row, *other = ((const Line *)b)->row;
    const Row *who = row_link(one, VISITES_RESPONSABLE),
              *whom = row_link(other, VISITES_RESPONSABLE);
    if (who != whom)
        return !who ? 1 : !whom ? -1 : who->index < whom->index ? -1 : 1;
    Date day = row_date(one, VISITES_DATE), other_day = row_date(other, VISITES_DATE);
    if (day != other_day)
        return day == DATE_NONE ? 1 : other_day == DATE_NONE ? -1 : day < other_day ? -1 : 1;
    int minutes = row_has(one, VISITES_HEURE) ? row_value(one, VISITES_HEURE)->minutes : 24 * 60;
    int other_minutes =
        row_has(other, VISITES_HEURE) ? row_value(other, VISITES_HEURE)->minutes : 24 * 60;
    if (minutes != other_minutes)
        return minutes < other_minutes ? -1 : 1;
    return one->index < other->index ? -1 : one->index > other->index;
}

static size_t visit_lines(const Summary *summary, Arena *arena, Line **lines)
{
    size_t count = lines_of_table(summary, T_VISITES, arena, lines);
    if (count)
        qsort(*lines, count, sizeof **lines, compare_visits);
    return count;
}

const Sheet sheet_visits = {
    "visites",   {"Visites", "Visits"}, visit_columns, sizeof visit_columns / sizeof *visit_columns,
    visit_lines,
};

/* --- Attestations ------------------------------------------------------------------ */

static bool is_held(const Document *document)
{
    return document->held_by && *document->held_by;
}

static Cell attestation_number(const Line *line)
{
    return cell_text(is_held(line->document) ? NULL : line->document->issued.number);
}

static Cell attestation_revision(const Line *line)
{
    int revision = line->document->issued.revision;
    return is_held(line->document) || revision < 1 ? cell_text(NULL) : cell_count((size_t)revision);
}

static Cell attestation_day(const Line *line)
{
    const Issued *issued = &line->document->issued;
    return cell_date(is_held(line->document) || issued->revision < 1 ? DATE_NONE
                                                                     : issued->issued_on);
}

static Cell attestation_student(const Line *line)
{
    return student_of(line, line->row);
}

static Cell attestation_end(const Line *line)
{
    return cell_date(sequence_end(record_row(line->summary->record, line->row)));
}

/* The day by which the prescribed form is to be delivered. */
static Cell attestation_deadline(const Line *line)
{
    Date end = sequence_end(record_row(line->summary->record, line->row));
    Number months =
        config_number(line->summary->record->config, CONFIG_ATTESTATION_DELAI_MOIS, 6 * NUMBER_ONE);
    return cell_date(end == DATE_NONE ? end : date_add_months(end, (int)(months / NUMBER_ONE)));
}

static Cell attestation_state(const Line *line)
{
    static const char *const words[2][LANG_COUNT] = {{"produite", "produced"},
                                                     {"retenue", "held back"}};
    return cell_text(words[is_held(line->document)][line->summary->lang]);
}

static Cell attestation_held_by(const Line *line)
{
    return cell_text(line->document->held_by);
}

static Cell attestation_file(const Line *line)
{
    return cell_text(is_held(line->document) ? NULL : line->document->path);
}

/* clang-format off */
static const Column attestation_columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 11, FORMAT_TEXT, OWN(SEQUENCES_ID)},
    {"numero", {"Numéro", "Number"}, 20, FORMAT_TEXT, BY(attestation_number)},
    {"revision", {"Révision", "Revision"}, 9, FORMAT_INTEGER, BY(attestation_revision)},
    {"date", {"Délivrée le", "Issued on"}, 11, FORMAT_DATE, BY(attestation_day)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(attestation_student)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT,
     VIA(SEQUENCES_ELEVE, ELEVES_PROGRAMME)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP,
     VIA(SEQUENCES_ENTREPRISE, ENTREPRISES_NOM)},
    {"neq", {"NEQ", "NEQ"}, 12, FORMAT_TEXT, VIA(SEQUENCES_ENTREPRISE, ENTREPRISES_NEQ)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, OWN(SEQUENCES_DEBUT)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, BY(attestation_end)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 11, FORMAT_HOURS,
     OWN(SEQUENCES_HEURES_REALISEES)},
    {"heures_encadrement", {"Encadrement par semaine", "Supervision a week"}, 13, FORMAT_HOURS,
     OWN(SEQUENCES_HEURES_ENCADREMENT)},
    {"declaration_entreprise_le", {"Déclaration de l'entreprise", "Company's declaration"}, 14,
     FORMAT_DATE, OWN(SEQUENCES_DECLARATION_ENTREPRISE_LE)},
    {"formulaire_prescrit_le", {"Formulaire prescrit délivré", "Prescribed form delivered"}, 14,
     FORMAT_DATE, OWN(SEQUENCES_FORMULAIRE_PRESCRIT_LE)},
    {"limite", {"À délivrer au plus tard le", "To deliver by"}, 12, FORMAT_DATE,
     BY(attestation_deadline)},
    {"etat", {"État", "State"}, 11, FORMAT_TEXT, BY(attestation_state)},
    {"retenue_par", {"Retenue par", "Held back by"}, 28, FORMAT_WRAP, BY(attestation_held_by)},
    {"fichier", {"Fichier", "File"}, 40, FORMAT_TEXT, BY(attestation_file)},
};
/* clang-format on */

static size_t attestation_lines(const Summary *summary, Arena *arena, Line **lines)
{
    const Issue *issue = summary->issue;
    size_t count = 0, most = issue ? issue->count : 0;
    *lines = arena_array_of(arena, most, Line);
    for (size_t i = 0; i < most; i++) {
        const Document *document = &issue->documents[i];
        bool of_sequence = document->subject.scope == SCOPE_SEQUENCE && document->subject.row;
        if (of_sequence && text_is(document->kind->name, "attestation"))
            (*lines)[count++] = (Line){.row = document->subject.row, .document = document};
    }
    return count;
}

const Sheet sheet_attestations = {
    "attestations",      {"Attestations", "Attestations"},
    attestation_columns, sizeof attestation_columns / sizeof *attestation_columns,
    attestation_lines,
};
