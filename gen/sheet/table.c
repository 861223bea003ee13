#include "sheet/table.h"

#include <assert.h>

enum {
    LINES_MOST = 1000000, /* under the 1,048,576 rows of a sheet */
    LINE_HEIGHT = 15,     /* points */
    LINES_A_ROW = 20,     /* a row is 409 points high at most */
};

/* Programs differ in whether they fit a row to its text when they open a file: the
 * height is said. To be called before the cells of the row are put. */
static void fit_row(Grid *grid, uint32_t row, const Chosen *chosen, const Cell *cells, bool header)
{
    int lines = 1;
    for (size_t i = 0; i < chosen->count; i++) {
        bool wraps = header || chosen->columns[i]->format == FORMAT_WRAP;
        if (!wraps || cells[i].kind != CELL_TEXT)
            continue;
        /* Words break before the edge. */
        int wanted = grid_wrapped_lines(cells[i].text, chosen->columns[i]->width - 2);
        lines = wanted > lines ? wanted : lines;
    }
    if (lines > 1)
        grid_keep(grid, worksheet_set_row(
                            grid->sheet, row,
                            LINE_HEIGHT * (lines < LINES_A_ROW ? lines : LINES_A_ROW), NULL));
}

static void put_header(Grid *grid, const Chosen *chosen)
{
    Cell cells[COLUMNS_MOST] = {{.kind = CELL_EMPTY}};
    for (size_t i = 0; i < chosen->count; i++) {
        const Column *column = chosen->columns[i];
        grid_keep(grid, worksheet_set_column(grid->sheet, (uint16_t)i, (uint16_t)i, column->width,
                                             NULL));
        cells[i] = cell_text(column->label[grid->summary->lang]);
    }
    fit_row(grid, 0, chosen, cells, true);
    for (size_t i = 0; i < chosen->count; i++)
        grid_put(grid, 0, (uint16_t)i, FORMAT_HEADER, cells[i]);
}

/* A row that several lines show is at the first of them. */
static void note_place(Grid *grid, const Sheet *sheet, const Chosen *chosen, const Row *row,
                       uint32_t at)
{
    Places *places = grid->places;
    int table = row->table->id;
    if (!places->sheet[table]) {
        Chosen *columns = arena_new_of(grid->arena, Chosen);
        *columns = *chosen;
        places->sheet[table] = sheet;
        places->chosen[table] = columns;
        places->rows[table] = arena_array_of(grid->arena, row->table->row_count, uint32_t);
    }
    if (places->sheet[table] == sheet && places->rows[table][row->index] == 0)
        places->rows[table][row->index] = at;
}

static void put_line(Grid *grid, const Chosen *chosen, Line *line, uint32_t at)
{
    Cell cells[COLUMNS_MOST];
    line->basis = grid->basis;
    line->arena = grid->scratch;
    if (line->finding && grid->link)
        line->link = grid->link(grid->link_context, line->finding, grid->scratch);
    for (size_t i = 0; i < chosen->count; i++)
        cells[i] = column_cell(chosen->columns[i], line);
    fit_row(grid, at, chosen, cells, false);
    for (size_t i = 0; i < chosen->count; i++)
        grid_put(grid, at, (uint16_t)i, chosen->columns[i]->format, cells[i]);
    arena_reset(grid->scratch);
}

static void put_left_out(Grid *grid, uint32_t at, size_t count)
{
    const char *text =
        grid->summary->lang == LANG_EN
            ? arena_printf(grid->scratch, "%zu more rows do not fit in this sheet.", count)
            : arena_printf(grid->scratch, "%zu lignes de plus ne tiennent pas dans cette feuille.",
                           count);
    grid_put(grid, at, 0, FORMAT_TEXT, cell_text(text));
}

/* --- Colours ---------------------------------------------------------------------------------- */

static void colour(Grid *grid, uint16_t column, uint32_t last, lxw_conditional_format *rule)
{
    grid_keep(grid, worksheet_conditional_format_range(grid->sheet, 1, column, last, column, rule));
}

static void colour_words(Grid *grid, uint16_t column, uint32_t last, const Tint *tint)
{
    const ChoiceList *words = tint_words(tint);
    for (int tone = 0; tone < TONE_COUNT; tone++)
        for (size_t i = 0; i < words->count; i++) {
            if (!(tint->of[tone] & BIT(i)))
                continue;
            lxw_conditional_format rule = {
                .type = LXW_CONDITIONAL_TYPE_CELL,
                .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                .value_string = arena_printf(grid->scratch, "\"%s\"",
                                             words->choices[i].label[grid->summary->lang]),
                .format = grid->style.tones[tone],
            };
            colour(grid, column, last, &rule);
        }
}

