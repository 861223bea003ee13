/* copy: the rows of a table in their own places, cell by cell. */
#include "sheet/copy.h"

#include "base/buffer.h"
#include "base/text.h"
#include "rule/rule.h"

enum { WIDTH_LEAST = 9, WIDTH_MOST = 40, ROWS_MEASURED = 200 };

/* Where the text of a column of the file is kept. */
typedef struct Origin {
    enum { ORIGIN_NONE, ORIGIN_SLOT, ORIGIN_EXTRA } kind;
    int at;
} Origin;

typedef struct Copy {
    Grid *grid;
    const Marks *marks;
    const Table *table;
    Origin *origins;                  /* by column of the file */
    size_t next;                      /* mark to be put */
    size_t comments[SEVERITY_IGNORE]; /* still allowed */
    Buffer corner;                    /* comment of A1 */
} Copy;

/* clang-format off */
enum Word { WORD_LINE, WORD_STOPPED, WORD_COMPACT, WORD_COUNT };
static const char *const words[WORD_COUNT][LANG_COUNT] = {
    [WORD_LINE] = {"ligne du fichier", "line of the file"},
    [WORD_STOPPED] = {
        "Cette feuille a %zu cellules à corriger, et %zu commentaires : les erreurs d'abord. "
        "La feuille « Constats » les dit toutes.",
        "This sheet has %zu cells to mend and %zu comments, errors first. "
        "The sheet “Findings” tells them all."},
    [WORD_COMPACT] = {
        "Vos tables sont trop longues pour être copiées en entier : seules les lignes avec un "
        "constat sont ici. La dernière colonne donne leur ligne dans le fichier.",
        "Your tables are too long to be copied whole: only rows with findings are here. The last "
        "column gives their line in the file."},
};
/* clang-format on */

static const char *word(const Copy *copy, enum Word which)
{
    return words[which][copy->grid->summary->lang];
}

static Origin *origins_of(const Table *table, Arena *arena)
{
    Origin *origins = arena_array_of(arena, table->header_count, Origin);
    for (size_t c = 0; c < table->schema->column_count; c++)
        if (table->file_column[c] >= 0)
            origins[table->file_column[c]] = (Origin){ORIGIN_SLOT, table->slot[c]};
    for (size_t i = 0; i < table->extra_count; i++)
        origins[table->extra_columns[i]] = (Origin){ORIGIN_EXTRA, (int)i};
    return origins;
}

size_t copy_columns_lost(const Table *table)
{
    size_t kept = table->extra_count;
    for (size_t c = 0; table->present && c < table->schema->column_count; c++)
        kept += table->file_column[c] >= 0;
    return table->header_count - kept;
}

size_t copy_comment_count(const Marks *marks)
{
    return marks->cells < COPY_COMMENTS_MOST ? marks->cells : COPY_COMMENTS_MOST;
}

static void share_comments(Copy *copy)
{
    size_t left = COPY_COMMENTS_MOST;
    for (int severity = 0; severity < SEVERITY_IGNORE; severity++) {
        size_t wanted = copy->marks->cells_of[severity];
        copy->comments[severity] = wanted < left ? wanted : left;
        left -= copy->comments[severity];
    }
}

static const char *value_of(const Copy *copy, const Row *row, size_t column)
{
    const Origin *origin = &copy->origins[column];
    const char *text = origin->kind == ORIGIN_SLOT    ? row->values[origin->at].text
                       : origin->kind == ORIGIN_EXTRA ? row->extra[origin->at]
                                                      : NULL;
    return text ? text : "";
}

static void add_paragraph(Buffer *text, const char *paragraph)
{
    buffer_printf(text, "%s%s", text->length ? "\n\n" : "", paragraph);
}

/* What is wrong with a cell, its findings one under the other. */
static void add_findings(const Copy *copy, const Mark *marks, size_t count, Buffer *text)
{
    Arena *scratch = copy->grid->scratch;
    for (size_t i = 0; i < count; i++) {
        const Finding *finding = marks[i].finding;
        const char *name = severity_word(finding->severity, copy->grid->summary->lang);
        add_paragraph(text, arena_printf(scratch, "%s [%s]\n%s\n→ %s", name, finding->rule->code,
                                         finding->message ? finding->message : "",
                                         finding->fix ? finding->fix : ""));
    }
}

static void comment(Copy *copy, uint32_t row, size_t column, const Mark *marks, size_t count)
{
    size_t *allowed = &copy->comments[marks->finding->severity];
    if (*allowed == 0)
        return;
    --*allowed;
    Buffer text = {0};
    bool is_corner = row == 0 && column == 0;
    add_findings(copy, marks, count, is_corner ? &copy->corner : &text);
    if (!is_corner)
        grid_comment(copy->grid, row, (uint16_t)column, buffer_text(&text));
    buffer_free(&text);
}

