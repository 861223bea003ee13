/* holiday: the eight days of the Act respecting trainees (P-39.3), sections 9 and 10. Each is a
 * row: a day of a month, or a Monday within a week of a month, or a distance from Easter. */
#include "term/calendar.h"

typedef enum HolidayKind { FIXED, MONDAY_FROM, GOOD_FRIDAY, EASTER_MONDAY } HolidayKind;
typedef enum Moved { NEVER, WHEN_SUNDAY_NOT_WORKED, WHEN_SUNDAY } Moved;

typedef struct Holiday {
    HolidayKind kind;
    int month, day;   /* MONDAY_FROM: the first Monday from that day on */
    Moved to_monday;
    const char *name[LANG_COUNT];
} Holiday;

static const Holiday holidays[] = { /* in the order of a year */
    {FIXED, 1, 1, NEVER, {"jour de l'An", "New Year's Day"}},
    {GOOD_FRIDAY, 0, 0, NEVER, {"Vendredi saint", "Good Friday"}},
    {EASTER_MONDAY, 0, 0, NEVER, {"lundi de Pâques", "Easter Monday"}},
    {MONDAY_FROM, 5, 18, NEVER, {"Journée nationale des patriotes", "National Patriots' Day"}},
    {FIXED, 6, 24, WHEN_SUNDAY_NOT_WORKED, {"fête nationale", "National Holiday"}},
    {FIXED, 7, 1, WHEN_SUNDAY, {"fête du Canada", "Canada Day"}},
    {MONDAY_FROM, 9, 1, NEVER, {"fête du Travail", "Labour Day"}},
    {MONDAY_FROM, 10, 8, NEVER, {"Action de grâces", "Thanksgiving Day"}},
    {FIXED, 12, 25, NEVER, {"Noël", "Christmas Day"}},
};

static Date holiday_day(const Holiday *holiday, int year, bool sundays_worked)
{
    if (holiday->kind == GOOD_FRIDAY)
        return date_easter_sunday(year) - 2;
    if (holiday->kind == EASTER_MONDAY)
        return date_easter_sunday(year) + 1;
    Date day = date_of(year, holiday->month, holiday->day);
    Weekday weekday = date_weekday(day);
    if (holiday->kind == MONDAY_FROM)
        return day + (7 - (int)weekday) % 7;
    bool moved = weekday == SUNDAY && (holiday->to_monday == WHEN_SUNDAY ||
                 (holiday->to_monday == WHEN_SUNDAY_NOT_WORKED && !sundays_worked));
    return moved ? day + 1 : day;
}

/* Asked for every day of every sequence: most holidays are settled by the month. */
static bool may_fall_in(const Holiday *holiday, int month)
{
    bool by_easter = holiday->kind == GOOD_FRIDAY || holiday->kind == EASTER_MONDAY;
    return by_easter ? month == 3 || month == 4 : month == holiday->month;
}

const char *holiday_name(Date day, bool easter_monday, bool sundays_worked, Lang lang)
{
    CivilDate civil = date_civil(day);
    for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++) {
        HolidayKind other_easter = easter_monday ? GOOD_FRIDAY : EASTER_MONDAY;
        if (may_fall_in(&holidays[i], civil.month) && holidays[i].kind != other_easter &&
            holiday_day(&holidays[i], civil.year, sundays_worked) == day)
            return holidays[i].name[lang];
    }
    return NULL;
}

/* Those of the months before are passed over without their days. */
static bool is_over(const Holiday *holiday, int month)
{
    enum { LAST_MONTH_OF_EASTER = 4 };
    bool by_easter = holiday->kind == GOOD_FRIDAY || holiday->kind == EASTER_MONDAY;
    return (by_easter ? LAST_MONTH_OF_EASTER : holiday->month) < month;
}

Date holiday_from(Date day, bool easter_monday, bool sundays_worked)
{
    enum { LAST_YEAR = 9999 };
    HolidayKind other_easter = easter_monday ? GOOD_FRIDAY : EASTER_MONDAY;
    CivilDate civil = date_civil(day);
    for (int year = civil.year; year <= civil.year + 1 && year <= LAST_YEAR; year++)
        for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++) {
            if (holidays[i].kind == other_easter ||
                (year == civil.year && is_over(&holidays[i], civil.month)))
                continue;
            Date found = holiday_day(&holidays[i], year, sundays_worked);
            if (found >= day)
                return found;
        }
    return INT32_MAX;
}
