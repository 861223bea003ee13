#include "plan/hours.h"

#include "base/text.h"
#include "term/value.h"
#include "term/visit.h"

#include <string.h>

enum { LUNCH_ENDS = 13 * 60 };

static Status refuse(const Config *config, int key, const char *what, Error *error)
{
    ConfigPlace place;
    error_set(error, STATUS_USAGE, config_place(config, key, place), "%s", what);
    error_remedy(error,
                 _("par exemple « [visites] heures = 9:00-16:00 » et « duree_minutes = 60 »"));
    return STATUS_USAGE;
}

/* "9:00-16:00", "9 h - 16 h" */
static bool read_span(const char *text, int *from, int *to)
{
    const char *dash = strchr(text, '-');
    if (!dash)
        return false;
    Arena *arena = arena_new();
    bool good = value_parse_time(text_trim(arena, text, (size_t)(dash - text)), from) &&
                value_parse_time(text_trim(arena, dash + 1, strlen(dash + 1)), to) && *from < *to;
    arena_free(arena);
    return good;
}

static void add_slots(Hours *hours, Half half, int from, int to)
{
    for (int start = from; start + hours->minutes <= to && hours->count < SLOTS_MOST;
         start += hours->minutes + TRAVEL_MINUTES) {
        hours->starts[hours->count] = start;
        hours->halves[hours->count++] = half;
    }
}

Status hours_read(Hours *hours, const Config *config, Error *error)
{
    int from, to;
    Number minutes = visit_minutes(config) / NUMBER_ONE;
    if (!read_span(config_text(config, CONFIG_VISITES_HEURES), &from, &to))
        return refuse(config, CONFIG_VISITES_HEURES,
                      _("les heures des visites ne peuvent pas être lues"), error);
    *hours = (Hours){.minutes = minutes < 1           ? 1
                                : minutes > to - from ? to - from + 1
                                                      : (int)minutes};
    add_slots(hours, MORNING, from, to < VISIT_NOON ? to : VISIT_NOON);
    add_slots(hours, AFTERNOON, from > LUNCH_ENDS ? from : LUNCH_ENDS, to);
    if (hours->count == 0)
        return refuse(config, CONFIG_VISITES_DUREE_MINUTES,
                      _("aucune visite de cette durée n'entre dans les heures des visites"), error);
    return STATUS_OK;
}
