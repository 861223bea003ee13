/* Glyphs become places where a line may end, one vector for each part between
 * forced breaks; fit.c chooses; the chosen ranges are written by line.c. A line is
 * a range of glyphs: the space at its end belongs to it but not to its width. */
#include "page/para.h"

#include "page/fit.h"

#include <string.h>

static const double NARROW = 140, NARROW_EMS = 16; /* no justification in a narrower column */
static const double RUNT_EMS = 2.4;                /* a last line should be longer */

/* ---- measures ---- */

static size_t trimmed(const Glyph *glyphs, size_t start, size_t end)
{
    while (end > start && glyphs[end - 1].space)
        end--;
    return end;
}

static double width_of(const Glyph *glyphs, size_t start, size_t end)
{
    double width = 0;
    for (size_t i = start, stop = trimmed(glyphs, start, end); i < stop; i++)
        width += glyphs[i].advance;
    return width;
}

static ParaText measure(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style)
{
    ParaText text = {.prose = prose_make(shaper->arena, runs, lang), .style = *style};
    text.glyphs = shape_prose(shaper, &text.prose, style);
    const Glyph *items = text.glyphs.items;
    for (size_t i = 0, line = 0, word = 0; i < text.glyphs.count; i++) {
        bool last = i + 1 == text.glyphs.count;
        if (items[i].after != BREAK_MAY && items[i].after != BREAK_MUST && !last)
            continue;
        double width = width_of(items, word, i + 1);
        text.narrowest = width > text.narrowest ? width : text.narrowest;
        word = i + 1;
        if (items[i].after != BREAK_MUST && !last)
            continue;
        width = width_of(items, line, i + 1);
        text.widest = width > text.widest ? width : text.widest;
        line = i + 1;
    }
    return text;
}

/* ---- places ---- */

typedef struct Places {
    Shaper *shaper;
    const ParaText *text;
    double width;
    bool justified;
    FitPlace *items;
    size_t *glyphs; /* after which the place stands */
    size_t count, capacity;
    double at, elastic; /* sums up to the glyph under way */
    Glyph hyphen;       /* the last one that was asked for */
    unsigned hyphen_style;
} Places;

static void add_place(Places *places, FitPlace place, size_t glyph)
{
    if (places->count == places->capacity) {
        size_t capacity = 2 * places->capacity + 32;
        FitPlace *items = arena_array_of(places->shaper->arena, capacity, FitPlace);
        size_t *glyphs = arena_array_of(places->shaper->arena, capacity, size_t);
        if (places->count) {
            memcpy(items, places->items, places->count * sizeof *items);
            memcpy(glyphs, places->glyphs, places->count * sizeof *glyphs);
        }
        places->items = items;
        places->glyphs = glyphs;
        places->capacity = capacity;
    }
    places->items[places->count] = place;
    places->glyphs[places->count++] = glyph;
}

static double hyphen_width(Places *places, size_t glyph)
{
    const ParaText *text = places->text;
    size_t letter = text->glyphs.items[glyph].letter;
    unsigned style = text->prose.letters[letter].style;
    if (places->hyphen.advance <= 0 || style != places->hyphen_style)
        places->hyphen = shape_sign(places->shaper, &text->prose, &text->style, letter, '-');
    places->hyphen_style = style;
    return places->hyphen.advance;
}

static FitKind kind_of(const ParaText *text, size_t glyph)
{
    const Glyph *last = &text->glyphs.items[glyph];
    if (last->after == BREAK_HYPHEN)
        return FIT_HYPHEN;
    if (last->after == BREAK_LATE)
        return FIT_LATE;
    if (last->space)
        return FIT_SPACE;
    uint32_t c = text->prose.letters[last->letter].c;
    return c == '-' || c == 0x2010 ? FIT_JOINT : FIT_SIGN;
}

/* Whether the glyphs from `start` up to the next place where the text may be broken as it is
 * written are wider than the line. */
static size_t word_after(const Places *places, size_t start, size_t end, bool *wide)
{
    const Glyph *glyphs = places->text->glyphs.items;
    double width = 0;
    size_t i = start;
    while (i < end && glyphs[i].after != BREAK_MAY)
        width += glyphs[i].space ? 0 : glyphs[i].advance, i++;
    if (i < end)
        width += glyphs[i].space ? 0 : glyphs[i].advance;
    *wide = width > places->width;
    return i + 1;
}

/* Between the letters of what is too wide even when divided: marks stay on their letter. */
static void add_cuts(Places *places, size_t start, size_t end)
{
    const Glyph *glyphs = places->text->glyphs.items;
    double at = places->at, elastic = places->elastic;
    for (size_t i = start; i < end; i++) {
        bool visible = glyphs[i].advance > 0;
        if (visible && i > start)
            add_place(places,
                      (FitPlace){.end = at,
                                 .next = at,
                                 .end_elastic = elastic,
                                 .next_elastic = elastic,
                                 .kind = FIT_CUT},
                      i);
        at += glyphs[i].advance;
        elastic += glyphs[i].space == SPACE_ELASTIC ? glyphs[i].advance : 0;
    }
}

