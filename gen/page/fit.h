/* fit: where the lines of a paragraph end, by the least demerits over all its lines
 * (Knuth and Plass, "Breaking paragraphs into lines", 1981).
 *
 * A text is given as the places where a line may end, in order; the last one ends
 * it. Two manners: justified, where demerits come from spaces made wider or
 * narrower; ragged, where the fewest lines win, then the most even.
 * The weights are here so that the tests can judge by them.
 */
#ifndef ATE_PAGE_FIT_H
#define ATE_PAGE_FIT_H

#include "base/arena.h"

#include <stdbool.h>

typedef enum FitKind {
    FIT_SPACE,
    FIT_SIGN,   /* after a slash, a dash … of a word */
    FIT_JOINT,  /* after a hyphen of a word */
    FIT_HYPHEN, /* a hyphen is added */
    FIT_LATE,   /* the same, where it should not be */
    FIT_CUT,    /* between two letters */
    FIT_END,    /* of the text */
    FIT_KIND_COUNT
} FitKind;

typedef struct FitPlace {
    double end, next; /* points from the start of the text: here, and where the next line begins */
    double end_elastic, next_elastic; /* of which spaces between words */
    double hyphen;                    /* width of what is added at the end of the line */
    FitKind kind;
} FitPlace;

/* The share of its width that a space gains at a ratio of 1, loses at -1. */
#define FIT_STRETCH 0.5
#define FIT_SHRINK (1 / 3.0)
#define FIT_LEAST_STRETCH 0.5 /* points, of a line that has none: a fuller one is better */

/* A line's badness is 100 |ratio|³; its demerits (10 + badness)² + penalty², and what follows.
 * The end of a word alone is no last line while there is another way. */
enum { FIT_TIGHT, FIT_DECENT, FIT_LOOSE, FIT_VERY_LOOSE, FIT_CLASSES };
enum { FIT_STACK = 2 }; /* lines that may end with a hyphen one after the other */
static const double FIT_WORST_RATIO = 1000;
static const double FIT_LOOSEST = 4;       /* a line that asks for more is not justified */
static const double FIT_STACKED = 25000;   /* a hyphen under a hyphen */
static const double FIT_MISMATCH = 10000;  /* a tight line beside a loose one */
static const double FIT_LAST_WORD = 40000; /* the last line begins with the end of a word */
static const double FIT_RUNT = 250000;     /* the last line is shorter than `runt` */

typedef struct Fit {
    const FitPlace *places;
    size_t count; /* at least 1 */
    double width;
    double runt;
    bool justified;
} Fit;

typedef struct FitLine {
    size_t place; /* where it ends */
    double ratio; /* of its spaces; 0 when ragged */
} FitLine;

double fit_penalty(FitKind kind);
bool fit_is_hyphenated(FitKind kind); /* ends a line with a hyphen */
int fit_class(double ratio);

/* Returns the number of lines; `*lines` is in the arena. A line is wider than `width` only
 * when no place lets it be narrower. */
size_t fit_lines(Arena *arena, const Fit *fit, FitLine **lines);

#endif
