/* form: a value of a record, or a total over records, in the form that a layout wants:
 * date, decimals, code, case, width. Private to declare/; writer.h puts forms in a file. */
#ifndef ATE_DECLARE_FORM_H
#define ATE_DECLARE_FORM_H

#include "declare/writer.h"

typedef struct Form {
    const char *text; /* UTF-8 */
    bool absent;      /* an empty value, which the layout gives nothing to stand for */
    bool cut;         /* `text` is shorter than the value */
} Form;

/* False, with `fault` filled, when the record cannot have the field. */
bool form_value(const Layout *layout, const LayoutField *field, const DeclaredRecord *record,
                Arena *arena, Form *form, FieldFault *fault);
/* The same for a field of [tete] or [pied]. */
bool form_of_lot(const Layout *layout, const LayoutField *field, const LotContent *content,
                 Arena *arena, Form *form, FieldFault *fault);

#endif
