/* sequence: statement 20 of the guide, the sequence itself: dates, hours, length,
 * state, and its place in the student's path. */
#include "rule/families.h"

#include "rule/facts.h"
#include "rule/path.h"

#include <stdlib.h>
#include <string.h>

void sequence_dates(Check *check, const Row *sequence)
{
    Date least = date_of(1990, 1, 1), most = date_of(2100, 12, 31);
    for (size_t c = 0; c < sequence->table->schema->column_count; c++) {
        Date day = sequence->table->schema->columns[c].type == TYPE_DATE
                       ? row_date(sequence, (int)c)
                       : DATE_NONE;
        if (day != DATE_NONE && (day < least || day > most))
            report(check, place_of(check->term, sequence, (int)c), _("%s est hors de 1990 à 2100"),
                   say_day(check, day));
    }
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = row_date(sequence, SEQUENCES_FIN);
    Date real = row_date(sequence, SEQUENCES_FIN_REELLE);
    if (start == DATE_NONE || end == DATE_NONE)
        return;
    if (end < start)
        report(check, place_of(check->term, sequence, SEQUENCES_FIN),
               _("la séquence finit le %s, avant de commencer le %s"), say_day(check, end),
               say_day(check, start));
    else if (real != DATE_NONE && (real < start || real > end))
        report(check, place_of(check->term, sequence, SEQUENCES_FIN_REELLE),
               _("la fin réelle, le %s, n'est pas entre le %s et le %s"), say_day(check, real),
               say_day(check, start), say_day(check, end));
}

void sequence_hours(Check *check, const Row *sequence)
{
    enum { TOLERANCE = 10 }; /* per cent */
    Number told = amount(sequence, SEQUENCES_HEURES, -1);
    Date real = row_date(sequence, SEQUENCES_FIN_REELLE);
    bool shortened = real != DATE_NONE && real != row_date(sequence, SEQUENCES_FIN);
    if (told < 0 || shortened || !sequence_is_live(check, sequence))
        return; /* `heures` is what was agreed: an early end does not change it */
    Workload load = calendar_workload(check->term, sequence);
    if (!load.known || load.hours > (Number)1000000000 * NUMBER_ONE)
        return;
    Number gap = told > load.hours ? told - load.hours : load.hours - told;
    if (gap * 100 > load.hours * TOLERANCE && children_known(check, T_PERIODES))
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES),
               _("%s h sont écrites, mais les jours et l'horaire donnent %s"),
               say_number(check, told), workload_text(&load, check->scratch, message_lang()));
}

/* ---- Two sequences of one student at once. */

static Date first_shared_day(const Check *check, const Row *a, const Row *b)
{
    enum { LONGEST = 3660 }; /* days: beyond, a date is wrong (sequence-dates) */
    Date from = row_date(a, SEQUENCES_DEBUT), from_b = row_date(b, SEQUENCES_DEBUT);
    Date to = sequence_end(a), to_b = sequence_end(b);
    if (from == DATE_NONE || from_b == DATE_NONE || to == DATE_NONE || to_b == DATE_NONE)
        return DATE_NONE;
    from = from_b > from ? from_b : from;
    to = to_b < to ? to_b : to;
    for (Date day = from; day <= to && day - from <= LONGEST; day++)
        if (calendar_works(check->term, a, day) && calendar_works(check->term, b, day))
            return day;
    return DATE_NONE;
}

/* The days of a sequence are the user's own, not Monday to Friday for want of any. */
static bool days_are_told(const Check *check, const Row *sequence)
{
    return row_has(sequence, SEQUENCES_JOURS) ||
           children(check, T_PERIODES, PERIODES_SEQUENCE, sequence).count > 0;
}

static bool differ(const Row *a, const Row *b, int column)
{
    return row_has(a, column) && row_has(b, column) &&
           strcmp(row_text(a, column), row_text(b, column)) != 0;
}

