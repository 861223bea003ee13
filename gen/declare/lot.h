/* lot: the next declaration lot, as differences from what the registry last declared.
 *
 * A sequence that is declarable and was not declared is an ajout; one whose values
 * (of the fields that the layout writes) differ is a modification; one that was
 * declared and is no longer ended is an annulation. What the destination refused counts
 * as never sent: it comes again, as what it was. A declared sequence that has
 * left the inputs is not cancelled, an incomplete export must not undo a year: it
 * is listed. What an error holds back, and what the layout cannot write, stays out
 * of the lot and is listed with its reason; the rest goes on. Values are compared
 * as neutral records: another layout declares again only what changed.
 *
 * A lot is immutable. The registry receives it first, with the bytes of its files,
 * in one transaction; then the files are written. A crash between the two loses
 * nothing: lot_restore makes every file again from the registry, as it does when
 * output/ was deleted.
 *
 * differ.c compares, lot.c numbers, writes and registers.
 */
#ifndef ATE_DECLARE_LOT_H
#define ATE_DECLARE_LOT_H

#include "declare/layout.h"
#include "page/page.h"
#include "record/lots.h"
#include "record/refusal.h"
#include "rule/finding.h"

typedef struct LotLine {
    const Row *row;        /* the sequence */
    Nature nature;
    DeclaredRecord record;
    const DeclaredRecord *before; /* what was declared of it; NULL for an ajout */
    const LotRefusal *refusal;    /* it comes again: why its last record was refused; NULL */
    const bool *cut;       /* for each field of the layout: its text was cut */
} LotLine;

typedef enum OmissionKind {
    OMISSION_HELD,      /* an error finding */
    OMISSION_REFUSED,   /* the layout cannot write it: an error of this run */
    OMISSION_INCOMPLETE,/* ended, without hours or code permanent */
    OMISSION_ABSENT,    /* declared this year and no longer in the inputs */
} OmissionKind;

typedef struct LotOmission {
    OmissionKind kind;
    const char *sequence;
    const char *programme; /* "" when it is not known */
    const char *place;  /* "eleves.csv:12 (C12)"; "" when it does not apply */
    const char *reason; /* in the user's language; no personal value */
} LotOmission;

typedef struct LotPlan {
    const Record *record;
    const Layout *layout;
    Arena *arena;
    LotLine *lines;       /* in the order of the keys; none: there is no lot to make */
    size_t line_count, line_capacity;
    size_t natures[NATURE_COUNT];
    LotOmission *omissions; /* likewise, then those that the inputs lack */
    size_t omission_count, omission_capacity;
    size_t refused;         /* of them OMISSION_REFUSED */
    size_t waiting[STATUT_SEQUENCE_COUNT]; /* sequences not ended, never declared, by state */
    size_t unchanged;       /* declared, and the same */
    Lot last;               /* the lot before this one; number NULL: there is none */
    Refusals returned;      /* declaration-refus.csv */
    const LotRefusal *refusals; /* the same, for the registry: returned.count of them */
    Lot lot;                /* number, files; ready for the registry */
} LotPlan;

/* Decides the next lot and its bytes; writes nothing. `findings` have been marked by
 * held_mark. `press` sets the control report; NULL, for a simulation: there is none, nor its sheet. To be given
 * back with lot_free even when it fails. */
Status lot_prepare(LotPlan *plan, const Record *record, const Findings *findings,
                   const Layout *layout, Press *press, Arena *arena, Error *error);
void lot_free(LotPlan *plan);
/* The lot before this one was written by another layout, or another state of this one. */
bool lot_layout_changed(const LotPlan *plan);

/* Between lot.c and differ.c: the lines and omissions of a plan that has its number. */
Status lot_compare(LotPlan *plan, const Findings *findings, Error *error);

/* A file of a lot, for the manifest. */
typedef struct LotOutput {
    const char *path; /* below the output folder: "declaration/LOT/LOT.csv" */
    const char *lot;
    size_t length;
    Sha256 sha256;
    bool written;     /* false: it was already there, the same */
} LotOutput;

/* Registers the plan's lot and refusals, in a transaction of its own. Nothing when it has none. */
Status lot_register(const LotPlan *plan, Registry *registry, Error *error);
/* Writes the files of every lot of the registry (`number` NULL), or of one; those already there
 * are untouched. */
Status lot_restore(const Registry *registry, const char *number, const char *output, Arena *arena,
                   LotOutput **files, size_t *count, Error *error);
/* lot_register, then lot_restore: what `ate declarer` does. */
Status lot_write(const LotPlan *plan, Registry *registry, const char *output, LotOutput **files,
                 size_t *count, Error *error);

#endif
