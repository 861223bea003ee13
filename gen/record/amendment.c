#include "record/amendment.h"

#include "base/text.h"
#include "record/wanted.h"

#include <stdlib.h>
#include <string.h>

const char *amendment_key(const char *sequence, int rank, Arena *arena)
{
    return arena_printf(arena, "%s.a%d", sequence, rank);
}

bool amendment_split(const char *key, Arena *arena, const char **sequence, int *rank)
{
    const char *dot = strrchr(key, '.');
    if (!dot || dot[1] != 'a' || dot[2] < '1' || dot[2] > '9')
        return false;
    *sequence = arena_slice(arena, key, (size_t)(dot - key));
    *rank = (int)strtol(dot + 2, NULL, 10);
    return true;
}

/* --- what avenants.csv says ---------------------------------------------- */

static int rank_of(const Row *row)
{
    return (int)(row_number(row, AVENANTS_NUMERO, 0) / NUMBER_ONE);
}

static const Row *row_of_rank(const Settlement *s, int rank)
{
    RowSpan rows = term_children(s->term, T_AVENANTS, AVENANTS_SEQUENCE, s->sequence);
    for (size_t i = 0; i < rows.count; i++)
        if (rank_of(rows.rows[i]) == rank)
            return rows.rows[i];
    return NULL;
}

static AmendmentState state_of(const Row *row)
{
    switch (row_choice(row, AVENANTS_STATUT)) {
    case STATUT_AVENANT_SIGNE:
        return AMENDMENT_SIGNED;
    case STATUT_AVENANT_REFUSE:
        return AMENDMENT_REFUSED;
    default:
        return AMENDMENT_PROPOSED;
    }
}

/* The last rank that is settled, known to the registry or not. */
static int last_settled_rank(const Settlement *s)
{
    int last = 0;
    RowSpan rows = term_children(s->term, T_AVENANTS, AVENANTS_SEQUENCE, s->sequence);
    for (size_t i = 0; i < rows.count; i++)
        if (state_of(rows.rows[i]) != AMENDMENT_PROPOSED && rank_of(rows.rows[i]) > last)
            last = rank_of(rows.rows[i]);
    return last;
}

static Amendment amendment_of(const Settlement *s, int rank)
{
    const Row *row = row_of_rank(s, rank);
    Amendment amendment = {
        .rank = rank,
        .key = amendment_key(row_key(s->sequence), rank, s->arena),
        .state = state_of(row),
        .effective_on = row_date(row, AVENANTS_EFFET_LE),
        .signed_on = row_date(row, AVENANTS_SIGNE_LE),
    };
    return amendment;
}

/* --- terms --------------------------------------------------------------- */

static TermValue *copy_terms(const Settlement *s)
{
    size_t count = s->signed_terms->count;
    TermValue *copy = arena_array_of(s->arena, count + 1, TermValue);
    memcpy(copy, s->signed_terms->terms, count * sizeof *copy);
    return copy;
}

static void apply(TermValue *terms, size_t count, const Amendment *amendment)
{
    for (size_t c = 0; c < amendment->change_count; c++)
        for (size_t t = 0; t < count; t++)
            if (text_is(terms[t].name, amendment->changes[c].name))
                terms[t].value = amendment->changes[c].value;
}

static bool is_in_force(const Settlement *s, const Amendment *amendment)
{
    Date from =
        amendment->effective_on != DATE_NONE ? amendment->effective_on : amendment->signed_on;
    return from == DATE_NONE || from <= s->today;
}

/* What the tables say against what was agreed; a value that cannot be read is not judged. */
static TermValue *differences(const Settlement *s, const TermValue *agreed, size_t *count)
{
    TermValue *found = arena_array_of(s->arena, s->signed_terms->count + 1, TermValue);
    *count = 0;
    for (size_t i = 0; i < s->signed_terms->count; i++) {
        TermName name = term_name(agreed[i].name);
        const char *value = wanted_value(s->term, s->sequence, &name, s->arena);
        if (value && !text_is(value, agreed[i].value))
            found[(*count)++] = (TermValue){agreed[i].name, value, agreed[i].value};
    }
    return found;
}

static bool same_changes(const Amendment *amendment, const TermValue *changes, size_t count)
{
    bool same = amendment->change_count == count;
    for (size_t i = 0; same && i < count; i++)
        same = text_is(amendment->changes[i].name, changes[i].name) &&
               text_is(amendment->changes[i].value, changes[i].value);
    return same;
}

/* --- the whole ----------------------------------------------------------- */

static void add(Settlement *s, const Amendment *amendment)
{
    s->amendments[s->amendment_count++] = *amendment;
}

/* Those that the registry knows: settled, or the proposal whose rank stays open. */
static int settle_issued(Settlement *s, TermValue *agreed)
{
    int open_rank = 0;
    for (size_t i = 0; i < s->issued_count; i++) {
        const IssuedAmendment *issued = &s->issued[i];
        Amendment amendment = amendment_of(s, issued->rank);
        amendment.issued = true;
        amendment.changes = issued->terms ? issued->terms->terms : NULL;
        amendment.change_count = issued->terms ? issued->terms->count : 0;
        if (amendment.state == AMENDMENT_PROPOSED) {
            open_rank = i + 1 == s->issued_count ? issued->rank : 0;
            continue;
        }
        if (amendment.state == AMENDMENT_SIGNED) {
            apply(agreed, s->signed_terms->count, &amendment);
            if (is_in_force(s, &amendment))
                apply(s->in_force, s->signed_terms->count, &amendment);
        }
        add(s, &amendment);
    }
    return open_rank;
}

static void propose(Settlement *s, const TermValue *agreed, int open_rank)
{
    size_t count;
    TermValue *changes = differences(s, agreed, &count);
    const Amendment *last = s->amendment_count ? &s->amendments[s->amendment_count - 1] : NULL;
    bool refused = last && !open_rank && last->state == AMENDMENT_REFUSED;
    if (count == 0 || (refused && same_changes(last, changes, count)))
        return;
    int settled = last_settled_rank(s), known = last ? last->rank : 0;
    int next = 1 + (settled > known ? settled : known);
    Amendment proposal = amendment_of(s, open_rank > settled ? open_rank : next);
    proposal.issued = proposal.rank == open_rank;
    if (proposal.issued)
        s->withdrawn = NULL;
    proposal.changes = changes;
    proposal.change_count = count;
    add(s, &proposal);
}

void amendments_settle(Settlement *s)
{
    TermValue *agreed = copy_terms(s);
    s->in_force = copy_terms(s);
    s->amendments = arena_array_of(s->arena, s->issued_count + 2, Amendment);
    s->amendment_count = 0;
    int open_rank = settle_issued(s, agreed);
    s->withdrawn = open_rank ? amendment_key(row_key(s->sequence), open_rank, s->arena) : NULL;
    if (!row_is(s->sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE))
        propose(s, agreed, open_rank);
}
