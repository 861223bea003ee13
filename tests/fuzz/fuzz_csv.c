/* fuzz_csv: any bytes as a table. The first two choose encoding and separator (0: detected). */
#include "fuzz.h"

#include "read/csv.h"

static void check_fields(const CsvRecord *record)
{
    MUST(record->count >= 1 && record->count <= CSV_COLUMNS_MOST);
    for (size_t i = 0; i < record->count; i++) {
        const CsvField *field = &record->fields[i];
        MUST(field->length <= CSV_FIELD_MOST);
        MUST(strlen(field->text) == field->length);
        MUST(utf8_valid_prefix(field->text, field->length) == field->length);
        MUST(field->line >= (i ? record->fields[i - 1].line : record->line));
    }
}

static void read_all(CsvReader *reader)
{
    size_t records = 0, most = csv_records_at_most(reader);
    uint32_t line = 0, number = 0;
    CsvRecord record;
    CsvResult result;
    while ((result = csv_next(reader, &record)) == CSV_RECORD || result == CSV_BROKEN) {
        MUST(record.line >= line && record.number > number);
        MUST(++records <= most);
        if (result == CSV_RECORD)
            check_fields(&record);
        else
            MUST(record.what && *record.what);
        line = record.line;
        number = record.number;
    }
    if (result == CSV_UNREADABLE)
        MUST(record.what && *record.what);
    MUST(csv_next(reader, &record) == CSV_END);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = {0, ';', ',', '\t'};
    Input input = {data, size};
    unsigned encoding = input_choice(&input, ENCODING_COUNT + 1);
    Encoding forced = encoding ? (Encoding)(encoding - 1) : ENCODING_UTF8;
    CsvOptions options = {.encoding = encoding ? &forced : NULL,
                          .separator = separators[input_choice(&input, 4)]};
    Arena *arena = arena_new();
    const char *path = scratch_put(arena, "table.csv", input.next, input.left);
    CsvReader *reader;
    MUST(csv_open(&reader, path, &options, NULL) == STATUS_OK);
    read_all(reader);
    csv_close(reader);
    arena_free(arena);
    return 0;
}
