#include "plan/proposal.h"

#include <string.h>

void proposal_header(Buffer *csv, const TableSchema *table)
{
    buffer_add_text(csv, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->column_count; c++)
        proposal_cell(csv, c, table->columns[c].name);
    proposal_end(csv);
}

void proposal_cell(Buffer *csv, size_t column, const char *text)
{
    if (column)
        buffer_add_char(csv, ';');
    if (!text[strcspn(text, ";\"\r\n")]) {
        buffer_add_text(csv, text);
        return;
    }
    buffer_add_char(csv, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_add_char(csv, '"');
        buffer_add_char(csv, *text);
    }
    buffer_add_char(csv, '"');
}

void proposal_end(Buffer *csv)
{
    buffer_add_text(csv, "\r\n");
}
