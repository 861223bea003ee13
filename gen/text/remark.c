#include "text/remark.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void remarks_free(Remarks *remarks)
{
    free(remarks->items);
    *remarks = (Remarks){0};
}

static void add(Remarks *remarks, Remark remark)
{
    remarks->items = vector_reserve(remarks->items, &remarks->capacity, remarks->count + 1,
                                    sizeof *remarks->items);
    remarks->items[remarks->count++] = remark;
}

Status remarks_keep(Remarks *remarks, Status status, const Error *error)
{
    if (!remarks || status != STATUS_USAGE)
        return status;
    add(remarks, (Remark){.place = arena_string(remarks->arena, error->place),
                          .what = arena_string(remarks->arena, error->what),
                          .remedy = arena_string(remarks->arena, error->remedy)});
    return STATUS_OK;
}

void remarks_warn(Remarks *remarks, const char *place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *what = arena_vprintf(remarks->arena, format, args);
    va_end(args);
    add(remarks, (Remark){true, arena_string(remarks->arena, place), what, ""});
}

void remarks_remedy(Remarks *remarks, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    remarks->items[remarks->count - 1].remedy = arena_vprintf(remarks->arena, format, args);
    va_end(args);
}

/* The file of "PATH:LINE" and its line; 0 when there is none. */
static size_t cut_place(const char *place, long *line)
{
    const char *colon = strrchr(place, ':');
    char *end = NULL;
    *line = colon ? strtol(colon + 1, &end, 10) : 0;
    if (!colon || end == colon + 1 || *end) {
        *line = 0;
        return strlen(place);
    }
    return (size_t)(colon - place);
}

static int compare(const void *left, const void *right)
{
    const Remark *a = left, *b = right;
    long line_a, line_b;
    size_t file_a = cut_place(a->place, &line_a), file_b = cut_place(b->place, &line_b);
    int order = strncmp(a->place, b->place, file_a < file_b ? file_a : file_b);
    if (order == 0)
        order = file_a < file_b ? -1 : file_a > file_b;
    if (order == 0)
        order = line_a < line_b ? -1 : line_a > line_b;
    return order ? order : strcmp(a->what, b->what);
}

void remarks_sort(Remarks *remarks)
{
    if (!remarks->count)
        return;
    qsort(remarks->items, remarks->count, sizeof *remarks->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < remarks->count; i++)
        if (compare(&remarks->items[kept - 1], &remarks->items[i]))
            remarks->items[kept++] = remarks->items[i];
    remarks->count = kept;
}

size_t remarks_errors(const Remarks *remarks)
{
    size_t errors = 0;
    for (size_t i = 0; i < remarks->count; i++)
        errors += !remarks->items[i].warning;
    return errors;
}
