/* writer_fixed: a record is a line of fields that begin where the layout says. Words stand
 * against the left end and are filled with spaces, numbers against the right one with zeros;
 * an empty value is all spaces. */
#include "declare/writer_part.h"

#include "base/text.h"

static bool is_number(const LayoutField *field)
{
    return field->kind == SOURCE_VALUE
               ? declared_field((DeclaredField)field->source)->type == FIELD_NUMBER
               : field->kind != SOURCE_TEXT;
}

static void add_fill(Buffer *line, char fill, long count)
{
    for (; count > 0; count--)
        buffer_add_char(line, fill);
}

static void add_field(const LayoutField *field, const Form *form, Buffer *line)
{
    bool right = field->side == SIDE_DEFAULT ? is_number(field) : field->side == SIDE_RIGHT;
    char fill = field->fill ? field->fill : is_number(field) ? '0' : ' ';
    long room = field->width - (long)utf8_count(form->text);
    if (form->absent)
        fill = ' ';
    if (right)
        add_fill(line, fill, room);
    buffer_add_text(line, form->text);
    if (!right)
        add_fill(line, fill, room);
}

bool fixed_record(const Forms *forms, Buffer *out, FieldFault *fault)
{
    long next = 1;
    bool good = true;
    Buffer text = {0};
    for (size_t i = 0; good && i < forms->count; i++) {
        const LayoutField *field = &forms->fields[i];
        *fault = (FieldFault){.field = field};
        buffer_clear(&text);
        if (field->position > next) {
            add_fill(&text, ' ', field->position - next);
            next = field->position;
        }
        add_field(field, &forms->items[i], &text);
        next += field->width;
        good = writer_text(forms->layout, buffer_text(&text), forms->arena, out, fault);
    }
    buffer_clear(&text);
    add_fill(&text, ' ', forms->layout->records[forms->kind].width - (next - 1));
    good = good && writer_text(forms->layout, buffer_text(&text), forms->arena, out, fault) &&
           writer_line_end(forms->layout, forms->arena, out, fault);
    buffer_free(&text);
    return good;
}
