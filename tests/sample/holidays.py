"""Days that count: P-39.3 holidays, closures, worked days and hours of a sequence.

Written apart from the program's own calendar on purpose: two computations that
agree are worth more than one that is copied.
"""
from datetime import date, timedelta

DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
WEEK = DAYS[:5]
ONE_DAY = timedelta(days=1)


def easter(year):
    """Easter Sunday (Gauss's method, Gregorian calendar)."""
    a, b, c = year % 19, year % 4, year % 7
    century = year // 100
    p = (13 + 8 * century) // 25
    m = (15 - p + century - century // 4) % 30
    n = (4 + century - century // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


def on_or_after(day, weekday):
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def holidays(year):
    """Act P-39.3, sections 9 and 10, with Good Friday and no Sunday work."""
    national = date(year, 6, 24)
    canada = date(year, 7, 1)
    return {
        date(year, 1, 1),
        easter(year) - timedelta(days=2),
        on_or_after(date(year, 5, 18), 0),  # the Monday before 25 May
        national if national.weekday() != 6 else national + ONE_DAY,
        canada if canada.weekday() != 6 else canada + ONE_DAY,
        on_or_after(date(year, 9, 1), 0),
        on_or_after(date(year, 10, 8), 0),
        date(year, 12, 25),
    }


HOLIDAYS = set().union(*(holidays(year) for year in range(2024, 2029)))


def span(first, last):
    while first <= last:
        yield first
        first += ONE_DAY


def worked_days(spells, closed):
    """`spells`: (first, last, days) of a sequence; `closed`: closures of the company."""
    return [day for first, last, days in spells for day in span(first, last)
            if DAYS[day.weekday()] in days and day not in HOLIDAYS and day not in closed]
