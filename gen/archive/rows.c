#include "archive/rows.h"

#include "base/csv.h"

#include <stdlib.h>

void rows_csv(const Table *table, const Row *const *rows, size_t count, Buffer *csv)
{
    buffer_clear(csv);
    buffer_add_text(csv, CSV_MARK);
    for (size_t c = 0; c < table->header_count; c++) {
        buffer_add_text(csv, c ? ";" : "");
        csv_add_cell(csv, table->headers[c]);
    }
    buffer_add_text(csv, "\r\n");
    for (size_t r = 0; r < count; r++) {
        for (size_t c = 0; c < table->header_count; c++) {
            buffer_add_text(csv, c ? ";" : "");
            csv_add_cell(csv, row_file_text(rows[r], c));
        }
        buffer_add_text(csv, "\r\n");
    }
}

/* --- rows ---------------------------------------------------------------- */

typedef struct Found {
    const Row **rows;
    size_t count, capacity;
} Found;

static void add_row(Found *found, const Row *row)
{
    found->rows =
        vector_reserve(found->rows, &found->capacity, found->count + 1, sizeof *found->rows);
    found->rows[found->count++] = row;
}

/* Sequences point to one another; a row that points twice is there once, after sorting. */
static void add_pointing(Found *found, const Term *term, const Row *target)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const TableSchema *schema = schema_table(t);
        for (size_t c = 0; t != target->table->id && c < schema->column_count; c++) {
            if (schema->columns[c].type != TYPE_LINK ||
                schema->columns[c].target != target->table->id)
                continue;
            RowSpan span = term_children(term, t, (int)c, target);
            for (size_t i = 0; i < span.count; i++)
                add_row(found, span.rows[i]);
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const Row *x = *(const Row *const *)a, *y = *(const Row *const *)b;
    if (x->table->id != y->table->id)
        return x->table->id < y->table->id ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

const Row **rows_of_student(const Term *term, const Row *student, size_t *count)
{
    Found found = {0};
    add_row(&found, student);
    add_pointing(&found, term, student);
    size_t own = found.count;
    for (size_t i = 1; i < own; i++)
        if (found.rows[i]->table->id == T_SEQUENCES)
            add_pointing(&found, term, found.rows[i]);
    qsort(found.rows, found.count, sizeof *found.rows, by_place);
    *count = 0;
    for (size_t i = 0; i < found.count; i++)
        if (*count == 0 || found.rows[*count - 1] != found.rows[i])
            found.rows[(*count)++] = found.rows[i];
    return found.rows;
}
