/* Signs as they are printed, not as keyboards have them, and the spaces around them.
 * What is ambiguous stays as it was typed: a quotation mark without its pair, a
 * measure in feet, a hyphen between figures (a range, a date, a telephone?). */
#include "page/prose_step.h"

#include <string.h>

enum { APOSTROPHE = 0x2019, OPEN_SINGLE = 0x2018, OPEN_DOUBLE = 0x201C, CLOSE_DOUBLE = 0x201D };
enum { OPEN_ANGLE = 0xAB, CLOSE_ANGLE = 0xBB, ELLIPSIS = 0x2026 };

/* ---- code and addresses ---- */

static bool is_wrapping(uint32_t c) /* around an address, not of it */
{
    return is_one_of(c, "()[]<>{}\"',;:.!?*") || c == OPEN_ANGLE || c == CLOSE_ANGLE ||
           (c >= OPEN_SINGLE && c <= CLOSE_DOUBLE) || c == ELLIPSIS;
}

static bool is_alphanumeric(uint32_t c)
{
    return is_letter(c) || is_digit(c);
}

/* A point between two words of at least two letters: a domain, a file. */
static bool joins_words(const Prose *prose, size_t i, size_t start, size_t end)
{
    return i >= start + 2 && i + 2 < end && is_alphanumeric(prose_at(prose, i - 1)) &&
           is_alphanumeric(prose_at(prose, i - 2)) && is_letter(prose_at(prose, i + 1)) &&
           is_letter(prose_at(prose, i + 2));
}

static bool is_address(const Prose *prose, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        uint32_t c = prose_at(prose, i);
        if (c == '|' || c == '\\' || (c == '_' && i > start && i + 1 < end))
            return true;
        if (c == '@' && i > start && i + 1 < end)
            return true;
        if (c == ':' && prose_at(prose, i + 1) == '/' && prose_at(prose, i + 2) == '/')
            return true;
        if (c == '.' && joins_words(prose, i, start, end))
            return true;
    }
    return false;
}

void prose_mark_verbatim(Prose *prose)
{
    for (size_t start = 0; start < prose->count;) {
        size_t next = start;
        while (next < prose->count && !prose_is_space(prose_at(prose, next)) &&
               prose_at(prose, next) != '\n')
            next++;
        size_t end = next;
        while (start < end && is_wrapping(prose_at(prose, start)))
            start++;
        while (start < end && is_wrapping(prose_at(prose, end - 1)))
            end--;
        bool address = is_address(prose, start, end);
        for (size_t i = start; i < end && address; i++)
            prose->letters[i].verbatim = true;
        start = next + 1;
    }
    for (size_t i = 0; i < prose->count; i++)
        if (prose->letters[i].style & RUN_CODE)
            prose->letters[i].verbatim = true;
}

/* ---- points and dashes ---- */

typedef struct Sign {
    const char *typed;
    uint32_t set;
} Sign;

static const Sign SIGNS[] = {{"...", ELLIPSIS}, {"---", LONG_DASH}, {"--", DASH}};

/* Whether the sign and no more of it stands at i. */
static bool stands_at(const Prose *prose, size_t i, const char *typed)
{
    uint32_t first = (unsigned char)*typed;
    if (prose_before(prose, i) == first)
        return false;
    size_t length = strlen(typed);
    for (size_t k = 0; k < length; k++)
        if (prose_at(prose, i + k) != first || prose->letters[i + k].verbatim)
            return false;
    return prose_at(prose, i + length) != first;
}

static bool is_edge(uint32_t c)
{
    return !c || c == ' ' || c == '\n' || c == NBSP;
}

static const Sign *sign_at(const Prose *prose, size_t i)
{
    static const Sign LONE = {"-", DASH};
    uint32_t c = prose_at(prose, i);
    if ((c != '.' && c != '-') || prose->letters[i].verbatim)
        return NULL;
    for (size_t s = 0; s < sizeof SIGNS / sizeof *SIGNS; s++)
        if (stands_at(prose, i, SIGNS[s].typed))
            return &SIGNS[s];
    bool lone = c == '-' && is_edge(prose_before(prose, i)) && is_edge(prose_at(prose, i + 1)) &&
                prose->count > 1;
    return lone ? &LONE : NULL;
}

