/* left: what the ledger says has gone, so that it does not go again.
 *
 * A document that a message carried to a person, and that says the same, is not for another message
 * to the same person: whether it was accepted, refused or nobody knows. An address that changed is
 * another person: what went to a wrong one has still to go.
 */
#ifndef ATE_POST_LEFT_H
#define ATE_POST_LEFT_H

#include "base/digest.h"
#include "issue/issue.h"
#include "record/messages.h"

typedef struct Left Left;

/* By the ledger, and by what the ledger of another day told (traces.h). To be given back with
 * left_free even when it fails. */
Status left_read(Left **left, const Registry *registry, const char *output, Error *error);
bool left_holds(Left *left, const Sha256 recipient, const Document *document);
/* left_holds was true of a document of that message: what it says is still due, to the same person. */
bool left_stands(const Left *left, const char *message);
/* How many left_holds was true of, that only the traces know: the registry is older than they are. */
size_t left_untold(const Left *left);
void left_free(Left *left); /* NULL is allowed */

/* The address is not kept; the school's code keeps two schools' digests apart. */
void recipient_digest(const Record *record, const char *address, Sha256 digest);

#endif
