/* Text is shown with TJ: the pen follows the glyphs' widths as the font's W array
 * has them, and is put right by a number where shaping (kerning, thin spaces,
 * marks) or justification wants it elsewhere. */
#include "page/line.h"

#include "page/fit.h"
#include "page/operator.h"

#include <math.h>
#include <stdlib.h>

enum { NO_FONT = -1 };

enum { LEAST_MOVE = 4 }; /* thousandths of the size: less than a dot of a printer */

typedef enum Part {             /* of a word that is divided */
                    PART_NONE,  /* the word is whole */
                    PART_FIRST, /* stands for all of it */
                    PART_REST,  /* stands for nothing more */
} Part;

typedef struct Showing {
    Shaper *shaper;
    const LineSource *source;
    const LineRange *range;
    Buffer bytes;
    FontSet fonts;
    double size;
    int font; /* that is set, in the press; NO_FONT at first */
    const FaceSubset *subset;
    double wanted, pen; /* from the start of the line, in points, spaces not stretched */
    long owed;          /* of the stretch of spaces, not yet written; thousandths of the size */
    long stretched;     /* in all */
    bool in_array, in_string, in_span;
    Part part;    /* of the span */
    bool foreign; /* as well */
    bool told;    /* the divided word's text is in a span already */
} Showing;

/* ---- strings and arrays ---- */

static void close_string(Showing *showing)
{
    if (showing->in_string)
        buffer_add_char(&showing->bytes, ')');
    showing->in_string = false;
}

static void close_array(Showing *showing)
{
    close_string(showing);
    if (showing->in_array)
        buffer_add_text(&showing->bytes, "]TJ\n");
    showing->in_array = false;
}

static void open_string(Showing *showing)
{
    if (!showing->in_array)
        buffer_add_char(&showing->bytes, '[');
    if (!showing->in_string)
        buffer_add_char(&showing->bytes, '(');
    showing->in_array = showing->in_string = true;
}

static void add_code(Buffer *out, uint16_t glyph)
{
    const char bytes[] = {(char)(glyph >> 8), (char)(glyph & 0xFF)};
    char escaped[4];
    size_t count = 0;
    for (int i = 0; i < 2; i++) {
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\' || bytes[i] == '\r')
            escaped[count++] = '\\';
        escaped[count++] = bytes[i] == '\r' ? 'r' : bytes[i]; /* bare, it would be a line feed */
    }
    buffer_add(out, escaped, count);
}

static void use_font(Showing *showing, int font)
{
    if (font == showing->font)
        return;
    close_array(showing);
    buffer_add_text(&showing->bytes, "/F");
    operator_number(&showing->bytes, font);
    buffer_add_char(&showing->bytes, ' ');
    OPERATION(&showing->bytes, "Tf", showing->size);
    showing->font = font;
    showing->fonts.words[font / 64] |= UINT64_C(1) << font % 64;
    showing->subset = press_font(showing->shaper->press, font);
}

/* Moves the pen along the line when the eye could see that it is off, and by what the space
 * before it was stretched: the same number all along the line, so that it deflates well. */
static void move_pen(Showing *showing, double to)
{
    double off = (showing->pen - to) * 1000 / showing->size;
    long rounded = (long)(off + (off < 0 ? -0.5 : 0.5));
    if (labs(rounded) < LEAST_MOVE)
        rounded = 0;
    showing->pen -= (double)rounded * showing->size / 1000;
    rounded -= showing->owed;
    showing->owed = 0;
    if (!rounded)
        return;
    close_string(showing);
    if (!showing->in_array)
        buffer_add_char(&showing->bytes, '[');
    showing->in_array = true;
    operator_number(&showing->bytes, (double)rounded);
}

/* ---- spans ---- */

static void close_span(Showing *showing)
{
    if (!showing->in_span)
        return;
    close_array(showing);
    buffer_add_text(&showing->bytes, "EMC\n");
    showing->in_span = false;
}

/* The letters of the word that ends the line and goes on. */
static void add_whole_word(Showing *showing, size_t first)
{
    const LineSource *source = showing->source;
    const Prose *prose = source->prose;
    size_t stop = showing->range->word_end;
    size_t end = source->glyphs[stop - 1].letter + 1;
    while (end < prose->count && press_is_mark(prose->letters[end].c))
        end++;
    buffer_add_text(&showing->bytes, "<FEFF");
    for (size_t i = source->glyphs[first].letter; i < end; i++)
        buffer_add_utf16_hex(&showing->bytes, prose->letters[i].c);
    buffer_add_char(&showing->bytes, '>');
}

