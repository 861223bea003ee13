/* The moments of a day, from [visites] heures and duree_minutes. */
#include "../term/dossier.h"
#include "base/text.h"
#include "plan/hours.h"
#include "suite.h"

typedef struct HoursCase {
    const char *config, *starts; /* starts: "9:00 10:30 | 13:00"; NULL: refused */
} HoursCase;

static const HoursCase cases[] = {
    {"", "9:00 10:30 | 13:00 14:30"},
    {"heures = 9:00-16:00\nduree_minutes = 60", "9:00 10:30 | 13:00 14:30"},
    {"heures = 8 h 30 - 12 h\nduree_minutes = 45", "8:30 9:45 11:00 |"},
    {"heures = 13:00-17:00\nduree_minutes = 90", " | 13:00 15:00"},
    {"heures = 10:00-11:00\nduree_minutes = 60", "10:00 |"},
    {"heures = 11:30-13:30\nduree_minutes = 30", "11:30 | 13:00"}, /* lunch is left alone */
    {"heures = 12:00-13:00\nduree_minutes = 60", NULL},
    {"heures = 9:00-16:00\nduree_minutes = 240", NULL},
    {"heures = 9:00-10:00\nduree_minutes = 99999999", NULL},
    {"heures = 16:00-9:00", NULL},
    {"heures = le matin", NULL},
};

static const char *say(const Hours *hours, Arena *arena)
{
    const char *text = "";
    int s = 0;
    for (; s < hours->count && hours->halves[s] == MORNING; s++)
        text =
            arena_printf(arena, "%s%d:%02d ", text, hours->starts[s] / 60, hours->starts[s] % 60);
    text = arena_printf(arena, "%s|", *text ? text : " ");
    for (; s < hours->count; s++)
        text =
            arena_printf(arena, "%s %d:%02d", text, hours->starts[s] / 60, hours->starts[s] % 60);
    return text;
}

static void expect(const HoursCase *c)
{
    TestDossier dossier;
    Hours hours;
    Error error = {0};
    Arena *arena = arena_new();
    dossier_make(&dossier);
    snprintf(dossier.config_extra, sizeof dossier.config_extra, "[visites]\n%s\n", c->config);
    dossier_load(&dossier);
    Status status = hours_read(&hours, &dossier.config, &error);
    ck_assert_msg(status == (c->starts ? STATUS_OK : STATUS_USAGE), "%s", c->config);
    if (c->starts)
        ck_assert_str_eq(say(&hours, arena), c->starts);
    else
        ck_assert_msg(strstr(error.place, "config.ini:1") && *error.remedy, "%s", c->config);
    arena_free(arena);
    dossier_end(&dossier);
}

START_TEST(test_hours)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(&cases[i]);
}
END_TEST

SUITE("hours", test_hours)
