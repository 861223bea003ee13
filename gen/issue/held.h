/* held: the rows with an error, as a document that lists them sees them.
 *
 * A document over several rows (a schedule, a student's record) is not held back by
 * a faulty row: it leaves the row out and says so. This is what it leaves out; what
 * is held back as a whole is in the findings (held_mark, issue.h).
 */
#ifndef ATE_ISSUE_HELD_H
#define ATE_ISSUE_HELD_H

#include "issue/reads.h"
#include "rule/rule.h"

typedef struct Faults Faults;

/* Lives until faults_free; `reads` and `findings` must outlive it. */
Faults *faults_new(const Reads *reads, const Findings *findings);
void faults_free(Faults *faults); /* NULL is allowed */

/* A document of `reader` on `subject`, for Model.hidden. */
typedef struct Sieve {
    Faults *faults;
    const Reader *reader;
    const Row *subject; /* its own faults hide nothing; NULL: none */
} Sieve;
/* Whether the list leaves `row` out: it, or a row that it leads to, has an error that
 * holds back this kind of document. `sieve` is a Sieve. */
bool sieve_hides(void *sieve, const Row *row);
/* Whether lists in documents of this scope leave rows out rather than be held back. */
bool scope_leaves_out(Scope scope);

/* Whether the kind reads a table of which nothing could be read: what is due of it is not known,
 * and none of it is made. */
bool kind_is_blind(const Reads *reads, const Findings *findings, const Kind *kind);

#endif
