/* protect: a template's tokens as Markdown that cmark can read.
 *
 * Partials are put in their place, and every other tag becomes one character of
 * private use (plane 15), which Markdown takes for a letter: whatever the tag
 * will print, the parse cannot depend on it. A section tag alone on its line
 * becomes a paragraph of its own; between the rows of a table, a row. */
#ifndef ATE_TEXT_PROTECT_H
#define ATE_TEXT_PROTECT_H

#include "base/buffer.h"
#include "text/lexer.h"

#include <stdint.h>

typedef struct Origin { /* where a line of the protected text comes from */
    const char *place;
    int line;
} Origin;

typedef struct Protected {
    Buffer text;
    const Token **tags; /* by the rank of their character */
    size_t tag_count, tag_capacity;
    Origin *lines;
    size_t line_count, line_capacity;
} Protected;

enum { PROTECT_FIRST = 0xF0000, PROTECT_MOST = 0xFFFD };

Status protect_tokens(const Tokens *tokens, Protected *protected, Error *error);
void protect_free(Protected *protected);
/* The tag that a character stands for, NULL for any other character. */
const Token *protect_tag(const Protected *protected, uint32_t codepoint);
Origin protect_origin(const Protected *protected, int line); /* line from 1 */

#endif
