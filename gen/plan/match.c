/* match: the two steps, from rows to the numbers of the solvers and back. */
#include "plan/match.h"

#include "plan/assignment.h"
#include "plan/match_part.h"
#include "plan/stable.h"

#include <stdlib.h>

static void find_twice(Matching *matching)
{
    const Term *term = matching->record->term;
    matching->twice = arena_array_of(matching->arena, term->problem_count, const Row *);
    for (size_t i = 0; i < term->problem_count; i++)
        if (term->problems[i].kind == PROBLEM_KEY_DOUBLE && term->problems[i].row)
            matching->twice[matching->twice_count++] = term->problems[i].row;
}

static void propose(Matching *matching, MatchStudent *student, MatchPlace *place,
                    const MatchWish *wish, int mode)
{
    student->place = place;
    student->wish = wish;
    student->mode = mode;
    place->given++;
    matching->placed[mode]++;
}

/* ---- Step 1: applications. */

typedef struct Asking { /* an application, as the company sees it */
    const MatchWish *wish;
    const MatchStudent *student;
    size_t choice;
} Asking;

static int compare_numbers(Number a, Number b)
{
    return (a > b) - (a < b);
}

/* By place, then in the order of the company. */
static int by_liking(const void *a, const void *b)
{
    const Asking *x = a, *y = b;
    if (x->wish->place != y->wish->place)
        return x->wish->place->index < y->wish->place->index ? -1 : 1;
    int order = compare_numbers(x->wish->company_rank, y->wish->company_rank);
    if (!order)
        order = compare_numbers(x->wish->student_rank, y->wish->student_rank);
    if (!order)
        order = (int)y->wish->met - (int)x->wish->met;
    return order ? order : match_by_key(x->student->student, y->student->student);
}

static void place_by_wishes(Matching *matching)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < matching->student_count; i++)
        most += matching->students[i].wish_count;
    Asking *askings = arena_array_of(matching->arena, most, Asking);
    StableChoice *choices = arena_array_of(matching->arena, most, StableChoice);
    const MatchWish **wishes = arena_array_of(matching->arena, most, const MatchWish *);
    size_t *first = arena_array_of(matching->arena, matching->student_count + 1, size_t);
    size_t *places = arena_array_of(matching->arena, matching->place_count, size_t);
    for (size_t i = 0; i < matching->student_count; i++) {
        const MatchStudent *student = &matching->students[i];
        for (size_t w = 0; w < student->wish_count; w++) {
            const MatchWish *wish = &student->wishes[w];
            if (!wish->counts || wish->fault.flaw || !wish->place)
                continue;
            choices[count].host = wish->place->index;
            wishes[count] = wish;
            askings[count] = (Asking){wish, student, count};
            count++;
        }
        first[i + 1] = count;
    }
    for (size_t p = 0; p < matching->place_count; p++)
        places[p] = match_free(&matching->places[p]);
    qsort(askings, count, sizeof *askings, by_liking);
    for (size_t i = 0; i < count; i++)
        choices[askings[i].choice].standing = i;
    size_t *obtained = stable_match(
        &(StableMarket){matching->student_count, matching->place_count, places, choices, first},
        matching->arena);
    for (size_t i = 0; i < matching->student_count; i++) {
        if (obtained[i] == STABLE_NONE)
            continue;
        const MatchWish *wish = wishes[obtained[i]];
        int mode = wish->place->mode >= 0 ? wish->place->mode
                   : wish->direct         ? MODE_JUMELAGE_OFFRE_DIRECTE
                                          : MODE_JUMELAGE_AFFICHAGE;
        propose(matching, &matching->students[i], wish->place, wish, mode);
    }
}

/* ---- Step 2: assignment. */

static bool assigns(const MatchPlace *place)
{
    return place->mode < 0 || place->mode == MODE_JUMELAGE_ASSIGNATION;
}

/* The places of a programme where the school may assign, by programme then place. */
typedef struct Open {
    const Row *programme;
    MatchPlace *place;
} Open;

static int by_programme(const void *a, const void *b)
{
    const Open *x = a, *y = b;
    if (x->programme != y->programme)
        return x->programme->index < y->programme->index ? -1 : 1;
    return x->place->index < y->place->index ? -1 : x->place->index > y->place->index;
}

