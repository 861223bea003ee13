/* outgoing: the bytes that leave, from those of a draft.
 *
 * The draft is what was checked and shown; only its head changes: the Date is that of the
 * transmission, and what makes it a draft (X-Unsent) goes. A trial goes to one address and to no
 * other: it names neither the recipient nor the copy, says that it is one in its subject, and has a
 * Message-ID of its own, lest a server take the true message for a second copy of it.
 */
#ifndef ATE_POST_OUTGOING_H
#define ATE_POST_OUTGOING_H

#include "base/buffer.h"

#include <stdint.h>

/* `trial` NULL: the message itself; else the address (address_fault) that gets it. */
void outgoing_make(const char *draft, size_t length, int64_t utc, const char *trial, Buffer *out);

#endif
