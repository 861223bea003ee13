#include "record/appointments.h"

#include "record/database.h"
#include "record/schema.h"

const char appointments_ddl[] =
    "CREATE TABLE rendez_vous ("
    " calendrier TEXT NOT NULL," /* "responsable.P11" */
    " cle TEXT NOT NULL,"        /* "visite.V-1" */
    " eleve TEXT NOT NULL,"      /* whose dossier it goes with */
    " jour TEXT NOT NULL CHECK (jour = date(jour)),"
    " minute INTEGER CHECK (minute BETWEEN 0 AND 1439)," /* NULL: the whole day */
    " duree INTEGER NOT NULL CHECK (duree >= 0),"
    " revision INTEGER NOT NULL CHECK (revision >= 0),"
    " change_le TEXT NOT NULL CHECK (change_le = date(change_le)),"
    " annule INTEGER NOT NULL CHECK (annule IN (0, 1)),"
    " empreinte TEXT NOT NULL,"
    " PRIMARY KEY (calendrier, cle)) WITHOUT ROWID;";

static void read_row(const Query *query, Arena *arena, KnownAppointment *known)
{
    *known = (KnownAppointment){
        .calendar = query_text(query, 1, arena),
        .key = query_text(query, 2, arena),
        .student = query_text(query, 3, arena),
        .day = query_date(query, 4),
        .minutes = query_is_null(query, 5) ? -1 : (int)query_number(query, 5),
        .length = (int)query_number(query, 6),
        .revision = (int)query_number(query, 7),
        .changed_on = query_date(query, 8),
        .cancelled = query_number(query, 9) != 0,
        .sha256 = query_text(query, 10, arena),
    };
}

static Status count_rows(sqlite3 *database, size_t *count, Error *error)
{
    Query query;
    query_open(&query, database, "SELECT count(*) FROM rendez_vous");
    *count = query_next(&query) ? (size_t)query_number(&query, 1) : 0;
    return query_close(&query, error);
}

Status appointments_list(const Registry *registry, Arena *arena, KnownAppointment **list,
                         size_t *count, Error *error)
{
    Query query;
    size_t most = 0;
    *count = 0;
    Status status = count_rows(registry_database(registry), &most, error);
    *list = arena_array_of(arena, most + 1, KnownAppointment);
    if (status != STATUS_OK)
        return status;
    query_open(&query, registry_database(registry),
               "SELECT calendrier, cle, eleve, jour, minute, duree, revision, change_le, annule,"
               " empreinte FROM rendez_vous ORDER BY calendrier, cle");
    while (*count < most && query_next(&query))
        read_row(&query, arena, &(*list)[(*count)++]);
    return query_close(&query, error);
}

Status appointments_put(Registry *registry, const KnownAppointment *appointment, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT OR REPLACE INTO rendez_vous (calendrier, cle, eleve, jour, minute, duree,"
               " revision, change_le, annule, empreinte)"
               " VALUES (?, ?, ?, ?, nullif(?, -1), ?, ?, ?, ?, ?)");
    query_bind_text(&query, 1, appointment->calendar);
    query_bind_text(&query, 2, appointment->key);
    query_bind_text(&query, 3, appointment->student);
    query_bind_date(&query, 4, appointment->day);
    query_bind_number(&query, 5, appointment->minutes);
    query_bind_number(&query, 6, appointment->length);
    query_bind_number(&query, 7, appointment->revision);
    query_bind_date(&query, 8, appointment->changed_on);
    query_bind_number(&query, 9, appointment->cancelled);
    query_bind_text(&query, 10, appointment->sha256);
    query_next(&query);
    return query_close(&query, error);
}

Status appointments_forget(Registry *registry, const KnownAppointment *appointment, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "DELETE FROM rendez_vous WHERE calendrier = ? AND cle = ?");
    query_bind_text(&query, 1, appointment->calendar);
    query_bind_text(&query, 2, appointment->key);
    query_next(&query);
    return query_close(&query, error);
}
