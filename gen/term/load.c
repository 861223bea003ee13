/* load: each table, from the file to typed rows.
 *
 * Millions of values pass here. Their texts are packed in large chunks; a column whose values
 * repeat (dates, choices, links …) remembers the last ones it has typed, so that most values cost
 * a comparison. */
#include "term/load.h"

#include "base/file.h"
#include "base/text.h"
#include "read/separator.h"
#include "term/value.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    CHUNK = 256 * 1024,  /* of texts; larger than a block of the arena, whose rest stays in use */
    MEMO_SLOTS = 64,     /* remembered values of a column */
    MEMO_TEXT = 31,
};

typedef struct Texts {
    Arena *arena;
    char *next;
    size_t room;
} Texts;

typedef struct Memo {
    char text[MEMO_TEXT + 1];
    Value value;
} Memo;

typedef struct Column {
    const ColumnSchema *schema;
    int id;             /* of the schema */
    int file_column;
    Memo *memos;        /* NULL: values of this column are not remembered */
    Value when_empty;   /* [colonnes] COLONNE.vide */
} Column;

typedef struct Loader {
    Term *term;
    Table *table;
    CsvReader *reader;
    Texts *texts;
    Arena *scratch;     /* of the table */
    Column *columns;    /* those present, by slot */
    size_t column_count;
    size_t row_capacity;
    bool days_assumed;
    bool titled;        /* the first record is one value, or has no header of ours: a title */
} Loader;

static char *texts_room(Texts *texts, size_t size)
{
    if (size > CHUNK / 8)
        return arena_alloc(texts->arena, size);
    if (size > texts->room) {
        texts->next = arena_alloc(texts->arena, CHUNK);
        texts->room = CHUNK;
    }
    char *room = texts->next;
    texts->next += size;
    texts->room -= size;
    return room;
}

/* Letters below U+0300 (lead bytes up to 0xCB) are always in normal form C. */
static bool is_surely_nfc(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] > 0xCB)
            return false;
    return true;
}

static const char *keep_text(Loader *loader, const char *text, size_t length)
{
    if (length == 0)
        return "";
    Arena *normalised = NULL;
    if (!is_surely_nfc(text, length)) {
        normalised = arena_new();
        text = text_nfc(normalised, text, length);
        length = strlen(text);
    }
    char *copy = texts_room(loader->texts, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    arena_free(normalised);
    return copy;
}

/* ---- Problems. */

static void report_file(Loader *loader, ProblemKind kind, const char *a, const char *b)
{
    term_report(loader->term, (Problem){
        .kind = kind, .table = loader->table->id, .column = -1, .a = a, .b = b,
    });
}

static void report_unreadable(Loader *loader, const CsvRecord *record)
{
    term_report(loader->term, (Problem){
        .kind = PROBLEM_FILE_UNREADABLE, .table = loader->table->id, .column = -1,
        .line = record->line, .record = record->number,
        .a = arena_string(loader->term->arena, record->what),
    });
}

static void report_record(Loader *loader, const CsvRecord *record, const char *what)
{
    Table *table = loader->table;
    table->broken_count++;
    term_report(loader->term, (Problem){
        .kind = PROBLEM_RECORD, .table = table->id, .column = -1,
        .line = record->line, .record = record->number,
        .header = record->what && record->column < table->header_count
                      ? table->headers[record->column] : NULL,
        .a = what,
    });
}

static void report_value(Loader *loader, ProblemKind kind, const Row *row, const Column *column,
                         const Value *value, const ValueFault *fault)
{
    term_report(loader->term, (Problem){
        .kind = kind, .table = loader->table->id, .column = column->id, .row = row,
        .line = value->line, .record = row->record,
        .value = *value->text ? value->text : NULL, .a = fault->expected, .b = fault->hint,
    });
}

/* ---- Values. */

static Memo *memo_of(const Column *column, const CsvField *field)
{
    if (!column->memos || field->length > MEMO_TEXT)
        return NULL;
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < field->length; i++)
        h = (h ^ (unsigned char)field->text[i]) * 16777619u;
    return &column->memos[(h ^ h >> 15) % MEMO_SLOTS];
}