/* The place after the glyphs [start, end), of which none lets a line end before the last. */
static void add_box(Places *places, size_t start, size_t end, FitKind kind)
{
    const Glyph *glyphs = places->text->glyphs.items;
    double width = width_of(glyphs, start, end);
    double hyphen = kind == FIT_HYPHEN || kind == FIT_LATE ? hyphen_width(places, end - 1) : 0;
    if (width + hyphen > places->width)
        add_cuts(places, start, end);
    size_t stop = trimmed(glyphs, start, end);
    FitPlace place = {.hyphen = hyphen, .kind = kind};
    for (size_t i = start; i < end; i++) {
        if (i == stop) {
            place.end = places->at;
            place.end_elastic = places->elastic;
        }
        places->at += glyphs[i].advance;
        places->elastic += glyphs[i].space == SPACE_ELASTIC ? glyphs[i].advance : 0;
    }
    place.next = places->at;
    place.next_elastic = places->elastic;
    if (stop == end) {
        place.end = place.next;
        place.end_elastic = place.next_elastic;
    }
    add_place(places, place, end);
}

/* A ragged text has hyphens only in the words that are wider than the line. */
static void find_places(Places *places, size_t start, size_t end)
{
    const Glyph *glyphs = places->text->glyphs.items;
    size_t box = start, word = start;
    bool hyphens = places->justified;
    places->count = 0;
    places->at = places->elastic = 0;
    for (size_t i = start; i < end; i++) {
        if (i == word && !places->justified)
            word = word_after(places, i, end, &hyphens);
        bool last = i + 1 == end;
        bool added = glyphs[i].after == BREAK_HYPHEN || glyphs[i].after == BREAK_LATE;
        if (!last && (glyphs[i].after == BREAK_NO || (added && !hyphens)))
            continue;
        add_box(places, box, i + 1, last ? FIT_END : kind_of(places->text, i));
        box = i + 1;
    }
    if (start == end) /* between two forced breaks */
        add_place(places, (FitPlace){.kind = FIT_END}, end);
}

/* ---- lines ---- */

typedef struct Breaking {
    Shaper *shaper;
    const ParaText *text;
    ParaLines lines;
    size_t capacity;
} Breaking;

static void add_range(Breaking *breaking, LineRange range)
{
    ParaLines *lines = &breaking->lines;
    if (lines->count == breaking->capacity) {
        breaking->capacity = 2 * breaking->capacity + 8;
        LineRange *grown = arena_array_of(breaking->shaper->arena, breaking->capacity, LineRange);
        if (lines->count)
            memcpy(grown, lines->items, lines->count * sizeof *grown);
        lines->items = grown;
    }
    lines->items[lines->count++] = range;
}

static size_t end_of_word(const Glyph *glyphs, size_t at, size_t end)
{
    while (at < end && !glyphs[at].space)
        at++;
    return at;
}

/* The part between two forced breaks. */
static void break_part(Breaking *breaking, Places *places, size_t start, size_t end)
{
    const Glyph *glyphs = breaking->text->glyphs.items;
    find_places(places, start, end);
    const Fit fit = {.places = places->items,
                     .count = places->count,
                     .width = places->width,
                     .runt = RUNT_EMS * breaking->text->style.measure.size,
                     .justified = places->justified};
    FitLine *lines;
    size_t count = fit_lines(breaking->shaper->arena, &fit, &lines), first = start;
    bool continued = false;
    for (size_t i = 0; i < count; i++) {
        size_t next = places->glyphs[lines[i].place];
        FitKind kind = places->items[lines[i].place].kind;
        LineRange range = {.first = first,
                           .end = trimmed(glyphs, first, next),
                           .hyphen = kind == FIT_HYPHEN || kind == FIT_LATE,
                           .continued = continued,
                           .ratio = lines[i].ratio > FIT_LOOSEST ? 0 : lines[i].ratio};
        continued = kind != FIT_SPACE && kind != FIT_END;
        range.word_end = continued ? end_of_word(glyphs, next, end) : range.end;
        add_range(breaking, range);
        first = next;
    }
}

ParaLines para_lines(Shaper *shaper, const ParaText *text, double width)
{
    Breaking breaking = {.shaper = shaper, .text = text};
    const double size = text->style.measure.size;
    Places places = {.shaper = shaper,
                     .text = text,
                     .width = width,
                     .justified =
                         text->style.justified && width >= NARROW && width >= NARROW_EMS * size};
    for (size_t start = 0, end; start < text->glyphs.count; start = end) {
        end = start;
        while (end < text->glyphs.count && text->glyphs.items[end].after != BREAK_MUST)
            end++;
        break_part(&breaking, &places, start, end);
        if (end < text->glyphs.count)
            end++;
    }
    for (size_t i = 0; i + 1 < breaking.lines.count; i++)
        breaking.lines.items[i].spaced =
            breaking.lines.items[i + 1].first > breaking.lines.items[i].end;
    return breaking.lines;
}

