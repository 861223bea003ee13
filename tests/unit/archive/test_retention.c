/* How long a dossier is kept: school years end on 30 June. */
#include "archive/retention.h"

#include "suite.h"

START_TEST(test_school_years)
{
    static const struct {
        int year, month, day, end;
        const char *name;
    } cases[] = {
        {2026, 7, 1, 2027, "2026-2027"}, {2026, 12, 31, 2027, "2026-2027"},
        {2027, 1, 1, 2027, "2026-2027"}, {2027, 6, 30, 2027, "2026-2027"},
        {2027, 7, 1, 2028, "2027-2028"}, {2028, 2, 29, 2028, "2027-2028"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SchoolYear name;
        Date day = date_of(cases[i].year, cases[i].month, cases[i].day);
        ck_assert_int_eq(school_year_end(day), date_of(cases[i].end, 6, 30));
        ck_assert_str_eq(school_year_name(day, name), cases[i].name);
    }
    ck_assert_int_eq(school_year_end(DATE_NONE), DATE_NONE);
}
END_TEST

START_TEST(test_until)
{
    static const struct {
        int year, month, day, years, until;
    } cases[] = {
        {2027, 6, 30, 7, 2034}, /* the last day of a school year is in it */
        {2027, 7, 1, 7, 2035},  /* the next day is in the next one */
        {2026, 11, 13, 7, 2034}, {2027, 2, 1, 1, 2028}, {2028, 2, 29, 100, 2128},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(
            retention_until(date_of(cases[i].year, cases[i].month, cases[i].day), cases[i].years),
            date_of(cases[i].until, 6, 30));
}
END_TEST

/* Without a time that the school gives, or anything to count from, there is no end. */
START_TEST(test_no_end)
{
    ck_assert_int_eq(retention_until(date_of(2027, 1, 1), 0), DATE_NONE);
    ck_assert_int_eq(retention_until(DATE_NONE, 7), DATE_NONE);
}
END_TEST

SUITE("retention", test_school_years, test_until, test_no_end)
