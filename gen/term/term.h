/* term: the records of one school term, typed and linked, each value with its
 * place in the user's file.
 *
 * term_load reads every table of the schema through read/, types every value,
 * links every `→`, and keeps what it could not understand as Problems; it fails
 * only for want of the folder itself. Nothing is made up: an empty value is
 * VALUE_EMPTY, a value of the wrong type VALUE_BAD. After loading the term is
 * never changed, so that workers may share it.
 */
#ifndef ATE_TERM_TERM_H
#define ATE_TERM_TERM_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "term/schema.h"

#include <stdint.h>

typedef struct Term Term;
typedef struct Table Table;
typedef struct Row Row;
typedef struct Config Config;

typedef int64_t Number; /* ten-thousandths: 18,50 is 185000. Exact; never a double. */
enum { NUMBER_ONE = 10000 };

typedef enum ValueState { VALUE_EMPTY, VALUE_GOOD, VALUE_BAD } ValueState;

typedef struct Value {
    const char *text; /* as in the file: trimmed, NFC; "" when empty */
    union {
        Date date;        /* TYPE_DATE */
        int minutes;      /* TYPE_TIME, since midnight */
        Number number;    /* TYPE_NUMBER */
        bool yes;         /* TYPE_YES_NO */
        int choice;       /* TYPE_CHOICE: rank in its list */
        uint32_t set;     /* TYPE_LIST: bit n for choice n */
        const Row *link;  /* TYPE_LINK: VALUE_GOOD has a row */
        const char *print;/* EMAIL, PHONE, POSTAL_CODE, NEQ, PERMANENT_CODE, PROGRAMME: normalised */
    };
    uint32_t line;    /* physical line where it begins, from 1 */
    uint8_t state;    /* ValueState */
} Value;

struct Row {
    const Table *table;
    Value *values;     /* one for each column present in the file: see term_value */
    const char **extra;/* values of the unknown columns, in the order of table->extra_headers */
    const char *key;   /* see row_key */
    bool keyless;      /* its table has a key, and the row none: `key` is then its line's name */
    uint32_t index;    /* rank among the rows of the table, from 0 */
    uint32_t line;     /* physical line of its first value */
    uint32_t record;   /* row of a spreadsheet: the header is 1, blank rows are counted */
};

struct Table {
    const TableSchema *schema;
    int id;                 /* T_… */
    const char *file;       /* name shown to users: "sequences.csv" */
    bool present;           /* the file exists and has a readable header */
    Row *rows;              /* readable rows, in the order of the file */
    size_t row_count;
    size_t broken_count;    /* rows that could not be read: links to them are not judged */
    const int16_t *slot;    /* column of the schema -> index in Row.values, -1 when absent */
    const int16_t *file_column; /* column of the schema -> column of the file (0 = A), -1 */
    const char **headers;   /* the header as written, by column of the file */
    size_t header_count;
    const char **extra_headers; /* names of the unknown columns */
    const int16_t *extra_columns; /* … and their columns of the file */
    size_t extra_count;
    uint32_t header_line;
    uint32_t titles_line;   /* where the headers seem to be when lines above hide them; else 0 */
    const char *encoding;   /* "UTF-8", "Windows-1252" … */
    char separator;
    const char *sha256;     /* of the file's bytes; NULL when it could not be read */
    const uint32_t *unjudged; /* by column of the schema: links that point to no row of a table
                                 that is absent or has broken rows, hence not reported */
    struct TableIndex *index; /* keys and children, for term/link.c alone */
};

/* What reading found. rule/reading.c makes findings of them; nobody else shows them. */
typedef enum ProblemKind {
    PROBLEM_FILE_ABSENT,
    PROBLEM_FILE_UNREADABLE, /* a: why, in the user's language; line and record when known */
    PROBLEM_FILE_EMPTY, PROBLEM_NO_ROWS,
    PROBLEM_ENCODING,        /* not a fault: encoding (a) and separator (b) detected */
    PROBLEM_COLUMN_MISSING,  /* a: the column */
    PROBLEM_COLUMN_UNKNOWN,  /* a: the header, b: the absent column that it may be, or NULL */
    PROBLEM_COLUMN_DOUBLE,   /* a: our column, b: the two headers */
    PROBLEM_MAPPING_ABSENT,  /* `column` is mapped by [colonnes] to a header that the file does not
                                have (a); b: the nearest header or NULL; line: of config.ini */
    PROBLEM_RECORD,          /* a: what is wrong with the record, already in the user's language;
                                header: the column at fault, when one is */
    PROBLEM_VALUE_REQUIRED,
    PROBLEM_VALUE_TYPE,      /* a: what was expected ("une date, comme 2026-05-25"), b: hint, a whole
                                clause, or NULL; both in the user's language */
    PROBLEM_VALUE_TOO_LONG,  /* a: the limit */
    PROBLEM_KEY_DOUBLE,      /* a: place of the first */
    PROBLEM_LINK_UNKNOWN,    /* a: the table pointed to, b: nearest key or NULL */
    PROBLEM_DAYS_ASSUMED,    /* once a table: empty `jours` means Monday to Friday */
} ProblemKind;

