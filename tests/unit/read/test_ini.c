#include "base/buffer.h"
#include "read/ini.h"
#include "scratch.h"
#include "suite.h"

/* Every pair as "LINE [section] key=value\n". */
static Status note(void *context, const char *section, const char *key, const char *value,
                   uint32_t line, Error *error)
{
    (void)error;
    buffer_printf(context, "%u [%s] %s=%s\n", (unsigned)line, section, key, value);
    return STATUS_OK;
}

static Status read_bytes(const void *bytes, size_t length, Buffer *pairs, Error *error)
{
    Scratch scratch = scratch_open();
    *error = (Error){0};
    Status status = ini_read(scratch_write(&scratch, "a.ini", bytes, length), note, pairs, error);
    scratch_close(&scratch);
    return status;
}

static void check_pairs(const char *text, const char *expected)
{
    Buffer pairs = {0};
    Error error;
    ck_assert_int_eq(read_bytes(text, strlen(text), &pairs, &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&pairs), expected);
    buffer_free(&pairs);
}

static void check_fault(const char *text, size_t length, const char *place_end)
{
    Buffer pairs = {0};
    Error error;
    ck_assert_int_eq(read_bytes(text, length, &pairs, &error), STATUS_USAGE);
    size_t place = strlen(error.place), end = strlen(place_end);
    ck_assert_uint_ge(place, end);
    ck_assert_str_eq(error.place + place - end, place_end);
    ck_assert_str_ne(error.what, "");
    buffer_free(&pairs);
}

START_TEST(lines_are_known)
{
    check_pairs("; comment\n\n[a]\nx = 1\n\n# other\n  y = 2  \n[b.c]\nz: 3\n",
                "4 [a] x=1\n7 [a] y=2\n9 [b.c] z=3\n");
    check_pairs("[a]\r\nx=1\r\n\r\ny=2", "2 [a] x=1\n4 [a] y=2\n");
    check_pairs("[a]\rx=1\r\ry=2\r", "2 [a] x=1\n4 [a] y=2\n");
    check_pairs("", "");
}
END_TEST

START_TEST(semicolon_in_a_value_is_text)
{
    check_pairs("[a]\nobjet = A ; B\nsep = ;\nvide =\n", "2 [a] objet=A ; B\n3 [a] sep=;\n4 [a] vide=\n");
}
END_TEST

START_TEST(encodings)
{
    check_pairs("\xEF\xBB\xBF[a]\nx = é\n", "2 [a] x=é\n");
    check_pairs("[a]\nx = \xE9t\xE9\n", "2 [a] x=été\n");
    check_pairs("[a]\nx = e\xCC\x81\n", "2 [a] x=é\n"); /* normal form C */
    Buffer pairs = {0};
    Error error;
    ck_assert_int_eq(read_bytes("[\0a\0]\0\n\0x\0=\0\xE9\0", 14, &pairs, &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&pairs), "2 [a] x=é\n");
    buffer_free(&pairs);
}
END_TEST

START_TEST(long_values_arrive_whole)
{
    const size_t sizes[] = {196, 197, 198, 200, 201, 1000, INI_VALUE_MOST};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Buffer text = {0}, pairs = {0}, expected = {0};
        Error error;
        buffer_add_text(&text, "[a]\nx = ");
        buffer_add_text(&expected, "2 [a] x=");
        for (size_t n = 0; n < sizes[i]; n++) {
            buffer_add_char(&text, (char)('a' + n % 26));
            buffer_add_char(&expected, (char)('a' + n % 26));
        }
        buffer_add_text(&text, "\ny = 1\n");
        buffer_add_text(&expected, "\n3 [a] y=1\n");
        ck_assert_int_eq(read_bytes(text.data, text.length, &pairs, &error), STATUS_OK);
        ck_assert_str_eq(buffer_text(&pairs), buffer_text(&expected));
        buffer_free(&text), buffer_free(&pairs), buffer_free(&expected);
    }
}
END_TEST

START_TEST(too_long_is_an_error_at_its_line)
{
    Buffer text = {0};
    buffer_add_text(&text, "[a]\n\nx=");
    for (size_t n = 0; n < INI_VALUE_MOST + 1; n++)
        buffer_add_char(&text, 'v');
    check_fault(text.data, text.length, "a.ini:3");
    for (size_t n = 0; n < 100000; n++)
        buffer_add_char(&text, 'v');
    check_fault(text.data, text.length, "a.ini:3");
    buffer_free(&text);
}
END_TEST

START_TEST(long_section_names)
{
    char whole[80], cut[80];
    snprintf(whole, sizeof whole, "[%049d]\nx=1\n", 7);
    snprintf(cut, sizeof cut, "[%050d]\nx=1\n", 7);
    char expected[80];
    snprintf(expected, sizeof expected, "2 [%049d] x=1\n", 7);
    check_pairs(whole, expected);
    check_fault(cut, strlen(cut), "a.ini:1");
}
END_TEST

START_TEST(what_is_not_ini)
{
    check_fault("[a]\nx=1\nhello\n", 14, "a.ini:3");
    check_fault("[a\nx=1\n", 7, "a.ini:1");
    check_fault("PK\x03\x04\0\0", 6, "a.ini");
    Error error = {0};
    ck_assert_int_eq(ini_read("/nonexistent/config.ini", note, NULL, &error), STATUS_USAGE);
    ck_assert_str_eq(error.place, "/nonexistent/config.ini");
    ck_assert_int_eq(ini_read("/tmp", note, NULL, &error), STATUS_USAGE);
}
END_TEST

static Status refuse_y(void *context, const char *section, const char *key, const char *value,
                       uint32_t line, Error *error)
{
    (void)section, (void)value, (void)line;
    ++*(int *)context;
    return strcmp(key, "y") == 0 ? error_set(error, STATUS_USAGE, "", "no y") : STATUS_OK;
}

START_TEST(visitor_stops_and_gets_its_place)
{
    Scratch scratch = scratch_open();
    Error error = {0};
    int seen = 0;
    const char *path = scratch_text(&scratch, "b.ini", "[a]\nx=1\n\ny=2\nz=3\n");
    ck_assert_int_eq(ini_read(path, refuse_y, &seen, &error), STATUS_USAGE);
    ck_assert_int_eq(seen, 2);
    ck_assert_str_eq(error.what, "no y");
    ck_assert_ptr_nonnull(strstr(error.place, "/b.ini:4"));
    scratch_close(&scratch);
}
END_TEST

SUITE("ini", lines_are_known, semicolon_in_a_value_is_text, encodings, long_values_arrive_whole,
      too_long_is_an_error_at_its_line, long_section_names, what_is_not_ini,
      visitor_stops_and_gets_its_place)
