/* schema: what the tables are made of, from schema.def and choice.def.
 *
 * T_SEQUENCES is a table, SEQUENCES_DEBUT one of its columns (0, 1, 2 … in the
 * order of schema.def), C_STATUT_SEQUENCE a list of choices and
 * STATUT_SEQUENCE_PREVUE one of its values.
 */
#ifndef ATE_TERM_SCHEMA_H
#define ATE_TERM_SCHEMA_H

#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum Type {
    TYPE_ID, TYPE_TEXT, TYPE_DATE, TYPE_TIME, TYPE_NUMBER, TYPE_YES_NO, TYPE_CHOICE, TYPE_LIST,
    TYPE_EMAIL, TYPE_PHONE, TYPE_POSTAL_CODE, TYPE_NEQ, TYPE_PERMANENT_CODE, TYPE_PROGRAMME,
    TYPE_LINK,
} Type;

enum { /* flags of a column */
    COLUMN_KEY = 1, COLUMN_REQUIRED = 2, COLUMN_LONG = 4, COLUMN_PERSONAL = 8,
    COLUMN_SCHOOL_DAYS = 16,
};

enum { COLUMN_SHORT_LENGTH = 200, COLUMN_LONG_LENGTH = 2000 }; /* characters */

typedef struct ColumnSchema {
    const char *name; /* as users write it */
    Type type;
    unsigned flags;   /* KEY implies REQUIRED */
    int target;       /* TYPE_LINK: the table; TYPE_CHOICE, TYPE_LIST: the list of choices */
    const char *description[LANG_COUNT];
} ColumnSchema;

typedef struct TableSchema {
    const char *name; /* "sequences": the file is sequences.csv */
    bool required;
    const char *title[LANG_COUNT];
    const ColumnSchema *columns;
    size_t column_count;
    int key; /* the key column, -1 when none */
} TableSchema;

typedef struct Choice {
    const char *code;
    const char *label[LANG_COUNT];
} Choice;

typedef struct ChoiceList {
    const Choice *choices;
    size_t count;
} ChoiceList;

enum {
#define TABLE(T, ...) T_##T,
#define COLUMN(...)
#define END_TABLE(T)
#include "term/schema.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
    TABLE_COUNT
};

#define TABLE(T, ...) enum {
#define COLUMN(T, ID, ...) T##_##ID,
#define END_TABLE(T) T##_COLUMNS };
#include "term/schema.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

enum {
    C_NONE,
#define CHOICES(L) C_##L,
#define CHOICE(...)
#define END_CHOICES(L)
#include "term/choice.def"
#undef CHOICES
#undef CHOICE
#undef END_CHOICES
    CHOICE_LIST_COUNT
};

#define CHOICES(L) enum {
#define CHOICE(L, ID, ...) L##_##ID,
#define END_CHOICES(L) L##_COUNT };
#include "term/choice.def"
#undef CHOICES
#undef CHOICE
#undef END_CHOICES

const TableSchema *schema_table(int table);            /* T_… */
const ColumnSchema *schema_column(int table, int column);
const ChoiceList *schema_choices(int list);            /* C_… */
int schema_find_table(const char *name);               /* exact; -1 when none */
int schema_find_column(int table, const char *header); /* folded; -1 when none */
int schema_find_choice(int list, const char *text);    /* folded; -1 when none */
const char *schema_type_name(Type type);               /* "date", "oui_non" …: the names users read */

#endif
