/* effective: the one view that documents, reports, lots and rules read: the
 * registry over the inputs.
 *
 * Today every value is the inputs' own; what the registry knows of terms signed
 * and amended will be laid over it here, and nowhere else. The status is already
 * effective: a signed sequence is under way from its first day; past its end it
 * is still under way ("à clore": rule sequence-statut-date says so), never closed
 * by itself.
 */
#ifndef ATE_RECORD_EFFECTIVE_H
#define ATE_RECORD_EFFECTIVE_H

#include "term/config.h"
#include "term/term.h"

typedef struct Registry Registry; /* record/registry.h */

typedef struct Record {
    const Term *term;
    const Config *config;
    const Registry *registry; /* NULL: none yet */
    Date today;
} Record;

/* The value as it stands today; a status that the day changed has no place in a file. */
const Value *record_value(const Record *record, const Row *row, int column);
int record_status(const Record *record, const Row *sequence); /* STATUT_SEQUENCE_…, -1 unknown */

/* The day when school, company and student had all signed the protocol: protocole_signe_le,
 * else the last of their three dates. DATE_NONE: not signed. */
Date record_signed_on(const Row *sequence);

#endif
