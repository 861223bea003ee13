/* What goes over several rows: a student from sequence to sequence, who applies to a
 * company, who comes back to school. */
#include "text/compute.h"

#include "base/text.h"

static Items *sequences_of(const Model *model, const Row *student)
{
    return model_children(model, student, T_SEQUENCES, SEQUENCES_ELEVE);
}

static bool is_ended(const Model *model, const Row *sequence)
{
    int status = choice_at(model, sequence, SEQUENCES_STATUT);
    return status == STATUT_SEQUENCE_TERMINEE || status == STATUT_SEQUENCE_INTERROMPUE;
}

/* ---- The path: what was done before the registry, then the sequences. */

/* The columns that a step takes as they are. */
static const struct {
    const char *name;
    int earlier, sequence;
} told[] = {
    {"rang", SEQUENCES_ANTERIEURES_RANG, SEQUENCES_RANG},
    {"type", SEQUENCES_ANTERIEURES_TYPE, SEQUENCES_TYPE},
    {"debut", SEQUENCES_ANTERIEURES_DEBUT, SEQUENCES_DEBUT},
};

static void put_value(const Model *model, Dict *step, const char *name, const Row *row, int column)
{
    const char *own = schema_column(row->table->id, column)->name;
    Item value = {.shape = names_find(NULL, row->table->id, own).shape};
    model_value(model, row, column, &value);
    dict_put(step, name, &value);
}

/* The last final evaluation that was made. */
static void put_result(const Model *model, Dict *step, const Row *sequence)
{
    Items *all = model_children(model, sequence, T_EVALUATIONS, EVALUATIONS_SEQUENCE);
    for (size_t i = 0; i < all->count; i++) {
        const Row *row = all->items[i].row;
        if (choice_at(model, row, EVALUATIONS_TYPE) == TYPE_EVALUATION_FINALE &&
            is_good(model, row, EVALUATIONS_DATE_REALISEE))
            put_value(model, step, "resultat", row, EVALUATIONS_RESULTAT);
    }
}

static int hours_column(const Model *model, const Row *row)
{
    if (row->table->id == T_SEQUENCES_ANTERIEURES)
        return SEQUENCES_ANTERIEURES_HEURES;
    return is_ended(model, row) ? SEQUENCES_HEURES_REALISEES : -1;
}

static Number hours_of(const Model *model, const Row *row)
{
    int column = hours_column(model, row);
    const Value *hours = column < 0 ? NULL : value_of(model, row, column);
    return hours && hours->state == VALUE_GOOD ? hours->number : 0;
}

static Dict *add_step(const Model *model, Dict *all, const Row *row, Number total)
{
    bool earlier = row->table->id == T_SEQUENCES_ANTERIEURES;
    Dict *step = dict_append(all, "parcours");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        put_value(model, step, told[i].name, row, earlier ? told[i].earlier : told[i].sequence);
    if (hours_column(model, row) >= 0) {
        put_value(model, step, "heures", row, hours_column(model, row));
        dict_number(step, "cumul", total);
    }
    dict_flag(step, "anterieure", earlier);
    return step;
}

static void add_earlier(const Model *model, Dict *all, const Row *row, Number total)
{
    Dict *step = add_step(model, all, row, total);
    Item ended = {.shape = {SHAPE_CHOICE, C_STATUT_SEQUENCE},
                  .state = VALUE_GOOD,
                  .choice = STATUT_SEQUENCE_TERMINEE};
    put_value(model, step, "entreprise_nom", row, SEQUENCES_ANTERIEURES_ENTREPRISE_NOM);
    put_value(model, step, "fin", row, SEQUENCES_ANTERIEURES_FIN);
    dict_put(step, "statut", &ended);
}

