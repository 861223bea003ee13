/* guess_name: how much a header is like one of our columns; between guess.c and itself alone. */
#ifndef ATE_TERM_GUESS_NAME_H
#define ATE_TERM_GUESS_NAME_H

#include "base/arena.h"
#include "term/schema.h"

enum { NAME_OURS = 100, NAME_SYNONYM = 95, NAME_WORDS = 90, NAME_LETTERS = 70 };

/* NAME_OURS when it is our name; NAME_SYNONYM when it is a description or a synonym; less by words
 * in common, or by letters; 0 when it is nothing like it. */
int guess_name(const char *header, const TableSchema *table, const ColumnSchema *column,
               Arena *scratch);

#endif
