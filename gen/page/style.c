/* How style.ini becomes a Style: one table says each key, its unit, its bounds
 * and the field it fills; reading is the same for all. */
#include "page/style.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "read/ini.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM(length) ((length)*72 / 25.4)

static const Style DEFAULTS = {
    .page_width = 612,
    .page_height = 792,
    .margin_left = MM(25),
    .margin_right = MM(25),
    .margin_top = MM(22),
    .margin_bottom = MM(26),
    .footer_baseline = 42,
    .logo_height = MM(20),
    .qr_side = MM(22),
    .blank_height = MM(7.5),
    .text = {10.5, 13.8},
    .table = {8.6, 11.6},
    .small = {7.4, 9.8},
    .headings = {{18, 22.5}, {12.5, 16}, {10.6, 14.5}, {9.4, 14}},
    .justified = true,
    .ink = {0x1C, 0x1C, 0x1E},
    .accent = {0x1B, 0x3A, 0x5C},
    .muted = {0x5A, 0x60, 0x68},
    .line = {0xBF, 0xC5, 0xCC},
    .shade = {0xF1, 0xF4, 0xF7},
    .watermark = {0xEA, 0xEC, 0xEF},
};

typedef enum Unit { UNIT_MM, UNIT_POINT, UNIT_COLOUR, UNIT_FACE, UNIT_YES_NO } Unit;

typedef struct StyleKey {
    const char *section, *key;
    Unit unit;
    double least, most; /* in the file's unit */
    size_t offset;
} StyleKey;

#define FIELD(field) offsetof(Style, field)

static const StyleKey KEYS[] = {
    {"polices", "texte", UNIT_FACE, 0, 0, FIELD(text_face)},
    {"polices", "titres", UNIT_FACE, 0, 0, FIELD(title_face)},
    {"page", "marge_gauche", UNIT_MM, 10, 60, FIELD(margin_left)},
    {"page", "marge_droite", UNIT_MM, 10, 60, FIELD(margin_right)},
    {"page", "marge_haut", UNIT_MM, 10, 60, FIELD(margin_top)},
    {"page", "marge_bas", UNIT_MM, 18, 60, FIELD(margin_bottom)},
    {"page", "hauteur_logo", UNIT_MM, 5, 60, FIELD(logo_height)},
    {"page", "cote_qr", UNIT_MM, 15, 50, FIELD(qr_side)},
    {"page", "hauteur_a_remplir", UNIT_MM, 4, 30, FIELD(blank_height)},
    {"corps", "texte", UNIT_POINT, 8, 16, FIELD(text.size)},
    {"corps", "texte_interligne", UNIT_POINT, 9, 28, FIELD(text.leading)},
    {"corps", "tableau", UNIT_POINT, 6.5, 14, FIELD(table.size)},
    {"corps", "tableau_interligne", UNIT_POINT, 7.5, 24, FIELD(table.leading)},
    {"corps", "pied", UNIT_POINT, 6, 12, FIELD(small.size)},
    {"corps", "titre1", UNIT_POINT, 9, 36, FIELD(headings[0].size)},
    {"corps", "titre2", UNIT_POINT, 9, 30, FIELD(headings[1].size)},
    {"corps", "titre3", UNIT_POINT, 8, 24, FIELD(headings[2].size)},
    {"corps", "titre4", UNIT_POINT, 8, 24, FIELD(headings[3].size)},
    {"corps", "justifie", UNIT_YES_NO, 0, 0, FIELD(justified)},
    {"couleurs", "texte", UNIT_COLOUR, 0, 0, FIELD(ink)},
    {"couleurs", "titres", UNIT_COLOUR, 0, 0, FIELD(accent)},
    {"couleurs", "secondaire", UNIT_COLOUR, 0, 0, FIELD(muted)},
    {"couleurs", "filets", UNIT_COLOUR, 0, 0, FIELD(line)},
    {"couleurs", "fond", UNIT_COLOUR, 0, 0, FIELD(shade)},
    {"couleurs", "filigrane", UNIT_COLOUR, 0, 0, FIELD(watermark)},
};
enum { KEY_COUNT = sizeof KEYS / sizeof *KEYS };

typedef struct Reading {
    Style *style;
    const char *path;
} Reading;

double style_text_width(const Style *style)
{
    return style->page_width - style->margin_left - style->margin_right;
}

double style_text_height(const Style *style)
{
    return style->page_height - style->margin_top - style->margin_bottom;
}

/* "10,5", "10.5 mm", "25": thousandths, so that no locale has a say. */
static bool read_length(const char *text, const char *unit, double *value)
{
    long thousandths = 0, scale = 1000;
    const char *at = text;
    bool fraction = false, digits = false;
    for (; (*at >= '0' && *at <= '9') || ((*at == ',' || *at == '.') && !fraction); at++) {
        if (*at == ',' || *at == '.') {
            fraction = true;
            continue;
        }
        digits = true;
        if (fraction)
            scale /= 10;
        thousandths =
            fraction ? thousandths + (*at - '0') * scale : thousandths * 10 + (*at - '0') * 1000;
        if (thousandths > 1000000)
            return false;
    }
    while (*at == ' ')
        at++;
    *value = (double)thousandths / 1000;
    return digits && (!*at || text_is(at, unit));
}

