/* Spaces that do not part: one table of words, and what each holds to. */
#include "page/prose_step.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    TO_NUMBER = 1, /* holds to the number or reference after it: « art. 12 », « annexe A » */
    TO_NAME = 2,   /* to the name after it: « Mme Roy » */
    OF_NUMBER = 4, /* to the number before it: « 12 km », « 5 mars » */
    OF_WORD = 8,   /* to any word before it: « etc. » */
    MONTH = 16,    /* to the year after it, and the day on either side */
};

typedef struct WordRow {
    const char *word;
    unsigned holds;
} WordRow;

/* In the order of their bytes. */
static const WordRow WORDS[] = {
    {"$", OF_NUMBER},
    {"$/h", OF_NUMBER},
    {"$CA", OF_NUMBER},
    {"%", OF_NUMBER},
    {"Annexe", TO_NUMBER},
    {"Appendix", TO_NUMBER},
    {"April", OF_NUMBER | MONTH},
    {"Art.", TO_NUMBER},
    {"Article", TO_NUMBER},
    {"August", OF_NUMBER | MONTH},
    {"CAD", OF_NUMBER},
    {"Chapitre", TO_NUMBER},
    {"Chapter", TO_NUMBER},
    {"December", OF_NUMBER | MONTH},
    {"Dr", TO_NAME},
    {"Dr.", TO_NAME},
    {"Dre", TO_NAME},
    {"February", OF_NUMBER | MONTH},
    {"Inc.", OF_WORD},
    {"January", OF_NUMBER | MONTH},
    {"July", OF_NUMBER | MONTH},
    {"June", OF_NUMBER | MONTH},
    {"Ltd.", OF_WORD},
    {"Ltée", OF_WORD},
    {"M.", TO_NAME},
    {"MM.", TO_NAME},
    {"March", OF_NUMBER | MONTH},
    {"May", OF_NUMBER | MONTH},
    {"Me", TO_NAME},
    {"Mes", TO_NAME},
    {"Mlle", TO_NAME},
    {"Mme", TO_NAME},
    {"Mmes", TO_NAME},
    {"Mr.", TO_NAME},
    {"Mrs.", TO_NAME},
    {"Ms.", TO_NAME},
    {"Mx", TO_NAME},
    {"No", TO_NUMBER},
    {"No.", TO_NUMBER},
    {"November", OF_NUMBER | MONTH},
    {"N°", TO_NUMBER},
    {"October", OF_NUMBER | MONTH},
    {"Part", TO_NUMBER},
    {"Partie", TO_NUMBER},
    {"Schedule", TO_NUMBER},
    {"Section", TO_NUMBER},
    {"September", OF_NUMBER | MONTH},
    {"St.", TO_NAME},
    {"a.m.", OF_NUMBER},
    {"al.", TO_NUMBER},
    {"alinéa", TO_NUMBER},
    {"an", OF_NUMBER},
    {"annexe", TO_NUMBER},
    {"années", OF_NUMBER},
    {"ans", OF_NUMBER},
    {"août", OF_NUMBER | MONTH},
    {"appendix", TO_NUMBER},
    {"art.", TO_NUMBER},
    {"article", TO_NUMBER},
    {"articles", TO_NUMBER},
    {"avril", OF_NUMBER | MONTH},
    {"c.", TO_NUMBER},
    {"ch.", TO_NUMBER},
    {"chap.", TO_NUMBER},
    {"chapitre", TO_NUMBER},
    {"chapter", TO_NUMBER},
    {"clause", TO_NUMBER},
    {"cm", OF_NUMBER},
    {"crédits", OF_NUMBER},
    {"day", OF_NUMBER},
    {"days", OF_NUMBER},
    {"décembre", OF_NUMBER | MONTH},
    {"etc", OF_WORD},
    {"etc.", OF_WORD},
    {"ext.", TO_NUMBER},
    {"février", OF_NUMBER | MONTH},
    {"g", OF_NUMBER},
    {"h", OF_NUMBER},
    {"heure", OF_NUMBER},
    {"heures", OF_NUMBER},
    {"hour", OF_NUMBER},
    {"hours", OF_NUMBER},
    {"inc.", OF_WORD},
    {"janvier", OF_NUMBER | MONTH},
    {"jour", OF_NUMBER},
    {"jours", OF_NUMBER},
    {"juillet", OF_NUMBER | MONTH},
    {"juin", OF_NUMBER | MONTH},
    {"kg", OF_NUMBER},
    {"km", OF_NUMBER},
    {"km/h", OF_NUMBER},
    {"ltée", OF_WORD},
    {"m", OF_NUMBER},
    {"mai", OF_NUMBER | MONTH},
    {"mars", OF_NUMBER | MONTH},
    {"min", OF_NUMBER},
    {"minutes", OF_NUMBER},
    {"mm", OF_NUMBER},
    {"mois", OF_NUMBER},
    {"months", OF_NUMBER},
    {"no", TO_NUMBER},
    {"no.", TO_NUMBER},
    {"nos", TO_NUMBER},
    {"novembre", OF_NUMBER | MONTH},
    {"n°", TO_NUMBER},
    {"n°s", TO_NUMBER},
    {"nº", TO_NUMBER},
    {"octobre", OF_NUMBER | MONTH},
    {"p", TO_NUMBER},
    {"p.", TO_NUMBER | OF_NUMBER},
    {"p.m.", OF_NUMBER},
    {"page", TO_NUMBER},
    {"pages", TO_NUMBER},
    {"par.", TO_NUMBER},
    {"paragraphe", TO_NUMBER},
    {"part", TO_NUMBER},
    {"partie", TO_NUMBER},
    {"poste", TO_NUMBER},
    {"pp.", TO_NUMBER},
    {"s", OF_NUMBER},
    {"s.", TO_NUMBER},
    {"schedule", TO_NUMBER},
    {"section", TO_NUMBER},
    {"semaine", OF_NUMBER},
    {"semaines", OF_NUMBER},
    {"septembre", OF_NUMBER | MONTH},
    {"ss.", TO_NUMBER},
    {"week", OF_NUMBER},
    {"weeks", OF_NUMBER},
    {"years", OF_NUMBER},
    {"¢", OF_NUMBER},
    {"°", OF_NUMBER},
    {"°C", OF_NUMBER},
    {"€", OF_NUMBER},
};
enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS, WORD_BYTES = 16 };

