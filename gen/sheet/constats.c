/* constats: the sheet of findings, in their order. */
#include "sheet/grid.h"

#include <string.h>

static Cell severity(const Line *line)
{
    return cell_text(severity_word(line->finding->severity, line->summary->lang));
}

static Cell code(const Line *line)
{
    return cell_text(line->finding->rule->code);
}

static Cell file(const Line *line)
{
    return cell_text(line->finding->place.file);
}

static Cell line_number(const Line *line)
{
    uint32_t at = line->finding->place.line;
    return at ? cell_count(at) : cell_text(NULL);
}

static Cell column(const Line *line)
{
    return cell_text(line->finding->place.column);
}

/* Where a finding of a whole row leads is said by the link alone. */
static Cell cell(const Line *line)
{
    Cell name = cell_text(line->finding->place.cell);
    if (name.kind == CELL_EMPTY && line->link)
        name = cell_text(strrchr(line->link, '!') + 1);
    name.link = line->link;
    return name;
}

static Cell value(const Line *line)
{
    return cell_text(line->finding->place.value);
}

static Cell message(const Line *line)
{
    return cell_text(line->finding->message);
}

static Cell fix(const Line *line)
{
    return cell_text(line->finding->fix);
}

static Cell held(const Line *line)
{
    Buffer words = {0};
    for (size_t i = 0; i < line->finding->held_count; i++)
        buffer_printf(&words, "%s%s", i ? ", " : "", line->finding->held[i]);
    Cell joined = cell_text(arena_string(line->arena, buffer_text(&words)));
    buffer_free(&words);
    return joined;
}

/* clang-format off */
static const Column finding_columns[] = {
    {"gravite", {"Gravité", "Severity"}, 14, FORMAT_SEVERITY, BY(severity)},
    {"code", {"Code", "Code"}, 26, FORMAT_TEXT, BY(code)},
    {"fichier", {"Fichier", "File"}, 20, FORMAT_TEXT, BY(file)},
    {"ligne", {"Ligne", "Line"}, 8, FORMAT_INTEGER, BY(line_number)},
    {"colonne", {"Colonne", "Column"}, 20, FORMAT_TEXT, BY(column)},
    {"cellule", {"Cellule", "Cell"}, 9, FORMAT_TEXT, BY(cell)},
    {"valeur", {"Valeur", "Value"}, 24, FORMAT_WRAP, BY(value)},
    {"message", {"Constat", "Finding"}, 60, FORMAT_WRAP, BY(message)},
    {"correction", {"Correction", "Remedy"}, 50, FORMAT_WRAP, BY(fix)},
    {"retient", {"Retient", "Holds back"}, 30, FORMAT_WRAP, BY(held)},
};
/* clang-format on */

static size_t finding_lines(const Summary *summary, Arena *arena, Line **lines)
{
    const Findings *findings = summary->findings;
    *lines = arena_array_of(arena, findings->count, Line);
    for (size_t i = 0; i < findings->count; i++)
        (*lines)[i].finding = &findings->items[i];
    return findings->count;
}

const Sheet sheet_findings = {
    "constats",      {"Constats", "Findings"},
    finding_columns, sizeof finding_columns / sizeof *finding_columns,
    finding_lines,
};
