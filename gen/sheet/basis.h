/* basis: what the sheets of one run read besides the term itself: the errors of each row, what
 * they hold back, what the registry says of protocols, attestations and lots. Made once, read
 * by the functions of columns. */
#ifndef ATE_SHEET_BASIS_H
#define ATE_SHEET_BASIS_H

#include "record/lots.h"
#include "sheet/summary.h"

/* A numbered document about a sequence: from the run, else from the registry. */
typedef struct Paper {
    bool issued, cancelled;
    const char *number;  /* "" when it has none */
    const char *path;    /* "" when this run did not plan it */
    const char *held_by; /* codes of the findings that hold it back, "" when free */
    int revision;
    Date issued_on;
} Paper;

typedef struct Declared {
    const LotEntry *entry; /* NULL: no lot holds the sequence */
    Date made_on;          /* of the lot */
    const char *held_by;
} Declared;

typedef enum PaperKind { PAPER_PROTOCOL, PAPER_ATTESTATION } PaperKind;
enum { PAPER_COUNT = 2 };

typedef struct Basis {
    const Summary *summary;
    Arena *arena;
    uint32_t *errors[TABLE_COUNT]; /* by Row.index: findings of severity error */
    Paper *papers[PAPER_COUNT];    /* by Row.index of the sequence */
    Declared *declared;            /* likewise */
} Basis;

/* To be closed even when it fails. */
Status basis_open(Basis *basis, const Summary *summary, Error *error);
void basis_close(Basis *basis);

/* Where the protocol of a sequence stands. */
typedef enum ProtocolState {
    PROTOCOL_TO_MAKE, PROTOCOL_HELD, PROTOCOL_TO_SIGN, PROTOCOL_PARTLY_SIGNED, PROTOCOL_SIGNED,
} ProtocolState;
enum { PROTOCOL_STATE_COUNT = 5 };
extern const ChoiceList protocol_states;
int basis_protocol_state(const Basis *basis, const Row *sequence); /* -1: none is due */

/* Visits that are not cancelled, and those made. */
typedef struct VisitCount {
    size_t planned, done;
} VisitCount;
VisitCount basis_visits(const Basis *basis, const Row *sequence);

#endif