static Open *open_places(const Matching *matching, size_t *count, size_t *first)
{
    size_t most = 0;
    for (size_t p = 0; p < matching->place_count; p++)
        most += matching->places[p].programme_count;
    Open *open = arena_array_of(matching->arena, most, Open);
    *count = 0;
    for (size_t p = 0; p < matching->place_count; p++) {
        MatchPlace *place = &matching->places[p];
        for (size_t i = 0; i < place->programme_count; i++)
            if (assigns(place) && match_free(place) && place->programmes[i].known)
                open[(*count)++] = (Open){place->programmes[i].programme, place};
    }
    qsort(open, *count, sizeof *open, by_programme);
    for (size_t i = *count; i-- > 0;)
        first[open[i].programme->index] = i;
    return open;
}

/* A company that broke off with him is not given him again. */
static bool may_go(const Matching *matching, const MatchStudent *student, MatchPlace *place)
{
    const MatchStay *stay = match_stay(student, place->company);
    bool broken = stay && stay->sequence &&
                  record_status(matching->record, stay->sequence) == STATUT_SEQUENCE_INTERROMPUE;
    return !broken && !match_fault(matching, student, place, false).flaw;
}

/* Who is to be posted, or to find for himself, is not sent elsewhere. */
static bool has_other_mode(const MatchStudent *student)
{
    return row_has(student->sequence, SEQUENCES_JUMELAGE) &&
           !row_is(student->sequence, SEQUENCES_JUMELAGE, MODE_JUMELAGE_ASSIGNATION);
}

static void assign_the_rest(Matching *matching)
{
    Arena *scratch = arena_new();
    size_t programmes = matching->record->term->tables[T_PROGRAMMES].row_count, count;
    size_t *of_programme = arena_array_of(scratch, programmes, size_t);
    Open *open = open_places(matching, &count, of_programme);
    MatchStudent **left = arena_array_of(scratch, matching->student_count, MatchStudent *);
    size_t *first = arena_array_of(scratch, matching->student_count + 1, size_t);
    uint32_t *places = arena_array_of(scratch, matching->place_count, uint32_t);
    AssignmentEdge *edges = NULL;
    size_t edge_count = 0, edge_capacity = 0, student_count = 0;
    for (size_t p = 0; p < matching->place_count; p++)
        places[p] = (uint32_t)match_free(&matching->places[p]);
    for (size_t i = 0; i < matching->student_count; i++) {
        MatchStudent *student = &matching->students[i];
        student->assignable =
            student->state == MATCH_SEEKS && !student->place && !has_other_mode(student);
        if (!student->assignable)
            continue;
        for (size_t o = of_programme[student->programme->index];
             o < count && open[o].programme == student->programme; o++) {
            if (!may_go(matching, student, open[o].place))
                continue;
            edges = vector_reserve(edges, &edge_capacity, edge_count + 1, sizeof *edges);
            edges[edge_count++] =
                (AssignmentEdge){open[o].place->index, match_cost(student, open[o].place)};
            student->reachable++;
        }
        left[student_count++] = student;
        first[student_count] = edge_count;
    }
    uint32_t *hosts = assignment_solve(&(AssignmentProblem){(uint32_t)student_count,
                                                            (uint32_t)matching->place_count, places,
                                                            edges, first},
                                       scratch);
    for (size_t i = 0; i < student_count; i++)
        if (hosts[i] != ASSIGNMENT_NONE)
            propose(matching, left[i], &matching->places[hosts[i]], NULL,
                    MODE_JUMELAGE_ASSIGNATION);
    free(edges);
    arena_free(scratch);
}

static bool is_to_have_one(const MatchStudent *student)
{
    return student->state == MATCH_SEEKS || student->state == MATCH_DATES ||
           student->state == MATCH_STUDENT_TWICE || student->state == MATCH_SEQUENCE_TWICE;
}

/* The first table without which a proposal could be wrong; -1 when all are there. */
static int lost_table(const Term *term)
{
    static const struct {
        int table;
        bool present, whole;
    } needs[] = {{T_ELEVES, .present = true},
                 {T_ENTREPRISES, .present = true},
                 {T_SEQUENCES, .present = true, .whole = true},
                 {T_CANDIDATURES, .whole = true},
                 {T_CRITERES_ENTREPRISES, .whole = true}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        const Table *table = &term->tables[needs[i].table];
        if ((needs[i].present && !table->present) || (needs[i].whole && table->broken_count))
            return needs[i].table;
    }
    return -1;
}

void match_make(Matching *matching, const Record *record, Arena *arena)
{
    *matching = (Matching){.record = record, .arena = arena, .lost = lost_table(record->term)};
    if (matching->lost >= 0)
        return;
    find_twice(matching);
    match_find_students(matching);
    match_find_places(matching);
    match_find_wishes(matching);
    place_by_wishes(matching);
    assign_the_rest(matching);
    for (size_t i = 0; i < matching->student_count; i++)
        matching->left += is_to_have_one(&matching->students[i]) && !matching->students[i].place;
}
