/* calendar: holidays, closures, worked days and hours, in one place.
 *
 * Holidays of a trainee: Act to ensure the protection of trainees in the
 * workplace (P-39.3), sections 9 and 10: 1 January; Good Friday or Easter Monday
 * ([visites] paques); the Monday before 25 May; 24 June (25 when the 24th is a
 * Sunday not normally worked); 1 July (2 when a Sunday); first Monday of
 * September; second Monday of October; 25 December.
 */
#ifndef ATE_TERM_CALENDAR_H
#define ATE_TERM_CALENDAR_H

#include "term/config.h"
#include "term/term.h"

/* The name of the P-39.3 holiday that falls on `day`, or NULL. */
const char *holiday_name(Date day, bool easter_monday, bool sundays_worked, Lang lang);
/* The first of them on `day` or after; INT32_MAX past the last one of the year 9999. */
Date holiday_from(Date day, bool easter_monday, bool sundays_worked);

/* Why a company does not work on `day`: a `conge` or `fermeture` of calendrier.csv whose portee is
 * entreprise (this one, or all when none is named) or tous. NULL when it works. */
const Row *calendar_company_closure(const Term *term, const Row *company, Date day);
/* A school closure, holiday or pedagogical day (portee ecole or tous). */
const Row *calendar_school_closure(const Term *term, Date day);

/* What a sequence amounts to. Days of `jours` (or of `periodes` where there are
 * any) from debut to its end, less holidays and closures of the company. Hours are
 * exact; a day is heures_semaine / days a week. */
typedef struct Workload {
    bool known;         /* false: dates or hours missing or wrong */
    int weeks;          /* calendar weeks begun (Monday to Sunday) that hold a worked day */
    int days;           /* worked */
    int days_a_week;
    Number hours_a_week;
    Number hours;       /* computed */
    int holidays_off, closures_off; /* days of `jours` lost */
    bool from_periods;
} Workload;
/* To the effective end, sequence_end; or to a given one: what was agreed goes to fin,
 * even when the sequence was broken off before. */
Workload calendar_workload(const Term *term, const Row *sequence);
Workload calendar_workload_until(const Term *term, const Row *sequence, Date end);
/* "12 semaines × 35 h − 2 jours fériés × 7 h = 406 h" */
const char *workload_text(const Workload *workload, Arena *arena, Lang lang);
/* "1 semaine", "12 semaines": the weeks of a workload. */
const char *workload_length(const Workload *workload, Arena *arena, Lang lang);
/* The holidays from debut to `end` that fall on a day of the sequence, in order; their count. */
size_t calendar_holidays(const Term *term, const Row *sequence, Date end, Date *days, size_t most);
bool calendar_works(const Term *term, const Row *sequence, Date day); /* jours/periodes, not holidays */

Date sequence_end(const Row *sequence);           /* fin_reelle, else fin */
/* 1 yes, 0 no, -1 unknown: from date_naissance on the start, else from `majeur`. */
int sequence_is_minor(const Row *sequence);
int student_is_minor(const Row *student, Date day); /* likewise, on that day */

#endif
