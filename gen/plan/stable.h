/* stable: who gets which place when both sides have ranked the other.
 *
 * Deferred acceptance with the applicants proposing (Gale and Shapley, 1962, with places as the
 * hospitals of Roth, 1984): each asks for the first of his choices; a host keeps the best it was
 * asked by, as many as it has places, and turns the others away, who ask for their next one.
 * With strict orders on both sides the answer does not depend on who asks first. It is
 * - stable: no applicant and host would both rather have each other than what they have;
 * - the best for the applicants: none has anything better in any other stable answer.
 * Pure: numbers only, no student and no company.
 */
#ifndef ATE_PLAN_STABLE_H
#define ATE_PLAN_STABLE_H

#include "base/arena.h"

#include <stdint.h>

#define STABLE_NONE SIZE_MAX

typedef struct StableChoice {
    size_t host;
    size_t standing; /* of the applicant at this host: 0 is the one it likes best, no two equal */
} StableChoice;

typedef struct StableMarket {
    size_t applicants, hosts;
    const size_t *places;        /* by host; 0 is allowed */
    const StableChoice *choices; /* of the first applicant in his order, then of the next one … */
    const size_t *first;         /* by applicant, his first choice, and one more: their count */
} StableMarket;

/* By applicant: the rank in `choices` of the one that he obtains, STABLE_NONE for none. */
size_t *stable_match(const StableMarket *market, Arena *arena);

#endif
