/* match_place: where students can be placed, and how many places are left. */
#include "plan/match_part.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES_MOST = 100000 };

typedef struct Days {
    Date first, last;
} Days;

size_t match_free(const MatchPlace *place)
{
    size_t used = place->taken + place->given;
    return place->fault.flaw || place->offered <= used ? 0 : place->offered - used;
}

PlaceSpan match_places_of(const Matching *matching, const Row *company)
{
    return (PlaceSpan){matching->places + matching->span_first[company->index],
                       matching->span_count[company->index]};
}

static bool meet(Days a, Days b)
{
    return a.first <= b.last && b.first <= a.last;
}

static Days days_of(const MatchPlace *place)
{
    return (Days){place->first, place->last};
}

/* Those of a sequence; all those of the place when they cannot be told. */
static Days days_taken(const Matching *matching, const Row *sequence, const MatchPlace *place)
{
    Days days;
    return match_days(matching, sequence, &days.first, &days.last) ? days : days_of(place);
}

/* ---- The days to be matched. */

/* From the day of the run to the end of the period: for what has no dates of its own. */
static Days days_left(const Matching *matching)
{
    Date today = matching->record->today;
    Date end = config_date(matching->record->config, CONFIG_PERIODE_FIN);
    return (Days){today, end == DATE_NONE || end < today ? today : end};
}

static int by_first_day(const void *a, const void *b)
{
    const Days *x = a, *y = b;
    return x->first != y->first ? (x->first < y->first ? -1 : 1)
                                : (x->last > y->last) - (x->last < y->last);
}

/* Spans of days apart from one another that hold every sequence to be matched: one place of a
 * company can serve in each of them. */
static size_t find_spans(const Matching *matching, Days **spans)
{
    Days *all = arena_array_of(matching->arena, matching->student_count, Days);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < matching->student_count; i++) {
        const MatchStudent *student = &matching->students[i];
        if (student->state == MATCH_SEEKS)
            all[count++] =
                student->sequence ? (Days){student->first, student->last} : days_left(matching);
    }
    qsort(all, count, sizeof *all, by_first_day);
    for (size_t i = 0; i < count; i++) {
        if (kept && all[i].first <= all[kept - 1].last)
            all[kept - 1].last =
                all[i].last > all[kept - 1].last ? all[i].last : all[kept - 1].last;
        else
            all[kept++] = all[i];
    }
    *spans = all;
    return kept;
}

/* ---- What a place takes. */

MatchProgramme *match_programme(const Matching *matching, MatchPlace *place, const Row *programme,
                                bool wanted)
{
    for (size_t i = 0; i < place->programme_count; i++)
        if (place->programmes[i].programme == programme)
            return &place->programmes[i];
    if (!wanted || place->offer)
        return NULL;
    MatchProgramme *more =
        arena_array_of(matching->arena, place->programme_count + 1, MatchProgramme);
    if (place->programme_count)
        memcpy(more, place->programmes, sizeof *more * place->programme_count);
    place->programmes = more;
    MatchProgramme *added = &more[place->programme_count++];
    added->programme = programme;
    added->fault = match_company_fault(matching, place->company, programme, &added->unverified);
    return added;
}

static void know_programme(const Matching *matching, MatchPlace *place, const Row *programme)
{
    if (programme)
        match_programme(matching, place, programme, true)->known = true;
}

/* A company without an offer takes the programmes of those whom it took, of the criteria that it
 * meets, and of its past offers. */
static void know_programmes(const Matching *matching, MatchPlace *place)
{
    const Term *term = matching->record->term;
    RowSpan rows = term_children(term, T_SEQUENCES, SEQUENCES_ENTREPRISE, place->company);
    for (size_t i = 0; i < rows.count; i++)
        if (match_occupies(matching, rows.rows[i]))
            know_programme(matching, place,
                           row_link(row_link(rows.rows[i], SEQUENCES_ELEVE), ELEVES_PROGRAMME));
    rows = term_children(term, T_CRITERES_ENTREPRISES, CRITERES_ENTREPRISES_ENTREPRISE,
                         place->company);
    for (size_t i = 0; i < rows.count; i++)
        if (row_yes(rows.rows[i], CRITERES_ENTREPRISES_SATISFAIT))
            know_programme(
                matching, place,
                row_link(row_link(rows.rows[i], CRITERES_ENTREPRISES_CODE), CRITERES_PROGRAMME));
    rows = term_children(term, T_OFFRES, OFFRES_ENTREPRISE, place->company);
    for (size_t i = 0; i < rows.count; i++)
        know_programme(matching, place, row_link(rows.rows[i], OFFRES_PROGRAMME));
}

