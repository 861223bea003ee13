/* The eight days of P-39.3, against calendars published for these years. */
#include "suite.h"
#include "term/calendar.h"

#include <string.h>

static void check(int year, int month, int day, const char *name)
{
    const char *found = holiday_name(date_of(year, month, day), false, false, LANG_FR);
    ck_assert_msg(found && strcmp(found, name) == 0, "%d-%d-%d: %s", year, month, day,
                  found ? found : "(rien)");
}

static void check_none(int year, int month, int day)
{
    ck_assert_msg(!holiday_name(date_of(year, month, day), false, false, LANG_FR), "%d-%d-%d", year,
                  month, day);
}

START_TEST(fixed_days)
{
    for (int year = 2024; year <= 2030; year++) {
        check(year, 1, 1, "jour de l'An");
        check(year, 12, 25, "Noël");
        check_none(year, 1, 2);
        check_none(year, 12, 24);
        check_none(year, 12, 26);
    }
    check(2027, 6, 24, "fête nationale");
    check(2027, 7, 1, "fête du Canada");
}
END_TEST

START_TEST(easter)
{
    static const struct { int year, month, friday; } fridays[] = {
        {2024, 3, 29}, {2025, 4, 18}, {2026, 4, 3}, {2027, 3, 26}, {2028, 4, 14}, {2038, 4, 23},
    };
    for (size_t i = 0; i < sizeof fridays / sizeof *fridays; i++) {
        Date friday = date_of(fridays[i].year, fridays[i].month, fridays[i].friday);
        ck_assert_str_eq(holiday_name(friday, false, false, LANG_FR), "Vendredi saint");
        ck_assert_ptr_null(holiday_name(friday + 3, false, false, LANG_FR));
        ck_assert_str_eq(holiday_name(friday + 3, true, false, LANG_FR), "lundi de Pâques");
        ck_assert_ptr_null(holiday_name(friday, true, false, LANG_FR));
        ck_assert_ptr_null(holiday_name(friday + 2, true, false, LANG_FR));
    }
}
END_TEST

START_TEST(movable_mondays)
{
    static const struct { int year, may, september, october; } mondays[] = {
        {2020, 18, 7, 12}, {2021, 24, 6, 11}, {2025, 19, 1, 13}, {2026, 18, 7, 12}, {2027, 24, 6, 11},
        {2028, 22, 4, 9},
    };
    for (size_t i = 0; i < sizeof mondays / sizeof *mondays; i++) {
        check(mondays[i].year, 5, mondays[i].may, "Journée nationale des patriotes");
        check(mondays[i].year, 9, mondays[i].september, "fête du Travail");
        check(mondays[i].year, 10, mondays[i].october, "Action de grâces");
        check_none(mondays[i].year, 5, mondays[i].may - 7);
        check_none(mondays[i].year, 5, mondays[i].may + 7);
        check_none(mondays[i].year, 9, mondays[i].september + 7);
        check_none(mondays[i].year, 10, mondays[i].october + 7);
    }
    check_none(2020, 5, 25); /* a Monday, but the day is before the 25th */
}
END_TEST

START_TEST(june_24_on_a_sunday)
{
    Date sunday = date_of(2029, 6, 24);
    ck_assert_int_eq(date_weekday(sunday), SUNDAY);
    ck_assert_ptr_null(holiday_name(sunday, false, false, LANG_FR));
    ck_assert_str_eq(holiday_name(sunday + 1, false, false, LANG_FR), "fête nationale");
    ck_assert_str_eq(holiday_name(sunday, false, true, LANG_FR), "fête nationale");
    ck_assert_ptr_null(holiday_name(sunday + 1, false, true, LANG_FR));
    check(2028, 6, 24, "fête nationale"); /* a Saturday */
    check_none(2028, 6, 25);
}
END_TEST

START_TEST(july_1_on_a_sunday)
{
    Date sunday = date_of(2029, 7, 1);
    ck_assert_int_eq(date_weekday(sunday), SUNDAY);
    for (int worked = 0; worked < 2; worked++) {
        ck_assert_ptr_null(holiday_name(sunday, false, worked, LANG_FR));
        ck_assert_str_eq(holiday_name(sunday + 1, false, worked, LANG_FR), "fête du Canada");
    }
    check(2028, 7, 1, "fête du Canada");
    check_none(2028, 7, 2);
}
END_TEST

START_TEST(eight_a_year)
{
    for (int year = 2020; year <= 2040; year++)
        for (int monday = 0; monday < 2; monday++) {
            int count = 0;
            for (Date day = date_of(year, 1, 1); day <= date_of(year, 12, 31); day++)
                count += holiday_name(day, monday, false, LANG_EN) != NULL;
            ck_assert_int_eq(count, 8);
        }
    ck_assert_str_eq(holiday_name(date_of(2026, 9, 7), false, false, LANG_EN), "Labour Day");
}
END_TEST

START_TEST(the_next_one_is_the_first_that_has_a_name)
{
    for (int i = 0; i < 4; i++) {
        bool monday = i & 1, worked = i & 2;
        Date next = holiday_from(date_of(2031, 1, 1), monday, worked);
        for (Date day = date_of(2030, 12, 31); day >= date_of(2025, 1, 1); day--) {
            if (holiday_name(day, monday, worked, LANG_FR))
                next = day;
            ck_assert_int_eq(holiday_from(day, monday, worked), next);
        }
    }
    ck_assert_int_eq(holiday_from(date_of(9999, 12, 26), false, false), INT32_MAX);
}
END_TEST

SUITE("holiday", fixed_days, easter, movable_mondays, june_24_on_a_sunday, july_1_on_a_sunday, eight_a_year,
      the_next_one_is_the_first_that_has_a_name)
