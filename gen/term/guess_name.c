#include "term/guess_name.h"

#include "base/text.h"

#include <string.h>

enum { WORDS_MOST = 12, LETTERS_LEAST = 5 /* a shorter word is like too many others */ };

typedef struct Words {
    const char *items[WORDS_MOST]; /* folded, in the singular */
    size_t count;
} Words;

/* Words that say nothing by themselves. */
static bool is_empty_word(const char *word)
{
    static const char *const empty[] = {"de", "du", "des", "la",  "le", "les", "l",  "d",  "a",
                                        "en", "et", "of",  "the", "un", "une", "au", "aux"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (text_is(word, empty[i]))
            return true;
    return false;
}

static const char *singular(const char *word, Arena *scratch)
{
    size_t length = strlen(word);
    return length > 3 && word[length - 1] == 's' ? arena_slice(scratch, word, length - 1) : word;
}

static bool has_word(const Words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (text_is(words->items[i], word))
            return true;
    return false;
}

/* `but`: words left out, those of the table's own name ("Nom de l'élève" is "nom" of eleves). */
static Words words_of(const char *text, const Words *but, Arena *scratch)
{
    static const char marks[] = " \t\r\n_-'./,;:()#";
    Words words = {0};
    while (*(text += strspn(text, marks)) && words.count < WORDS_MOST) {
        size_t length = strcspn(text, marks);
        if (!strncmp(text, "’", strlen("’"))) {
            text += strlen("’");
            continue;
        }
        const char *curly = strstr(text, "’"); /* an apostrophe too */
        if (curly && (size_t)(curly - text) < length)
            length = (size_t)(curly - text);
        const char *word =
            singular(text_fold(scratch, arena_slice(scratch, text, length)), scratch);
        if (*word && !is_empty_word(word) && !(but && has_word(but, word)) &&
            !has_word(&words, word))
            words.items[words.count++] = word;
        text += length;
    }
    return words;
}

static int like_words(const Words *a, const Words *b)
{
    size_t common = 0;
    for (size_t i = 0; i < a->count; i++)
        common += has_word(b, a->items[i]);
    return common ? (int)(NAME_WORDS * 2 * common / (a->count + b->count)) : 0;
}

static const char *one_candidate(const void *context, size_t i)
{
    (void)i;
    return context;
}

/* How much two phrases are alike; `whole` when they are the same. */
static int like(const char *header, const char *phrase, int whole, const Words *own, Arena *scratch)
{
    if (text_is(text_fold(scratch, header), text_fold(scratch, phrase)))
        return whole;
    Words theirs = words_of(header, own, scratch), ours = words_of(phrase, own, scratch);
    int score = like_words(&theirs, &ours);
    if (score < NAME_LETTERS && strlen(phrase) >= LETTERS_LEAST &&
        text_nearest(header, one_candidate, phrase, 1))
        score = NAME_LETTERS;
    return score;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int like_synonyms(const char *header, const TableSchema *table, const ColumnSchema *column,
                         const Words *own, Arena *scratch)
{
    static const struct {
        const char *table, *column, *phrases;
    } synonyms[] = {
#define SYNONYMS(...) {__VA_ARGS__},
#include "term/synonym.def"
#undef SYNONYMS
    };
    int best = 0;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        if (!text_is(synonyms[i].column, column->name) ||
            (*synonyms[i].table && !text_is(synonyms[i].table, table->name)))
            continue;
        for (const char *p = synonyms[i].phrases; *p;) {
            size_t length = strcspn(p, "|");
            best = most(best,
                        like(header, arena_slice(scratch, p, length), NAME_SYNONYM, own, scratch));
            p += length + (p[length] == '|');
        }
    }
    return best;
}

int guess_name(const char *header, const TableSchema *table, const ColumnSchema *column,
               Arena *scratch)
{
    Words own = words_of(table->name, NULL, scratch);
    int score = like(header, column->name, NAME_OURS, &own, scratch);
    for (int lang = 0; lang < LANG_COUNT && score < NAME_SYNONYM; lang++)
        score = most(score, like(header, column->description[lang], NAME_SYNONYM, &own, scratch));
    return score < NAME_SYNONYM ? most(score, like_synonyms(header, table, column, &own, scratch))
                                : score;
}
