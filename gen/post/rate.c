#include "post/rate.h"

#include "base/arena.h"

#include <stdlib.h>

enum { DAY_MS = 86400000 };

/* Digits up to `most`; 0 when there are none or too many. */
static int64_t take_number(const char **text, int64_t most)
{
    int64_t number = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++) {
        number = number * 10 + (**text - '0');
        if (number > most)
            return 0;
    }
    return number;
}

static int64_t unit_ms(char letter)
{
    switch (letter) {
    case 's': return 1000;
    case 'm': return 60000;
    case 'h': return 3600000;
    default: return 0;
    }
}

bool rate_parse(const char *text, Rate *rate)
{
    int64_t count = take_number(&text, RATE_MOST);
    if (!count || *text++ != '/')
        return false;
    int64_t length = *text >= '0' && *text <= '9' ? take_number(&text, DAY_MS) : 1;
    int64_t unit = unit_ms(*text);
    if (!unit || text[1] || !length || length > DAY_MS / unit)
        return false;
    *rate = (Rate){(size_t)count, length * unit};
    return true;
}

void pace_open(Pace *pace, Rate rate)
{
    *pace = (Pace){.rate = rate, .moments = memory_resize(NULL, rate.count, sizeof(int64_t))};
}

void pace_close(Pace *pace)
{
    free(pace->moments);
    *pace = (Pace){0};
}

void pace_mark(Pace *pace, int64_t moment)
{
    pace->moments[pace->next] = moment;
    pace->next = (pace->next + 1) % pace->rate.count;
    pace->held += pace->held < pace->rate.count;
}

int64_t pace_delay(const Pace *pace, int64_t moment)
{
    if (pace->held < pace->rate.count)
        return 0;
    int64_t free_at = pace->moments[pace->next] + pace->rate.period_ms;
    return free_at > moment ? free_at - moment : 0;
}

/* A message leaves a period after the one that was `rate.count` before it: one of those held, or
 * one of those that leave at once. */
int64_t pace_span(const Pace *pace, int64_t moment, size_t count)
{
    size_t most = pace->rate.count, room = most - pace->held;
    if (count <= room)
        return 0;
    size_t rank = count - room - 1, place = rank % most;
    size_t oldest = pace->held < most ? 0 : pace->next;
    int64_t before = place < pace->held ? pace->moments[(oldest + place) % most] : moment;
    int64_t first = before + pace->rate.period_ms > moment ? before + pace->rate.period_ms : moment;
    return first + (int64_t)(rank / most) * pace->rate.period_ms - moment;
}
