#include "base/buffer.h"
#include "read/csv.h"
#include "scratch.h"
#include "suite.h"

#include <errno.h>
#include <unistd.h>

/* Every record as "NUMBER@LINE a|b|c\n" (fields not on the record's line as "text@LINE"), a broken
 * one as "NUMBER@LINE !COLUMN\n", an unreadable end as "X@LINE\n". */
static void note_record(Buffer *out, const CsvRecord *record, CsvResult result)
{
    if (result == CSV_UNREADABLE) {
        buffer_printf(out, "X@%u\n", (unsigned)record->line);
        ck_assert_ptr_nonnull(record->what);
        return;
    }
    buffer_printf(out, "%u@%u ", (unsigned)record->number, (unsigned)record->line);
    if (result == CSV_BROKEN) {
        buffer_printf(out, "!%zu\n", record->column);
        ck_assert_str_ne(record->what, "");
        return;
    }
    for (size_t i = 0; i < record->count; i++) {
        const CsvField *field = &record->fields[i];
        ck_assert_uint_eq(strlen(field->text), field->length);
        buffer_printf(out, "%s%s", i ? "|" : "", field->text);
        if (field->line != record->line)
            buffer_printf(out, "@%u", (unsigned)field->line);
    }
    buffer_add_char(out, '\n');
}

static void read_all(const void *bytes, size_t length, const CsvOptions *options, Buffer *out)
{
    Scratch scratch = scratch_open();
    Error error = {0};
    CsvReader *reader;
    const char *path = scratch_write(&scratch, "t.csv", bytes, length);
    ck_assert_int_eq(csv_open(&reader, path, options, &error), STATUS_OK);
    size_t most = csv_records_at_most(reader), records = 0;
    CsvRecord record;
    CsvResult result;
    while ((result = csv_next(reader, &record)) != CSV_END) {
        note_record(out, &record, result);
        records += result == CSV_RECORD;
        if (result == CSV_UNREADABLE)
            break;
    }
    ck_assert_uint_le(records, most);
    csv_close(reader);
    scratch_close(&scratch);
}

static void check_bytes(const void *bytes, size_t length, const char *expected)
{
    Buffer out = {0};
    read_all(bytes, length, &(CsvOptions){0}, &out);
    ck_assert_str_eq(buffer_text(&out), expected);
    buffer_free(&out);
}

static void check(const char *text, const char *expected)
{
    check_bytes(text, strlen(text), expected);
}

START_TEST(line_endings)
{
    check("a;b\n1;2\n3;4\n", "1@1 a|b\n2@2 1|2\n3@3 3|4\n");
    check("a;b\r\n1;2\r\n3;4\r\n", "1@1 a|b\n2@2 1|2\n3@3 3|4\n");
    check("a;b\r1;2\r3;4\r", "1@1 a|b\n2@2 1|2\n3@3 3|4\n");
    check("a;b\r\n1;2\r3;4\n5;6", "1@1 a|b\n2@2 1|2\n3@3 3|4\n4@4 5|6\n");
    check("a;b\n1;", "1@1 a|b\n2@2 1|\n");
}
END_TEST

START_TEST(quotes)
{
    check("a;b\n\"x;\"\"y\"\"\";\"\"\n", "1@1 a|b\n2@2 x;\"y\"|\n");
    check("a;b\n \"x\" ; y \n", "1@1 a|b\n2@2 x|y\n");
    check("\"a\";\"b\"\n\"1\";\"2\"", "1@1 a|b\n2@2 1|2\n");
}
END_TEST

START_TEST(line_breaks_inside_quotes_are_counted)
{
    check("a;b;c\n1;\"x\ny\";2\n3;4;5\n", "1@1 a|b|c\n2@2 1|x\ny|2@3\n3@4 3|4|5\n");
    check("a;b\r\n1;\"x\r\ny\r\n\r\nz\"\r\n3;4\r\n", "1@1 a|b\n2@2 1|x\ny\n\nz\n3@6 3|4\n");
    check("a;b\r1;\"x\ry\"\r3;4\r", "1@1 a|b\n2@2 1|x\ny\n3@4 3|4\n");
}
END_TEST

START_TEST(blank_rows_are_counted)
{
    check("a;b\n\n1;2\n  \n;\n\"\";\n3;4\n\n", "1@1 a|b\n3@3 1|2\n7@7 3|4\n");
    check("\n\na;b\n1;2\n", "1@3 a|b\n2@4 1|2\n");
    check("\n \n", "");
    check("", "");
}
END_TEST

START_TEST(sep_line_is_a_line_but_no_record)
{
    check("sep=,\r\na,b\r\n1;x,2\r\n", "1@2 a|b\n2@3 1;x|2\n");
    check("\xEF\xBB\xBFsep=;\r\na;b\r\n1,x;2\r\n", "1@2 a|b\n2@3 1,x|2\n");
}
END_TEST

