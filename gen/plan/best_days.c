/* The best days of a sequence's visits, before anybody's diary is looked at. */
#include "plan/need.h"

#include "term/visit.h"

#include <stdlib.h>

enum { NOTICE = 3, MOST = 128 }; /* days, that a late first visit leaves to warn the company */
enum { LAST_PART = 85, EVALUATION_REACH = 14 };

static Date ideal_day(const Need *need, size_t rank, size_t count)
{
    Date length = need->end - need->start + 1;
    Date even = need->start + (Date)((int64_t)length * (Date)(2 * rank + 1) / (Date)(2 * count));
    if (rank == 0) {
        Date early = need->start + (need->early - need->start) / 2;
        return even < early ? even : early;
    }
    return rank + 1 == count ? need->start + (Date)((int64_t)length * LAST_PART / 100) : even;
}

/* The visits that stand take the days nearest to theirs. */
static void take_nearest(Date *days, size_t *count, Date day)
{
    size_t nearest = 0;
    for (size_t i = 1; i < *count; i++)
        if (abs(days[i] - day) < abs(days[nearest] - day))
            nearest = i;
    for (size_t i = nearest; i + 1 < *count; i++)
        days[i] = days[i + 1];
    *count -= *count > 0;
}

static void even_out(const Need *need, Date *best)
{
    for (size_t i = 0; i < need->missing; i++)
        best[i] = need->first +
                  (Date)((int64_t)need->days * (Date)(2 * i + 1) / (Date)(2 * need->missing));
}

static void meet_evaluation(const Needs *needs, const Need *need, const Row *evaluation, Date *best,
                            const Row **evaluations)
{
    Date day = row_date(evaluation, EVALUATIONS_DATE_PREVUE);
    int offset = day == DATE_NONE ? -1 : day - need->first;
    if (row_value(evaluation, EVALUATIONS_DATE_REALISEE)->state != VALUE_EMPTY || offset < 0 ||
        offset >= need->days || !need->halves[offset])
        return;
    int reach = needs->gap > EVALUATION_REACH ? needs->gap : EVALUATION_REACH;
    size_t nearest = need->missing;
    for (size_t i = 0; i < need->missing; i++)
        if (!evaluations[i] && abs(best[i] - day) <= reach &&
            !(i == 0 && need->limit != DATE_NONE && day > need->limit) &&
            (nearest == need->missing || abs(best[i] - day) < abs(best[nearest] - day)))
            nearest = i;
    if (nearest == need->missing)
        return;
    best[nearest] = day;
    evaluations[nearest] = evaluation;
}

static int by_date(const void *left, const void *right)
{
    Date a = *(const Date *)left, b = *(const Date *)right;
    return a < b ? -1 : a > b;
}

/* Removes from the `count` ideal days of a sequence those that its standing visits answer. */
static void leave_standing(const Needs *needs, const Need *need, const Term *term, Date *days,
                           size_t count)
{
    RowSpan visits = term_children(term, T_VISITES, VISITES_SEQUENCE, need->sequence);
    Date held[MOST];
    size_t kept = 0;
    for (size_t i = 0; i < visits.count && kept < need->standing && kept < MOST; i++)
        if (visit_stands(visits.rows[i]) && !needs->replaced[visits.rows[i]->index])
            held[kept++] = row_date(visits.rows[i], VISITES_DATE);
    if (kept)
        qsort(held, kept, sizeof *held, by_date);
    for (size_t i = 0; i < kept && count > need->missing; i++)
        take_nearest(days, &count, held[i]);
}

/* Evaluations of a sequence, one a day, by date. */
static void meet_evaluations(const Needs *needs, const Need *need, const Term *term, Date *best,
                             const Row **evaluations)
{
    RowSpan due = term_children(term, T_EVALUATIONS, EVALUATIONS_SEQUENCE, need->sequence);
    Date last = need->first - 1;
    for (;;) {
        const Row *next = NULL;
        for (size_t i = 0; i < due.count; i++) {
            Date day = row_date(due.rows[i], EVALUATIONS_DATE_PREVUE);
            if (day > last && (!next || day < row_date(next, EVALUATIONS_DATE_PREVUE)))
                next = due.rows[i];
        }
        if (!next)
            return;
        last = row_date(next, EVALUATIONS_DATE_PREVUE);
        meet_evaluation(needs, need, next, best, evaluations);
    }
}

void need_best_days(const Needs *needs, const Need *need, const Term *term, Date *best,
                    const Row **evaluations)
{
    Date days[MOST];
    size_t count = need->standing + need->missing;
    for (size_t i = 0; i < count; i++)
        days[i] = ideal_day(need, i, count);
    leave_standing(needs, need, term, days, count);
    bool past = false;
    for (size_t i = 0; i < need->missing; i++) {
        best[i] = days[i];
        evaluations[i] = NULL;
        past |= best[i] < need->first;
    }
    if (past)
        even_out(need, best);
    if (need->late)
        best[0] = need->first + NOTICE;
    if (need->limit != DATE_NONE && best[0] > need->limit)
        best[0] = need->limit;
    meet_evaluations(needs, need, term, best, evaluations);
}
