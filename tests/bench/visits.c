/* visits: the rounds of `ate planifier` on invented persons: what insertion alone costs, what the
 * moves after it save, how far a bound is, and what a general solver (GLPK) finds.
 *
 *     visits SEQUENCES LEAST MOST SAMPLE NODES
 *
 * Persons have LEAST to MOST sequences of two visits, in six towns. One person in SAMPLE (0: none)
 * is given to GLPK as a mixed integer program: its linear relaxation is the bound, and its answer
 * after NODES nodes at most is the rival (0: none). Prints one row of docs/bench.md. */
#include "../unit/plan/dice.h"
#include "plan/agenda.h"

#include <glpk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    TOWNS = 6,
    COMPANIES = 15,
    SEQUENCES_MOST = 40,
    WEEKS_MOST = 20,
    DAYS_MOST = WEEKS_MOST * 7,
    FIRST = 20000
};

typedef struct Person {
    Wish wishes[SEQUENCES_MOST * 2];
    uint8_t halves[SEQUENCES_MOST][DAYS_MOST];
    Engagement fixed[6];
    Rounds rounds;
} Person;

static const Hours hours = {{540, 630, 780, 870}, {MORNING, MORNING, AFTERNOON, AFTERNOON}, 4, 60};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void open_towns(Zones *zones, Arena *arena)
{
    static const char *const prefixes[TOWNS] = {"G5L", "G5M", "G5N", "G0L", "G4W", "H2X"};
    *zones = (Zones){.arena = arena};
    for (int z = 0; z < TOWNS; z++) {
        Zone *zone = arena_new_of(arena, Zone);
        *zone = (Zone){prefixes[z], prefixes[z], z};
        zones->items =
            vector_reserve(zones->items, &zones->capacity, zones->count + 1, sizeof *zones->items);
        zones->items[zones->count++] = zone;
    }
}

/* Monday to Friday, half of the half-days that the supervisor has free. */
static void throw_sequence(Person *person, Dice *dice, int s, const int *company_halves)
{
    int company = dice_throw(dice, COMPANIES), free = company_halves[company];
    Date start = FIRST + 28 * dice_throw(dice, 2) + 7 * dice_throw(dice, 2);
    int length = 7 * (6 + dice_throw(dice, 8)) - 2, off = dice_throw(dice, 12);
    for (int d = 0; d < length; d++)
        person->halves[s][d] = d % 7 < 5 && d % 7 != off ? (uint8_t)(free >> (2 * (d % 7)) & 3) : 0;
    Wish wish = {.halves = person->halves[s],
                 .first = start,
                 .days = length,
                 .latest = start + 20,
                 .best = start + 10,
                 .a_day = POINTS_DAY,
                 .kept_day = DATE_NONE,
                 .sequence = s,
                 .company = company,
                 .zone = dice_says(dice, 8) ? ZONE_NONE : company % TOWNS};
    person->wishes[2 * s] = wish;
    wish.latest = start + length - 1;
    wish.best = start + length * 85 / 100;
    wish.exact = dice_says(dice, 30);
    person->wishes[2 * s + 1] = wish;
}

static void throw_person(Person *person, const Zones *zones, int least, int most, uint64_t seed)
{
    Dice dice = dice_of(seed);
    int sequences = least + dice_throw(&dice, most - least + 1), company_halves[COMPANIES];
    for (int c = 0; c < COMPANIES; c++) {
        company_halves[c] = 0;
        for (int h = 0; h < 10; h++)
            company_halves[c] |= dice_says(&dice, 55) << h;
    }
    for (int s = 0; s < sequences; s++)
        throw_sequence(person, &dice, s, company_halves);
    for (int i = 0; i < 6; i++) {
        int company = dice_throw(&dice, COMPANIES);
        person->fixed[i] =
            (Engagement){FIRST + dice_throw(&dice, 80), hours.starts[dice_throw(&dice, 4)],
                         company % TOWNS, company};
    }
    person->rounds = (Rounds){.wishes = person->wishes,
                              .count = 2 * (size_t)sequences,
                              .fixed = person->fixed,
                              .fixed_count = 6,
                              .hours = &hours,
                              .zones = zones,
                              .gap = 10,
                              .most = 4};
}

/* ---- The same as a program of GLPK. Columns are made when first named. */

