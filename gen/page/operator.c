/* By hand: this is most of a page, and printf is slow. */
#include "page/operator.h"

#include <stdbool.h>
#include <stdlib.h>

void operator_number(Buffer *out, double value)
{
    long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    bool negative = hundredths < 0;
    hundredths = labs(hundredths);
    char digits[24], *at = digits + sizeof digits;
    int decimals = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;
    long rest = decimals == 0 ? hundredths / 100 : decimals == 1 ? hundredths / 10 : hundredths;
    for (int i = 0; rest || i <= decimals; i++, rest /= 10) {
        if (decimals && i == decimals)
            *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (negative)
        *--at = '-';
    buffer_add(out, at, (size_t)(digits + sizeof digits - at));
}

void operator_add(Buffer *out, const double *numbers, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        operator_number(out, numbers[i]);
        buffer_add_char(out, ' ');
    }
    buffer_add_text(out, name);
    buffer_add_char(out, '\n');
}
