/* situation: where a term stands on a day: what is to do and by when, what is produced, signed,
 * held back, sent, cancelled, kind by kind and officer by officer. Computed from the plan
 * (issue_plan), the tables and the registry; nothing is written. Rows are told by their keys. */
#ifndef ATE_ISSUE_SITUATION_H
#define ATE_ISSUE_SITUATION_H

#include "issue/issue.h"
#include "record/signatures.h"

typedef enum DutyKind {
    DUTY_SIGN,      /* a protocol: so many days before the start (delai_protocole_jours) */
    DUTY_AMEND,     /* an amendment that is proposed */
    DUTY_VISIT,     /* a visit, to make or to note */
    DUTY_EVALUATE,
    DUTY_CLOSE,     /* a sequence past its end */
    DUTY_MEET,      /* an integration meeting */
    DUTY_RECOVER,   /* remedial work */
    DUTY_FORM,      /* the prescribed form of the tax credit (delai_mois) */
    DUTY_TASK,
} DutyKind;
enum { DUTY_KIND_COUNT = 9 };

typedef struct Duty {
    DutyKind kind;
    const char *key;        /* of what it is about: "SEQ-1", "V-12", "T3" */
    Date due_on;            /* DATE_NONE: without deadline */
    unsigned missing;       /* of DUTY_SIGN: a bit a Signatory that has not signed */
    bool held;              /* of DUTY_SIGN: an error holds the protocol back, nothing can be signed */
    const Row *sequence, *responsable; /* NULL: none */
} Duty;

typedef struct KindCount {
    const Kind *kind;
    size_t produced;        /* issued, and what it says has not changed since */
    size_t to_make, held;
    size_t signed_by_all, to_sign; /* of those produced: protocols and amendments */
    size_t ready, sent;     /* in a message */
    size_t cancelled;
} KindCount;

typedef struct Hold {       /* a rule that holds documents back */
    const Rule *rule;
    const Finding *first;
    size_t count;           /* of documents */
} Hold;

typedef struct Officer {
    const Row *row;         /* of personnel.csv; NULL: nobody is named */
    size_t sequences;       /* live */
    size_t to_sign, late, soon, held; /* soon: within the horizon, today included */
} Officer;

enum { SITUATION_HORIZON = 14 }; /* days */

typedef struct Situation {
    const Issue *issue;
    Date today;
    Duty *duties;           /* by deadline, those without last; then by kind and key */
    size_t duty_count, duty_capacity;
    KindCount *kinds;       /* of the catalogue, in its order; those selected */
    size_t kind_count;
    bool *produced;         /* whether each document of the issue is, in its order */
    Hold *holds;            /* by code */
    size_t hold_count;
    Officer *officers;      /* by key, nobody last */
    size_t officer_count;
    bool whole;             /* nothing is left out: the rest is told too */
    size_t messages_ready, messages_sent, messages_refused;
    size_t messages_doubtful; /* may have left: a person has to look */
    size_t declared;        /* sequences */
    const char *last_lot;   /* "" when there is none */
    Date last_lot_on;
} Situation;

/* Lives in issue->arena. */
Status situation_gather(Situation *situation, const Issue *issue, Error *error);
bool duty_is_late(const Duty *duty, Date today);
bool duty_is_soon(const Duty *duty, Date today); /* late, or within the horizon */

/* For situation.c alone: the duties that the tables make (duty.c). */
void duties_gather(Situation *situation);

#endif
