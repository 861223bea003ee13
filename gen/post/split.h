/* split: a parcel too heavy for one message, as several numbered ones.
 *
 * Its documents keep their order; each part takes as many as fit. A part is a parcel in its
 * own right, with its own documents and its own file, so that the ledger knows it by them:
 * as long as the same documents go together, it is the same message. What is too heavy by
 * itself is in no part.
 */
#ifndef ATE_POST_SPLIT_H
#define ATE_POST_SPLIT_H

#include "post/parcel.h"

/* The bytes of the message that would carry a part. */
typedef Status SplitMeasure(void *context, const Parcel *part, size_t *length, Error *error);

typedef struct Split {
    Parcel *parts;          /* one that is alone has the number of none, and the whole's file */
    size_t count;
    const Document **heavy; /* each past the limit by itself */
    size_t heavy_count;
} Split; /* all of it in the parcels' arena */

Status split_parcel(Split *split, const Parcels *parcels, const Parcel *whole, size_t limit,
                    SplitMeasure *measure, void *context, Error *error);

#endif
