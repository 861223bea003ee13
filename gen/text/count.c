/* How many students, sequences and companies there are: the state of the project. */
#include "text/compute.h"

/* The sequences of a programme's students whose state is one of `states`, as bits. */
static size_t count_sequences(const Model *model, const Row *programme, unsigned states)
{
    const Table *table = &model->record->term->tables[T_SEQUENCES];
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *sequence = &table->rows[i];
        const Row *student = link_of(model, sequence, SEQUENCES_ELEVE);
        int state = choice_at(model, sequence, SEQUENCES_STATUT);
        if (state >= 0 && states >> state & 1 &&
            link_of(model, student, ELEVES_PROGRAMME) == programme)
            count++;
    }
    return count;
}

void compute_sequences_to_come(const Model *model, const Item *in, Item *out)
{
    item_count(out, count_sequences(model, in->row,
                                    1U << STATUT_SEQUENCE_PREVUE | 1U << STATUT_SEQUENCE_JUMELEE |
                                        1U << STATUT_SEQUENCE_SIGNEE));
}

void compute_sequences_under_way(const Model *model, const Item *in, Item *out)
{
    item_count(out, count_sequences(model, in->row, 1U << STATUT_SEQUENCE_EN_COURS));
}

void compute_sequences_ended(const Model *model, const Item *in, Item *out)
{
    item_count(out,
               count_sequences(model, in->row,
                               1U << STATUT_SEQUENCE_TERMINEE | 1U << STATUT_SEQUENCE_INTERROMPUE));
}

void compute_activities_done(const Model *model, const Item *in, Item *out)
{
    RowSpan all = term_children(model->record->term, T_ACTIVITES, ACTIVITES_SEQUENCE, in->row);
    size_t done = 0;
    for (size_t i = 0; i < all.count; i++)
        done += choice_at(model, all.rows[i], ACTIVITES_REALISEE) == REALISEE_OUI;
    item_count(out, done);
}

void compute_active_students(const Model *model, const Item *in, Item *out)
{
    RowSpan all = term_children(model->record->term, T_ELEVES, ELEVES_PROGRAMME, in->row);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        count += choice_at(model, all.rows[i], ELEVES_STATUT) == STATUT_ELEVE_ACTIF;
    item_count(out, count);
}

static size_t count_companies(const Model *model, int state)
{
    const Table *table = &model->record->term->tables[T_ENTREPRISES];
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += choice_at(model, &table->rows[i], ENTREPRISES_STATUT) == state;
    return count;
}

void compute_confirmed_companies(const Model *model, const Item *in, Item *out)
{
    (void)in;
    item_count(out, count_companies(model, STATUT_ENTREPRISE_CONFIRMEE));
}

void compute_approached_companies(const Model *model, const Item *in, Item *out)
{
    (void)in;
    item_count(out, count_companies(model, STATUT_ENTREPRISE_SOLLICITEE));
}
