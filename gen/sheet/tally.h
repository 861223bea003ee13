/* tally: the figures of the front sheet, counted from the term and the basis. */
#ifndef ATE_SHEET_TALLY_H
#define ATE_SHEET_TALLY_H

#include "sheet/basis.h"

typedef struct Share {
    size_t done, of;
} Share;

typedef enum ShareKind {
    SHARE_PROTOCOLS,    /* signed by all, of those that are due */
    SHARE_VISITS,       /* made, of those that are not cancelled */
    SHARE_EVALUATIONS,  /* made, of those planned */
    SHARE_RETURNS,      /* ended sequences whose meeting was held, of those that expect one */
    SHARE_ATTESTATIONS, /* issued, of those issued or held back */
    SHARE_DECLARED,     /* ended sequences that a lot holds, of those that ended */
    SHARE_TASKS,        /* done, of all */
} ShareKind;
enum { SHARE_COUNT = 7 };

typedef struct MonthCount {
    int year, month;    /* 0, 0: outside the period, or without a day */
    size_t visits_planned, visits_done, attestations;
} MonthCount;

typedef struct OfficerCount {
    const Row *row;     /* of personnel.csv; NULL: nobody is named */
    size_t planned, done, late; /* visits; late: their day is past */
} OfficerCount;

typedef struct ProgrammeCount {
    const Row *row;     /* NULL: unknown programme */
    size_t sequences;   /* live */
    Number planned, done; /* hours of live sequences */
} ProgrammeCount;

typedef struct PostCount {
    const char *name;   /* poste_budgetaire; "" when none is written */
    size_t tasks;
    Number planned, done; /* dollars of all its tasks, of those done */
} PostCount;

typedef struct Tally {
    Share shares[SHARE_COUNT];
    size_t protocols[PROTOCOL_STATE_COUNT];
    size_t statuses[STATUT_SEQUENCE_COUNT], status_unknown;
    MonthCount *months; /* of the period, then what lies outside it, when there is any */
    size_t month_count;
    OfficerCount *officers; /* in the order of personnel.csv, those with visits; nobody last */
    size_t officer_count;
    ProgrammeCount *programmes; /* in the order of programmes.csv, those with sequences */
    size_t programme_count;
    PostCount *posts;   /* in the order of taches.csv; none when no amount is written */
    size_t post_count;
} Tally;

void tally_make(Tally *tally, const Basis *basis, Arena *arena);

/* A meeting is expected after the sequence: it ended, no other carries it on, its student is
 * still here. */
bool expects_meeting(const Record *record, const Row *sequence);

#endif
