/* iCalendar lines and appointments (RFC 5545), byte by byte. */
#include "agenda/ics.h"

#include "suite.h"

#include <stdlib.h>
#include <string.h>

static void assert_line(const char *name, const char *text, const char *expected)
{
    Buffer out = {0};
    ics_text(&out, name, text);
    ck_assert_str_eq(buffer_text(&out), expected);
    buffer_free(&out);
}

START_TEST(test_texts_are_escaped)
{
    assert_line("SUMMARY", "a, b; c\\d: \"e\"", "SUMMARY:a\\, b\\; c\\\\d: \"e\"\r\n");
    assert_line("SUMMARY", "un\ndeux\r\ntrois\\n", "SUMMARY:un\\ndeux\\ntrois\\\\n\r\n");
    assert_line("SUMMARY", "\x01\x1B[31m\x7Fx\ty", "SUMMARY:[31mx y\r\n");
    assert_line("SUMMARY", "", "SUMMARY:\r\n");
}
END_TEST

#define TEN "0123456789"
#define SIXTY TEN TEN TEN TEN TEN TEN

START_TEST(test_lines_are_folded_at_75_bytes)
{
    assert_line("X", SIXTY TEN "abc", "X:" SIXTY TEN "abc\r\n"); /* 75 */
    assert_line("X", SIXTY TEN "abcd", "X:" SIXTY TEN "abc\r\n d\r\n");
    /* 74 more on the next line, after its blank */
    assert_line("X", SIXTY TEN "abc" SIXTY TEN "defg" "h",
                "X:" SIXTY TEN "abc\r\n " SIXTY TEN "defg\r\n h\r\n");
}
END_TEST

START_TEST(test_a_character_is_never_cut)
{
    /* é is two bytes, the emoji four: whichever begins before the limit goes whole to the next line */
    assert_line("X", SIXTY TEN "abé", "X:" SIXTY TEN "ab\r\n é\r\n");
    assert_line("X", SIXTY TEN "😀", "X:" SIXTY TEN "\r\n 😀\r\n");
    assert_line("X", SIXTY "012345678😀", "X:" SIXTY "012345678😀\r\n");
}
END_TEST

START_TEST(test_no_line_ends_with_a_blank)
{
    assert_line("X", SIXTY TEN "ab  cd", "X:" SIXTY TEN "ab\r\n   cd\r\n");
}
END_TEST

static char *written(Appointment appointment)
{
    Calendar calendar = {.owner = "responsable.P1",
                         .domain = "999012.ate",
                         .title = "Visites",
                         .details = "",
                         .lang = LANG_FR,
                         .appointments = &appointment,
                         .count = 1};
    Buffer out = {0};
    ics_write(&calendar, &out);
    const char *begin = strstr(buffer_text(&out), "BEGIN:VEVENT\r\n");
    ck_assert_ptr_nonnull(begin);
    char *event = strdup(begin);
    buffer_free(&out);
    return event;
}

static Appointment visit(void)
{
    return (Appointment){.key = "visite.V1",
                         .day = date_of(2027, 3, 31),
                         .minutes = 9 * 60 + 5,
                         .length = 60,
                         .state = APPOINTMENT_CONFIRMED,
                         .busy = true,
                         .summary = "Visite",
                         .place = "Ici",
                         .details = "",
                         .reminder = 30,
                         .student = "1001",
                         .revision = 2,
                         .changed_on = date_of(2027, 3, 15)};
}

START_TEST(test_a_visit)
{
    char *event = written(visit());
    ck_assert_str_eq(event, "BEGIN:VEVENT\r\n"
                            "UID:visite.V1.responsable.P1@999012.ate\r\n"
                            "DTSTAMP:20270315T000000Z\r\n"
                            "SEQUENCE:2\r\n"
                            "DTSTART;TZID=America/Toronto:20270331T090500\r\n"
                            "DTEND;TZID=America/Toronto:20270331T100500\r\n"
                            "SUMMARY:Visite\r\n"
                            "LOCATION:Ici\r\n"
                            "STATUS:CONFIRMED\r\n"
                            "TRANSP:OPAQUE\r\n"
                            "BEGIN:VALARM\r\n"
                            "ACTION:DISPLAY\r\n"
                            "DESCRIPTION:Visite\r\n"
                            "TRIGGER:-PT30M\r\n"
                            "END:VALARM\r\n"
                            "END:VEVENT\r\n"
                            "END:VCALENDAR\r\n");
    free(event);
}
END_TEST

START_TEST(test_past_midnight)
{
    Appointment late = visit();
    late.minutes = 23 * 60 + 30;
    char *event = written(late);
    ck_assert_ptr_nonnull(strstr(event, "DTEND;TZID=America/Toronto:20270401T003000\r\n"));
    free(event);
}
END_TEST

START_TEST(test_a_whole_day_has_no_alarm)
{
    Appointment day = visit();
    day.minutes = -1;
    char *event = written(day);
    ck_assert_ptr_nonnull(strstr(event, "DTSTART;VALUE=DATE:20270331\r\n"
                                        "DTEND;VALUE=DATE:20270401\r\n"));
    ck_assert_ptr_null(strstr(event, "VALARM"));
    free(event);
}
END_TEST

START_TEST(test_cancelled_has_no_alarm)
{
    Appointment cancelled = visit();
    cancelled.state = APPOINTMENT_CANCELLED;
    char *event = written(cancelled);
    ck_assert_ptr_nonnull(strstr(event, "STATUS:CANCELLED\r\n"));
    ck_assert_ptr_null(strstr(event, "VALARM"));
    free(event);
}
END_TEST

SUITE("ics", test_texts_are_escaped, test_lines_are_folded_at_75_bytes,
      test_a_character_is_never_cut, test_no_line_ends_with_a_blank, test_a_visit,
      test_past_midnight, test_a_whole_day_has_no_alarm, test_cancelled_has_no_alarm)
