/* writer_xml: a record is an element; "GROUP/NAME" opens a group, which stays open while
 * the next fields are in it; "@NAME" is an attribute of the record. An absent value leaves
 * its element out. */
#include "declare/writer_part.h"

#include "base/text.h"

#include <string.h>

#define INSTANCE "http://www.w3.org/2001/XMLSchema-instance"

/* The element of the record under way: what is added to it, and the groups that are open. */
typedef struct Element {
    const Forms *forms;
    Buffer text;
    const char *path; /* of the field last written; its groups are open */
    size_t depth;     /* how many */
} Element;

static void add_indent(Buffer *text, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        buffer_add_text(text, "  ");
}

static void add_end(Element *element)
{
    buffer_add_text(&element->text, element->forms->layout->line_end == LINE_LF ? "\n" : "\r\n");
}

/* False for what XML cannot hold. */
static bool add_escaped(Buffer *out, const char *text, uint32_t *wrong)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t c = utf8_next(&text, end);
        const char *entity = text_entity(c);
        *wrong = c;
        if ((c < 0x20 && !strchr("\t\n\r", (int)c)) || c == 0xFFFE || c == 0xFFFF)
            return false;
        if (entity)
            buffer_add_text(out, entity);
        else if (c < 0x20)
            buffer_printf(out, "&#%u;", (unsigned)c); /* else it would be read as a blank */
        else
            buffer_add_codepoint(out, (unsigned)c);
    }
    return true;
}

static size_t groups_of(const char *path)
{
    size_t count = 0;
    for (; (path = strchr(path, '/')); path++)
        count++;
    return count;
}

/* How many groups two paths share. */
static size_t groups_shared(const char *a, const char *b)
{
    size_t shared = 0;
    for (const char *end_a, *end_b; (end_a = strchr(a, '/')) && (end_b = strchr(b, '/')); shared++) {
        if (end_a - a != end_b - b || strncmp(a, b, (size_t)(end_a - a)) != 0)
            break;
        a = end_a + 1;
        b = end_b + 1;
    }
    return shared;
}

/* The name of the group at `depth`, from 0. */
static void add_group(Buffer *text, const char *path, size_t depth, const char *before)
{
    for (; depth > 0; depth--)
        path = strchr(path, '/') + 1;
    buffer_printf(text, "%s%.*s>", before, (int)strcspn(path, "/"), path);
}

static void close_groups(Element *element, size_t kept)
{
    while (element->depth > kept) {
        element->depth--;
        add_indent(&element->text, element->depth + 2);
        add_group(&element->text, element->path, element->depth, "</");
        add_end(element);
    }
}

static void open_groups(Element *element, const char *path)
{
    for (size_t groups = groups_of(path); element->depth < groups; element->depth++) {
        add_indent(&element->text, element->depth + 2);
        add_group(&element->text, path, element->depth, "<");
        add_end(element);
    }
    element->path = path;
}

static bool add_value(Element *element, const char *value, FieldFault *fault)
{
    uint32_t wrong;
    if (add_escaped(&element->text, value, &wrong))
        return true;
    fault->reason = arena_printf(element->forms->arena,
                                 _("le caractère U+%04X n'est pas permis en XML"), (unsigned)wrong);
    return false;
}

static bool add_element(Element *element, const LayoutField *field, const char *value,
                        FieldFault *fault)
{
    close_groups(element, groups_shared(element->path, field->name));
    open_groups(element, field->name);
    const char *slash = strrchr(field->name, '/'), *name = slash ? slash + 1 : field->name;
    add_indent(&element->text, element->depth + 2);
    buffer_printf(&element->text, "<%s>", name);
    bool good = add_value(element, value, fault);
    buffer_printf(&element->text, "</%s>", name);
    add_end(element);
    return good;
}

static bool add_attribute(Element *element, const LayoutField *field, const char *value,
                          FieldFault *fault)
{
    buffer_printf(&element->text, " %s=\"", field->name + 1);
    bool good = add_value(element, value, fault);
    buffer_add_char(&element->text, '"');
    return good;
}

static const char *element_name(const Layout *layout, RecordKind kind)
{
    return kind == RECORD_HEAD ? layout->head : kind == RECORD_FOOT ? layout->foot : layout->element;
}

/* Written as it comes, so that what the encoding lacks is told of its field. */
static bool flush(Element *element, Buffer *out, FieldFault *fault)
{
    const Forms *forms = element->forms;
    bool good = writer_text(forms->layout, buffer_text(&element->text), forms->arena, out, fault);
    buffer_clear(&element->text);
    return good;
}

bool xml_record(const Forms *forms, Buffer *out, FieldFault *fault)
{
    Element element = {.forms = forms, .path = ""};
    const char *name = element_name(forms->layout, forms->kind);
    bool good = true;
    size_t i = 0;
    buffer_printf(&element.text, "  <%s", name);
    for (; good && i < forms->count && *forms->fields[i].name == '@'; i++) {
        *fault = (FieldFault){.field = &forms->fields[i]};
        if (!forms->items[i].absent)
            good = add_attribute(&element, fault->field, forms->items[i].text, fault);
        good = good && flush(&element, out, fault);
    }
    buffer_add_char(&element.text, '>');
    add_end(&element);
    for (; good && i < forms->count; i++) {
        *fault = (FieldFault){.field = &forms->fields[i]};
        if (!forms->items[i].absent)
            good = add_element(&element, fault->field, forms->items[i].text, fault);
        good = good && flush(&element, out, fault);
    }
    close_groups(&element, 0);
    buffer_printf(&element.text, "  </%s>", name);
    add_end(&element);
    good = good && flush(&element, out, fault);
    buffer_free(&element.text);
    return good;
}

bool xml_begin(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault)
{
    uint32_t wrong;
    Buffer text = {0};
    const char *end = layout->line_end == LINE_LF ? "\n" : "\r\n";
    buffer_printf(&text, "<?xml version=\"1.0\" encoding=\"%s\"?>%s<%s",
                  charset_name((Charset)layout->encoding), end, layout->root);
    if (layout->space) {
        buffer_add_text(&text, " xmlns=\"");
        add_escaped(&text, layout->space, &wrong);
        buffer_add_char(&text, '"');
    }
    if (layout->schema) {
        buffer_add_text(&text, " xmlns:xsi=\"" INSTANCE "\" xsi:");
        buffer_add_text(&text, layout->space ? "schemaLocation=\"" : "noNamespaceSchemaLocation=\"");
        if (layout->space)
            add_escaped(&text, layout->space, &wrong);
        buffer_add_text(&text, layout->space ? " " : "");
        add_escaped(&text, layout->schema, &wrong);
        buffer_add_char(&text, '"');
    }
    buffer_printf(&text, ">%s", end);
    *fault = (FieldFault){0};
    bool good = writer_text(layout, buffer_text(&text), arena, out, fault);
    buffer_free(&text);
    return good;
}

bool xml_end(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault)
{
    *fault = (FieldFault){0};
    return writer_text(layout, arena_printf(arena, "</%s>", layout->root), arena, out, fault) &&
           writer_line_end(layout, arena, out, fault);
}