/* True when the two share a day; reported at the later one. */
static bool judge_overlap(Check *check, const Row *before, const Row *after)
{
    Date day = first_shared_day(check, before, after);
    if (day == DATE_NONE)
        return false;
    bool doubtful = differ(before, after, SEQUENCES_QUART) ||
                    differ(before, after, SEQUENCES_HORAIRE) || !days_are_told(check, before) ||
                    !days_are_told(check, after);
    report_as(check, doubtful ? SEVERITY_WARNING : SEVERITY_ERROR,
              place_of(check->term, after, SEQUENCES_DEBUT), NULL,
              _("l'élève est aussi en séquence %s (%s) le %s"), row_key(before),
              say_line(check, before), say_day(check, day));
    return true;
}

static int by_start(const void *left, const void *right)
{
    const Row *a = *(const Row *const *)left, *b = *(const Row *const *)right;
    Date x = row_date(a, SEQUENCES_DEBUT), y = row_date(b, SEQUENCES_DEBUT);
    if (x != y)
        return x < y ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static int by_rank(const void *left, const void *right)
{
    const Row *a = *(const Row *const *)left, *b = *(const Row *const *)right;
    Number x = amount(a, SEQUENCES_RANG, 0), y = amount(b, SEQUENCES_RANG, 0);
    if (x != y)
        return x < y ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* The student's sequences that `keep` wants, sorted. */
static const Row **sorted(Check *check, const Row *student, bool keep(const Check *, const Row *),
                          int order(const void *, const void *), size_t *count)
{
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    const Row **rows = arena_array_of(check->scratch, all.count + 1, const Row *);
    *count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (keep(check, all.rows[i]))
            rows[(*count)++] = all.rows[i];
    if (*count)
        qsort(rows, *count, sizeof *rows, order);
    return rows;
}

void sequence_overlap(Check *check, const Row *student)
{
    enum { LOOKED_BACK = 16 }; /* keeps a file where one student has every sequence linear */
    size_t count;
    const Row **rows = sorted(check, student, sequence_is_live, by_start, &count);
    for (size_t i = 1; i < count; i++)
        for (size_t back = 1; back <= i && back <= LOOKED_BACK; back++)
            if (judge_overlap(check, rows[i - back], rows[i]))
                break;
}

/* ---- Ranks. */

static void judge_rank(Check *check, const Path *path, size_t i)
{
    const Step *step = &path->steps[i], *before = i ? &path->steps[i - 1] : NULL;
    Place place = place_of(check->term, step->row, SEQUENCES_RANG);
    if (step->rank > 1 && (!before || before->rank < step->rank - 1))
        report(check, place, _("c'est la séquence de rang %d, mais l'élève n'en a pas de rang %d"),
               step->rank, step->rank - 1);
    else if (before && before->rank < step->rank && before->start != DATE_NONE &&
             step->start != DATE_NONE && before->start > step->start)
        report(check, place, _("le rang %d commence le %s, avant le rang %d (%s)"), step->rank,
               say_day(check, step->start), before->rank, say_day(check, before->start));
}

void sequence_rank(Check *check, const Row *student)
{
    Path path;
    if (!path_known(check, student, &path))
        return;
    for (size_t i = 0; i < path.count; i++)
        if (path.steps[i].row && path.steps[i].rank > 0)
            judge_rank(check, &path, i);
}

/* An interrupted sequence frees its rank. */
static bool holds_rank(const Check *check, const Row *sequence)
{
    return row_has(sequence, SEQUENCES_RANG) && sequence_is_live(check, sequence) &&
           !row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE);
}

void sequence_rank_double(Check *check, const Row *student)
{
    size_t count;
    const Row **rows = sorted(check, student, holds_rank, by_rank, &count);
    for (size_t i = 1; i < count; i++) {
        const Row *one = rows[i - 1], *two = rows[i];
        if (amount(one, SEQUENCES_RANG, 0) == amount(two, SEQUENCES_RANG, 0))
            report(check, place_of(check->term, two, SEQUENCES_RANG),
                   _("la séquence %s (%s) de l'élève a déjà le rang %s"), row_key(one),
                   say_line(check, one), row_text(one, SEQUENCES_RANG));
    }
}

/* ---- The path against the profile. */

typedef struct Plan {
    bool graduated, hours_known;
    size_t count; /* of sequences: done for a graduate, done or planned for the others */
    Number hours;
} Plan;

static bool plan_of(Check *check, const Row *student, Plan *plan)
{
    Path path;
    *plan = (Plan){.graduated = row_is(student, ELEVES_STATUT, STATUT_ELEVE_DIPLOME),
                   .hours_known = true};
    if (!plan->graduated && !row_is(student, ELEVES_STATUT, STATUT_ELEVE_ACTIF))
        return false;
    if (!path_known(check, student, &path))
        return false;
    for (size_t i = 0; i < path.count; i++) {
        const Step *step = &path.steps[i];
        bool ended = step->done || !step->counts;
        plan->hours_known &= step->hours_known;
        plan->count += plan->graduated ? step->done : step->counts;
        plan->hours += !plan->graduated || ended ? step->hours : 0;
    }
    return true;
}

static Severity of_graduate(const Check *check, const Plan *plan)
{
    return plan->graduated ? check->rule->severity[check->network] : SEVERITY_WARNING;
}

void sequence_least_count(Check *check, const Row *student)
{
    Plan plan;
    Number least;
    if (!threshold(check, CONFIG_PROFIL_FP_SEQUENCES_MIN, &least) ||
        !plan_of(check, student, &plan) || (Number)plan.count * NUMBER_ONE >= least)
        return;
    report_as(check, of_graduate(check, &plan), place_of(check->term, student, ELEVES_STATUT), NULL,
              plan.graduated
                  ? _("l'élève est diplômé ; séquences terminées : %zu, minimum : %s")
                  : _("séquences du parcours de l'élève, faites ou prévues : %zu ; minimum : %s"),
              plan.count, say_number(check, least));
}

void sequence_share_of_hours(Check *check, const Row *student)
{
    Plan plan;
    Number percent;
    const Row *programme = row_link(student, ELEVES_PROGRAMME);
    Number total = amount(programme, PROGRAMMES_HEURES, 0);
    if (total <= 0 || !threshold(check, CONFIG_PROFIL_FP_PART_MIN, &percent) ||
        !plan_of(check, student, &plan))
        return;
    if (percent > 100 * NUMBER_ONE)
        percent = 100 * NUMBER_ONE;
    Number share =
        total / NUMBER_ONE * percent / 100 + total % NUMBER_ONE * percent / 100 / NUMBER_ONE;
    Number least = (share + NUMBER_ONE - 1) / NUMBER_ONE * NUMBER_ONE; /* whole hours, upward */
    if (plan.hours >= least)
        return;
    if (!plan.hours_known) {
        report_unread(check, T_SEQUENCES);
        return;
    }
    report_as(check, of_graduate(check, &plan), place_of(check->term, student, ELEVES_STATUT), NULL,
              _("les séquences de l'élève font %s h ; il en faut au moins %s (%s %% des %s h du "
                "programme %s)"),
              say_number(check, plan.hours), say_number(check, least), say_number(check, percent),
              say_number(check, total), row_key(programme));
}

/* ---- Length and intensity. A chain is one sequence. */

/* The last of its chain, planned or done: what lengths are judged on. */
static bool is_judged_whole(const Check *check, const Row *sequence)
{
    return sequence_is_live(check, sequence) &&
           !row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE) &&
           !sequence_is_replaced(check, sequence);
}

