#include "record/schema.h"

#include "base/arena.h"
#include "record/database.h"
#include "record/lots.h"
#include "record/messages.h"
#include "record/sendings.h"

enum { MOST_TABLES = 8 };

/* What each version adds, in order: a step that a school has run is never changed. */
static const char *const steps[SCHEMA_VERSION][MOST_TABLES] = {
    {documents_ddl, numbers_ddl, lots_ddl, messages_ddl},
    {documents_ddl_2, sequences_ddl, terms_ddl, signatures_ddl, events_ddl, originals_ddl},
    {events_ddl_3, erase_ddl},
    {appointments_ddl, sendings_ddl, lots_ddl_4},
};

static Status take_step(sqlite3 *database, int version, Error *error)
{
    Status status = STATUS_OK;
    for (int t = 0; status == STATUS_OK && t < MOST_TABLES && steps[version - 1][t]; t++)
        status = database_run(database, steps[version - 1][t], error);
    return status;
}

static Status sign(sqlite3 *database, Error *error)
{
    Arena *arena = arena_new();
    Status status = database_run(database,
                                 arena_printf(arena,
                                              "PRAGMA application_id = %d;"
                                              "PRAGMA user_version = %d",
                                              APPLICATION_ID, SCHEMA_VERSION),
                                 error);
    arena_free(arena);
    return status;
}

Status schema_advance(sqlite3 *database, int from, Error *error)
{
    Status status = database_run(database, "BEGIN IMMEDIATE", error);
    if (status != STATUS_OK)
        return status;
    for (int version = from + 1; status == STATUS_OK && version <= SCHEMA_VERSION; version++)
        status = take_step(database, version, error);
    if (status == STATUS_OK)
        status = sign(database, error);
    if (status == STATUS_OK)
        status = database_run(database, "COMMIT", error);
    if (status != STATUS_OK && !sqlite3_get_autocommit(database))
        database_run(database, "ROLLBACK", NULL);
    return status;
}
