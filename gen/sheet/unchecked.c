/* unchecked: the sheet of the checks that were not made. */
#include "sheet/column.h"

static Cell code(const Line *line)
{
    return cell_text(line->unchecked->code);
}

static Cell table(const Line *line)
{
    return cell_text(line->unchecked->table);
}

static Cell reason(const Line *line)
{
    return cell_text(line->unchecked->reason);
}

static Cell count(const Line *line)
{
    size_t rows = line->unchecked->count;
    return rows ? cell_count(rows) : cell_text(line_lang(line) == LANG_EN ? "all" : "toutes");
}

/* clang-format off */
static const Column unchecked_columns[] = {
    {"code", {"Vérification", "Check"}, 30, FORMAT_TEXT, BY(code)},
    {"table", {"Table", "Table"}, 26, FORMAT_TEXT, BY(table)},
    {"motif", {"Pourquoi", "Why"}, 80, FORMAT_WRAP, BY(reason)},
    {"nombre", {"Lignes", "Rows"}, 10, FORMAT_INTEGER, BY(count)},
};
/* clang-format on */

static size_t unchecked_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Findings *findings = basis->summary->findings;
    *lines = arena_array_of(arena, findings->unchecked_count, Line);
    for (size_t i = 0; i < findings->unchecked_count; i++)
        (*lines)[i].unchecked = &findings->unchecked[i];
    return findings->unchecked_count;
}

const Sheet sheet_unchecked = {
    .key = "non_verifie",
    .name = {"Vérifications non faites", "Checks not made"},
    .table = -1,
    .columns = unchecked_columns,
    .column_count = sizeof unchecked_columns / sizeof *unchecked_columns,
    .lines = unchecked_lines,
};
