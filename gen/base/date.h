/* date: days of the proleptic Gregorian calendar as a count, so that they
 * compare and subtract as numbers. No clock and no time zone here: the day of
 * the run is decided once, in command/. */
#ifndef ATE_BASE_DATE_H
#define ATE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t Date; /* days since 1970-01-01 */
#define DATE_NONE INT32_MIN

typedef enum Weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;

typedef struct CivilDate {
    int year, month, day; /* month and day from 1 */
} CivilDate;

Date date_of(int year, int month, int day); /* DATE_NONE when there is no such day */
CivilDate date_civil(Date date);
Weekday date_weekday(Date date);
Date date_add_months(Date date, int months); /* clamped to the end of the month: 31 Aug + 6 = 28 Feb */
Date date_easter_sunday(int year);           /* Meeus's Gregorian computus */
int date_age(Date birth, Date on);           /* whole years; born on 29 Feb: a year older on 1 March */

typedef char DateText[11];
const char *date_iso(Date date, DateText text); /* "2026-05-25"; "" for DATE_NONE */
bool date_parse_iso(const char *text, Date *date);

#endif
