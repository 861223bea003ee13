#include "archive/index.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { INDEX_LIMIT = 1 << 28 };

static const char heading[] = "fichier;eleve;pages;sha256;conserver_jusqu_au";

typedef struct Lines {
    Arena *arena;
    Map *by_file;
    const char **files;
    size_t count, capacity;
} Lines;

/* The first to say something of a file is the one that is kept. */
static void add_line(Lines *lines, const char *file, const char *text)
{
    if (!map_put(lines->by_file, file, (void *)text))
        return;
    lines->files =
        vector_reserve(lines->files, &lines->capacity, lines->count + 1, sizeof *lines->files);
    lines->files[lines->count++] = file;
}

static const char *line_text(const IndexLine *line, Arena *arena)
{
    DateText until;
    Buffer text = {0};
    csv_add_cell(&text, line->file);
    buffer_add_char(&text, ';');
    csv_add_cell(&text, line->student);
    buffer_printf(&text, ";%d;%s;%s", line->pages, line->sha256, date_iso(line->until, until));
    const char *copy = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* The lines of an earlier run; a file name of ours needs no quotes. */
static Status take_old(Lines *lines, const char *path, Error *error)
{
    Buffer bytes = {0};
    if (file_kind(path) == FILE_ABSENT)
        return STATUS_OK;
    Status status = file_read(path, INDEX_LIMIT, &bytes, error);
    const char *folder = path_folder(lines->arena, path);
    const char *line = buffer_text(&bytes);
    for (const char *end; status == STATUS_OK && (end = strstr(line, "\r\n")); line = end + 2) {
        const char *text = arena_slice(lines->arena, line, (size_t)(end - line));
        const char *file = arena_slice(lines->arena, text, strcspn(text, ";"));
        if (file_kind(path_join(lines->arena, folder, file)) == FILE_REGULAR)
            add_line(lines, file, text);
    }
    buffer_free(&bytes);
    return status;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static Status put(const Lines *lines, const char *path, Error *error)
{
    Buffer csv = {0};
    buffer_printf(&csv, CSV_MARK "%s\r\n", heading);
    for (size_t i = 0; i < lines->count; i++)
        buffer_printf(&csv, "%s\r\n", (const char *)map_get(lines->by_file, lines->files[i]));
    Status status = file_put(path, csv.data, csv.length, NULL, error);
    buffer_free(&csv);
    return status;
}

Status index_write(const char *output, const char *path, const IndexLine *lines, size_t count,
                   Error *error)
{
    Lines all = {.arena = arena_new(), .by_file = map_new()};
    const char *full = path_join(all.arena, output, path);
    for (size_t i = 0; i < count; i++)
        add_line(&all, lines[i].file, line_text(&lines[i], all.arena));
    Status status = take_old(&all, full, error);
    if (all.count)
        qsort(all.files, all.count, sizeof *all.files, by_text);
    if (status == STATUS_OK && all.count)
        status = put(&all, full, error);
    else if (status == STATUS_OK)
        file_drop(full);
    free(all.files);
    map_free(all.by_file);
    arena_free(all.arena);
    return status;
}
