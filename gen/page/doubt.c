/* What cannot be read with ease: sizes against a floor for each use, colours of
 * text against the paper and the shade of notices, by the formulas of WCAG 2.1
 * (relative luminance, contrast ratio; 4.5 is its level AA for text). */
#include "page/style.h"

#include <math.h>

static const double LEAST_SIZE = 8, LEAST_FOOTER = 6.5, LEAST_CONTRAST = 4.5;
static const Colour PAPER = {0xFF, 0xFF, 0xFF};

typedef struct Doubts {
    StyleDoubt *items;
    size_t count, most;
} Doubts;

static void doubt(Doubts *doubts, StyleDoubt found)
{
    if (doubts->count < doubts->most)
        doubts->items[doubts->count] = found;
    doubts->count++;
}

static void doubt_size(Doubts *doubts, const char *key, double size, double least)
{
    const double hair = 1e-6; /* 8 written in the file is not below 8 */
    if (size < least - hair)
        doubt(doubts, (StyleDoubt){"corps", key, size, least, DOUBT_SIZE});
}

static double linear(uint8_t channel)
{
    double share = channel / 255.0;
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(Colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

static double contrast(Colour a, Colour b)
{
    double one = luminance(a), other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

/* A colour that the paper carries well and the shade does not is no fault of its own. */
static double doubt_colour(Doubts *doubts, const char *key, Colour colour, Colour shade)
{
    double on_paper = contrast(colour, PAPER);
    if (on_paper >= LEAST_CONTRAST)
        return contrast(colour, shade);
    doubt(doubts, (StyleDoubt){"couleurs", key, on_paper, LEAST_CONTRAST, DOUBT_CONTRAST});
    return LEAST_CONTRAST;
}

size_t style_doubts(const Style *style, StyleDoubt *items, size_t most)
{
    Doubts doubts = {items, 0, most};
    doubt_size(&doubts, "texte", style->text.size, LEAST_SIZE);
    doubt_size(&doubts, "tableau", style->table.size, LEAST_SIZE);
    doubt_size(&doubts, "pied", style->small.size, LEAST_FOOTER);
    static const char *const TITLES[STYLE_HEADINGS] = {"titre1", "titre2", "titre3", "titre4"};
    for (int i = 0; i < STYLE_HEADINGS; i++)
        doubt_size(&doubts, TITLES[i], style->headings[i].size, LEAST_SIZE);
    double worst = doubt_colour(&doubts, "texte", style->ink, style->shade);
    worst = fmin(worst, doubt_colour(&doubts, "titres", style->accent, style->shade));
    worst = fmin(worst, doubt_colour(&doubts, "secondaire", style->muted, style->shade));
    if (worst < LEAST_CONTRAST)
        doubt(&doubts, (StyleDoubt){"couleurs", "fond", worst, LEAST_CONTRAST, DOUBT_CONTRAST});
    return doubts.count;
}