static int compare_word(const void *key, const void *row)
{
    return strcmp(key, ((const WordRow *)row)->word);
}

/* The letters in [start, end), closing signs aside; what the word holds to, 0: nothing. */
static unsigned word_holds(const Prose *prose, size_t start, size_t end)
{
    char word[WORD_BYTES + 4];
    size_t length = 0;
    while (end > start && is_one_of(prose_at(prose, end - 1), ",);"))
        end--;
    for (size_t i = start; i < end; i++) {
        uint32_t c = prose_at(prose, i);
        if (length + 3 > WORD_BYTES || c >= 0x10000)
            return 0;
        if (c < 0x80) {
            word[length++] = (char)c;
        } else if (c < 0x800) {
            word[length++] = (char)(0xC0 | c >> 6);
            word[length++] = (char)(0x80 | (c & 0x3F));
        } else {
            word[length++] = (char)(0xE0 | c >> 12);
            word[length++] = (char)(0x80 | (c >> 6 & 0x3F));
            word[length++] = (char)(0x80 | (c & 0x3F));
        }
    }
    word[length] = '\0';
    const WordRow *row = bsearch(word, WORDS, WORD_COUNT, sizeof *WORDS, compare_word);
    return row ? row->holds : 0;
}

static bool begins_word(uint32_t c) /* what comes before one */
{
    return prose_is_space(c) || c == '\n' || c == '(' || c == 0x2019;
}

static size_t word_start(const Prose *prose, size_t end)
{
    while (end > 0 && !begins_word(prose_at(prose, end - 1)))
        end--;
    return end;
}

static size_t word_end(const Prose *prose, size_t start)
{
    while (start < prose->count && !prose_is_space(prose_at(prose, start)) &&
           prose_at(prose, start) != '\n')
        start++;
    return start;
}

/* "1 234": three digits after the space, one to three before it. */
static bool groups_digits(const Prose *prose, size_t space)
{
    size_t before = 0, after = 0;
    while (before < space && is_digit(prose_at(prose, space - 1 - before)))
        before++;
    while (is_digit(prose_at(prose, space + 1 + after)))
        after++;
    return before >= 1 && before <= 3 && after == 3;
}

