/* match_wish: what each student asked for, in his order: his applications, and the company that
 * his planned sequence says he found himself. */
#include "plan/match_part.h"

#include <stdlib.h>
#include <string.h>

static const Number UNRANKED = INT64_MAX, BEFORE_ALL = INT64_MIN;

static bool meets(const MatchStudent *student, const MatchPlace *place)
{
    return !student->sequence || (student->first <= place->last && place->first <= student->last);
}

/* Of the places of the company, the one that an application without an offer is for: of his
 * programme, on his days, where nothing stands in the way; posted first, then direct. */
static MatchPlace *choose_place(const Matching *matching, const MatchStudent *student,
                                const Row *company)
{
    static const int order[MODE_JUMELAGE_COUNT] = {[MODE_JUMELAGE_AFFICHAGE] = 3,
                                                   [MODE_JUMELAGE_OFFRE_DIRECTE] = 2,
                                                   [MODE_JUMELAGE_ASSIGNATION] = 1};
    PlaceSpan span = match_places_of(matching, company);
    MatchPlace *found = NULL;
    int best = -1;
    for (size_t i = 0; i < span.count; i++) {
        MatchPlace *place = &span.places[i];
        if (!match_programme(matching, place, student->programme, true))
            continue;
        int worth = (place->mode >= 0 ? order[place->mode] : 0) + 4 * meets(student, place) +
                    8 * !match_fault(matching, student, place, true).flaw;
        if (worth > best) {
            best = worth;
            found = place;
        }
    }
    return found;
}

static MatchPlace *offer_place(const Matching *matching, const Row *offer)
{
    PlaceSpan span = match_places_of(matching, row_link(offer, OFFRES_ENTREPRISE));
    for (size_t i = 0; i < span.count; i++)
        if (span.places[i].offer == offer)
            return &span.places[i];
    return NULL;
}

static void find_place(const Matching *matching, const MatchStudent *student, MatchWish *wish)
{
    const Row *offer = row_link(wish->row, CANDIDATURES_OFFRE);
    if (!wish->company) {
        wish->fault.flaw = FLAW_COMPANY_LOST;
    } else if (*row_text(wish->row, CANDIDATURES_OFFRE) && !offer) {
        wish->fault.flaw = FLAW_OFFER_LOST;
    } else if (offer && row_link(offer, OFFRES_ENTREPRISE) != wish->company) {
        wish->fault = (MatchFault){FLAW_OFFER_OF_ANOTHER, offer};
    } else if (offer) {
        wish->place = offer_place(matching, offer);
        if (!wish->place)
            wish->fault = (MatchFault){FLAW_OFFER_PAST, offer};
    } else {
        wish->place = choose_place(matching, student, wish->company);
        if (!wish->place)
            wish->fault.flaw = FLAW_PROGRAMME;
    }
    if (wish->place)
        wish->fault = match_fault(matching, student, wish->place, true);
}

static bool found_himself(const MatchStudent *student, const Row *company)
{
    return company && row_is(student->sequence, SEQUENCES_JUMELAGE, MODE_JUMELAGE_OFFRE_DIRECTE) &&
           row_link(student->sequence, SEQUENCES_ENTREPRISE) == company;
}

static MatchWish wish_of(const Matching *matching, const MatchStudent *student, const Row *row)
{
    MatchWish wish = {.row = row};
    wish.company = row ? row_link(row, CANDIDATURES_ENTREPRISE)
                       : row_link(student->sequence, SEQUENCES_ENTREPRISE);
    wish.ranked = row_has(row, CANDIDATURES_RANG_ELEVE);
    wish.company_rank = row_number(row, CANDIDATURES_RANG_ENTREPRISE, UNRANKED);
    wish.met = row_has(row, CANDIDATURES_ENTREVUE_LE);
    find_place(matching, student, &wish);
    int mode = wish.place ? wish.place->mode : -1;
    bool unranked = !wish.ranked && wish.company_rank == UNRANKED;
    wish.direct = mode == MODE_JUMELAGE_OFFRE_DIRECTE ||
                  (mode < 0 && (unranked || found_himself(student, wish.company)));
    wish.counts = mode != MODE_JUMELAGE_ASSIGNATION &&
                  !row_is(student->sequence, SEQUENCES_JUMELAGE, MODE_JUMELAGE_ASSIGNATION);
    wish.student_rank =
        row_number(row, CANDIDATURES_RANG_ELEVE, wish.direct ? BEFORE_ALL : UNRANKED);
    return wish;
}

static int compare_numbers(Number a, Number b)
{
    return (a > b) - (a < b);
}

/* His order; what is equal in it, by the keys, then as the company sees it. */
static int by_wish(const void *a, const void *b)
{
    const MatchWish *x = a, *y = b;
    int order = compare_numbers(x->student_rank, y->student_rank);
    if (!order && x->company && y->company)
        order = match_by_key(x->company, y->company);
    if (!order)
        order = strcmp(row_text(x->row, CANDIDATURES_OFFRE), row_text(y->row, CANDIDATURES_OFFRE));
    if (!order)
        order = compare_numbers(x->company_rank, y->company_rank);
    return order ? order : (int)y->met - (int)x->met;
}

/* One place asked for twice is asked for once: as he likes it best. */
static void drop_repeats(MatchStudent *student)
{
    size_t kept = 0;
    for (size_t i = 0; i < student->wish_count; i++) {
        bool again = false;
        for (size_t k = 0; k < kept && !again; k++)
            again =
                student->wishes[i].place && student->wishes[k].place == student->wishes[i].place;
        if (!again)
            student->wishes[kept++] = student->wishes[i];
    }
    student->wish_count = kept;
}

static void find_wishes(Matching *matching, MatchStudent *student)
{
    RowSpan rows =
        term_children(matching->record->term, T_CANDIDATURES, CANDIDATURES_ELEVE, student->student);
    student->wishes = arena_array_of(matching->arena, rows.count + 1, MatchWish);
    bool said = false;
    for (size_t i = 0; i < rows.count; i++) {
        MatchWish wish = wish_of(matching, student, rows.rows[i]);
        said = said || found_himself(student, wish.company);
        student->wishes[student->wish_count++] = wish;
    }
    if (!said && found_himself(student, row_link(student->sequence, SEQUENCES_ENTREPRISE)))
        student->wishes[student->wish_count++] = wish_of(matching, student, NULL);
    qsort(student->wishes, student->wish_count, sizeof *student->wishes, by_wish);
    drop_repeats(student);
    for (size_t i = 0; i < student->wish_count; i++)
        if (student->wishes[i].place)
            student->wishes[i].place->wished++;
}

void match_find_wishes(Matching *matching)
{
    for (size_t i = 0; i < matching->student_count; i++)
        if (matching->students[i].state == MATCH_SEEKS)
            find_wishes(matching, &matching->students[i]);
}
