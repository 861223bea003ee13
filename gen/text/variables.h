/* variables: every name that a template can use, for `ate modeles`.
 *
 * In groups: a group holds the names of one thing. A document of a scope begins in the
 * group of that scope; a name that leads elsewhere says to which group. */
#ifndef ATE_TEXT_VARIABLES_H
#define ATE_TEXT_VARIABLES_H

#include "text/model.h"

typedef struct Variable {
    const char *name;
    const char *type;        /* "date", "liste", "lien": as `ate schema` says them */
    const char *leads_to;    /* the group of its own names; "" for a plain value */
    const char *description; /* in the language asked for */
    const char *example;     /* as a document would print it; "" when there is none */
    bool invented;           /* the example is not from the data: it is personal, or not there yet */
    bool personal;           /* never in what a company receives */
} Variable;

typedef struct VariableGroup {
    const char *name;        /* "sequences", "etablissement" */
    int scope;               /* SCOPE_… whose documents begin here; -1: none */
    Variable *items;
    size_t count;
} VariableGroup;

/* `record` (NULL is allowed) knows the unknown columns of the files. In a fixed order. */
VariableGroup *variables_list(const Record *record, Lang lang, Arena *arena, size_t *count);
/* Puts first in `groups` those that documents of these scopes (a bit each) can reach, with the
 * messages that carry them; returns how many. */
size_t variables_reached(VariableGroup *groups, size_t count, unsigned scopes, bool with_message);

#endif
