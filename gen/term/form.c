/* form: the forms of identifiers, as they are printed. What is wrong with a form is judged by
 * rule/identifier.c. */
#include "term/value.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Bytes of the mark at p that people put between groups: blank, NBSP, U+202F, hyphen. */
static size_t mark_at(const char *p)
{
    if (*p == ' ' || *p == '-')
        return 1;
    if (strncmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    return strncmp(p, "\xE2\x80\xAF", 3) == 0 || strncmp(p, "\xE2\x80\x91", 3) == 0 ? 3 : 0;
}

/* `text` without marks, upper case; false when it does not take exactly `length` bytes. */
static bool compact(const char *text, char *out, size_t length)
{
    size_t used = 0;
    while (*text) {
        size_t mark = mark_at(text);
        text += mark;
        if (mark > 0)
            continue;
        if (used == length)
            return false;
        out[used++] = upper(*text++);
    }
    out[used] = '\0';
    return used == length;
}

/* Against a shape where A is a letter, 9 a digit. */
static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; text++, shape++)
        if (*shape == 'A' ? !is_upper(*text) : !is_digit(*text))
            return false;
    return *text == '\0';
}

static const char *as_printed(const char *text, const char *form, Arena *arena)
{
    return strcmp(text, form) == 0 ? text : arena_string(arena, form);
}

bool neq_normalise(const char *text, Arena *arena, const char **print)
{
    char form[11];
    bool good = compact(text, form, 10) && has_shape(form, "9999999999");
    *print = good ? as_printed(text, form, arena) : text;
    return good;
}

bool permanent_code_normalise(const char *text, Arena *arena, const char **print)
{
    char form[13];
    bool good = compact(text, form, 12) && has_shape(form, "AAAA99999999");
    *print = good ? as_printed(text, form, arena) : text;
    return good;
}

bool postal_code_normalise(const char *text, Arena *arena, const char **print)
{
    static const char first[] = "ABCEGHJKLMNPRSTVXY", others[] = "ABCEGHJKLMNPRSTVWXYZ";
    char code[7];
    bool good = compact(text, code, 6) && has_shape(code, "A9A9A9") && strchr(first, code[0]) &&
                strchr(others, code[2]) && strchr(others, code[4]);
    if (good) {
        char form[8] = {code[0], code[1], code[2], ' ', code[3], code[4], code[5], '\0'};
        *print = as_printed(text, form, arena);
    } else {
        *print = text;
    }
    return good;
}

const char *programme_normalise(const char *text, Arena *arena)
{
    const char *p = text;
    while (*p && upper(*p) == *p)
        p++;
    if (!*p)
        return text;
    char *form = arena_string(arena, text);
    for (char *q = form; *q; q++)
        *q = upper(*q);
    return form;
}

/* Ten digits with the marks people use, an optional +1 before them; returns what follows. */
static const char *phone_digits(const char *p, char digits[11])
{
    size_t count = 0;
    if (*p == '+')
        p++;
    while (*p && count < 11) {
        size_t mark = *p == '.' || *p == '(' || *p == ')' || *p == '/' ? 1 : mark_at(p);
        if (mark > 0)
            p += mark;
        else if (!is_digit(*p))
            break;
        else if (count == 0 && *p == '1')
            p++;
        else if (count == 10)
            return NULL;
        else
            digits[count++] = *p++;
    }
    digits[count] = '\0';
    return count == 10 ? p : NULL;
}

/* "poste 12", "p. 12", "ext. 12", "x12", "#12": the digits, "" when there is none, NULL when
 * what follows the number is something else. */
static const char *phone_extension(const char *p)
{
    static const char *const words[] = {"poste", "post", "p", "extension", "ext", "x", "#"};
    while (*p == ' ' || *p == ',' || *p == ';')
        p++;
    if (*p == '\0')
        return p;
    size_t length = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words && length == 0; i++)
        if (strncasecmp(p, words[i], strlen(words[i])) == 0)
            length = strlen(words[i]);
    if (length == 0)
        return NULL;
    p += length;
    while (*p == '.' || *p == ':' || mark_at(p) > 0)
        p += *p == '.' || *p == ':' ? 1 : mark_at(p);
    size_t digits = strspn(p, "0123456789");
    return digits >= 1 && digits <= 6 && p[digits] == '\0' ? p : NULL;
}

bool phone_normalise(const char *text, Arena *arena, const char **print)
{
    *print = text;
    char digits[11];
    const char *rest = phone_digits(text, digits);
    const char *extension = rest ? phone_extension(rest) : NULL;
    if (!extension || digits[0] < '2' || digits[3] < '2')
        return false;
    char form[40];
    snprintf(form, sizeof form, "%.3s %.3s-%.4s%s%s", digits, digits + 3, digits + 6,
             *extension ? ", poste " : "", extension);
    *print = as_printed(text, form, arena);
    return true;
}

static bool is_letter_or_digit(char c)
{
    return is_digit(c) || is_upper(upper(c));
}

static bool is_domain(const char *domain)
{
    size_t labels = 0, label = 0, letters = 0;
    for (const char *p = domain;; p++) {
        if (*p == '.' || *p == '\0') {
            if (label == 0 || label > 63 || p[-1] == '-')
                return false;
            labels++;
            if (*p == '\0')
                return labels >= 2 && label >= 2 && letters > 0;
            label = letters = 0;
        } else if (is_letter_or_digit(*p) || (*p == '-' && label > 0)) {
            label++;
            letters += is_upper(upper(*p));
        } else {
            return false;
        }
    }
}

bool email_is_sendable(const char *text)
{
    const char *at = strchr(text, '@');
    size_t local = at ? (size_t)(at - text) : 0;
    if (local == 0 || local > 64 || strlen(text) > 254 || strstr(text, ".."))
        return false;
    for (const char *p = text; p < at; p++)
        if (!is_letter_or_digit(*p) && !strchr("!#$%&'*+-/=?^_`{|}~.", *p))
            return false;
    return text[0] != '.' && at[-1] != '.' && is_domain(at + 1);
}
