/* Headers: what is refused, how lines fold, how names and file names are written. */
#include "suite.h"

#include "base/message.h"
#include "post/header.h"

#include <stdio.h>
#include <string.h>

static Buffer out;
static Error error;

static void setup_case(void)
{
    buffer_clear(&out);
    memset(&error, 0, sizeof error);
}

static size_t longest_line(const Buffer *b)
{
    size_t longest = 0;
    for (const char *p = buffer_text(b); *p;) {
        const char *end = strstr(p, "\r\n");
        ck_assert_msg(end, "a line without CRLF");
        ck_assert_msg(end == p || strspn(p, " \t") < (size_t)(end - p), "a line of blanks only");
        if ((size_t)(end - p) > longest)
            longest = (size_t)(end - p);
        p = end + 2;
    }
    return longest;
}

START_TEST(test_plain_text_is_written_as_it_is)
{
    setup_case();
    ck_assert_int_eq(header_text(&out, "Subject", "Protocoles to sign", &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&out), "Subject: Protocoles to sign\r\n");
}
END_TEST

START_TEST(test_accents_become_encoded_words)
{
    setup_case();
    ck_assert_int_eq(header_text(&out, "Subject", "Été à Québec", &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&out),
                     "Subject: =?UTF-8?Q?=C3=89t=C3=A9_=C3=A0_Qu=C3=A9bec?=\r\n");
}
END_TEST

START_TEST(test_text_that_looks_encoded_is_encoded)
{
    setup_case();
    ck_assert_int_eq(header_text(&out, "Subject", "=?UTF-8?Q?a?=", &error), STATUS_OK);
    ck_assert_str_eq(buffer_text(&out), "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fa=3F=3D?=\r\n");
}
END_TEST

/* Every length of a text of 4-byte characters: no word is cut inside a character, no line
 * passes 78. */
START_TEST(test_encoded_words_never_split_a_character)
{
    for (int count = 1; count < 60; count++) {
        char text[256] = "", place[32];
        setup_case();
        for (int i = 0; i < count; i++)
            strcat(text, "\xF0\x9F\x8E\x93");
        ck_assert_int_eq(header_text(&out, "Subject", text, &error), STATUS_OK);
        ck_assert_uint_le(longest_line(&out), 78);
        int seen = 0;
        for (const char *p = buffer_text(&out); (p = strstr(p, "=?UTF-8?Q?"));) {
            const char *word = p + 10, *end = strstr(word, "?=");
            snprintf(place, sizeof place, "%d characters", count);
            ck_assert_msg(end - p + 2 <= 75, "%s: a word of %d", place, (int)(end - p + 2));
            ck_assert_msg((end - word) % 12 == 0, "%s: a character is cut", place);
            seen += (int)(end - word) / 12;
            p = end;
        }
        ck_assert_int_eq(seen, count);
    }
}
END_TEST

START_TEST(test_long_ascii_folds_at_blanks)
{
    char text[400] = "";
    setup_case();
    for (int i = 0; i < 40; i++)
        strcat(text, i ? " mot" : "mot");
    ck_assert_int_eq(header_text(&out, "Subject", text, &error), STATUS_OK);
    ck_assert_uint_le(longest_line(&out), 78);
    ck_assert_ptr_nonnull(strstr(buffer_text(&out), "\r\n mot"));
}
END_TEST

START_TEST(test_text_at_the_fold)
{
    /* "Subject: " is 9 characters: 69 more make a line of 78, 70 do not fit. */
    for (int extra = 0; extra < 2; extra++) {
        char text[80];
        setup_case();
        memset(text, 'a', sizeof text);
        text[34] = ' ';
        text[69 + extra] = '\0';
        ck_assert_int_eq(header_text(&out, "Subject", text, &error), STATUS_OK);
        ck_assert_int_eq(strstr(buffer_text(&out), "\r\n ") != NULL, extra);
    }
}
END_TEST

