/* fit: the chosen lines against all the lines that there could be. */
#include "page/fit.h"

#include "suite.h"

#include <math.h>

enum { PLACES_MOST = 14 };

/* Figures from a generator of our own: the same on every machine. */
static unsigned next_figure(unsigned *state, unsigned limit)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16) % limit;
}

/* Words of 8 to 70 points, some of them divided or joined by hyphens. */
static size_t make_places(unsigned *state, FitPlace *places)
{
    size_t count = 4 + next_figure(state, PLACES_MOST - 4);
    double at = 0, elastic = 0;
    for (size_t i = 0; i < count; i++) {
        at += 8 + next_figure(state, 62);
        unsigned sort = next_figure(state, 6);
        FitPlace *place = &places[i];
        *place = (FitPlace){.end = at, .next = at, .end_elastic = elastic, .next_elastic = elastic};
        place->kind = i + 1 == count ? FIT_END
                      : sort == 0    ? FIT_HYPHEN
                      : sort == 1    ? FIT_JOINT
                                     : FIT_SPACE;
        place->hyphen = place->kind == FIT_HYPHEN ? 3 : 0;
        if (place->kind == FIT_SPACE) {
            at += 3;
            elastic += 3;
            place->next = at;
            place->next_elastic = elastic;
        }
    }
    return count;
}

typedef struct Search { /* of all the ways */
    const Fit *fit;
    bool hyphens;
    double loosest, best;
} Search;

static double line_ratio(const Fit *fit, const FitPlace *from, const FitPlace *to)
{
    double width = to->end - (from ? from->next : 0) + to->hyphen;
    double elastic = to->end_elastic - (from ? from->next_elastic : 0);
    double lacking = fit->width - width;
    if (lacking < 0)
        return elastic > 0 ? lacking / (elastic * FIT_SHRINK) : -FIT_WORST_RATIO;
    if (to->kind == FIT_END)
        return 0;
    return lacking / fmax(elastic * FIT_STRETCH, FIT_LEAST_STRETCH);
}

static void search(Search *all, int from, int class, int stack, double demerits)
{
    const Fit *fit = all->fit;
    const FitPlace *start = from < 0 ? NULL : &fit->places[from];
    if (from == (int)fit->count - 1) {
        all->best = fmin(all->best, demerits);
        return;
    }
    for (int to = from + 1; to < (int)fit->count; to++) {
        const FitPlace *end = &fit->places[to];
        double ratio = line_ratio(fit, start, end);
        bool hyphenated = fit_is_hyphenated(end->kind);
        if (ratio < -1 || ratio > all->loosest || (end->kind == FIT_HYPHEN && !all->hyphens) ||
            (hyphenated && stack == FIT_STACK) ||
            (stack && end->kind == FIT_END && end->end_elastic <= start->next_elastic))
            continue;
        double badness = 100 * pow(fabs(ratio), 3), penalty = fit_penalty(end->kind);
        double line = pow(10 + badness, 2) + penalty * penalty;
        line += stack && hyphenated ? FIT_STACKED : 0;
        line += stack && end->kind == FIT_END ? FIT_LAST_WORD : 0;
        line += abs(fit_class(ratio) - class) > 1 ? FIT_MISMATCH : 0;
        line += start && end->kind == FIT_END && end->end - start->next < fit->runt ? FIT_RUNT : 0;
        search(all, to, fit_class(ratio), hyphenated ? stack + 1 : 0, demerits + line);
    }
}

static double demerits_of(const Fit *fit, const FitLine *lines, size_t count)
{
    double sum = 0;
    int class = FIT_DECENT;
    const FitPlace *start = NULL;
    for (size_t i = 0; i < count; i++) {
        const FitPlace *end = &fit->places[lines[i].place];
        double ratio = line_ratio(fit, start, end);
        ck_assert_double_eq_tol(fmax(ratio, -1), lines[i].ratio, 0.01);
        double badness = 100 * pow(fabs(ratio), 3), penalty = fit_penalty(end->kind);
        bool stacked = start && fit_is_hyphenated(start->kind);
        sum += pow(10 + badness, 2) + penalty * penalty;
        sum += stacked && fit_is_hyphenated(end->kind) ? FIT_STACKED : 0;
        sum += stacked && end->kind == FIT_END ? FIT_LAST_WORD : 0;
        sum += abs(fit_class(ratio) - class) > 1 ? FIT_MISMATCH : 0;
        sum += start && end->kind == FIT_END && end->end - start->next < fit->runt ? FIT_RUNT : 0;
        class = fit_class(ratio);
        start = end;
    }
    return sum;
}

