/* facts: the questions that several families of rules ask of a record. */
#include "rule/facts.h"

#include "term/value.h"

bool sequence_is_live(const Check *check, const Row *sequence)
{
    return record_is_live(check->record, sequence);
}

bool sequence_is_matched(const Check *check, const Row *sequence)
{
    return sequence_is_live(check, sequence) &&
           record_status(check->record, sequence) != STATUT_SEQUENCE_PREVUE;
}

bool sequence_is_ended(const Check *check, const Row *sequence)
{
    return record_is_ended(check->record, sequence);
}

bool sequence_is_awaited(const Check *check, const Row *sequence)
{
    int status = record_status(check->record, sequence);
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    return (status == STATUT_SEQUENCE_JUMELEE || status == STATUT_SEQUENCE_SIGNEE) &&
           start != DATE_NONE && start > check->today;
}

bool sequence_is_replaced(const Check *check, const Row *sequence)
{
    return record_is_replaced(check->record, sequence);
}

int sequence_age(const Row *sequence)
{
    Date birth = row_date(row_link(sequence, SEQUENCES_ELEVE), ELEVES_DATE_NAISSANCE);
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    return birth == DATE_NONE || start == DATE_NONE ? -1 : date_age(birth, start);
}

bool evaluation_may_be_final(const Row *evaluation)
{
    return row_is(evaluation, EVALUATIONS_TYPE, TYPE_EVALUATION_FINALE) ||
           !row_has(evaluation, EVALUATIONS_TYPE);
}

bool sequence_is_evaluated(const Check *check, const Row *sequence)
{
    RowSpan all = children(check, T_EVALUATIONS, EVALUATIONS_SEQUENCE, sequence);
    for (size_t i = 0; i < all.count; i++)
        if (evaluation_may_be_final(all.rows[i]) &&
            row_has(all.rows[i], EVALUATIONS_DATE_REALISEE))
            return true;
    return false;
}

void report_unread(Check *check, int table)
{
    report_unchecked(check, table,
                     arena_printf(check->scratch, _("des lignes de %s n'ont pas pu être lues"),
                                  check->term->tables[table].file),
                     1);
}

bool children_known(Check *check, int table)
{
    if (check->term->tables[table].broken_count == 0)
        return true;
    report_unread(check, table);
    return false;
}

bool days_known(Check *check, const Row *sequence)
{
    RowSpan spells = children(check, T_PERIODES, PERIODES_SEQUENCE, sequence);
    bool known = spells.count || row_value(sequence, SEQUENCES_JOURS)->state != VALUE_BAD;
    if (!known)
        report_unread(check, T_SEQUENCES);
    for (size_t i = 0; known && i < spells.count; i++) {
        const Row *spell = spells.rows[i];
        known = row_has(spell, PERIODES_DEBUT) && row_has(spell, PERIODES_FIN) &&
                row_value(spell, PERIODES_JOURS)->state != VALUE_BAD;
        if (!known)
            report_unread(check, T_PERIODES);
    }
    return known && children_known(check, T_PERIODES);
}

RowSpan children(const Check *check, int table, int column, const Row *target)
{
    return term_children(check->term, table, column, target);
}

static Number clamp(Number number)
{
    const Number most = (Number)1000000000 * NUMBER_ONE;
    return number > most ? most : number < -most ? -most : number;
}

Number amount(const Row *row, int column, Number otherwise)
{
    return clamp(row_number(row, column, otherwise));
}

bool threshold(const Check *check, int profil_fp_key, Number *value)
{
    const Value *found = config_profile(check->config, profil_fp_key);
    if (!found || found->state != VALUE_GOOD)
        return false;
    *value = clamp(found->number);
    return true;
}

const char *say_day(Check *check, Date day)
{
    DateText text;
    return arena_string(check->findings->arena, date_iso(day, text));
}

const char *say_number(Check *check, Number number)
{
    return value_print_number(check->findings->arena, number, message_lang(), 0);
}

const char *say_money(Check *check, Number amount)
{
    return value_print_number(check->findings->arena, amount, message_lang(), 2);
}

const char *say_line(Check *check, const Row *row)
{
    return arena_printf(check->findings->arena, "%s:%u", row->table->file, row->line);
}
