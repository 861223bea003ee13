/* numbers: patterns and counters. */
#include "record/numbers.h"

#include "base/message.h"
#include "record/database.h"
#include "record/schema.h"

#include <string.h>

const char numbers_ddl[] =
    "CREATE TABLE compteurs ("
    " genre TEXT NOT NULL,"
    " annee INTEGER NOT NULL,"
    " organisme TEXT NOT NULL,"
    " dernier INTEGER NOT NULL CHECK (dernier >= 1)," /* given: never given again */
    " PRIMARY KEY (genre, annee, organisme)) WITHOUT ROWID;";

static Status bad_pattern(const char *pattern, const char *what, Error *error)
{
    error_set(error, STATUS_USAGE, "", _("modèle de numéro « %s » : %s"), pattern, what);
    error_remedy(error,
                 _("un numéro se compose de {annee}, {organisme} et {seq} ou {seq:5}, avec du "
                   "texte autour ; {seq} est obligatoire"));
    return STATUS_USAGE;
}

/* "{seq:5}": true, with the width, for "{seq" forms; width 0 when none is given. */
static bool is_sequence(const char *tag, size_t length, int *width)
{
    *width = 0;
    if (length == 5 && !strncmp(tag, "{seq}", 5))
        return true;
    if (length != 7 || strncmp(tag, "{seq:", 5) || tag[5] < '1' || tag[5] > '9')
        return false;
    *width = tag[5] - '0';
    return true;
}

static Status number_text(const NumberParts *parts, int64_t sequence, Buffer *out, Error *error)
{
    bool counted = false;
    buffer_clear(out);
    for (const char *p = parts->pattern; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            buffer_add_char(out, *p++);
            continue;
        }
        size_t length = (size_t)(end - p) + 1;
        int width;
        if (length == 7 && !strncmp(p, "{annee}", 7)) {
            buffer_printf(out, "%04d", parts->year);
        } else if (length == 11 && !strncmp(p, "{organisme}", 11)) {
            buffer_add_text(out, parts->organisation);
        } else if (is_sequence(p, length, &width)) {
            buffer_printf(out, "%0*lld", width, (long long)sequence);
            counted = true;
        } else {
            return bad_pattern(parts->pattern, _("une partie entre accolades est inconnue"), error);
        }
        p = end + 1;
    }
    return counted ? STATUS_OK : bad_pattern(parts->pattern, _("{seq} manque"), error);
}

static Status read_counter(sqlite3 *database, const NumberParts *parts, int64_t *last, Error *error)
{
    Query query;
    query_open(&query, database,
               "SELECT dernier FROM compteurs WHERE genre = ? AND annee = ? AND organisme = ?");
    query_bind_text(&query, 1, parts->kind);
    query_bind_number(&query, 2, parts->year);
    query_bind_text(&query, 3, parts->organisation);
    *last = query_next(&query) ? query_number(&query, 1) : 0;
    return query_close(&query, error);
}

static Status write_counter(sqlite3 *database, const NumberParts *parts, int64_t last, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO compteurs (genre, annee, organisme, dernier) VALUES (?, ?, ?, ?)"
               " ON CONFLICT (genre, annee, organisme) DO UPDATE SET dernier = excluded.dernier");
    query_bind_text(&query, 1, parts->kind);
    query_bind_number(&query, 2, parts->year);
    query_bind_text(&query, 3, parts->organisation);
    query_bind_number(&query, 4, last);
    query_next(&query);
    return query_close(&query, error);
}

static Status number_is_taken(sqlite3 *database, const char *kind, const char *number, bool *taken,
                              Error *error)
{
    Query query;
    query_open(&query, database, "SELECT 1 FROM documents WHERE genre = ?1 AND numero = ?2 UNION ALL"
               " SELECT 1 FROM numeros_purges WHERE genre = ?1 AND numero = ?2");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, number);
    *taken = query_next(&query);
    return query_close(&query, error);
}

/* The next number that no document of the kind ever had: a pattern without {annee}
 * starts its count again each year and passes over those of the years before. */
Status number_take(sqlite3 *database, const NumberParts *parts, Buffer *number, Error *error)
{
    int64_t sequence;
    bool taken = true;
    Status status = read_counter(database, parts, &sequence, error);
    while (status == STATUS_OK && taken) {
        status = number_text(parts, ++sequence, number, error);
        if (status == STATUS_OK)
            status = number_is_taken(database, parts->kind, buffer_text(number), &taken, error);
    }
    return status == STATUS_OK ? write_counter(database, parts, sequence, error) : status;
}
