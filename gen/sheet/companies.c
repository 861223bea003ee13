/* companies: the sheet of companies: places, trainees, state. */
#include "sheet/column.h"

static const Tint tint_status = {
    .kind = TINT_WORDS, .choices = C_STATUT_ENTREPRISE,
    .of = {[TONE_GOOD] = BIT(STATUT_ENTREPRISE_CONFIRMEE), [TONE_NOTE] = BIT(STATUT_ENTREPRISE_SOLLICITEE),
           [TONE_FADED] = BIT(STATUT_ENTREPRISE_REFUSEE) | BIT(STATUT_ENTREPRISE_INACTIVE)},
};

static size_t count_sequences(const Line *line, bool only_under_way)
{
    const Record *record = line_record(line);
    RowSpan sequences = term_children(record->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, line->row);
    size_t count = 0;
    for (size_t i = 0; i < sequences.count; i++) {
        const Row *row = sequences.rows[i];
        count += only_under_way ? record_status(record, row) == STATUT_SEQUENCE_EN_COURS
                                : record_is_live(record, row);
    }
    return count;
}

static Cell company_sequences(const Line *line)
{
    return cell_count(count_sequences(line, false));
}

/* Places that no trainee has today. */
static Cell company_free(const Line *line)
{
    Number places = row_number(line->row, ENTREPRISES_PLACES, -1);
    Number taken = (Number)count_sequences(line, true) * NUMBER_ONE;
    return places < 0 ? cell_empty() : cell_number(places - taken);
}

static Cell company_trainees(const Line *line)
{
    return cell_count(count_sequences(line, true));
}

/* clang-format off */
static const Column columns[] = {
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
    {"statut", {"État", "State"}, 13, FORMAT_TEXT, OWN(ENTREPRISES_STATUT), TINT(tint_status)},
    {"confirmee_le", {"Confirmée le", "Confirmed on"}, 12, FORMAT_DATE,
     OWN(ENTREPRISES_CONFIRMEE_LE)},
    {"criteres", {"Satisfait aux critères", "Meets the criteria"}, 12, FORMAT_TEXT,
     OWN(ENTREPRISES_CRITERES)},
    {"places", {"Places", "Places"}, 8, FORMAT_INTEGER, OWN(ENTREPRISES_PLACES)},
    {"stagiaires", {"Stagiaires présents", "Trainees present"}, 11, FORMAT_INTEGER,
     BY(company_trainees)},
    {"places_libres", {"Places libres", "Places left"}, 9, FORMAT_INTEGER, BY(company_free)},
    {"sequences", {"Séquences", "Sequences"}, 11, FORMAT_INTEGER, BY(company_sequences)},
    {"erreurs", {"Erreurs", "Errors"}, 9, FORMAT_INTEGER, BY(line_errors), TINT(tint_errors)},
};
/* clang-format on */

const Sheet sheet_companies = {
    .key = "entreprises",
    .name = {"Entreprises", "Companies"},
    .table = T_ENTREPRISES,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
};