typedef struct Problem {
    ProblemKind kind;
    int table;        /* T_… */
    int column;       /* column of the schema, -1: the row or the file */
    const Row *row;   /* NULL: the file, or a row that could not be read */
    uint32_t line;    /* 0: the file as a whole */
    uint32_t record;  /* 0 when it does not apply */
    const char *header; /* column as written, for unknown columns and records; else NULL */
    const char *value;  /* raw text, or NULL */
    const char *a, *b;
} Problem;

struct Term {
    Arena *arena;
    const Config *config;
    Table tables[TABLE_COUNT];
    Problem *problems;
    size_t problem_count, problem_capacity;
};

/* Reads the tables from the dossier's input folder. The Term is to be given back
 * with term_free even when the status is not OK. */
Status term_load(Term *term, const Config *config, Error *error);
void term_free(Term *term);
/* Where a table is read: its file of the input folder, or the one that config.ini names. */
const char *term_file(const Term *term, int table, Arena *arena);

/* The value of a column; an empty value when the column or the row (NULL) is absent. */
static inline const Value *row_value(const Row *row, int column);
static inline bool row_has(const Row *row, int column);             /* VALUE_GOOD */
static inline const char *row_text(const Row *row, int column);     /* raw text, "" when absent */
static inline Date row_date(const Row *row, int column);            /* DATE_NONE unless good */
static inline Number row_number(const Row *row, int column, Number otherwise);
static inline int row_choice(const Row *row, int column);           /* -1 unless good */
static inline bool row_is(const Row *row, int column, int choice);  /* good and equal to */
static inline const Row *row_link(const Row *row, int column);      /* NULL unless good */
static inline bool row_yes(const Row *row, int column);             /* good and yes */
static inline bool row_no(const Row *row, int column);  /* good and no; empty is neither */
static inline uint32_t row_days(const Row *row, int column); /* set; Monday to Friday when empty */
const char *row_key(const Row *row);                  /* key, else "ligne N"; never empty */
const ColumnSchema *row_column(const Row *row, int column);
/* The text of a column of the file (0: A), whether the schema knows it or not. */
const char *row_file_text(const Row *row, size_t file_column);

bool term_column_present(const Term *term, int table, int column);
const Row *term_find(const Term *term, int table, const char *key);

/* The rows of `table` whose link `column` points to `target`, in the order of the file. */
typedef struct RowSpan {
    const Row *const *rows;
    size_t count;
} RowSpan;
RowSpan term_children(const Term *term, int table, int column, const Row *target);

/* The spreadsheet cell ("D14") of a column of a row; "" when it has none. */
typedef char CellName[16];
const char *row_cell(const Row *row, int column, CellName cell);
const char *cell_name(int file_column, uint32_t record, CellName cell);

/* ---- Inline, being asked by every rule of every row. */

extern const Value value_absent;

static inline const Value *row_value(const Row *row, int column)
{
    int slot = row ? row->table->slot[column] : -1;
    return slot < 0 ? &value_absent : &row->values[slot];
}

static inline bool row_has(const Row *row, int column)
{
    return row_value(row, column)->state == VALUE_GOOD;
}

static inline const char *row_text(const Row *row, int column)
{
    return row_value(row, column)->text;
}

static inline Date row_date(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->date : DATE_NONE;
}

static inline Number row_number(const Row *row, int column, Number otherwise)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->number : otherwise;
}

static inline int row_choice(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->choice : -1;
}

static inline bool row_is(const Row *row, int column, int choice)
{
    return row_choice(row, column) == choice;
}

static inline const Row *row_link(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->link : NULL;
}

static inline bool row_yes(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && value->yes;
}

static inline bool row_no(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && !value->yes;
}

static inline uint32_t row_days(const Row *row, int column)
{
    const uint32_t monday_to_friday =
        1u << JOUR_LUN | 1u << JOUR_MAR | 1u << JOUR_MER | 1u << JOUR_JEU | 1u << JOUR_VEN;
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD && value->set ? value->set : monday_to_friday;
}

#endif
