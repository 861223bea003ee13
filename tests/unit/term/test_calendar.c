/* Closures, worked days and hours. */
#include "dossier.h"
#include "suite.h"
#include "term/calendar.h"

static TestDossier d;

#define SEQUENCE_HEADER                                                                      \
    "id;eleve;entreprise;rang;type;statut;heures;remuneree;debut;fin;fin_reelle;jours;heures_semaine\n"
#define SEQUENCE "Q1;E1;C1;1;developpement;prevue;0;non;"

/* One sequence Q1 with these "debut;fin;fin_reelle;jours;heures_semaine". */
static const Row *sequence_of(const char *dates)
{
    char text[1000];
    snprintf(text, sizeof text, SEQUENCE_HEADER SEQUENCE "%s\n", dates);
    dossier_write(&d, "sequences.csv", text);
    dossier_load(&d);
    return dossier_row(&d, T_SEQUENCES, 0);
}

static void check_text(const Workload *load, const char *fr, const char *en)
{
    Arena *arena = arena_new();
    ck_assert_str_eq(workload_text(load, arena, LANG_FR), fr);
    if (en)
        ck_assert_str_eq(workload_text(load, arena, LANG_EN), en);
    arena_free(arena);
}

static void check_length(const Workload *load, const char *fr, const char *en)
{
    Arena *arena = arena_new();
    ck_assert_str_eq(workload_length(load, arena, LANG_FR), fr);
    ck_assert_str_eq(workload_length(load, arena, LANG_EN), en);
    arena_free(arena);
}

START_TEST(whole_weeks)
{
    dossier_make(&d);
    Workload load = calendar_workload(&d.term, sequence_of("2026-09-14;2026-10-09;;;35"));
    ck_assert(load.known && !load.from_periods);
    ck_assert_int_eq(load.days, 20);
    ck_assert_int_eq(load.weeks, 4);
    ck_assert_int_eq(load.days_a_week, 5);
    ck_assert_int_eq(load.hours, 140 * NUMBER_ONE);
    ck_assert_int_eq(load.holidays_off + load.closures_off, 0);
    check_text(&load, "4 semaines × 35 h = 140 h", "4 weeks × 35 h = 140 h");
    dossier_end(&d);
}
END_TEST

START_TEST(holidays_are_taken_off)
{
    dossier_make(&d);
    const Row *sequence = sequence_of("2026-08-31;2026-10-16;;;35");
    Workload load = calendar_workload(&d.term, sequence);
    ck_assert_int_eq(load.days, 33);
    ck_assert_int_eq(load.weeks, 7);
    ck_assert_int_eq(load.holidays_off, 2);
    ck_assert_int_eq(load.hours, 231 * NUMBER_ONE);
    check_text(&load, "7 semaines × 35 h − 2 jours fériés × 7 h = 231 h",
               "7 weeks × 35 h − 2 holidays × 7 h = 231 h");
    Date days[2] = {0};
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), days, 2), 2);
    ck_assert_int_eq(days[0], date_of(2026, 9, 7));
    ck_assert_int_eq(days[1], date_of(2026, 10, 12));
    days[1] = 0;
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), days, 1), 2);
    ck_assert_int_eq(days[1], 0);
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 9, 7)));
    ck_assert(calendar_works(&d.term, sequence, date_of(2026, 9, 8)));
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 9, 12)));  /* Saturday */
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 8, 28)));  /* before */
    ck_assert(calendar_works(&d.term, sequence, date_of(2026, 10, 16)));
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 10, 19))); /* after */
    dossier_end(&d);
}
END_TEST

START_TEST(holidays_on_other_days_take_nothing)
{
    dossier_make(&d);
    Workload load = calendar_workload(&d.term, sequence_of("2026-08-31;2026-10-16;;mar|mer;14"));
    ck_assert_int_eq(load.holidays_off, 0);
    ck_assert_int_eq(load.days, 14);
    ck_assert_int_eq(load.hours, 98 * NUMBER_ONE);
    dossier_end(&d);
}
END_TEST

START_TEST(thirds_add_up)
{
    dossier_make(&d);
    Workload load = calendar_workload(&d.term, sequence_of("2026-09-14;2026-10-02;;lun|mar|mer;20"));
    ck_assert_int_eq(load.days, 9);
    ck_assert_int_eq(load.hours, 60 * NUMBER_ONE);
    dossier_end(&d);
    dossier_make(&d);
    load = calendar_workload(&d.term, sequence_of("2026-09-14;2026-09-14;;lun|mar|mer;20"));
    ck_assert_int_eq(load.hours, 66667);
    check_text(&load, "1 jour × 20 h ÷ 3 = 6,6667 h", NULL);
    dossier_end(&d);
}
END_TEST

