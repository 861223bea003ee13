/* Days are walked one by one: a sequence is at most a few years long, and what a day is
 * (holiday, closure, day of the trainee) is asked in one way everywhere. */
#include "term/calendar.h"

#include "base/buffer.h"
#include "term/value.h"

#include <stdio.h>

enum { LONGEST_SEQUENCE = 3660 }; /* days: beyond, a date is wrong (rule sequence-dates) */

Date sequence_end(const Row *sequence)
{
    Date real = row_date(sequence, SEQUENCES_FIN_REELLE);
    return real != DATE_NONE ? real : row_date(sequence, SEQUENCES_FIN);
}

int student_is_minor(const Row *student, Date day)
{
    Date birth = row_date(student, ELEVES_DATE_NAISSANCE);
    if (day != DATE_NONE && birth != DATE_NONE)
        return date_age(birth, day) < 18;
    if (row_has(student, ELEVES_MAJEUR))
        return row_no(student, ELEVES_MAJEUR);
    return -1;
}

int sequence_is_minor(const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    return student_is_minor(student, row_date(sequence, SEQUENCES_DEBUT));
}

/* ---- Closures. */

static bool meets(const Row *closure, Date from, Date to)
{
    Date first = row_date(closure, CALENDRIER_DATE), last = row_date(closure, CALENDRIER_FIN);
    if (first == DATE_NONE)
        return false;
    return to >= first && from <= (last == DATE_NONE ? first : last);
}

static bool concerns_company(const Row *closure, const Row *company)
{
    if (row_is(closure, CALENDRIER_PORTEE, PORTEE_TOUS))
        return true;
    if (!row_is(closure, CALENDRIER_PORTEE, PORTEE_ENTREPRISE))
        return false;
    const Value *named = row_value(closure, CALENDRIER_ENTREPRISE);
    return named->state == VALUE_EMPTY || (named->state == VALUE_GOOD && named->link == company);
}

/* The first closure of the company that meets these days. */
static const Row *company_closure(const Term *term, const Row *company, Date from, Date to)
{
    const Table *table = &term->tables[T_CALENDRIER];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        bool closed = row_is(row, CALENDRIER_TYPE, TYPE_CALENDRIER_CONGE) ||
                      row_is(row, CALENDRIER_TYPE, TYPE_CALENDRIER_FERMETURE);
        if (closed && meets(row, from, to) && concerns_company(row, company))
            return row;
    }
    return NULL;
}

const Row *calendar_company_closure(const Term *term, const Row *company, Date day)
{
    return company_closure(term, company, day, day);
}

const Row *calendar_school_closure(const Term *term, Date day)
{
    const Table *table = &term->tables[T_CALENDRIER];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        bool closed = row_has(row, CALENDRIER_TYPE) &&
                      !row_is(row, CALENDRIER_TYPE, TYPE_CALENDRIER_REPRISE);
        bool ours = row_value(row, CALENDRIER_PORTEE)->state == VALUE_EMPTY ||
                    row_is(row, CALENDRIER_PORTEE, PORTEE_ECOLE) ||
                    row_is(row, CALENDRIER_PORTEE, PORTEE_TOUS);
        if (closed && ours && meets(row, day, day))
            return row;
    }
    return NULL;
}

/* ---- The days of a sequence. */

typedef struct Days {
    const Term *term;
    const Row *sequence;
    Date first, last;
    RowSpan periods;   /* none: `jours` of the sequence */
    bool easter_monday;
    Date next_holiday[2]; /* where Sundays are not worked, and where they are */
} Days;

static bool days_of(const Term *term, const Row *sequence, Date end, Days *days)
{
    *days = (Days){
        .term = term, .sequence = sequence,
        .first = row_date(sequence, SEQUENCES_DEBUT), .last = end,
        .periods = term_children(term, T_PERIODES, PERIODES_SEQUENCE, sequence),
        .easter_monday = config_choice(term->config, CONFIG_VISITES_PAQUES) == PAQUES_LUNDI,
        .next_holiday = {DATE_NONE, DATE_NONE},
    };
    if (days->first == DATE_NONE || days->last < days->first ||
        days->last - days->first > LONGEST_SEQUENCE)
        return false;
    for (size_t i = 0; i < days->periods.count; i++)
        if (!row_has(days->periods.rows[i], PERIODES_DEBUT) ||
            !row_has(days->periods.rows[i], PERIODES_FIN))
            return false;
    return true;
}

