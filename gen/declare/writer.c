#include "declare/writer_part.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool writer_text(const Layout *layout, const char *text, Arena *arena, Buffer *out,
                 FieldFault *fault)
{
    uint32_t missing;
    if (encoder_add(layout->encoder, out, text, &missing))
        return true;
    Buffer character = {0};
    buffer_add_codepoint(&character, missing);
    fault->reason = arena_printf(arena, _("le caractère « %s » (U+%04X) n'existe pas en %s"),
                                 buffer_text(&character), (unsigned)missing,
                                 charset_name((Charset)layout->encoding));
    buffer_free(&character);
    return false;
}

bool writer_line_end(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault)
{
    static const char *const ends[] = {[LINE_CRLF] = "\r\n", [LINE_LF] = "\n", [LINE_NONE] = ""};
    return writer_text(layout, ends[layout->line_end], arena, out, fault);
}

static bool set_record(const Forms *forms, Buffer *out, FieldFault *fault)
{
    switch (forms->layout->format) {
    case LAYOUT_FIXED:
        return fixed_record(forms, out, fault);
    case LAYOUT_XML:
        return xml_record(forms, out, fault);
    default:
        return csv_record(forms, out, fault);
    }
}

/* `content` NULL for a declared sequence. */
static bool write_record(const Layout *layout, RecordKind kind, const DeclaredRecord *record,
                         const LotContent *content, Arena *arena, Buffer *out, bool *cut,
                         FieldFault *fault)
{
    const LayoutRecord *wanted = &layout->records[kind];
    size_t before = out->length;
    Form *items = arena_array_of(arena, wanted->field_count + 1, Form);
    Forms forms = {layout, kind, wanted->fields, items, wanted->field_count, arena};
    bool good = true;
    for (size_t i = 0; good && i < wanted->field_count; i++) {
        const LayoutField *field = &wanted->fields[i];
        good = content ? form_of_lot(layout, field, content, arena, &items[i], fault)
                       : form_value(layout, field, record, arena, &items[i], fault);
        if (cut)
            cut[i] = items[i].cut;
    }
    if (good && set_record(&forms, out, fault))
        return true;
    out->length = before;
    if (out->data)
        out->data[before] = '\0';
    return false;
}

bool writer_record(const Layout *layout, const DeclaredRecord *record, Arena *arena, Buffer *out,
                   bool *cut, FieldFault *fault)
{
    return write_record(layout, RECORD_DETAIL, record, NULL, arena, out, cut, fault);
}

static bool write_of_lot(const Layout *layout, RecordKind kind, const LotContent *content,
                         Arena *arena, Buffer *out, FieldFault *fault)
{
    return layout->records[kind].field_count == 0 ||
           write_record(layout, kind, content->lot, content, arena, out, NULL, fault);
}

bool writer_file(const Layout *layout, const LotContent *content, Arena *arena, Buffer *out,
                 FieldFault *fault)
{
    bool csv = layout->format == LAYOUT_CSV, xml = layout->format == LAYOUT_XML;
    bool good = (!csv || csv_begin(layout, arena, out, fault)) &&
                (!xml || xml_begin(layout, arena, out, fault)) &&
                write_of_lot(layout, RECORD_HEAD, content, arena, out, fault) &&
                (!csv || csv_names(layout, arena, out, fault));
    for (size_t i = 0; good && i < content->count; i++)
        good = writer_record(layout, content->records[i], arena, out, NULL, fault);
    return good && write_of_lot(layout, RECORD_FOOT, content, arena, out, fault) &&
           (!xml || xml_end(layout, arena, out, fault));
}
