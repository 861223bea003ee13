/* ate declarer --verifier: a layout, without a term. */
#include "base/text.h"
#include "command/console.h"
#include "command/declare.h"
#include "command/dossier.h"
#include "command/remarks.h"
#include "declare/example.h"
#include "declare/form.h"

static const char *const section_names[RECORD_KIND_COUNT] = {
    [RECORD_HEAD] = "tete", [RECORD_DETAIL] = "champs", [RECORD_FOOT] = "pied"};

static const char *source_name(const LayoutField *field, Arena *arena)
{
    static const char *const totals[] = {[SOURCE_SUM] = "somme", [SOURCE_HASH] = "controle"};
    switch (field->kind) {
    case SOURCE_TEXT:
        return arena_printf(arena, "\"%s\"", field->constant);
    case SOURCE_COUNT:
        return "nombre";
    case SOURCE_VALUE:
        return declared_field((DeclaredField)field->source)->name;
    default:
        return arena_printf(arena, "%s %s", totals[field->kind],
                            declared_field((DeclaredField)field->source)->name);
    }
}

static void say_padded(const char *text, size_t width)
{
    console_out("%s", text);
    for (size_t used = utf8_count(text); used <= width; used++)
        console_out(" ");
}

/* "  12-  17  NOM  source  exemple": positions in the fixed format alone. */
static void say_field(const Layout *layout, const LayoutField *field, long *next,
                      const LotContent *content, RecordKind kind, Arena *arena)
{
    Form form;
    FieldFault fault;
    bool made = kind == RECORD_DETAIL
                    ? form_value(layout, field, content->records[0], arena, &form, &fault)
                    : form_of_lot(layout, field, content, arena, &form, &fault);
    if (field->position > *next)
        *next = field->position;
    console_out("  ");
    if (layout->format == LAYOUT_FIXED)
        console_out("%4ld-%4ld  ", *next, *next + field->width - 1);
    *next += field->width;
    say_padded(field->name, 24);
    say_padded(source_name(field, arena), 24);
    console_out("%s\n", made ? form.text : fault.reason);
}

static void say_layout(const Layout *layout, Arena *arena)
{
    static const char *const formats[] = {
        [LAYOUT_CSV] = "csv", [LAYOUT_FIXED] = "fixe", [LAYOUT_XML] = "xml"};
    LotContent content = example_content(arena);
    console_out(_("%s : %s (%s, %s)\n"), layout->name, layout->title, formats[layout->format],
                charset_name((Charset)layout->encoding));
    console_out("%s\n", layout->notice);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        const LayoutRecord *record = &layout->records[kind];
        long next = 1;
        if (record->field_count)
            console_out("[%s]\n", section_names[kind]);
        for (size_t i = 0; i < record->field_count; i++)
            say_field(layout, &record->fields[i], &next, &content, (RecordKind)kind, arena);
    }
}

static Status review(Dossier *dossier, const Options *options, const char *templates,
                     Remarks *remarks, Error *error)
{
    Layout layout;
    const char *name = options->layout
                           ? options->layout
                           : config_text(&dossier->config, CONFIG_DECLARATION_FORMAT);
    Status status = layout_review(&layout, dossier->arena, templates, name, remarks, error);
    if (status != STATUS_OK)
        return status;
    if (remarks_errors(remarks) == 0)
        example_review(&layout, dossier->arena, remarks);
    if (remarks_errors(remarks) == 0)
        say_layout(&layout, dossier->arena);
    return remarks_show(remarks, options, layout.path, error);
}

Status declare_verify(const Options *options, Error *error)
{
    Dossier dossier;
    const char *templates;
    Status status = dossier_open_folders(&dossier, options, &templates, error);
    Remarks remarks = {.arena = dossier.arena};
    if (status == STATUS_OK)
        status = review(&dossier, options, templates, &remarks, error);
    remarks_free(&remarks);
    dossier_close(&dossier);
    return status;
}
