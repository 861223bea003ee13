#include "post/traces.h"

#include "base/file.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 28, DIGITS = sizeof(Sha256) - 1 };

/* In both languages: whoever opens it is not always who ran the program. */
static const char head[] =
    "# Ce que des messages ont emporté, une empreinte par document et destinataire.\n"
    "# What messages carried, a digest for each document and recipient.\n"
    "# Gardez ce fichier : il évite un second envoi si le registre est remis d'une vieille copie.\n"
    "# Keep this file: nothing goes twice because the registry was put back from an old copy.\n";

static void digest(const LeftDocument *document, Sha256 sha256)
{
    Buffer all = {0};
    buffer_printf(&all, "%s\n%s\n%s\n%s\n", document->recipient_sha256, document->kind,
                  document->subject, document->terms_sha256);
    sha256_hex(buffer_text(&all), all.length, sha256);
    buffer_free(&all);
}

static void take_lines(Traces *traces, Arena *arena, const char *text)
{
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\r\n");
        if (length == DIGITS && strspn(line, "0123456789abcdef") == DIGITS)
            map_set(traces->digests, arena_slice(arena, line, length), traces);
        line += length + strspn(line + length, "\r\n");
    }
}

Status traces_read(Traces *traces, const char *output, Arena *arena, Error *error)
{
    *traces = (Traces){map_new()};
    Buffer text = {0};
    const char *path = path_join(arena, output, TRACES_PATH);
    if (file_kind(path) == FILE_ABSENT)
        return STATUS_OK;
    Status status = file_read(path, FILE_LIMIT, &text, error);
    if (status == STATUS_OK)
        take_lines(traces, arena, buffer_text(&text));
    buffer_free(&text);
    return status;
}

bool traces_have(const Traces *traces, const LeftDocument *document)
{
    Sha256 sha256;
    digest(document, sha256);
    return map_get(traces->digests, sha256) != NULL;
}

void traces_close(Traces *traces)
{
    map_free(traces->digests);
    *traces = (Traces){0};
}

/* --- writing -------------------------------------------------------------- */

typedef struct Lines {
    const char **items;
    size_t count, capacity;
} Lines;

static void list_line(const char *line, void *value, void *context)
{
    Lines *lines = context;
    (void)value;
    lines->items =
        vector_reserve(lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static Status put(const Traces *traces, const char *path, Error *error)
{
    Lines lines = {0};
    Buffer text = {0};
    map_each(traces->digests, list_line, &lines);
    qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    buffer_add_text(&text, head);
    for (size_t i = 0; i < lines.count; i++)
        buffer_printf(&text, "%s\n", lines.items[i]);
    Status status = file_put(path, buffer_text(&text), text.length, NULL, error);
    buffer_free(&text);
    free(lines.items);
    return status;
}

Status traces_keep(const Registry *registry, const char *output, Arena *arena, bool *there,
                   Error *error)
{
    Traces traces;
    LeftDocument *documents;
    size_t count;
    *there = false;
    Status status = traces_read(&traces, output, arena, error);
    if (status == STATUS_OK)
        status = messages_left(registry, arena, &documents, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (documents[i].sent) {
            char *sha256 = arena_alloc(arena, sizeof(Sha256));
            digest(&documents[i], sha256);
            map_set(traces.digests, sha256, &traces);
        }
    *there = status == STATUS_OK && map_count(traces.digests);
    if (*there)
        status = put(&traces, path_join(arena, output, TRACES_PATH), error);
    traces_close(&traces);
    return status;
}
