#include "sheet/plain.h"

#include "base/csv.h"
#include "sheet/chosen.h"
#include "sheet/clean.h"

enum { SEPARATOR = ';' };

/* Exact: 18,5 and not 18,4999. */
static void add_number(Buffer *out, Number number)
{
    uint64_t size = number < 0 ? (uint64_t)0 - (uint64_t)number : (uint64_t)number;
    uint64_t part = size % NUMBER_ONE;
    int digits = 4;
    if (number < 0)
        buffer_add_char(out, '-');
    buffer_add_unsigned(out, (size_t)(size / NUMBER_ONE));
    if (part == 0)
        return;
    for (; part % 10 == 0; part /= 10)
        digits--;
    buffer_printf(out, ",%0*u", digits, (unsigned)part);
}

static void add_cell(Buffer *out, const Cell *cell, Arena *scratch)
{
    DateText iso;
    switch (cell->kind) {
    case CELL_EMPTY:
        return;
    case CELL_TEXT:
        csv_add_cell(out, clean_text(scratch, cell->text));
        return;
    case CELL_NUMBER:
        add_number(out, cell->number);
        return;
    case CELL_DATE:
        buffer_add_text(out, date_iso(cell->count, iso));
        return;
    case CELL_TIME:
        buffer_printf(out, "%02d:%02d", cell->count / 60, cell->count % 60);
        return;
    }
}

void plain_sheet(const Basis *basis, const Sheet *sheet, Buffer *out)
{
    const Chosen chosen = chosen_columns(sheet, basis->summary->record->config);
    Arena *arena = arena_new(), *scratch = arena_new();
    Line *lines;
    size_t count = sheet_lines(sheet, basis, arena, &lines);
    buffer_add_text(out, CSV_MARK);
    for (size_t i = 0; i < chosen.count; i++) {
        if (i)
            buffer_add_char(out, SEPARATOR);
        buffer_add_text(out, chosen.columns[i]->key);
    }
    buffer_add_text(out, "\r\n");
    for (size_t l = 0; l < count; l++) {
        lines[l].basis = basis;
        lines[l].arena = scratch;
        for (size_t i = 0; i < chosen.count; i++) {
            Cell cell = column_cell(chosen.columns[i], &lines[l]);
            if (i)
                buffer_add_char(out, SEPARATOR);
            add_cell(out, &cell, scratch);
        }
        buffer_add_text(out, "\r\n");
        arena_reset(scratch);
    }
    arena_free(scratch);
    arena_free(arena);
}