static void add_sequence(const Model *model, Dict *all, const Row *row, Number total)
{
    Dict *step = add_step(model, all, row, total);
    bool cut_short = value_of(model, row, SEQUENCES_FIN_REELLE)->state != VALUE_EMPTY;
    const Row *company = link_of(model, row, SEQUENCES_ENTREPRISE);
    dict_text(step, "entreprise_nom", value_of(model, company, ENTREPRISES_NOM)->text);
    put_value(model, step, "fin", row, cut_short ? SEQUENCES_FIN_REELLE : SEQUENCES_FIN);
    put_value(model, step, "statut", row, SEQUENCES_STATUT);
    put_result(model, step, row);
}

/* The hours done; the steps go to `all`, where there is one. */
static Number walk_path(const Model *model, const Row *student, Dict *all)
{
    Items *earlier =
        model_children(model, student, T_SEQUENCES_ANTERIEURES, SEQUENCES_ANTERIEURES_ELEVE);
    Items *own = sequences_of(model, student);
    Number total = 0;
    for (size_t i = 0; i < earlier->count; i++) {
        total += hours_of(model, earlier->items[i].row);
        if (all)
            add_earlier(model, all, earlier->items[i].row, total);
    }
    for (size_t i = 0; i < own->count; i++) {
        const Row *sequence = own->items[i].row;
        if (choice_at(model, sequence, SEQUENCES_STATUT) == STATUT_SEQUENCE_ANNULEE)
            continue;
        total += hours_of(model, sequence);
        if (all)
            add_sequence(model, all, sequence, total);
    }
    return total;
}

void compute_path(const Model *model, const Item *in, Item *out)
{
    Dict *all = dict_new(model->arena);
    Item list;
    walk_path(model, in->row, all);
    item_list(out,
              dict_find(all, "parcours", &list) ? list.list : arena_new_of(model->arena, Items));
}

void compute_hours_done(const Model *model, const Item *in, Item *out)
{
    item_number(out, walk_path(model, in->row, NULL));
}

static size_t sequences_left_out(const Model *model, const Row *student)
{
    RowSpan all = term_children(model->record->term, T_SEQUENCES, SEQUENCES_ELEVE, student);
    return all.count - sequences_of(model, student)->count;
}

void compute_sequences_left_out(const Model *model, const Item *in, Item *out)
{
    item_count(out, sequences_left_out(model, in->row));
}

/* ---- What a student waits for. */

void compute_to_match(const Model *model, const Item *in, Item *out)
{
    Items *all = sequences_of(model, in->row);
    for (size_t i = 0; i < all->count; i++)
        if (choice_at(model, all->items[i].row, SEQUENCES_STATUT) == STATUT_SEQUENCE_PREVUE) {
            item_row(out, all->items[i].row);
            return;
        }
}

static bool is_corrected(const Model *model, const Row *gap)
{
    const Value *corrected = value_of(model, gap, LACUNES_CORRIGEE);
    return corrected->state == VALUE_GOOD && corrected->yes;
}

void compute_open_gaps(const Model *model, const Item *in, Item *out)
{
    Items *sequences = sequences_of(model, in->row), *open = arena_new_of(model->arena, Items);
    for (size_t s = 0; s < sequences->count; s++) {
        const Row *sequence = sequences->items[s].row;
        if (choice_at(model, sequence, SEQUENCES_STATUT) == STATUT_SEQUENCE_ANNULEE)
            continue;
        Items *gaps = model_children(model, sequence, T_LACUNES, LACUNES_SEQUENCE);
        for (size_t i = 0; i < gaps->count; i++)
            if (!is_corrected(model, gaps->items[i].row))
                items_add(model->arena, open, &gaps->items[i]);
    }
    item_list(out, open);
}

/* ---- Who applies to a company. */

static bool may_be_presented(const Model *model, const Row *application)
{
    const Row *student = link_of(model, application, CANDIDATURES_ELEVE);
    Date interview = date_at(model, application, CANDIDATURES_ENTREVUE_LE);
    return student && choice_at(model, student, ELEVES_STATUT) == STATUT_ELEVE_ACTIF &&
           is_good(model, student, ELEVES_CONSENTEMENT_LE) &&
           (interview == DATE_NONE || interview >= model->record->today);
}

