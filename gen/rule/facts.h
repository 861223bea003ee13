/* facts: what several families of rules ask of a record, and how they say it.
 *
 * Words of the rules: *matched* is jumelee or later (not annulee); *ended* is
 * terminee or interrompue; *live* is any known status but annulee. Texts made here
 * live as long as the findings.
 */
#ifndef ATE_RULE_FACTS_H
#define ATE_RULE_FACTS_H

#include "rule/rule.h"
#include "term/calendar.h"

bool sequence_is_live(const Check *check, const Row *sequence);
bool sequence_is_matched(const Check *check, const Row *sequence);
bool sequence_is_ended(const Check *check, const Row *sequence);
/* Matched or signed, and its first day is still to come. */
bool sequence_is_awaited(const Check *check, const Row *sequence);
/* Some live sequence carries this one on (`remplace`). */
bool sequence_is_replaced(const Check *check, const Row *sequence);
/* The student's age at the start; -1 when the birth date or the start is unknown. */
int sequence_age(const Row *sequence);
/* Its type is finale, or could not be read. */
bool evaluation_may_be_final(const Row *evaluation);
/* The final evaluation was done; one whose type cannot be read may be it. */
bool sequence_is_evaluated(const Check *check, const Row *sequence);

/* The worked days of a sequence can be told. False, with an Unchecked, when its days or
 * a spell could not be read. */
bool days_known(Check *check, const Row *sequence);

/* An Unchecked: rows of `table` could not be read. */
void report_unread(Check *check, int table);
/* Rows of `table` that name `target`. False, with an Unchecked, when a row of the table
 * could not be read: then "there is none" cannot be said. */
bool children_known(Check *check, int table);
RowSpan children(const Check *check, int table, int column, const Row *target);

/* row_number kept to what a school can mean, so that sums and products never overflow. */
Number amount(const Row *row, int column, Number otherwise);

/* A threshold of the profile in force; false when it is not judged. */
bool threshold(const Check *check, int profil_fp_key, Number *value);

const char *say_day(Check *check, Date day);          /* "2026-05-25" */
const char *say_number(Check *check, Number number);  /* "1 234,5" */
const char *say_money(Check *check, Number amount); /* two decimals */
const char *say_line(Check *check, const Row *row);   /* "sequences.csv:14" */

#endif
