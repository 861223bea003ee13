#include "record/effective.h"

#include "record/contract.h"

/* The one status that the day changes, without a place: it is in no file. */
static const Value under_way = {
    .text = "en_cours",
    .choice = STATUT_SEQUENCE_EN_COURS,
    .state = VALUE_GOOD,
};

const Row *record_row(const Record *record, const Row *row)
{
    if (!row || !record->contracts || row->table->id != T_SEQUENCES)
        return row;
    return contracts_row(record->contracts, row);
}

int record_status(const Record *record, const Row *sequence)
{
    int status = row_choice(sequence, SEQUENCES_STATUT);
    Date start = row_date(record_row(record, sequence), SEQUENCES_DEBUT);
    if (status == STATUT_SEQUENCE_SIGNEE && start != DATE_NONE && start <= record->today)
        return STATUT_SEQUENCE_EN_COURS;
    return status;
}

bool record_is_live(const Record *record, const Row *sequence)
{
    int status = record_status(record, sequence);
    return status >= 0 && status != STATUT_SEQUENCE_ANNULEE;
}

bool record_is_cancelled(const Record *record, const Row *sequence)
{
    return record_status(record, sequence) == STATUT_SEQUENCE_ANNULEE;
}

bool record_is_ended(const Record *record, const Row *sequence)
{
    int status = record_status(record, sequence);
    return status == STATUT_SEQUENCE_TERMINEE || status == STATUT_SEQUENCE_INTERROMPUE;
}

bool record_is_replaced(const Record *record, const Row *sequence)
{
    RowSpan after = term_children(record->term, T_SEQUENCES, SEQUENCES_REMPLACE, sequence);
    for (size_t i = 0; i < after.count; i++)
        if (record_is_live(record, after.rows[i]))
            return true;
    return false;
}

bool record_is_held(const Record *record, const Row *meeting)
{
    Date day = row_date(meeting, INTEGRATIONS_DATE);
    if (row_value(meeting, INTEGRATIONS_STATUT)->state == VALUE_EMPTY)
        return day != DATE_NONE && day <= record->today;
    return row_is(meeting, INTEGRATIONS_STATUT, STATUT_INTEGRATION_TENUE) && day != DATE_NONE;
}

const Value *record_value(const Record *record, const Row *row, int column)
{
    const Value *value = row_value(record_row(record, row), column);
    bool is_status = row && row->table->id == T_SEQUENCES && column == SEQUENCES_STATUT;
    if (is_status && value->state == VALUE_GOOD && value->choice != record_status(record, row))
        return &under_way;
    return value;
}

static Date later(Date a, Date b)
{
    return a == DATE_NONE || b == DATE_NONE ? DATE_NONE : a > b ? a : b;
}

Date record_signed_on(const Row *sequence)
{
    Date all = row_date(sequence, SEQUENCES_PROTOCOLE_SIGNE_LE);
    if (all != DATE_NONE)
        return all;
    return later(row_date(sequence, SEQUENCES_SIGNE_ELEVE_LE),
                 later(row_date(sequence, SEQUENCES_SIGNE_ENTREPRISE_LE),
                       row_date(sequence, SEQUENCES_SIGNE_ETABLISSEMENT_LE)));
}

Date record_first_signature(const Row *sequence)
{
    static const int columns[] = {SEQUENCES_PROTOCOLE_SIGNE_LE, SEQUENCES_SIGNE_ELEVE_LE,
                                  SEQUENCES_SIGNE_ENTREPRISE_LE, SEQUENCES_SIGNE_ETABLISSEMENT_LE};
    Date first = DATE_NONE;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Date day = row_date(sequence, columns[i]);
        if (day != DATE_NONE && (first == DATE_NONE || day < first))
            first = day;
    }
    return first;
}
