/* knows: what a name is worth without data. Private to text/. */
#ifndef ATE_TEXT_KNOWS_H
#define ATE_TEXT_KNOWS_H

#include "text/names.h"

typedef struct NameSite { /* where a name stands */
    Scope scope;
    bool in_message; /* the names of a message come before the scope's */
    const char *const *sections;
    size_t depth;
} NameSite;

typedef struct Known {
    Shape shape;         /* SHAPE_NONE: the name is not known */
    Shape of;            /* what its last part was found in; SHAPE_NONE: a name of one part */
    size_t section;      /* the name begins in what the sections up to that one lead to; 0: in none */
    bool personal;       /* printing it prints a PERSONAL column, whatever its format */
    const char *nearest; /* of an unknown name, in the model's arena; NULL: none is near */
} Known;

Known knows_name(const Model *model, const NameSite *site, const char *name);

#endif