static int weeks_of_chain(const Check *check, const Row *sequence)
{
    enum { LONGEST = 32 };
    int weeks = 0;
    for (int i = 0; sequence && i < LONGEST; i++) {
        Workload load = calendar_workload(check->term, sequence);
        if (!load.known)
            return -1;
        weeks += load.weeks;
        sequence = row_link(sequence, SEQUENCES_REMPLACE);
    }
    return weeks;
}

void sequence_weeks(Check *check, const Row *sequence)
{
    Number least, most;
    bool has_least = threshold(check, CONFIG_PROFIL_FP_SEMAINES_MIN, &least);
    bool has_most = threshold(check, CONFIG_PROFIL_FP_SEMAINES_MAX, &most);
    if ((!has_least && !has_most) || !is_judged_whole(check, sequence))
        return;
    int weeks = weeks_of_chain(check, sequence);
    Place place = place_of(check->term, sequence, SEQUENCES_FIN);
    if (weeks < 0)
        return;
    if (has_least && weeks * (Number)NUMBER_ONE < least)
        report(check, place, _("durée en semaines : %d ; minimum : %s"), weeks,
               say_number(check, least));
    else if (has_most && weeks * (Number)NUMBER_ONE > most)
        report_as(check, SEVERITY_WARNING, place, NULL, _("durée en semaines : %d ; maximum : %s"),
                  weeks, say_number(check, most));
}

