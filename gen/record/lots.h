/* lots: the registry's tables for declaration lots.
 *
 * A lot is immutable: its number, the bytes of its files and what it declared of
 * each sequence are added once, in one transaction, and never changed. What is
 * declared today is the last entry of each sequence, in the order of the lots.
 */
#ifndef ATE_RECORD_LOTS_H
#define ATE_RECORD_LOTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/digest.h"
#include "record/registry.h"

extern const char lots_ddl[]; /* run once, when the registry is made */

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
    const char *lot;           /* filled by lots_declared */
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
/* Within a transaction. */
Status lots_add(Registry *registry, const Lot *lot, Error *error);
/* Every lot in the order it was made, with its files. */
Status lots_list(const Registry *registry, Arena *arena, Lot **lots, size_t *count, Error *error);
/* The last entry of every sequence ever declared, annulations included, in the
 * order of the sequences' keys. */
Status lots_declared(const Registry *registry, Arena *arena, LotEntry **entries, size_t *count,
                     Error *error);

#endif
