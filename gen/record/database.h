/* database: thin helpers over SQLite, for the files of record/ only.
 *
 * A Query is a prepared statement with its first failure kept: bind, step and
 * read without testing each call, then ask query_close, which gives the Status
 * of the whole. Columns and parameters count from 1.
 *
 *     Query query;
 *     query_open(&query, database, "SELECT number FROM documents WHERE kind = ?");
 *     query_bind_text(&query, 1, kind);
 *     while (query_next(&query))
 *         keep(query_text(&query, 1, arena));
 *     return query_close(&query, error);
 */
#ifndef ATE_RECORD_DATABASE_H
#define ATE_RECORD_DATABASE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/map.h"
#include "record/registry.h"

#include <sqlite3.h>

struct Registry {
    sqlite3 *database; /* NULL: read-only, not made yet */
    Arena *arena;
    const char *folder;
    Map *documents;    /* documents.c: what is known, by kind and key; NULL: not read yet */
    bool writes, locked; /* opened for writing; the lock is ours */
    bool refused;      /* at opening: nothing is to be attested */
    Sha256 sealed;     /* of the file, which registre.sceau attests; "" when it does not */
    int sealed_changes;/* sqlite3_total_changes by then */
};

/* The connection of a registry; NULL for a read-only registry that does not exist
 * yet: every list is then empty. */
sqlite3 *registry_database(const Registry *registry);

typedef struct Query {
    sqlite3 *database;
    sqlite3_stmt *statement;
    int code;         /* of SQLite: SQLITE_OK until something fails */
    char detail[256]; /* what SQLite says of that failure */
} Query;

/* A NULL database gives a query without rows. */
void query_open(Query *query, sqlite3 *database, const char *sql);
void query_bind_text(Query *query, int parameter, const char *text); /* NULL binds NULL */
void query_bind_number(Query *query, int parameter, int64_t number);
void query_bind_date(Query *query, int parameter, Date date);        /* "2026-05-25"; DATE_NONE: NULL */
void query_bind_bytes(Query *query, int parameter, const void *bytes, size_t length);
bool query_next(Query *query);  /* a row is there; false at the end and after a failure */
void query_reset(Query *query); /* for other parameters, on the same statement */

const char *query_text(const Query *query, int column, Arena *arena); /* "" for NULL */
/* A copy, followed by a NUL that `*length` does not count. */
const void *query_bytes(const Query *query, int column, size_t *length, Arena *arena);
bool query_is(const Query *query, int column, const char *text);
bool query_is_null(const Query *query, int column);
int64_t query_number(const Query *query, int column);
Date query_date(const Query *query, int column);                      /* DATE_NONE for NULL */

/* Frees the statement. STATUS_SYSTEM, with place, cause in words and remedy, when
 * anything failed since query_open. */
Status query_close(Query *query, Error *error);

/* For statements without parameters or result; several may be separated by ';'. */
Status database_run(sqlite3 *database, const char *sql, Error *error);
/* What a failure code of SQLite means for the user, with the way out. */
Status database_error(sqlite3 *database, int code, const char *detail, Error *error);

#endif