START_TEST(the_real_end_counts)
{
    dossier_make(&d);
    const Row *sequence = sequence_of("2026-09-14;2026-10-09;2026-09-16;;35");
    Workload load = calendar_workload(&d.term, sequence);
    ck_assert_int_eq(sequence_end(sequence), date_of(2026, 9, 16));
    ck_assert_int_eq(load.days, 3);
    ck_assert_int_eq(load.weeks, 1);
    ck_assert_int_eq(load.hours, 21 * NUMBER_ONE);
    check_length(&load, "1 semaine", "1 week");
    dossier_end(&d);
}
END_TEST

START_TEST(what_was_agreed_goes_to_the_planned_end)
{
    dossier_make(&d);
    const Row *sequence = sequence_of("2026-08-31;2026-10-16;2026-09-04;;35");
    Date fin = row_date(sequence, SEQUENCES_FIN), days[2] = {0};
    Workload load = calendar_workload_until(&d.term, sequence, fin);
    ck_assert_int_eq(load.weeks, 7);
    check_length(&load, "7 semaines", "7 weeks");
    check_text(&load, "7 semaines × 35 h − 2 jours fériés × 7 h = 231 h", NULL);
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, fin, days, 2), 2);
    ck_assert_int_eq(days[1], date_of(2026, 10, 12));
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), days, 2), 0);
    ck_assert_int_eq(calendar_workload(&d.term, sequence).weeks, 1);
    ck_assert(!calendar_workload_until(&d.term, sequence, DATE_NONE).known);
    ck_assert(!calendar_workload_until(&d.term, sequence, date_of(2026, 8, 30)).known);
    dossier_end(&d);
    dossier_make(&d);
    /* a Saturday and Sunday hold no day of it */
    sequence = sequence_of("2026-09-19;2026-09-20;;;35");
    load = calendar_workload(&d.term, sequence);
    check_length(&load, "0 semaine", "0 weeks");
    dossier_end(&d);
}
END_TEST

START_TEST(unknown_when_dates_or_hours_are_wrong)
{
    static const char *const wrong[] = {
        ";2026-10-09;;;35", "2026-09-14;;;;35", "2026-10-09;2026-09-14;;;35", "2026-09-14;2026-10-09;;;",
        "2026-09-14;2026-10-09;;;beaucoup", "2026-09-14;2046-10-09;;;35", "2026-09-14;2026-10-09;;;-5",
        "2026-09-14;2026-10-09;;;169",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dossier_make(&d);
        Workload load = calendar_workload(&d.term, sequence_of(wrong[i]));
        ck_assert_msg(!load.known, "%s", wrong[i]);
        dossier_end(&d);
    }
}
END_TEST

START_TEST(closures_of_the_company_and_of_all)
{
    dossier_make(&d);
    dossier_write(&d, "calendrier.csv",
                  "date;fin;type;portee;entreprise\n"
                  "2026-09-15;;conge;entreprise;C1\n"
                  "2026-09-16;;fermeture;entreprise;C2\n"
                  "2026-09-17;2026-09-18;fermeture;tous;\n"
                  "2026-09-21;;conge;ecole;\n"
                  "2026-09-22;;conge;;\n"
                  "2026-09-23;;pedagogique;tous;\n"
                  "2026-09-24;;fermeture;entreprise;\n"
                  "2026-09-25;;reprise;ecole;\n"
                  "2026-09-28;;conge;entreprise;CX\n");
    Workload load = calendar_workload(&d.term, sequence_of("2026-09-14;2026-10-09;;;35"));
    const Row *company = term_find(&d.term, T_ENTREPRISES, "C1");
    static const struct { int day; uint32_t company, school; } days[] = {
        {14, 0, 0}, {15, 2, 0}, {16, 0, 0}, {17, 4, 4}, {18, 4, 4}, {19, 0, 0}, {21, 0, 5}, {22, 0, 6},
        {23, 0, 7}, {24, 8, 0}, {25, 0, 0}, {28, 0, 0},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        Date day = date_of(2026, 9, days[i].day);
        const Row *closed = calendar_company_closure(&d.term, company, day);
        const Row *school = calendar_school_closure(&d.term, day);
        ck_assert_msg((closed ? closed->line : 0) == days[i].company, "%d", days[i].day);
        ck_assert_msg((school ? school->line : 0) == days[i].school, "%d", days[i].day);
    }
    ck_assert_int_eq(load.closures_off, 4);
    ck_assert_int_eq(load.days, 16);
    ck_assert_int_eq(load.hours, 112 * NUMBER_ONE);
    check_text(&load, "4 semaines × 35 h − 4 jours de fermeture × 7 h = 112 h", NULL);
    dossier_end(&d);
}
END_TEST

