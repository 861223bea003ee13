/* record: from a row of sequences.csv to its neutral record. Each field knows the
 * column it is read from, so that most are copied by one loop; the few that are
 * computed (weeks, end, result …) follow. */
#include "declare/record.h"

#include "base/text.h"
#include "term/calendar.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

#define FROM(T, C, CHOICES) T_##T, T##_##C, CHOICES, ""
#define ELSEWHERE -1, -1, C_NONE

static const FieldSchema fields[DECLARED_COUNT] = {
    [DECLARED_ANNEE_SCOLAIRE] = {"annee_scolaire", FIELD_IDENTIFIER, ELSEWHERE, ""},
    [DECLARED_ORGANISME] = {"organisme", FIELD_IDENTIFIER, ELSEWHERE, ""},
    [DECLARED_SEQUENCE] = {"sequence", FIELD_IDENTIFIER, FROM(SEQUENCES, ID, C_NONE)},
    [DECLARED_FICHE] = {"fiche", FIELD_IDENTIFIER, FROM(ELEVES, ID, C_NONE)},
    [DECLARED_CODE_PERMANENT] = {"code_permanent", FIELD_IDENTIFIER,
                                 FROM(ELEVES, CODE_PERMANENT, C_NONE)},
    [DECLARED_NOM] = {"nom", FIELD_TEXT, FROM(ELEVES, NOM, C_NONE)},
    [DECLARED_PRENOM] = {"prenom", FIELD_TEXT, FROM(ELEVES, PRENOM, C_NONE)},
    [DECLARED_PROGRAMME] = {"programme", FIELD_IDENTIFIER, FROM(PROGRAMMES, CODE, C_NONE)},
    [DECLARED_PROGRAMME_TITRE] = {"programme_titre", FIELD_TEXT, FROM(PROGRAMMES, TITRE, C_NONE)},
    [DECLARED_SANCTION] = {"sanction", FIELD_CODE, FROM(PROGRAMMES, SANCTION, C_SANCTION)},
    [DECLARED_INDICATEUR_ATE] = {"indicateur_ate", FIELD_CODE, ELSEWHERE, "oui"},
    [DECLARED_RANG] = {"rang", FIELD_NUMBER, FROM(SEQUENCES, RANG, C_NONE)},
    [DECLARED_TYPE] = {"type", FIELD_CODE, FROM(SEQUENCES, TYPE, C_TYPE_SEQUENCE)},
    [DECLARED_ETAT] = {"etat", FIELD_CODE, T_SEQUENCES, SEQUENCES_STATUT, C_NONE,
                       "terminee interrompue"},
    [DECLARED_DEBUT] = {"debut", FIELD_DATE, FROM(SEQUENCES, DEBUT, C_NONE)},
    [DECLARED_FIN] = {"fin", FIELD_DATE, FROM(SEQUENCES, FIN, C_NONE)},
    [DECLARED_SEMAINES] = {"semaines", FIELD_NUMBER, FROM(SEQUENCES, DEBUT, C_NONE)},
    [DECLARED_HEURES] = {"heures", FIELD_NUMBER, FROM(SEQUENCES, HEURES_REALISEES, C_NONE)},
    [DECLARED_NEQ] = {"neq", FIELD_IDENTIFIER, FROM(ENTREPRISES, NEQ, C_NONE)},
    [DECLARED_ENTREPRISE] = {"entreprise", FIELD_TEXT, FROM(ENTREPRISES, NOM, C_NONE)},
    [DECLARED_REMUNEREE] = {"remuneree", FIELD_CODE, T_SEQUENCES, SEQUENCES_REMUNEREE, C_NONE,
                            "oui non"},
    [DECLARED_RESULTAT] = {"resultat", FIELD_CODE, T_EVALUATIONS, EVALUATIONS_RESULTAT, C_RESULTAT,
                           ""},
    [DECLARED_NATURE] = {"nature", FIELD_CODE, ELSEWHERE, "ajout modification annulation"},
    [DECLARED_LOT] = {"lot", FIELD_IDENTIFIER, ELSEWHERE, ""},
    [DECLARED_NUMERO] = {"numero", FIELD_IDENTIFIER, ELSEWHERE, ""},
    [DECLARED_LIGNE] = {"ligne", FIELD_NUMBER, ELSEWHERE, ""},
    [DECLARED_DATE_LOT] = {"date_lot", FIELD_DATE, ELSEWHERE, ""},
};

