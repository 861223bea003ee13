/* The table of faces and the search in it. Only scripts that are set from left
 * to right, letter after letter, are printed: for the others (Arabic, Hebrew,
 * those of India …) the press says that it cannot, rather than set them wrong. */
#include "page/press.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROMAN = 1, BOLD = 2, ITALIC = 4, BOLD_ITALIC = 8, ANY_STYLE = 15, UPRIGHT = ROMAN | ITALIC };

typedef struct StandIn {
    const char *path; /* after NOTO */
    unsigned styles;  /* in which it is used */
    bool needed;      /* the run stops without it */
} StandIn;

#define NOTO "/usr/share/fonts/truetype/noto/NotoSans"
static const char NOTO_PACKAGE[] = "fonts-noto-core";

/* After Noto Sans itself, in the order of the search. */
static const StandIn STAND_INS[] = {
    {"CanadianAboriginal-Regular.ttf", UPRIGHT, true},
    {"CanadianAboriginal-Bold.ttf", BOLD | BOLD_ITALIC, true},
    {"Symbols2-Regular.ttf", ANY_STYLE, false},
    {"Math-Regular.ttf", ANY_STYLE, false},
    {"Symbols-Regular.ttf", ANY_STYLE, false},
    {"Armenian-Regular.ttf", ANY_STYLE, false},
    {"Georgian-Regular.ttf", ANY_STYLE, false},
    {"Ethiopic-Regular.ttf", ANY_STYLE, false},
    {"Cherokee-Regular.ttf", ANY_STYLE, false},
    {"Tifinagh-Regular.ttf", ANY_STYLE, false},
};

/* Faces are in groups of four, by style: those of each family, then Noto Sans; after them
 * the others. A group that is the same typeface as one before it stays empty. */
enum {
    GROUP_TEXT = FAMILY_TEXT,
    GROUP_SANS = FAMILY_SANS,
    GROUP_STAND_IN,
    GROUP_COUNT,
    FIRST_STAND_IN = GROUP_COUNT * STYLE_COUNT,
    STAND_IN_COUNT = sizeof STAND_INS / sizeof *STAND_INS,
    FACE_COUNT = FIRST_STAND_IN + STAND_IN_COUNT,
};
_Static_assert(FACE_COUNT *FACE_SLICES <= UINT8_MAX, "the index of a font is a byte");

const char PRESS_OWN[] =
    " \u00A0\u202F\u2018\u2019\u201C\u201D«»…\u2022\u2013\u2014\u00B7.-0123456789"
    "page de of Date Nom Name :";

struct Press {
    Style style;
    Face *faces[FACE_COUNT]; /* NULL: not installed, or in a group before */
    int first[GROUP_COUNT];  /* of the faces of each group */
    Hyphens *hyphens;
    hb_set_t *seen;    /* characters already wanted by themselves */
    hb_set_t *letters; /* all characters wanted, marks included */
    bool ready, claims;
};

void press_close(Press *press)
{
    if (!press)
        return;
    for (int i = 0; i < FACE_COUNT; i++)
        face_close(press->faces[i]);
    hyphens_close(press->hyphens);
    hb_set_destroy(press->seen);
    hb_set_destroy(press->letters);
    free(press);
}

/* A face that style.ini asked for and that cannot be had is a fault of that line. */
static Status fail_choice(const FaceChoice *choice, const Error *why, Error *error)
{
    if (!*choice->place) {
        if (error)
            *error = *why;
        return why->status;
    }
    error_set(error, STATUS_USAGE, choice->place, "%s : %s", why->place, why->what);
    if (*why->remedy)
        error_remedy(error, "%s", why->remedy);
    return STATUS_USAGE;
}

static Status open_group(Press *press, int group, const FaceChoice *choice, Error *error)
{
    press->first[group] = group * STYLE_COUNT;
    for (int before = 0; before < group; before++) {
        const FaceChoice *other =
            before == GROUP_TEXT ? &press->style.text_face : &press->style.title_face;
        if (text_is(other->start, choice->start)) {
            press->first[group] = press->first[before];
            return STATUS_OK;
        }
    }
    for (int style = 0; style < STYLE_COUNT; style++) {
        char path[FACE_PATH + 32];
        Error why;
        snprintf(path, sizeof path, "%s%s", choice->start, choice->endings[style]);
        if (face_open(&press->faces[press->first[group] + style], path, choice->package, &why))
            return fail_choice(choice, &why, error);
    }
    return STATUS_OK;
}