static bool has_weekday(uint32_t set, Date day)
{
    return set >> date_weekday(day) & 1; /* JOUR_LUN … JOUR_DIM are MONDAY … SUNDAY */
}

/* The row whose `jours` hold the day: a period, or the sequence itself; NULL when none does. */
static const Row *row_of_day(const Days *days, Date day)
{
    if (day < days->first || day > days->last)
        return NULL;
    if (days->periods.count == 0)
        return has_weekday(row_days(days->sequence, SEQUENCES_JOURS), day) ? days->sequence : NULL;
    for (size_t i = 0; i < days->periods.count; i++) {
        const Row *period = days->periods.rows[i];
        if (day >= row_date(period, PERIODES_DEBUT) && day <= row_date(period, PERIODES_FIN) &&
            has_weekday(row_days(period, PERIODES_JOURS), day))
            return period;
    }
    return NULL;
}

static uint32_t weekdays_of(const Days *days, const Row *row)
{
    return row == days->sequence ? row_days(row, SEQUENCES_JOURS) : row_days(row, PERIODES_JOURS);
}

static bool sundays_worked(const Days *days, const Row *row)
{
    return weekdays_of(days, row) >> JOUR_DIM & 1;
}

/* Of days asked in their order: a holiday is sought only once the last one is past. */
static bool is_holiday(Days *days, const Row *row, Date day)
{
    bool sundays = sundays_worked(days, row);
    Date *next = &days->next_holiday[sundays];
    if (*next < day)
        *next = holiday_from(day, days->easter_monday, sundays);
    return *next == day;
}

bool calendar_works(const Term *term, const Row *sequence, Date day)
{
    Days days;
    bool known = days_of(term, sequence, sequence_end(sequence), &days);
    const Row *row = known ? row_of_day(&days, day) : NULL;
    return row &&
           !holiday_name(day, days.easter_monday, sundays_worked(&days, row), LANG_FR);
}

size_t calendar_holidays(const Term *term, const Row *sequence, Date end, Date *found, size_t most)
{
    Days days;
    size_t count = 0;
    if (!days_of(term, sequence, end, &days))
        return 0;
    for (Date day = days.first; day <= days.last; day++) {
        const Row *row = row_of_day(&days, day);
        if (!row || !is_holiday(&days, row, day))
            continue;
        if (count < most)
            found[count] = day;
        count++;
    }
    return count;
}

/* ---- The workload. */

static int count_days(uint32_t set)
{
    return __builtin_popcount(set);
}

static Number hours_a_week(const Days *days, const Row *row)
{
    Number of_sequence = row_number(days->sequence, SEQUENCES_HEURES_SEMAINE, -1);
    return row == days->sequence ? of_sequence
                                 : row_number(row, PERIODES_HEURES_SEMAINE, of_sequence);
}

/* Hours are added up in a common fraction of a ten-thousandth, so that thirds of a week add up
 * to whole ones. */
enum { FRACTION = 420, HOURS_IN_A_WEEK = 168 }; /* 1 to 7 days a week divide 420 */

typedef struct Sum {
    bool closures;  /* the company closes during the sequence: then each day is asked */
    int64_t hours;  /* × FRACTION */
    Date last_week; /* the Monday of the last week counted */
} Sum;

static const Row *company_of(const Days *days)
{
    return row_link(days->sequence, SEQUENCES_ENTREPRISE);
}

static bool add_day(Days *days, const Row *row, Date day, Workload *load, Sum *sum)
{
    Number hours = hours_a_week(days, row);
    if (hours < 0 || hours > HOURS_IN_A_WEEK * NUMBER_ONE)
        return false;
    if (is_holiday(days, row, day)) {
        load->holidays_off++;
        return true;
    }
    if (sum->closures && calendar_company_closure(days->term, company_of(days), day)) {
        load->closures_off++;
        return true;
    }
    Date monday = day - (Date)date_weekday(day);
    load->weeks += monday != sum->last_week;
    sum->last_week = monday;
    load->days++;
    sum->hours += hours * (FRACTION / count_days(weekdays_of(days, row)));
    return true;
}

