/* names: what can be named, without data. Private to text/: variables.c shows it.
 *
 * The names of a row are its columns, the tables whose links point to it, the
 * unknown columns of its file, and the computed names; the last are one table,
 * here with the schema's shapes, in computed.c with their functions. */
#ifndef ATE_TEXT_NAMES_H
#define ATE_TEXT_NAMES_H

#include "text/item.h"

/* Fills `out`, whose shape is set and whose state is VALUE_EMPTY, from `in`, an
 * object whose owner has the name. */
typedef void Compute(const Model *model, const Item *in, Item *out);

typedef struct ComputedName {
    int owner;
    const char *name;
    Shape shape;
    Compute *compute; /* NULL: `config`, or what the caller gives (document) */
    int config;       /* CONFIG_…, -1: none */
    const char *description[LANG_COUNT];
} ComputedName;
const ComputedName *names_computed(size_t *count);

typedef enum FoundKind {
    FOUND_NOTHING, FOUND_COLUMN, FOUND_CHILDREN, FOUND_EXTRA, FOUND_COMPUTED,
} FoundKind;

typedef struct Found {
    FoundKind kind;
    Shape shape;
    int column;  /* COLUMN; CHILDREN: the link; EXTRA: rank */
    int table;   /* CHILDREN */
    const ComputedName *computed;
} Found;

Shape names_column_shape(const ColumnSchema *column);
/* One name of an owner; `record` (NULL is allowed) knows the unknown columns. */
Found names_find(const Record *record, int owner, const char *name);
/* What was found of that owner is a PERSONAL column: never in a company's copy. No computed name
 * prints one; those that only draw a yes or a no from it (mineur) are not personal. */
bool names_is_personal(int owner, const Found *found);
/* Adds every name of an owner to a vector, for hints. */
void names_list(const Record *record, int owner, const char ***names, size_t *count,
                size_t *capacity);

#endif
