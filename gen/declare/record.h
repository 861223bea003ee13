/* record: what is declared of one sequence, whatever the destination.
 *
 * A neutral record is one canonical text a field: dates as AAAA-MM-JJ, numbers
 * with a point and no useless zero, choices by their code, oui or non, "" when
 * unknown. It is what the registry keeps and compares; a layout (layout.h) only
 * decides how it is written. Which sequences are declared: record/declarable.h; the
 * hours declared are heures_realisees, the hours attested.
 */
#ifndef ATE_DECLARE_RECORD_H
#define ATE_DECLARE_RECORD_H

#include "record/effective.h"

typedef enum DeclaredField {
    DECLARED_ANNEE_SCOLAIRE,
    DECLARED_ORGANISME,
    DECLARED_SEQUENCE, /* the key in sequences.csv */
    DECLARED_FICHE,
    DECLARED_CODE_PERMANENT,
    DECLARED_NOM,
    DECLARED_PRENOM,
    DECLARED_PROGRAMME,
    DECLARED_PROGRAMME_TITRE,
    DECLARED_SANCTION,
    DECLARED_INDICATEUR_ATE, /* always oui: a code list gives it the destination's mark */
    DECLARED_RANG,
    DECLARED_TYPE,
    DECLARED_ETAT,
    DECLARED_DEBUT,
    DECLARED_FIN, /* fin_reelle, else fin */
    DECLARED_SEMAINES,
    DECLARED_HEURES,
    DECLARED_NEQ,
    DECLARED_ENTREPRISE,
    DECLARED_REMUNEREE,
    DECLARED_RESULTAT, /* of the last final evaluation done */
    DECLARED_NATURE,   /* ajout, modification, annulation: of the lot, not of the sequence */
    DECLARED_LOT,      /* the lot's number, likewise */
    DECLARED_NUMERO,   /* of the record: the lot's, then its rank in it */
    DECLARED_LIGNE,    /* that rank, from 1 */
    DECLARED_DATE_LOT, /* the day it was made */
    DECLARED_COUNT
} DeclaredField;

typedef enum FieldType {
    FIELD_IDENTIFIER,
    FIELD_TEXT,
    FIELD_DATE,
    FIELD_NUMBER,
    FIELD_CODE
} FieldType;

typedef struct FieldSchema {
    const char *name;  /* in layouts and in the registry: "code_permanent" */
    FieldType type;
    int table, column; /* where the user mends it; table -1: config.ini or the lot */
    int choices;       /* C_… of a FIELD_CODE read from a column; C_NONE: `codes` */
    const char *codes; /* "oui non": the other codes, separated by spaces; "" when none */
} FieldSchema;

const FieldSchema *declared_field(DeclaredField field);
/* Whether a value says something of the lot and not of the sequence: it is never kept nor compared. */
static inline bool declared_is_of_lot(int field)
{
    return field >= DECLARED_NATURE;
}
int declared_find(const char *name); /* -1 when none */
/* The codes that a FIELD_CODE can have, in order; NULL past the last. */
const char *declared_code(DeclaredField field, size_t rank, Arena *arena);

typedef struct DeclaredRecord {
    const char *values[DECLARED_COUNT]; /* never NULL */
    Number hours;                       /* heures, for sums */
} DeclaredRecord;

/* Fills `made` for a sequence that can be declared; what is of the lot stays "". */
void record_declare(const Record *record, const Row *sequence, Arena *arena, DeclaredRecord *made);
/* The row of `field` as seen from a sequence, for messages; NULL when it has none. */
const Row *declared_row(DeclaredField field, const Row *sequence);

#endif