START_TEST(periods_are_the_days)
{
    dossier_make(&d);
    dossier_write(&d, "periodes.csv",
                  "sequence;debut;fin;jours;heures_semaine\n"
                  "Q1;2026-09-14;2026-09-18;;\n"
                  "Q1;2026-09-28;2026-10-02;lun|mar;10\n"
                  "Q1;2026-10-08;2026-10-16;;\n"      /* cut by the end of the sequence */
                  "Q1;2026-10-09;2026-10-09;ven;40\n" /* already counted */
                  "Q2;2026-09-21;2026-09-25;;\n");
    const Row *sequence = sequence_of("2026-09-14;2026-10-09;;;35");
    Workload load = calendar_workload(&d.term, sequence);
    ck_assert(load.known && load.from_periods);
    ck_assert_int_eq(load.days, 5 + 2 + 2);
    ck_assert_int_eq(load.weeks, 3);
    ck_assert_int_eq(load.hours, (35 + 10 + 14) * NUMBER_ONE);
    check_text(&load, "9 jours = 59 h", "9 days = 59 h");
    ck_assert(calendar_works(&d.term, sequence, date_of(2026, 9, 14)));
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 9, 21)));
    ck_assert(!calendar_works(&d.term, sequence, date_of(2026, 9, 30)));
    dossier_end(&d);
}
END_TEST

START_TEST(a_period_with_bad_dates_makes_it_unknown)
{
    dossier_make(&d);
    dossier_write(&d, "periodes.csv", "sequence;debut;fin\nQ1;2026-09-14;45726\n");
    ck_assert(!calendar_workload(&d.term, sequence_of("2026-09-14;2026-10-09;;;35")).known);
    dossier_end(&d);
}
END_TEST

START_TEST(easter_monday_by_config)
{
    dossier_make(&d);
    snprintf(d.config_extra, sizeof d.config_extra, "[visites]\npaques = lundi\n");
    const Row *sequence = sequence_of("2027-03-22;2027-04-02;;;35");
    Date day;
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), &day, 1), 1);
    ck_assert_int_eq(day, date_of(2027, 3, 29));
    dossier_end(&d);
    dossier_make(&d);
    sequence = sequence_of("2027-03-22;2027-04-02;;;35");
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), &day, 1), 1);
    ck_assert_int_eq(day, date_of(2027, 3, 26));
    dossier_end(&d);
}
END_TEST

START_TEST(sunday_workers_keep_june_24)
{
    dossier_make(&d);
    Date day;
    const Row *sequence = sequence_of("2029-06-18;2029-06-29;;sam|dim;14");
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), &day, 1), 1);
    ck_assert_int_eq(day, date_of(2029, 6, 24));
    dossier_end(&d);
    dossier_make(&d);
    sequence = sequence_of("2029-06-18;2029-06-29;;;35");
    ck_assert_uint_eq(calendar_holidays(&d.term, sequence, sequence_end(sequence), &day, 1), 1);
    ck_assert_int_eq(day, date_of(2029, 6, 25));
    dossier_end(&d);
}
END_TEST

static int minor(const char *birth, const char *of_age)
{
    char text[400];
    snprintf(text, sizeof text, "id;nom;prenom;programme;statut;date_naissance;majeur\nE1;A;B;5325;actif;%s;%s\n",
             birth, of_age);
    dossier_make(&d);
    dossier_write(&d, "eleves.csv", text);
    int answer = sequence_is_minor(sequence_of("2026-09-14;2026-10-09;;;35"));
    dossier_end(&d);
    return answer;
}

START_TEST(minors)
{
    ck_assert_int_eq(minor("2008-09-14", ""), 0); /* 18 on the first day */
    ck_assert_int_eq(minor("2008-09-15", ""), 1);
    ck_assert_int_eq(minor("2008-09-15", "oui"), 1); /* the date prevails */
    ck_assert_int_eq(minor("", "oui"), 0);
    ck_assert_int_eq(minor("", "non"), 1);
    ck_assert_int_eq(minor("", ""), -1);
    ck_assert_int_eq(minor("hier", ""), -1);
}
END_TEST

SUITE("calendar", whole_weeks, holidays_are_taken_off, holidays_on_other_days_take_nothing,
      thirds_add_up, the_real_end_counts, what_was_agreed_goes_to_the_planned_end,
      unknown_when_dates_or_hours_are_wrong, closures_of_the_company_and_of_all, periods_are_the_days,
      a_period_with_bad_dates_makes_it_unknown, easter_monday_by_config,
      sunday_workers_keep_june_24, minors)
