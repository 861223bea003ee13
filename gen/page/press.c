/* The table of faces and the search in it. Only scripts that are set from left
 * to right, letter after letter, are printed: for the others (Arabic, Hebrew,
 * those of India …) the press says that it cannot, rather than set them wrong. */
#include "page/press.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define GENTIUM "/usr/share/fonts/truetype/gentiumplus/GentiumPlus-"
#define NOTO "/usr/share/fonts/truetype/noto/NotoSans"

enum { ROMAN = 1, BOLD = 2, ITALIC = 4, BOLD_ITALIC = 8, ANY_STYLE = 15, UPRIGHT = ROMAN | ITALIC };
enum { TEXT = 1, SANS = 2, STAND_IN = 4 };

typedef struct FaceRow {
    const char *path;
    unsigned families; /* TEXT, SANS: whose own it is; STAND_IN: for any after its own */
    unsigned styles;   /* in which it is used */
    bool needed;       /* the run stops without it */
} FaceRow;

/* The order is that of the search. */
static const FaceRow FACES[] = {
    {GENTIUM "Regular.ttf", TEXT, ROMAN, true},
    {GENTIUM "Bold.ttf", TEXT, BOLD, true},
    {GENTIUM "Italic.ttf", TEXT, ITALIC, true},
    {GENTIUM "BoldItalic.ttf", TEXT, BOLD_ITALIC, true},
    {NOTO "-Regular.ttf", SANS | STAND_IN, ROMAN, true},
    {NOTO "-Bold.ttf", SANS | STAND_IN, BOLD, true},
    {NOTO "-Italic.ttf", SANS | STAND_IN, ITALIC, true},
    {NOTO "-BoldItalic.ttf", SANS | STAND_IN, BOLD_ITALIC, true},
    {NOTO "CanadianAboriginal-Regular.ttf", STAND_IN, UPRIGHT, true},
    {NOTO "CanadianAboriginal-Bold.ttf", STAND_IN, BOLD | BOLD_ITALIC, true},
    {NOTO "Symbols2-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Math-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Symbols-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Armenian-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Georgian-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Ethiopic-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Cherokee-Regular.ttf", STAND_IN, ANY_STYLE, false},
    {NOTO "Tifinagh-Regular.ttf", STAND_IN, ANY_STYLE, false},
};
enum { FACE_COUNT = sizeof FACES / sizeof *FACES };

/* What the press itself adds to the texts: spacing, bullets, numbers, footer. */
static const char OWN_CHARACTERS[] = " \u00A0\u202F\u2019\u2022\u2013\u00B7.-0123456789"
                                     "page de of Date Nom Name :";

struct Press {
    Style style;
    Face *faces[FACE_COUNT]; /* NULL: not installed */
    hb_set_t *seen;          /* characters already wanted by themselves */
    bool claims;
};

void press_close(Press *press)
{
    if (!press)
        return;
    for (int i = 0; i < FACE_COUNT; i++)
        face_close(press->faces[i]);
    hb_set_destroy(press->seen);
    free(press);
}

Status press_open(Press **made, const char *style_path, Error *error)
{
    *made = NULL;
    Press *press = memory_resize(NULL, 1, sizeof *press);
    memset(press, 0, sizeof *press);
    press->seen = hb_set_create();
    Status status = style_load(style_path, &press->style, error);
    for (int i = 0; i < FACE_COUNT && !status; i++)
        if (FACES[i].needed || file_kind(FACES[i].path) == FILE_REGULAR)
            status = face_open(&press->faces[i], FACES[i].path, error);
    if (status) {
        press_close(press);
        return status;
    }
    press_want(press, OWN_CHARACTERS);
    *made = press;
    return STATUS_OK;
}

const Style *press_style(const Press *press)
{
    return &press->style;
}

void press_claim(Press *press)
{
    press->claims = true;
}

bool press_claims(const Press *press)
{
    return press->claims;
}

const Face *press_face(const Press *press, int index)
{
    return press->faces[index];
}

static bool has_all(const Face *face, const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!face_has(face, characters[i]))
            return false;
    return true;
}

