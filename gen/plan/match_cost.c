/* match_cost: what the school weighs when it assigns. */
#include "plan/match.h"

#include <string.h>

static const char *postal_code(const Row *row, int column)
{
    const Value *value = row_value(row, column);
    return value->state == VALUE_GOOD ? value->print : "";
}

int match_distance(const MatchStudent *student, const MatchPlace *place)
{
    const char *home = postal_code(student->student, ELEVES_CODE_POSTAL);
    const char *company = postal_code(place->company, ENTREPRISES_CODE_POSTAL);
    int alike = 0;
    while (alike < DISTANCE_FAR && home[alike] && home[alike] == company[alike])
        alike++;
    return DISTANCE_FAR - alike;
}

const MatchStay *match_stay(const MatchStudent *student, const Row *company)
{
    for (size_t i = 0; i < student->stay_count; i++)
        if (student->stays[i].company == company)
            return &student->stays[i];
    return NULL;
}

static bool applied(const MatchStudent *student, const MatchPlace *place)
{
    for (size_t i = 0; i < student->wish_count; i++)
        if (student->wishes[i].place == place)
            return true;
    return false;
}

static size_t unverified(const MatchStudent *student, const MatchPlace *place)
{
    for (size_t i = 0; i < place->programme_count; i++)
        if (place->programmes[i].programme == student->programme)
            return place->programmes[i].unverified;
    return 0;
}

int match_cost(const MatchStudent *student, const MatchPlace *place)
{
    int cost = COST_DISTANCE * match_distance(student, place);
    size_t doubts = unverified(student, place);
    cost += COST_UNVERIFIED * (doubts < UNVERIFIED_MOST ? (int)doubts : UNVERIFIED_MOST);
    if (match_stay(student, place->company))
        cost += COST_AGAIN;
    if (!applied(student, place))
        cost += COST_NO_INTEREST;
    if (row_link(student->sequence, SEQUENCES_ENTREPRISE) != place->company)
        cost += COST_NOT_PLANNED;
    return cost;
}
