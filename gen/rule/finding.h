/* finding: one thing that is wrong (or worth saying), at its place.
 *
 * Findings are values, made only by rule/, shown by show/ and sheet/. Their order
 * is file, line, column, code. Texts are in the language of the run and hold no
 * personal value: `place.value` is "***" for a PERSONAL column.
 */
#ifndef ATE_RULE_FINDING_H
#define ATE_RULE_FINDING_H

#include "base/map.h"
#include "term/term.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_IGNORE } Severity;
const char *severity_code(Severity severity); /* "erreur", "avertissement", "info", "ignorer" */

typedef struct Rule Rule;

typedef struct Place {
    const char *file;    /* "sequences.csv", "config.ini", "templates/fr/protocole.md" */
    uint32_t line;       /* 0: none */
    const char *column;  /* as written; NULL: none */
    CellName cell;       /* "" : none */
    const char *value;   /* raw, masked where personal; NULL: none */
    int table;           /* T_…, -1: none */
    int column_id;       /* of the schema, -1: none */
    const Row *row;      /* NULL: none */
} Place;

typedef struct Finding {
    const Rule *rule;
    Severity severity;    /* after the network, [regles] and --strict */
    Place place;
    const char *message;  /* what is wrong */
    const char *fix;      /* how to mend it */
    const char *holds;    /* kinds of documents it can hold back: the rule's, or fewer */
    const Row *const *about; /* the rows whose documents it holds back, where they are fewer
                                than those that read place.row; NULL: place.row */
    size_t about_count;
    const char **held;    /* "protocole:SEQ-1", sorted; filled by issue/held.c for errors */
    size_t held_count;
} Finding;

/* A check that was not made, for want of a table, a column or a readable row. */
typedef struct Unchecked {
    const char *code;
    const char *table;   /* file name */
    const char *reason;
    size_t count;        /* rows concerned; 0: all */
} Unchecked;

typedef struct Findings {
    Arena *arena;
    Finding *items;
    size_t count, capacity;
    Unchecked *unchecked;
    size_t unchecked_count, unchecked_capacity;
} Findings; /* zeroed when empty: rule_run makes its arena */

void findings_free(Findings *findings);
size_t findings_count(const Findings *findings, Severity severity);
void findings_sort(Findings *findings);

/* Each held document ("protocole:SEQ-1") -> the codes that hold it back, "neq-forme, valeur-type",
 * in the order of the findings. To be freed. */
Map *findings_holds(const Findings *findings, Arena *arena);

/* The place of a value, of a row (column -1), of a file (row NULL). */
Place place_of(const Term *term, const Row *row, int column);
Place place_of_file(const Term *term, int table);
/* Of a key of config.ini (CONFIG_…); its line is 0 when the key is not written. */
Place place_of_config(const Config *config, int key);
/* A table of which nothing could be read: absent, unreadable, without header or rows. */
bool place_is_lost_table(const Term *term, const Place *place);
/* What the text of a cell is shown as: "***" in a PERSONAL column, unless it is empty. */
const char *place_mask(int table, int column, const char *text);

#endif
