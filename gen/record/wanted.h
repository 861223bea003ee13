/* wanted: what the school's tables say today of each term of a contract, in the canonical form
 * that the registry keeps (record/terms.h). A term is a column of sequences.csv ("debut") or a
 * column of one of its lists, row after row ("activites.activite"). */
#ifndef ATE_RECORD_WANTED_H
#define ATE_RECORD_WANTED_H

#include "record/terms.h"
#include "term/term.h"

/* A term by its name. */
typedef struct TermName {
    int table;  /* T_SEQUENCES, or that of the list; -1: there is no such term */
    int column;
    int link;   /* of a list: its column that points to the sequence; else -1 */
} TermName;
TermName term_name(const char *name);

/* NULL when a value of it cannot be read. Elements of a list are separated by line feeds. */
const char *wanted_value(const Term *term, const Row *sequence, const TermName *name,
                         Arena *arena);
/* The terms of these names that can be read. */
TermValue *wanted_terms(const Term *term, const Row *sequence, const char *const *names,
                        size_t name_count, Arena *arena, size_t *count);

#endif