static Status open_stand_ins(Press *press, Error *error)
{
    FaceChoice noto = {.start = NOTO, .endings = TYPEFACE_ENDINGS, .package = NOTO_PACKAGE};
    Status status = open_group(press, GROUP_STAND_IN, &noto, error);
    for (int i = 0; i < STAND_IN_COUNT && !status; i++) {
        char path[sizeof NOTO + 64];
        snprintf(path, sizeof path, NOTO "%s", STAND_INS[i].path);
        if (STAND_INS[i].needed || file_kind(path) == FILE_REGULAR)
            status = face_open(&press->faces[FIRST_STAND_IN + i], path, NOTO_PACKAGE, error);
    }
    return status;
}

Status press_open(Press **made, const char *style_path, Error *error)
{
    *made = NULL;
    Press *press = memory_resize(NULL, 1, sizeof *press);
    memset(press, 0, sizeof *press);
    press->seen = hb_set_create();
    press->letters = hb_set_create();
    Status status = style_load(style_path, &press->style, error);
    if (!status)
        status = open_group(press, GROUP_TEXT, &press->style.text_face, error);
    if (!status)
        status = open_group(press, GROUP_SANS, &press->style.title_face, error);
    if (!status)
        status = open_stand_ins(press, error);
    if (!status)
        status = hyphens_open(&press->hyphens, error);
    if (status) {
        press_close(press);
        return status;
    }
    press_want(press, PRESS_OWN);
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

const Hyphens *press_hyphens(const Press *press)
{
    return press->hyphens;
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
    int in_group = (int)(style & (RUN_BOLD | RUN_ITALIC));
    const int groups[] = {family == FAMILY_TEXT ? GROUP_TEXT : GROUP_SANS, GROUP_STAND_IN};
    for (size_t i = 0; i < 2; i++) {
        int face = press->first[groups[i]] + in_group;
        if (has_all(press->faces[face], characters, count))
            return face;
    }
    for (int i = 0; i < STAND_IN_COUNT; i++) {
        int face = FIRST_STAND_IN + i;
        if (press->faces[face] && STAND_INS[i].styles & 1u << in_group &&
            has_all(press->faces[face], characters, count))
            return face;
    }
    return NO_FACE;
}

bool press_code(const Press *press, int face, hb_codepoint_t glyph, uint8_t *font, uint16_t *code)
{
    int slice = 0;
    *code = 0;
    if (press->ready)
        slice = face_code(press->faces[face], glyph, code);
    else
        face_lead(press->faces[face], glyph);
    *font = (uint8_t)(face * FACE_SLICES + (slice < 0 ? 0 : slice));
    return slice >= 0;
}

const FaceSubset *press_font(const Press *press, int font)
{
    return face_slice(press->faces[font / FACE_SLICES], font % FACE_SLICES);
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

/* What HarfBuzz prefers to a letter and its mark, where the face has it. */
static bool compose(const uint32_t *characters, size_t count, uint32_t *composed)
{
    *composed = characters[0];
    for (size_t i = 1; i < count; i++)
        if (!hb_unicode_compose(hb_unicode_funcs_get_default(), *composed, characters[i], composed))
            return false;
    return count > 1;
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
    uint32_t composed;
    if (face != NO_FACE && compose(characters, count, &composed))
        face_want(press->faces[face], composed);
}

static void want_cluster(Press *press, const uint32_t *characters, size_t count)
{
    if (count == 1 && hb_set_has(press->seen, characters[0]))
        return;
    if (count == 1)
        hb_set_add(press->seen, characters[0]);
    for (size_t i = 0; i < count; i++)
        hb_set_add(press->letters, characters[i]);
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

void press_letters(const Press *press, Sha256 sha256)
{
    Buffer all = {0};
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(press->letters, &c);)
        buffer_add(&all, &c, sizeof c);
    sha256_hex(buffer_text(&all), all.length, sha256);
    buffer_free(&all);
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
    Status status = STATUS_OK;
    for (int i = 0; i < FACE_COUNT && !status; i++)
        if (press->faces[i])
            status = face_cut(press->faces[i], error);
    press->ready = status == STATUS_OK;
    return status;
}
