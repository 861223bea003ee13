/* writer: each value takes the form that the layout wants (date, decimals, code,
 * width), then its place in the line. */
#include "declare/writer.h"

#include "base/csv.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *date_text(const Layout *layout, const char *iso, Arena *arena)
{
    switch (layout->date) {
    case DATE_COMPACT:
        return arena_printf(arena, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
    case DATE_DAY_FIRST:
        return arena_printf(arena, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
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
    const char *text = arena_slice(arena, canonical, whole);
    if (!*part && zeros == 0)
        return text;
    return arena_printf(arena, "%s%c%s%.*s", text, layout->decimal, part, zeros, "0000");
}

static const char *cut_at(const char *text, long width, Arena *arena)
{
    const char *p = text, *end = text + strlen(text);
    for (long i = 0; i < width && p < end; i++)
        utf8_next(&p, end);
    return arena_slice(arena, text, (size_t)(p - text));
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
    default:
        return text;
    }
}

/* The text of a field, NULL with `fault` when the record cannot have it. */
static const char *field_text(const Layout *layout, const LayoutField *field,
                              const DeclaredRecord *record, Arena *arena, bool *cut,
                              FieldFault *fault)
{
    if (field->source < 0)
        return field->constant;
    const char *value = record->values[field->source];
    if (!*value) {
        if (field->required)
            fault->reason = _("la valeur est requise et elle est vide");
        return field->required ? NULL : "";
    }
    const char *text = typed_text(layout, field, value, arena, fault);
    if (!text || !field->width || utf8_count(text) <= (size_t)field->width)
        return text;
    if (field->cut) {
        *cut = true;
        return cut_at(text, field->width, arena);
    }
    fault->reason = arena_printf(arena, _("la valeur a %zu caractères, plus que les %ld permis"),
                                 utf8_count(text), field->width);
    return NULL;
}

/* Only free texts can. */
static bool runs_as_formula(const LayoutField *field, const char *text)
{
    return field->source >= 0 && declared_field((DeclaredField)field->source)->type == FIELD_TEXT &&
           csv_runs_as_formula(text);
}

static bool needs_quotes(const Layout *layout, const char *text)
{
    return strchr(text, layout->separator) || strpbrk(text, "\"\r\n");
}

/* One cell, in UTF-8, as it stands in the line; NULL when quotes are needed and forbidden. */
static const char *csv_cell(const Layout *layout, const char *text, Arena *arena)
{
    bool needed = needs_quotes(layout, text);
    if (layout->quotes == QUOTE_NEVER)
        return needed ? NULL : text;
    if (!needed && layout->quotes == QUOTE_NEEDED)
        return text;
    Buffer cell = {0};
    buffer_add_char(&cell, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            buffer_add_char(&cell, '"');
        buffer_add_char(&cell, *p);
    }
    buffer_add_char(&cell, '"');
    const char *made = arena_slice(arena, cell.data, cell.length);
    buffer_free(&cell);
    return made;
}

static bool add_cell(const Layout *layout, const char *text, Arena *arena, Buffer *out,
                     FieldFault *fault)
{
    const char *cell = csv_cell(layout, text, arena);
    if (!cell) {
        fault->reason = _("la valeur contient le séparateur et le modèle interdit les guillemets");
        return false;
    }
    uint32_t missing;
    if (charset_add(out, (Charset)layout->encoding, cell, &missing))
        return true;
    Buffer character = {0};
    buffer_add_codepoint(&character, missing);
    fault->reason = arena_printf(arena, _("le caractère « %s » (U+%04X) n'existe pas en %s"),
                                 buffer_text(&character), (unsigned)missing,
                                 charset_name((Charset)layout->encoding));
    buffer_free(&character);
    return false;
}

static void add_line_end(const Layout *layout, Buffer *out)
{
    buffer_add_text(out, layout->line_end == LINE_CRLF ? "\r\n" : "\n");
}

void writer_begin(const Layout *layout, Buffer *out)
{
    if (layout->mark)
        buffer_add_text(out, "\xEF\xBB\xBF");
    if (!layout->header)
        return;
    Arena *arena = arena_new();
    for (size_t i = 0; i < layout->field_count; i++) {
        FieldFault unused;
        if (i)
            buffer_add_char(out, (char)layout->separator);
        add_cell(layout, layout->fields[i].name, arena, out, &unused);
    }
    add_line_end(layout, out);
    arena_free(arena);
}

bool writer_record(const Layout *layout, const DeclaredRecord *record, Arena *arena, Buffer *out,
                   bool *cut, FieldFault *fault)
{
    size_t before = out->length;
    for (size_t i = 0; i < layout->field_count; i++) {
        const LayoutField *field = &layout->fields[i];
        bool was_cut = false;
        *fault = (FieldFault){.field = field};
        const char *text = field_text(layout, field, record, arena, &was_cut, fault);
        if (text && layout->neutralise && runs_as_formula(field, text))
            text = arena_printf(arena, "'%s", text);
        if (i)
            buffer_add_char(out, (char)layout->separator);
        if (!text || !add_cell(layout, text, arena, out, fault)) {
            out->length = before;
            out->data[before] = '\0';
            return false;
        }
        if (cut)
            cut[i] = was_cut;
    }
    add_line_end(layout, out);
    return true;
}
