/* visit: what a school has agreed about visits, asked in one way by the rules that judge them, the
 * schedules that list them and the plan that proposes them. */
#ifndef ATE_TERM_VISIT_H
#define ATE_TERM_VISIT_H

#include "term/config.h"
#include "term/term.h"

enum { VISIT_NOON = 12 * 60 }; /* minutes: a visit that begins before is of the morning */

bool visit_stands(const Row *visit);        /* its state is known, and it is not cancelled */
bool visit_is_done(const Row *visit);
bool visit_is_follow_up(const Row *visit);  /* of type suivi, or of none */
/* Who makes it: the person it names, else its sequence's. NULL: nobody, or one that is unknown. */
const Row *visit_person(const Row *visit);
/* The town where a trainee works, as written: the sequence's own, else the company's. */
const char *visit_town(const Row *sequence);

/* The visits that a sequence should have, from the row to the profile: the first that says.
 * False: nothing says. */
bool visits_wanted(const Config *config, const Row *sequence, Number *wanted);
Number visits_a_day(const Config *config, const Row *person); /* at most */
Number visit_minutes(const Config *config);                   /* how long one is */
Number visits_first_week(const Config *config);               /* the latest for the first, from 1 */

#endif
