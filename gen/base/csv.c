#include "base/csv.h"

#include <string.h>

bool csv_runs_as_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

void csv_add_cell(Buffer *csv, const char *text)
{
    bool quoted = strpbrk(text, ";\"\r\n") != NULL;
    if (quoted)
        buffer_add_char(csv, '"');
    if (csv_runs_as_formula(text))
        buffer_add_char(csv, '\'');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            buffer_add_char(csv, '"');
        buffer_add_char(csv, *p);
    }
    if (quoted)
        buffer_add_char(csv, '"');
}