int press_choose(const Press *press, Family family, unsigned style, const uint32_t *characters,
                 size_t count)
{
    unsigned styles = 1u << (style & (RUN_BOLD | RUN_ITALIC));
    const unsigned passes[] = {family == FAMILY_TEXT ? TEXT : SANS, STAND_IN};
    for (size_t pass = 0; pass < 2; pass++)
        for (int i = 0; i < FACE_COUNT; i++)
            if (press->faces[i] && FACES[i].families & passes[pass] && FACES[i].styles & styles &&
                has_all(press->faces[i], characters, count))
                return i;
    return NO_FACE;
}

static bool is_set_simply(uint32_t codepoint)
{
    switch ((int)hb_unicode_script(hb_unicode_funcs_get_default(), codepoint)) {
    case HB_SCRIPT_COMMON:
    case HB_SCRIPT_INHERITED:
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_ARMENIAN:
    case HB_SCRIPT_GEORGIAN:
    case HB_SCRIPT_ETHIOPIC:
    case HB_SCRIPT_CHEROKEE:
    case HB_SCRIPT_CANADIAN_SYLLABICS:
    case HB_SCRIPT_TIFINAGH:
        return true;
    default:
        return false;
    }
}

/* Line ends and tabs become spaces; the others only say where a line may break. */
static bool is_set_without_glyph(uint32_t codepoint)
{
    static const uint32_t SET[] = {'\t', '\n', '\r', 0xAD, 0x200B, 0x2060, 0xFEFF};
    for (size_t i = 0; i < sizeof SET / sizeof *SET; i++)
        if (SET[i] == codepoint)
            return true;
    return false;
}

bool press_can_print(const Press *press, uint32_t codepoint)
{
    if (is_set_without_glyph(codepoint))
        return true;
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), codepoint);
    if (category == HB_UNICODE_GENERAL_CATEGORY_CONTROL ||
        category == HB_UNICODE_GENERAL_CATEGORY_FORMAT || !is_set_simply(codepoint))
        return false;
    return press_choose(press, FAMILY_TEXT, 0, &codepoint, 1) != NO_FACE;
}

bool press_is_mark(uint32_t codepoint)
{
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), codepoint);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

static void want_in(Press *press, Family family, unsigned style, const uint32_t *characters,
                    size_t count)
{
    int face = press_choose(press, family, style, characters, count);
    if (face == NO_FACE && count > 1) {
        for (size_t i = 0; i < count; i++)
            want_in(press, family, style, &characters[i], 1);
        return;
    }
    for (size_t i = 0; i < count && face != NO_FACE; i++)
        face_want(press->faces[face], characters[i]);
}

static void want_cluster(Press *press, const uint32_t *characters, size_t count)
{
    if (count == 1 && hb_set_has(press->seen, characters[0]))
        return;
    if (count == 1)
        hb_set_add(press->seen, characters[0]);
    for (size_t i = 0; i < count; i++)
        if (!press_can_print(press, characters[i]))
            return;
    for (int family = 0; family < FAMILY_COUNT; family++)
        for (unsigned style = 0; style < STYLE_COUNT; style++)
            want_in(press, (Family)family, style, characters, count);
}

void press_want(Press *press, const char *text)
{
    if (!text)
        return;
    uint32_t cluster[CLUSTER_LIMIT];
    size_t count = 0;
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c = utf8_next(&text, end);
        if (count && (!press_is_mark(c) || count == CLUSTER_LIMIT)) {
            want_cluster(press, cluster, count);
            count = 0;
        }
        cluster[count++] = c;
    }
    if (count)
        want_cluster(press, cluster, count);
}

static void want_block(Press *press, const Block *block)
{
    for (const Run *run = block->runs; run; run = run->next)
        press_want(press, run->text);
    press_want(press, block->label);
    press_want(press, block->name);
    press_want(press, block->title);
    press_want(press, block->alt);
    if (block->kind == BLOCK_QR)
        press_want(press, block->source);
    for (const Block *child = block->first; child; child = child->next)
        want_block(press, child);
}

void press_want_doc(Press *press, const Doc *doc)
{
    press_want(press, doc->number);
    press_want(press, doc->footer);
    press_want(press, doc->watermark);
    if (doc->root)
        want_block(press, doc->root);
}

Status press_ready(Press *press, Error *error)
{
    for (int i = 0; i < FACE_COUNT; i++) {
        if (!press->faces[i] || !face_is_wanted(press->faces[i]))
            continue;
        Status status = face_subset(press->faces[i], error);
        if (status)
            return status;
    }
    return STATUS_OK;
}
