#include "post/clock.h"

#include "base/quebec.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SLICE_MS = 200 }; /* how long a pause may go on once somebody asked to stop */

static int64_t now_ms(void *context)
{
    (void)context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t utc(void *context)
{
    (void)context;
    return (int64_t)time(NULL);
}

static bool stopped(void *context)
{
    return *(volatile int *)context != 0;
}

/* In slices: a signal that arrives just before a pause must not wait for its end. */
static void wait_ms(void *context, int64_t ms)
{
    for (int64_t left = ms; left > 0 && !stopped(context); left -= SLICE_MS) {
        int64_t slice = left < SLICE_MS ? left : SLICE_MS;
        nanosleep(&(struct timespec){.tv_sec = 0, .tv_nsec = (long)(slice * 1000000)}, NULL);
    }
}

Clock clock_system(volatile int *stop)
{
    return (Clock){now_ms, utc, wait_ms, stopped, (void *)stop};
}

enum { DAY = 86400, HOUR = 3600 };

const char *moment_mail(int64_t moment, MomentText text)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int minute, offset = quebec_offset(moment);
    Date day = quebec_day(moment, &minute);
    CivilDate civil = date_civil(day);
    snprintf(text, sizeof(MomentText), "%s, %02d %s %04d %02d:%02d:%02d -%02d00",
             weekdays[date_weekday(day)], civil.day, months[civil.month - 1], civil.year,
             minute / 60, minute % 60, (int)(moment % 60), -offset / 60);
    return text;
}

const char *moment_iso(int64_t moment, MomentText text)
{
    CivilDate civil = date_civil((Date)(moment / DAY));
    int second = (int)(moment % DAY);
    snprintf(text, sizeof(MomentText), "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month,
             civil.day, second / HOUR, second / 60 % 60, second % 60);
    return text;
}

const char *moment_here(const char *iso, MomentText text)
{
    DateText day;
    Date date;
    int hour, minute, second, here;
    *text = '\0';
    snprintf(day, sizeof day, "%s", iso);
    if (!date_parse_iso(day, &date) ||
        sscanf(iso + strlen(day), "T%2d:%2d:%2dZ", &hour, &minute, &second) != 3)
        return text;
    date = quebec_day((int64_t)date * DAY + hour * HOUR + minute * 60 + second, &here);
    snprintf(text, sizeof(MomentText), "%s %02d:%02d", date_iso(date, day), here / 60, here % 60);
    return text;
}
