/* path: a student's sequences as steps, in the order of their ranks.
 *
 * The steps are the live sequences of the inputs and sequences_anterieures. A chain
 * (`remplace`) is one step: its dates go from the first to the last of it, its hours
 * add up. An interrupted sequence that none carries on is a step that is neither
 * done nor planned.
 */
#ifndef ATE_RULE_PATH_H
#define ATE_RULE_PATH_H

#include "rule/rule.h"

typedef struct Step {
    const Row *row;       /* of sequences.csv: the last of its chain; NULL for an earlier one */
    const Row *earlier;   /* of sequences_anterieures.csv */
    int rank;
    Date start, end;      /* DATE_NONE when unknown */
    Number hours;         /* done for what has ended, else planned */
    bool hours_known;     /* they could all be read */
    bool done;            /* terminee, or earlier */
    bool counts;          /* done, under way or planned: not merely interrupted */
} Step;

typedef struct Path {
    Step *steps;
    size_t count;
    bool readable; /* every row, status and rank could be read */
    bool whole; /* from rank 1, or sequences_anterieures.csv is there to say what came before */
} Path;

/* Lives in check->scratch. */
Path path_of(Check *check, const Row *student);
/* The steps of a rule on the path; false, with an Unchecked, when one could not be read,
 * or they do not begin at rank 1 and nothing tells what came before. */
bool path_known(Check *check, const Row *student, Path *path);
/* The step of a chain whose last sequence is `sequence`. */
Step path_chain(const Check *check, const Row *sequence);

#endif
