/* schema: the registry's tables, version by version.
 *
 * A new registry goes through the same steps as an old one, so that both are the
 * same tables. Names are in French: the school reads them with plain SQL. Each
 * table's DDL is in the file that reads and writes it.
 */
#ifndef ATE_RECORD_SCHEMA_H
#define ATE_RECORD_SCHEMA_H

#include "base/error.h"

#include <sqlite3.h>

enum {
    SCHEMA_VERSION = 4,
    APPLICATION_ID = 0x41544531, /* "ATE1", at byte 68 of the file */
};

extern const char numbers_ddl[], documents_ddl[], documents_ddl_2[], sequences_ddl[], terms_ddl[],
    signatures_ddl[], events_ddl[], originals_ddl[],
    events_ddl_3[], erase_ddl[], appointments_ddl[];

/* From the version `from` (0: an empty file) to the last one, in one transaction. */
Status schema_advance(sqlite3 *database, int from, Error *error);

#endif