/* The cell at `row`, `column`: plain, or coloured when it is the next one marked. */
static void put_cell(Copy *copy, uint32_t row, size_t column, Format plain, const char *text)
{
    Grid *grid = copy->grid;
    const Marks *marks = copy->marks;
    const Mark *mark = &marks->items[copy->next];
    size_t count = 0;
    while (copy->next + count < marks->count && mark[count].row == row && mark[count].column == column)
        count++;
    copy->next += count;
    if (count == 0) {
        if (*text)
            grid_put_text(grid, row, (uint16_t)column, grid->style.formats[plain], text);
        return;
    }
    grid_put_text(grid, row, (uint16_t)column, grid->style.faults[mark->finding->severity], text);
    comment(copy, row, column, mark, count);
}

static size_t width_of(const Copy *copy, size_t column)
{
    size_t width = utf8_count(copy->table->headers[column]) + 3; /* the filter's arrow */
    size_t rows = copy->table->row_count < ROWS_MEASURED ? copy->table->row_count : ROWS_MEASURED;
    for (size_t i = 0; i < rows; i++) {
        size_t wanted = utf8_count(value_of(copy, &copy->table->rows[i], column)) + 1;
        width = wanted > width ? wanted : width;
    }
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

static void put_headers(Copy *copy)
{
    Grid *grid = copy->grid;
    const Table *table = copy->table;
    for (size_t i = 0; i < table->header_count; i++) {
        uint16_t column = (uint16_t)i;
        grid_keep(grid, worksheet_set_column(grid->sheet, column, column,
                                             (double)width_of(copy, i), NULL));
        put_cell(copy, 0, i, FORMAT_HEADER, table->headers[i]);
    }
    if (copy->marks->compact)
        grid_put(grid, 0, (uint16_t)table->header_count, FORMAT_HEADER,
                 cell_text(word(copy, WORD_LINE)));
}

static void put_row(Copy *copy, const Row *row, uint32_t at)
{
    for (size_t i = 0; i < copy->table->header_count; i++)
        put_cell(copy, at, i, FORMAT_RAW, value_of(copy, row, i));
    if (copy->marks->compact)
        grid_put(copy->grid, at, (uint16_t)copy->table->header_count, FORMAT_INTEGER,
                 cell_count(row->line));
    arena_reset(copy->grid->scratch);
}

/* The corner's comment: what is wrong with it, then what is said of the whole sheet. */
static void put_corner(Copy *copy)
{
    const Marks *marks = copy->marks;
    if (marks->compact)
        add_paragraph(&copy->corner, word(copy, WORD_COMPACT));
    if (marks->cells > COPY_COMMENTS_MOST)
        add_paragraph(&copy->corner, arena_printf(copy->grid->scratch, word(copy, WORD_STOPPED),
                                                  marks->cells, copy_comment_count(marks)));
    if (copy->corner.length)
        grid_comment(copy->grid, 0, 0, buffer_text(&copy->corner));
    buffer_free(&copy->corner);
}

/* Numbers and dates kept as text are what the user gave: no green corner. */
static void set_up(Copy *copy)
{
    Grid *grid = copy->grid;
    size_t columns = copy->table->header_count + copy->marks->compact;
    uint16_t last = (uint16_t)(columns - 1);
    uint32_t rows = copy->marks->row_count ? (uint32_t)copy->marks->row_count : 1;
    CellName corner;
    const char *range = arena_printf(grid->scratch, "A1:%s", cell_name(last, rows + 1, corner));
    grid_keep(grid, worksheet_ignore_errors(grid->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
    worksheet_freeze_panes(grid->sheet, 1, 0);
    grid_keep(grid, worksheet_autofilter(grid->sheet, 0, 0, rows, last));
    grid_print_setup(grid, true);
}

void copy_sheet(Grid *grid, const Marks *marks)
{
    const Table *table = marks->table;
    Copy copy = {.grid = grid, .marks = marks, .table = table};
    grid_add_sheet(grid, table->schema->name);
    if (!grid->sheet)
        return;
    copy.origins = origins_of(table, grid->arena);
    share_comments(&copy);
    put_headers(&copy);
    put_corner(&copy);
    for (size_t i = 0; i < table->row_count; i++) {
        uint32_t at = marks_row(marks, &table->rows[i]);
        if (at)
            put_row(&copy, &table->rows[i], at);
    }
    set_up(&copy);
    arena_reset(grid->scratch);
}
