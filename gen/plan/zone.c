#include "plan/zone.h"

#include "base/text.h"
#include "term/visit.h"

#include <stdlib.h>
#include <string.h>

enum { TRIP = 20, NEAR = 10, SAME_COUNTY = 25, SAME_REGION = 40, FAR = 80, PREFIX = 3 };

static int zone_named(Zones *zones, const char *town, const char *postal_code)
{
    const char *prefix = arena_slice(zones->arena, postal_code, strnlen(postal_code, PREFIX));
    const char *name = text_fold(zones->arena, town);
    if (!*name && !*prefix)
        return ZONE_UNKNOWN;
    if (!*name)
        name = arena_printf(zones->arena, "#%s", prefix);
    Zone *known = map_get(zones->by_name, name);
    if (!known) {
        known = arena_new_of(zones->arena, Zone);
        *known = (Zone){name, prefix, (int)zones->count};
        map_put(zones->by_name, name, known);
        zones->items =
            vector_reserve(zones->items, &zones->capacity, zones->count + 1, sizeof *zones->items);
        zones->items[zones->count++] = known;
    }
    /* A town has several: the first in order, so that rows may come in any. */
    if (*prefix && (!*known->prefix || strcmp(prefix, known->prefix) < 0))
        known->prefix = prefix;
    return known->rank;
}

static const char *postal_text(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->print : "";
}

int zone_of(Zones *zones, const Row *sequence)
{
    bool own =
        *row_text(sequence, SEQUENCES_LIEU_VILLE) || *row_text(sequence, SEQUENCES_LIEU_ADRESSE);
    const char *code =
        own ? postal_text(sequence, SEQUENCES_LIEU_CODE_POSTAL)
            : postal_text(row_link(sequence, SEQUENCES_ENTREPRISE), ENTREPRISES_CODE_POSTAL);
    return zone_named(zones, visit_town(sequence), code);
}

void zones_open(Zones *zones, const Config *config, Arena *arena)
{
    const Value *code = &config->values[CONFIG_ETABLISSEMENT_CODE_POSTAL];
    *zones = (Zones){.arena = arena, .by_name = map_new()};
    zones->school = zone_named(zones, config_text(config, CONFIG_ETABLISSEMENT_VILLE),
                               code->state == VALUE_GOOD ? code->print : "");
}

void zones_close(Zones *zones)
{
    map_free(zones->by_name);
    free(zones->items);
}

int zone_between(const Zones *zones, int a, int b)
{
    if (a == b)
        return 0;
    const char *x = a < 0 ? "" : zones->items[a]->prefix, *y = b < 0 ? "" : zones->items[b]->prefix;
    size_t alike = 0;
    while (alike < PREFIX && x[alike] && x[alike] == y[alike])
        alike++;
    if (!*x || !*y)
        return SAME_REGION;
    return alike == PREFIX ? NEAR : alike == 2 ? SAME_COUNTY : alike == 1 ? SAME_REGION : FAR;
}

int zone_trip(const Zones *zones, int zone)
{
    return TRIP + zone_between(zones, zones->school, zone);
}

bool zone_is_before(const Zones *zones, int a, int b)
{
    return a >= 0 && (b < 0 || strcmp(zones->items[a]->name, zones->items[b]->name) < 0);
}
