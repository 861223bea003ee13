/* How values print in documents, in the two languages; and the formats that a
 * last name chooses. */
#include "text/item.h"

#include "base/buffer.h"
#include "base/text.h"
#include "term/value.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

static const char *const months[LANG_COUNT][12] = {
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
};

static const char *weekday(Weekday day, Lang lang)
{
    return schema_choices(C_JOUR)->choices[day].label[lang];
}

static const char *print_date(Arena *arena, Date date, Format format, Lang lang)
{
    CivilDate d = date_civil(date);
    const char *month = months[lang][d.month - 1], *day = weekday(date_weekday(date), lang);
    if (format == FORMAT_SHORT)
        return date_iso(date, arena_alloc(arena, sizeof(DateText)));
    if (format == FORMAT_YEAR)
        return arena_printf(arena, "%d", d.year);
    if (lang == LANG_EN && format == FORMAT_LONG)
        return arena_printf(arena, "%s, %s %d, %d", day, month, d.day, d.year);
    if (lang == LANG_EN)
        return arena_printf(arena, "%s %d, %d", month, d.day, d.year);
    const char *first = d.day == 1 ? "er" : "";
    if (format == FORMAT_LONG)
        return arena_printf(arena, "%s %d%s %s %d", day, d.day, first, month, d.year);
    return arena_printf(arena, "%d%s %s %d", d.day, first, month, d.year);
}

static const char *print_time(Arena *arena, int minutes, Lang lang)
{
    int hour = minutes / 60, minute = minutes % 60;
    if (lang == LANG_EN)
        return arena_printf(arena, "%d:%02d %s", hour % 12 ? hour % 12 : 12, minute,
                            hour < 12 ? "a.m." : "p.m.");
    if (minute == 0)
        return arena_printf(arena, "%d h", hour);
    return arena_printf(arena, "%d h %02d", hour, minute);
}