static void read_empty(Loader *loader, const Row *row, const Column *column, Value *value)
{
    uint32_t line = value->line;
    *value = column->when_empty;
    value->line = line;
    if (column->schema->flags & COLUMN_REQUIRED && value->state == VALUE_EMPTY)
        report_value(loader, PROBLEM_VALUE_REQUIRED, row, column, value, &(ValueFault){0});
    if (column->schema->flags & COLUMN_SCHOOL_DAYS && !loader->days_assumed) {
        loader->days_assumed = true;
        report_value(loader, PROBLEM_DAYS_ASSUMED, row, column, value, &(ValueFault){0});
    }
}

static bool is_too_long(const ColumnSchema *schema, const char *text)
{
    size_t most = schema->flags & COLUMN_LONG ? COLUMN_LONG_LENGTH : COLUMN_SHORT_LENGTH;
    return strlen(text) > most && utf8_count(text) > most;
}

/* True when the value may be remembered. A link is only kept: link.c judges it. */
static bool type_value(Loader *loader, const Row *row, const Column *column, Value *value)
{
    const ColumnSchema *schema = column->schema;
    ValueFault fault = {0};
    value->state = VALUE_BAD;
    if (schema->type == TYPE_LINK)
        return true;
    if (is_too_long(schema, value->text)) {
        fault.expected = schema->flags & COLUMN_LONG ? "2000" : "200";
        report_value(loader, PROBLEM_VALUE_TOO_LONG, row, column, value, &fault);
        return false;
    }
    if (value_parse(schema, value->text, loader->term->arena, value, &fault))
        return true;
    report_value(loader, PROBLEM_VALUE_TYPE, row, column, value, &fault);
    return false;
}

static void read_value(Loader *loader, const Row *row, const Column *column, const CsvField *field,
                       Value *value)
{
    value->text = "";
    value->line = field->line;
    if (field->length == 0) {
        read_empty(loader, row, column, value);
        return;
    }
    Memo *memo = memo_of(column, field);
    if (memo && strcmp(memo->text, field->text) == 0) {
        *value = memo->value;
        value->line = field->line;
        return;
    }
    value->text = keep_text(loader, field->text, field->length);
    if (type_value(loader, row, column, value) && memo) {
        memcpy(memo->text, field->text, field->length + 1);
        memo->value = *value;
    }
}

/* ---- Rows. */

/* A row without a key is called by its line; links never find it. */
static const char *key_of(Loader *loader, Row *row)
{
    const TableSchema *schema = loader->table->schema;
    int column = schema->key >= 0 ? schema->key : schema->columns[0].type == TYPE_ID ? 0 : -1;
    const Value *value = column < 0 ? NULL : row_value(row, column);
    if (value && *value->text)
        return schema->columns[column].type == TYPE_PROGRAMME && value->state == VALUE_GOOD
                   ? value->print : value->text;
    row->keyless = schema->key >= 0;
    char name[40];
    int length = snprintf(name, sizeof name, _("ligne %u"), (unsigned)row->line);
    return keep_text(loader, name, (size_t)length);
}

static void read_row(Loader *loader, const CsvRecord *record)
{
    Table *table = loader->table;
    Arena *arena = loader->term->arena;
    Row *row = &table->rows[table->row_count];
    *row = (Row){
        .table = table, .index = (uint32_t)table->row_count, .line = record->line,
        .record = record->number,
        .values = arena_array_of(arena, loader->column_count, Value),
        .extra = table->extra_count ? arena_array_of(arena, table->extra_count, const char *) : NULL,
    };
    for (size_t i = 0; i < loader->column_count; i++)
        read_value(loader, row, &loader->columns[i],
                   &record->fields[loader->columns[i].file_column], &row->values[i]);
    for (size_t i = 0; i < table->extra_count; i++) {
        const CsvField *field = &record->fields[table->extra_columns[i]];
        row->extra[i] = keep_text(loader, field->text, field->length);
    }
    row->key = key_of(loader, row);
    table->row_count++;
}

