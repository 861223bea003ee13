/* writer: neutral records to the bytes of a lot's file, by its layout.
 *
 * A record that a layout cannot write (a required value empty, a text too wide, a
 * character that the encoding lacks) is refused as a whole, with the field and the
 * reason; nothing is truncated or replaced in silence. One format, one file:
 * writer_csv.c, writer_fixed.c, writer_xml.c.
 */
#ifndef ATE_DECLARE_WRITER_H
#define ATE_DECLARE_WRITER_H

#include "declare/layout.h"

typedef struct FieldFault {
    const LayoutField *field;
    const char *reason; /* in the user's language, without the value itself */
} FieldFault;

/* What a file is made of. */
typedef struct LotContent {
    const DeclaredRecord *lot; /* the values that are of the lot, organisme, annee_scolaire */
    const DeclaredRecord *const *records;
    size_t count;
} LotContent;

/* Adds one record. False, with `fault` filled and nothing added, when the layout cannot write it.
 * `cut` (may be NULL) receives, for each field, whether its text was cut. */
bool writer_record(const Layout *layout, const DeclaredRecord *record, Arena *arena, Buffer *out,
                   bool *cut, FieldFault *fault);
/* Adds the whole file. False, with `fault` filled, for what writer_record would refuse, and for a
 * total that its field cannot hold. */
bool writer_file(const Layout *layout, const LotContent *content, Arena *arena, Buffer *out,
                 FieldFault *fault);

#endif
