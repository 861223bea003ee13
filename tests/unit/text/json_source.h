/* json_source: a JSON tree as the data of a template, for the tests. */
#ifndef ATE_TESTS_JSON_SOURCE_H
#define ATE_TESTS_JSON_SOURCE_H

#include "text/data.h"

#include <jansson.h>

static inline Datum json_datum(const json_t *json)
{
    DatumKind kind = DATUM_VALUE;
    if (!json)
        return (Datum){.kind = DATUM_NONE};
    if (json_is_null(json))
        kind = DATUM_EMPTY;
    else if (json_is_false(json))
        kind = DATUM_FALSE;
    else if (json_is_object(json))
        kind = DATUM_OBJECT;
    else if (json_is_array(json))
        kind = DATUM_LIST;
    else if (json_is_string(json) && json_string_length(json) == 0)
        kind = DATUM_EMPTY;
    return (Datum){.kind = kind, .object = json};
}

static Datum json_get(const DataSource *source, Datum in, const char *name)
{
    (void)source;
    return json_datum(json_object_get(in.object, name));
}

static size_t json_count(const DataSource *source, Datum list)
{
    (void)source;
    return json_array_size(list.object);
}

static Datum json_item(const DataSource *source, Datum list, size_t i)
{
    (void)source;
    return json_datum(json_array_get(list.object, i));
}

static const char *json_print(const DataSource *source, Datum value, Arena *arena)
{
    (void)source;
    const json_t *json = value.object;
    if (json_is_string(json))
        return json_string_value(json);
    if (json_is_real(json))
        return arena_printf(arena, "%.15g", json_real_value(json));
    if (json_is_integer(json))
        return arena_printf(arena, "%lld", (long long)json_integer_value(json));
    return json_is_true(json) ? "true" : json_is_false(json) ? "false" : "";
}

static const DataSource json_source = {json_get, json_count, json_item, json_print, NULL};

#endif