/* Lines above the headers: what follows the one that was taken for them is worth no reading. */
static bool titles_are_below(Loader *loader, const CsvRecord *record)
{
    enum { LINES_ABOVE_MOST = 5 };
    if (!loader->titled || record->number > LINES_ABOVE_MOST + 1 ||
        !header_is_likely(loader->term, loader->table, record))
        return false;
    loader->table->titles_line = record->line;
    loader->table->broken_count++;
    return true;
}

static void read_record(Loader *loader, const CsvRecord *record)
{
    size_t wanted = loader->table->header_count;
    if (record->count != wanted)
        report_record(loader, record,
                      arena_printf(loader->term->arena,
                                   ngettext("elle a %zu valeur, alors que l'en-tête a %zu colonnes",
                                            "elle a %zu valeurs, alors que l'en-tête a %zu colonnes",
                                            record->count),
                                   record->count, wanted));
    else if (loader->table->row_count < loader->row_capacity)
        read_row(loader, record);
}

static void read_rows(Loader *loader)
{
    Table *table = loader->table;
    loader->row_capacity = csv_records_at_most(loader->reader);
    /* Not from the arena, which would touch all of it. */
    table->rows = memory_resize(NULL, loader->row_capacity, sizeof *table->rows);
    CsvRecord record;
    for (;;) {
        switch (csv_next(loader->reader, &record)) {
        case CSV_RECORD:
            if (titles_are_below(loader, &record))
                return;
            read_record(loader, &record);
            break;
        case CSV_BROKEN:
            report_record(loader, &record, arena_string(loader->term->arena, record.what));
            break;
        case CSV_UNREADABLE:
            table->broken_count++;
            report_unreadable(loader, &record);
            return;
        case CSV_END:
            return;
        }
    }
}

/* ---- A table. */

static bool is_remembered(const ColumnSchema *schema)
{
    switch (schema->type) {
    case TYPE_DATE: case TYPE_TIME: case TYPE_NUMBER: case TYPE_YES_NO: case TYPE_CHOICE:
    case TYPE_LIST: case TYPE_LINK: case TYPE_POSTAL_CODE:
        return true;
    default:
        return false;
    }
}

static Value when_empty(const Loader *loader, int column)
{
    const ColumnSchema *schema = &loader->table->schema->columns[column];
    const Config *config = loader->term->config;
    Value value = {.text = "", .state = VALUE_EMPTY};
    const char *section = arena_printf(loader->scratch, "colonnes.%s", loader->table->schema->name);
    for (size_t i = 0; i < config->pair_count; i++) {
        const ConfigPair *pair = &config->pairs[i];
        const char *dot = strrchr(pair->key, '.');
        if (!text_is(pair->section, section) || !dot || !text_is(dot, ".vide"))
            continue;
        const char *name = arena_slice(loader->scratch, pair->key, (size_t)(dot - pair->key));
        ValueFault fault;
        if (schema_find_column(loader->table->id, name) == column &&
            value_parse(schema, pair->value, loader->term->arena, &value, &fault))
            value.text = "";
    }
    return value;
}

static void prepare_columns(Loader *loader)
{
    const Table *table = loader->table;
    loader->columns = arena_array_of(loader->scratch, table->schema->column_count, Column);
    for (size_t c = 0; c < table->schema->column_count; c++) {
        if (table->slot[c] < 0)
            continue;
        const ColumnSchema *schema = &table->schema->columns[c];
        loader->columns[loader->column_count++] = (Column){
            .schema = schema, .id = (int)c, .file_column = table->file_column[c],
            .memos = is_remembered(schema) ? arena_array_of(loader->scratch, MEMO_SLOTS, Memo) : NULL,
            .when_empty = when_empty(loader, (int)c),
        };
    }
}

static void report_encoding(Loader *loader)
{
    Table *table = loader->table;
    Arena *arena = loader->term->arena;
    table->encoding = encoding_name(csv_encoding(loader->reader));
    table->separator = csv_separator(loader->reader);
    table->sha256 = arena_string(arena, csv_sha256(loader->reader));
    char separator[] = {table->separator, '\0'};
    report_file(loader, PROBLEM_ENCODING, table->encoding,
                table->separator == '\t' ? _("tabulation") : arena_string(arena, separator));
}