void compute_candidates(const Model *model, const Item *in, Item *out)
{
    Items *all = model_children(model, in->row, T_CANDIDATURES, CANDIDATURES_ENTREPRISE);
    Items *kept = arena_new_of(model->arena, Items);
    for (size_t i = 0; i < all->count; i++)
        if (may_be_presented(model, all->items[i].row))
            items_add(model->arena, kept, &all->items[i]);
    item_list(out, kept);
}

/* ---- Who comes back to school. */

/* A meeting without a state is held once its day is past. */
static bool meeting_is_held(const Model *model, const Row *meeting)
{
    if (is_good(model, meeting, INTEGRATIONS_STATUT))
        return choice_at(model, meeting, INTEGRATIONS_STATUT) == STATUT_INTEGRATION_TENUE;
    Date day = date_at(model, meeting, INTEGRATIONS_DATE);
    return day != DATE_NONE && day <= model->record->today;
}

/* Its first planned meeting, from today on; `held`: one was held. */
static const Row *meeting_of(const Model *model, const Row *sequence, bool *held)
{
    Items *all = model_children(model, sequence, T_INTEGRATIONS, INTEGRATIONS_SEQUENCE);
    const Row *next = NULL;
    *held = false;
    for (size_t i = 0; i < all->count; i++) {
        const Row *meeting = all->items[i].row;
        Date day = date_at(model, meeting, INTEGRATIONS_DATE);
        if (meeting_is_held(model, meeting))
            *held = true;
        else if (!next && day != DATE_NONE && day >= model->record->today)
            next = meeting;
    }
    return next;
}

void compute_next_meeting(const Model *model, const Item *in, Item *out)
{
    bool held;
    item_row(out, meeting_of(model, in->row, &held));
}

/* Some sequence carries it on: the meeting comes after that one. */
static bool is_carried_on(const Model *model, const Row *sequence)
{
    RowSpan next = term_children(model->record->term, T_SEQUENCES, SEQUENCES_REMPLACE, sequence);
    for (size_t i = 0; i < next.count; i++)
        if (choice_at(model, next.rows[i], SEQUENCES_STATUT) != STATUT_SEQUENCE_ANNULEE)
            return true;
    return false;
}

static bool waits_for_meeting(const Model *model, const Row *sequence)
{
    bool held;
    if (choice_at(model, sequence, SEQUENCES_STATUT) == STATUT_SEQUENCE_ANNULEE)
        return false;
    const Row *next = meeting_of(model, sequence, &held);
    return next || (is_ended(model, sequence) && !held && !is_carried_on(model, sequence));
}

/* The students of a group who are still here, by number. */
static Items *group_students(const Model *model, const char *group)
{
    Items *all = model_table(model, T_ELEVES), *present = arena_new_of(model->arena, Items);
    for (size_t i = 0; i < all->count; i++) {
        const Row *student = all->items[i].row;
        if (text_is(value_of(model, student, ELEVES_GROUPE)->text, group) &&
            choice_at(model, student, ELEVES_STATUT) != STATUT_ELEVE_ABANDON)
            items_add(model->arena, present, &all->items[i]);
    }
    return present;
}

void compute_returns(const Model *model, const Item *in, Item *out)
{
    Items *students = group_students(model, in->key), *back = arena_new_of(model->arena, Items);
    for (size_t i = 0; i < students->count; i++) {
        Items *all = sequences_of(model, students->items[i].row);
        for (size_t s = 0; s < all->count; s++)
            if (waits_for_meeting(model, all->items[s].row))
                items_add(model->arena, back, &all->items[s]);
    }
    item_list(out, back);
}

void compute_group_left_out(const Model *model, const Item *in, Item *out)
{
    Items *students = group_students(model, in->key);
    size_t count = 0;
    for (size_t i = 0; i < students->count; i++)
        count += sequences_left_out(model, students->items[i].row);
    item_count(out, count);
}
