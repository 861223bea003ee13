/* map: from a text to a pointer (uthash inside). Keys are copied in the map's
 * arena; order of insertion is the order of map_each, never the hash's. */
#ifndef ATE_BASE_MAP_H
#define ATE_BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>

typedef struct Map Map;

Map *map_new(void);
void map_free(Map *map); /* NULL is allowed; the values are not freed */
size_t map_count(const Map *map);
void *map_get(const Map *map, const char *key);            /* NULL when absent */
bool map_put(Map *map, const char *key, void *value);      /* false, unchanged, when present */
void map_set(Map *map, const char *key, void *value);      /* replaces */
typedef void MapVisitor(const char *key, void *value, void *context);
void map_each(const Map *map, MapVisitor *visit, void *context);

#endif
