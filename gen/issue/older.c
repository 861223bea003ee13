#include "issue/older.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "record/documents.h"
#include "record/lots.h"

#include <stdlib.h>
#include <string.h>

typedef struct Numbered {
    const char *path, *kind, *number;
    int revision; /* 0: a lot has none */
} Numbered;

typedef struct Search {
    const Registry *registry;
    const char *output;
    Arena *arena;
    Map *series; /* what stands before the digits that grow -> Numbered, the last one */
    const Numbered *unknown;
    Status status;
    Error *error;
} Search;

/* What follows `key` in a line; "" when the key is not there. */
static const char *after(const char *line, const char *key)
{
    const char *found = strstr(line, key);
    return found ? found + strlen(key) : "";
}

/* A value that a quote closes, as jansson writes what needs no escape; NULL when it is empty. */
static const char *quoted(Arena *arena, const char *text)
{
    size_t length = strcspn(text, "\"\\");
    return length ? arena_slice(arena, text, length) : NULL;
}

static Numbered *read_line(Arena *arena, const char *line)
{
    Numbered *read = arena_new_of(arena, Numbered);
    *read = (Numbered){
        .path = quoted(arena, after(line, "\"chemin\":\"")),
        .kind = quoted(arena, after(line, "\"genre\":\"")),
        .number = quoted(arena, after(line, "\"numero\":\"")),
        .revision = (int)strtol(after(line, "\"revision\":"), NULL, 10),
    };
    return read->path && read->kind && read->number ? read : NULL;
}

static void look_up(Search *search, const Numbered *entry)
{
    bool known = true;
    if (search->unknown || search->status != STATUS_OK)
        return;
    if (text_is(entry->kind, "declaration"))
        search->status = lots_known(search->registry, entry->number, &known, search->error);
    else if (!text_is(entry->kind, "copie-protegee"))
        search->status = registry_knows(search->registry, entry->kind, entry->number,
                                        entry->revision, &known, search->error);
    if (!known && file_kind(path_join(search->arena, search->output, entry->path)) == FILE_REGULAR)
        search->unknown = entry;
}

static size_t digits_at_end(const char *number)
{
    size_t length = strlen(number), count = 0;
    while (count < length && strchr("0123456789", number[length - 1 - count]))
        count++;
    return count;
}

/* Longer, or as long and higher. */
static bool is_later(const char *a, const char *b)
{
    size_t length = strlen(a), other = strlen(b);
    return length != other ? length > other : strcmp(a, b) > 0;
}

static void take(Search *search, Numbered *entry)
{
    size_t digits = digits_at_end(entry->number);
    const char *series =
        arena_printf(search->arena, "%s %.*s", entry->kind,
                     (int)(strlen(entry->number) - digits), entry->number);
    const Numbered *last = map_get(search->series, series);
    if (!last || is_later(entry->number, last->number))
        map_set(search->series, series, entry);
    if (entry->revision > 1)
        look_up(search, entry);
}

static void look_up_last(const char *series, void *entry, void *context)
{
    (void)series;
    look_up(context, entry);
}

static void read_manifest(Search *search, char *text)
{
    for (char *line = text, *end; search->status == STATUS_OK && *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        Numbered *entry = read_line(search->arena, line);
        if (entry)
            take(search, entry);
    }
    map_each(search->series, look_up_last, search);
}

Status registry_outrun(const Registry *registry, const char *output, Arena *arena,
                       const char **path, const char **number, Error *error)
{
    Buffer bytes = {0};
    Arena *scratch = arena_new();
    Search search = {registry, output, scratch, map_new(), NULL, STATUS_OK, error};
    const char *manifest = path_join(scratch, output, "manifeste.json");
    if (file_kind(manifest) != FILE_ABSENT)
        search.status = file_read(manifest, UINT64_C(1) << 32, &bytes, error);
    if (search.status == STATUS_OK && bytes.length)
        read_manifest(&search, bytes.data);
    *path = search.unknown ? arena_string(arena, search.unknown->path) : NULL;
    *number = search.unknown ? arena_string(arena, search.unknown->number) : NULL;
    map_free(search.series);
    arena_free(scratch);
    buffer_free(&bytes);
    return search.status;
}
