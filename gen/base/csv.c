#include "base/csv.h"

#include <string.h>

bool csv_runs_as_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

void csv_add_own_cell(Buffer *csv, const char *text)
{
    if (strpbrk(text, ";\"\r\n"))
        buffer_add_quoted(csv, text);
    else
        buffer_add_text(csv, text);
}

void csv_add_cell(Buffer *csv, const char *text)
{
    Buffer safe = {0};
    if (csv_runs_as_formula(text)) {
        buffer_printf(&safe, "'%s", text);
        text = buffer_text(&safe);
    }
    csv_add_own_cell(csv, text);
    buffer_free(&safe);
}
