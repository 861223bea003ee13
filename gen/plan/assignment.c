/* assignment: a flow of least cost from applicants to places, by the primal-dual method.
 *
 * Every node has a potential such that no move costs less than nothing ("reduced cost"). A round
 * measures, from all the applicants without a place at once, how far the nearest free place is,
 * and moves the potentials by that much (Dijkstra); then places as many applicants as it can along
 * moves that now cost nothing, each one displacing others who go elsewhere at no cost. There are
 * as many rounds as distinct lengths of the shortest way, which small costs keep few. No way left:
 * whoever has no place cannot be given one. */
#include "plan/assignment.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

static const int64_t FAR = INT64_MAX;

typedef struct Way { /* an entry of the heap: applicants first, then hosts */
    int64_t length;
    uint32_t node;
} Way;

typedef struct Step {         /* of a search: an applicant who looks for another host */
    uint32_t applicant, host; /* the host that he tries */
    uint32_t occupant;        /* the next one there to be displaced */
    size_t edge;              /* the next one to be tried */
} Step;

typedef struct Solver {
    const AssignmentProblem *problem;
    uint32_t *host_of;              /* by applicant */
    uint32_t *head, *next, *before; /* who is at a host, as lists */
    uint32_t *used;                 /* places taken, by host */
    int64_t *potential;             /* applicants, then hosts */
    int64_t exit;                   /* potential of what all free places lead to */
    int64_t *length;                /* of the shortest way, by node */
    Way *heap;
    size_t heap_count, heap_capacity;
    Step *steps;
    uint32_t *tried; /* by host: the pass that last tried it */
    uint32_t pass;
} Solver;

/* --- The heap of the search, by length then node. */

static bool is_nearer(const Way *a, const Way *b)
{
    return a->length < b->length || (a->length == b->length && a->node < b->node);
}

static void heap_put(Solver *solver, Way way)
{
    solver->heap = vector_reserve(solver->heap, &solver->heap_capacity, solver->heap_count + 1,
                                  sizeof *solver->heap);
    size_t i = solver->heap_count++;
    for (; i > 0 && is_nearer(&way, &solver->heap[(i - 1) / 2]); i = (i - 1) / 2)
        solver->heap[i] = solver->heap[(i - 1) / 2];
    solver->heap[i] = way;
}

static Way heap_take(Solver *solver)
{
    Way nearest = solver->heap[0], last = solver->heap[--solver->heap_count];
    size_t i = 0;
    for (size_t child = 1; child < solver->heap_count; child = 2 * i + 1) {
        if (child + 1 < solver->heap_count &&
            is_nearer(&solver->heap[child + 1], &solver->heap[child]))
            child++;
        if (!is_nearer(&solver->heap[child], &last))
            break;
        solver->heap[i] = solver->heap[child];
        i = child;
    }
    solver->heap[i] = last;
    return nearest;
}

/* --- Distances. */

static int64_t host_potential(const Solver *solver, uint32_t host)
{
    return solver->potential[solver->problem->applicants + host];
}

static int64_t reduced(const Solver *solver, uint32_t applicant, const AssignmentEdge *edge)
{
    return edge->cost + solver->potential[applicant] - host_potential(solver, edge->host);
}

static bool is_free(const Solver *solver, uint32_t host)
{
    return solver->used[host] < solver->problem->places[host];
}

static void reach(Solver *solver, uint32_t node, int64_t length)
{
    if (length >= solver->length[node])
        return;
    solver->length[node] = length;
    heap_put(solver, (Way){length, node});
}

static void leave_applicant(Solver *solver, uint32_t applicant, int64_t length)
{
    const AssignmentProblem *problem = solver->problem;
    for (size_t e = problem->first[applicant]; e < problem->first[applicant + 1]; e++)
        if (problem->edges[e].host != solver->host_of[applicant])
            reach(solver, problem->applicants + problem->edges[e].host,
                  length + reduced(solver, applicant, &problem->edges[e]));
}

/* How far the nearest free place is from those who have none; FAR: none can be reached. */
static int64_t measure(Solver *solver)
{
    const AssignmentProblem *problem = solver->problem;
    int64_t nearest = FAR;
    solver->heap_count = 0;
    for (size_t n = 0; n < (size_t)problem->applicants + problem->hosts; n++)
        solver->length[n] = FAR;
    for (uint32_t a = 0; a < problem->applicants; a++)
        if (solver->host_of[a] == ASSIGNMENT_NONE) {
            solver->length[a] = 0;
            leave_applicant(solver, a, 0);
        }
    while (solver->heap_count) {
        Way way = heap_take(solver);
        if (way.length >= nearest)
            break;
        if (way.length > solver->length[way.node])
            continue;
        if (way.node < problem->applicants) {
            leave_applicant(solver, way.node, way.length);
            continue;
        }
        uint32_t host = way.node - problem->applicants;
        if (is_free(solver, host)) {
            int64_t out = way.length + host_potential(solver, host) - solver->exit;
            nearest = out < nearest ? out : nearest;
            continue;
        }
        for (uint32_t a = solver->head[host]; a != ASSIGNMENT_NONE; a = solver->next[a])
            reach(solver, a, way.length); /* leaving where one is costs nothing */
    }
    return nearest;
}

