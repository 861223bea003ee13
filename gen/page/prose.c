/* From UTF-8 runs to letters: decode, collapse spaces, apply the language's
 * rules, then mark where lines may break. Each step reads one vector of letters
 * and, where the count changes, writes another. */
#include "page/prose.h"

#include "base/text.h"

#include <string.h>

bool prose_is_space(uint32_t c)
{
    return c == ' ' || c == NBSP || c == THIN || (c >= 0x2000 && c <= 0x200A);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

Lang prose_lang(const Prose *prose, size_t letter)
{
    bool foreign = prose->letters[letter].style & RUN_FOREIGN;
    return foreign ? (prose->lang == LANG_FR ? LANG_EN : LANG_FR) : prose->lang;
}

/* Letters for our purposes: anything but ASCII signs, spaces and punctuation. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF);
}

/* Never printed: joiners, directions, variation selectors, byte order mark. */
static bool is_dropped(uint32_t c)
{
    return c == '\r' || c == 0xAD || (c >= 0x200C && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

/* A zero-width space is kept until the breaks are known. */
enum { ZERO_WIDTH = 0x200B };

static void add(Prose *prose, uint32_t c, unsigned style)
{
    prose->letters[prose->count++] = (Letter){.c = c, .style = (uint8_t)style};
}

/* One space between words, none around a forced break or at the ends. */
static void collapse(Prose *prose, uint32_t c, unsigned style)
{
    Letter *last = prose->count ? &prose->letters[prose->count - 1] : NULL;
    if (c == '\t')
        c = ' ';
    if (c == ' ' && (!last || last->c == ' ' || last->c == '\n'))
        return;
    if (c == '\n' && last && last->c == ' ')
        prose->count--;
    add(prose, c, style);
}

static Prose decode(Arena *arena, const Run *runs)
{
    size_t bytes = 0;
    for (const Run *run = runs; run; run = run->next)
        bytes += strlen(run->text);
    Prose prose = {arena_array_of(arena, bytes + 1, Letter), 0, LANG_FR};
    for (const Run *run = runs; run; run = run->next) {
        const char *text = run->text, *end = text + strlen(text);
        while (text < end) {
            uint32_t c = utf8_next(&text, end);
            if (!is_dropped(c))
                collapse(&prose, c, run->style);
        }
    }
    while (prose.count &&
           (prose.letters[prose.count - 1].c == ' ' || prose.letters[prose.count - 1].c == '\n'))
        prose.count--;
    return prose;
}

static uint32_t at(const Prose *prose, size_t i)
{
    return i < prose->count ? prose->letters[i].c : 0;
}

/* ---- French punctuation ---- */

static bool closes(uint32_t c) /* what may follow ; ! ? : at the end of a sentence */
{
    return !c || c == '\n' || prose_is_space(c) || strchr(")]!?.,;:", (int)(c < 0x80 ? c : 'x')) ||
           c == 0xBB || c == 0x2019 || c == 0x201D;
}

/* The space that French wants before the letter, 0: none. */
static uint32_t space_before(const Prose *prose, size_t i)
{
    uint32_t c = at(prose, i), next = at(prose, i + 1);
    if (c == 0xBB)
        return NBSP;
    if (c == ':')
        return closes(next) ? NBSP : 0;
    if (c == ';' || c == '!' || c == '?')
        return closes(next) ? THIN : 0;
    return 0;
}

static bool opens(uint32_t c)
{
    return !c || c == '\n' || c == '(' || c == '[' || c == 0xAB || c == '!' || c == '?';
}

static Prose space_punctuation(Arena *arena, const Prose *from)
{
    Prose to = {arena_array_of(arena, 2 * from->count + 1, Letter), 0, from->lang};
    for (size_t i = 0; i < from->count; i++) {
        const Letter *letter = &from->letters[i];
        uint32_t last = to.count ? to.letters[to.count - 1].c : 0;
        uint32_t space = letter->style & RUN_CODE ? 0 : space_before(from, i);
        if (space && prose_is_space(last))
            to.letters[to.count - 1].c = space;
        else if (space && !opens(last))
            add(&to, space, letter->style);
        if (last == 0xAB && prose_is_space(letter->c)) {
            add(&to, NBSP, letter->style);
            continue;
        }
        if (last == 0xAB)
            add(&to, NBSP, letter->style);
        add(&to, letter->c, letter->style);
    }
    return to;
}

static void curl_apostrophes(Prose *prose)
{
    for (size_t i = 1; i < prose->count; i++)
        if (prose->letters[i].c == '\'' && !(prose->letters[i].style & RUN_CODE) &&
            is_letter(prose->letters[i - 1].c))
            prose->letters[i].c = 0x2019;
}

/* ---- spaces that do not part ---- */

static const char *const BEFORE_NUMBERS[] = {
    "n°",    "n°s",     "nº",       "no",   "nos",     "p.", "art.",    "p",      "page",
    "pages", "article", "articles", "Art.", "Article", "No", "section", "annexe", "chapitre"};
static const char *const BEFORE_NAMES[] = {"M.",  "MM.", "Mme", "Mmes", "Mlle", "Me",
                                           "Mes", "Dr",  "Dre", "Mr.",  "Mrs.", "Ms."};
static const char *const AFTER_NUMBERS[] = {
    "$",      "¢",         "€",       "%",        "°",        "°C",       "h",    "min",
    "s",      "km",        "m",       "cm",       "mm",       "kg",       "g",    "heure",
    "heures", "minutes",   "jour",    "jours",    "semaine",  "semaines", "mois", "ans",
    "an",     "janvier",   "février", "mars",     "avril",    "mai",      "juin", "juillet",
    "août",   "septembre", "octobre", "novembre", "décembre", "hours",    "hour", "weeks",
    "week",   "days",      "day",     "$CA",      "$/h",      "p.",       "a.m.", "p.m."};
static const char *const MONTHS[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};

#define ROWS(table) table, sizeof table / sizeof *table

static bool closes_word(uint32_t c)
{
    return c == ',' || c == ')' || c == ';';
}

/* Whether the letters in [start, end) spell one of the words, a closing sign aside. */
static bool is_word_of(const Prose *prose, size_t start, size_t end, const char *const *words,
                       size_t count)
{
    while (end > start && closes_word(at(prose, end - 1)))
        end--;
    for (size_t w = 0; w < count; w++) {
        const char *word = words[w], *stop = word + strlen(word);
        size_t i = start;
        while (word < stop && i < end && utf8_next(&word, stop) == at(prose, i))
            i++;
        if (word == stop && i == end)
            return true;
    }
    return false;
}

static bool begins_word(uint32_t c) /* what comes before one */
{
    return prose_is_space(c) || c == '\n' || c == '(' || c == 0x2019;
}

static size_t word_start(const Prose *prose, size_t end)
{
    while (end > 0 && !begins_word(at(prose, end - 1)))
        end--;
    return end;
}

static size_t word_end(const Prose *prose, size_t start)
{
    while (start < prose->count && !prose_is_space(at(prose, start)) && at(prose, start) != '\n')
        start++;
    return start;
}

/* "1 234": three digits after the space, one to three before it. */
static bool groups_digits(const Prose *prose, size_t space)
{
    size_t before = 0, after = 0;
    while (before < space && is_digit(at(prose, space - 1 - before)))
        before++;
    while (is_digit(at(prose, space + 1 + after)))
        after++;
    return before >= 1 && before <= 3 && after == 3;
}

static bool is_number(const Prose *prose, size_t start, size_t end)
{
    if (start == end)
        return false;
    for (size_t i = start; i < end; i++)
        if (!is_digit(at(prose, i)) && at(prose, i) != ',' && at(prose, i) != '.')
            return false;
    return is_digit(at(prose, start)) && is_digit(at(prose, end - 1));
}

static bool is_year(const Prose *prose, size_t start, size_t end)
{
    while (end > start && !is_digit(at(prose, end - 1)))
        end--;
    return end - start == 4 && is_number(prose, start, end);
}

static bool holds_together(const Prose *prose, size_t space)
{
    size_t left = word_start(prose, space), right = word_end(prose, space + 1);
    uint32_t next = at(prose, space + 1);
    if (groups_digits(prose, space))
        return true;
    if (is_number(prose, left, space) && is_word_of(prose, space + 1, right, ROWS(AFTER_NUMBERS)))
        return true;
    if (is_digit(next) && is_word_of(prose, left, space, ROWS(BEFORE_NUMBERS)))
        return true;
    if (is_letter(next) && is_word_of(prose, left, space, ROWS(BEFORE_NAMES)))
        return true;
    if (is_word_of(prose, left, space, (const char *const[]){"1er"}, 1) &&
        is_word_of(prose, space + 1, right, ROWS(MONTHS)))
        return true;
    if (is_year(prose, space + 1, right) && is_word_of(prose, left, space, ROWS(MONTHS)))
        return true;
    /* "8 h 30" */
    return is_digit(next) && space - left == 1 && at(prose, left) == 'h' && left > 1 &&
           prose_is_space(at(prose, left - 1)) && is_digit(at(prose, left - 2));
}

static void bind_spaces(Prose *prose)
{
    for (size_t i = 1; i + 1 < prose->count; i++)
        if (prose->letters[i].c == ' ' && !(prose->letters[i].style & RUN_CODE) &&
            holds_together(prose, i))
            prose->letters[i].c = NBSP;
}

/* ---- breaks ---- */

/* An address, of mail or of the web: its hyphens do not divide. */
static bool is_address(const Prose *prose, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (at(prose, i) == '@' || (at(prose, i) == ':' && at(prose, i + 1) == '/'))
            return true;
    return false;
}

static Break break_after(const Prose *prose, size_t i, bool address)
{
    uint32_t c = at(prose, i), last = i ? at(prose, i - 1) : 0, next = at(prose, i + 1);
    if (c == '\n')
        return BREAK_MUST;
    if (c == ' ' || c == ZERO_WIDTH || (c >= 0x2000 && c <= 0x2006) || (c >= 0x2008 && c <= 0x200A))
        return next == 0x2013 || next == 0x2014 ? BREAK_NO : BREAK_MAY; /* a dash stays behind */
    if (c == '-' || c == 0x2010)
        return is_letter(last) && is_letter(next) && !address ? BREAK_MAY : BREAK_NO;
    if (c == '/' || c == '|' || c == '_' || c == '@')
        return prose_is_space(next) || next == '/' || is_digit(next) || !next ? BREAK_NO : BREAK_MAY;
    return BREAK_NO;
}

static void mark_breaks(Prose *prose)
{
    size_t kept = 0, word = 0;
    bool address = false;
    for (size_t i = 0; i < prose->count; i++) {
        if (i >= word) {
            word = word_end(prose, i) + 1;
            address = is_address(prose, i, word - 1);
        }
        prose->letters[i].after = (uint8_t)break_after(prose, i, address);
    }
    for (size_t i = 0; i < prose->count; i++) {
        if (prose->letters[i].c != ZERO_WIDTH)
            prose->letters[kept++] = prose->letters[i];
        else if (kept)
            prose->letters[kept - 1].after = BREAK_MAY;
    }
    prose->count = kept;
}

Prose prose_make(Arena *arena, const Run *runs, Lang lang)
{
    Prose prose = decode(arena, runs);
    prose.lang = lang;
    curl_apostrophes(&prose);
    if (lang == LANG_FR)
        prose = space_punctuation(arena, &prose);
    bind_spaces(&prose);
    mark_breaks(&prose);
    return prose;
}
