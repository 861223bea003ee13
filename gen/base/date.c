#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* Howard Hinnant's days_from_civil: eras of 400 years, years that begin in March. */
static Date days_from_civil(int y, int m, int d)
{
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

CivilDate date_civil(Date date)
{
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp + (mp < 10 ? 3 : -9);
    return (CivilDate){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

Date date_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return DATE_NONE;
    Date date = days_from_civil(year, month, day);
    return date_civil(date).day == day ? date : DATE_NONE;
}

Weekday date_weekday(Date date)
{
    return (Weekday)(((date + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

Date date_add_months(Date date, int months)
{
    CivilDate c = date_civil(date);
    int month = c.month - 1 + months;
    int year = c.year + (month >= 0 ? month / 12 : -((11 - month) / 12));
    month = ((month % 12) + 12) % 12 + 1;
    for (int day = c.day;; day--) {
        Date moved = date_of(year, month, day);
        if (moved != DATE_NONE || day <= 28)
            return moved;
    }
}

Date date_easter_sunday(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_of(year, n / 31, n % 31 + 1);
}

int date_age(Date birth, Date on)
{
    CivilDate b = date_civil(birth), o = date_civil(on);
    return o.year - b.year - (o.month < b.month || (o.month == b.month && o.day < b.day));
}

const char *date_iso(Date date, DateText text)
{
    if (date == DATE_NONE) {
        text[0] = '\0';
        return text;
    }
    CivilDate c = date_civil(date);
    char wide[40];
    snprintf(wide, sizeof wide, "%04d-%02d-%02d", c.year, c.month, c.day);
    memcpy(text, wide, 10);
    text[10] = '\0';
    return text;
}

bool date_parse_iso(const char *text, Date *date)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    int n[8], k = 0;
    for (const char *p = text; *p; p++)
        if (*p != '-')
            n[k++] = *p - '0';
    *date = date_of(n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3], n[4] * 10 + n[5], n[6] * 10 + n[7]);
    return *date != DATE_NONE;
}