/* The first two passes, which set most paragraphs, find the least of all demerits. */
START_TEST(no_other_lines_are_better)
{
    Arena *arena = arena_new();
    unsigned state = 7, judged = 0;
    for (int round = 0; round < 4000; round++) {
        FitPlace places[PLACES_MOST];
        size_t count = make_places(&state, places);
        const Fit fit = {.places = places,
                         .count = count,
                         .width = 100 + next_figure(&state, 120),
                         .runt = 25,
                         .justified = true};
        Search all = {.fit = &fit, .loosest = 1, .best = INFINITY};
        search(&all, -1, FIT_DECENT, 0, 0);
        if (isinf(all.best)) {
            all = (Search){.fit = &fit, .hyphens = true, .loosest = 1.5, .best = INFINITY};
            search(&all, -1, FIT_DECENT, 0, 0);
        }
        if (isinf(all.best))
            continue;
        FitLine *lines;
        size_t made = fit_lines(arena, &fit, &lines);
        ck_assert_double_eq_tol(demerits_of(&fit, lines, made), all.best, 1e-6 * all.best);
        judged++;
    }
    ck_assert_uint_gt(judged, 600);
    arena_free(arena);
}
END_TEST

static size_t fewest_lines(const Fit *fit)
{
    size_t count = 0;
    double start = 0;
    for (size_t i = 0; i < fit->count; i++)
        if (i + 1 == fit->count || fit->places[i + 1].end - start > fit->width) {
            start = fit->places[i].next;
            count++;
        }
    return count;
}

START_TEST(ragged_lines_are_as_few_as_can_be)
{
    Arena *arena = arena_new();
    unsigned state = 11;
    for (int round = 0; round < 2000; round++) {
        FitPlace places[PLACES_MOST];
        size_t count = make_places(&state, places);
        for (size_t i = 0; i + 1 < count; i++) {
            places[i].kind = FIT_SPACE;
            places[i].hyphen = 0;
        }
        const Fit fit = {.places = places, .count = count, .width = 75 + next_figure(&state, 90)};
        FitLine *lines;
        size_t made = fit_lines(arena, &fit, &lines);
        ck_assert_uint_eq(made, fewest_lines(&fit));
        double start = 0;
        for (size_t i = 0; i < made; i++) {
            ck_assert_double_le(places[lines[i].place].end - start, fit.width);
            start = places[lines[i].place].next;
        }
    }
    arena_free(arena);
}
END_TEST

/* Short words between hyphens only: never three lines in a row end with one. */
START_TEST(no_more_than_two_hyphens_are_stacked)
{
    Arena *arena = arena_new();
    unsigned state = 3;
    for (int round = 0; round < 400; round++) {
        FitPlace places[200];
        double at = 0, elastic = 0;
        for (size_t i = 0; i < 200; i++) {
            at += 12 + next_figure(&state, 20);
            bool space = next_figure(&state, 3) == 0;
            places[i] = (FitPlace){.end = at, .end_elastic = elastic, .hyphen = space ? 0 : 3};
            places[i].kind = i == 199 ? FIT_END : space ? FIT_SPACE : FIT_HYPHEN;
            at += space ? 3 : 0;
            elastic += space ? 3 : 0;
            places[i].next = at;
            places[i].next_elastic = elastic;
        }
        places[199].hyphen = 0;
        const Fit fit = {.places = places, .count = 200, .width = 240, .justified = true};
        FitLine *lines;
        size_t made = fit_lines(arena, &fit, &lines), stack = 0;
        for (size_t i = 0; i < made; i++) {
            stack = fit_is_hyphenated(places[lines[i].place].kind) ? stack + 1 : 0;
            ck_assert_uint_le(stack, FIT_STACK);
        }
        ck_assert_uint_gt(made, 1);
    }
    arena_free(arena);
}
END_TEST

START_TEST(what_cannot_fit_is_wider_and_ends)
{
    Arena *arena = arena_new();
    const FitPlace places[] = {
        {.end = 300, .next = 303, .next_elastic = 3, .kind = FIT_SPACE},
        {.end = 350, .end_elastic = 3, .next = 350, .next_elastic = 3, .kind = FIT_END}};
    for (int justified = 0; justified < 2; justified++) {
        const Fit fit = {places, 2, 100, 0, justified};
        FitLine *lines;
        ck_assert_uint_eq(fit_lines(arena, &fit, &lines), 2);
        ck_assert_uint_eq(lines[0].place, 0);
    }
    arena_free(arena);
}
END_TEST

SUITE("fit", no_other_lines_are_better, ragged_lines_are_as_few_as_can_be,
      no_more_than_two_hyphens_are_stacked, what_cannot_fit_is_wider_and_ends)
