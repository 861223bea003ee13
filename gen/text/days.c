/* The days to be worked, week by week: what an attendance sheet has a line for. */
#include "text/compute.h"

#include "term/calendar.h"

enum { MOST_DAYS = 2 * 366 }; /* a sequence longer than two years has wrong dates: no sheet */

static bool is_worked(const Model *model, const Row *sequence, Date day)
{
    const Row *company = link_of(model, sequence, SEQUENCES_ENTREPRISE);
    return calendar_works(model->record->term, record_row(model->record, sequence), day) &&
           !calendar_company_closure(model->record->term, company, day);
}

static Date monday_of(Date day)
{
    return day - (Date)date_weekday(day);
}

void compute_work_weeks(const Model *model, const Item *in, Item *out)
{
    Date first = date_at(model, in->row, SEQUENCES_DEBUT);
    Date last = sequence_end(record_row(model->record, in->row)), monday = DATE_NONE;
    Dict *all = dict_new(model->arena), *week = NULL;
    item_list(out, arena_new_of(model->arena, Items));
    if (first == DATE_NONE || last == DATE_NONE || last - first > MOST_DAYS)
        return;
    for (Date day = first; day <= last; day++) {
        if (!is_worked(model, in->row, day))
            continue;
        if (!week || monday_of(day) != monday) {
            monday = monday_of(day);
            week = dict_append(all, "semaines");
            dict_date(week, "debut", day);
        }
        dict_date(week, "fin", day);
        dict_date(dict_append(week, "jours"), "date", day);
    }
    Item list;
    if (dict_find(all, "semaines", &list))
        out->list = list.list;
}
