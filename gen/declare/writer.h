/* writer: neutral records to the bytes of a lot's file, by its layout.
 *
 * A record that a layout cannot write (a required value empty, a text too wide, a
 * character that the encoding lacks) is refused as a whole, with the field and the
 * reason; nothing is truncated or replaced in silence.
 */
#ifndef ATE_DECLARE_WRITER_H
#define ATE_DECLARE_WRITER_H

#include "declare/layout.h"

typedef struct FieldFault {
    const LayoutField *field;
    const char *reason; /* in the user's language, without the value itself */
} FieldFault;

void writer_begin(const Layout *layout, Buffer *out); /* byte-order mark, header */

/* Adds one record. False, with `fault` filled and nothing added, when the layout cannot write it.
 * `cut` (may be NULL) receives, for each field, whether its text was cut. */
bool writer_record(const Layout *layout, const DeclaredRecord *record, Arena *arena, Buffer *out,
                   bool *cut, FieldFault *fault);

#endif
