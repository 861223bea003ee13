/* database: see the header. Nothing here knows the tables; failures of SQLite become
 * sentences in one place, database_error. */
#include "record/database.h"

#include "base/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

Status database_error(sqlite3 *database, int code, const char *detail, Error *error)
{
    const char *place = database ? sqlite3_db_filename(database, "main") : "";
    int cause = 0; /* EBUSY, EBADMSG: registry_open adds what it knows */
    place = place ? place : "";
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        error_set(error, STATUS_SYSTEM, place,
                  _("Une autre production est en cours sur ce dossier"));
        error_remedy(error, _("attendez qu'elle finisse, puis recommencez"));
        cause = EBUSY;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        error_set(error, STATUS_SYSTEM, place, _("le registre est endommagé : %s"), detail);
        error_remedy(error, _("rien n'y a été changé ; remettez en place votre dernière copie de "
                              "sauvegarde du dossier du registre, puis recommencez"));
        cause = EBADMSG;
        break;
    case SQLITE_FULL:
        error_set(error, STATUS_SYSTEM, place,
                  _("le disque est plein : le registre n'a pas changé"));
        error_remedy(error, _("libérez de l'espace, puis recommencez"));
        break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        error_set(error, STATUS_SYSTEM, place,
                  _("le registre ne peut pas être ouvert en écriture : %s"), detail);
        error_remedy(error,
                     _("vérifiez les droits sur le dossier du registre et sur ses fichiers"));
        break;
    default:
        error_set(error, STATUS_SYSTEM, place, _("le registre ne répond pas : %s"), detail);
        error_remedy(error, _("rien n'est perdu : recommencez"));
        break;
    }
    if (error)
        error->cause = cause;
    return STATUS_SYSTEM;
}

Status database_run(sqlite3 *database, const char *sql, Error *error)
{
    int code = sqlite3_exec(database, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK
                             : database_error(database, code, sqlite3_errmsg(database), error);
}

/* Keeps the first failure: later ones only follow from it. */
static void keep(Query *query, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || query->code != SQLITE_OK)
        return;
    query->code = code;
    snprintf(query->detail, sizeof query->detail, "%s", sqlite3_errmsg(query->database));
}

void query_open(Query *query, sqlite3 *database, const char *sql)
{
    *query = (Query){.database = database, .code = SQLITE_OK};
    if (database)
        keep(query, sqlite3_prepare_v2(database, sql, -1, &query->statement, NULL));
}

void query_bind_text(Query *query, int parameter, const char *text)
{
    if (query->statement && query->code == SQLITE_OK)
        keep(query, sqlite3_bind_text(query->statement, parameter, text, -1, SQLITE_TRANSIENT));
}

void query_bind_number(Query *query, int parameter, int64_t number)
{
    if (query->statement && query->code == SQLITE_OK)
        keep(query, sqlite3_bind_int64(query->statement, parameter, number));
}

void query_bind_date(Query *query, int parameter, Date date)
{
    DateText text;
    query_bind_text(query, parameter, date == DATE_NONE ? NULL : date_iso(date, text));
}

void query_bind_bytes(Query *query, int parameter, const void *bytes, size_t length)
{
    if (query->statement && query->code == SQLITE_OK)
        keep(query, sqlite3_bind_blob64(query->statement, parameter, length ? bytes : "", length,
                                        SQLITE_TRANSIENT));
}

bool query_next(Query *query)
{
    if (!query->statement || query->code != SQLITE_OK)
        return false;
    int code = sqlite3_step(query->statement);
    keep(query, code);
    return code == SQLITE_ROW;
}

void query_reset(Query *query)
{
    if (query->statement && query->code == SQLITE_OK)
        sqlite3_reset(query->statement);
}

const char *query_text(const Query *query, int column, Arena *arena)
{
    const unsigned char *text = sqlite3_column_text(query->statement, column - 1);
    int length = sqlite3_column_bytes(query->statement, column - 1);
    return arena_slice(arena, text ? (const char *)text : "", text ? (size_t)length : 0);
}

const void *query_bytes(const Query *query, int column, size_t *length, Arena *arena)
{
    const void *bytes = sqlite3_column_blob(query->statement, column - 1);
    *length = (size_t)sqlite3_column_bytes(query->statement, column - 1);
    return arena_slice(arena, bytes ? bytes : "", *length);
}

bool query_is(const Query *query, int column, const char *text)
{
    const unsigned char *found = sqlite3_column_text(query->statement, column - 1);
    return found && strcmp((const char *)found, text) == 0;
}

bool query_is_null(const Query *query, int column)
{
    return sqlite3_column_type(query->statement, column - 1) == SQLITE_NULL;
}

int64_t query_number(const Query *query, int column)
{
    return sqlite3_column_int64(query->statement, column - 1);
}

Date query_date(const Query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, column - 1);
    Date date = DATE_NONE;
    return text && date_parse_iso(text, &date) ? date : DATE_NONE;
}

Status query_close(Query *query, Error *error)
{
    sqlite3_finalize(query->statement);
    query->statement = NULL;
    if (query->code == SQLITE_OK)
        return STATUS_OK;
    return database_error(query->database, query->code, query->detail, error);
}