static void set_offered(MatchPlace *place, const Row *row, int column)
{
    Number number = row_number(row, column, -1);
    if (number < 0 && !place->fault.flaw)
        place->fault.flaw = FLAW_PLACES_UNKNOWN;
    else if (number >= 0)
        place->offered =
            number / NUMBER_ONE > PLACES_MOST ? PLACES_MOST : (size_t)(number / NUMBER_ONE);
}

/* False for one that is over, or that nobody can tell whose it is. */
static bool offer_place(const Matching *matching, const Row *offer, MatchPlace *place)
{
    Days left = days_left(matching);
    *place = (MatchPlace){.company = row_link(offer, OFFRES_ENTREPRISE),
                          .offer = offer,
                          .mode = row_choice(offer, OFFRES_MODE)};
    const Row *programme = row_link(offer, OFFRES_PROGRAMME);
    if (!place->company || !programme || place->mode < 0)
        return false;
    Date first = row_date(offer, OFFRES_DEBUT), last = row_date(offer, OFFRES_FIN);
    if (last != DATE_NONE && last < matching->record->today)
        return false;
    place->first = first == DATE_NONE ? left.first : first;
    place->last = last != DATE_NONE ? last : left.last > place->first ? left.last : place->first;
    bool unread = row_value(offer, OFFRES_DEBUT)->state == VALUE_BAD ||
                  row_value(offer, OFFRES_FIN)->state == VALUE_BAD;
    if (match_is_twice(matching, offer))
        place->fault = (MatchFault){FLAW_OFFER_TWICE, offer};
    else if (unread || place->first > place->last)
        place->fault = (MatchFault){FLAW_OFFER_DATES, offer};
    else if (first != DATE_NONE && first < matching->record->today)
        place->fault = (MatchFault){FLAW_OFFER_PAST, offer};
    else if (match_is_twice(matching, place->company))
        place->fault = (MatchFault){FLAW_COMPANY_TWICE, place->company};
    place->programmes = arena_new_of(matching->arena, MatchProgramme);
    place->programme_count = 1;
    *place->programmes = (MatchProgramme){.programme = programme, .known = true};
    place->programmes->fault =
        match_company_fault(matching, place->company, programme, &place->programmes->unverified);
    set_offered(place, offer, OFFRES_PLACES);
    return true;
}

/* The offers come first, by company: the rank of the first one of this company or of a later one.
 */
