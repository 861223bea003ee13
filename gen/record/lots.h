/* lots: the registry's tables for declaration lots.
 *
 * A lot is immutable: its number, the bytes of its files and what it declared of
 * each sequence are added once, in one transaction, and never changed. The destination
 * may refuse an entry: that is noted beside it. What is declared today is the last
 * entry of each sequence that was not refused, in the order of the lots.
 */
#ifndef ATE_RECORD_LOTS_H
#define ATE_RECORD_LOTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "record/registry.h"

#include <stdbool.h>

extern const char lots_ddl[], lots_ddl_4[]; /* run once, when the registry is made */

typedef enum Nature { NATURE_AJOUT, NATURE_MODIFICATION, NATURE_ANNULATION } Nature;
enum { NATURE_COUNT = 3 };
const char *nature_code(Nature nature); /* "ajout" … */

typedef struct LotFile {
    const char *name;  /* within the lot's folder */
    const char *bytes;
    size_t length;
} LotFile;

typedef struct LotValue {
    const char *field, *value; /* of the neutral record: "heures", "350.5" */
} LotValue;

typedef struct LotEntry {
    const char *sequence;
    Nature nature;
    const char *lot;           /* filled by lots_declared, lots_named, lots_entries */
    int rank;                  /* in the lot, from 1: the end of the record's number */
    bool last;                 /* no later lot holds the sequence; of lots_named, lots_entries */
    bool refused;              /* likewise: the destination sent it back */
    const LotValue *values;    /* in the order of the neutral record; never empty values */
    size_t value_count;
} LotEntry;

typedef struct Lot {
    const char *number;        /* "ATE-2026-2027-001" */
    const char *school_year;
    int rank;                  /* within its school year, from 1 */
    Date made_on;
    const char *layout, *layout_sha256;
    const LotFile *files;
    size_t file_count;
    const LotEntry *entries;   /* for lots_add; lots_list leaves them out */
    size_t entry_count;
} Lot;

/* The rank of the next lot of a school year. */
Status lots_next_rank(const Registry *registry, const char *school_year, int *rank, Error *error);
Status lots_known(const Registry *registry, const char *number, bool *known, Error *error);
/* The last lot made, without its files; its number stays NULL when there is none. */
Status lots_last(const Registry *registry, Arena *arena, Lot *lot, Error *error);
/* Within a transaction. */
Status lots_add(Registry *registry, const Lot *lot, Error *error);
/* Every lot in the order it was made, with its files. */
Status lots_list(const Registry *registry, Arena *arena, Lot **lots, size_t *count, Error *error);
/* An entry that the destination refused. */
typedef struct LotRefusal {
    const char *lot, *sequence;
    const char *code, *message; /* as they came back; "" when they did not */
} LotRefusal;

/* The last entry of every sequence that was not refused, annulations included, in the order of
 * the sequences' keys. */
Status lots_declared(const Registry *registry, Arena *arena, LotEntry **entries, size_t *count,
                     Error *error);
/* The same without `refusals`, that the registry does not know yet. */
Status lots_declared_without(const Registry *registry, const LotRefusal *refusals,
                             size_t refusal_count, Arena *arena, LotEntry **entries, size_t *count,
                             Error *error);
/* Those of one lot, in the order of its file, without their values. */
Status lots_entries(const Registry *registry, const char *lot, Arena *arena, LotEntry **entries,
                    size_t *count, Error *error);

/* "ATE-2026-2027-001-0002": the number of a record, by which it comes back. */
const char *lots_record_number(const char *lot, int rank, Arena *arena);
/* The entries that a number names: a record, a whole lot, or a sequence by its key (its last
 * entry). None when the registry knows no such number. Without their values. */
Status lots_named(const Registry *registry, const char *number, Arena *arena, LotEntry **entries,
                  size_t *count, Error *error);
/* Notes refusals, those known already left as they are. Within a transaction. */
Status lots_refuse(Registry *registry, const LotRefusal *refusals, size_t count, Date day,
                   Error *error);
/* Of the last entries, in the order of the sequences: what is still to be declared again. */
Status lots_refused(const Registry *registry, Arena *arena, LotRefusal **refusals, size_t *count,
                    Error *error);

#endif
