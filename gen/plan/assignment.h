/* assignment: who goes where at the least cost, when the school decides.
 *
 * As many applicants as can be are placed; among all the ways to do so, the answer costs the
 * least in all. Costs are small whole numbers, so that the answer is exact. The same numbers in
 * the same order give the same answer. Pure: numbers only, no student and no company.
 */
#ifndef ATE_PLAN_ASSIGNMENT_H
#define ATE_PLAN_ASSIGNMENT_H

#include "base/arena.h"

#include <stdint.h>

#define ASSIGNMENT_NONE UINT32_MAX

typedef struct AssignmentEdge {
    uint32_t host;
    int32_t cost; /* at least 0 */
} AssignmentEdge;

typedef struct AssignmentProblem {
    uint32_t applicants, hosts;
    const uint32_t *places;      /* by host; 0 is allowed */
    const AssignmentEdge *edges; /* where the first applicant may go, then the next one … */
    const size_t *first;         /* by applicant, his first edge, and one more: their count */
} AssignmentProblem;

/* By applicant, his host; ASSIGNMENT_NONE for none. */
uint32_t *assignment_solve(const AssignmentProblem *problem, Arena *arena);

#endif
