/* constats: the sheet of findings, in their order. */
#include "sheet/column.h"

#include <string.h>

static const Choice severity_words[SEVERITY_IGNORE] = {
    [SEVERITY_ERROR] = {"erreur", {"erreur", "error"}},
    [SEVERITY_WARNING] = {"avertissement", {"avertissement", "warning"}},
    [SEVERITY_INFO] = {"info", {"info", "info"}},
};
static const ChoiceList severities = {severity_words, SEVERITY_IGNORE};
static const Tint tint_severity = {
    .kind = TINT_WORDS, .words = &severities,
    .of = {[TONE_BAD] = BIT(SEVERITY_ERROR), [TONE_WARN] = BIT(SEVERITY_WARNING),
           [TONE_NOTE] = BIT(SEVERITY_INFO)},
};

const char *severity_word(Severity severity, Lang lang)
{
    return severity < SEVERITY_IGNORE ? severity_words[severity].label[lang] : "";
}

static Cell severity(const Line *line)
{
    return cell_text(severity_word(line->finding->severity, line_lang(line)));
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

static Cell cell(const Line *line)
{
    return cell_text(line->finding->place.cell);
}

/* Where a finding of a whole row leads is said by the link alone. */
static Cell linked_cell(const Line *line)
{
    Cell name = cell(line);
    if (name.kind == CELL_EMPTY && line->link)
        name = cell_text(strrchr(line->link, '!') + 1);
    name.link = line->link;
    return name;
}

/* "Séquences D14": the row of the report that shows the record. */
static Cell shown_at(const Line *line)
{
    static const char before[] = "internal:'";
    if (!line->link)
        return cell_empty();
    const char *sheet = line->link + strlen(before), *cell_at = strrchr(sheet, '!');
    Cell place = cell_text(arena_printf(line->arena, "%.*s %s", (int)(cell_at - sheet - 1), sheet,
                                        cell_at + 1));
    place.link = line->link;
    return place;
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
#define FINDING_COLUMNS \
    {"gravite", {"Gravité", "Severity"}, 14, FORMAT_STRONG, BY(severity), TINT(tint_severity)}, \
    {"code", {"Code", "Code"}, 26, FORMAT_TEXT, BY(code)}, \
    {"fichier", {"Fichier", "File"}, 20, FORMAT_TEXT, BY(file)}, \
    {"ligne", {"Ligne", "Line"}, 8, FORMAT_INTEGER, BY(line_number)}, \
    {"colonne", {"Colonne", "Column"}, 20, FORMAT_TEXT, BY(column)}
#define FINDING_TEXTS \
    {"valeur", {"Valeur", "Value"}, 24, FORMAT_WRAP, BY(value)}, \
    {"message", {"Constat", "Finding"}, 60, FORMAT_WRAP, BY(message)}, \
    {"correction", {"Correction", "Remedy"}, 50, FORMAT_WRAP, BY(fix)}, \
    {"retient", {"Retient", "Holds back"}, 30, FORMAT_WRAP, BY(held)}
static const Column report_columns[] = {
    FINDING_COLUMNS,
    {"cellule", {"Cellule", "Cell"}, 9, FORMAT_TEXT, BY(cell)},
    {"fiche", {"Voir", "See"}, 20, FORMAT_TEXT, BY(shown_at)},
    FINDING_TEXTS,
};
static const Column linked_columns[] = {
    FINDING_COLUMNS,
    {"cellule", {"Cellule", "Cell"}, 9, FORMAT_TEXT, BY(linked_cell)},
    FINDING_TEXTS,
};
/* clang-format on */

/* What holds documents back comes first, then what only warns; within each, as they were found. */
static size_t finding_lines(const Basis *basis, Arena *arena, Line **lines)
{
    static const Severity order[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO};
    const Findings *findings = basis->summary->findings;
    size_t count = 0;
    *lines = arena_array_of(arena, findings->count, Line);
    for (size_t s = 0; s < sizeof order / sizeof *order; s++)
        for (size_t i = 0; i < findings->count; i++)
            if (findings->items[i].severity == order[s])
                (*lines)[count++].finding = &findings->items[i];
    return count;
}

const Sheet sheet_findings = {
    .key = "constats",
    .name = {"Constats", "Findings"},
    .table = -1,
    .columns = report_columns,
    .column_count = sizeof report_columns / sizeof *report_columns,
    .lines = finding_lines,
};

/* Of constats.xlsx: each leads to its cell in the copy of the table. */
const Sheet sheet_finding_cells = {
    .key = "cellules",
    .name = {"Constats", "Findings"},
    .table = -1,
    .columns = linked_columns,
    .column_count = sizeof linked_columns / sizeof *linked_columns,
    .lines = finding_lines,
};