static void set_points_and_dashes(Prose *prose)
{
    size_t kept = 0, count = prose->count;
    for (size_t i = 0; i < count;) {
        const Sign *sign = sign_at(prose, i);
        Letter letter = prose->letters[i];
        i += sign ? strlen(sign->typed) : 1;
        letter.c = sign ? sign->set : letter.c;
        prose->letters[kept++] = letter;
    }
    prose->count = kept;
}

/* ---- apostrophes and quotation marks ---- */

enum { LONGEST_QUOTATION = 4000 }; /* letters */

static bool opens_word(uint32_t c) /* what may stand before an opening mark */
{
    return !c || prose_is_space(c) || c == '\n' || is_one_of(c, "([-/") || c == OPEN_ANGLE ||
           c == OPEN_DOUBLE || c == OPEN_SINGLE || c == APOSTROPHE || c == DASH || c == LONG_DASH;
}

static bool closes_word(uint32_t c) /* after a closing one */
{
    return !c || (!is_alphanumeric(c) && c != '\'' && c != '"');
}

static bool can_open(const Prose *prose, size_t i)
{
    uint32_t next = prose_at(prose, i + 1);
    return opens_word(prose_before(prose, i)) && next && !prose_is_space(next) && next != '\n';
}

static bool can_close(const Prose *prose, size_t i)
{
    uint32_t before = prose_before(prose, i);
    return before && !prose_is_space(before) && before != '\n' &&
           closes_word(prose_at(prose, i + 1));
}

/* The mark that closes the one at `from`; 0 when none does, not too far. */
static size_t find_close(const Prose *prose, size_t from)
{
    uint32_t mark = prose_at(prose, from);
    for (size_t i = from + 2; i < prose->count && i < from + LONGEST_QUOTATION; i++)
        if (prose_at(prose, i) == mark && !prose->letters[i].verbatim && can_close(prose, i))
            return i;
    return 0;
}

typedef struct Quoting {
    Prose *prose;
    bool none[2]; /* no single, no double mark closes any more */
    int angles;   /* « that are open */
} Quoting;

/* Marks of a second degree, inside « », are “ ”. */
static void quote(Quoting *quoting, size_t open, bool is_double)
{
    Letter *letters = quoting->prose->letters;
    size_t close = find_close(quoting->prose, open);
    quoting->none[is_double] = !close && open + LONGEST_QUOTATION >= quoting->prose->count;
    if (!close)
        return;
    bool angles = is_double && prose_lang(quoting->prose, open) == LANG_FR && !quoting->angles;
    letters[open].c = !is_double ? OPEN_SINGLE : angles ? OPEN_ANGLE : OPEN_DOUBLE;
    letters[close].c = !is_double ? APOSTROPHE : angles ? CLOSE_ANGLE : CLOSE_DOUBLE;
}

static void set_marks(Prose *prose)
{
    Quoting quoting = {.prose = prose};
    for (size_t i = 0; i < prose->count; i++) {
        uint32_t c = prose_at(prose, i);
        if (prose->letters[i].verbatim)
            continue;
        if (c == '\'' && is_letter(prose_before(prose, i)))
            prose->letters[i].c = APOSTROPHE;
        else if (c == '\'' && is_digit(prose_before(prose, i)) && is_letter(prose_at(prose, i + 1)))
            prose->letters[i].c = APOSTROPHE; /* the 1990's */
        else if ((c == '"' || c == '\'') && can_open(prose, i) && !quoting.none[c == '"'])
            quote(&quoting, i, c == '"');
        c = prose_at(prose, i);
        if (c == '\'' && opens_word(prose_before(prose, i)) &&
            is_alphanumeric(prose_at(prose, i + 1)))
            prose->letters[i].c = APOSTROPHE; /* 'tis, '90 */
        quoting.angles += c == OPEN_ANGLE ? 1 : c == CLOSE_ANGLE && quoting.angles ? -1 : 0;
    }
}

void prose_set_signs(Prose *prose)
{
    set_points_and_dashes(prose);
    set_marks(prose);
}

/* ---- spaces around signs ---- */

typedef struct Spacing {
    const Prose *from;
    Prose to;
} Spacing;

static bool closes(uint32_t c) /* what may follow ; ! ? : at the end of a sentence */
{
    return !c || c == '\n' || prose_is_space(c) || is_one_of(c, ")]!?.,;:") || c == CLOSE_ANGLE ||
           c == APOSTROPHE || c == CLOSE_DOUBLE || c == ELLIPSIS;
}

