/* match_rows: the proposals as rows of sequences.csv. A planned sequence keeps what was written of
 * it, but for what concerned another company; a new one has only what is known: nothing is made up
 * for the columns that stay empty. */
#include "base/text.h"
#include "plan/match_part.h"
#include "plan/proposal.h"
#include "term/value.h"

/* Agreed with the company that the sequence named: with another, it is to be agreed again. */
static bool is_of_company(int column)
{
    switch (column) {
    case SEQUENCES_HORAIRE:
    case SEQUENCES_QUART:
    case SEQUENCES_LIEU:
    case SEQUENCES_LIEU_ADRESSE:
    case SEQUENCES_LIEU_VILLE:
    case SEQUENCES_LIEU_CODE_POSTAL:
    case SEQUENCES_LIEU_PROVINCE:
    case SEQUENCES_LIEU_PAYS:
    case SEQUENCES_TELETRAVAIL:
    case SEQUENCES_TAUX_HORAIRE:
    case SEQUENCES_AVANTAGES:
    case SEQUENCES_SIGNE_ENTREPRISE_LE:
    case SEQUENCES_MANDAT:
        return true;
    default:
        return false;
    }
}

/* The planned one when he works there, else the only one of the company. */
static const char *supervisor(const Matching *matching, const MatchStudent *student)
{
    const Row *company = student->place->company;
    const Row *planned = row_link(student->sequence, SEQUENCES_SUPERVISEUR);
    if (planned && row_link(planned, SUPERVISEURS_ENTREPRISE) == company)
        return row_key(planned);
    RowSpan all =
        term_children(matching->record->term, T_SUPERVISEURS, SUPERVISEURS_ENTREPRISE, company);
    return all.count == 1 && row_has(all.rows[0], SUPERVISEURS_ID) ? row_key(all.rows[0]) : "";
}

/* "J-2600338-2", which no sequence has. */
static const char *new_identifier(const Matching *matching, const MatchStudent *student,
                                  Arena *arena)
{
    enum { LONGEST = 32 }; /* of the 40 characters of an identifier */
    const char *id =
        arena_printf(arena, "J-%.*s-%d", LONGEST - 6, row_key(student->student), student->rank);
    for (int more = 2; term_find(matching->record->term, T_SEQUENCES, id); more++)
        id = arena_printf(arena, "J-%.*s-%d.%d", LONGEST - 6, row_key(student->student),
                          student->rank, more);
    return id;
}

static const char *iso(const Row *row, int column, Arena *arena)
{
    DateText text;
    return arena_string(arena, date_iso(row_date(row, column), text));
}

const char *match_value(const Matching *matching, const MatchStudent *student, int column,
                        Arena *arena)
{
    const Row *planned = student->sequence, *company = student->place->company;
    switch (column) {
    case SEQUENCES_ID:
        return planned ? row_key(planned) : new_identifier(matching, student, arena);
    case SEQUENCES_ELEVE:
        return row_key(student->student);
    case SEQUENCES_ENTREPRISE:
        return row_key(company);
    case SEQUENCES_SUPERVISEUR:
        return supervisor(matching, student);
    case SEQUENCES_STATUT:
        return schema_choices(C_STATUT_SEQUENCE)->choices[STATUT_SEQUENCE_JUMELEE].code;
    case SEQUENCES_JUMELAGE:
        return schema_choices(C_MODE_JUMELAGE)->choices[student->mode].code;
    }
    if (planned) {
        bool same = row_link(planned, SEQUENCES_ENTREPRISE) == company;
        return same || !is_of_company(column) ? row_text(planned, column) : "";
    }
    switch (column) {
    case SEQUENCES_RANG:
        return arena_printf(arena, "%d", student->rank);
    case SEQUENCES_DEBUT:
        return iso(student->place->offer, OFFRES_DEBUT, arena);
    case SEQUENCES_FIN:
        return iso(student->place->offer, OFFRES_FIN, arena);
    default:
        return "";
    }
}

void match_csv(const Matching *matching, Buffer *csv)
{
    const TableSchema *table = schema_table(T_SEQUENCES);
    Arena *scratch = arena_new();
    proposal_header(csv, table);
    for (size_t i = 0; i < matching->student_count; i++) {
        const MatchStudent *student = &matching->students[i];
        if (!student->place)
            continue;
        for (size_t c = 0; c < table->column_count; c++)
            proposal_cell(csv, c, match_value(matching, student, (int)c, scratch));
        proposal_end(csv);
        arena_reset(scratch);
    }
    arena_free(scratch);
}
