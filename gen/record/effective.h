/* effective: the one view that documents, reports and lots read: the registry over
 * the inputs.
 *
 * Once a protocol is signed, its terms are those that were signed, then those of each
 * signed amendment from its day of effect (record/contract.h); every other value is
 * the inputs' own. What the rules judge is the inputs. The status is effective too: a
 * signed sequence is under way from its first day; past its end it is still under way
 * ("à clore": rule sequence-statut-date says so), never closed by itself.
 */
#ifndef ATE_RECORD_EFFECTIVE_H
#define ATE_RECORD_EFFECTIVE_H

#include "record/registry.h"
#include "term/config.h"
#include "term/term.h"

typedef struct Contracts Contracts; /* record/contract.h */

typedef struct Record {
    const Term *term;
    const Config *config;
    const Registry *registry;   /* NULL: none yet */
    Date today;
    const Contracts *contracts; /* NULL: nothing was signed, the inputs are what stands */
} Record;

/* The row as it stands today, to be read in place of the inputs'. It has the same key, place and
 * children; it is not to be compared with other rows, nor linked to. */
const Row *record_row(const Record *record, const Row *row);
/* The value as it stands today; a status that the day changed has no place in a file. */
const Value *record_value(const Record *record, const Row *row, int column);
int record_status(const Record *record, const Row *sequence); /* STATUT_SEQUENCE_…, -1 unknown */

bool record_is_live(const Record *record, const Row *sequence);  /* known, and not annulee */
bool record_is_cancelled(const Record *record, const Row *sequence);
bool record_is_ended(const Record *record, const Row *sequence); /* terminee or interrompue */
/* Some live sequence carries this one on (`remplace`). */
bool record_is_replaced(const Record *record, const Row *sequence);
/* An integration meeting that was held: said so, or past where its state is not said. */
bool record_is_held(const Record *record, const Row *meeting);

/* The day when school, company and student had all signed the protocol: protocole_signe_le,
 * else the last of their three dates. DATE_NONE: not signed. */
Date record_signed_on(const Row *sequence);
/* The first of these days; DATE_NONE: nobody signed. */
Date record_first_signature(const Row *sequence);

#endif