/* Thousands in French are set apart by the narrow no-break space of documents. */
static const char *print_digits(Arena *arena, Number number, Lang lang, int decimals)
{
    const char *text = value_print_number(arena, number, lang, decimals);
    Buffer out = {0};
    for (const char *p = text; *p; p++)
        if (text_starts(p, "\xC2\xA0")) {
            buffer_add_text(&out, "\xE2\x80\xAF");
            p++;
        } else {
            buffer_add_char(&out, *p);
        }
    const char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

/* To the nearest, halves away from zero. */
static Number rounded(Number number, Number unit)
{
    Number half = number < 0 ? -unit / 2 : unit / 2;
    return (number + half) / unit * unit;
}

static const char *print_money(Arena *arena, Number number, Lang lang)
{
    if (lang == LANG_FR)
        return arena_printf(arena, "%s $", print_digits(arena, number, lang, 2));
    const char *size = print_digits(arena, number < 0 ? -number : number, lang, 2);
    return arena_printf(arena, "%s$%s", number < 0 ? "-" : "", size);
}

/* Hours and minutes in French; a decimal number of hours in English, and where
 * minutes do not say it (below zero). */
static const char *print_hours(Arena *arena, Number number, Lang lang)
{
    if (lang == LANG_EN || number < 0)
        return arena_printf(arena, "%s h", print_digits(arena, number, lang, 0));
    Number minutes = (number * 60 + NUMBER_ONE / 2) / NUMBER_ONE;
    const char *hours = print_digits(arena, minutes / 60 * NUMBER_ONE, lang, 0);
    if (minutes % 60 == 0)
        return arena_printf(arena, "%s h", hours);
    return arena_printf(arena, "%s h %02d", hours, (int)(minutes % 60));
}

static const char *print_number(Arena *arena, Number number, Format format, Lang lang)
{
    switch (format) {
    case FORMAT_MONEY: return print_money(arena, number, lang);
    case FORMAT_HOURS: return print_hours(arena, number, lang);
    case FORMAT_WHOLE: return print_digits(arena, rounded(number, NUMBER_ONE), lang, 0);
    default: return print_digits(arena, number, lang, 0);
    }
}

/* Three days or more in a row: "du lundi au vendredi"; 0 when they are not. */
static int run_of_days(uint32_t set, int *last)
{
    int first = 0;
    while (!(set >> first & 1))
        first++;
    *last = first;
    while (set >> (*last + 1) & 1)
        ++*last;
    return set >> (*last + 1) == 0 ? *last - first + 1 : 0;
}

static const char *print_set(Arena *arena, uint32_t set, int list, Lang lang)
{
    const ChoiceList *choices = schema_choices(list);
    int last;
    if (!set)
        return "";
    int run = run_of_days(set, &last);
    if (list == C_JOUR && run >= 3)
        return arena_printf(arena, lang == LANG_EN ? "%s to %s" : "du %s au %s",
                            weekday((Weekday)(last - run + 1), lang), weekday((Weekday)last, lang));
    const char *text = "";
    for (size_t i = 0; i < choices->count; i++) {
        if (!(set >> i & 1))
            continue;
        bool more = set >> (i + 1);
        const char *joint = !*text ? "" : more ? ", " : lang == LANG_EN ? " and " : " et ";
        text = arena_printf(arena, "%s%s%s", text, joint, choices->choices[i].label[lang]);
    }
    return text;
}

static const char *upper(Arena *arena, const char *text)
{
    Buffer out = {0};
    const char *end = text + strlen(text);
    while (text < end)
        buffer_add_codepoint(
            &out, (unsigned)utf8proc_toupper((utf8proc_int32_t)utf8_next(&text, end)));
    const char *copy = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

const char *format_print(const Item *item, Lang lang, Arena *arena)
{
    static const char *const yes_no[LANG_COUNT][2] = {{"non", "oui"}, {"no", "yes"}};
    if (item->state != VALUE_GOOD)
        return "";
    switch (item->shape.kind) {
    case SHAPE_TEXT: return item->format == FORMAT_UPPER ? upper(arena, item->text) : item->text;
    case SHAPE_DATE: return print_date(arena, item->date, item->format, lang);
    case SHAPE_TIME: return print_time(arena, item->minutes, lang);
    case SHAPE_NUMBER: return print_number(arena, item->number, item->format, lang);
    case SHAPE_FLAG: return yes_no[lang][item->yes];
    case SHAPE_CHOICE: return schema_choices(item->shape.of)->choices[item->choice].label[lang];
    case SHAPE_SET: return print_set(arena, item->set, item->shape.of, lang);
    default: return "";
    }
}

typedef enum Property {
    PROPERTY_FORMAT, PROPERTY_PRESENT, PROPERTY_KNOWN, PROPERTY_CODE, PROPERTY_LENGTH,
} Property;

static const struct FormatName {
    const char *name;
    ShapeKind of;      /* SHAPE_NONE: any */
    Property property;
    Format format;
    ShapeKind gives;   /* SHAPE_NONE: the same */
} names[] = {
    {"majuscules", SHAPE_TEXT, PROPERTY_FORMAT, FORMAT_UPPER, SHAPE_NONE},
    {"long", SHAPE_DATE, PROPERTY_FORMAT, FORMAT_LONG, SHAPE_NONE},
    {"court", SHAPE_DATE, PROPERTY_FORMAT, FORMAT_SHORT, SHAPE_NONE},
    {"annee", SHAPE_DATE, PROPERTY_FORMAT, FORMAT_YEAR, SHAPE_NONE},
    {"argent", SHAPE_NUMBER, PROPERTY_FORMAT, FORMAT_MONEY, SHAPE_NONE},
    {"heures", SHAPE_NUMBER, PROPERTY_FORMAT, FORMAT_HOURS, SHAPE_NONE},
    {"entier", SHAPE_NUMBER, PROPERTY_FORMAT, FORMAT_WHOLE, SHAPE_NONE},
    {"code", SHAPE_CHOICE, PROPERTY_CODE, FORMAT_PLAIN, SHAPE_TEXT},
    {"connu", SHAPE_FLAG, PROPERTY_KNOWN, FORMAT_PLAIN, SHAPE_FLAG},
    {"nombre", SHAPE_LIST, PROPERTY_LENGTH, FORMAT_PLAIN, SHAPE_NUMBER},
    {"present", SHAPE_NONE, PROPERTY_PRESENT, FORMAT_PLAIN, SHAPE_FLAG},
};
enum { NAME_COUNT = sizeof names / sizeof *names };

static const struct FormatName *find_format(Shape shape, const char *name)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (text_is(names[i].name, name) &&
            (names[i].of == shape.kind || names[i].of == SHAPE_NONE))
            return &names[i];
    return NULL;
}

/* The rank of a code among the choices of a shape; -1 when it is none. */
static int find_code(Shape shape, const char *name)
{
    if (shape.kind != SHAPE_CHOICE && shape.kind != SHAPE_SET)
        return -1;
    const ChoiceList *list = schema_choices(shape.of);
    for (size_t i = 0; i < list->count; i++)
        if (text_is(list->choices[i].code, name))
            return (int)i;
    return -1;
}

Shape format_shape(Shape shape, const char *name)
{
    const struct FormatName *format = find_format(shape, name);
    if (!format)
        return (Shape){find_code(shape, name) >= 0 ? SHAPE_FLAG : SHAPE_NONE, 0};
    return format->gives == SHAPE_NONE ? shape : (Shape){format->gives, 0};
}

bool format_apply(const Item *item, const char *name, Item *out)
{
    const struct FormatName *format = find_format(item->shape, name);
    int code = find_code(item->shape, name);
    *out = (Item){.shape = format_shape(item->shape, name), .state = item->state};
    if (!format && code < 0)
        return false;
    if (item->state == VALUE_BAD)
        return true;
    if (format && format->property == PROPERTY_PRESENT) {
        bool good = item->state == VALUE_GOOD;
        item_flag(out, good && (item->shape.kind != SHAPE_LIST || item->list->count > 0));
    } else if (format && format->property == PROPERTY_KNOWN) {
        item_flag(out, item->state == VALUE_GOOD);
    } else if (item->state == VALUE_EMPTY) {
        return true;
    } else if (!format) {
        bool set = item->shape.kind == SHAPE_SET;
        item_flag(out, set ? item->set >> code & 1 : item->choice == code);
    } else if (format->property == PROPERTY_CODE) {
        item_text(out, schema_choices(item->shape.of)->choices[item->choice].code);
    } else if (format->property == PROPERTY_LENGTH) {
        item_count(out, item->list->count);
    } else {
        *out = *item;
        out->format = format->format;
    }
    return true;
}

size_t format_count(Shape shape)
{
    bool codes = shape.kind == SHAPE_CHOICE || shape.kind == SHAPE_SET;
    return NAME_COUNT + (codes ? schema_choices(shape.of)->count : 0);
}

const char *format_name(Shape shape, size_t i)
{
    if (i >= NAME_COUNT)
        return schema_choices(shape.of)->choices[i - NAME_COUNT].code;
    return names[i].of == shape.kind || names[i].of == SHAPE_NONE ? names[i].name : NULL;
}