const FieldSchema *declared_field(DeclaredField field)
{
    return &fields[field];
}

int declared_find(const char *name)
{
    for (int i = 0; i < DECLARED_COUNT; i++)
        if (text_is(fields[i].name, name))
            return i;
    return -1;
}

const char *declared_code(DeclaredField field, size_t rank, Arena *arena)
{
    const FieldSchema *f = &fields[field];
    if (f->choices != C_NONE) {
        const ChoiceList *list = schema_choices(f->choices);
        return rank < list->count ? list->choices[rank].code : NULL;
    }
    const char *code = f->codes;
    for (; rank > 0 && *code; rank--) {
        code += strcspn(code, " ");
        code += *code == ' ';
    }
    return *code ? arena_slice(arena, code, strcspn(code, " ")) : NULL;
}

static const char *date_canonical(Date date, Arena *arena)
{
    DateText text;
    return arena_string(arena, date_iso(date, text));
}

/* The last final evaluation that was done; the later row wins a tie. */
static const Row *final_evaluation(const Record *record, const Row *sequence)
{
    RowSpan all = term_children(record->term, T_EVALUATIONS, EVALUATIONS_SEQUENCE, sequence);
    const Row *last = NULL;
    for (size_t i = 0; i < all.count; i++) {
        const Row *row = all.rows[i];
        if (!row_is(row, EVALUATIONS_TYPE, TYPE_EVALUATION_FINALE) ||
            !row_has(row, EVALUATIONS_DATE_REALISEE))
            continue;
        if (!last || row_date(row, EVALUATIONS_DATE_REALISEE) >=
                         row_date(last, EVALUATIONS_DATE_REALISEE))
            last = row;
    }
    return last;
}

const Row *declared_row(DeclaredField field, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    switch (fields[field].table) {
    case T_SEQUENCES:
        return sequence;
    case T_ELEVES:
        return student;
    case T_PROGRAMMES:
        return row_link(student, ELEVES_PROGRAMME);
    case T_ENTREPRISES:
        return row_link(sequence, SEQUENCES_ENTREPRISE);
    default:
        return NULL;
    }
}

/* The canonical text of a value that is read from its own column. */
static const char *column_text(const Record *record, const Row *row, int column, Arena *arena)
{
    return value_canonical(row_column(row, column), record_value(record, row, column), arena);
}

void record_declare(const Record *record, const Row *sequence, Arena *arena, DeclaredRecord *made)
{
    for (int i = 0; i < DECLARED_COUNT; i++) {
        const Row *row = declared_row((DeclaredField)i, sequence);
        made->values[i] = row ? column_text(record, row, fields[i].column, arena) : "";
    }
    const Row *evaluation = final_evaluation(record, sequence);
    Workload load = calendar_workload(record->term, record_row(record, sequence));
    made->values[DECLARED_ANNEE_SCOLAIRE] =
        config_text(record->config, CONFIG_PERIODE_ANNEE_SCOLAIRE);
    made->values[DECLARED_ORGANISME] =
        config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME);
    made->values[DECLARED_INDICATEUR_ATE] = "oui";
    made->values[DECLARED_ETAT] =
        record_status(record, sequence) == STATUT_SEQUENCE_TERMINEE ? "terminee" : "interrompue";
    made->values[DECLARED_FIN] = date_canonical(sequence_end(record_row(record, sequence)), arena);
    made->values[DECLARED_SEMAINES] = load.known ? arena_printf(arena, "%d", load.weeks) : "";
    made->values[DECLARED_RESULTAT] =
        evaluation ? column_text(record, evaluation, EVALUATIONS_RESULTAT, arena) : "";
    made->hours = record_value(record, sequence, SEQUENCES_HEURES_REALISEES)->number;
}
