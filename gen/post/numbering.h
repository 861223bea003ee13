/* numbering: "2 of 3", for the parts of a parcel, and the files that say so.
 *
 * When a part has left, its documents go no more (left.h), and the others would be numbered as if
 * it had never been. They keep the numbers under which they were prepared, so that who got the
 * first of three gets the second and the third. The ledger knows them by their files' names.
 */
#ifndef ATE_POST_NUMBERING_H
#define ATE_POST_NUMBERING_H

#include "post/parcel.h"

/* 1 of `count`, 2 of `count`… in their order, each with a file that is nobody else's; one that is
 * alone has no number, and the file `path`, which is that of the parcel they come from. */
void numbering_give(const Parcels *parcels, const char *path, Parcel *parts, size_t count);
/* The numbers that they had, if each had one, out of as many, and another of these has left. */
Status numbering_keep(const Parcels *parcels, const Record *record, const char *path,
                      Parcel *parts, size_t count, Error *error);

#endif
