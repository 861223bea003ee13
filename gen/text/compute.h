/* compute: what the functions of computed names share, and those of them that have a
 * file of their own. Private to text/; the table is in computed.c.
 *
 * Values are read through the record's effective view. A value that is empty or wrong is
 * NULL, DATE_NONE or -1: what a name is then worth is for each function to say.
 */
#ifndef ATE_TEXT_COMPUTE_H
#define ATE_TEXT_COMPUTE_H

#include "text/names.h"

static inline const Value *value_of(const Model *model, const Row *row, int column)
{
    return record_value(model->record, row, column);
}

static inline bool is_good(const Model *model, const Row *row, int column)
{
    return value_of(model, row, column)->state == VALUE_GOOD;
}

static inline const Row *link_of(const Model *model, const Row *row, int column)
{
    const Value *value = value_of(model, row, column);
    return value->state == VALUE_GOOD ? value->link : NULL;
}

static inline Date date_at(const Model *model, const Row *row, int column)
{
    const Value *value = value_of(model, row, column);
    return value->state == VALUE_GOOD ? value->date : DATE_NONE;
}

static inline int choice_at(const Model *model, const Row *row, int column)
{
    const Value *value = value_of(model, row, column);
    return value->state == VALUE_GOOD ? value->choice : -1;
}

/* visits.c: the live visits of a person or of a company. */
Compute compute_visit_town, compute_rounds, compute_visits_left_out, compute_visits_to_come,
    compute_visits_to_receive;
Compute compute_visits_made;

/* days.c: the days to be worked, week by week. */
Compute compute_work_weeks;

/* count.c: how many, for the state of the project. */
Compute compute_activities_done, compute_active_students;
Compute compute_sequences_to_come, compute_sequences_under_way, compute_sequences_ended;
Compute compute_confirmed_companies, compute_approached_companies;

/* path.c: a student from sequence to sequence, and who waits for what. */
Compute compute_path, compute_hours_done, compute_to_match, compute_open_gaps;
Compute compute_sequences_left_out, compute_candidates, compute_returns, compute_next_meeting;
Compute compute_group_left_out;

#endif