static bool read_colour(const char *text, Colour *colour)
{
    if (*text++ != '#' || strlen(text) != 6 || strspn(text, "0123456789abcdefABCDEF") != 6)
        return false;
    unsigned long value = strtoul(text, NULL, 16);
    *colour = (Colour){(uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
    return true;
}

static void choose_typeface(FaceChoice *choice, const Typeface *typeface)
{
    snprintf(choice->start, sizeof choice->start, "%s", typeface->start);
    choice->endings = typeface->endings;
    choice->package = typeface->package;
}

static Status refuse_face(const char *name, Error *error)
{
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas une police connue"), name);
    const char *near = typeface_nearest(name);
    if (near) {
        error_remedy(error, _("vouliez-vous dire « %s » ?"), near);
        return STATUS_USAGE;
    }
    Buffer names = {0};
    for (size_t i = 0; typeface_at(i); i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", typeface_at(i)->name);
    error_remedy(error,
                 _("choisissez parmi : %s ; ou donnez le chemin de vos fichiers, sans "
                   "« -Regular.ttf »"),
                 buffer_text(&names));
    buffer_free(&names);
    return STATUS_USAGE;
}

/* A known name, or the start of the paths of four files, from the folder of style.ini. */
static Status set_face(const Reading *reading, FaceChoice *choice, const char *value, uint32_t line,
                       Error *error)
{
    const Typeface *typeface = typeface_find(value);
    Arena *arena = arena_new();
    const char *folder = path_folder(arena, reading->path);
    const Typeface own = {value, NULL, *value == '/' ? value : path_join(arena, folder, value),
                          TYPEFACE_ENDINGS};
    Status status = STATUS_OK;
    if (!typeface && (!strchr(value, '/') || strlen(own.start) >= sizeof choice->start))
        status = refuse_face(value, error);
    else
        choose_typeface(choice, typeface ? typeface : &own);
    snprintf(choice->place, sizeof choice->place, "%s:%u", reading->path, (unsigned)line);
    arena_free(arena);
    return status;
}

static bool read_yes_no(const char *text, bool *value)
{
    *value = text_is(text, "oui");
    return *value || text_is(text, "non");
}

static void say_bounds(const StyleKey *key, Error *error)
{
    if (key->unit == UNIT_COLOUR)
        error_remedy(error, _("écrivez une couleur comme #1B3A5C"));
    else
        error_remedy(error, _("donnez une valeur de %g à %g, en %s"), key->least, key->most,
                     key->unit == UNIT_MM ? _("millimètres") : _("points"));
}

static const char *key_name(const void *context, size_t i)
{
    (void)context;
    return KEYS[i].key;
}

/* The place of an error is put in by ini_read. */
static Status set_key(const Reading *reading, const StyleKey *key, const char *value, uint32_t line,
                      Error *error)
{
    void *field = (char *)reading->style + key->offset;
    if (key->unit == UNIT_FACE)
        return set_face(reading, field, value, line, error);
    if (key->unit == UNIT_COLOUR) {
        if (read_colour(value, field))
            return STATUS_OK;
        error_set(error, STATUS_USAGE, "", _("« %s » n'est pas une couleur"), value);
        say_bounds(key, error);
        return STATUS_USAGE;
    }
    if (key->unit == UNIT_YES_NO) {
        if (read_yes_no(value, field))
            return STATUS_OK;
        error_set(error, STATUS_USAGE, "", _("« %s » n'est ni oui ni non"), value);
        error_remedy(error, _("écrivez oui ou non"));
        return STATUS_USAGE;
    }
    double length;
    if (!read_length(value, key->unit == UNIT_MM ? "mm" : "pt", &length) || length < key->least ||
        length > key->most) {
        error_set(error, STATUS_USAGE, "", _("« %s » n'est pas une mesure acceptée ici"), value);
        say_bounds(key, error);
        return STATUS_USAGE;
    }
    *(double *)field = key->unit == UNIT_MM ? MM(length) : length;
    return STATUS_OK;
}

static Status visit_key(void *context, const char *section, const char *key, const char *value,
                        uint32_t line, Error *error)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (text_is(KEYS[i].section, section) && text_is(KEYS[i].key, key))
            return set_key(context, &KEYS[i], value, line, error);
    error_set(error, STATUS_USAGE, "", _("la clé de style « %s » n'existe pas dans [%s]"), key,
              section);
    const char *near = text_nearest(key, key_name, NULL, KEY_COUNT);
    if (near)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), near);
    return STATUS_USAGE;
}

static bool same(double a, double b)
{
    return a <= b && a >= b;
}

/* What the file says of a size alone keeps the default's proportions. */
static void follow(Measure *measure, const Measure *standard)
{
    if (same(measure->leading, standard->leading) && !same(measure->size, standard->size))
        measure->leading = measure->size * standard->leading / standard->size;
}

Status style_load(const char *path, Style *style, Error *error)
{
    *style = DEFAULTS;
    choose_typeface(&style->text_face, typeface_find("Gentium Plus"));
    choose_typeface(&style->title_face, typeface_find("Noto Sans"));
    if (!path || file_kind(path) == FILE_ABSENT)
        return STATUS_OK;
    Status status = ini_read(path, visit_key, &(Reading){style, path}, error);
    if (status)
        return status;
    follow(&style->text, &DEFAULTS.text);
    follow(&style->table, &DEFAULTS.table);
    follow(&style->small, &DEFAULTS.small);
    for (int i = 0; i < STYLE_HEADINGS; i++)
        follow(&style->headings[i], &DEFAULTS.headings[i]);
    return STATUS_OK;
}