static void open_span(Showing *showing, Part part, bool foreign, size_t glyph)
{
    close_array(showing);
    buffer_add_text(&showing->bytes, "/Span <<");
    if (foreign) {
        Lang lang = prose_lang(showing->source->prose, showing->source->glyphs[glyph].letter);
        buffer_printf(&showing->bytes, "/Lang (%s)", page_language(lang));
    }
    if (part != PART_NONE)
        buffer_add_text(&showing->bytes, "/ActualText ");
    if (part == PART_FIRST && !showing->told)
        add_whole_word(showing, glyph);
    else if (part != PART_NONE)
        buffer_add_text(&showing->bytes, "()");
    showing->told = showing->told || part == PART_FIRST;
    buffer_add_text(&showing->bytes, ">> BDC\n");
    showing->in_span = true;
}

static void use_span(Showing *showing, Part part, size_t glyph)
{
    const LineSource *source = showing->source;
    const Letter *letter = &source->prose->letters[source->glyphs[glyph].letter];
    bool foreign = letter->style & RUN_FOREIGN;
    if (part == showing->part && foreign == showing->foreign)
        return;
    close_span(showing);
    showing->part = part;
    showing->foreign = foreign;
    if (part != PART_NONE || foreign)
        open_span(showing, part, foreign, glyph);
}

/* ---- glyphs ---- */

/* In thousandths of the size. */
static long stretch_of(const Showing *showing, const Glyph *glyph)
{
    double ratio = glyph->space == SPACE_ELASTIC ? showing->range->ratio : 0;
    double share = ratio * (ratio > 0 ? FIT_STRETCH : FIT_SHRINK);
    return lround(glyph->advance * share * 1000 / showing->size);
}

static void show_glyph(Showing *showing, const Glyph *glyph)
{
    if (!glyph->id) /* a footer that no face can print: page_set refuses the document */
        return;
    use_font(showing, glyph->font);
    move_pen(showing, showing->wanted + glyph->dx);
    bool raised = fabsf(glyph->dy) > 0.005f;
    if (raised) {
        close_array(showing);
        OPERATION(&showing->bytes, "Ts", glyph->dy);
    }
    open_string(showing);
    add_code(&showing->bytes, glyph->id);
    showing->pen += showing->subset->widths[glyph->id] * showing->size / 1000;
    if (raised) {
        close_array(showing);
        OPERATION(&showing->bytes, "Ts", 0);
    }
}

/* Where the word that goes on in the next line begins; `end` when none does. */
static size_t divided_start(const LineSource *source, const LineRange *range)
{
    size_t start = range->end;
    while (range->word_end > range->end && start > range->first && !source->glyphs[start - 1].space)
        start--;
    return start;
}

/* In the style of the letter of a glyph; returns its advance. */
static double show_sign(Showing *showing, uint32_t c, size_t glyph)
{
    const LineSource *source = showing->source;
    Glyph sign =
        shape_sign(showing->shaper, source->prose, &source->style, source->glyphs[glyph].letter, c);
    show_glyph(showing, &sign);
    return sign.advance;
}

static void show_all(Showing *showing)
{
    const LineSource *source = showing->source;
    const LineRange *range = showing->range;
    size_t divided = divided_start(source, range);
    Part part = range->continued ? PART_REST : PART_NONE;
    for (size_t i = range->first; i < range->end; i++) {
        const Glyph *glyph = &source->glyphs[i];
        if (part == PART_REST && glyph->space)
            part = PART_NONE;
        if (part == PART_NONE && i >= divided)
            part = PART_FIRST;
        use_span(showing, part, i);
        show_glyph(showing, glyph);
        showing->wanted += glyph->advance;
        long stretch = stretch_of(showing, glyph);
        showing->owed += stretch;
        showing->stretched += stretch;
    }
    if (range->end == range->first)
        return;
    if (range->hyphen)
        showing->wanted += show_sign(showing, '-', range->end - 1);
    if (!range->spaced)
        return;
    use_span(showing, PART_NONE, range->end);
    show_sign(showing, ' ', range->end);
}

Line line_make(Shaper *shaper, Arena *arena, const LineSource *source, const LineRange *range)
{
    Showing showing = {.shaper = shaper,
                       .source = source,
                       .range = range,
                       .size = source->style.measure.size,
                       .font = NO_FONT};
    buffer_reserve(&showing.bytes, 8 * (range->end - range->first) + 64);
    show_all(&showing);
    close_span(&showing);
    close_array(&showing);
    Line line = {.bytes = arena_slice(arena, buffer_text(&showing.bytes), showing.bytes.length),
                 .length = showing.bytes.length,
                 .fonts = showing.fonts,
                 .width = showing.wanted + (double)showing.stretched * showing.size / 1000,
                 .divided = range->word_end > range->end};
    buffer_free(&showing.bytes);
    return line;
}