typedef struct Program {
    glp_prob *lp;
    Agenda agenda;
    int *place; /* wish × day × half: its column, 0 when it may not be there */
    int *open;  /* day × half × town */
    int *trip;  /* day */
    int *stop;  /* day × company */
    int at[4096];
    double of[4096];
    int count; /* terms of the row under way */
} Program;

static int column(Program *p, double low, double high, double cost, bool whole)
{
    int c = glp_add_cols(p->lp, 1);
    glp_set_col_bnds(p->lp, c, high < 0 ? GLP_LO : low < high ? GLP_DB : GLP_FX, low, high);
    glp_set_obj_coef(p->lp, c, cost);
    if (whole)
        glp_set_col_kind(p->lp, c, GLP_BV);
    return c;
}

static void term_of(Program *p, int c, double factor)
{
    if (!c)
        return;
    p->count++;
    p->at[p->count] = c;
    p->of[p->count] = factor;
}

static void end_row(Program *p, int kind, double bound)
{
    if (p->count) {
        int r = glp_add_rows(p->lp, 1);
        glp_set_row_bnds(p->lp, r, kind, bound, bound);
        glp_set_mat_row(p->lp, r, p->count, p->at, p->of);
    }
    p->count = 0;
}

#define PLACE(p, w, d, h)                                                                          \
    (p)->place[((w) * (size_t)(p)->agenda.count + (size_t)(d)) * 2 + (size_t)(h)]
#define OPEN(p, d, h, z) (p)->open[((size_t)(d)*2 + (size_t)(h)) * TOWNS + (size_t)(z)]
#define STOP(p, d, c) (p)->stop[(size_t)(d)*COMPANIES + (size_t)(c)]

static void add_columns(Program *p, const Rounds *rounds)
{
    size_t days = (size_t)p->agenda.count;
    p->place = calloc(rounds->count * days * 2, sizeof(int));
    p->open = calloc(days * 2 * TOWNS, sizeof(int));
    p->trip = calloc(days, sizeof(int));
    p->stop = calloc(days * COMPANIES, sizeof(int));
    for (size_t w = 0; w < rounds->count; w++) {
        const Wish *wish = &rounds->wishes[w];
        for (int d = 0; d < p->agenda.count; d++)
            for (Half h = MORNING; h <= AFTERNOON; h++) {
                Date day = p->agenda.first + d;
                if (agenda_slot(&p->agenda, wish, day, h, false) < 0)
                    continue;
                PLACE(p, w, d, h) = column(p, 0, 1, (double)agenda_wish_cost(wish, day), true);
                if (wish->zone == ZONE_NONE)
                    continue;
                if (!OPEN(p, d, h, wish->zone))
                    OPEN(p, d, h, wish->zone) = column(p, 0, 1, 0, true);
                if (!p->trip[d])
                    p->trip[d] = column(p, 0, -1, 1, false);
                if (!STOP(p, d, wish->company))
                    STOP(p, d, wish->company) = column(p, 0, -1, POINTS_STOP, false);
            }
    }
}

/* The engagements of a day open their town; their trip and stops are paid for anyway. */
static double note_fixed(Program *p, const Rounds *rounds)
{
    double sunk = 0;
    for (int d = 0; d < p->agenda.count; d++) {
        const AgendaDay *day = &p->agenda.days[d];
        int64_t paid = 0;
        for (Half h = MORNING; h <= AFTERNOON; h++)
            for (int z = 0; z < TOWNS; z++)
                if (day->on_site[h] && day->zone[h] == z) {
                    if (!OPEN(p, d, h, z))
                        OPEN(p, d, h, z) = column(p, 0, 1, 0, true);
                    glp_set_col_bnds(p->lp, OPEN(p, d, h, z), GLP_FX, 1, 1);
                    int trip = zone_trip(rounds->zones, z);
                    paid = trip > paid ? trip : paid;
                }
        if (day->on_site[0] && day->on_site[1])
            paid += zone_between(rounds->zones, day->zone[0], day->zone[1]);
        if (paid && !p->trip[d])
            p->trip[d] = column(p, 0, -1, 1, false);
        for (size_t i = day->fixed_from; i < day->fixed_to; i++) {
            int *stop = &STOP(p, d, p->agenda.fixed[i].company);
            if (!*stop)
                *stop = column(p, 0, -1, POINTS_STOP, false);
            if (glp_get_col_type(p->lp, *stop) != GLP_DB)
                paid += POINTS_STOP;
            glp_set_col_bnds(p->lp, *stop, GLP_DB, 1, 2);
        }
        sunk += (double)paid;
    }
    return sunk;
}