void sequence_full_time(Check *check, const Row *sequence)
{
    enum { FULL_WEEK = 5 };
    Number hours = amount(sequence, SEQUENCES_HEURES_SEMAINE, -1), least, wished;
    int days = __builtin_popcount(row_days(sequence, SEQUENCES_JOURS));
    if (hours < 0 || days < FULL_WEEK || !sequence_is_live(check, sequence))
        return;
    Place place = place_of(check->term, sequence, SEQUENCES_HEURES_SEMAINE);
    if (threshold(check, CONFIG_PROFIL_FP_SEMAINE_PLANCHER, &least) && hours < least)
        report_as(check, SEVERITY_ERROR, place, NULL,
                  _("%s h par semaine sur %d jours : le profil en demande au moins %s"),
                  say_number(check, hours), days, say_number(check, least));
    else if (threshold(check, CONFIG_PROFIL_FP_SEMAINE_MIN, &wished) && hours < wished)
        report_as(check, SEVERITY_WARNING, place, NULL,
                  _("%s h par semaine sur %d jours : le profil souhaite %s"),
                  say_number(check, hours), days, say_number(check, wished));
}

void sequence_least_hours(Check *check, const Row *sequence)
{
    Number least;
    if (!row_has(sequence, SEQUENCES_HEURES) || !is_judged_whole(check, sequence) ||
        !threshold(check, CONFIG_PROFIL_FP_HEURES_MIN, &least))
        return;
    const Row *before = row_link(sequence, SEQUENCES_REMPLACE);
    Number hours =
        before ? path_chain(check, sequence).hours : amount(sequence, SEQUENCES_HEURES, 0);
    if (hours < least)
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES),
               _("la séquence fait %s h ; le profil en demande au moins %s"),
               say_number(check, hours), say_number(check, least));
}

/* ---- State. */

void sequence_state(Check *check, const Row *sequence)
{
    int state = row_choice(sequence, SEQUENCES_STATUT);
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = sequence_end(sequence);
    if (start == DATE_NONE || end == DATE_NONE)
        return;
    Place place = place_of(check->term, sequence, SEQUENCES_STATUT);
    bool open = state == STATUT_SEQUENCE_JUMELEE || state == STATUT_SEQUENCE_SIGNEE ||
                state == STATUT_SEQUENCE_EN_COURS;
    if (open && end < check->today)
        report_as(check, SEVERITY_WARNING, place, _("écrivez terminee ou interrompue"),
                  _("à clore : la séquence a fini le %s, et son statut est « %s »"),
                  say_day(check, end), row_text(sequence, SEQUENCES_STATUT));
    else if (state == STATUT_SEQUENCE_TERMINEE && end > check->today)
        report(check, place, _("la séquence est dite terminée, mais finit le %s"),
               say_day(check, end));
    else if (state == STATUT_SEQUENCE_PREVUE && start < check->today)
        report(check, place, _("la séquence est dite prévue, mais a commencé le %s"),
               say_day(check, start));
    else if (state == STATUT_SEQUENCE_EN_COURS && start > check->today)
        report(check, place, _("la séquence est dite en cours, mais commence le %s"),
               say_day(check, start));
}

void sequence_interruption(Check *check, const Row *sequence)
{
    if (!row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE))
        return;
    if (row_value(sequence, SEQUENCES_INTERRUPTION_MOTIF)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_INTERRUPTION_MOTIF),
               _("la séquence %s est interrompue, et le motif n'est pas écrit"), row_key(sequence));
    if (row_value(sequence, SEQUENCES_FIN_REELLE)->state == VALUE_EMPTY)
        report_as(check, SEVERITY_WARNING, place_of(check->term, sequence, SEQUENCES_FIN_REELLE),
                  _("écrivez le dernier jour de présence"),
                  _("la séquence %s est interrompue, et son dernier jour réel n'est pas écrit"),
                  row_key(sequence));
}
