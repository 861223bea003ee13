#include "base/quebec.h"

#include <stddef.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, STANDARD = -300, DAYLIGHT = -240 };

static Date first_sunday_from(Date day)
{
    return day + (SUNDAY - (int)date_weekday(day) + 7) % 7;
}

/* From two in the morning of the second Sunday of March to that of the first of November. */
int quebec_offset(int64_t utc)
{
    int year = date_civil((Date)(utc / DAY)).year;
    int64_t begins = (int64_t)first_sunday_from(date_of(year, 3, 8)) * DAY + 7 * HOUR;
    int64_t ends = (int64_t)first_sunday_from(date_of(year, 11, 1)) * DAY + 6 * HOUR;
    return utc >= begins && utc < ends ? DAYLIGHT : STANDARD;
}

Date quebec_day(int64_t utc, int *minute)
{
    int64_t there = utc + quebec_offset(utc) * MINUTE;
    if (minute)
        *minute = (int)(there % DAY / MINUTE);
    return (Date)(there / DAY);
}