static void read_table(Loader *loader)
{
    Table *table = loader->table;
    CsvRecord header;
    CsvResult result = csv_next(loader->reader, &header);
    if (result == CSV_END) {
        report_file(loader, PROBLEM_FILE_EMPTY, NULL, NULL);
        return;
    }
    if (result != CSV_RECORD) {
        report_unreadable(loader, &header);
        return;
    }
    report_encoding(loader);
    loader->titled = header_is_title(&header);
    header_match(loader->term, table, &header);
    table->present = true;
    prepare_columns(loader);
    loader->titled |= loader->column_count == 0;
    read_rows(loader);
    if (table->row_count == 0 && table->broken_count == 0)
        report_file(loader, PROBLEM_NO_ROWS, NULL, NULL);
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (table->schema->columns[c].flags & COLUMN_SCHOOL_DAYS && table->slot[c] < 0 &&
            table->row_count > 0)
            report_file(loader, PROBLEM_DAYS_ASSUMED, NULL, NULL);
}

/* A bare name is a file of the input folder; with a '/', it is relative to config.ini, like any
 * path there. */
const char *term_file(const Term *term, int table, Arena *arena)
{
    const Config *config = term->config;
    const char *other = config_pair(config, "entrees", schema_table(table)->name);
    const char *name = other ? other : arena_printf(arena, "%s.csv", schema_table(table)->name);
    return path_join(arena,
                     strchr(name, '/') ? config->folder
                                       : config_path(config, CONFIG_ENTREES_DOSSIER, arena),
                     name);
}

static const char *reason_of(const Error *error, Arena *arena)
{
    if (error->cause == 0 || error->cause == EISDIR || error->cause == EFBIG || error->cause == EINVAL)
        return arena_string(arena, error->what);
    return arena_printf(arena, "%s (%s)", error->what, error_cause_text(error->cause));
}

static void load_table(Term *term, int id, Texts *texts)
{
    const Config *config = term->config;
    Table *table = &term->tables[id];
    Loader loader = {.term = term, .table = table, .texts = texts, .scratch = arena_new()};
    size_t columns = table->schema->column_count;
    int16_t *absent = arena_array_of(term->arena, columns, int16_t);
    memset(absent, 0xFF, columns * sizeof *absent);
    table->slot = table->file_column = absent;

    Encoding encoding;
    CsvOptions options = {0};
    if (encoding_find(config_text(config, CONFIG_ENTREES_ENCODAGE), &encoding))
        options.encoding = &encoding;
    separator_find(config_text(config, CONFIG_ENTREES_SEPARATEUR), &options.separator);
    Error error = {0};
    const char *path = term_file(term, id, term->arena);
    table->file = path_name(path);
    if (csv_open(&loader.reader, path, &options, &error) == STATUS_OK)
        read_table(&loader);
    else if (error.cause == ENOENT)
        report_file(&loader, PROBLEM_FILE_ABSENT, NULL, NULL);
    else
        report_file(&loader, PROBLEM_FILE_UNREADABLE, reason_of(&error, term->arena), NULL);
    csv_close(loader.reader);
    arena_free(loader.scratch);
}

Status term_load(Term *term, const Config *config, Error *error)
{
    *term = (Term){.arena = arena_new(), .config = config};
    for (int t = 0; t < TABLE_COUNT; t++) {
        term->tables[t].id = t;
        term->tables[t].schema = schema_table(t);
    }
    const char *input = config_path(config, CONFIG_ENTREES_DOSSIER, term->arena);
    FileKind kind = file_kind(input);
    if (kind != FILE_FOLDER) {
        error_set(error, STATUS_USAGE, input,
                  kind == FILE_ABSENT ? _("le dossier des tables n'existe pas")
                                      : _("un dossier de tables est attendu, ce n'en est pas un"));
        error_remedy(error, _("créez-le, ou nommez-en un autre dans config.ini : [entrees] dossier"));
        return STATUS_USAGE;
    }
    Texts texts = {.arena = term->arena};
    for (int t = 0; t < TABLE_COUNT; t++)
        load_table(term, t, &texts);
    link_tables(term);
    return STATUS_OK;
}
