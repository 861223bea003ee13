/* One pass over the places keeps, for each, the best way to end a line there; those
 * from which a line can still reach the next place are a window that only moves
 * forward, so that the time is linear in the text. Passes become more lenient: no
 * hyphens, hyphens, any hyphen, any cut. */
#include "page/fit.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static const double TOLERANCE = 0.01; /* points: sums of widths, not rounding, decide */
static const double RAGGED_CUT = 1e9, RAGGED_LINE = 1e6; /* fewer of them come first */
static const double UNFIT = 1e18;                        /* what only the last pass allows */

static const struct {
    double penalty;
    bool hyphenated;
    int pass; /* the first that uses it */
} KINDS[FIT_KIND_COUNT] = {
    [FIT_SPACE] = {0, false, 0},  [FIT_SIGN] = {60, false, 0}, [FIT_JOINT] = {50, true, 0},
    [FIT_HYPHEN] = {90, true, 1}, [FIT_LATE] = {400, true, 3}, [FIT_CUT] = {1500, false, 4},
    [FIT_END] = {0, false, 0},
};

/* The loosest line that each pass allows. */
static const double LOOSEST[] = {1, 1.5, 2.2, 4, 1000};
enum { PASS_COUNT = sizeof LOOSEST / sizeof *LOOSEST, LAST_PASS = PASS_COUNT - 1 };

typedef struct Node {       /* a way to end a line */
    size_t place, previous; /* of the nodes */
    double demerits, ratio;
    uint8_t class, stack; /* stack: lines ending with a hyphen up to here */
} Node;

enum { START = 0 };
static const size_t NOWHERE = SIZE_MAX;
enum { STATES = (int)FIT_CLASSES * ((int)FIT_STACK + 1) };

typedef struct Fitting {
    const Fit *fit;
    Arena *arena;
    int pass;
    Node *nodes; /* the first is the start of the text */
    size_t count, capacity;
    size_t first; /* from here on: lines may begin there */
} Fitting;

double fit_penalty(FitKind kind)
{
    return KINDS[kind].penalty;
}

bool fit_is_hyphenated(FitKind kind)
{
    return KINDS[kind].hyphenated;
}

int fit_class(double ratio)
{
    return ratio < -0.5   ? FIT_TIGHT
           : ratio <= 0.5 ? FIT_DECENT
           : ratio <= 1   ? FIT_LOOSE
                          : FIT_VERY_LOOSE;
}

static const FitPlace *place_of(const Fitting *fitting, const Node *node)
{
    static const FitPlace beginning = {.kind = FIT_SPACE};
    return node->place == NOWHERE ? &beginning : &fitting->fit->places[node->place];
}

/* How much the spaces of a line must give; below -1 when it is too wide. */
static double ratio_of(const Fitting *fitting, const FitPlace *from, const FitPlace *to)
{
    double lacking = fitting->fit->width - (to->end - from->next) - to->hyphen;
    double elastic = to->end_elastic - from->next_elastic;
    if (!fitting->fit->justified)
        return lacking < -TOLERANCE ? -FIT_WORST_RATIO : 0;
    if (lacking < 0) {
        double give = elastic * FIT_SHRINK;
        return lacking >= -give - TOLERANCE ? fmax(-1, lacking / fmax(give, TOLERANCE))
                                            : -FIT_WORST_RATIO;
    }
    if (to->kind == FIT_END)
        return 0;
    return fmin(lacking / fmax(elastic * FIT_STRETCH, FIT_LEAST_STRETCH), FIT_WORST_RATIO);
}

static double runt_demerits(const Fit *fit, const FitPlace *from, const FitPlace *to)
{
    return to->kind == FIT_END && to->end - from->next < fit->runt ? FIT_RUNT : 0;
}

static double justified_demerits(const Fitting *fitting, const Node *from, const FitPlace *to,
                                 double ratio)
{
    const FitPlace *start = place_of(fitting, from);
    bool stacked = KINDS[start->kind].hyphenated;
    double badness = 100 * fabs(ratio) * ratio * ratio, penalty = KINDS[to->kind].penalty;
    double demerits = (10 + badness) * (10 + badness) + penalty * penalty;
    if (stacked && KINDS[to->kind].hyphenated)
        demerits += FIT_STACKED;
    if (stacked && to->kind == FIT_END)
        demerits += FIT_LAST_WORD;
    if (abs(fit_class(ratio) - from->class) > 1)
        demerits += FIT_MISMATCH;
    return demerits + (from->place == NOWHERE ? 0 : runt_demerits(fitting->fit, start, to));
}

static double ragged_demerits(const Fitting *fitting, const Node *from, const FitPlace *to)
{
    const FitPlace *start = place_of(fitting, from);
    double slack = (fitting->fit->width - (to->end - start->next)) / fmax(fitting->fit->width, 1);
    double penalty = to->kind == FIT_CUT ? RAGGED_CUT : KINDS[to->kind].penalty / 100;
    double uneven = to->kind == FIT_END ? 0 : 100 * slack * slack;
    return RAGGED_LINE + uneven + penalty + runt_demerits(fitting->fit, start, to) / 1e4;
}

