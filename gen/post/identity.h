/* identity: what makes a message the same from one run to the next: the company, the occasion, the
 * person, and what its documents say. */
#ifndef ATE_POST_IDENTITY_H
#define ATE_POST_IDENTITY_H

#include "post/parcel.h"

typedef struct Identity {
    Sha256 recipient; /* left.h */
    Sha256 who;       /* company, occasion, recipient */
    Sha256 what;      /* these and the terms of the documents: the message's key in the ledger */
} Identity;

void identity_of(const Record *record, const Parcel *parcel, Identity *identity);

#endif
