#include "begin/sheet.h"

#include "base/csv.h"
#include "base/file.h"

#include <string.h>

/* What a spreadsheet would compute is left as it is: the program reads it again, as it was. */
static void add_cell(Sheet *sheet, const char *text)
{
    if (strchr(text, sheet->table->separator) || strpbrk(text, "\"\r\n"))
        buffer_add_quoted(&sheet->csv, text);
    else
        buffer_add_text(&sheet->csv, text);
}

static void add_cells(Sheet *sheet, const char *const *cells, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        if (c)
            buffer_add_char(&sheet->csv, sheet->table->separator);
        add_cell(sheet, cells[c]);
    }
    buffer_add_text(&sheet->csv, "\r\n");
}

void sheet_open(Sheet *sheet, const Table *table)
{
    *sheet = (Sheet){.table = table};
    buffer_add_text(&sheet->csv, CSV_MARK);
    add_cells(sheet, table->headers, table->header_count);
}

void sheet_add(Sheet *sheet, const Row *row)
{
    Arena *arena = arena_new();
    const char **cells = arena_array_of(arena, sheet->table->header_count, const char *);
    for (size_t c = 0; c < sheet->table->header_count; c++)
        cells[c] = row_file_text(row, c);
    add_cells(sheet, cells, sheet->table->header_count);
    sheet->rows++;
    arena_free(arena);
}

void sheet_add_values(Sheet *sheet, const char *const *values)
{
    const Table *table = sheet->table;
    Arena *arena = arena_new();
    const char **cells = arena_array_of(arena, table->header_count, const char *);
    for (size_t c = 0; c < table->header_count; c++)
        cells[c] = "";
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (table->file_column[c] >= 0 && values[c])
            cells[table->file_column[c]] = values[c];
    add_cells(sheet, cells, table->header_count);
    sheet->rows++;
    arena_free(arena);
}

Status sheet_close(Sheet *sheet, const char *path, Error *error)
{
    Status status = file_put_among(path, sheet->csv.data, sheet->csv.length, NULL, error);
    buffer_free(&sheet->csv);
    return status;
}
