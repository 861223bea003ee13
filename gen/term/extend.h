/* extend: a term as it would be with other rows in one table: what is proposed is judged and
 * printed exactly like what was read.
 *
 * The rows are typed, linked and indexed as if they ended the table's file. Every other table is
 * the term's own, which must live longer and is not changed. */
#ifndef ATE_TERM_EXTEND_H
#define ATE_TERM_EXTEND_H

#include "term/term.h"

typedef struct Extension {
    int table;                       /* T_… : no other table may point to it */
    const Row *const *left_out;      /* rows of the table that are not there any more */
    size_t left_out_count;
    const char *const *const *added; /* rows: a text a column of the schema, "" when empty */
    size_t added_count;
} Extension;

/* Texts are not copied: they live as long as `extended`, which is given back with extended_free. */
void term_extend(Term *extended, const Term *term, const Extension *extension);
void extended_free(Term *extended, int table);

#endif
