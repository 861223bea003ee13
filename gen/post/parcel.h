/* parcel: which documents go together to whom.
 *
 * One parcel a recipient and occasion: the documents of this run that are made, not
 * held back, mailed (the kind has a `courriel`) and whose recipients include the
 * company, grouped by company, by occasion and by the person that the kind's role
 * names (person.h). What cannot leave is a Refusal with its reason; what has already gone
 * to that person is counted. Each document is of that company by its own subject, and of
 * no other.
 */
#ifndef ATE_POST_PARCEL_H
#define ATE_POST_PARCEL_H

#include "issue/issue.h"
#include "post/left.h"

typedef struct Parcel {
    const Row *company;
    const char *occasion;
    const char *mail;          /* template of the message: "protocoles" */
    const char *to_name, *to;  /* never in a log or a message to the user */
    bool is_default;           /* the person whom the role names for the company as a whole */
    const char *path;          /* below the output folder: "courriels/ENT-1-protocoles.eml" */
    int part, parts;           /* 2 of 3, of a parcel too heavy for one message (split.h); 0: whole */
    const Document **documents;/* in the order of the issue */
    size_t document_count, document_capacity;
} Parcel;

typedef struct Refusal {
    const char *company, *occasion;
    const char *place;         /* "contacts.csv:12 (D12)"; "" when it does not apply */
    const char *reason;        /* in the user's language; no personal value */
} Refusal;

typedef struct Parcels {
    Arena *arena;
    Parcel *items;             /* by company, occasion, path */
    size_t count, capacity;
    size_t left_count;         /* documents that went before, the same, to the same person */
    Refusal *refusals;
    size_t refusal_count, refusal_capacity;
} Parcels;

void parcels_make(Parcels *parcels, const Issue *issue, Left *left, Arena *arena);
void parcels_free(Parcels *parcels);
void parcels_refuse(Parcels *parcels, const Row *company, const char *occasion, const char *place,
                    const char *reason);

const Row *document_sequence(const Document *document); /* NULL when it is not about one */
const Row *document_company(const Document *document);  /* NULL when it has none of its own */

#endif
