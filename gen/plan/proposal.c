#include "plan/proposal.h"

#include "base/csv.h"

void proposal_header(Buffer *csv, const TableSchema *table)
{
    buffer_add_text(csv, CSV_MARK);
    for (size_t c = 0; c < table->column_count; c++)
        proposal_cell(csv, c, table->columns[c].name);
    proposal_end(csv);
}

void proposal_cell(Buffer *csv, size_t column, const char *text)
{
    if (column)
        buffer_add_char(csv, ';');
    csv_add_own_cell(csv, text);
}

void proposal_end(Buffer *csv)
{
    buffer_add_text(csv, "\r\n");
}