static void move_potentials(Solver *solver, int64_t nearest)
{
    size_t count = (size_t)solver->problem->applicants + solver->problem->hosts;
    for (size_t n = 0; n < count; n++)
        solver->potential[n] += solver->length[n] < nearest ? solver->length[n] : nearest;
    solver->exit += nearest;
}

/* --- Placing along moves that cost nothing. */

static void settle(Solver *solver, uint32_t applicant, uint32_t host)
{
    uint32_t left = solver->host_of[applicant];
    if (left != ASSIGNMENT_NONE) {
        uint32_t after = solver->next[applicant], prior = solver->before[applicant];
        if (after != ASSIGNMENT_NONE)
            solver->before[after] = prior;
        if (prior != ASSIGNMENT_NONE)
            solver->next[prior] = after;
        else
            solver->head[left] = after;
        solver->used[left]--;
    }
    solver->host_of[applicant] = host;
    solver->before[applicant] = ASSIGNMENT_NONE;
    solver->next[applicant] = solver->head[host];
    if (solver->head[host] != ASSIGNMENT_NONE)
        solver->before[solver->head[host]] = applicant;
    solver->head[host] = applicant;
    solver->used[host]++;
}

static Step look(const Solver *solver, uint32_t applicant)
{
    return (Step){applicant, ASSIGNMENT_NONE, ASSIGNMENT_NONE, solver->problem->first[applicant]};
}

/* The next host that the applicant may go to at no cost and that this pass did not try. */
static bool try_next(Solver *solver, Step *step)
{
    const AssignmentProblem *problem = solver->problem;
    while (step->edge < problem->first[step->applicant + 1]) {
        const AssignmentEdge *edge = &problem->edges[step->edge++];
        if (solver->tried[edge->host] == solver->pass ||
            edge->host == solver->host_of[step->applicant] ||
            reduced(solver, step->applicant, edge) != 0)
            continue;
        solver->tried[edge->host] = solver->pass;
        step->host = edge->host;
        step->occupant = is_free(solver, edge->host) ? ASSIGNMENT_NONE : solver->head[edge->host];
        return true;
    }
    return false;
}

/* Gives a place to one who has none, whoever must be displaced for it. */
static bool place(Solver *solver, uint32_t applicant)
{
    size_t depth = 1;
    solver->steps[0] = look(solver, applicant);
    while (depth) {
        Step *step = &solver->steps[depth - 1];
        if (step->occupant != ASSIGNMENT_NONE) {
            uint32_t displaced = step->occupant;
            step->occupant = solver->next[displaced];
            solver->steps[depth++] = look(solver, displaced);
        } else if (!try_next(solver, step)) {
            depth--;
        } else if (is_free(solver, step->host) &&
                   host_potential(solver, step->host) == solver->exit) {
            while (depth--) /* the last one moves first: each finds room where he goes */
                settle(solver, solver->steps[depth].applicant, solver->steps[depth].host);
            return true;
        }
    }
    return false;
}

static bool place_some(Solver *solver)
{
    bool any = false;
    solver->pass++;
    for (uint32_t a = 0; a < solver->problem->applicants; a++)
        if (solver->host_of[a] == ASSIGNMENT_NONE && place(solver, a))
            any = true;
    return any;
}

static uint32_t *nobodies(Arena *arena, size_t count)
{
    uint32_t *list = arena_array_of(arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        list[i] = ASSIGNMENT_NONE;
    return list;
}

uint32_t *assignment_solve(const AssignmentProblem *problem, Arena *arena)
{
    Arena *scratch = arena_new();
    size_t nodes = (size_t)problem->applicants + problem->hosts;
    for (size_t e = 0; e < problem->first[problem->applicants]; e++)
        assert(problem->edges[e].cost >= 0);
    Solver solver = {
        .problem = problem,
        .host_of = nobodies(arena, problem->applicants),
        .next = nobodies(scratch, problem->applicants),
        .before = nobodies(scratch, problem->applicants),
        .head = nobodies(scratch, problem->hosts),
        .used = arena_array_of(scratch, problem->hosts, uint32_t),
        .tried = arena_array_of(scratch, problem->hosts, uint32_t),
        .potential = arena_array_of(scratch, nodes, int64_t),
        .length = arena_array_of(scratch, nodes, int64_t),
        .steps = arena_array_of(scratch, (size_t)problem->applicants + 1, Step),
    };
    for (int64_t nearest; (nearest = measure(&solver)) != FAR;) {
        move_potentials(&solver, nearest);
        while (place_some(&solver))
            ;
    }
    free(solver.heap);
    arena_free(scratch);
    return solver.host_of;
}
