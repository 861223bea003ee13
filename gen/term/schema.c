#include "term/schema.h"

#include "base/text.h"

#include <string.h>

enum { /* the short names of schema.def */
    KEY = COLUMN_KEY | COLUMN_REQUIRED, REQUIRED = COLUMN_REQUIRED, LONG = COLUMN_LONG,
    PERSONAL = COLUMN_PERSONAL, SCHOOL_DAYS = COLUMN_SCHOOL_DAYS,
};

#define TABLE(T, ...) static const ColumnSchema columns_##T[] = {
#define COLUMN(T, ID, NAME, KIND, FLAGS, TARGET, FR, EN) \
    {NAME, TYPE_##KIND, FLAGS, TARGET, {FR, EN}},
#define END_TABLE(T) };
#include "term/schema.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

static const TableSchema tables[TABLE_COUNT] = {
/* The key: -1, to which its column adds its rank plus one. */
#define TABLE(T, NAME, NEEDED, FR, EN) {NAME, NEEDED, {FR, EN}, columns_##T, T##_COLUMNS, -1
#define COLUMN(T, ID, NAME, KIND, FLAGS, ...) + ((FLAGS) & COLUMN_KEY ? T##_##ID + 1 : 0)
#define END_TABLE(T) },
#include "term/schema.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
};

#define CHOICES(L) static const Choice choices_##L[] = {
#define CHOICE(L, ID, CODE, FR, EN) {CODE, {FR, EN}},
#define END_CHOICES(L) };
#include "term/choice.def"
#undef CHOICES
#undef CHOICE
#undef END_CHOICES

static const ChoiceList lists[CHOICE_LIST_COUNT] = {
    {NULL, 0},
#define CHOICES(L) {choices_##L, sizeof choices_##L / sizeof *choices_##L},
#define CHOICE(...)
#define END_CHOICES(L)
#include "term/choice.def"
#undef CHOICES
#undef CHOICE
#undef END_CHOICES
};

const TableSchema *schema_table(int table)
{
    return &tables[table];
}

const ColumnSchema *schema_column(int table, int column)
{
    return &tables[table].columns[column];
}

const ChoiceList *schema_choices(int list)
{
    return &lists[list];
}

int schema_find_table(const char *name)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        if (text_is(tables[t].name, name))
            return t;
    return -1;
}

int schema_find_column(int table, const char *header)
{
    Arena *arena = arena_new();
    const char *folded = text_fold(arena, header);
    int found = -1;
    for (size_t c = 0; c < tables[table].column_count && found < 0; c++)
        if (text_is(text_fold(arena, tables[table].columns[c].name), folded))
            found = (int)c;
    arena_free(arena);
    return found;
}

static bool is_joiner(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '\'';
}

/* Millions of values pass here: ASCII is compared in place. `code` is lower case but for the
 * sanctions. */
static bool matches_ascii(const char *text, const char *code)
{
    for (;; text++, code++) {
        while (is_joiner(*text))
            text++;
        while (is_joiner(*code))
            code++;
        if ((*text >= 'A' && *text <= 'Z' ? *text | 0x20 : *text) !=
            (*code >= 'A' && *code <= 'Z' ? *code | 0x20 : *code))
            return false;
        if (*text == '\0')
            return true;
    }
}

static int find_ascii(const ChoiceList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (matches_ascii(text, list->choices[i].code))
            return (int)i;
    return -1;
}

/* "mise en œuvre": Unicode does not take a ligature of letters apart. */
static void open_ligatures(char *folded)
{
    for (char *p = folded; (p = strstr(p, "\xC5\x93"));)
        memcpy(p, "oe", 2);
}

int schema_find_choice(int list, const char *text)
{
    const char *p = text;
    while (*p && !((unsigned char)*p & 0x80))
        p++;
    if (!*p)
        return find_ascii(&lists[list], text);
    Arena *arena = arena_new();
    char *folded = text_fold(arena, text);
    open_ligatures(folded);
    int found = find_ascii(&lists[list], folded);
    arena_free(arena);
    return found;
}

const char *schema_type_name(Type type)
{
    static const char *const names[] = {
        "id", "texte", "date", "heure", "nombre", "oui_non", "choix", "liste", "courriel",
        "telephone", "code_postal", "neq", "code_permanent", "programme", "lien",
    };
    return names[type];
}