Workload calendar_workload_until(const Term *term, const Row *sequence, Date end)
{
    Days days;
    Sum sum = {.last_week = DATE_NONE};
    Workload load = {
        .days_a_week = count_days(row_days(sequence, SEQUENCES_JOURS)),
        .hours_a_week = row_number(sequence, SEQUENCES_HEURES_SEMAINE, 0),
    };
    if (!days_of(term, sequence, end, &days))
        return load;
    load.from_periods = days.periods.count > 0;
    sum.closures = company_closure(term, company_of(&days), days.first, days.last) != NULL;
    for (Date day = days.first; day <= days.last; day++) {
        const Row *row = row_of_day(&days, day);
        if (row && !add_day(&days, row, day, &load, &sum))
            return load;
    }
    load.hours = (Number)((sum.hours + FRACTION / 2) / FRACTION);
    load.known = row_has(sequence, SEQUENCES_HEURES_SEMAINE) || load.from_periods;
    return load;
}

Workload calendar_workload(const Term *term, const Row *sequence)
{
    return calendar_workload_until(term, sequence, sequence_end(sequence));
}

/* ---- The workload in words. */

typedef struct Words {
    const char *weeks[2], *days[2], *holidays[2], *closures[2]; /* one, several */
} Words;

static const Words words[LANG_COUNT] = {
    [LANG_FR] = {{"semaine", "semaines"}, {"jour", "jours"}, {"jour férié", "jours fériés"},
                 {"jour de fermeture", "jours de fermeture"}},
    [LANG_EN] = {{"week", "weeks"}, {"day", "days"}, {"holiday", "holidays"},
                 {"closing day", "closing days"}},
};

static const char *word(Lang lang, const char *const pair[2], int count)
{
    return pair[lang == LANG_FR ? count > 1 : count != 1];
}

const char *workload_length(const Workload *load, Arena *arena, Lang lang)
{
    return arena_printf(arena, "%d %s", load->weeks, word(lang, words[lang].weeks, load->weeks));
}

/* Whole weeks less the days off say the same when they give the same hours. */
static bool is_whole_weeks(const Workload *load)
{
    int all = load->days + load->holidays_off + load->closures_off;
    return !load->from_periods && load->days_a_week > 0 && all % load->days_a_week == 0 &&
           load->hours_a_week % load->days_a_week == 0;
}

const char *workload_text(const Workload *load, Arena *arena, Lang lang)
{
    const Words *w = &words[lang];
    Buffer out = {0};
    int off = load->holidays_off + load->closures_off;
    Number a_day = load->days_a_week ? load->hours_a_week / load->days_a_week : 0;
    const char *day_hours = value_print_number(arena, a_day, lang, 0);
    if (is_whole_weeks(load)) {
        int weeks = (load->days + off) / load->days_a_week;
        buffer_printf(&out, "%d %s × %s h", weeks, word(lang, w->weeks, weeks),
                      value_print_number(arena, load->hours_a_week, lang, 0));
        if (load->holidays_off)
            buffer_printf(&out, " − %d %s × %s h", load->holidays_off,
                          word(lang, w->holidays, load->holidays_off), day_hours);
        if (load->closures_off)
            buffer_printf(&out, " − %d %s × %s h", load->closures_off,
                          word(lang, w->closures, load->closures_off), day_hours);
    } else if (!load->from_periods && load->days_a_week) {
        buffer_printf(&out, "%d %s × %s h ÷ %d", load->days, word(lang, w->days, load->days),
                      value_print_number(arena, load->hours_a_week, lang, 0), load->days_a_week);
    } else {
        buffer_printf(&out, "%d %s", load->days, word(lang, w->days, load->days));
    }
    buffer_printf(&out, " = %s h", value_print_number(arena, load->hours, lang, 0));
    const char *text = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}
