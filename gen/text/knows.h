/* knows: the shape of a name without data. Private to text/. */
#ifndef ATE_TEXT_KNOWS_H
#define ATE_TEXT_KNOWS_H

#include "text/names.h"

/* SHAPE_NONE when the name is not known: then the nearest one (NULL: none is near), in the
 * model's arena. */
Shape knows_shape(const Model *model, Scope scope, const char *const *sections, size_t depth,
                  const char *name, const char **nearest);

#endif