static size_t first_offer(const Matching *matching, const Row *company, size_t offer_count)
{
    size_t low = 0, high = offer_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (match_by_key(matching->places[middle].company, company) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What entreprises.places gives beyond the offers of the same days. */
static void own_place(const Matching *matching, const Row *company, Days days, size_t offer_count,
                      MatchPlace *place)
{
    *place = (MatchPlace){.company = company, .mode = -1, .first = days.first, .last = days.last};
    if (match_is_twice(matching, company))
        place->fault = (MatchFault){FLAW_COMPANY_TWICE, company};
    set_offered(place, company, ENTREPRISES_PLACES);
    size_t first = first_offer(matching, company, offer_count), i = first;
    for (; i < offer_count && matching->places[i].company == company; i++) {
        const MatchPlace *offer = &matching->places[i];
        if (meet(days_of(offer), days))
            place->offered -= place->offered < offer->offered ? place->offered : offer->offered;
    }
    place->beside = i > first;
    if (!place->beside)
        know_programmes(matching, place);
}

/* ---- What is taken already. */

static int by_date(const void *a, const void *b)
{
    const Date *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The most of its takers that are there on one day. */
static size_t peak(const Matching *matching, const MatchPlace *place)
{
    size_t most = 0, gone = 0, count = place->taker_count;
    Date *firsts = arena_array_of(matching->arena, count, Date);
    Date *lasts = arena_array_of(matching->arena, count, Date);
    for (size_t i = 0; i < count; i++) {
        Days days = days_taken(matching, place->takers[i], place);
        firsts[i] = days.first < place->first ? place->first : days.first;
        lasts[i] = days.last;
    }
    qsort(firsts, count, sizeof *firsts, by_date);
    qsort(lasts, count, sizeof *lasts, by_date);
    for (size_t came = 1; came <= count; came++) {
        while (lasts[gone] < firsts[came - 1])
            gone++;
        most = came - gone > most ? came - gone : most;
    }
    return most;
}

/* How many of its takers are there on days of the sequence. */
static size_t takers_beside(const Matching *matching, const MatchPlace *place, const Row *sequence)
{
    Days days = days_taken(matching, sequence, place);
    size_t count = 0;
    for (size_t i = 0; i < place->taker_count; i++)
        count += meet(days, days_taken(matching, place->takers[i], place));
    return count;
}

/* Of the offers that the sequence may come from: one that has room, then one of its mode. */
static MatchPlace *offer_of_sequence(const Matching *matching, PlaceSpan span, const Row *sequence)
{
    const Row *programme = row_link(row_link(sequence, SEQUENCES_ELEVE), ELEVES_PROGRAMME);
    MatchPlace *found = NULL;
    int best = -1;
    for (size_t i = 0; i < span.count; i++) {
        MatchPlace *place = &span.places[i];
        if (!place->offer || !meet(days_taken(matching, sequence, place), days_of(place)) ||
            (programme && place->programmes->programme != programme))
            continue;
        int worth = 2 * (takers_beside(matching, place, sequence) < place->offered) +
                    row_is(sequence, SEQUENCES_JUMELAGE, place->mode);
        if (worth > best) {
            best = worth;
            found = place;
        }
    }
    return found;
}

static void take(MatchPlace *place, const Row *sequence)
{
    place->takers[place->taker_count++] = sequence;
}

/* A sequence takes a place of one offer; without one, of each span of days where it is. */
static void take_one(const Matching *matching, PlaceSpan span, const Row *sequence)
{
    MatchPlace *offer = offer_of_sequence(matching, span, sequence);
    if (offer)
        take(offer, sequence);
    for (size_t i = 0; i < span.count && !offer; i++)
        if (!span.places[i].offer &&
            meet(days_taken(matching, sequence, &span.places[i]), days_of(&span.places[i])))
            take(&span.places[i], sequence);
}

static int by_row_key(const void *a, const void *b)
{
    return match_by_key(*(const Row *const *)a, *(const Row *const *)b);
}

static void take_places(const Matching *matching, const Row *company)
{
    RowSpan all = term_children(matching->record->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    PlaceSpan span = match_places_of(matching, company);
    const Row **taking = arena_array_of(matching->arena, all.count, const Row *);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (match_occupies(matching, all.rows[i]))
            taking[count++] = all.rows[i];
    qsort(taking, count, sizeof *taking, by_row_key);
    for (size_t i = 0; i < span.count; i++)
        span.places[i].takers = arena_array_of(matching->arena, count, const Row *);
    for (size_t i = 0; i < count; i++)
        take_one(matching, span, taking[i]);
    for (size_t i = 0; i < span.count; i++) {
        MatchPlace *place = &span.places[i];
        place->taken = peak(matching, place);
        if (!place->fault.flaw && place->taken >= place->offered)
            place->fault.flaw = FLAW_FULL;
    }
}

/* ---- All of them. */

static int by_place(const void *a, const void *b)
{
    const MatchPlace *x = a, *y = b;
    int order = match_by_key(x->company, y->company);
    if (!order && x->offer && y->offer)
        order = match_by_key(x->offer, y->offer);
    else if (!order)
        order = (y->offer != NULL) - (x->offer != NULL);
    return order ? order : (x->first > y->first) - (x->first < y->first);
}

void match_find_places(Matching *matching)
{
    const Term *term = matching->record->term;
    const Table *companies = &term->tables[T_ENTREPRISES], *offers = &term->tables[T_OFFRES];
    Days *spans;
    size_t span_count = find_spans(matching, &spans);
    matching->span_first = arena_array_of(matching->arena, companies->row_count, size_t);
    matching->span_count = arena_array_of(matching->arena, companies->row_count, size_t);
    matching->places = arena_array_of(
        matching->arena, offers->row_count + companies->row_count * span_count, MatchPlace);
    for (size_t i = 0; i < offers->row_count; i++)
        matching->place_count +=
            offer_place(matching, &offers->rows[i], &matching->places[matching->place_count]);
    size_t offer_count = matching->place_count;
    qsort(matching->places, offer_count, sizeof *matching->places, by_place);
    for (size_t c = 0; c < companies->row_count; c++) {
        const Row *company = &companies->rows[c];
        if (term_find(term, T_ENTREPRISES, company->key) == company)
            for (size_t s = 0; s < span_count; s++)
                own_place(matching, company, spans[s], offer_count,
                          &matching->places[matching->place_count++]);
    }
    qsort(matching->places, matching->place_count, sizeof *matching->places, by_place);
    for (size_t i = 0; i < matching->place_count; i++) {
        size_t company = matching->places[i].company->index;
        matching->places[i].index = (uint32_t)i;
        matching->span_count[company]++;
        if (i == 0 || matching->places[i - 1].company->index != company)
            matching->span_first[company] = i;
    }
    for (size_t c = 0; c < companies->row_count; c++)
        if (matching->span_count[c])
            take_places(matching, &companies->rows[c]);
}
