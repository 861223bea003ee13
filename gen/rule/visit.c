/* visit: statements 20.1 and 20.2 of the guide: the visits to a trainee and the
 * evaluations. A rule here holds nothing back: a schedule leaves out the visit. */
#include "rule/families.h"

#include "base/text.h"
#include "rule/facts.h"
#include "term/visit.h"

#include <stdlib.h>

/* The sequence when the visit and its day can be judged, else NULL. */
static const Row *judged_sequence(const Check *check, const Row *visit)
{
    const Row *sequence = row_link(visit, VISITES_SEQUENCE);
    bool judged = sequence && sequence_is_live(check, sequence) && visit_stands(visit) &&
                  row_has(visit, VISITES_DATE);
    return judged ? sequence : NULL;
}

/* ---- How many, and when the first. */

void visit_count(Check *check, const Row *sequence)
{
    Number wanted;
    if (!sequence_is_matched(check, sequence) || !visits_wanted(check->config, sequence, &wanted))
        return;
    RowSpan visits = children(check, T_VISITES, VISITES_SEQUENCE, sequence);
    Number planned = 0;
    for (size_t i = 0; i < visits.count; i++)
        planned += visit_stands(visits.rows[i]) ? NUMBER_ONE : 0;
    if (planned < wanted && children_known(check, T_VISITES))
        report(check, place_of(check->term, sequence, SEQUENCES_VISITES_CONVENUES),
               _("visites prévues ou faites pour %s : %s ; visites convenues : %s"),
               row_key(sequence), say_number(check, planned), say_number(check, wanted));
}

void visit_first(Check *check, const Row *sequence)
{
    enum { DAYS_A_WEEK = 7 };
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    if (start == DATE_NONE || !sequence_is_matched(check, sequence))
        return;
    RowSpan visits = children(check, T_VISITES, VISITES_SEQUENCE, sequence);
    const Row *first = NULL;
    for (size_t i = 0; i < visits.count; i++) {
        const Row *visit = visits.rows[i];
        bool counts = visit_stands(visit) && row_has(visit, VISITES_DATE) &&
                      !row_is(visit, VISITES_TYPE, TYPE_VISITE_SIGNATURE);
        if (counts && (!first || row_date(visit, VISITES_DATE) < row_date(first, VISITES_DATE)))
            first = visit;
    }
    Number most = visits_first_week(check->config);
    Date day = row_date(first, VISITES_DATE);
    if (!first || day < start)
        return;
    int week = (day - start) / DAYS_A_WEEK + 1;
    if (week * (Number)NUMBER_ONE > most && children_known(check, T_VISITES))
        report(check, place_of(check->term, first, VISITES_DATE),
               _("la première visite de %s, le %s, est dans la semaine %d ; elle devrait être au "
                 "plus tard dans la semaine %s"),
               row_key(sequence), say_day(check, day), week, say_number(check, most));
}

/* ---- The day of a visit. */

static Severity unless_done(const Row *visit)
{
    return visit_is_done(visit) ? SEVERITY_WARNING : SEVERITY_ERROR;
}

void visit_outside(Check *check, const Row *visit)
{
    const Row *sequence = judged_sequence(check, visit);
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    Date end = sequence ? sequence_end(sequence) : DATE_NONE, day = row_date(visit, VISITES_DATE);
    if (!sequence || start == DATE_NONE || end == DATE_NONE || !visit_is_follow_up(visit) ||
        (day >= start && day <= end))
        return;
    report_as(check, unless_done(visit), place_of(check->term, visit, VISITES_DATE), NULL,
              _("la visite est le %s, et la séquence %s va du %s au %s"), say_day(check, day),
              row_key(sequence), say_day(check, start), say_day(check, end));
}

static bool within(const Row *sequence, Date day)
{
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = sequence_end(sequence);
    return start != DATE_NONE && end != DATE_NONE && day >= start && day <= end;
}

static const char *closure_name(const Row *closure)
{
    const char *name = row_text(closure, CALENDRIER_DESCRIPTION);
    return *name ? name : row_text(closure, CALENDRIER_TYPE);
}

