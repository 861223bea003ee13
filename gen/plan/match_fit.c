/* match_fit: what stands in the way of a student and a place. The conditions on a company are
 * those of the rules entreprise-non-confirmee and entreprise-criteres, with doubt as refusal. */
#include "base/text.h"
#include "plan/match_part.h"
#include "term/calendar.h"

enum { CONFIRMED_MONTHS = 12 }; /* rule entreprise-non-confirmee */

bool match_is_twice(const Matching *matching, const Row *row)
{
    for (size_t i = 0; i < matching->twice_count; i++)
        if (matching->twice[i]->table == row->table && text_is(matching->twice[i]->key, row->key))
            return true;
    return false;
}

bool match_days(const Matching *matching, const Row *sequence, Date *first, Date *last)
{
    const Row *standing = record_row(matching->record, sequence);
    *first = row_date(standing, SEQUENCES_DEBUT);
    *last = sequence_end(standing);
    return *first != DATE_NONE && *last != DATE_NONE && *first <= *last;
}

bool match_occupies(const Matching *matching, const Row *sequence)
{
    int status = record_status(matching->record, sequence);
    return status != STATUT_SEQUENCE_PREVUE && status != STATUT_SEQUENCE_ANNULEE;
}

static MatchFault fault_of(MatchFlaw flaw, const Row *row)
{
    return (MatchFault){flaw, row};
}

static bool concerns(const Row *criterion, const Row *programme)
{
    const Row *only = row_link(criterion, CRITERES_PROGRAMME);
    return criterion && (row_value(criterion, CRITERES_PROGRAMME)->state == VALUE_EMPTY ||
                         (only && only == programme));
}

static bool is_met(RowSpan lines, const Row *criterion)
{
    for (size_t i = 0; i < lines.count; i++)
        if (row_link(lines.rows[i], CRITERES_ENTREPRISES_CODE) == criterion &&
            row_yes(lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT))
            return true;
    return false;
}

/* One criterion that is not met is enough; `criteres` = oui answers for those that nobody wrote. */
static MatchFault criteria_fault(const Matching *matching, const Row *company, const Row *programme,
                                 size_t *unverified)
{
    const Term *term = matching->record->term;
    RowSpan lines =
        term_children(term, T_CRITERES_ENTREPRISES, CRITERES_ENTREPRISES_ENTREPRISE, company);
    if (row_no(company, ENTREPRISES_CRITERES))
        return fault_of(FLAW_CRITERIA_FAILED, NULL);
    size_t met = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const Row *criterion = row_link(lines.rows[i], CRITERES_ENTREPRISES_CODE);
        if (!concerns(criterion, programme))
            continue;
        if (row_no(lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT))
            return fault_of(FLAW_CRITERION_FAILED, criterion);
        met += row_yes(lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT);
    }
    bool answered = row_yes(company, ENTREPRISES_CRITERES);
    const Table *criteria = &term->tables[T_CRITERES];
    const Row *doubtful = NULL;
    *unverified = 0;
    for (size_t i = 0; i < criteria->row_count; i++) {
        const Row *criterion = &criteria->rows[i];
        if (!concerns(criterion, programme) || is_met(lines, criterion))
            continue;
        ++*unverified;
        if (!doubtful || match_by_key(criterion, doubtful) < 0)
            doubtful = criterion;
    }
    if (answered)
        return fault_of(FLAW_NONE, NULL);
    if (!met)
        return fault_of(FLAW_CRITERIA_UNKNOWN, NULL);
    return doubtful ? fault_of(FLAW_CRITERION_UNKNOWN, doubtful) : fault_of(FLAW_NONE, NULL);
}

MatchFault match_company_fault(const Matching *matching, const Row *company, const Row *programme,
                               size_t *unverified)
{
    *unverified = 0;
    if (!row_is(company, ENTREPRISES_STATUT, STATUT_ENTREPRISE_CONFIRMEE))
        return fault_of(FLAW_NOT_CONFIRMED, NULL);
    Date confirmed = row_date(company, ENTREPRISES_CONFIRMEE_LE);
    Date start = config_date(matching->record->config, CONFIG_PERIODE_DEBUT);
    if (confirmed != DATE_NONE && start != DATE_NONE &&
        confirmed < date_add_months(start, -CONFIRMED_MONTHS))
        return fault_of(FLAW_CONFIRMED_LONG_AGO, NULL);
    return criteria_fault(matching, company, programme, unverified);
}

/* A sequence of the student, other than the one to be matched, on days of the place. */
static const Row *sequence_within(const Matching *matching, const MatchStudent *student,
                                  const MatchPlace *place)
{
    RowSpan all =
        term_children(matching->record->term, T_SEQUENCES, SEQUENCES_ELEVE, student->student);
    for (size_t i = 0; i < all.count; i++) {
        Date first, last;
        if (record_status(matching->record, all.rows[i]) == STATUT_SEQUENCE_ANNULEE)
            continue;
        if (!match_days(matching, all.rows[i], &first, &last) ||
            (first <= place->last && place->first <= last))
            return all.rows[i];
    }
    return NULL;
}

MatchFault match_fault(const Matching *matching, const MatchStudent *student, MatchPlace *place,
                       bool wanted)
{
    const MatchProgramme *programme = match_programme(matching, place, student->programme, wanted);
    if (!programme)
        return fault_of(FLAW_PROGRAMME, NULL);
    if (programme->fault.flaw)
        return programme->fault;
    if (place->fault.flaw)
        return place->fault;
    if (student->sequence && (student->first > place->last || student->last < place->first))
        return fault_of(FLAW_APART, student->sequence);
    if (!student->sequence && place->offer) {
        const Row *other = sequence_within(matching, student, place);
        if (other)
            return fault_of(FLAW_OVERLAP, other);
    }
    return fault_of(FLAW_NONE, NULL);
}