static void add_node(Fitting *fitting, Node node)
{
    if (fitting->count == fitting->capacity) {
        size_t capacity = 2 * fitting->capacity + 64;
        Node *grown = arena_array_of(fitting->arena, capacity, Node);
        for (size_t i = 0; i < fitting->count; i++)
            grown[i] = fitting->nodes[i];
        fitting->nodes = grown;
        fitting->capacity = capacity;
    }
    fitting->nodes[fitting->count++] = node;
}

/* The line from the node to the place; false when it cannot be. */
static bool try_line(const Fitting *fitting, size_t from, size_t to, bool forced, Node *line)
{
    const Node *node = &fitting->nodes[from];
    const FitPlace *place = &fitting->fit->places[to];
    double ratio = ratio_of(fitting, place_of(fitting, node), place);
    if (!forced && ratio < -1)
        return false;
    bool hyphenated = KINDS[place->kind].hyphenated;
    int stack = hyphenated ? node->stack + 1 : 0;
    /* The end of a word, alone on the last line. */
    bool scrap = place->kind == FIT_END && node->stack &&
                 place->end_elastic <= place_of(fitting, node)->next_elastic;
    bool unfit = (scrap || stack > FIT_STACK) && fitting->fit->justified;
    if (unfit && fitting->pass < LAST_PASS)
        return false;
    double demerits = fitting->fit->justified
                          ? justified_demerits(fitting, node, place, fmax(ratio, -1))
                          : ragged_demerits(fitting, node, place);
    *line = (Node){.place = to,
                   .previous = from,
                   .demerits = node->demerits + demerits + (unfit ? UNFIT : 0),
                   .ratio = fmax(ratio, -1),
                   .class = (uint8_t)fit_class(fmax(ratio, -1)),
                   .stack = (uint8_t)(stack > FIT_STACK ? FIT_STACK : stack)};
    return true;
}

/* Lines from the first nodes may have become too wide for this place and all that follow. */
static void move_window(Fitting *fitting, const FitPlace *to)
{
    FitPlace bare = *to;
    bare.hyphen = 0;
    while (fitting->first < fitting->count &&
           ratio_of(fitting, place_of(fitting, &fitting->nodes[fitting->first]), &bare) < -1)
        fitting->first++;
}

/* Keeps the best line that ends at the place for each state that the next may mind. */
static void end_lines_at(Fitting *fitting, size_t to)
{
    const FitPlace *place = &fitting->fit->places[to];
    Node best[STATES];
    bool found[STATES] = {false};
    move_window(fitting, place);
    bool forced = fitting->first == fitting->count && fitting->pass == LAST_PASS;
    if (forced)
        fitting->first--; /* a line that is too wide, since there is no other */
    for (size_t from = fitting->first; from < fitting->count; from++) {
        Node line;
        if (!try_line(fitting, from, to, forced, &line))
            continue;
        if (line.ratio > LOOSEST[fitting->pass])
            break; /* from later nodes it would be looser still */
        size_t state = (size_t)line.class * ((size_t)FIT_STACK + 1) + line.stack;
        if (!found[state] || line.demerits < best[state].demerits)
            best[state] = line;
        found[state] = true;
    }
    for (size_t state = 0; state < STATES; state++)
        if (found[state])
            add_node(fitting, best[state]);
}

static size_t best_end(const Fitting *fitting)
{
    size_t best = NOWHERE, last = fitting->fit->count - 1;
    for (size_t i = fitting->count; i-- > 0 && fitting->nodes[i].place == last;)
        if (best == NOWHERE || fitting->nodes[i].demerits <= fitting->nodes[best].demerits)
            best = i;
    return best;
}

/* The node of the text's end, NOWHERE when this pass is too strict. */
static size_t run_pass(Fitting *fitting, int pass)
{
    fitting->pass = pass;
    fitting->count = fitting->first = 0;
    add_node(fitting, (Node){.place = NOWHERE, .previous = NOWHERE, .class = FIT_DECENT});
    for (size_t to = 0; to < fitting->fit->count; to++) {
        if (KINDS[fitting->fit->places[to].kind].pass > pass)
            continue;
        end_lines_at(fitting, to);
        if (fitting->first == fitting->count)
            return NOWHERE;
    }
    return best_end(fitting);
}

size_t fit_lines(Arena *arena, const Fit *fit, FitLine **lines)
{
    Fitting fitting = {.fit = fit, .arena = arena};
    size_t end = NOWHERE, count = 0;
    for (int pass = 0; pass < PASS_COUNT && end == NOWHERE; pass++)
        end = run_pass(&fitting, pass);
    for (size_t i = end; i != START; i = fitting.nodes[i].previous)
        count++;
    *lines = arena_array_of(arena, count + 1, FitLine);
    size_t at = count;
    for (size_t i = end; i != START; i = fitting.nodes[i].previous)
        (*lines)[--at] = (FitLine){fitting.nodes[i].place, fitting.nodes[i].ratio};
    return count;
}
