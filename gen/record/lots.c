/* lots: declaration lots in SQLite. A neutral record is kept as one row a field, so
 * that plain SQL can read what was declared and a field can be added without
 * touching the tables. */
#include "record/lots.h"

#include "base/map.h"
#include "record/database.h"

#include <stdlib.h>
#include <string.h>

const char lots_ddl[] =
    "CREATE TABLE lots ("
    " id INTEGER PRIMARY KEY," /* the order in which they were made */
    " numero TEXT NOT NULL UNIQUE,"
    " annee_scolaire TEXT NOT NULL,"
    " rang INTEGER NOT NULL CHECK (rang >= 1),"
    " fait_le TEXT NOT NULL CHECK (fait_le = date(fait_le)),"
    " modele TEXT NOT NULL,"
    " modele_empreinte TEXT NOT NULL CHECK (length(modele_empreinte) = 64),"
    " UNIQUE (annee_scolaire, rang));"
    "CREATE TABLE lot_fichiers ("
    " lot INTEGER NOT NULL REFERENCES lots (id),"
    " nom TEXT NOT NULL,"
    " octets BLOB NOT NULL,"
    " PRIMARY KEY (lot, nom));"
    "CREATE TABLE lot_sequences ("
    " lot INTEGER NOT NULL REFERENCES lots (id),"
    " sequence TEXT NOT NULL,"
    " nature TEXT NOT NULL CHECK (nature IN ('ajout', 'modification', 'annulation')),"
    " PRIMARY KEY (lot, sequence)) WITHOUT ROWID;"
    "CREATE INDEX lot_sequences_derniere ON lot_sequences (sequence, lot);"
    "CREATE TABLE lot_valeurs ("
    " lot INTEGER NOT NULL,"
    " sequence TEXT NOT NULL,"
    " position INTEGER NOT NULL,"
    " champ TEXT NOT NULL,"
    " valeur TEXT NOT NULL,"
    " PRIMARY KEY (lot, sequence, position),"
    " FOREIGN KEY (lot, sequence) REFERENCES lot_sequences (lot, sequence)) WITHOUT ROWID;";

const char lots_ddl_4[] =
    "ALTER TABLE lot_sequences ADD COLUMN rang INTEGER;" /* in the lot's file, from 1 */
    "UPDATE lot_sequences SET rang = (SELECT count(*) FROM lot_sequences o"
    " WHERE o.lot = lot_sequences.lot AND o.sequence <= lot_sequences.sequence);"
    "CREATE INDEX lot_sequences_rang ON lot_sequences (lot, rang);"
    "CREATE TABLE lot_refus (" /* what the destination sent back */
    " lot INTEGER NOT NULL,"
    " sequence TEXT NOT NULL,"
    " code TEXT NOT NULL,"
    " message TEXT NOT NULL,"
    " recu_le TEXT NOT NULL CHECK (recu_le = date(recu_le)),"
    " PRIMARY KEY (lot, sequence, code, message),"
    " FOREIGN KEY (lot, sequence) REFERENCES lot_sequences (lot, sequence)) WITHOUT ROWID;";

static const char *const natures[NATURE_COUNT] = {"ajout", "modification", "annulation"};

const char *nature_code(Nature nature)
{
    return natures[nature];
}

static Nature nature_of(const char *code)
{
    for (int i = 0; i < NATURE_COUNT; i++)
        if (strcmp(natures[i], code) == 0)
            return (Nature)i;
    return NATURE_AJOUT; /* the table's CHECK allows no other word */
}

Status lots_known(const Registry *registry, const char *number, bool *known, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry), "SELECT 1 FROM lots WHERE numero = ?");
    query_bind_text(&query, 1, number);
    *known = query_next(&query);
    return query_close(&query, error);
}

Status lots_next_rank(const Registry *registry, const char *school_year, int *rank, Error *error)
{
    Query query;
    *rank = 1;
    query_open(&query, registry_database(registry),
               "SELECT coalesce(max(rang), 0) + 1 FROM lots WHERE annee_scolaire = ?");
    query_bind_text(&query, 1, school_year);
    if (query_next(&query))
        *rank = (int)query_number(&query, 1);
    return query_close(&query, error);
}

