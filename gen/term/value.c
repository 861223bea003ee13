/* Each type is a small reader of text; value_parse is the table that leads to them. */
#include "term/value.h"

#include "base/buffer.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_LENGTH = 40 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the blank at p (space, NBSP, U+202F, thin space), 0 when there is none. */
static size_t blank_at(const char *p)
{
    if (*p == ' ')
        return 1;
    if (strncmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    return strncmp(p, "\xE2\x80\xAF", 3) == 0 || strncmp(p, "\xE2\x80\x89", 3) == 0 ? 3 : 0;
}

static const char *skip_blanks(const char *p)
{
    for (size_t n; (n = blank_at(p)) > 0;)
        p += n;
    return p;
}

/* C0, DEL and C1 controls; a line break is allowed where a column is long. */
static bool has_control(const char *text, bool breaks_allowed)
{
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if ((c < ' ' && !(c == '\n' && breaks_allowed)) || c == 0x7F)
            return true;
        if (c == 0xC2 && (unsigned char)p[1] < 0xA0)
            return true;
    }
    return false;
}

static int digits_at(const char *p, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (p[i] - '0');
    return number;
}

/* Against a shape where d is a digit and '-' one of '-' and '/', the same each time. */
static bool date_has_shape(const char *text, const char *shape)
{
    char mark = '\0';
    for (; *shape; text++, shape++) {
        if (*shape == 'd' ? !is_digit(*text) : *text != '-' && *text != '/')
            return false;
        if (*shape == '-' && mark && *text != mark)
            return false;
        if (*shape == '-')
            mark = *text;
    }
    return *text == '\0';
}

/* Days and months of one digit are refused: an English Excel writes the month first so. */
bool value_parse_date(const char *text, Date *date)
{
    if (date_has_shape(text, "dddd-dd-dd"))
        *date = date_of(digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2));
    else if (date_has_shape(text, "dd-dd-dddd"))
        *date = date_of(digits_at(text + 6, 4), digits_at(text + 3, 2), digits_at(text, 2));
    else
        *date = DATE_NONE;
    return *date != DATE_NONE;
}

bool value_parse_time(const char *text, int *minutes)
{
    size_t hour_digits = strspn(text, "0123456789");
    if (hour_digits < 1 || hour_digits > 2)
        return false;
    int hour = digits_at(text, (int)hour_digits), minute = 0;
    const char *p = skip_blanks(text + hour_digits);
    bool colon = *p == ':';
    if (!colon && *p != 'h' && *p != 'H')
        return false;
    p = skip_blanks(p + 1);
    if (*p || colon) {
        if (strspn(p, "0123456789") != 2 || p[2] != '\0')
            return false;
        minute = digits_at(p, 2);
    }
    *minutes = hour * 60 + minute;
    return hour < 24 && minute < 60;
}

typedef struct Digits {
    Number number; /* without its decimals: an integer */
    int count;
} Digits;

/* The integer part: digits, or groups of three after one of one to three, parted by blanks. */
static const char *read_integer(const char *p, Digits *digits)
{
    int group = 0;
    bool grouped = false;
    for (;;) {
        for (group = 0; is_digit(*p); p++, group++) {
            if (++digits->count > 14)
                return NULL;
            digits->number = digits->number * 10 + (*p - '0');
        }
        if (grouped && group != 3)
            return NULL;
        size_t blank = blank_at(p);
        if (blank == 0 || !is_digit(p[blank]))
            return digits->count > 0 ? p : NULL;
        if (!grouped && group > 3)
            return NULL;
        grouped = true;
        p += blank;
    }
}

/* What passes the fourth decimal may only be zeros: a number is never rounded. */
static const char *read_decimals(const char *p, Number *decimals)
{
    Number unit = NUMBER_ONE;
    if (!is_digit(*p))
        return NULL;
    for (; is_digit(*p); p++) {
        unit /= 10;
        if (unit == 0 && *p != '0')
            return NULL;
        *decimals += (*p - '0') * unit;
    }
    return p;
}

bool value_parse_number(const char *text, Number *number)
{
    bool negative = *text == '-';
    Digits digits = {0};
    Number decimals = 0;
    const char *p = read_integer(text + negative, &digits);
    if (p && (*p == ',' || *p == '.'))
        p = read_decimals(p + 1, &decimals);
    if (!p)
        return false;
    p = skip_blanks(p);
    if (*p == '$')
        p++;
    if (*p)
        return false;
    *number = digits.number * NUMBER_ONE + decimals;
    if (negative)
        *number = -*number;
    return true;
}

