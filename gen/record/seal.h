/* seal: registre.sceau, the digest of the registry as the last run left it.
 *
 * SQLite finds a page that is missing or out of shape, not a digit that a failing
 * disk changed inside a text. The seal does: it gives the file's own change counter
 * and the SHA-256 of its bytes. When the counter is another one, somebody wrote since
 * (a run that was cut, a tool) and the seal says nothing. For the files of record/.
 */
#ifndef ATE_RECORD_SEAL_H
#define ATE_RECORD_SEAL_H

#include "base/digest.h"

#include <sqlite3.h>

typedef enum SealState { SEAL_NONE, SEAL_OLD, SEAL_GOOD, SEAL_BROKEN } SealState;
/* `sha256` is that of the bytes, when the state is SEAL_GOOD. */
SealState seal_check(sqlite3 *database, const char *folder, Sha256 sha256);
/* Best done and never an error: without a seal the registry is as good as before. `sha256` is ""
 * when there is none. */
void seal_put(sqlite3 *database, const char *folder, Sha256 sha256);
void seal_drop(const char *folder);

#endif