static bool opens(uint32_t c)
{
    return !c || c == '\n' || is_one_of(c, "([!?") || c == OPEN_ANGLE || c == OPEN_DOUBLE;
}

/* The space that French wants before the letter, 0: none. */
static uint32_t french_space(const Prose *prose, size_t i)
{
    uint32_t c = prose_at(prose, i), before = prose_before(prose, i);
    if (c == CLOSE_ANGLE)
        return NBSP;
    if (c == ':')
        return closes(prose_at(prose, i + 1)) ? NBSP : 0;
    if (c == ';' || c == '!' || c == '?')
        return closes(prose_at(prose, i + 1)) ? THIN : 0;
    if (c == '%' || c == '$' || c == 0x20AC) /* 20 % and 12,50 $ */
        return is_digit(before) ||
                       (prose_is_space(before) && i > 1 && is_digit(prose_at(prose, i - 2)))
                   ? NBSP
                   : 0;
    if (is_digit(c) && (before == 0xB0 || before == 0xBA)) /* n°12 */
        return i > 1 && is_one_of(prose_at(prose, i - 2), "nN") ? NBSP : 0;
    return 0;
}

static void put(Spacing *spacing, Letter letter)
{
    spacing->to.letters[spacing->to.count++] = letter;
}

static void put_space(Spacing *spacing, uint32_t space, const Letter *beside)
{
    put(spacing, (Letter){.c = space, .style = beside->style & (uint8_t)~RUN_CODE});
}

/* "8h30", "8h": the figures of the minutes, or 0; -1 when it is no time. */
static int time_at(const Prose *prose, size_t i)
{
    size_t before = 0, after = 0;
    while (before < i && is_digit(prose_at(prose, i - 1 - before)))
        before++;
    while (is_digit(prose_at(prose, i + 1 + after)))
        after++;
    bool apart = before == i || !(is_alphanumeric(prose_at(prose, i - 1 - before)) ||
                                  is_one_of(prose_at(prose, i - 1 - before), ".,:-/_"));
    bool alone = !is_alphanumeric(prose_at(prose, i + 1 + after)) &&
                 !is_one_of(prose_at(prose, i + 1 + after), "-/_");
    bool time = before >= 1 && before <= 2 && (after == 0 || after == 2) && apart && alone;
    return time ? (int)after : -1;
}

static void space_french(Spacing *spacing, size_t i)
{
    const Prose *from = spacing->from;
    const Letter *letter = &from->letters[i];
    uint32_t last = prose_before(&spacing->to, spacing->to.count);
    uint32_t space = french_space(from, i);
    int minutes = letter->c == 'h' && is_digit(prose_before(from, i)) ? time_at(from, i) : -1;
    if (space && prose_is_space(last))
        spacing->to.letters[spacing->to.count - 1].c = space;
    else if ((space && (letter->c == CLOSE_ANGLE || !opens(last))) || minutes >= 0)
        put_space(spacing, space ? space : NBSP, letter);
    if (last == OPEN_ANGLE)
        put_space(spacing, NBSP, letter);
    if (last != OPEN_ANGLE || !prose_is_space(letter->c))
        put(spacing, *letter);
    if (minutes > 0)
        put_space(spacing, NBSP, letter);
}

static void space_english(Spacing *spacing, size_t i)
{
    const Prose *from = spacing->from;
    uint32_t last = prose_before(&spacing->to, spacing->to.count);
    bool tight = is_one_of(prose_at(from, i), ";:!?") && closes(prose_at(from, i + 1));
    if (tight && prose_is_space(last) && spacing->to.count > 1 &&
        !prose_is_space(spacing->to.letters[spacing->to.count - 2].c))
        spacing->to.count--;
    put(spacing, from->letters[i]);
}

/* At most two spaces more a letter. */
Prose prose_space_signs(Arena *arena, const Prose *from)
{
    Spacing spacing = {from, {arena_array_of(arena, 3 * from->count + 1, Letter), 0, from->lang}};
    for (size_t i = 0; i < from->count; i++) {
        if (from->letters[i].verbatim)
            put(&spacing, from->letters[i]);
        else if (prose_lang(from, i) == LANG_FR)
            space_french(&spacing, i);
        else
            space_english(&spacing, i);
    }
    return spacing.to;
}