START_TEST(test_control_characters_are_refused)
{
    static const char *const bad[] = {"a\r\nBcc: x@y.example",
                                      "a\nb",
                                      "a\rb",
                                      "a\tb",
                                      "a\x7F"
                                      "b",
                                      "a\x01",
                                      "a\xC2\x85"
                                      "b",
                                      "a\xE2\x80\xA8"
                                      "b",
                                      "a\xE2\x80\xAE"
                                      "b",
                                      "a\xE2\x81\xA6",
                                      "a\xC3",
                                      "\xED\xA0\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setup_case();
        ck_assert_int_eq(header_text(&out, "Subject", bad[i], &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, "Subject");
        ck_assert_uint_eq(out.length, 0);
        ck_assert_int_eq(header_address(&out, "To", bad[i], "a@b.example", &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, "To");
        ck_assert_uint_eq(out.length, 0);
    }
}
END_TEST

START_TEST(test_addresses)
{
    static const char *const good[] = {"a@b.ca", "prenom.nom@cfp-exemple.qc.ca", "a+b@c.d.e",
                                       "o'neil@exemple.ca", "1@2.ca"};
    static const char *const bad[] = {"",
                                      "a",
                                      "@b.ca",
                                      "a@",
                                      "a@b",
                                      "a@b.",
                                      "a@.ca",
                                      "a@b..ca",
                                      "a@-b.ca",
                                      "a@b-.ca",
                                      ".a@b.ca",
                                      "a.@b.ca",
                                      "a..b@c.ca",
                                      "a@b@c.ca",
                                      "a b@c.ca",
                                      "a@b.ca ",
                                      "a@b.ca,c@d.ca",
                                      "a@b.ca>\r\nRCPT TO:<x@y.ca",
                                      "\"a\"@b.ca",
                                      "a@[127.0.0.1]",
                                      "\xC3\xA9@b.ca",
                                      "a@\xC3\xA9.ca",
                                      "<a@b.ca>",
                                      "a;b@c.ca",
                                      "a\n@b.ca"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(!address_fault(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(address_fault(bad[i]), "%s", bad[i]);
    char local[80];
    memset(local, 'a', sizeof local);
    strcpy(local + 64, "@b.ca");
    ck_assert_ptr_null(address_fault(local));
    strcpy(local + 65, "@b.ca");
    ck_assert_ptr_nonnull(address_fault(local));
}
END_TEST

START_TEST(test_display_names)
{
    static const struct {
        const char *name, *line;
    } cases[] = {
        {"", "To: a@b.ca\r\n"},
        {"Marie Tremblay", "To: Marie Tremblay <a@b.ca>\r\n"},
        {"Tremblay, Marie", "To: \"Tremblay, Marie\" <a@b.ca>\r\n"},
        {"Atelier \"Le Pin\"", "To: \"Atelier \\\"Le Pin\\\"\" <a@b.ca>\r\n"},
        {"Zoé", "To: =?UTF-8?Q?Zo=C3=A9?= <a@b.ca>\r\n"},
        {"Zoé (RH), atelier", "To: =?UTF-8?Q?Zo=C3=A9_=28RH=29=2C_atelier?= <a@b.ca>\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup_case();
        ck_assert_int_eq(header_address(&out, "To", cases[i].name, "a@b.ca", &error), STATUS_OK);
        ck_assert_str_eq(buffer_text(&out), cases[i].line);
    }
}
END_TEST

static const char *parameter(const char *value)
{
    buffer_clear(&out);
    parameter_add(&out, "filename", value);
    return buffer_text(&out);
}

START_TEST(test_parameters)
{
    ck_assert_str_eq(parameter("a.pdf"), "; filename=\"a.pdf\"");
    ck_assert_str_eq(parameter("apdf"), "; filename=apdf");
    ck_assert_str_eq(parameter("été 1.pdf"), "; filename*=UTF-8''%C3%A9t%C3%A9%201.pdf");
    ck_assert_str_eq(parameter("a'b*.pdf"), "; filename=\"a'b*.pdf\"");
    ck_assert_str_eq(parameter("a\"b.pdf"), "; filename*=UTF-8''a%22b.pdf");
    /* 10 characters of 6 octets fill a piece, an eleventh begins the next. */
    ck_assert_str_eq(parameter("éééééééééé"), "; filename*=UTF-8''"
                     "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9");
    ck_assert_str_eq(parameter("ééééééééééé"), "; filename*0*=UTF-8''"
                     "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
                     "; filename*1*=%C3%A9");
}
END_TEST

START_TEST(test_dates_follow_the_season)
{
    static const struct {
        int year, month, day;
        const char *line;
    } cases[] = {
        {2026, 3, 7, "Date: Sat, 07 Mar 2026 09:00:00 -0500\r\n"},
        {2026, 3, 8, "Date: Sun, 08 Mar 2026 09:00:00 -0400\r\n"},
        {2026, 10, 31, "Date: Sat, 31 Oct 2026 09:00:00 -0400\r\n"},
        {2026, 11, 1, "Date: Sun, 01 Nov 2026 09:00:00 -0500\r\n"},
        {2027, 3, 13, "Date: Sat, 13 Mar 2027 09:00:00 -0500\r\n"},
        {2027, 3, 14, "Date: Sun, 14 Mar 2027 09:00:00 -0400\r\n"},
        {2027, 11, 6, "Date: Sat, 06 Nov 2027 09:00:00 -0400\r\n"},
        {2027, 11, 7, "Date: Sun, 07 Nov 2027 09:00:00 -0500\r\n"},
        {2026, 1, 1, "Date: Thu, 01 Jan 2026 09:00:00 -0500\r\n"},
        {2026, 12, 31, "Date: Thu, 31 Dec 2026 09:00:00 -0500\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setup_case();
        header_date(&out, date_of(cases[i].year, cases[i].month, cases[i].day));
        ck_assert_str_eq(buffer_text(&out), cases[i].line);
    }
}
END_TEST

SUITE("header", test_plain_text_is_written_as_it_is, test_accents_become_encoded_words,
      test_text_that_looks_encoded_is_encoded, test_encoded_words_never_split_a_character,
      test_long_ascii_folds_at_blanks, test_text_at_the_fold, test_control_characters_are_refused,
      test_addresses, test_display_names, test_parameters, test_dates_follow_the_season)
