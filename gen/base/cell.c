#include "base/cell.h"

#include <stdbool.h>
#include <string.h>

void csv_add_cell(Buffer *csv, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);
    bool quoted = strpbrk(text, ";\"\r\n") != NULL;
    if (quoted)
        buffer_add_char(csv, '"');
    if (formula)
        buffer_add_char(csv, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            buffer_add_char(csv, '"');
        buffer_add_char(csv, *p);
    }
    if (quoted)
        buffer_add_char(csv, '"');
}
