/* The vector of strips and the small marks that every block makes. */
#include "page/galley.h"

#include <stdlib.h>
#include <string.h>

void galley_free(Galley *galley)
{
    free(galley->strips);
    galley->strips = NULL;
}

void galley_space(Galley *galley, double white)
{
    if (white > galley->white)
        galley->white = white;
}

Strip *galley_strip(Galley *galley, double height)
{
    galley->strips =
        vector_reserve(galley->strips, &galley->capacity, galley->count + 1, sizeof(Strip));
    Strip *strip = &galley->strips[galley->count++];
    *strip = (Strip){.before = galley->white,
                     .height = height,
                     .new_page = galley->new_page,
                     .frame = galley->frame};
    galley->white = 0;
    galley->new_page = false;
    return strip;
}

void galley_keep(Galley *galley, size_t start)
{
    for (size_t i = start; i + 1 < galley->count; i++)
        galley->strips[i].keep = true;
}

Mark *strip_mark(Galley *galley, Strip *strip, MarkKind kind, Colour colour)
{
    Mark *mark = arena_new_of(galley->arena, Mark);
    mark->kind = kind;
    mark->colour = colour;
    if (strip->last)
        strip->last->next = mark;
    else
        strip->first = mark;
    strip->last = mark;
    return mark;
}

Mark *strip_text(Galley *galley, Strip *strip, double x, double baseline, const Para *para,
                 size_t line)
{
    Mark *mark = strip_mark(galley, strip, MARK_TEXT, para->style.colour);
    mark->x = x;
    mark->y = baseline;
    mark->line = &para->lines[line];
    if (strip->baseline <= 0)
        strip->baseline = baseline;
    return mark;
}

void strip_stroke(Galley *galley, Strip *strip, double x, double y, double width, double weight,
                  Colour colour)
{
    Mark *mark = strip_mark(galley, strip, MARK_STROKE, colour);
    mark->x = x;
    mark->y = y;
    mark->width = width;
    mark->weight = weight;
}
