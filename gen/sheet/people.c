/* people: the sheets about those whom the sequences bring together: Élèves, Entreprises. */
#include "sheet/grid.h"

/* --- Élèves: the path and what is missing -------------------------------------------- */

typedef struct Path {
    size_t live;          /* sequences that are not cancelled, earlier ones included */
    Number earlier;       /* hours of sequences_anterieures */
    Number done, planned; /* hours; `planned` counts what is done as it was planned */
    Number programme;     /* hours of the programme, 0 when unknown */
} Path;

static Path path_of(const Line *line)
{
    const Record *record = line->summary->record;
    Path path = {.programme =
                     row_number(row_link(line->row, ELEVES_PROGRAMME), PROGRAMMES_HEURES, 0)};
    RowSpan before = term_children(record->term, T_SEQUENCES_ANTERIEURES,
                                   SEQUENCES_ANTERIEURES_ELEVE, line->row);
    for (size_t i = 0; i < before.count; i++)
        path.earlier += row_number(before.rows[i], SEQUENCES_ANTERIEURES_HEURES, 0);
    path.live = before.count;
    path.done = path.planned = path.earlier;
    RowSpan sequences = term_children(record->term, T_SEQUENCES, SEQUENCES_ELEVE, line->row);
    for (size_t i = 0; i < sequences.count; i++) {
        int status = record_status(record, sequences.rows[i]);
        if (status < 0 || status == STATUT_SEQUENCE_ANNULEE)
            continue;
        const Row *standing = record_row(record, sequences.rows[i]);
        Number hours = row_number(standing, SEQUENCES_HEURES, 0);
        path.live++;
        path.done += row_number(sequences.rows[i], SEQUENCES_HEURES_REALISEES, 0);
        path.planned += row_number(sequences.rows[i], SEQUENCES_HEURES_REALISEES, hours);
    }
    return path;
}

static Cell student_sequences(const Line *line)
{
    return cell_count(path_of(line).live);
}

static Cell student_earlier(const Line *line)
{
    Number earlier = path_of(line).earlier;
    return earlier ? cell_number(earlier) : cell_text(NULL);
}

static Cell student_done(const Line *line)
{
    return cell_number(path_of(line).done);
}

static Cell student_planned(const Line *line)
{
    return cell_number(path_of(line).planned);
}

static Cell student_share(const Line *line)
{
    Path path = path_of(line);
    return path.programme > 0 ? cell_number(path.planned * NUMBER_ONE / path.programme)
                              : cell_text(NULL);
}

/* Hours that the plan lacks to reach the share of the profile; empty when it lacks none. */
static Cell student_missing(const Line *line)
{
    Path path = path_of(line);
    const Value *share = config_profile(line->summary->record->config, CONFIG_PROFIL_FP_PART_MIN);
    if (path.programme <= 0 || !share || share->state != VALUE_GOOD)
        return cell_text(NULL);
    Number wanted = path.programme * share->number / (100 * NUMBER_ONE);
    Number whole = (wanted + NUMBER_ONE - 1) / NUMBER_ONE * NUMBER_ONE;
    return path.planned < whole ? cell_number(whole - path.planned) : cell_text(NULL);
}

/* clang-format off */
static const Column student_columns[] = {
    {"id", {"Fiche", "Student no."}, 11, FORMAT_TEXT, OWN(ELEVES_ID)},
    {"nom", {"Nom", "Surname"}, 20, FORMAT_TEXT, OWN(ELEVES_NOM)},
    {"prenom", {"Prénom", "Given name"}, 18, FORMAT_TEXT, OWN(ELEVES_PRENOM)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, OWN(ELEVES_PROGRAMME)},
    {"titre", {"Titre du programme", "Title of the programme"}, 30, FORMAT_TEXT,
     VIA(ELEVES_PROGRAMME, PROGRAMMES_TITRE)},
    {"groupe", {"Groupe", "Group"}, 9, FORMAT_TEXT, OWN(ELEVES_GROUPE)},
    {"statut", {"État", "State"}, 11, FORMAT_TEXT, OWN(ELEVES_STATUT)},
    {"langue", {"Langue", "Language"}, 10, FORMAT_TEXT, OWN(ELEVES_LANGUE)},
    {"courriel", {"Courriel", "E-mail"}, 34, FORMAT_TEXT, OWN(ELEVES_COURRIEL)},
    {"telephone", {"Téléphone", "Telephone"}, 15, FORMAT_TEXT, OWN(ELEVES_TELEPHONE)},
    {"engagement_le", {"Engagement signé le", "Commitment signed on"}, 12, FORMAT_DATE,
     OWN(ELEVES_ENGAGEMENT_LE)},
    {"consentement_le", {"Consentement le", "Consent on"}, 13, FORMAT_DATE,
     OWN(ELEVES_CONSENTEMENT_LE)},
    {"sequences", {"Séquences au parcours", "Sequences of the path"}, 11, FORMAT_INTEGER,
     BY(student_sequences)},
    {"heures_anterieures", {"Heures antérieures", "Earlier hours"}, 11, FORMAT_HOURS,
     BY(student_earlier)},
    {"heures_realisees", {"Heures réalisées", "Hours done"}, 11, FORMAT_HOURS, BY(student_done)},
    {"heures", {"Heures au parcours", "Hours of the path"}, 11, FORMAT_HOURS, BY(student_planned)},
    {"part", {"Part du programme", "Share of the programme"}, 11, FORMAT_PERCENT,
     BY(student_share)},
    {"manque", {"Heures qui manquent", "Hours missing"}, 11, FORMAT_HOURS, BY(student_missing)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(cell_errors)},
};
/* clang-format on */