static bool is_number(const Prose *prose, size_t start, size_t end)
{
    if (start < end &&
        (is_one_of(prose_at(prose, start), "-+$") || prose_at(prose, start) == 0x2212))
        start++;
    if (start == end)
        return false;
    for (size_t i = start; i < end; i++)
        if (!is_digit(prose_at(prose, i)) && !is_one_of(prose_at(prose, i), ",.:"))
            return false;
    return is_digit(prose_at(prose, start)) && is_digit(prose_at(prose, end - 1));
}

/* "12", "12.1", "P-39.3", "II", "A": what articles, laws and annexes are called. */
static bool is_reference(const Prose *prose, size_t start, size_t end)
{
    while (end > start && is_one_of(prose_at(prose, end - 1), ",);.:"))
        end--;
    uint32_t first = prose_at(prose, start);
    if (start == end || is_digit(first))
        return start < end;
    if (end - start == 1)
        return is_capital(first);
    if (is_capital(first) && prose_at(prose, start + 1) == '-')
        return is_digit(prose_at(prose, start + 2));
    for (size_t i = start; i < end; i++)
        if (!is_one_of(prose_at(prose, i), "IVXLC"))
            return false;
    return true;
}

static bool is_year(const Prose *prose, size_t start, size_t end)
{
    while (end > start && !is_digit(prose_at(prose, end - 1)))
        end--;
    return end - start == 4 && is_number(prose, start, end);
}

static bool is_day(const Prose *prose, size_t start, size_t end)
{
    if (end - start == 3 && prose_at(prose, start) == '1' && prose_at(prose, start + 1) == 'e' &&
        prose_at(prose, start + 2) == 'r')
        return true;
    while (end > start && !is_digit(prose_at(prose, end - 1)))
        end--;
    return end - start <= 2 && is_number(prose, start, end);
}

/* "J.", "J.-P." */
static bool is_initial(const Prose *prose, size_t start, size_t end)
{
    bool single = end - start == 2;
    bool twin = end - start == 5 && prose_at(prose, start + 2) == '-' &&
                is_capital(prose_at(prose, start + 3)) && prose_at(prose, start + 4) == '.';
    return (single || twin) && is_capital(prose_at(prose, start)) &&
           prose_at(prose, start + 1) == '.';
}

/* The halves of a postal code. */
static bool is_postal(const Prose *prose, size_t left, size_t space, size_t right)
{
    while (right > space && is_one_of(prose_at(prose, right - 1), ",.);"))
        right--;
    return space - left == 3 && right - space == 4 && is_capital(prose_at(prose, left)) &&
           is_digit(prose_at(prose, left + 1)) && is_capital(prose_at(prose, left + 2)) &&
           is_digit(prose_at(prose, space + 1)) && is_capital(prose_at(prose, space + 2)) &&
           is_digit(prose_at(prose, space + 3));
}

/* « 8 h 30 », or a time without minutes. */
static bool follows_hour(const Prose *prose, size_t left, size_t space)
{
    return space - left == 1 && prose_at(prose, left) == 'h' && left > 1 &&
           prose_is_space(prose_at(prose, left - 1)) && is_digit(prose_at(prose, left - 2));
}

static bool holds_together(const Prose *prose, size_t space)
{
    uint32_t next = prose_at(prose, space + 1), last = prose_at(prose, space - 1);
    bool figure = is_digit(next) || is_digit(last);
    if (next == 0x2026)
        return true;
    if (figure && groups_digits(prose, space))
        return true;
    size_t left = word_start(prose, space), right = word_end(prose, space + 1);
    unsigned before = word_holds(prose, left, space), after = word_holds(prose, space + 1, right);
    if (after & OF_WORD && (is_letter(last) || last == ','))
        return true;
    if (after & OF_NUMBER && is_number(prose, left, space))
        return true;
    if (before & TO_NUMBER && is_reference(prose, space + 1, right))
        return true;
    if (before & TO_NAME && is_capital(next))
        return true;
    if (after & MONTH && is_day(prose, left, space))
        return true;
    if (before & MONTH && (is_year(prose, space + 1, right) || is_day(prose, space + 1, right)))
        return true;
    if (is_capital(next) && is_initial(prose, left, space))
        return true;
    return figure && ((is_digit(next) && follows_hour(prose, left, space)) ||
                      is_postal(prose, left, space, right));
}

void prose_bind_spaces(Prose *prose)
{
    for (size_t i = 1; i + 1 < prose->count; i++)
        if (prose->letters[i].c == ' ' && !prose->letters[i].verbatim && holds_together(prose, i))
            prose->letters[i].c = NBSP;
}
