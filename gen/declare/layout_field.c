/* layout_field: one line of [tete], [champs] or [pied]: a source, then options. */
#include "declare/layout_part.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH_MOST = 9999, DECIMALS_MOST = 4 };

static const char *source_candidate(const void *context, size_t i)
{
    (void)context;
    return declared_field((DeclaredField)i)->name;
}

/* Takes the next item of "source, option, option" off `*rest`; quotes protect commas.
 * NULL at the end. */
static const char *next_item(Arena *arena, const char **rest)
{
    if (!*rest)
        return NULL;
    bool quoted = false;
    const char *p = *rest;
    while (*p && (quoted || *p != ',')) {
        quoted ^= *p == '"';
        p++;
    }
    const char *item = text_trim(arena, *rest, (size_t)(p - *rest));
    *rest = *p ? p + 1 : NULL;
    return item;
}

/* "\"text\"" -> text; NULL when it has no quotes. */
static const char *quoted_text(const char *text, Arena *arena)
{
    size_t length = strlen(text);
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return NULL;
    return arena_slice(arena, text + 1, length - 2);
}

/* The next word of `*rest`, blanks between words; NULL at the end. */
static const char *next_word(const char **rest, Arena *arena)
{
    *rest += strspn(*rest, " \t");
    if (!**rest)
        return NULL;
    size_t length = **rest == '"' && strchr(*rest + 1, '"')
                        ? (size_t)(strchr(*rest + 1, '"') - *rest) + 1
                        : strcspn(*rest, " \t");
    const char *word = arena_slice(arena, *rest, length);
    *rest += length;
    const char *text = quoted_text(word, arena);
    return text ? text : word;
}

/* ---- The source ---- */

static int find_field(Loading *loading, const LayoutField *field, const char *name)
{
    int found = declared_find(name);
    if (found >= 0)
        return found;
    layout_fault(loading, field->line, _("le champ %s a une source inconnue : « %s »"), field->name,
                 name);
    const char *near = text_nearest(name, source_candidate, NULL, DECLARED_COUNT);
    if (near)
        layout_remedy(loading, _("vouliez-vous dire « %s » ?"), near);
    return -1;
}

static void read_source(Loading *loading, LayoutField *field, const char *source)
{
    const char *text = quoted_text(source, loading->arena);
    if (text) {
        field->kind = SOURCE_TEXT;
        field->constant = text;
    } else if (text_is(source, "nombre")) {
        field->kind = SOURCE_COUNT;
    } else if (text_starts(source, "somme ")) {
        field->kind = SOURCE_SUM;
        field->source = find_field(loading, field, source + 6);
    } else if (text_starts(source, "controle ")) {
        field->kind = SOURCE_HASH;
        field->source = find_field(loading, field, source + 9);
    } else {
        field->kind = SOURCE_VALUE;
        field->source = find_field(loading, field, source);
    }
}

/* ---- Options ---- */

/* "si FIELD = VALUE", after "si "; false when it is not one. */
static bool read_test(Loading *loading, LayoutField *field, const char *text)
{
    const char *name = next_word(&text, loading->arena);
    const char *sign = name ? next_word(&text, loading->arena) : NULL;
    bool list = sign && text_is(sign, "dans"), denied = sign && text_is(sign, "!=");
    if (!sign || !(list || denied || text_is(sign, "=")))
        return false;
    const char **values = arena_array_of(loading->arena, strlen(text) + 1, const char *);
    size_t count = 0;
    for (const char *value; (value = next_word(&text, loading->arena));)
        values[count++] = value;
    if (count == 0 || (!list && count > 1))
        return false;
    int source = find_field(loading, field, name);
    if (source < 0)
        return true; /* told */
    LayoutTest *tests = arena_array_of(loading->arena, field->test_count + 1, LayoutTest);
    if (field->test_count)
        memcpy(tests, field->tests, field->test_count * sizeof *tests);
    tests[field->test_count++] = (LayoutTest){(DeclaredField)source, denied, values, count};
    field->tests = tests;
    return true;
}

static bool read_number(const char *text, long least, long most, long *number)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || value < least || value > most)
        return false;
    *number = value;
    return true;
}

static bool read_fill(Loading *loading, LayoutField *field, const char *text)
{
    const char *fill = quoted_text(text, loading->arena);
    if (!fill || strlen(fill) != 1 || fill[0] < ' ' || fill[0] > '~')
        return false;
    field->fill = fill[0];
    return true;
}

static bool read_empty(Loading *loading, LayoutField *field, const char *text)
{
    field->empty = quoted_text(text, loading->arena);
    return field->empty;
}

static bool read_option(Loading *loading, LayoutField *field, const char *option)
{
    if (text_is(option, "requis"))
        return field->required = true;
    if (text_is(option, "couper"))
        return field->cut = true;
    if (text_is(option, "majuscules"))
        return field->upper = true;
    if (text_is(option, "sans accents"))
        return field->plain = true;
    if (text_is(option, "gauche") || text_is(option, "droite")) {
        field->side = text_is(option, "gauche") ? SIDE_LEFT : SIDE_RIGHT;
        return true;
    }
    if (text_starts(option, "largeur "))
        return read_number(option + 8, 1, WIDTH_MOST, &field->width);
    if (text_starts(option, "position "))
        return read_number(option + 9, 1, WIDTH_MOST, &field->position);
    if (text_starts(option, "decimales "))
        return read_number(option + 10, 0, DECIMALS_MOST, &field->decimals);
    if (text_starts(option, "remplir "))
        return read_fill(loading, field, option + 8);
    if (text_starts(option, "vide "))
        return read_empty(loading, field, option + 5);
    if (text_starts(option, "si "))
        return read_test(loading, field, option + 3);
    if (text_starts(option, "codes ") && option[6]) {
        field->codes = arena_string(loading->arena, option + 6);
        return true;
    }
    return false;
}

void field_read(Loading *loading, RecordKind kind, const char *name, const char *value,
                uint32_t line)
{
    Fields *fields = &loading->fields[kind];
    for (size_t i = 0; i < fields->count; i++)
        if (text_is(fields->items[i].name, name)) {
            layout_fault(loading, line, _("le champ %s est donné deux fois"), name);
            return;
        }
    fields->items = vector_reserve(fields->items, &fields->capacity, fields->count + 1,
                                   sizeof *fields->items);
    LayoutField *field = &fields->items[fields->count++];
    *field = (LayoutField){
        .name = arena_string(loading->arena, name), .source = -1, .decimals = -1, .line = line};
    const char *rest = value;
    read_source(loading, field, next_item(loading->arena, &rest));
    for (const char *option; (option = next_item(loading->arena, &rest));) {
        if (read_option(loading, field, option))
            continue;
        layout_fault(loading, line, _("option inconnue du champ %s : « %s »"), name, option);
        layout_remedy(loading, _("options possibles : requis, largeur N, position N, couper, "
                                 "majuscules, sans accents, gauche, droite, remplir \"x\", "
                                 "vide \"texte\", decimales N (0 à 4), codes LISTE, "
                                 "si CHAMP = VALEUR"));
    }
}
