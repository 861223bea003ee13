/* fuzz_value: any text as a value of every type. What is accepted and printed again must be
 * accepted again, as the same value. */
#include "fuzz.h"

#include "term/value.h"

static void check_number(const char *text, Arena *arena)
{
    Number number, again;
    if (!value_parse_number(text, &number))
        return;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const char *print = value_print_number(arena, number, (Lang)lang, 0);
        /* English thousands are marked by a comma, which the tables do not accept. */
        if (lang == LANG_FR)
            MUST(value_parse_number(print, &again) && again == number);
    }
}

static void check_date(const char *text)
{
    Date date, again;
    DateText iso;
    if (value_parse_date(text, &date))
        MUST(value_parse_date(date_iso(date, iso), &again) && again == date);
}

static void check_time(const char *text)
{
    int minutes;
    if (value_parse_time(text, &minutes))
        MUST(minutes >= 0 && minutes < 24 * 60);
}

typedef bool Normaliser(const char *text, Arena *arena, const char **print);

static void check_forms(const char *text, Arena *arena)
{
    static Normaliser *const all[] = {phone_normalise, postal_code_normalise, neq_normalise,
                                      permanent_code_normalise};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *once, *twice;
        bool good = all[i](text, arena, &once);
        MUST(once);
        if (good)
            MUST(all[i](once, arena, &twice) && text_is(once, twice));
        else
            MUST(text_is(once, text));
    }
    const char *code = programme_normalise(text, arena);
    MUST(text_is(programme_normalise(code, arena), code));
}

static void check_columns(const char *text, Arena *arena)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const TableSchema *table = schema_table(t);
        for (size_t c = 0; c < table->column_count; c++) {
            Value value = {.text = text};
            ValueFault fault = {0};
            bool good = value_parse(&table->columns[c], text, arena, &value, &fault);
            MUST(good || (value.state == VALUE_BAD && fault.expected && *fault.expected));
            MUST(!good || value.state == VALUE_GOOD || table->columns[c].type == TYPE_LINK);
        }
        schema_find_column(t, text);
    }
    schema_find_table(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input = {data, size};
    Arena *arena = arena_new();
    const char *text = input_text(&input, 4096, arena);
    text = text_nfc(arena, text, strlen(text));
    text = text_trim(arena, text, strlen(text));
    if (*text) {
        check_number(text, arena);
        check_date(text);
        check_time(text);
        check_forms(text, arena);
        check_columns(text, arena);
    }
    arena_free(arena);
    return 0;
}
