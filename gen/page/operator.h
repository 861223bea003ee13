/* operator: numbers and operators of a page's contents, in a buffer.
 *
 * Numbers have two decimals at most and never depend on the locale.
 */
#ifndef ATE_PAGE_OPERATOR_H
#define ATE_PAGE_OPERATOR_H

#include "base/buffer.h"

void operator_number(Buffer *out, double value);
void operator_add(Buffer *out, const double *numbers, size_t count, const char *name);

/* OPERATION(&bytes, "re", x, y, width, height); */
#define OPERATION(out, name, ...)                                                                  \
    operator_add(out, (const double[]){__VA_ARGS__},                                               \
                 sizeof((const double[]){__VA_ARGS__}) / sizeof(double), name)

#endif
