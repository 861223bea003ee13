#include "read/encoding.h"
#include "suite.h"

#include <string.h>

static Encoding detect(const char *bytes, size_t length)
{
    return encoding_detect(bytes, length);
}
#define DETECT(literal) detect(literal, sizeof(literal) - 1)

static void check_decoded(const char *bytes, size_t length, Encoding encoding, const char *expected)
{
    Buffer buffer = {0};
    buffer_add(&buffer, bytes, length);
    encoding_decode(&buffer, encoding);
    ck_assert_str_eq(buffer_text(&buffer), expected);
    ck_assert_uint_eq(buffer.length, strlen(expected));
    buffer_free(&buffer);
}
#define CHECK_DECODED(literal, encoding, expected) \
    check_decoded(literal, sizeof(literal) - 1, encoding, expected)

START_TEST(marks_decide)
{
    ck_assert_int_eq(DETECT("\xEF\xBB\xBFnom;\xE9"), ENCODING_UTF8);
    ck_assert_int_eq(DETECT("\xFF\xFEn\0o\0m\0"), ENCODING_UTF16LE);
    ck_assert_int_eq(DETECT("\xFE\xFF\0n\0o\0m"), ENCODING_UTF16BE);
}
END_TEST

START_TEST(nul_pattern_is_utf16)
{
    ck_assert_int_eq(DETECT("n\0o\0m\0;\0\xE9\0"), ENCODING_UTF16LE);
    ck_assert_int_eq(DETECT("\0n\0o\0m\0;\0\xE9"), ENCODING_UTF16BE);
    ck_assert_int_eq(DETECT("nom;prenom\0;statut"), ENCODING_UTF8);
}
END_TEST

START_TEST(valid_utf8_else_windows_1252)
{
    ck_assert_int_eq(DETECT(""), ENCODING_UTF8);
    ck_assert_int_eq(DETECT("nom;prenom"), ENCODING_UTF8);
    ck_assert_int_eq(DETECT("Ti\xE1\xBA\xBFn;H\xC3\xA9l\xC3\xA8ne"), ENCODING_UTF8);
    ck_assert_int_eq(DETECT("H\xE9l\xE8ne"), ENCODING_WINDOWS_1252);
    ck_assert_int_eq(DETECT("\xE9"), ENCODING_WINDOWS_1252);
    ck_assert_int_eq(DETECT("12345678H\xC3"), ENCODING_WINDOWS_1252);        /* cut sequence */
    ck_assert_int_eq(DETECT("abc\xC0\x80"), ENCODING_WINDOWS_1252);          /* overlong */
    ck_assert_int_eq(DETECT("abc\xED\xA0\x80"), ENCODING_WINDOWS_1252);      /* surrogate */
}
END_TEST

START_TEST(names_and_synonyms)
{
    Encoding encoding;
    ck_assert(encoding_find("UTF-8", &encoding) && encoding == ENCODING_UTF8);
    ck_assert(encoding_find("windows-1252", &encoding) && encoding == ENCODING_WINDOWS_1252);
    ck_assert(encoding_find("CP1252", &encoding) && encoding == ENCODING_WINDOWS_1252);
    ck_assert(encoding_find("ISO_8859-1", &encoding) && encoding == ENCODING_WINDOWS_1252);
    ck_assert(encoding_find("utf-16be", &encoding) && encoding == ENCODING_UTF16BE);
    ck_assert(!encoding_find("utf-9", &encoding));
    ck_assert(!encoding_find("", &encoding));
    ck_assert(!encoding_find("windows-1252-and-much-more", &encoding));
    ck_assert_str_eq(encoding_name(ENCODING_WINDOWS_1252), "Windows-1252");
}
END_TEST

START_TEST(windows_1252_has_every_byte)
{
    CHECK_DECODED("H\xE9l\xE8ne \x9C\x8C\x80\x92\xA0", ENCODING_WINDOWS_1252, "Hélène œŒ€’\xC2\xA0");
    CHECK_DECODED("\x81\x8D\x8F\x90\x9D", ENCODING_WINDOWS_1252,
                  "\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D");
    CHECK_DECODED("\xFF\xE0z", ENCODING_WINDOWS_1252, "ÿàz");
}
END_TEST

START_TEST(utf8_loses_its_mark_only)
{
    CHECK_DECODED("\xEF\xBB\xBFnom", ENCODING_UTF8, "nom");
    CHECK_DECODED("a\xEF\xBB\xBF", ENCODING_UTF8, "a\xEF\xBB\xBF");
    CHECK_DECODED("", ENCODING_UTF8, "");
}
END_TEST

START_TEST(utf16_pairs_and_faults)
{
    CHECK_DECODED("\xFF\xFE" "a\0\xE9\0", ENCODING_UTF16LE, "aé");
    CHECK_DECODED("\xFE\xFF\0a\0\xE9", ENCODING_UTF16BE, "aé");
    CHECK_DECODED("\x14\x14\xE9\0", ENCODING_UTF16LE, "\xE1\x90\x94é"); /* Inuktitut */
    CHECK_DECODED("\x3D\xD8\x00\xDE", ENCODING_UTF16LE, "\xF0\x9F\x98\x80");
    CHECK_DECODED("\x3D\xD8" "a\0", ENCODING_UTF16LE, "\xFF" "a"); /* lone high surrogate */
    CHECK_DECODED("a\0" "b", ENCODING_UTF16LE, "a\xFF");           /* half a unit */
}
END_TEST

SUITE("encoding", marks_decide, nul_pattern_is_utf16, valid_utf8_else_windows_1252,
      names_and_synonyms, windows_1252_has_every_byte, utf8_loses_its_mark_only,
      utf16_pairs_and_faults)
