#include "plan/earlier.h"

#include "read/csv.h"
#include "term/schema.h"
#include "term/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int by_sequence(const void *left, const void *right)
{
    const EarlierVisit *a = left, *b = right;
    int order = strcmp(a->sequence, b->sequence);
    if (order)
        return order;
    return a->day != b->day ? (a->day < b->day ? -1 : 1) : strcmp(a->id, b->id);
}

/* The columns of the file, by column of visites; false when one that matters is not there. */
static bool read_header(CsvReader *reader, size_t columns[VISITES_COLUMNS])
{
    CsvRecord header;
    for (int c = 0; c < VISITES_COLUMNS; c++)
        columns[c] = SIZE_MAX;
    if (csv_next(reader, &header) != CSV_RECORD)
        return false;
    for (size_t f = 0; f < header.count; f++) {
        int column = schema_find_column(T_VISITES, header.fields[f].text);
        if (column >= 0)
            columns[column] = f;
    }
    return columns[VISITES_SEQUENCE] != SIZE_MAX && columns[VISITES_DATE] != SIZE_MAX &&
           columns[VISITES_HEURE] != SIZE_MAX;
}

static const char *field(const CsvRecord *record, const size_t *columns, int column)
{
    return columns[column] < record->count ? record->fields[columns[column]].text : "";
}

static bool read_visit(EarlierVisit *visit, const CsvRecord *record, const size_t *columns,
                       Arena *arena)
{
    *visit = (EarlierVisit){
        .id = arena_string(arena, field(record, columns, VISITES_ID)),
        .sequence = arena_string(arena, field(record, columns, VISITES_SEQUENCE)),
        .person = arena_string(arena, field(record, columns, VISITES_RESPONSABLE)),
    };
    return *visit->sequence &&
           value_parse_date(field(record, columns, VISITES_DATE), &visit->day) &&
           value_parse_time(field(record, columns, VISITES_HEURE), &visit->minutes);
}

Status earlier_read(Earlier *earlier, const char *path, Arena *arena, Error *error)
{
    CsvReader *reader = NULL;
    size_t columns[VISITES_COLUMNS];
    *earlier = (Earlier){0};
    Status status = csv_open(&reader, path, &(CsvOptions){0}, error);
    if (status != STATUS_OK && error->cause == ENOENT)
        status = error_set(error, STATUS_USAGE, path, _("le fichier n'existe pas"));
    if (status == STATUS_OK && !read_header(reader, columns)) {
        status =
            error_set(error, STATUS_USAGE, path, _("ce n'est pas un fichier de visites proposées"));
        error_remedy(error, _("donnez un visites-proposees.csv qu'une planification a écrit"));
    }
    if (status == STATUS_OK) {
        CsvRecord record;
        earlier->items = arena_array_of(arena, csv_records_at_most(reader) + 1, EarlierVisit);
        for (CsvResult result;
             (result = csv_next(reader, &record)) == CSV_RECORD || result == CSV_BROKEN;)
            earlier->count += result == CSV_RECORD &&
                              read_visit(&earlier->items[earlier->count], &record, columns, arena);
        qsort(earlier->items, earlier->count, sizeof *earlier->items, by_sequence);
    }
    csv_close(reader);
    return status;
}

size_t earlier_of(const Earlier *earlier, const char *sequence, const EarlierVisit **first)
{
    size_t low = 0, high = earlier ? earlier->count : 0, end;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(earlier->items[middle].sequence, sequence) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low;
         earlier && end < earlier->count && !strcmp(earlier->items[end].sequence, sequence);)
        end++;
    *first = earlier ? earlier->items + low : NULL;
    return end - low;
}
