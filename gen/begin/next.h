/* next: the dossier of the next term, begun from the last one, which is only read.
 *
 * Carried as they are: programmes, personnel, entreprises, superviseurs, criteres,
 * criteres_entreprises, templates, and the registry (record/handover.h). Carried in part: the
 * students who go on (statut actif or suspendu: those who graduated or withdrew have left), the
 * contacts that are not of one sequence, the tasks that are not done, the days of calendrier.csv
 * from the new term on. The other tables have their headers alone. What the students did becomes
 * sequences_anterieures.csv: a line for each sequence that ended, those that carry on an interrupted
 * one being one with it. A table that the last dossier does not have is not made.
 */
#ifndef ATE_BEGIN_NEXT_H
#define ATE_BEGIN_NEXT_H

#include "term/config.h"
#include "term/term.h"

typedef struct NextTerm {
    Arena *arena;
    const char *from, *to;         /* the two dossiers */
    Config config;                 /* of the last one */
    Term term;
    /* told once it is begun: */
    const char *name, *school_year;
    Date start, end;
    bool name_moved;               /* false: the name does not say the year; it is to be written */
    bool fixed_day;                /* [periode] date_du_jour was there: it is a comment now */
    bool forced_encoding;          /* [entrees] encodage likewise: what is written is UTF-8 */
    bool registry;                 /* there was one, and it was carried */
    size_t students, gone;         /* that go on, that left */
    size_t earlier;                /* lines added to sequences_anterieures.csv */
    size_t companies, staff, supervisors;
    const char **unfinished;       /* keys of the sequences that did not end, or whose state is not
                                      known, in the order of the table */
    size_t unfinished_count;
    size_t gaps;                   /* of lacunes.csv, neither corrected nor made up for */
    size_t broken;                 /* rows that could not be read, of tables carried in part */
} NextTerm;

/* Reads the last dossier. To be closed with next_close even when it fails. */
Status next_open(NextTerm *next, const char *from, Arena *arena, Error *error);
/* Makes the new one in `to`, absent or empty; config.ini comes last: a folder without it is no
 * dossier. */
Status next_begin(NextTerm *next, const char *to, Error *error);
void next_close(NextTerm *next);

/* For the files of begin/. */
Status next_tables(NextTerm *next, Error *error);   /* input/ */
void next_period(NextTerm *next);                   /* name, school year, first and last day */
Status next_config(NextTerm *next, Error *error);   /* config.ini, and the files it names */
/* A folder of the new dossier, under the name it had when that was a plain one. */
const char *next_folder(const NextTerm *next, int key);

#endif