START_TEST(byte_order_mark_before_a_quote)
{
    check("\xEF\xBB\xBF\"nom\";\"b\"\n1;2\n", "1@1 nom|b\n2@2 1|2\n");
}
END_TEST

START_TEST(fields_are_trimmed_of_every_blank)
{
    check("a;b\n\t x ;\xC2\xA0y\xE2\x80\xAF\n", "1@1 a|b\n2@2 x|y\n");
    check("a;b\nà;\"  é \"\n", "1@1 a|b\n2@2 à|é\n");
}
END_TEST

START_TEST(unclosed_quote_at_the_end)
{
    check("a;b\n1;2\n3;\"x\n4;5\n6;7\n", "1@1 a|b\n2@2 1|2\n3@3 !1\n4@4 4|5\n5@5 6|7\n");
    check("a;b\n1;\"x", "1@1 a|b\n2@2 !1\n");
    check("a;b\n1;\"x\r\n3;4\r\n", "1@1 a|b\n2@2 !1\n3@3 3|4\n");
}
END_TEST

START_TEST(unclosed_quote_that_meets_another)
{
    /* The quote of line 2 is "closed" by the one that opens on line 4, followed by text. */
    check("a;b\n1;\"x\n2;y\n3;\"z\"\n4;5\n", "1@1 a|b\n2@2 !1\n3@3 2|y\n4@4 3|z\n5@5 4|5\n");
    check("a;b\n1;\"x\"y\n2;z\n", "1@1 a|b\n2@2 !1\n3@3 2|z\n");
    check("a;b\n1;5\" tube\n2;z\n", "1@1 a|b\n2@2 !1\n3@3 2|z\n");
}
END_TEST

START_TEST(unclosed_quote_after_a_long_good_one)
{
    check("a;b\n\"1\n1\";\"x\n2;y\n", "1@1 a|b\n2@3 !1\n3@4 2|y\n");
}
END_TEST

START_TEST(unclosed_quote_past_64_kib)
{
    Buffer text = {0}, expected = {0};
    buffer_add_text(&text, "a;b\n1;\"x\n");
    buffer_add_text(&expected, "1@1 a|b\n2@2 !1\n");
    for (unsigned i = 0; i < 20000; i++) {
        buffer_printf(&text, "%u;y\n", i);
        buffer_printf(&expected, "%u@%u %u|y\n", i + 3, i + 3, i);
    }
    check_bytes(text.data, text.length, buffer_text(&expected));
    buffer_free(&text), buffer_free(&expected);
}
END_TEST

static void check_field_of(size_t size, bool quoted, bool good)
{
    Buffer text = {0}, out = {0};
    buffer_add_text(&text, quoted ? "a;b\n1;\"" : "a;b\n1;");
    for (size_t i = 0; i < size; i++)
        buffer_add_char(&text, 'x');
    buffer_add_text(&text, quoted ? "\"\n2;y\n" : "\n2;y\n");
    read_all(text.data, text.length, &(CsvOptions){0}, &out);
    ck_assert_int_eq(strstr(buffer_text(&out), "2@2 !1\n") == NULL, good);
    ck_assert_ptr_nonnull(strstr(buffer_text(&out), "3@3 2|y\n"));
    buffer_free(&text), buffer_free(&out);
}

START_TEST(field_of_64_kib)
{
    check_field_of(CSV_FIELD_MOST, false, true);
    check_field_of(CSV_FIELD_MOST, true, true);
    check_field_of(CSV_FIELD_MOST + 1, false, false);
    check_field_of(CSV_FIELD_MOST + 1, true, false);
    check_field_of(3000000, false, false);
    check_field_of(3000000, true, false);
}
END_TEST

static CsvResult first_of_columns(size_t columns, CsvRecord *record)
{
    Scratch scratch = scratch_open();
    Buffer text = {0};
    for (size_t i = 0; i < columns; i++)
        buffer_printf(&text, "%sc%zu", i ? ";" : "", i);
    CsvReader *reader;
    Error error;
    csv_open(&reader, scratch_write(&scratch, "t.csv", text.data, text.length), &(CsvOptions){0}, &error);
    CsvResult result = csv_next(reader, record);
    csv_close(reader);
    buffer_free(&text);
    scratch_close(&scratch);
    return result;
}

START_TEST(columns_512)
{
    CsvRecord record;
    ck_assert_int_eq(first_of_columns(512, &record), CSV_RECORD);
    ck_assert_uint_eq(record.count, 512);
    ck_assert_int_eq(first_of_columns(513, &record), CSV_UNREADABLE);
    ck_assert_int_eq(first_of_columns(100000, &record), CSV_UNREADABLE);
}
END_TEST