void visit_day(Check *check, const Row *visit)
{
    const Row *sequence = judged_sequence(check, visit);
    if (!sequence)
        return;
    Date day = row_date(visit, VISITES_DATE);
    Place place = place_of(check->term, visit, VISITES_DATE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    bool monday = config_choice(check->config, CONFIG_VISITES_PAQUES) == PAQUES_LUNDI;
    bool sundays = row_days(sequence, SEQUENCES_JOURS) & (1u << JOUR_DIM);
    const char *holiday = holiday_name(day, monday, sundays, message_lang());
    const Row *closed = calendar_company_closure(check->term, company, day);
    const Row *school = calendar_school_closure(check->term, day);
    if (holiday)
        report_as(check, unless_done(visit), place, NULL, _("le %s est férié : %s"),
                  say_day(check, day), holiday);
    else if (closed)
        report_as(check, unless_done(visit), place, NULL,
                  _("l'entreprise %s est fermée le %s (%s)"), row_key(company), say_day(check, day),
                  closure_name(closed));
    else if (within(sequence, day) && !calendar_works(check->term, sequence, day) &&
             days_known(check, sequence))
        report_as(check, unless_done(visit), place, NULL,
                  _("le stagiaire de %s ne travaille pas le %s"), row_key(sequence),
                  say_day(check, day));
    else if (school)
        report_as(check, SEVERITY_WARNING, place, NULL, _("l'école est fermée le %s (%s)"),
                  say_day(check, day), closure_name(school));
}

/* ---- One person in two places. */

typedef struct Round {
    const Row **visits; /* of one person, by day, then hour, then place in the file */
    size_t count;
} Round;

static int by_day(const void *left, const void *right)
{
    const Row *a = *(const Row *const *)left, *b = *(const Row *const *)right;
    Date x = row_date(a, VISITES_DATE), y = row_date(b, VISITES_DATE);
    if (x != y)
        return x < y ? -1 : 1;
    int h = row_has(a, VISITES_HEURE) ? row_value(a, VISITES_HEURE)->minutes : -1;
    int k = row_has(b, VISITES_HEURE) ? row_value(b, VISITES_HEURE)->minutes : -1;
    if (h != k)
        return h < k ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* The visits that name the person, and those of his sequences that name nobody. */
static Round round_of(Check *check, const Row *person)
{
    RowSpan own = children(check, T_VISITES, VISITES_RESPONSABLE, person);
    RowSpan sequences = children(check, T_SEQUENCES, SEQUENCES_RESPONSABLE, person);
    size_t most = own.count;
    for (size_t i = 0; i < sequences.count; i++)
        most += children(check, T_VISITES, VISITES_SEQUENCE, sequences.rows[i]).count;
    Round made = {.visits = arena_array_of(check->scratch, most + 1, const Row *)};
    for (size_t i = 0; i < own.count; i++)
        if (judged_sequence(check, own.rows[i]))
            made.visits[made.count++] = own.rows[i];
    for (size_t i = 0; i < sequences.count; i++) {
        RowSpan visits = children(check, T_VISITES, VISITES_SEQUENCE, sequences.rows[i]);
        for (size_t v = 0; v < visits.count; v++)
            if (judged_sequence(check, visits.rows[v]) &&
                row_value(visits.rows[v], VISITES_RESPONSABLE)->state == VALUE_EMPTY)
                made.visits[made.count++] = visits.rows[v];
    }
    if (made.count)
        qsort(made.visits, made.count, sizeof *made.visits, by_day);
    return made;
}

static const char *town_of(Check *check, const Row *visit)
{
    return text_fold(check->scratch, visit_town(row_link(visit, VISITES_SEQUENCE)));
}

static bool are_in_two_towns(Check *check, const Row *a, const Row *b)
{
    return row_is(a, VISITES_MODE, MODE_VISITE_SUR_PLACE) &&
           row_is(b, VISITES_MODE, MODE_VISITE_SUR_PLACE) &&
           !text_is(town_of(check, a), town_of(check, b));
}

/* Two visits of one day, `before` first. */
static void judge_pair(Check *check, const Row *before, const Row *visit)
{
    Date day = row_date(visit, VISITES_DATE);
    if (!row_has(before, VISITES_HEURE) || !row_has(visit, VISITES_HEURE)) {
        const Row *unknown = row_has(visit, VISITES_HEURE) ? before : visit;
        report_as(check, SEVERITY_WARNING, place_of(check->term, unknown, VISITES_HEURE),
                  _("écrivez l'heure des deux visites"),
                  _("la même personne a une autre visite le %s (%s), et l'heure n'est pas connue"),
                  say_day(check, day), say_line(check, unknown == visit ? before : visit));
        return;
    }
    int from = row_value(before, VISITES_HEURE)->minutes,
        to = row_value(visit, VISITES_HEURE)->minutes;
    Number length = visit_minutes(check->config);
    Place place = place_of(check->term, visit, VISITES_HEURE);
    if ((to - from) * (Number)NUMBER_ONE < length)
        report_as(check, SEVERITY_ERROR, place, NULL,
                  _("la même personne a une autre visite le %s à %d h %02d (%s), et une visite "
                    "dure %s minutes"),
                  say_day(check, day), from / 60, from % 60, say_line(check, before),
                  say_number(check, length));
    else if ((from < VISIT_NOON) == (to < VISIT_NOON) && are_in_two_towns(check, before, visit))
        report_as(check, SEVERITY_WARNING, place, NULL,
                  _("la même personne a une visite dans une autre ville la même demi-journée, le "
                    "%s (%s)"),
                  say_day(check, day), say_line(check, before));
}

void visit_conflict(Check *check, const Row *person)
{
    Round made = round_of(check, person);
    Number most = visits_a_day(check->config, person);
    Number today = NUMBER_ONE; /* visits of the day so far */
    for (size_t i = 1; i < made.count; i++) {
        const Row *before = made.visits[i - 1], *visit = made.visits[i];
        bool same_day = row_date(before, VISITES_DATE) == row_date(visit, VISITES_DATE);
        today = same_day ? today + NUMBER_ONE : NUMBER_ONE;
        if (same_day)
            judge_pair(check, before, visit);
        if (same_day && today > most && today - NUMBER_ONE <= most)
            report(check, place_of(check->term, visit, VISITES_DATE),
                   _("%s a plus de %s visites le %s"), row_key(person), say_number(check, most),
                   say_day(check, row_date(visit, VISITES_DATE)));
    }
}

/* ---- What visits and evaluations found. */

/* The last day on which a visit found the agreement kept. */
static Date last_kept(RowSpan visits)
{
    Date last = DATE_NONE;
    for (size_t i = 0; i < visits.count; i++) {
        Date day = row_date(visits.rows[i], VISITES_DATE);
        if (visit_is_done(visits.rows[i]) && row_yes(visits.rows[i], VISITES_ENTENTE_RESPECTEE) &&
            day > last)
            last = day;
    }
    return last;
}

static void judge_measures(Check *check, const Row *visit, Date kept)
{
    Date due = row_date(visit, VISITES_CORRECTIFS_ECHEANCE);
    if (row_value(visit, VISITES_CORRECTIFS)->state == VALUE_EMPTY)
        report(check, place_of(check->term, visit, VISITES_CORRECTIFS),
               _("l'entente n'est pas respectée, et aucun correctif n'est écrit"));
    else if (due != DATE_NONE && due < check->today && kept <= row_date(visit, VISITES_DATE))
        report_as(check, SEVERITY_WARNING,
                  place_of(check->term, visit, VISITES_CORRECTIFS_ECHEANCE),
                  _("vérifiez, puis notez une visite où l'entente est respectée, ou une nouvelle "
                    "échéance"),
                  _("les correctifs étaient attendus pour le %s"), say_day(check, due));
}

void visit_measures(Check *check, const Row *sequence)
{
    RowSpan visits = children(check, T_VISITES, VISITES_SEQUENCE, sequence);
    Date kept = last_kept(visits);
    for (size_t i = 0; i < visits.count; i++)
        if (judged_sequence(check, visits.rows[i]) &&
            row_no(visits.rows[i], VISITES_ENTENTE_RESPECTEE))
            judge_measures(check, visits.rows[i], kept);
}

void visit_evaluation_late(Check *check, const Row *evaluation)
{
    const Row *sequence = row_link(evaluation, EVALUATIONS_SEQUENCE);
    Date planned = row_date(evaluation, EVALUATIONS_DATE_PREVUE);
    if (sequence && sequence_is_live(check, sequence) && planned != DATE_NONE &&
        planned < check->today &&
        row_value(evaluation, EVALUATIONS_DATE_REALISEE)->state == VALUE_EMPTY)
        report(check, place_of(check->term, evaluation, EVALUATIONS_DATE_REALISEE),
               _("l'évaluation de %s était prévue le %s, et n'est pas notée comme faite"),
               row_key(sequence), say_day(check, planned));
}

void visit_evaluation_absent(Check *check, const Row *sequence)
{
    if (!sequence_is_ended(check, sequence))
        return;
    RowSpan all = children(check, T_EVALUATIONS, EVALUATIONS_SEQUENCE, sequence);
    for (size_t i = 0; i < all.count; i++)
        if (evaluation_may_be_final(all.rows[i]))
            return;
    if (children_known(check, T_EVALUATIONS))
        report(check, place_of(check->term, sequence, -1),
               _("la séquence %s est finie, et aucune évaluation finale n'est prévue"),
               row_key(sequence));
}