static void add_day_rows(Program *p, const Rounds *rounds, int d)
{
    const AgendaDay *day = &p->agenda.days[d];
    for (Half h = MORNING; h <= AFTERNOON; h++) {
        int free = 0;
        for (int s = 0; s < hours.count; s++)
            free += hours.halves[s] == h && day->at[s] == FREE;
        for (size_t w = 0; w < rounds->count; w++)
            term_of(p, PLACE(p, w, d, h), 1);
        end_row(p, GLP_UP, free);
        for (int z = 0; z < TOWNS; z++)
            term_of(p, OPEN(p, d, h, z), 1);
        end_row(p, GLP_UP, 1);
        for (int z = 0; z < TOWNS; z++) /* the road there */
            term_of(p, OPEN(p, d, h, z), -zone_trip(rounds->zones, z));
        if (p->count)
            term_of(p, p->trip[d], 1);
        end_row(p, GLP_LO, 0);
        for (int z = 0; z < TOWNS; z++) { /* … and on from it: the other half is elsewhere */
            if (!OPEN(p, d, h, z))
                continue;
            term_of(p, p->trip[d], 1);
            term_of(p, OPEN(p, d, h, z), -1000);
            for (int y = 0; y < TOWNS; y++) {
                int trip = zone_trip(rounds->zones, z), other = zone_trip(rounds->zones, y);
                term_of(p, OPEN(p, d, !h, y),
                        -((trip > other ? trip : other) + zone_between(rounds->zones, z, y)));
            }
            end_row(p, GLP_LO, -1000);
        }
    }
    for (Half h = MORNING; h <= AFTERNOON; h++)
        for (size_t w = 0; w < rounds->count; w++)
            term_of(p, PLACE(p, w, d, h), 1);
    end_row(p, GLP_UP, rounds->most - day->count);
}

static void add_wish_rows(Program *p, const Rounds *rounds, size_t w)
{
    const Wish *wish = &rounds->wishes[w];
    for (int d = 0; d < p->agenda.count; d++)
        for (Half h = MORNING; h <= AFTERNOON; h++)
            term_of(p, PLACE(p, w, d, h), 1);
    term_of(p, column(p, 0, 1, POINTS_ABSENT, false), 1);
    end_row(p, GLP_FX, 1);
    for (int d = 0; d < p->agenda.count && wish->zone != ZONE_NONE; d++) {
        term_of(p, PLACE(p, w, d, MORNING), 1);
        term_of(p, PLACE(p, w, d, AFTERNOON), 1);
        if (p->count)
            term_of(p, STOP(p, d, wish->company), -1);
        end_row(p, GLP_UP, 0);
        for (Half h = MORNING; h <= AFTERNOON; h++) {
            term_of(p, PLACE(p, w, d, h), 1);
            if (p->count)
                term_of(p, OPEN(p, d, h, wish->zone), -1);
            end_row(p, GLP_UP, 0);
        }
    }
    for (int d = 0; w % 2 == 0 && d < p->agenda.count;
         d++) { /* with its sibling, any `gap` days hold one */
        for (int e = d; e < d + rounds->gap && e < p->agenda.count; e++)
            for (size_t k = w; k < w + 2; k++)
                for (Half h = MORNING; h <= AFTERNOON; h++)
                    term_of(p, PLACE(p, k, e, h), 1);
        end_row(p, GLP_UP, 1);
    }
}

static void limit_nodes(glp_tree *tree, void *context)
{
    int total;
    glp_ios_tree_size(tree, NULL, NULL, &total);
    if (total > *(int *)context)
        glp_ios_terminate(tree);
}

typedef struct Answer {
    double bound, found; /* found < 0: none */
} Answer;

