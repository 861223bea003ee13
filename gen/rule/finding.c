/* finding: findings kept, sorted, and the places they point to. */
#include "rule/rule.h"

#include "base/file.h"
#include "base/text.h"
#include "term/config.h"

#include <stdlib.h>
#include <string.h>

const char *severity_code(Severity severity)
{
    static const char *const codes[] = {"erreur", "avertissement", "info", "ignorer"};
    return codes[severity];
}

/* Whether `codes`, "a, b", names `code`. */
static bool names_code(const char *codes, const char *code)
{
    size_t length = strlen(code);
    for (const char *p = codes; (p = strstr(p, code)); p += length)
        if ((p == codes || p[-1] == ' ') && (p[length] == '\0' || p[length] == ','))
            return true;
    return false;
}

static void hold(Map *held, const char *label, const char *code, Arena *arena)
{
    const char *codes = map_get(held, label);
    if (!codes)
        map_put(held, label, arena_string(arena, code));
    else if (!names_code(codes, code))
        map_set(held, label, arena_printf(arena, "%s, %s", codes, code));
}

Map *findings_holds(const Findings *findings, Arena *arena)
{
    Map *held = map_new();
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        for (size_t h = 0; finding->severity == SEVERITY_ERROR && h < finding->held_count; h++)
            hold(held, finding->held[h], finding->rule->code, arena);
    }
    return held;
}

void findings_free(Findings *findings)
{
    arena_free(findings->arena);
    free(findings->items);
    free(findings->unchecked);
    *findings = (Findings){0};
}

size_t findings_count(const Findings *findings, Severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].severity == severity;
    return count;
}

/* Column letters of a cell name: a shorter one comes first, so that Z is before AA. */
static int compare_columns(const Place *a, const Place *b)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t n = strspn(a->cell, letters), m = strspn(b->cell, letters);
    if (n != m)
        return n < m ? -1 : 1;
    int order = strncmp(a->cell, b->cell, n);
    return order ? order : strcmp(a->column ? a->column : "", b->column ? b->column : "");
}

static int compare_findings(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    int order = strcmp(a->place.file, b->place.file);
    if (!order && a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (!order)
        order = compare_columns(&a->place, &b->place);
    if (!order)
        order = strcmp(a->rule->code, b->rule->code);
    return order ? order : strcmp(a->message, b->message);
}

void findings_sort(Findings *findings)
{
    if (findings->count)
        qsort(findings->items, findings->count, sizeof *findings->items, compare_findings);
}

bool place_is_lost_table(const Term *term, const Place *place)
{
    if (place->table < 0 || place->row)
        return false;
    const Table *table = &term->tables[place->table];
    return table->row_count == 0 && place->line <= table->header_line;
}

const char *place_mask(int table, int column, const char *text)
{
    if (!text || !*text || column < 0)
        return text;
    return schema_column(table, column)->flags & COLUMN_PERSONAL ? "***" : text;
}

Place place_of_file(const Term *term, int table)
{
    return (Place){.file = term->tables[table].file, .table = table, .column_id = -1};
}

Place place_of(const Term *term, const Row *row, int column)
{
    Place place = place_of_file(term, row->table->id);
    place.row = row;
    place.line = row->line;
    place.column_id = column;
    if (column < 0 || !term_column_present(term, row->table->id, column))
        return place;
    const Value *value = row_value(row, column);
    if (value->line)
        place.line = value->line;
    int file_column = row->table->file_column[column];
    if (file_column >= 0) /* a row that is proposed has columns that no file has */
        place.column = row->table->headers[file_column];
    place.value = place_mask(row->table->id, column, value->text);
    row_cell(row, column, place.cell);
    return place;
}

Place place_of_config(const Config *config, int key)
{
    return (Place){
        .file = path_name(config->path),
        .line = config->values[key].line,
        .column = config_key(key)->key,
        .value = config_text(config, key),
        .table = -1,
        .column_id = -1,
    };
}
