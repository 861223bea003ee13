/* value: from the text of a cell to its type, and back to the text that is
 * printed. Pure: no term, no place. Types and forms accepted: the data
 * dictionary (`ate schema`, docs). */
#ifndef ATE_TERM_VALUE_H
#define ATE_TERM_VALUE_H

#include "base/arena.h"
#include "term/schema.h"
#include "term/term.h"

/* What a text is not, for the finding. */
typedef struct ValueFault {
    const char *expected; /* in the user's language: "une date, comme 2026-05-25" */
    const char *hint;     /* a clause: nearest choice, the date Excel means …; NULL when none */
} ValueFault;

/* Types `text` (trimmed, NFC, not empty) as a value of `column`: sets `value` but its
 * line. False (VALUE_BAD), with `fault` filled, when it is not one. Lengths and links are left to
 * term_load (a link comes out VALUE_BAD and true). Strings live in `arena`. Form of identifiers (code permanent, NEQ, postal code, telephone,
 * e-mail, programme): always true; `print` is the normalised form when the form
 * is good, else the text itself (the rules judge it). */
bool value_parse(const ColumnSchema *column, const char *text, Arena *arena, Value *value,
                 ValueFault *fault);

bool value_parse_date(const char *text, Date *date);
bool value_parse_number(const char *text, Number *number);
bool value_parse_time(const char *text, int *minutes);
bool value_parse_yes_no(const char *text, bool *yes);
const char *value_print_number(Arena *arena, Number number, Lang lang, int least_decimals);

/* One text for each value, in no language: "2026-05-25", "18.5", "oui", a code, a key; value_parse
 * reads it back. "" for a value that is empty or bad. */
const char *value_canonical(const ColumnSchema *column, const Value *value, Arena *arena);
const char *number_canonical(Number number, Arena *arena); /* exact, without useless zeros */

/* Forms of identifiers, for the rules; each source is in rule/identifier.c. False, with the text
 * itself in `print`, when the form is not good. */
bool email_is_sendable(const char *text);
bool phone_normalise(const char *text, Arena *arena, const char **print);      /* "418 555-0123, poste 12" */
bool postal_code_normalise(const char *text, Arena *arena, const char **print);/* "G1R 5A5" */
bool neq_normalise(const char *text, Arena *arena, const char **print);         /* ten digits */
bool permanent_code_normalise(const char *text, Arena *arena, const char **print); /* "ABCD12345678" */
const char *programme_normalise(const char *text, Arena *arena); /* upper case: "420.B0" */

#endif
