/* example: what a name prints, for who writes a template. Private to text/.
 *
 * The first value of the term that is not empty, printed as a document would. A PERSONAL column
 * has an invented one, never the real one; so has what is known only when a document or a message
 * is made. A column added to a file has none: nobody knows what it holds. */
#ifndef ATE_TEXT_EXAMPLE_H
#define ATE_TEXT_EXAMPLE_H

#include "text/names.h"

typedef struct Example {
    const char *text; /* one line, cut when it is long; "" when there is none */
    bool invented;
} Example;

/* `record` NULL, or without a term: only what is invented. */
Example example_of(const Record *record, int owner, const char *name, Lang lang, Arena *arena);

#endif
