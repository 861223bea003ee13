/* lexer: Mustache's tags out of a text.
 *
 * Tokens come in the order of the text and never hold a line break but at their
 * end, so that each knows its line. A line that holds only tags that print
 * nothing (sections, comments, changes of delimiters, one partial) is standalone:
 * its blanks and its end are dropped, as Mustache asks. Comments and changes of
 * delimiters leave no token. Every section has its end,
 * but where faults are remarks: one without is nobody's partner.
 */
#ifndef ATE_TEXT_LEXER_H
#define ATE_TEXT_LEXER_H

#include "base/arena.h"
#include "base/error.h"
#include "text/remark.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum TokenKind {
    TOKEN_TEXT,     /* text, length */
    TOKEN_VALUE,    /* {{name}}: printed with the renderer's escape */
    TOKEN_RAW,      /* {{{name}}} and {{&name}}: printed as it is */
    TOKEN_SECTION,  /* {{#name}} */
    TOKEN_INVERTED, /* {{^name}} */
    TOKEN_END,      /* {{/name}} */
    TOKEN_PARTIAL,  /* {{>name}} */
    TOKEN_NOTHING,  /* comments, delimiters: only within the lexer */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    const char *text;              /* TEXT: not ended by a NUL */
    size_t length;
    const char *name;              /* of a tag, trimmed: "eleve.prenom", "." */
    const char *const *path;       /* the name cut at its dots; "." has none */
    size_t path_count;
    const char *indent;            /* standalone tag: the blanks before it; else NULL */
    bool starts_line;              /* where the indentation of a partial goes */
    const struct Token *partner;   /* END of a section, and back */
    const struct Template *partial;/* PARTIAL: set by template.c; NULL: there is none */
    const char *place;             /* the file */
    int line;                      /* where it begins, from 1 */
} Token;

typedef struct Tokens {
    const Token *items;
    size_t count;
} Tokens;

/* `text` ends with a NUL. Faults are STATUS_USAGE at "place:line", or remarks (NULL: none). */
Status lexer_run(Arena *arena, const char *place, const char *text, Tokens *tokens,
                 Remarks *remarks, Error *error);

/* STATUS_USAGE at the line of a token, for all who read templates. */
Status token_fault(const Token *token, Error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
