#include "declare/form.h"

#include "base/text.h"
#include "term/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HASH_MODULUS ((uint64_t)1000000000000000000) /* 18 figures */

/* ---- A value by its type ---- */

static const char *date_text(const Layout *layout, const char *iso, Arena *arena)
{
    switch (layout->date) {
    case DATE_COMPACT:
        return arena_printf(arena, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
    case DATE_SHORT:
        return arena_printf(arena, "%.2s%.2s%.2s", iso + 2, iso + 5, iso + 8);
    case DATE_DAY_FIRST:
        return arena_printf(arena, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    case DATE_DAY_COMPACT:
        return arena_printf(arena, "%.2s%.2s%.4s", iso + 8, iso + 5, iso);
    default:
        return iso;
    }
}

/* `canonical` has a point and no useless zero. NULL when it has more decimals than asked:
 * hours are never rounded, since what is declared is what is attested. */
static const char *number_text(const Layout *layout, const LayoutField *field,
                               const char *canonical, Arena *arena)
{
    const char *point = strchr(canonical, '.');
    size_t whole = point ? (size_t)(point - canonical) : strlen(canonical);
    const char *part = point ? point + 1 : "";
    if (field->decimals >= 0 && strlen(part) > (size_t)field->decimals)
        return NULL;
    int zeros = field->decimals < 0 ? 0 : (int)((size_t)field->decimals - strlen(part));
    const char mark[] = {(char)layout->decimal, '\0'};
    const char *text = arena_slice(arena, canonical, whole);
    if (!*part && zeros == 0)
        return text;
    return arena_printf(arena, "%s%s%s%.*s", text, mark, part, zeros, "0000");
}

static const char *words_text(const LayoutField *field, const char *value, Arena *arena)
{
    const char *text = field->plain ? text_unaccented(arena, value) : value;
    return field->upper ? text_upper(arena, text) : text;
}

static const char *typed_text(const Layout *layout, const LayoutField *field, const char *value,
                              Arena *arena, FieldFault *fault)
{
    const char *text = value;
    switch (declared_field((DeclaredField)field->source)->type) {
    case FIELD_DATE:
        return date_text(layout, value, arena);
    case FIELD_NUMBER:
        text = number_text(layout, field, value, arena);
        if (!text)
            fault->reason = arena_printf(arena, _("plus de %ld décimales"), field->decimals);
        return text;
    case FIELD_CODE:
        if (field->codes)
            text = layout_code(layout, field->codes, value);
        if (!text)
            fault->reason =
                arena_printf(arena, _("[codes.%s] n'a pas « %s »"), field->codes, value);
        return text;
    case FIELD_TEXT:
        return words_text(field, value, arena);
    default:
        return text;
    }
}

static const char *cut_at(const char *text, long width, Arena *arena)
{
    const char *p = text, *end = text + strlen(text);
    for (long i = 0; i < width && p < end; i++)
        utf8_next(&p, end);
    return arena_slice(arena, text, (size_t)(p - text));
}

/* `text` within the field's width, if it can be. */
static bool fit(const LayoutField *field, const char *text, Arena *arena, Form *form,
                FieldFault *fault)
{
    form->text = text;
    if (!field->width || utf8_count(text) <= (size_t)field->width)
        return true;
    if (field->cut) {
        form->cut = true;
        form->text = cut_at(text, field->width, arena);
        return true;
    }
    fault->reason = arena_printf(arena, _("la valeur a %zu caractères, plus que les %ld permis"),
                                 utf8_count(text), field->width);
    return false;
}

/* ---- A field of a record ---- */

static bool tests_hold(const LayoutField *field, const DeclaredRecord *record)
{
    for (size_t t = 0; t < field->test_count; t++) {
        const LayoutTest *test = &field->tests[t];
        bool found = false;
        for (size_t v = 0; !found && v < test->value_count; v++)
            found = text_is(record->values[test->field], test->values[v]);
        if (found == test->denied)
            return false;
    }
    return true;
}

bool form_value(const Layout *layout, const LayoutField *field, const DeclaredRecord *record,
                Arena *arena, Form *form, FieldFault *fault)
{
    *form = (Form){.text = ""};
    *fault = (FieldFault){.field = field};
    bool wanted = tests_hold(field, record);
    const char *value = !wanted                      ? ""
                        : field->kind == SOURCE_TEXT ? field->constant
                                                     : record->values[field->source];
    if (!*value) {
        if (wanted && field->required)
            fault->reason = _("la valeur est requise et elle est vide");
        form->absent = !field->empty;
        form->text = field->empty ? field->empty : "";
        return !fault->reason;
    }
    const char *text = field->kind == SOURCE_TEXT
                           ? value
                           : typed_text(layout, field, value, arena, fault);
    return text && fit(field, text, arena, form, fault);
}

/* ---- Totals ---- */

static uint64_t digits_of(const char *value)
{
    uint64_t digits = 0;
    for (; *value; value++)
        if (*value >= '0' && *value <= '9')
            digits = (digits % (HASH_MODULUS / 10)) * 10 + (uint64_t)(*value - '0');
    return digits;
}

static const char *total_text(const Layout *layout, const LayoutField *field,
                              const LotContent *content, Arena *arena, FieldFault *fault)
{
    size_t count = 0;
    Number sum = 0, value;
    uint64_t hash = 0;
    for (size_t i = 0; i < content->count; i++) {
        const DeclaredRecord *record = content->records[i];
        if (!tests_hold(field, record))
            continue;
        count++;
        if (field->kind == SOURCE_HASH)
            hash = (hash + digits_of(record->values[field->source])) % HASH_MODULUS;
        if (field->kind == SOURCE_SUM &&
            value_parse_number(record->values[field->source], &value))
            sum += value;
    }
    const char *canonical = field->kind == SOURCE_SUM
                                ? number_canonical(sum, arena)
                                : arena_printf(arena, "%zu", count);
    if (field->kind == SOURCE_HASH) {
        const char *figures = arena_printf(arena, "%018" PRIu64, hash);
        return figures + strlen(figures) - (size_t)field->width;
    }
    const char *text = number_text(layout, field, canonical, arena);
    if (!text)
        fault->reason = arena_printf(arena, _("plus de %ld décimales"), field->decimals);
    return text;
}

bool form_of_lot(const Layout *layout, const LayoutField *field, const LotContent *content,
                 Arena *arena, Form *form, FieldFault *fault)
{
    if (field->kind == SOURCE_TEXT || field->kind == SOURCE_VALUE)
        return form_value(layout, field, content->lot, arena, form, fault);
    *form = (Form){.text = ""};
    *fault = (FieldFault){.field = field};
    const char *text = total_text(layout, field, content, arena, fault);
    return text && fit(field, text, arena, form, fault);
}
