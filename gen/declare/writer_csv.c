/* writer_csv: a record is a line of cells. */
#include "declare/writer_part.h"

#include "base/csv.h"
#include "base/text.h"

#include <string.h>

/* Only free texts can. */
static bool runs_as_formula(const LayoutField *field, const char *text)
{
    return field->kind == SOURCE_VALUE &&
           declared_field((DeclaredField)field->source)->type == FIELD_TEXT &&
           csv_runs_as_formula(text);
}

static bool needs_quotes(const Layout *layout, const char *text)
{
    return strchr(text, layout->separator) || strpbrk(text, "\"\r\n");
}

/* One cell, in UTF-8, as it stands in the line; NULL when quotes are needed and forbidden. */
static const char *cell_text(const Layout *layout, const char *text, Arena *arena)
{
    bool needed = needs_quotes(layout, text);
    if (layout->quotes == QUOTE_NEVER)
        return needed ? NULL : text;
    if (!needed && layout->quotes == QUOTE_NEEDED)
        return text;
    Buffer cell = {0};
    buffer_add_quoted(&cell, text);
    const char *made = arena_slice(arena, cell.data, cell.length);
    buffer_free(&cell);
    return made;
}

static bool add_cell(const Layout *layout, size_t rank, const char *text, Arena *arena, Buffer *out,
                     FieldFault *fault)
{
    const char separator[] = {(char)layout->separator, '\0'};
    const char *cell = cell_text(layout, text, arena);
    if (!cell)
        fault->reason = _("la valeur contient le séparateur et le modèle interdit les guillemets");
    return cell && (rank == 0 || writer_text(layout, separator, arena, out, fault)) &&
           writer_text(layout, cell, arena, out, fault);
}

bool csv_begin(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault)
{
    return !layout->mark || writer_text(layout, CSV_MARK, arena, out, fault);
}

bool csv_names(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault)
{
    const LayoutRecord *detail = &layout->records[RECORD_DETAIL];
    bool good = true;
    if (!layout->header)
        return true;
    for (size_t i = 0; good && i < detail->field_count; i++) {
        *fault = (FieldFault){.field = &detail->fields[i]};
        good = add_cell(layout, i, detail->fields[i].name, arena, out, fault);
    }
    return good && writer_line_end(layout, arena, out, fault);
}

bool csv_record(const Forms *forms, Buffer *out, FieldFault *fault)
{
    for (size_t i = 0; i < forms->count; i++) {
        const char *text = forms->items[i].text;
        *fault = (FieldFault){.field = &forms->fields[i]};
        if (forms->layout->neutralise && runs_as_formula(fault->field, text))
            text = arena_printf(forms->arena, "'%s", text);
        if (!add_cell(forms->layout, i, text, forms->arena, out, fault))
            return false;
    }
    return writer_line_end(forms->layout, forms->arena, out, fault);
}
