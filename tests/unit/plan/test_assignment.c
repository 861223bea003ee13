/* The assignment against every possible answer, on thousands of small problems. */
#include "suite.h"

#include "plan/assignment.h"

#include <stdbool.h>

enum { APPLICANTS_MOST = 6, HOSTS_MOST = 5, EDGES_MOST = APPLICANTS_MOST * HOSTS_MOST };

static uint32_t random_state;

static uint32_t draw(uint32_t below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % below;
}

typedef struct Case {
    AssignmentProblem problem;
    uint32_t places[HOSTS_MOST];
    AssignmentEdge edges[EDGES_MOST];
    size_t first[APPLICANTS_MOST + 1];
} Case;

static void make_case(Case *c, uint32_t costs)
{
    uint32_t applicants = 1 + draw(APPLICANTS_MOST), hosts = 1 + draw(HOSTS_MOST);
    uint32_t density = 1 + draw(4);
    size_t edges = 0;
    for (uint32_t h = 0; h < hosts; h++)
        c->places[h] = draw(3);
    for (uint32_t a = 0; a < applicants; a++) {
        c->first[a] = edges;
        for (uint32_t h = 0; h < hosts; h++)
            if (draw(4) < density)
                c->edges[edges++] = (AssignmentEdge){h, (int32_t)draw(costs)};
    }
    c->first[applicants] = edges;
    c->problem = (AssignmentProblem){applicants, hosts, c->places, c->edges, c->first};
}

typedef struct Answer {
    uint32_t placed;
    int64_t cost;
} Answer;

static bool is_better(Answer a, Answer b)
{
    return a.placed > b.placed || (a.placed == b.placed && a.cost < b.cost);
}

static Answer best_from(const Case *c, uint32_t applicant, uint32_t *left)
{
    if (applicant == c->problem.applicants)
        return (Answer){0, 0};
    Answer best = best_from(c, applicant + 1, left);
    for (size_t e = c->first[applicant]; e < c->first[applicant + 1]; e++) {
        if (!left[c->edges[e].host])
            continue;
        left[c->edges[e].host]--;
        Answer rest = best_from(c, applicant + 1, left);
        left[c->edges[e].host]++;
        rest.placed++;
        rest.cost += c->edges[e].cost;
        best = is_better(rest, best) ? rest : best;
    }
    return best;
}

/* What an answer amounts to, once it is seen to be one. */
static Answer measure_answer(const AssignmentProblem *problem, const uint32_t *host_of)
{
    Answer answer = {0};
    Arena *arena = arena_new();
    uint32_t *used = arena_array_of(arena, problem->hosts, uint32_t);
    for (uint32_t a = 0; a < problem->applicants; a++) {
        if (host_of[a] == ASSIGNMENT_NONE)
            continue;
        size_t e = problem->first[a];
        while (e < problem->first[a + 1] && problem->edges[e].host != host_of[a])
            e++;
        ck_assert_uint_lt(e, problem->first[a + 1]);
        answer.placed++;
        answer.cost += problem->edges[e].cost;
        used[host_of[a]]++;
    }
    for (uint32_t h = 0; h < problem->hosts; h++)
        ck_assert_uint_le(used[h], problem->places[h]);
    arena_free(arena);
    return answer;
}

static void check_many(uint32_t costs, int count)
{
    Arena *arena = arena_new();
    for (int i = 0; i < count; i++) {
        Case c = {0};
        make_case(&c, costs);
        uint32_t left[HOSTS_MOST];
        for (uint32_t h = 0; h < HOSTS_MOST; h++)
            left[h] = c.places[h];
        Answer best = best_from(&c, 0, left);
        arena_reset(arena);
        Answer ours = measure_answer(&c.problem, assignment_solve(&c.problem, arena));
        if (ours.placed != best.placed || ours.cost != best.cost)
            ck_abort_msg("case %d: %u placed at %lld, the best is %u at %lld", i, ours.placed,
                         (long long)ours.cost, best.placed, (long long)best.cost);
    }
    arena_free(arena);
}

START_TEST(as_good_as_the_best_of_all_answers)
{
    random_state = 20270315;
    check_many(10, 10000);
    check_many(1000, 5000);
}
END_TEST

START_TEST(equal_costs_place_as_many_as_can_be)
{
    random_state = 7;
    check_many(1, 5000);
    check_many(2, 5000);
}
END_TEST

/* Each may go to his own place for nothing or to the next one for 1; the last comer has only the
 * first place: everyone moves. */
START_TEST(a_long_chain_of_moves)
{
    enum { LONG = 3000 };
    AssignmentEdge *edges = calloc(2 * LONG + 1, sizeof *edges);
    size_t *first = calloc(LONG + 2, sizeof *first);
    uint32_t *places = calloc(LONG + 1, sizeof *places);
    for (uint32_t a = 0; a < LONG; a++) {
        edges[2 * a] = (AssignmentEdge){a, 0};
        edges[2 * a + 1] = (AssignmentEdge){a + 1, 1};
        first[a + 1] = 2 * (a + 1);
    }
    edges[2 * LONG] = (AssignmentEdge){0, 0};
    first[LONG + 1] = 2 * LONG + 1;
    for (size_t h = 0; h <= LONG; h++)
        places[h] = 1;
    Arena *arena = arena_new();
    uint32_t *host_of =
        assignment_solve(&(AssignmentProblem){LONG + 1, LONG + 1, places, edges, first}, arena);
    for (uint32_t a = 0; a < LONG; a++)
        ck_assert_uint_eq(host_of[a], a + 1);
    ck_assert_uint_eq(host_of[LONG], 0);
    arena_free(arena);
    free(edges);
    free(first);
    free(places);
}
END_TEST

/* Taking for each in turn what costs him least is not the least in all. */
START_TEST(greed_is_not_enough)
{
    AssignmentEdge edges[] = {{0, 1}, {1, 2}, {0, 1}, {1, 9}};
    size_t first[] = {0, 2, 4};
    uint32_t places[] = {1, 1};
    Arena *arena = arena_new();
    uint32_t *host_of = assignment_solve(&(AssignmentProblem){2, 2, places, edges, first}, arena);
    ck_assert_uint_eq(host_of[0], 1);
    ck_assert_uint_eq(host_of[1], 0);
    arena_free(arena);
}
END_TEST

START_TEST(nobody_nothing_and_no_place)
{
    AssignmentEdge edges[] = {{0, 0}};
    size_t none[] = {0}, first[] = {0, 1};
    uint32_t places[] = {0};
    Arena *arena = arena_new();
    assignment_solve(&(AssignmentProblem){0, 1, places, edges, none}, arena);
    uint32_t *host_of = assignment_solve(&(AssignmentProblem){1, 1, places, edges, first}, arena);
    ck_assert_uint_eq(host_of[0], ASSIGNMENT_NONE);
    arena_free(arena);
}
END_TEST

SUITE("assignment", as_good_as_the_best_of_all_answers, equal_costs_place_as_many_as_can_be,
      a_long_chain_of_moves, greed_is_not_enough, nobody_nothing_and_no_place)
