/* header: which column of the file is which column of the schema. A mapping of [colonnes.TABLE]
 * goes first and leaves the mapped header for no other column. */
#include "term/load.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

typedef struct Matching {
    Term *term;
    Table *table;
    Arena *scratch;
    const char **folded;   /* headers, folded */
    int *column_of;        /* column of the file -> of the schema, -1 */
    int16_t *file_column;  /* column of the schema -> of the file, -1 */
} Matching;

static Problem problem_of(const Matching *matching, ProblemKind kind, int file_column)
{
    const Table *table = matching->table;
    return (Problem){
        .kind = kind, .table = table->id, .column = -1, .line = table->header_line,
        .record = 1, .header = file_column < 0 ? NULL : table->headers[file_column],
    };
}

static void report_double(const Matching *matching, int column, int second)
{
    const Table *table = matching->table;
    Problem problem = problem_of(matching, PROBLEM_COLUMN_DOUBLE, second);
    CellName cells[2];
    int first = matching->file_column[column];
    problem.column = column;
    problem.a = table->schema->columns[column].name;
    problem.b = arena_printf(matching->term->arena, _("« %s » (%s) et « %s » (%s)"),
                             table->headers[first], cell_name(first, 1, cells[0]),
                             table->headers[second], cell_name(second, 1, cells[1]));
    term_report(matching->term, problem);
}

/* The first header stands; a second one is reported and belongs to no column. */
static void take(Matching *matching, int column, int file_column)
{
    matching->column_of[file_column] = column;
    if (matching->file_column[column] >= 0)
        report_double(matching, column, file_column);
    else
        matching->file_column[column] = (int16_t)file_column;
}

static void match_mapped(Matching *matching)
{
    const Config *config = matching->term->config;
    const char *section = arena_printf(matching->scratch, "colonnes.%s", matching->table->schema->name);
    for (size_t i = 0; i < config->pair_count; i++) {
        const ConfigPair *pair = &config->pairs[i];
        int column = text_is(pair->section, section)
                         ? schema_find_column(matching->table->id, pair->key) : -1;
        const char *theirs = column < 0 ? NULL : text_fold(matching->scratch, pair->value);
        for (size_t f = 0; theirs && f < matching->table->header_count; f++)
            if (matching->column_of[f] < 0 && text_is(matching->folded[f], theirs))
                take(matching, column, (int)f);
    }
}

static void match_named(Matching *matching, const bool *mapped)
{
    const TableSchema *schema = matching->table->schema;
    for (size_t c = 0; c < schema->column_count; c++) {
        const char *name = text_fold(matching->scratch, schema->columns[c].name);
        for (size_t f = 0; !mapped[c] && f < matching->table->header_count; f++)
            if (matching->column_of[f] < 0 && text_is(matching->folded[f], name))
                take(matching, (int)c, (int)f);
    }
}

static void report_missing(const Matching *matching)
{
    const TableSchema *schema = matching->table->schema;
    for (size_t c = 0; c < schema->column_count; c++) {
        if (matching->file_column[c] >= 0 || !(schema->columns[c].flags & COLUMN_REQUIRED))
            continue;
        Problem problem = problem_of(matching, PROBLEM_COLUMN_MISSING, -1);
        problem.column = (int)c;
        problem.a = schema->columns[c].name;
        term_report(matching->term, problem);
    }
}

static const char *column_name(const void *context, size_t i)
{
    return ((const TableSchema *)context)->columns[i].name;
}

/* Columns that no table knows are kept under their own name; a column without a header has none. */
static void keep_extras(Matching *matching)
{
    Table *table = matching->table;
    Arena *arena = matching->term->arena;
    const char **names = arena_array_of(arena, table->header_count, const char *);
    int16_t *columns = arena_array_of(arena, table->header_count, int16_t);
    for (size_t f = 0; f < table->header_count; f++) {
        if (matching->column_of[f] >= 0 || table->headers[f][0] == '\0')
            continue;
        names[table->extra_count] = table->headers[f];
        columns[table->extra_count++] = (int16_t)f;
        Problem problem = problem_of(matching, PROBLEM_COLUMN_UNKNOWN, (int)f);
        problem.a = table->headers[f];
        problem.b = text_nearest(table->headers[f], column_name, table->schema,
                                 table->schema->column_count);
        term_report(matching->term, problem);
    }
    table->extra_headers = names;
    table->extra_columns = columns;
}

static void number_slots(Matching *matching)
{
    Table *table = matching->table;
    int16_t *slot = arena_array_of(matching->term->arena, table->schema->column_count, int16_t);
    int16_t next = 0;
    for (size_t c = 0; c < table->schema->column_count; c++)
        slot[c] = matching->file_column[c] >= 0 ? next++ : -1;
    table->slot = slot;
    table->file_column = matching->file_column;
}

void header_match(Term *term, Table *table, const CsvRecord *record)
{
    Arena *scratch = arena_new();
    size_t columns = table->schema->column_count;
    Matching matching = {
        .term = term, .table = table, .scratch = scratch,
        .folded = arena_array_of(scratch, record->count, const char *),
        .column_of = arena_array_of(scratch, record->count, int),
        .file_column = arena_array_of(term->arena, columns, int16_t),
    };
    const char **headers = arena_array_of(term->arena, record->count, const char *);
    for (size_t f = 0; f < record->count; f++) {
        headers[f] = text_nfc(term->arena, record->fields[f].text, record->fields[f].length);
        matching.folded[f] = text_fold(scratch, headers[f]);
        matching.column_of[f] = -1;
    }
    for (size_t c = 0; c < columns; c++)
        matching.file_column[c] = -1;
    table->headers = headers;
    table->header_count = record->count;
    table->header_line = record->line;

    match_mapped(&matching);
    bool *mapped = arena_array_of(scratch, columns, bool);
    for (size_t c = 0; c < columns; c++)
        mapped[c] = matching.file_column[c] >= 0;
    match_named(&matching, mapped);
    number_slots(&matching);
    report_missing(&matching);
    keep_extras(&matching);
    arena_free(scratch);
}
