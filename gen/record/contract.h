/* contract: the protocol of a sequence and its amendments, as the registry knows them
 * and the school's tables settle them.
 *
 * A protocol that all have signed stands on one revision for ever: the one that
 * protocole_revision_signee names, else the last issued on or before the first
 * signature. What the tables say otherwise since then makes an amendment: proposed
 * until avenants.csv says that it is signed (it changes the terms from its day of
 * effect) or refused (the terms stay, and it is not proposed again until the tables
 * change again). One is proposed at most: the next proposal takes its place and its
 * number.
 */
#ifndef ATE_RECORD_CONTRACT_H
#define ATE_RECORD_CONTRACT_H

#include "record/effective.h"
#include "record/terms.h"

/* The kinds of documents that these are, in the catalogue and in the registry. */
extern const char contract_kind[], amendment_kind[]; /* "protocole", "avenant" */

typedef enum AmendmentState {
    AMENDMENT_PROPOSED, AMENDMENT_SIGNED, AMENDMENT_REFUSED,
} AmendmentState;

typedef struct Amendment {
    int rank;              /* from 1 for each protocol: `numero` of avenants.csv */
    const char *key;       /* in the registry: "SEQ-1.a1" */
    AmendmentState state;
    bool issued;           /* the registry knows it */
    Date effective_on;     /* DATE_NONE: on the day of the last signature */
    Date signed_on;
    const TermValue *changes; /* what it says: by name, the new value and the old one */
    size_t change_count;
} Amendment;

typedef struct Contract {
    const char *number;
    int revision;          /* that was signed; the last one when none was */
    int last_revision;
    Date issued_on;        /* of `revision` */
    int previous_revision; /* 0: none */
    Date previous_issued_on;
    const char *terms_sha256, *sha256; /* of its terms, and of the file made of it ("": unknown) */
    int pages;                         /* of that file */
    bool transcription, cancelled;
    Date first_signature, signed_on; /* by all; DATE_NONE: not yet */
    bool terms_known;      /* else it was issued by a program that did not keep them */
    const Amendment *amendments; /* by rank; at most the last one is proposed */
    size_t amendment_count;
    const char *withdrawn; /* key of a proposal that the tables no longer ask for; NULL: none */
} Contract;

/* Reads the registry's contracts for the sequences of the term, and sets record->contracts. */
Status contracts_read(Record *record, Arena *arena, Error *error);
/* NULL: no protocol was ever issued for that sequence. */
const Contract *record_contract(const Record *record, const Row *sequence);
/* The amendment that is proposed; NULL: none. */
const Amendment *contract_proposal(const Contract *contract);

const Row *contracts_row(const Contracts *contracts, const Row *sequence); /* for record_row */

#endif