static Answer ask_glpk(Rounds *rounds, int nodes)
{
    Program p = {.lp = glp_create_prob()};
    agenda_open(&p.agenda, rounds);
    add_columns(&p, rounds);
    double sunk = note_fixed(&p, rounds);
    for (int d = 0; d < p.agenda.count; d++)
        add_day_rows(&p, rounds, d);
    for (size_t w = 0; w < rounds->count; w++)
        add_wish_rows(&p, rounds, w);
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_ERR;
    simplex.meth = GLP_DUALP;
    simplex.presolve = nodes == 0 ? GLP_ON : GLP_OFF;
    glp_simplex(p.lp, &simplex);
    Answer answer = {glp_get_obj_val(p.lp) - sunk, -1};
    if (nodes) {
        glp_iocp search;
        glp_init_iocp(&search);
        search.msg_lev = GLP_MSG_ERR;
        search.cb_func = limit_nodes;
        search.cb_info = &nodes;
        search.fp_heur = GLP_ON;
        search.clq_cuts = search.gmi_cuts = GLP_ON;
        glp_intopt(p.lp, &search);
        int status = glp_mip_status(p.lp);
        if (status == GLP_OPT || status == GLP_FEAS)
            answer.found = glp_mip_obj_val(p.lp) - sunk;
    }
    agenda_close(&p.agenda);
    free(p.place);
    free(p.open);
    free(p.trip);
    free(p.stop);
    glp_delete_prob(p.lp);
    return answer;
}

/* ---- One more sequence: how many of the other visits of the person change. */

static int changed_without(Person *person, size_t sequence)
{
    static Person less;
    memcpy(&less, person, sizeof less);
    size_t count = 0;
    for (size_t w = 0; w < person->rounds.count; w++)
        if (w / 2 != sequence)
            less.wishes[count++] = person->wishes[w];
    less.rounds.wishes = less.wishes;
    less.rounds.count = count;
    rounds_solve(&less.rounds);
    int changed = 0;
    for (size_t w = 0, l = 0; w < person->rounds.count; w++) {
        if (w / 2 == sequence)
            continue;
        changed += person->wishes[w].day != less.wishes[l].day ||
                   person->wishes[w].slot != less.wishes[l].slot;
        l++;
    }
    return changed;
}

int main(int argc, char **argv)
{
    if (argc != 6)
        return EXIT_FAILURE;
    int wanted = atoi(argv[1]), least = atoi(argv[2]), most = atoi(argv[3]), sample = atoi(argv[4]),
        nodes = atoi(argv[5]);
    if (least < 1 || most < least || most > SEQUENCES_MOST)
        return EXIT_FAILURE;
    Arena *arena = arena_new();
    Zones zones;
    glp_term_out(GLP_OFF);
    open_towns(&zones, arena);
    int sequences = 0, persons = 0, asked = 0, changed = 0, changes = 0;
    size_t visits = 0, absent = 0, absent_inserted = 0, answers = 0;
    double inserted = 0, solved = 0, sampled_inserted = 0, sampled = 0, bound = 0, found = 0,
           beside = 0, insertion = 0, whole = 0, solver = 0;
    static Person person;
    for (; sequences < wanted; persons++) {
        throw_person(&person, &zones, least, most, (uint64_t)persons + 1);
        sequences += (int)person.rounds.count / 2;
        visits += person.rounds.count;
        double before = now();
        int64_t greedy = rounds_insert(&person.rounds);
        insertion += now() - before;
        before = now();
        int64_t best = rounds_solve(&person.rounds);
        whole += now() - before;
        absent += (size_t)(best / POINTS_ABSENT);
        absent_inserted += (size_t)(greedy / POINTS_ABSENT);
        inserted += (double)(greedy % POINTS_ABSENT);
        solved += (double)(best % POINTS_ABSENT);
        for (size_t s = 0; s < person.rounds.count / 2 && persons < 20; s++, changes++)
            changed += changed_without(&person, s);
        if (!sample || persons % sample)
            continue;
        before = now();
        Answer answer = ask_glpk(&person.rounds, nodes);
        solver += now() - before;
        asked++;
        sampled_inserted += (double)greedy;
        sampled += (double)best;
        bound += answer.bound;
        if (answer.found >= 0) {
            answers++;
            found += answer.found;
            beside += (double)best;
        }
    }
    printf("| %d | %d | %zu | %.0f | %.0f | %.1f %% | %.3f | %.3f | %.1f |", sequences, persons,
           visits, inserted, solved, 100 * (1 - solved / inserted), insertion, whole,
           (double)changed / changes);
    if (asked)
        printf(" %.0f %% / %.0f %% | %.2f |", 100 * (sampled_inserted / bound - 1),
               100 * (sampled / bound - 1), solver / asked);
    else
        printf(" | |");
    if (answers)
        printf(" %.0f / %.0f (%zu) |\n", found, beside, answers);
    else
        printf(" |\n");
    if (absent || absent_inserted)
        fprintf(stderr, "sans place : %zu par insertion, %zu dans le plan\n", absent_inserted,
                absent);
    free(zones.items);
    arena_free(arena);
    return EXIT_SUCCESS;
}
