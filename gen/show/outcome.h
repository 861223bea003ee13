/* outcome: what a run made, in words (`ate produire`): what the registry has to say, what earlier runs
 * left that is not good any more, then a line a kind. */
#ifndef ATE_SHOW_OUTCOME_H
#define ATE_SHOW_OUTCOME_H

#include "agenda/agenda.h"
#include "base/buffer.h"

typedef struct Outcome {
    const Issue *issue;   /* its stale files found */
    const Agenda *agenda; /* made */
} Outcome;

typedef enum OutcomeOf {
    OUTCOME_NOW,  /* of this run */
    OUTCOME_NEXT, /* of the next one, if nothing changes until then: all is as it has to be, and what
                     only happened is not said again */
} OutcomeOf;

void show_outcome_notes(const Issue *issue, OutcomeOf of, Buffer *out);
void show_outcome(const Outcome *outcome, OutcomeOf of, Buffer *out);

#endif
