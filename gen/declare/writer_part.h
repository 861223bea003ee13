/* writer_part: between writer.c, which has the forms of a record, and the files that set
 * them in a format. Private to declare/. */
#ifndef ATE_DECLARE_WRITER_PART_H
#define ATE_DECLARE_WRITER_PART_H

#include "declare/form.h"

/* A record about to be written: one form a field. */
typedef struct Forms {
    const Layout *layout;
    RecordKind kind;
    const LayoutField *fields;
    const Form *items;
    size_t count;
    Arena *arena;
} Forms;

/* Adds `text` in the layout's encoding; false when it lacks a character. */
bool writer_text(const Layout *layout, const char *text, Arena *arena, Buffer *out,
                 FieldFault *fault);
bool writer_line_end(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault);

bool csv_begin(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault); /* the mark */
bool csv_names(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault);
bool csv_record(const Forms *forms, Buffer *out, FieldFault *fault);

bool fixed_record(const Forms *forms, Buffer *out, FieldFault *fault);

bool xml_begin(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault);
bool xml_record(const Forms *forms, Buffer *out, FieldFault *fault);
bool xml_end(const Layout *layout, Arena *arena, Buffer *out, FieldFault *fault);

#endif