START_TEST(nul_and_invalid_bytes_break_one_record)
{
    check_bytes("a;b\n1;x\0y\n2;z\n", 14, "1@1 a|b\n2@2 !1\n3@3 2|z\n");
    Encoding utf8 = ENCODING_UTF8;
    Buffer out = {0};
    read_all("a;b\n1;\xE9\n2;z\n", 12, &(CsvOptions){.encoding = &utf8}, &out);
    ck_assert_str_eq(buffer_text(&out), "1@1 a|b\n2@2 !1\n3@3 2|z\n");
    buffer_free(&out);
    check_bytes("\xFF\xFE" "a\0;\0b\0\n\0" "1\0;\0\x3D\xD8\n\0" "2\0;\0z\0", 24,
                "1@1 a|b\n2@2 !1\n3@3 2|z\n");
}
END_TEST

START_TEST(encodings_and_overrides)
{
    check("a;b\n1;\xE9\n", "1@1 a|b\n2@2 1|é\n");
    check_bytes("\xFF\xFE" "a\0;\0b\0\r\0\n\0" "1\0;\0\xE9\0", 18, "1@1 a|b\n2@2 1|é\n");
    check_bytes("\0a\0;\0b\0\n\0" "1\0;\0\xE9", 14, "1@1 a|b\n2@2 1|é\n");
    Encoding windows = ENCODING_WINDOWS_1252;
    Buffer out = {0};
    read_all("a,b;c\n1;\xC3\xA9\n", 11, &(CsvOptions){.encoding = &windows, .separator = ','}, &out);
    ck_assert_str_eq(buffer_text(&out), "1@1 a|b;c\n2@2 1;Ã©\n");
    buffer_free(&out);
}
END_TEST

START_TEST(binary_and_broken_headers)
{
    check_bytes("PK\x03\x04\x14\0\x06\0", 8, "X@0\n");
    check_bytes("a;b\0\n1;2\n", 9, "X@0\n");
    check("a;\"b\n1;2\n", "X@1\n");
}
END_TEST

START_TEST(detection_is_told)
{
    Scratch scratch = scratch_open();
    CsvReader *reader;
    Error error;
    const char *path = scratch_text(&scratch, "t.csv", "a\tb\n\xE9\t2\n");
    ck_assert_int_eq(csv_open(&reader, path, &(CsvOptions){0}, &error), STATUS_OK);
    ck_assert_int_eq(csv_encoding(reader), ENCODING_WINDOWS_1252);
    ck_assert_int_eq(csv_separator(reader), '\t');
    ck_assert_uint_eq(strlen(csv_sha256(reader)), 64);
    csv_close(reader);
    ck_assert_int_eq(csv_open(&reader, "/nonexistent/t.csv", &(CsvOptions){0}, &error), STATUS_SYSTEM);
    ck_assert_int_eq(csv_open(&reader, scratch.folder, &(CsvOptions){0}, &error), STATUS_SYSTEM);
    scratch_close(&scratch);
}
END_TEST

static size_t count_records(size_t records, CsvResult *last)
{
    Scratch scratch = scratch_open();
    Buffer text = {0};
    buffer_add_text(&text, "a\n");
    for (size_t i = 0; i < records; i++)
        buffer_add(&text, "1\n", 2);
    CsvReader *reader;
    CsvRecord record;
    Error error;
    csv_open(&reader, scratch_write(&scratch, "t.csv", text.data, text.length), &(CsvOptions){0}, &error);
    size_t count = 0;
    while ((*last = csv_next(reader, &record)) == CSV_RECORD)
        count++;
    csv_close(reader);
    buffer_free(&text);
    scratch_close(&scratch);
    return count - 1;
}

START_TEST(five_million_rows)
{
    CsvResult last;
    ck_assert_uint_eq(count_records(CSV_RECORDS_MOST, &last), CSV_RECORDS_MOST);
    ck_assert_int_eq(last, CSV_END);
    ck_assert_uint_eq(count_records(CSV_RECORDS_MOST + 1, &last), CSV_RECORDS_MOST);
    ck_assert_int_eq(last, CSV_UNREADABLE);
}
END_TEST

START_TEST(one_gibibyte)
{
    Scratch scratch = scratch_open();
    CsvReader *reader;
    Error error = {0};
    const char *path = scratch_text(&scratch, "t.csv", "a;b\n");
    ck_assert_int_eq(truncate(path, (off_t)CSV_FILE_MOST + 1), 0);
    ck_assert_int_eq(csv_open(&reader, path, &(CsvOptions){0}, &error), STATUS_SYSTEM);
    ck_assert_int_eq(error.cause, EFBIG);
    scratch_close(&scratch);
}
END_TEST

SUITE("csv", line_endings, quotes, line_breaks_inside_quotes_are_counted, blank_rows_are_counted,
      sep_line_is_a_line_but_no_record, byte_order_mark_before_a_quote,
      fields_are_trimmed_of_every_blank, unclosed_quote_at_the_end,
      unclosed_quote_that_meets_another, unclosed_quote_after_a_long_good_one,
      unclosed_quote_past_64_kib, field_of_64_kib, columns_512,
      nul_and_invalid_bytes_break_one_record, encodings_and_overrides, binary_and_broken_headers,
      detection_is_told, five_million_rows, one_gibibyte)
