/* First fit. A line is a range of glyphs: the trailing space belongs to it but
 * not to its width. */
#include "page/para.h"

static const double TOLERANCE = 0.01; /* points: sums of widths, not rounding, decide */

static double width_of(const Glyph *glyphs, size_t count)
{
    while (count && glyphs[count - 1].space)
        count--;
    double width = 0;
    for (size_t i = 0; i < count; i++)
        width += glyphs[i].advance;
    return width;
}

ParaText para_measure(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style)
{
    Prose prose = prose_make(shaper->arena, runs, lang);
    ParaText text = {.glyphs = shape_prose(shaper, &prose, style), .style = *style};
    const Glyph *items = text.glyphs.items;
    for (size_t i = 0, line = 0, word = 0; i < text.glyphs.count; i++) {
        bool last = i + 1 == text.glyphs.count;
        if (items[i].after == BREAK_NO && !last)
            continue;
        double width = width_of(&items[word], i + 1 - word);
        if (width > text.narrowest)
            text.narrowest = width;
        word = i + 1;
        if (items[i].after == BREAK_MAY && !last)
            continue;
        width = width_of(&items[line], i + 1 - line);
        if (width > text.widest)
            text.widest = width;
        line = i + 1;
    }
    return text;
}

/* The glyph after the line that starts at `start`. */
static size_t line_end(const Glyphs *glyphs, size_t start, double width)
{
    double used = 0;
    size_t allowed = start; /* after the last place where the line may end */
    for (size_t i = start; i < glyphs->count; i++) {
        const Glyph *glyph = &glyphs->items[i];
        bool visible = !glyph->space && glyph->advance > 0; /* marks stay with their letter */
        if (visible && i > start && used + glyph->advance > width + TOLERANCE)
            return allowed > start ? allowed : i; /* i: a word wider than the line */
        used += glyph->advance;
        if (glyph->after != BREAK_NO)
            allowed = i + 1;
        if (glyph->after == BREAK_MUST)
            return i + 1;
    }
    return glyphs->count;
}

static size_t trimmed(const Glyph *glyphs, size_t count)
{
    while (count && glyphs[count - 1].space)
        count--;
    return count;
}

Para para_break(Shaper *shaper, const ParaText *text, double width)
{
    Para para = {.style = text->style};
    const Glyphs *glyphs = &text->glyphs;
    size_t capacity = 0;
    for (size_t pass = 0; pass < 2; pass++) { /* count, then keep */
        if (pass)
            para.lines = arena_array_of(shaper->arena, capacity + 1, Line);
        for (size_t start = 0, end; start < glyphs->count; start = end) {
            end = line_end(glyphs, start, width);
            if (!pass) {
                capacity++;
                continue;
            }
            size_t count = trimmed(&glyphs->items[start], end - start);
            para.lines[para.line_count++] =
                (Line){&glyphs->items[start], count, width_of(&glyphs->items[start], count)};
        }
    }
    return para;
}

Para para_set(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style, double width)
{
    ParaText text = para_measure(shaper, runs, lang, style);
    return para_break(shaper, &text, width);
}