bool value_parse_yes_no(const char *text, bool *yes)
{
    static const struct { const char *word; bool yes; } words[] = {
        {"oui", true}, {"non", false}, {"o", true}, {"n", false}, {"vrai", true}, {"faux", false},
        {"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"1", true}, {"0", false},
        {"x", true},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i].word) == 0) {
            *yes = words[i].yes;
            return true;
        }
    return false;
}

static bool parse_id(const char *text)
{
    size_t length = strlen(text);
    for (const char *p = text; *p; p++)
        if (!is_digit(*p) && !((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z') && !strchr("._-", *p))
            return false;
    return length >= 1 && length <= ID_LENGTH;
}

/* `realisee` is oui_non with one value more: its list begins with oui and non. */
static int parse_choice(int list, const char *text)
{
    bool yes;
    if (list == C_REALISEE && value_parse_yes_no(text, &yes))
        return yes ? REALISEE_OUI : REALISEE_NON;
    return schema_find_choice(list, text);
}

/* The choices of a list; NULL, else the first item (in `arena`) that is not one. */
static const char *parse_list(int list, const char *text, Arena *arena, uint32_t *set)
{
    *set = 0;
    for (const char *p = text;; p++) {
        const char *bar = strchr(p, '|');
        size_t length = bar ? (size_t)(bar - p) : strlen(p);
        const char *item = text_trim(arena, p, length);
        int choice = *item ? schema_find_choice(list, item) : 0;
        if (choice < 0)
            return item;
        if (*item)
            *set |= (uint32_t)1 << choice;
        if (!bar)
            return NULL;
        p = bar;
    }
}

static const char *choice_code(const void *context, size_t i)
{
    return ((const ChoiceList *)context)->choices[i].code;
}

static void fault_of_choice(int list, const char *word, Arena *arena, ValueFault *fault)
{
    const ChoiceList *choices = schema_choices(list);
    Buffer codes = {0};
    for (size_t i = 0; i < choices->count; i++)
        buffer_printf(&codes, "%s%s", i ? ", " : "", choices->choices[i].code);
    fault->expected = arena_printf(arena, _("un des choix permis : %s"), buffer_text(&codes));
    buffer_free(&codes);
    const char *nearest = text_nearest(word, choice_code, choices, choices->count);
    fault->hint = nearest ? arena_printf(arena, _("vouliez-vous dire « %s » ?"), nearest) : NULL;
}

/* Excel counts days from 1899-12-30 (it believes that 1900 was a leap year; from March 1900 on,
 * that shifts its day 1 by one). */
static void fault_of_date(const char *text, Arena *arena, ValueFault *fault)
{
    enum { FIRST = 20000, LAST = 60000 };
    fault->expected = _("une date, comme 2026-05-25 ou 25/05/2026");
    if (strlen(text) != 5 || strspn(text, "0123456789") != 5)
        return;
    int serial = digits_at(text, 5);
    DateText iso;
    if (serial >= FIRST && serial <= LAST)
        fault->hint = arena_printf(arena, _("Excel entend par ce nombre le %s"),
                                   date_iso(date_of(1899, 12, 30) + serial, iso));
}

/* What a value of the wrong type should have been; false, to be returned. */
static bool expect(ValueFault *fault, const char *expected)
{
    fault->expected = _(expected);
    return false;
}

static bool parse_by_type(const ColumnSchema *column, const char *text, Arena *arena, Value *value,
                          ValueFault *fault)
{
    switch (column->type) {
    case TYPE_TEXT:
        return true;
    case TYPE_ID:
        return parse_id(text) ||
               expect(fault, N_("un identifiant : 1 à 40 lettres sans accent, chiffres, points, "
                                "traits d'union ou traits bas"));
    case TYPE_DATE:
        if (value_parse_date(text, &value->date))
            return true;
        fault_of_date(text, arena, fault);
        return false;
    case TYPE_TIME:
        return value_parse_time(text, &value->minutes) ||
               expect(fault, N_("une heure, comme 8:30 ou 8 h 30"));
    case TYPE_NUMBER:
        return value_parse_number(text, &value->number) ||
               expect(fault, N_("un nombre, comme 18,50"));
    case TYPE_YES_NO:
        return value_parse_yes_no(text, &value->yes) || expect(fault, N_("« oui » ou « non »"));
    case TYPE_CHOICE:
        value->choice = parse_choice(column->target, text);
        if (value->choice < 0)
            fault_of_choice(column->target, text, arena, fault);
        return value->choice >= 0;
    case TYPE_LIST: {
        const char *bad = parse_list(column->target, text, arena, &value->set);
        if (bad)
            fault_of_choice(column->target, bad, arena, fault);
        return bad == NULL;
    }
    case TYPE_EMAIL:
        value->print = text;
        return true;
    case TYPE_PHONE:
        phone_normalise(text, arena, &value->print);
        return true;
    case TYPE_POSTAL_CODE:
        postal_code_normalise(text, arena, &value->print);
        return true;
    case TYPE_NEQ:
        neq_normalise(text, arena, &value->print);
        return true;
    case TYPE_PERMANENT_CODE:
        permanent_code_normalise(text, arena, &value->print);
        return true;
    case TYPE_PROGRAMME:
        value->print = programme_normalise(text, arena);
        return true;
    case TYPE_LINK:
        value->link = NULL;
        return true;
    }
    return false;
}

bool value_parse(const ColumnSchema *column, const char *text, Arena *arena, Value *value,
                 ValueFault *fault)
{
    bool long_text = column->flags & COLUMN_LONG;
    *fault = (ValueFault){0};
    *value = (Value){.text = text, .line = value->line, .state = VALUE_BAD};
    if (has_control(text, long_text)) {
        fault->expected = long_text || !strchr(text, '\n')
                              ? _("un texte sans caractère de contrôle")
                              : _("un texte d'une seule ligne");
        return false;
    }
    if (!parse_by_type(column, text, arena, value, fault))
        return false;
    if (column->type != TYPE_LINK)
        value->state = VALUE_GOOD;
    return true;
}

const char *value_print_number(Arena *arena, Number number, Lang lang, int least_decimals)
{
    const char *mark = lang == LANG_EN ? "," : "\xC2\xA0", *point = lang == LANG_EN ? "." : ",";
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char integer[24], decimals[8];
    int count = snprintf(integer, sizeof integer, "%llu", (unsigned long long)(size / NUMBER_ONE));
    snprintf(decimals, sizeof decimals, "%04u", (unsigned)(size % NUMBER_ONE));
    int kept = 4;
    while (kept > least_decimals && decimals[kept - 1] == '0')
        kept--;
    Buffer out = {0};
    if (number < 0)
        buffer_add_char(&out, '-');
    for (int i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            buffer_add_text(&out, mark);
        buffer_add_char(&out, integer[i]);
    }
    if (kept > 0) {
        buffer_add_text(&out, point);
        buffer_add(&out, decimals, (size_t)kept);
    }
    const char *text = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

/* ---- Canonical text: one for each value, in no language. */

const char *number_canonical(Number number, Arena *arena)
{
    int64_t whole = llabs(number / NUMBER_ONE), part = llabs(number % NUMBER_ONE);
    const char *sign = number < 0 ? "-" : "";
    if (part == 0)
        return arena_printf(arena, "%s%" PRId64, sign, whole);
    char *text = arena_printf(arena, "%s%" PRId64 ".%04" PRId64, sign, whole, part);
    for (char *end = text + strlen(text) - 1; *end == '0'; end--)
        *end = '\0';
    return text;
}

static const char *set_canonical(const ColumnSchema *column, uint32_t set, Arena *arena)
{
    const ChoiceList *list = schema_choices(column->target);
    const char *text = "";
    for (size_t i = 0; i < list->count; i++)
        if (set >> i & 1)
            text = arena_printf(arena, "%s%s%s", text, *text ? "|" : "", list->choices[i].code);
    return text;
}

const char *value_canonical(const ColumnSchema *column, const Value *value, Arena *arena)
{
    DateText day;
    if (value->state != VALUE_GOOD)
        return "";
    switch (column->type) {
    case TYPE_DATE:
        return arena_string(arena, date_iso(value->date, day));
    case TYPE_TIME:
        return arena_printf(arena, "%02d:%02d", value->minutes / 60, value->minutes % 60);
    case TYPE_NUMBER:
        return number_canonical(value->number, arena);
    case TYPE_YES_NO:
        return value->yes ? "oui" : "non";
    case TYPE_CHOICE:
        return schema_choices(column->target)->choices[value->choice].code;
    case TYPE_LIST:
        return set_canonical(column, value->set, arena);
    case TYPE_LINK:
        return row_key(value->link);
    case TYPE_NEQ:
    case TYPE_PERMANENT_CODE:
    case TYPE_PROGRAMME:
        return value->print;
    default:
        return value->text;
    }
}
