/* match_part: what the files that make a Matching share; nobody outside plan/ reads this. */
#ifndef ATE_PLAN_MATCH_PART_H
#define ATE_PLAN_MATCH_PART_H

#include "plan/match.h"

/* match_student.c: who is to be placed, or applied. Fills matching->students. */
void match_find_students(Matching *matching);

/* match_place.c: fills matching->places, for the days of these students. */
void match_find_places(Matching *matching);
/* The places of a company, in order. */
typedef struct PlaceSpan {
    MatchPlace *places;
    size_t count;
} PlaceSpan;
PlaceSpan match_places_of(const Matching *matching, const Row *company);
/* What it says of a programme; NULL when it takes others. `wanted`: an application asks for it,
 * which is enough for places that no offer keeps for a programme. */
MatchProgramme *match_programme(const Matching *matching, MatchPlace *place, const Row *programme,
                                bool wanted);
size_t match_free(const MatchPlace *place);

/* match_fit.c: what stands in the way. */
MatchFault match_company_fault(const Matching *matching, const Row *company, const Row *programme,
                               size_t *unverified);
MatchFault match_fault(const Matching *matching, const MatchStudent *student, MatchPlace *place,
                       bool wanted);
/* Its days, as they stand; false when they cannot be told. */
bool match_days(const Matching *matching, const Row *sequence, Date *first, Date *last);
/* Its student is, was or will be there: it is neither cancelled nor only planned. */
bool match_occupies(const Matching *matching, const Row *sequence);
/* Two rows of its table have its identifier. */
bool match_is_twice(const Matching *matching, const Row *row);

/* match_wish.c: what each student asked for, in his order. */
void match_find_wishes(Matching *matching);

/* By identifier; those without one by line. */
int match_by_key(const Row *a, const Row *b);

#endif
