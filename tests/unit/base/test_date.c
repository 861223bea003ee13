#include "base/date.h"
#include "base/quebec.h"
#include "suite.h"

START_TEST(counts_days_from_1970)
{
    ck_assert_int_eq(date_of(1970, 1, 1), 0);
    ck_assert_int_eq(date_of(2000, 2, 29), 11016);
    ck_assert_int_eq(date_of(1900, 2, 29), DATE_NONE);
    ck_assert_int_eq(date_of(2026, 4, 31), DATE_NONE);
    ck_assert_int_eq(date_of(2026, 13, 1), DATE_NONE);
}
END_TEST

START_TEST(goes_there_and_back)
{
    for (Date d = date_of(1899, 12, 25); d < date_of(2101, 1, 5); d++) {
        CivilDate c = date_civil(d);
        ck_assert_int_eq(date_of(c.year, c.month, c.day), d);
    }
}
END_TEST

START_TEST(knows_the_weekday)
{
    ck_assert_int_eq(date_weekday(date_of(2026, 11, 23)), MONDAY);
    ck_assert_int_eq(date_weekday(date_of(1969, 12, 28)), SUNDAY);
}
END_TEST

START_TEST(adds_months_and_clamps)
{
    ck_assert_int_eq(date_add_months(date_of(2026, 8, 31), 6), date_of(2027, 2, 28));
    ck_assert_int_eq(date_add_months(date_of(2027, 8, 31), 6), date_of(2028, 2, 29));
    ck_assert_int_eq(date_add_months(date_of(2026, 1, 15), -2), date_of(2025, 11, 15));
    ck_assert_int_eq(date_add_months(date_of(2026, 12, 1), 1), date_of(2027, 1, 1));
    ck_assert_int_eq(date_add_months(date_of(2026, 1, 1), -12), date_of(2025, 1, 1));
    ck_assert_int_eq(date_add_months(date_of(2026, 1, 1), -13), date_of(2024, 12, 1));
}
END_TEST

START_TEST(finds_easter)
{
    static const int known[][3] = {{2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5}, {2027, 3, 28},
                                   {2038, 4, 25}, {1818, 3, 22}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_int_eq(date_easter_sunday(known[i][0]), date_of(known[i][0], known[i][1], known[i][2]));
}
END_TEST

START_TEST(counts_ages)
{
    Date leap = date_of(2008, 2, 29);
    ck_assert_int_eq(date_age(leap, date_of(2026, 2, 28)), 17);
    ck_assert_int_eq(date_age(leap, date_of(2026, 3, 1)), 18);
    ck_assert_int_eq(date_age(date_of(2009, 3, 15), date_of(2027, 3, 14)), 17);
    ck_assert_int_eq(date_age(date_of(2009, 3, 15), date_of(2027, 3, 15)), 18);
}
END_TEST

START_TEST(reads_and_writes_iso)
{
    DateText text;
    Date date;
    ck_assert_str_eq(date_iso(date_of(2027, 3, 5), text), "2027-03-05");
    ck_assert_str_eq(date_iso(DATE_NONE, text), "");
    ck_assert(date_parse_iso("2027-03-05", &date));
    ck_assert_int_eq(date, date_of(2027, 3, 5));
    ck_assert(!date_parse_iso("2027-02-29", &date));
    ck_assert(!date_parse_iso("2027-3-05", &date));
    ck_assert(!date_parse_iso("2027-03-05 ", &date));
}
END_TEST

/* 2026: 8 March and 1 November. */
START_TEST(tells_the_time_of_quebec)
{
    static const struct { const char *day; int seconds, offset; } cases[] = {
        {"2026-03-08", 7 * 3600 - 1, -300}, {"2026-03-08", 7 * 3600, -240},
        {"2026-11-01", 6 * 3600 - 1, -240}, {"2026-11-01", 6 * 3600, -300},
        {"2026-01-01", 0, -300}, {"2026-07-01", 0, -240}, {"2026-12-31", 86399, -300},
        {"2027-03-14", 7 * 3600, -240}, {"2027-11-07", 6 * 3600 - 1, -240},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Date day;
        ck_assert(date_parse_iso(cases[i].day, &day));
        ck_assert_int_eq(quebec_offset((int64_t)day * 86400 + cases[i].seconds), cases[i].offset);
    }
    int minute;
    Date day = date_of(2026, 7, 1);
    ck_assert_int_eq(quebec_day((int64_t)day * 86400, &minute), day - 1);
    ck_assert_int_eq(minute, 20 * 60);
    ck_assert_int_eq(quebec_day((int64_t)day * 86400 + 4 * 3600, &minute), day);
    ck_assert_int_eq(minute, 0);
    ck_assert_int_eq(quebec_day((int64_t)day * 86400 + 4 * 3600 - 1, NULL), day - 1);
}
END_TEST

SUITE("date", counts_days_from_1970, goes_there_and_back, knows_the_weekday, adds_months_and_clamps,
      finds_easter, counts_ages, reads_and_writes_iso, tells_the_time_of_quebec)