static Status add_lot(sqlite3 *database, const Lot *lot, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO lots (numero, annee_scolaire, rang, fait_le, modele, modele_empreinte)"
               " VALUES (?, ?, ?, ?, ?, ?)");
    query_bind_text(&query, 1, lot->number);
    query_bind_text(&query, 2, lot->school_year);
    query_bind_number(&query, 3, lot->rank);
    query_bind_date(&query, 4, lot->made_on);
    query_bind_text(&query, 5, lot->layout);
    query_bind_text(&query, 6, lot->layout_sha256);
    query_next(&query);
    return query_close(&query, error);
}

static Status add_files(sqlite3 *database, int64_t id, const Lot *lot, Error *error)
{
    Query query;
    query_open(&query, database, "INSERT INTO lot_fichiers (lot, nom, octets) VALUES (?, ?, ?)");
    for (size_t i = 0; i < lot->file_count; i++) {
        query_bind_number(&query, 1, id);
        query_bind_text(&query, 2, lot->files[i].name);
        query_bind_bytes(&query, 3, lot->files[i].bytes, lot->files[i].length);
        query_next(&query);
        query_reset(&query);
    }
    return query_close(&query, error);
}

static Status add_entries(sqlite3 *database, int64_t id, const Lot *lot, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO lot_sequences (lot, sequence, nature, rang) VALUES (?, ?, ?, ?)");
    for (size_t i = 0; i < lot->entry_count; i++) {
        query_bind_number(&query, 1, id);
        query_bind_text(&query, 2, lot->entries[i].sequence);
        query_bind_text(&query, 3, natures[lot->entries[i].nature]);
        query_bind_number(&query, 4, (int64_t)i + 1);
        query_next(&query);
        query_reset(&query);
    }
    return query_close(&query, error);
}

static Status add_values(sqlite3 *database, int64_t id, const Lot *lot, Error *error)
{
    Query query;
    query_open(&query, database,
               "INSERT INTO lot_valeurs (lot, sequence, position, champ, valeur)"
               " VALUES (?, ?, ?, ?, ?)");
    for (size_t i = 0; i < lot->entry_count; i++) {
        const LotEntry *entry = &lot->entries[i];
        for (size_t v = 0; v < entry->value_count; v++) {
            query_bind_number(&query, 1, id);
            query_bind_text(&query, 2, entry->sequence);
            query_bind_number(&query, 3, (int64_t)v + 1);
            query_bind_text(&query, 4, entry->values[v].field);
            query_bind_text(&query, 5, entry->values[v].value);
            query_next(&query);
            query_reset(&query);
        }
    }
    return query_close(&query, error);
}

Status lots_add(Registry *registry, const Lot *lot, Error *error)
{
    sqlite3 *database = registry_database(registry);
    Status status = add_lot(database, lot, error);
    int64_t id = sqlite3_last_insert_rowid(database);
    if (status == STATUS_OK)
        status = add_files(database, id, lot, error);
    if (status == STATUS_OK)
        status = add_entries(database, id, lot, error);
    if (status == STATUS_OK)
        status = add_values(database, id, lot, error);
    return status;
}

static Status read_files(const Registry *registry, Arena *arena, Lot *lot, Error *error)
{
    LotFile *files = NULL;
    size_t count = 0, capacity = 0;
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT f.nom, f.octets FROM lot_fichiers f JOIN lots l ON l.id = f.lot"
               " WHERE l.numero = ? ORDER BY f.nom");
    query_bind_text(&query, 1, lot->number);
    while (query_next(&query)) {
        files = vector_reserve(files, &capacity, count + 1, sizeof *files);
        LotFile *file = &files[count++];
        file->name = query_text(&query, 1, arena);
        file->bytes = query_bytes(&query, 2, &file->length, arena);
    }
    lot->files = vector_settle(arena, files, count, sizeof *files);
    lot->file_count = count;
    return query_close(&query, error);
}

#define SELECT_LOTS \
    "SELECT numero, annee_scolaire, rang, fait_le, modele, modele_empreinte FROM lots ORDER BY id"

static Lot take_lot(const Query *query, Arena *arena)
{
    return (Lot){
        .number = query_text(query, 1, arena),
        .school_year = query_text(query, 2, arena),
        .rank = (int)query_number(query, 3),
        .made_on = query_date(query, 4),
        .layout = query_text(query, 5, arena),
        .layout_sha256 = query_text(query, 6, arena),
    };
}

Status lots_last(const Registry *registry, Arena *arena, Lot *lot, Error *error)
{
    Query query;
    *lot = (Lot){0};
    query_open(&query, registry_database(registry), SELECT_LOTS " DESC LIMIT 1");
    if (query_next(&query))
        *lot = take_lot(&query, arena);
    return query_close(&query, error);
}

