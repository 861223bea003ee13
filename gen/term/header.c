/* header: which column of the file is which column of the schema. A mapping of [colonnes.TABLE]
 * goes first and leaves the mapped header for no other column; what matches nothing is told with
 * what it may be. */
#include "term/load.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { TITLES_LEAST = 2 }; /* known columns in a record that reads like headers */

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

/* ---- What was probably meant, where letters are too far: words in common. */

/* A word of a header or of our names, from `*text`; NULL at the end. */
static const char *next_word(const char **text, Arena *scratch)
{
    static const char marks[] = " \t\n_-'/.,;:()";
    *text += strspn(*text, marks);
    size_t length = strcspn(*text, marks);
    const char *word = length ? text_fold(scratch, arena_slice(scratch, *text, length)) : NULL;
    *text += length;
    return word;
}

static bool has_word(const char *text, const char *word, Arena *scratch)
{
    for (const char *one; (one = next_word(&text, scratch));)
        if (text_is(one, word))
            return true;
    return false;
}

/* The number of words of `part` when all of them are in `whole`, else 0: "date_naissance" has 2 in
 * "Date de naissance". */
static size_t words_in(const char *whole, const char *part, Arena *scratch)
{
    size_t count = 0;
    for (const char *word; (word = next_word(&part, scratch)); count++)
        if (!has_word(whole, word, scratch))
            return 0;
    return count;
}

/* The candidate with the most words that are all in `text`, or that has all those of `text`. */
static const char *nearest_by_words(const char *text, TextCandidate *candidate, const void *context,
                                    size_t count, Arena *scratch)
{
    const char *nearest = NULL;
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = candidate(context, i);
        size_t words = name ? words_in(text, name, scratch) : 0;
        if (name && !words)
            words = words_in(name, text, scratch);
        if (words > most) {
            most = words;
            nearest = name;
        }
    }
    return nearest;
}

static const char *nearest_of(const char *text, TextCandidate *candidate, const void *context,
                              size_t count, Arena *scratch)
{
    const char *near = text_nearest(text, candidate, context, count);
    return near ? near : nearest_by_words(text, candidate, context, count, scratch);
}

/* ---- Mappings. */

/* The mapping of [colonnes] for a pair of config.ini; -1 when the pair is none of this table. */
static int mapped_column(const Config *config, const Table *table, size_t i, Arena *scratch)
{
    const ConfigPair *pair = &config->pairs[i];
    const char *section = arena_printf(scratch, "colonnes.%s", table->schema->name);
    return text_is(pair->section, section) ? schema_find_column(table->id, pair->key) : -1;
}

static const char *free_header(const void *context, size_t f)
{
    const Matching *matching = context;
    return matching->column_of[f] < 0 ? matching->table->headers[f] : NULL;
}

static void report_mapping(const Matching *matching, int column, const ConfigPair *pair)
{
    Problem problem = problem_of(matching, PROBLEM_MAPPING_ABSENT, -1);
    problem.column = column;
    problem.line = pair->line;
    problem.record = 0;
    problem.a = pair->value;
    problem.b = nearest_of(pair->value, free_header, matching, matching->table->header_count,
                           matching->scratch);
    term_report(matching->term, problem);
}

static void match_mapped(Matching *matching)
{
    const Config *config = matching->term->config;
    for (size_t i = 0; i < config->pair_count; i++) {
        int column = mapped_column(config, matching->table, i, matching->scratch);
        const char *theirs =
            column < 0 ? NULL : text_fold(matching->scratch, config->pairs[i].value);
        for (size_t f = 0; theirs && f < matching->table->header_count; f++)
            if (matching->column_of[f] < 0 && text_is(matching->folded[f], theirs))
                take(matching, column, (int)f);
    }
}

/* Once every column has what is its own: a header taken by another is no hint. */
static void report_mappings(const Matching *matching, const bool *mapped)
{
    const Config *config = matching->term->config;
    for (size_t i = 0; i < config->pair_count; i++) {
        int column = mapped_column(config, matching->table, i, matching->scratch);
        if (column >= 0 && !mapped[column])
            report_mapping(matching, column, &config->pairs[i]);
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

/* A column that is still without a header, and that no mapping speaks of. */
static const char *absent_column(const void *context, size_t c)
{
    const Matching *matching = context;
    const TableSchema *schema = matching->table->schema;
    const char *section = arena_printf(matching->scratch, "colonnes.%s", schema->name);
    bool is_free = matching->file_column[c] < 0 &&
                   !config_pair(matching->term->config, section, schema->columns[c].name);
    return is_free ? schema->columns[c].name : NULL;
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
        problem.b = nearest_of(table->headers[f], absent_column, matching,
                               table->schema->column_count, matching->scratch);
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
    report_mappings(&matching, mapped);
    report_missing(&matching);
    keep_extras(&matching);
    arena_free(scratch);
}

bool header_is_title(const CsvRecord *record)
{
    size_t filled = 0;
    for (size_t f = 0; f < record->count; f++)
        filled += record->fields[f].length > 0;
    return filled == 1;
}

static bool is_header_of(const Term *term, const Table *table, const char *folded, Arena *scratch)
{
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (text_is(folded, text_fold(scratch, table->schema->columns[c].name)))
            return true;
    for (size_t i = 0; i < term->config->pair_count; i++)
        if (mapped_column(term->config, table, i, scratch) >= 0 &&
            text_is(folded, text_fold(scratch, term->config->pairs[i].value)))
            return true;
    return false;
}

/* A title has no separator, so that another one may have been taken: the headers are then one
 * value. */
bool header_is_likely(const Term *term, const Table *table, const CsvRecord *record)
{
    static const char separators[] = ",;\t";
    Arena *scratch = arena_new();
    size_t known = 0;
    for (size_t f = 0; f < record->count; f++) {
        const char *text = record->fields[f].text;
        for (size_t length; *text && known < TITLES_LEAST; text += length) {
            text += strspn(text, separators);
            length = strcspn(text, separators);
            const char *word = text_fold(scratch, arena_slice(scratch, text, length));
            known += length > 0 && is_header_of(term, table, word, scratch);
        }
    }
    arena_free(scratch);
    return known >= TITLES_LEAST;
}
