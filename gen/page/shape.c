/* Words are shaped whole, face by face, with kerning and placed marks; glyph
 * substitution is off, so that a glyph always stands for the characters that
 * its ToUnicode line says. Spaces are set by hand: their width is ours. */
#include "page/shape.h"

#include <harfbuzz/hb-ot.h>

typedef struct Shaping {
    Shaper *shaper;
    const Prose *prose;
    const TextStyle *style;
    Glyphs glyphs;
} Shaping;

static const hb_feature_t FEATURES[] = {
    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'c', 'm', 'p'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'o', 'c', 'l'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('r', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

static bool is_space(uint32_t c)
{
    return c == ' ' || c == NBSP || c == THIN || (c >= 0x2000 && c <= 0x200A);
}

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
    while (end < prose->count && end - start < CLUSTER_LIMIT &&
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

static Glyph *add_glyph(Shaping *shaping)
{
    return &shaping->glyphs.items[shaping->glyphs.count++];
}

/* The only place where a glyph of a face gets its code in what documents embed. */
static void code_glyph(Shaping *shaping, Glyph *glyph, int face, hb_codepoint_t original,
                       uint32_t c)
{
    if (!press_code(shaping->shaper->press, face, original, &glyph->font, &glyph->id))
        miss(shaping, c);
}

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
    double size = shaping->style->measure.size;
    double advance = hb_font_get_glyph_h_advance(face_font(face), original) / face_em(face);
    Glyph *glyph = add_glyph(shaping);
    code_glyph(shaping, glyph, index, original, letter->c);
    glyph->advance = (float)(size * (wanted == letter->c ? advance : advance * 0.7));
    glyph->space = true;
    glyph->after = letter->after;
}

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
    double scale = shaping->style->measure.size / face_em(face);
    for (unsigned g = 0; g < count; g++) {
        bool last = g + 1 == count || infos[g + 1].cluster != infos[g].cluster;
        size_t next = g + 1 == count ? end : infos[g + 1].cluster;
        Glyph *glyph = add_glyph(shaping);
        code_glyph(shaping, glyph, index, infos[g].codepoint, letters[infos[g].cluster].c);
        glyph->advance = (float)(places[g].x_advance * scale);
        glyph->dx = (float)(places[g].x_offset * scale);
        glyph->dy = (float)(places[g].y_offset * scale);
        glyph->after = last && next > start ? letters[next - 1].after : BREAK_NO;
    }
}

/* The longest stretch from `start` that one face sets; shapes it. */
static size_t shape_word_part(Shaping *shaping, size_t start)
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
    while (end < prose->count && prose->letters[end - 1].after != BREAK_MUST &&
           !is_space(prose->letters[end].c) && prose->letters[end].c != '\n') {
        size_t next = cluster_end(prose, end);
        if (choose(shaping, end, next) != face)
            break;
        end = next;
    }
    shape_stretch(shaping, start, end, face);
    return end;
}

static void shape_forced_break(Shaping *shaping)
{
    Glyph *glyph = add_glyph(shaping);
    glyph->space = true;
    glyph->after = BREAK_MUST;
    glyph->id = 0;
}

Glyphs shape_prose(Shaper *shaper, const Prose *prose, const TextStyle *style)
{
    /* A character that the shaper takes apart gives four glyphs at most. */
    Shaping shaping = {
        shaper, prose, style, {arena_array_of(shaper->arena, 4 * prose->count + 1, Glyph), 0}};
    for (size_t i = 0; i < prose->count;) {
        uint32_t c = prose->letters[i].c;
        if (c == '\n') {
            shape_forced_break(&shaping);
            i++;
        } else if (is_space(c)) {
            shape_space(&shaping, i++);
        } else {
            i = shape_word_part(&shaping, i);
        }
    }
    return shaping.glyphs;
}
