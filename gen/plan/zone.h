/* zone: the towns of a term, and what it costs to go to one.
 *
 * A zone is a town, whatever its case and accents; without a town, the first three characters of
 * the postal code. Nothing here knows a map: two zones are near when their postal codes begin
 * alike. A cost is in points (rounds.h). */
#ifndef ATE_PLAN_ZONE_H
#define ATE_PLAN_ZONE_H

#include "base/map.h"
#include "term/term.h"

enum { ZONE_NONE = -1, ZONE_UNKNOWN = -2 }; /* not on site; on site, nobody knows where */

typedef struct Zone {
    const char *name;      /* folded */
    const char *prefix;    /* of a postal code, the first in order: "G1R"; "" when none is known */
    int rank;
} Zone;

typedef struct Zones {
    Arena *arena;
    Map *by_name;
    Zone **items;
    size_t count, capacity;
    int school;            /* ZONE_UNKNOWN: nobody knows */
} Zones;

void zones_open(Zones *zones, const Config *config, Arena *arena);
void zones_close(Zones *zones);
/* Where a sequence takes place. */
int zone_of(Zones *zones, const Row *sequence);
int zone_trip(const Zones *zones, int zone);          /* from the school */
int zone_between(const Zones *zones, int a, int b);
bool zone_is_before(const Zones *zones, int a, int b); /* by name; an unknown one is last */

#endif