static size_t student_lines(const Summary *summary, Arena *arena, Line **lines)
{
    return lines_of_table(summary, T_ELEVES, arena, lines);
}

const Sheet sheet_students = {
    "eleves",        {"Élèves", "Students"},
    student_columns, sizeof student_columns / sizeof *student_columns,
    student_lines,
};

/* --- Entreprises --------------------------------------------------------------------- */

static size_t count_sequences(const Line *line, bool only_under_way)
{
    const Record *record = line->summary->record;
    RowSpan sequences = term_children(record->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, line->row);
    size_t count = 0;
    for (size_t i = 0; i < sequences.count; i++) {
        int status = record_status(record, sequences.rows[i]);
        bool live = status >= 0 && status != STATUT_SEQUENCE_ANNULEE;
        if (only_under_way ? status == STATUT_SEQUENCE_EN_COURS : live)
            count++;
    }
    return count;
}

static Cell company_sequences(const Line *line)
{
    return cell_count(count_sequences(line, false));
}

static Cell company_trainees(const Line *line)
{
    return cell_count(count_sequences(line, true));
}

/* clang-format off */
static const Column company_columns[] = {
    {"id", {"Identifiant", "Identifier"}, 11, FORMAT_TEXT, OWN(ENTREPRISES_ID)},
    {"nom", {"Entreprise", "Company"}, 36, FORMAT_TEXT, OWN(ENTREPRISES_NOM)},
    {"neq", {"NEQ", "NEQ"}, 12, FORMAT_TEXT, OWN(ENTREPRISES_NEQ)},
    {"adresse", {"Adresse", "Address"}, 32, FORMAT_TEXT, OWN(ENTREPRISES_ADRESSE)},
    {"ville", {"Ville", "Town"}, 16, FORMAT_TEXT, OWN(ENTREPRISES_VILLE)},
    {"code_postal", {"Code postal", "Postal code"}, 9, FORMAT_TEXT, OWN(ENTREPRISES_CODE_POSTAL)},
    {"region", {"Région", "Region"}, 20, FORMAT_TEXT, OWN(ENTREPRISES_REGION)},
    {"secteur", {"Secteur", "Line of business"}, 22, FORMAT_TEXT, OWN(ENTREPRISES_SECTEUR)},
    {"langue", {"Langue", "Language"}, 10, FORMAT_TEXT, OWN(ENTREPRISES_LANGUE)},
    {"representant_nom", {"Représentant", "Representative"}, 22, FORMAT_TEXT,
     OWN(ENTREPRISES_REPRESENTANT_NOM)},
    {"representant_titre", {"Titre", "Title"}, 20, FORMAT_TEXT,
     OWN(ENTREPRISES_REPRESENTANT_TITRE)},
    {"courriel", {"Courriel", "E-mail"}, 34, FORMAT_TEXT, OWN(ENTREPRISES_COURRIEL)},
    {"telephone", {"Téléphone", "Telephone"}, 24, FORMAT_TEXT, OWN(ENTREPRISES_TELEPHONE)},
    {"statut", {"État", "State"}, 13, FORMAT_TEXT, OWN(ENTREPRISES_STATUT)},
    {"confirmee_le", {"Confirmée le", "Confirmed on"}, 12, FORMAT_DATE,
     OWN(ENTREPRISES_CONFIRMEE_LE)},
    {"criteres", {"Satisfait aux critères", "Meets the criteria"}, 12, FORMAT_TEXT,
     OWN(ENTREPRISES_CRITERES)},
    {"places", {"Places", "Places"}, 8, FORMAT_INTEGER, OWN(ENTREPRISES_PLACES)},
    {"stagiaires", {"Stagiaires présents", "Trainees present"}, 11, FORMAT_INTEGER,
     BY(company_trainees)},
    {"sequences", {"Séquences", "Sequences"}, 11, FORMAT_INTEGER, BY(company_sequences)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(cell_errors)},
};
/* clang-format on */

static size_t company_lines(const Summary *summary, Arena *arena, Line **lines)
{
    return lines_of_table(summary, T_ENTREPRISES, arena, lines);
}

const Sheet sheet_companies = {
    "entreprises",   {"Entreprises", "Companies"},
    company_columns, sizeof company_columns / sizeof *company_columns,
    company_lines,
};