static Para write_lines(Shaper *shaper, Arena *arena, const ParaText *text, double width)
{
    ParaLines lines = para_lines(shaper, text, width);
    const LineSource source = {&text->prose, text->glyphs.items, text->style};
    Line *made = arena_array_of(arena, lines.count + 1, Line);
    for (size_t i = 0; i < lines.count; i++)
        made[i] = line_make(shaper, arena, &source, &lines.items[i]);
    return (Para){text->style, made, lines.count};
}

/* ---- what is kept ---- */

/* All that a text follows from, its runs aside; its lines, with the width. */
typedef struct KeyHead {
    uint32_t kind, lang, family, style, justified, unused;
    double size, width;
} KeyHead;

typedef struct BrokenKey {
    uint64_t kind;
    const void *text;
    double width;
} BrokenKey;

/* The shaped letters of a long text are not worth their room: its lines are kept. */
enum { SHORT_TEXT = 160 };

static size_t text_bytes(const Run *runs)
{
    size_t bytes = 0;
    for (const Run *run = runs; run; run = run->next)
        bytes += sizeof run->style + strlen(run->text) + 1;
    return bytes;
}

static char *make_key(Shaper *shaper, const Run *runs, const KeyHead *head, size_t *length)
{
    *length = sizeof *head + text_bytes(runs);
    char *key = arena_alloc(shaper->arena, *length), *at = key + sizeof *head;
    memcpy(key, head, sizeof *head);
    for (const Run *run = runs; run; run = run->next) {
        memcpy(at, &run->style, sizeof run->style);
        size_t text = strlen(run->text) + 1;
        memcpy(at + sizeof run->style, run->text, text);
        at += sizeof run->style + text;
    }
    return key;
}

static KeyHead key_head(char kind, Lang lang, const TextStyle *style, double width)
{
    return (KeyHead){.kind = (uint32_t)kind,
                     .lang = lang,
                     .family = style->family,
                     .style = style->style,
                     .justified = style->justified,
                     .size = style->measure.size,
                     .width = width};
}

static void keep_text(Shaper *shaper, Arena *room, const char *key, size_t length, ParaText *text)
{
    ParaText *copy = arena_new_of(room, ParaText);
    copy->prose.letters = arena_array_of(room, text->prose.count + 1, Letter);
    copy->glyphs.items = arena_array_of(room, text->glyphs.count + 1, Glyph);
    if (text->prose.count)
        memcpy(copy->prose.letters, text->prose.letters, text->prose.count * sizeof(Letter));
    if (text->glyphs.count)
        memcpy(copy->glyphs.items, text->glyphs.items, text->glyphs.count * sizeof(Glyph));
    text->prose.letters = copy->prose.letters;
    text->glyphs.items = copy->glyphs.items;
    text->kept = copy;
    *copy = *text;
    keep_put(shaper->keep, key, length, copy);
}

ParaText para_measure(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style)
{
    if (!shaper->keep || text_bytes(runs) > SHORT_TEXT)
        return measure(shaper, runs, lang, style);
    const KeyHead head = key_head('m', lang, style, 0);
    size_t length;
    const char *key = make_key(shaper, runs, &head, &length);
    const ParaText *kept = keep_find(shaper->keep, key, length);
    ParaText text = kept ? *kept : measure(shaper, runs, lang, style);
    Arena *room = keep_room(shaper->keep);
    if (!kept && room && !shaper->missing)
        keep_text(shaper, room, key, length, &text);
    text.style = *style;
    return text;
}

/* Breaks the text and keeps its lines under the key. */
static Para make_lines(Shaper *shaper, const ParaText *text, double width, const void *key,
                       size_t length)
{
    Arena *room = keep_room(shaper->keep);
    Para para = write_lines(shaper, room ? room : shaper->arena, text, width);
    if (!room || shaper->missing)
        return para;
    Para *copy = arena_new_of(room, Para);
    *copy = para;
    keep_put(shaper->keep, key, length, copy);
    return para;
}

static Para restyled(const Para *kept, const TextStyle *style)
{
    return (Para){*style, kept->lines, kept->line_count};
}

Para para_break(Shaper *shaper, const ParaText *text, double width)
{
    if (!text->kept)
        return write_lines(shaper, shaper->arena, text, width);
    const BrokenKey key = {'b', text->kept, width};
    const Para *kept = keep_find(shaper->keep, &key, sizeof key);
    return kept ? restyled(kept, &text->style) : make_lines(shaper, text, width, &key, sizeof key);
}

Para para_set(Shaper *shaper, const Run *runs, Lang lang, const TextStyle *style, double width)
{
    const KeyHead head = key_head('p', lang, style, width);
    size_t length;
    const char *key = make_key(shaper, runs, &head, &length);
    const Para *kept = keep_find(shaper->keep, key, length);
    if (kept)
        return restyled(kept, style);
    ParaText text = measure(shaper, runs, lang, style);
    return make_lines(shaper, &text, width, key, length);
}
