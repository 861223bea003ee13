/* The visits still to be made: by a person, or in a company, day by day. */
#include "text/compute.h"
#include "text/place.h"

void compute_visit_town(const Model *model, const Item *in, Item *out)
{
    const Row *sequence = link_of(model, in->row, VISITES_SEQUENCE);
    if (sequence && choice_at(model, in->row, VISITES_MODE) == MODE_VISITE_SUR_PLACE)
        item_text(out, place_sequence_town(model, sequence));
}

static const Row *visit_responsable(const Model *model, const Row *visit)
{
    if (value_of(model, visit, VISITES_RESPONSABLE)->state != VALUE_EMPTY)
        return link_of(model, visit, VISITES_RESPONSABLE);
    return link_of(model, link_of(model, visit, VISITES_SEQUENCE), SEQUENCES_RESPONSABLE);
}

/* School years begin on 1 July. */
static int school_year(Date day)
{
    CivilDate date = date_civil(day);
    return date.month >= 7 ? date.year : date.year - 1;
}

/* Still to be made, this school year, for a sequence that is not cancelled. What cannot be
 * read might be. */
static bool is_live_visit(const Model *model, const Row *visit)
{
    int state = choice_at(model, visit, VISITES_STATUT);
    if (state == STATUT_VISITE_REALISEE || state == STATUT_VISITE_ANNULEE)
        return false;
    const Row *sequence = link_of(model, visit, VISITES_SEQUENCE);
    if (sequence && choice_at(model, sequence, SEQUENCES_STATUT) == STATUT_SEQUENCE_ANNULEE)
        return false;
    Date day = date_at(model, visit, VISITES_DATE);
    return day == DATE_NONE || school_year(day) == school_year(model->record->today);
}

static bool can_be_listed(const Model *model, const Row *visit)
{
    return is_good(model, visit, VISITES_STATUT) && is_good(model, visit, VISITES_DATE) &&
           !(model->hidden && model->hidden(model->hidden_context, visit));
}

/* A person makes it, or a company receives it. */
static bool concerns(const Model *model, const Row *visit, const Row *whom)
{
    if (whom->table->id == T_PERSONNEL)
        return visit_responsable(model, visit) == whom;
    return link_of(model, link_of(model, visit, VISITES_SEQUENCE), SEQUENCES_ENTREPRISE) == whom;
}

/* The live visits of a person or a company, those that can be listed or those that cannot. */
static Items *live_visits(const Model *model, const Row *whom, bool listed)
{
    const Table *table = &model->record->term->tables[T_VISITES];
    const Row **rows = arena_array_of(model->arena, table->row_count + 1, const Row *);
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *visit = &table->rows[i];
        if (concerns(model, visit, whom) && is_live_visit(model, visit) &&
            can_be_listed(model, visit) == listed)
            rows[count++] = visit;
    }
    Model all = *model;
    all.hidden = NULL;
    return model_rows(&all, T_VISITES, rows, count);
}

void compute_rounds(const Model *model, const Item *in, Item *out)
{
    Items *visits = live_visits(model, in->row, true), *rounds = arena_new_of(model->arena, Items);
    for (size_t i = 0; i < visits->count;) {
        Date day = date_at(model, visits->items[i].row, VISITES_DATE);
        Dict *round = dict_new(model->arena);
        Items *of_day = arena_new_of(model->arena, Items);
        for (; i < visits->count && date_at(model, visits->items[i].row, VISITES_DATE) == day; i++)
            items_add(model->arena, of_day, &visits->items[i]);
        Item list = {.shape = {SHAPE_LIST, T_VISITES}};
        item_list(&list, of_day);
        dict_date(round, "date", day);
        dict_put(round, "visites", &list);
        dict_number(round, "nombre", (Number)of_day->count * NUMBER_ONE);
        Item item = {.shape = {SHAPE_OBJECT, OWNER_DICT}, .state = VALUE_GOOD, .dict = round};
        items_add(model->arena, rounds, &item);
    }
    item_list(out, rounds);
}

void compute_visits_left_out(const Model *model, const Item *in, Item *out)
{
    item_count(out, live_visits(model, in->row, false)->count);
}

void compute_visits_to_come(const Model *model, const Item *in, Item *out)
{
    item_flag(out, live_visits(model, in->row, true)->count > 0 ||
                       live_visits(model, in->row, false)->count > 0);
}

/* What a company can be told of: a visit that an error hides is not announced. */
void compute_visits_to_receive(const Model *model, const Item *in, Item *out)
{
    item_flag(out, live_visits(model, in->row, true)->count > 0);
}

void compute_visits_made(const Model *model, const Item *in, Item *out)
{
    RowSpan all = term_children(model->record->term, T_VISITES, VISITES_SEQUENCE, in->row);
    size_t made = 0;
    for (size_t i = 0; i < all.count; i++)
        made += choice_at(model, all.rows[i], VISITES_STATUT) == STATUT_VISITE_REALISEE;
    item_count(out, made);
}
