/* need: the sequences that lack visits, and the half-days when each may have them.
 *
 * A sequence that is matched, signed or under way has the visits that it was agreed to have
 * (visits_wanted). Those that stand in visites.csv count, and stay; a proposed one that a rule of
 * visits finds wrong (visite-*, severity error) is proposed anew, under its own id.
 *
 * A half-day suits a sequence when it comes after the day of the run, from Monday to Friday; the
 * trainee works that day, no holiday (P-39.3) and neither company nor school is closed; the
 * supervisor is free (`disponibilites`; always, when none are written); in the afternoon for an
 * evening shift, the morning for a night one; and far enough from its other visits. */
#ifndef ATE_PLAN_NEED_H
#define ATE_PLAN_NEED_H

#include "plan/obstacle.h"
#include "plan/rounds.h"
#include "rule/finding.h"
#include "record/effective.h"

typedef struct Need {
    const Row *sequence, *person; /* who will make the visits */
    const Row *supervisor;        /* NULL: none */
    Obstacle obstacle;            /* OBSTACLE_NONE: they may be planned */
    size_t wanted, missing;       /* visits */
    size_t standing;              /* that stay */
    bool has_final;               /* one of those is finale */
    Date last_standing;           /* DATE_NONE: none has a date */
    const Row **replaced;         /* proposed visits that do not stay */
    size_t replaced_count;
    Date start, end;
    Date first;                   /* the day after the run, or the start */
    int days;                     /* from `first` to the end */
    uint8_t *halves;              /* HALF_…, a byte a day */
    Date early;                   /* the last day of premiere_semaine_max */
    Date limit;                   /* `early` when the first visit is missing, else DATE_NONE */
    bool late;                    /* no day is left before it: as soon as can be */
    int mode;                     /* MODE_VISITE_… */
    int zone, company;
} Need;

typedef struct Needs {
    Need *items;                  /* in the order of their keys */
    size_t count;
    Zones zones;
    const uint8_t *replaced;      /* by Row.index of visites.csv: proposed, and does not stay */
    int gap;                      /* days between two visits of a sequence, at least 1 */
} Needs;

/* `findings`: of the rules on this record; NULL: every proposed visit stays. */
void needs_gather(Needs *needs, const Record *record, const Findings *findings, Arena *arena);
void needs_close(Needs *needs);

/* The best days of the visits that a sequence lacks, in order, in `best` (there are `missing`):
 * early, then evenly, the last near the end; moved to those of its evaluations when they can be.
 * `evaluations` receives these, NULL elsewhere. */
void need_best_days(const Needs *needs, const Need *need, const Term *term, Date *best,
                    const Row **evaluations);

#endif
