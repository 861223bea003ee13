/* visits: visits proposed for the sequences that lack them (`ate planifier`).
 *
 * Who makes them: the sequence's responsable; without one, whoever made or is to make its other
 * visits; else, of the staff whose role is encadrement (coordination when there are none), who
 * already follows most sequences of the company, up to his share of the visits to come; else who
 * has the fewest.
 *
 * Each person's visits are planned on their own (rounds.h), in the order of keys, so that one
 * sequence more moves only visits of its own responsable. Visits that stand never move. */
#ifndef ATE_PLAN_VISITS_H
#define ATE_PLAN_VISITS_H

#include "base/buffer.h"
#include "plan/earlier.h"
#include "plan/obstacle.h"
#include "record/effective.h"
#include "rule/finding.h"

typedef struct ProposedVisit {
    const char *const *texts; /* by column of visites: a row as a school would write it */
    const Row *sequence, *person;
    const Row *evaluation;    /* due that very day; NULL: none */
    const Row *replaced;      /* the proposed visit of visites.csv that it takes the place of */
    const char *kept_id;      /* of the earlier proposal that it is; NULL: it is new */
    Date day;
    int minutes;              /* since midnight */
    int mode, type;           /* MODE_VISITE_…, TYPE_VISITE_… */
    bool late;                /* the first of a sequence, which can no more be in time */
    bool assigned;            /* the sequence names no responsable: the plan chose him */
} ProposedVisit;

typedef struct UnplacedVisits {
    const Row *sequence, *person; /* person NULL: nobody */
    size_t count;
    Obstacle obstacle;
} UnplacedVisits;

typedef struct Visits {
    const Record *record;
    ProposedVisit *items;     /* by key of sequence, then day */
    size_t count;
    UnplacedVisits *unplaced; /* by key of sequence */
    size_t unplaced_count;
    size_t sequences;         /* that lacked visits */
} Visits;

/* `findings`: of the rules on this record; NULL: proposed visits of visites.csv all stay.
 * `earlier`: an earlier proposal, what may stay of it stays; NULL: none.
 * STATUS_USAGE at config.ini:LINE when [visites] heures cannot be used. */
Status visits_propose(Visits *visits, const Record *record, const Findings *findings,
                      const Earlier *earlier, Arena *arena, Error *error);

/* visites.csv as it would be with the proposals: for rules, schedules and calendars, which see
 * rows like any other. Given back with extended_free(extended, T_VISITES). */
void visits_extend(const Visits *visits, Term *extended);
/* The proposals as a file, under the headers of the schema. */
void visits_csv(const Visits *visits, Buffer *csv);
size_t visits_unplaced(const Visits *visits); /* how many visits in all */

#endif