static void colour_column(Grid *grid, uint16_t column, uint32_t last, const Tint *tint)
{
    lxw_conditional_format above_zero = {
        .type = LXW_CONDITIONAL_TYPE_CELL,
        .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
        .value = 0,
        .format = grid->style.tones[tint->tone],
    };
    lxw_conditional_format bar = style_bar();
    if (tint->kind == TINT_WORDS)
        colour_words(grid, column, last, tint);
    else
        colour(grid, column, last, tint->kind == TINT_BAR ? &bar : &above_zero);
}

/* --- Names ------------------------------------------------------------------------------------- */

static const char *corner(uint16_t column, uint32_t row, Arena *arena)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, row, column, 1, 1);
    return arena_string(arena, cell);
}

static void name_range(Grid *grid, const Sheet *sheet, const char *name, uint32_t from_row,
                       uint16_t from, uint32_t to_row, uint16_t to)
{
    const char *range = arena_printf(grid->scratch, "='%s'!%s:%s", sheet->name[grid->summary->lang],
                                     corner(from, from_row, grid->scratch),
                                     corner(to, to_row, grid->scratch));
    grid_keep(grid, workbook_define_name(grid->book, name, range));
}

static void finish_columns(Grid *grid, const Sheet *sheet, const Chosen *chosen, uint32_t last)
{
    name_range(grid, sheet, sheet->key, 0, 0, last, (uint16_t)(chosen->count - 1));
    for (uint16_t i = 0; i < chosen->count; i++) {
        const Column *column = chosen->columns[i];
        name_range(grid, sheet, arena_printf(grid->scratch, "%s.%s", sheet->key, column->key), 1, i,
                   last, i);
        if (column->tint)
            colour_column(grid, i, last, column->tint);
    }
}

/* Student numbers and codes of programmes are texts, as in the tables: no green corner. */
static void trust_digits(Grid *grid, uint32_t last, uint16_t last_column)
{
    CellName cell;
    const char *range =
        arena_printf(grid->scratch, "A1:%s", cell_name(last_column, last + 1, cell));
    grid_keep(grid, worksheet_ignore_errors(grid->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

enum { PAGE_CHARACTERS = 285 }; /* across a sheet of paper, still read without a glass */

/* On as many pages across as its columns need, the first column on each. */
static void print_across(Grid *grid, const Chosen *chosen)
{
    int width = 0;
    for (size_t i = 0; i < chosen->count; i++)
        width += chosen->columns[i]->width;
    int pages = (width + PAGE_CHARACTERS - 1) / PAGE_CHARACTERS;
    grid_print_setup(grid, true);
    if (pages < 2)
        return;
    worksheet_fit_to_pages(grid->sheet, (uint16_t)pages, 0);
    grid_keep(grid, worksheet_repeat_columns(grid->sheet, 0, 0));
}

/* --- The sheet ---------------------------------------------------------------------------------- */

void table_sheet(Grid *grid, const Sheet *sheet)
{
    assert(sheet->column_count <= COLUMNS_MOST);
    grid_add_sheet(grid, sheet->name[grid->summary->lang]);
    if (!grid->sheet)
        return;
    const Chosen chosen = chosen_columns(sheet, grid->summary->record->config);
    Arena *arena = arena_new();
    Line *lines;
    size_t count = sheet_lines(sheet, grid->basis, arena, &lines);
    size_t shown = count < LINES_MOST ? count : LINES_MOST;
    put_header(grid, &chosen);
    for (size_t i = 0; i < shown; i++) {
        if (grid->places && lines[i].row)
            note_place(grid, sheet, &chosen, lines[i].row, (uint32_t)i + 1);
        put_line(grid, &chosen, &lines[i], (uint32_t)i + 1);
    }
    arena_free(arena);

    uint32_t last = shown > 0 ? (uint32_t)shown : 1;
    worksheet_freeze_panes(grid->sheet, 1, 1);
    grid_keep(grid, worksheet_autofilter(grid->sheet, 0, 0, last, (uint16_t)(chosen.count - 1)));
    if (shown < count) /* after the filter, which may not name a row before the last written */
        put_left_out(grid, (uint32_t)shown + 1, count - shown);
    finish_columns(grid, sheet, &chosen, last);
    trust_digits(grid, last, (uint16_t)(chosen.count - 1));
    print_across(grid, &chosen);
    arena_reset(grid->scratch);
}
