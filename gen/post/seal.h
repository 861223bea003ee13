/* seal: a PDF that only opens with a password (AES-256, revision 6, libqpdf).
 *
 * Who has the password reads, copies text and prints; nobody may change the document:
 * the owner's password is drawn at random and forgotten. The copy says, under its
 * encryption, of which file it is. It makes no claim of conformance: encryption and
 * PDF/A exclude each other. Two copies of one file never have the same bytes.
 */
#ifndef ATE_POST_SEAL_H
#define ATE_POST_SEAL_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/secret.h"

#include <stdbool.h>

enum { SEAL_PASSWORD_MOST = 127 }; /* bytes: ISO 32000-2, 7.6.4.3.3 */

/* Puts the password in the form that PDF readers give to what is typed (NFC). STATUS_USAGE
 * when it is too long or readers would not agree on it. */
Status seal_settle(Secret *password, Error *error);

/* `source` is the digest of the PDF. STATUS_SYSTEM when the PDF is damaged. */
Status seal_make(const Buffer *pdf, const Sha256 source, const Secret *password, Buffer *copy,
                 Error *error);
/* Whether `copy` is whole, opens with the password and was made of `source`. */
bool seal_is_of(const Buffer *copy, const Sha256 source, const Secret *password);

#endif
