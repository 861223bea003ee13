/* students: the sheet of students: their path and what is missing. */
#include "sheet/column.h"

static const Tint tint_share = {.kind = TINT_BAR};

static const Tint tint_status = {
    .kind = TINT_WORDS, .choices = C_STATUT_ELEVE,
    .of = {[TONE_GOOD] = BIT(STATUT_ELEVE_DIPLOME),
           [TONE_FADED] = BIT(STATUT_ELEVE_ABANDON) | BIT(STATUT_ELEVE_SUSPENDU)},
};

typedef struct Path {
    size_t live;          /* sequences that are not cancelled, earlier ones included */
    Number earlier;       /* hours of sequences_anterieures */
    Number done, planned; /* hours; `planned` counts what is done as it was planned */
    Number programme;     /* hours of the programme, 0 when unknown */
} Path;

static Path path_of(const Line *line)
{
    const Record *record = line_record(line);
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
        if (!record_is_live(record, sequences.rows[i]))
            continue;
        bool broken_off = row_is(sequences.rows[i], SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE);
        const Row *standing = record_row(record, sequences.rows[i]);
        Number hours = broken_off ? 0 : row_number(standing, SEQUENCES_HEURES, 0);
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
    const Value *share = config_profile(line_record(line)->config, CONFIG_PROFIL_FP_PART_MIN);
    if (path.programme <= 0 || !share || share->state != VALUE_GOOD)
        return cell_text(NULL);
    Number wanted = path.programme * share->number / (100 * NUMBER_ONE);
    Number whole = (wanted + NUMBER_ONE - 1) / NUMBER_ONE * NUMBER_ONE;
    return path.planned < whole ? cell_number(whole - path.planned) : cell_text(NULL);
}

/* clang-format off */
static const Column columns[] = {
    {"id", {"Fiche", "Student no."}, 11, FORMAT_TEXT, OWN(ELEVES_ID)},
    {"nom", {"Nom", "Surname"}, 20, FORMAT_TEXT, OWN(ELEVES_NOM)},
    {"prenom", {"Prénom", "Given name"}, 18, FORMAT_TEXT, OWN(ELEVES_PRENOM)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, OWN(ELEVES_PROGRAMME)},
    {"titre", {"Titre du programme", "Title of the programme"}, 30, FORMAT_TEXT,
     PROGRAMME(TITRE)},
    {"groupe", {"Groupe", "Group"}, 9, FORMAT_TEXT, OWN(ELEVES_GROUPE)},
    {"statut", {"État", "State"}, 11, FORMAT_TEXT, OWN(ELEVES_STATUT), TINT(tint_status)},
    {"langue", {"Langue", "Language"}, 10, FORMAT_TEXT, OWN(ELEVES_LANGUE)},
    {"courriel", {"Courriel", "E-mail"}, 34, FORMAT_TEXT, OWN(ELEVES_COURRIEL)},
    {"telephone", {"Téléphone", "Telephone"}, 15, FORMAT_TEXT, OWN(ELEVES_TELEPHONE), ASKED},
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
     BY(student_share), TINT(tint_share)},
    {"manque", {"Heures qui manquent", "Hours missing"}, 11, FORMAT_HOURS, BY(student_missing), TINT(tint_late)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

const Sheet sheet_students = {
    .key = "eleves",
    .name = {"Élèves", "Students"},
    .table = T_ELEVES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
};
