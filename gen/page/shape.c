/* Words are shaped whole, face by face, with kerning and placed marks; glyph
 * substitution is off, so that a glyph always stands for the characters that
 * its ToUnicode line says. Spaces are set by hand: their width is ours.
 *
 * A word is shaped at the size of one point, with the places where its language
 * divides it, and kept like that; then it is scaled. */
#include "page/shape.h"

#include <harfbuzz/hb-ot.h>
#include <string.h>
#include <utf8proc.h>

enum { KEPT_WORD_LIMIT = 64 }; /* letters */

typedef struct Shaping {
    Shaper *shaper;
    const Prose *prose;
    const TextStyle *style;
    Glyphs glyphs;
    size_t capacity;
} Shaping;

typedef struct Word { /* kept: glyphs at one point; `letter` from its start */
    size_t count;
    Glyph glyphs[];
} Word;

static const hb_feature_t FEATURES[] = {
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'c', 'm', 'p'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'o', 'c', 'l'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('r', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

static Family family_of(const Shaping *shaping, const Letter *letter)
{
    return letter->style & RUN_CODE ? FAMILY_SANS : shaping->style->family;
}

static unsigned style_of(const Shaping *shaping, const Letter *letter)
{
    return (letter->style | shaping->style->style) & (RUN_BOLD | RUN_ITALIC);
}

static size_t cluster_end(const Prose *prose, size_t start)
{
    size_t end = start + 1;
    while (end < prose->count && end - start < CLUSTER_LIMIT && prose->letters[end].c >= 0x300 &&
           press_is_mark(prose->letters[end].c))
        end++;
    return end;
}

static int choose(const Shaping *shaping, size_t start, size_t end)
{
    const Letter *letters = shaping->prose->letters;
    uint32_t characters[CLUSTER_LIMIT];
    for (size_t i = start; i < end; i++)
        characters[i - start] = letters[i].c;
    return press_choose(shaping->shaper->press, family_of(shaping, &letters[start]),
                        style_of(shaping, &letters[start]), characters, end - start);
}

static void miss(Shaping *shaping, uint32_t c)
{
    if (!shaping->shaper->missing)
        shaping->shaper->missing = c;
}

static Glyph *add_glyphs(Shaping *shaping, size_t count)
{
    Glyphs *glyphs = &shaping->glyphs;
    if (!glyphs->items || glyphs->count + count > shaping->capacity) {
        shaping->capacity = 2 * (glyphs->count + count) + 16;
        Glyph *grown = arena_array_of(shaping->shaper->arena, shaping->capacity, Glyph);
        if (glyphs->count)
            memcpy(grown, glyphs->items, glyphs->count * sizeof *grown);
        glyphs->items = grown;
    }
    glyphs->count += count;
    return &glyphs->items[glyphs->count - count];
}

/* The only place where a glyph of a face gets its code in what documents embed. */
static void code_glyph(Shaping *shaping, Glyph *glyph, int face, hb_codepoint_t original,
                       uint32_t c)
{
    if (!press_code(shaping->shaper->press, face, original, &glyph->font, &glyph->id))
        miss(shaping, c);
}

/* ---- spaces ---- */

/* The thin space of a face that lacks it is a narrower space. */
static void shape_space(Shaping *shaping, size_t i)
{
    const Letter *letter = &shaping->prose->letters[i];
    uint32_t wanted = letter->c;
    int index = press_choose(shaping->shaper->press, family_of(shaping, letter),
                             style_of(shaping, letter), &wanted, 1);
    if (index == NO_FACE) {
        wanted = ' ';
        index = press_choose(shaping->shaper->press, family_of(shaping, letter),
                             style_of(shaping, letter), &wanted, 1);
    }
    const Face *face = press_face(shaping->shaper->press, index);
    hb_codepoint_t original = 0;
    hb_font_get_nominal_glyph(face_font(face), wanted, &original);
    double advance = hb_font_get_glyph_h_advance(face_font(face), original) / face_em(face);
    Glyph *glyph = add_glyphs(shaping, 1);
    code_glyph(shaping, glyph, index, original, letter->c);
    glyph->advance = (float)(wanted == letter->c ? advance : advance * 0.7);
    glyph->space = letter->c == ' ' || letter->c == NBSP ? SPACE_ELASTIC : SPACE_FIXED;
}

/* ---- words ---- */

/* Letters of one face and style, without spaces. */
static void shape_stretch(Shaping *shaping, size_t start, size_t end, int index)
{
    const Letter *letters = shaping->prose->letters;
    const Face *face = press_face(shaping->shaper->press, index);
    hb_buffer_t *buffer = shaping->shaper->buffer;
    hb_buffer_clear_contents(buffer);
    for (size_t i = start; i < end; i++)
        hb_buffer_add(buffer, letters[i].c, (unsigned)i);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face_font(face), buffer, FEATURES, sizeof FEATURES / sizeof *FEATURES);

    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    double scale = 1 / face_em(face);
    Glyph *glyphs = add_glyphs(shaping, count);
    for (unsigned g = 0; g < count; g++) {
        Glyph *glyph = &glyphs[g];
        code_glyph(shaping, glyph, index, infos[g].codepoint, letters[infos[g].cluster].c);
        glyph->advance = (float)(places[g].x_advance * scale);
        glyph->dx = (float)(places[g].x_offset * scale);
        glyph->dy = (float)(places[g].y_offset * scale);
        glyph->letter = infos[g].cluster;
    }
}

/* The longest stretch from `start` that one face sets; shapes it. */
static size_t shape_word_part(Shaping *shaping, size_t start, size_t word_end)
{
    const Prose *prose = shaping->prose;
    size_t end = cluster_end(prose, start);
    int face = choose(shaping, start, end);
    if (face == NO_FACE && end - start > 1) {
        end = start + 1;
        face = choose(shaping, start, end);
    }
    if (face == NO_FACE) {
        miss(shaping, prose->letters[start].c);
        return end;
    }
    while (end < word_end) {
        size_t next = cluster_end(prose, end);
        if (choose(shaping, end, next) != face)
            break;
        end = next;
    }
    shape_stretch(shaping, start, end, face);
    return end;
}

static bool is_of_word(uint32_t c) /* letters with their marks; figures keep words whole */
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    int category = (int)utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

static bool has_figure(const uint32_t *letters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (letters[i] >= '0' && letters[i] <= '9')
            return true;
    return false;
}

/* Marks in `after` where the letters in [start, end), one word between signs, are divided. */
static void divide(const Shaping *shaping, size_t start, size_t end, uint8_t *after)
{
    const Prose *prose = shaping->prose;
    uint32_t letters[HYPHEN_WORD_LIMIT];
    bool places[HYPHEN_WORD_LIMIT] = {false};
    size_t count = end - start;
    if (count > HYPHEN_WORD_LIMIT)
        return;
    for (size_t i = 0; i < count; i++)
        letters[i] = prose->letters[start + i].c;
    if (has_figure(letters, count))
        return;
    Lang lang = prose_lang(prose, start);
    hyphens_mark(press_hyphens(shaping->shaper->press), lang, letters, count, places);
    bool name = utf8proc_category((utf8proc_int32_t)letters[0]) == UTF8PROC_CATEGORY_LU;
    bool compound = (start > 0 && prose->letters[start - 1].c == '-') ||
                    (end < prose->count && prose->letters[end].c == '-');
    for (size_t i = 0; i < count; i++)
        if (places[i])
            after[i] = name || compound ? BREAK_LATE : BREAK_HYPHEN;
}

static void divide_word(const Shaping *shaping, size_t start, size_t end, Glyph *glyphs,
                        size_t count)
{
    const Letter *letters = shaping->prose->letters;
    uint8_t after[KEPT_WORD_LIMIT] = {BREAK_NO};
    if (letters[start].verbatim || end - start > KEPT_WORD_LIMIT)
        return;
    for (size_t i = start; i < end;) {
        size_t stop = i;
        while (stop < end && is_of_word(letters[stop].c))
            stop++;
        if (stop > i)
            divide(shaping, i, stop, &after[i - start]);
        i = stop + 1;
    }
    for (size_t g = 0; g + 1 < count; g++)
        if (glyphs[g + 1].letter > glyphs[g].letter)
            glyphs[g].after = after[glyphs[g + 1].letter - 1 - start];
}

/* Where lines may end as the prose says; otherwise where the word is divided. */
static void set_word(const Shaping *shaping, size_t start, size_t end, Glyph *glyphs, size_t count)
{
    const Letter *letters = shaping->prose->letters;
    double size = shaping->style->measure.size;
    bool bound = start > 1 && letters[start - 1].c == NBSP && letters[start - 2].c != 0xAB;
    for (size_t g = 0; g < count; g++) {
        Glyph *glyph = &glyphs[g];
        if (bound && glyph->after == BREAK_HYPHEN)
            glyph->after = BREAK_LATE; /* « 15 septembre » */
        glyph->advance = (float)(glyph->advance * size);
        glyph->dx = (float)(glyph->dx * size);
        glyph->dy = (float)(glyph->dy * size);
        glyph->letter += (uint32_t)start;
        size_t next = g + 1 == count ? end : glyphs[g + 1].letter + start;
        if (next > glyph->letter && letters[next - 1].after != BREAK_NO)
            glyph->after = letters[next - 1].after;
    }
}

/* All that the kept form of a word follows from. */
typedef struct WordKey {
    uint32_t kind, family, style, lang, verbatim, around[2];
    uint32_t letters[KEPT_WORD_LIMIT];
} WordKey;

static size_t word_key(const Shaping *shaping, size_t start, size_t end, WordKey *key)
{
    const Letter *letters = &shaping->prose->letters[start];
    *key = (WordKey){.kind = 'w',
                     .family = family_of(shaping, letters),
                     .style = style_of(shaping, letters),
                     .lang = prose_lang(shaping->prose, start),
                     .verbatim = letters->verbatim};
    key->around[0] = start > 0 && shaping->prose->letters[start - 1].c == '-';
    key->around[1] = end < shaping->prose->count && shaping->prose->letters[end].c == '-';
    for (size_t i = 0; i < end - start; i++)
        key->letters[i] = letters[i].c;
    return offsetof(WordKey, letters) + (end - start) * sizeof *key->letters;
}

static void keep_word(Shaping *shaping, const WordKey *key, size_t length, const Glyph *glyphs,
                      size_t count)
{
    Arena *room = keep_room(shaping->shaper->keep);
    if (!room || shaping->shaper->missing)
        return;
    Word *word = arena_alloc(room, sizeof *word + count * sizeof *glyphs);
    word->count = count;
    memcpy(word->glyphs, glyphs, count * sizeof *glyphs);
    keep_put(shaping->shaper->keep, key, length, word);
}

/* Makes the glyphs of a word at one point, from its start. */
static void shape_word(Shaping *shaping, size_t start, size_t end)
{
    size_t first = shaping->glyphs.count;
    for (size_t i = start; i < end;)
        i = shape_word_part(shaping, i, end);
    size_t count = shaping->glyphs.count - first;
    Glyph *glyphs = count ? &shaping->glyphs.items[first] : NULL;
    divide_word(shaping, start, end, glyphs, count);
    for (size_t g = 0; g < count; g++)
        glyphs[g].letter -= (uint32_t)start;
}

static void add_word(Shaping *shaping, size_t start, size_t end)
{
    WordKey key;
    bool kept = end - start <= KEPT_WORD_LIMIT;
    size_t first = shaping->glyphs.count, length = kept ? word_key(shaping, start, end, &key) : 0;
    const Word *word = kept ? keep_find(shaping->shaper->keep, &key, length) : NULL;
    if (word) {
        memcpy(add_glyphs(shaping, word->count), word->glyphs, word->count * sizeof(Glyph));
    } else {
        shape_word(shaping, start, end);
        if (kept)
            keep_word(shaping, &key, length, &shaping->glyphs.items[first],
                      shaping->glyphs.count - first);
    }
    if (shaping->glyphs.count > first)
        set_word(shaping, start, end, &shaping->glyphs.items[first], shaping->glyphs.count - first);
}

/* A space is a word of its own: kept like one. */
static void add_space(Shaping *shaping, size_t i)
{
    WordKey key;
    size_t length = word_key(shaping, i, i + 1, &key);
    const Word *word = keep_find(shaping->shaper->keep, &key, length);
    size_t first = shaping->glyphs.count;
    if (word)
        *add_glyphs(shaping, 1) = word->glyphs[0];
    else
        shape_space(shaping, i);
    Glyph *glyph = &shaping->glyphs.items[first];
    if (!word)
        keep_word(shaping, &key, length, glyph, 1);
    set_word(shaping, i, i + 1, glyph, 1);
}

static void add_forced_break(Shaping *shaping, size_t i)
{
    *add_glyphs(shaping, 1) =
        (Glyph){.space = SPACE_FIXED, .after = BREAK_MUST, .letter = (uint32_t)i};
}

/* Letters set alike, without spaces. */
static size_t word_end(const Prose *prose, size_t start)
{
    const Letter *first = &prose->letters[start];
    size_t end = start + 1;
    while (end < prose->count && !prose_is_space(prose->letters[end].c) &&
           prose->letters[end].c != '\n' && prose->letters[end].style == first->style &&
           prose->letters[end].verbatim == first->verbatim)
        end++;
    while (end < prose->count && press_is_mark(prose->letters[end].c))
        end++;
    return end;
}

Glyphs shape_prose(Shaper *shaper, const Prose *prose, const TextStyle *style)
{
    Shaping shaping = {.shaper = shaper, .prose = prose, .style = style};
    add_glyphs(&shaping, prose->count);
    shaping.glyphs.count = 0;
    for (size_t i = 0; i < prose->count;) {
        uint32_t c = prose->letters[i].c;
        if (c == '\n') {
            add_forced_break(&shaping, i++);
        } else if (prose_is_space(c)) {
            add_space(&shaping, i++);
        } else {
            size_t end = word_end(prose, i);
            add_word(&shaping, i, end);
            i = end;
        }
    }
    return shaping.glyphs;
}

Glyph shape_sign(Shaper *shaper, const Prose *prose, const TextStyle *style, size_t letter,
                 uint32_t c)
{
    Letter sign = {.c = c, .style = prose->letters[letter].style};
    const Prose alone = {&sign, 1, prose->lang};
    Glyph glyph = shape_prose(shaper, &alone, style).items[0];
    glyph.letter = (uint32_t)letter;
    return glyph;
}
