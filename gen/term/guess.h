/* guess: which table an export is, and which of its headers are our columns, by likeness.
 *
 * Names are compared (ours, their descriptions in both languages, synonym.def), folded, by words
 * and by letters; then what the values look like, which may confirm a name, contradict it, or
 * speak alone (a permanent code, a NEQ, a postal code, an e-mail address, a telephone). The same
 * export gives the same guesses. Nothing is decided here: a guess that is not sure says why.
 */
#ifndef ATE_TERM_GUESS_H
#define ATE_TERM_GUESS_H

#include "base/arena.h"
#include "term/schema.h"

typedef struct GuessExport {
    const char *name;          /* of the file, without folder */
    const char **headers;      /* NFC */
    size_t header_count;
    const char ***samples;     /* by column, values of the first rows; "" for an empty one */
    size_t sample_count;
} GuessExport;

typedef enum GuessDoubt {
    GUESS_SURE,
    GUESS_LIKE,      /* the name is only like ours */
    GUESS_LOOK,      /* the name says nothing; the values look like it */
    GUESS_CONTRARY,  /* the name says so; most values do not look like it */
    GUESS_RIVAL,     /* another header, or another of our columns, would do as well */
} GuessDoubt;

typedef struct GuessColumn {
    int column;                /* of the schema; -1: none */
    int score;                 /* out of 115; 0 when none */
    bool named;                /* it is our name already: nothing to map */
    GuessDoubt doubt;
    bool only_yes;             /* TYPE_YES_NO: never no, and some are empty */
} GuessColumn;

typedef struct Guess {
    int table;                 /* T_… */
    int score;
    GuessColumn *columns;      /* by column of the export */
    size_t known;              /* those that are one of ours */
} Guess;

/* The likeliest table, and in `*second` the next one when it is nearly as likely (else its table
 * is -1). False when the export is like none. */
bool guess_table(const GuessExport *export, Arena *arena, Guess *best, Guess *second);

#endif