Status lots_list(const Registry *registry, Arena *arena, Lot **lots, size_t *count, Error *error)
{
    Lot *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry), SELECT_LOTS);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = take_lot(&query, arena);
    }
    *lots = vector_settle(arena, found, *count, sizeof *found);
    Status status = query_close(&query, error);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++)
        status = read_files(registry, arena, &(*lots)[i], error);
    return status;
}

/* The values gathered so far become those of the entry that ends here. */
static void close_entry(Arena *arena, LotEntry *entry, const LotValue *values, size_t count)
{
    LotValue *kept = arena_array_of(arena, count + 1, LotValue);
    if (count)
        memcpy(kept, values, count * sizeof *values);
    entry->values = kept;
    entry->value_count = count;
}

/* Among refusals that the registry does not know yet. */
static bool is_refused(const Map *refused, const char *lot, const char *sequence, Arena *arena)
{
    return refused && map_get(refused, arena_printf(arena, "%s %s", lot, sequence));
}

static Map *refused_map(const LotRefusal *refusals, size_t count, Arena *arena)
{
    Map *map = map_new();
    for (size_t i = 0; i < count; i++)
        map_put(map, arena_printf(arena, "%s %s", refusals[i].lot, refusals[i].sequence),
                (void *)&refusals[i]);
    return map;
}

/* Entries come oldest first: the last one of a sequence stays. */
typedef struct Gathering {
    Arena *arena;
    LotEntry *entries;
    size_t count, capacity;
    LotValue *values;
    size_t value_count, value_capacity;
    bool open; /* the values that come are those of the last entry */
} Gathering;

static void end_entry(Gathering *g)
{
    if (g->open)
        close_entry(g->arena, &g->entries[g->count - 1], g->values, g->value_count);
    g->open = false;
    g->value_count = 0;
}

static void begin_entry(Gathering *g, LotEntry entry)
{
    end_entry(g);
    bool again = g->count && strcmp(g->entries[g->count - 1].sequence, entry.sequence) == 0;
    if (!again)
        g->entries = vector_reserve(g->entries, &g->capacity, ++g->count, sizeof *g->entries);
    g->entries[g->count - 1] = entry;
    g->open = true;
}

Status lots_declared(const Registry *registry, Arena *arena, LotEntry **entries, size_t *count,
                     Error *error)
{
    return lots_declared_without(registry, NULL, 0, arena, entries, count, error);
}

Status lots_declared_without(const Registry *registry, const LotRefusal *refusals,
                             size_t refusal_count, Arena *arena, LotEntry **entries, size_t *count,
                             Error *error)
{
    Gathering g = {.arena = arena};
    Map *refused = refusal_count ? refused_map(refusals, refusal_count, arena) : NULL;
    const char *lot = "", *sequence = "";
    bool skipped = false;
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT e.sequence, l.numero, e.nature, e.rang, v.champ, v.valeur"
               " FROM lot_sequences e JOIN lots l ON l.id = e.lot"
               " LEFT JOIN lot_valeurs v ON v.lot = e.lot AND v.sequence = e.sequence"
               " WHERE NOT EXISTS (SELECT 1 FROM lot_refus r"
               "   WHERE r.lot = e.lot AND r.sequence = e.sequence)"
               " ORDER BY e.sequence, e.lot, v.position");
    while (query_next(&query)) {
        const char *next_sequence = query_text(&query, 1, arena);
        const char *next_lot = query_text(&query, 2, arena);
        if (strcmp(next_sequence, sequence) != 0 || strcmp(next_lot, lot) != 0) {
            sequence = next_sequence;
            lot = next_lot;
            skipped = is_refused(refused, lot, sequence, arena);
            if (!skipped)
                begin_entry(&g, (LotEntry){.sequence = sequence,
                                           .lot = lot,
                                           .nature = nature_of(query_text(&query, 3, arena)),
                                           .rank = (int)query_number(&query, 4)});
        }
        if (skipped || query_is_null(&query, 5))
            continue;
        g.values = vector_reserve(g.values, &g.value_capacity, g.value_count + 1, sizeof *g.values);
        g.values[g.value_count++] =
            (LotValue){query_text(&query, 5, arena), query_text(&query, 6, arena)};
    }
    end_entry(&g);
    *count = g.count;
    *entries = vector_settle(arena, g.entries, g.count, sizeof *g.entries);
    free(g.values);
    map_free(refused);
    return query_close(&query, error);
}
