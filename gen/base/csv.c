#include "base/csv.h"

#include <string.h>

bool csv_runs_as_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

void csv_add_cell(Buffer *csv, const char *text)
{
    bool quoted = strpbrk(text, ";\"\r\n") != NULL, runs = csv_runs_as_formula(text);
    Buffer safe = {0};
    if (runs) {
        buffer_printf(&safe, "'%s", text);
        text = buffer_text(&safe);
    }
    if (quoted)
        buffer_add_quoted(csv, text);
    else
        buffer_add_text(csv, text);
    buffer_free(&safe);
}
