/* grid: see grid.h.
 *
 * libxlsxwriter believes what it is given: bytes that are not UTF-8 or characters
 * that XML forbids make a workbook that no program opens, a text over 32,767
 * characters leaves an empty cell, and the clock enters the properties unless
 * `created` is set. All of that is seen to here. */
#include "sheet/grid.h"

#include "base/file.h"
#include "base/text.h"
#include "sheet/clean.h"

#include <string.h>

static const double MINUTES_A_DAY = 1440.0;

enum {
    PAPER_LETTER = 1,
    LINES_A_ROW = 20, /* a comment is that high at most */
    COMMENT_WIDTH = 48, CHARACTER_PIXELS = 7, LINE_PIXELS = 17,
    SHORT_TEXT_MOST = 80, /* of the 255 characters of a footer or a property */
};

/* --- Writing ----------------------------------------------------------------------- */

void grid_keep(Grid *grid, lxw_error error)
{
    if (grid->failure == LXW_NO_ERROR)
        grid->failure = error;
}

/* Day 1 of a workbook is 1900-01-01, and 1900 is a leap year in it: the count is true
 * from 1 March 1900. */
static bool serial_of(Date date, double *serial)
{
    *serial = (double)date - (double)date_of(1899, 12, 30);
    return date >= date_of(1900, 3, 1);
}

int grid_wrapped_lines(const char *text, int width)
{
    int lines = 1, filled = 0;
    for (const char *p = text; *p; p++) {
        bool starts = ((unsigned char)*p & 0xC0) != 0x80;
        if (*p == '\n' || (starts && ++filled > width)) {
            lines++;
            filled = *p != '\n';
        }
    }
    return lines;
}

void grid_put_text(Grid *grid, uint32_t row, uint16_t column, lxw_format *format, const char *text)
{
    /* write_string, never a formula: "=1+1" stays what it is. */
    grid_keep(grid, *text ? worksheet_write_string(grid->sheet, row, column,
                                                   clean_text(grid->scratch, text), format)
                          : worksheet_write_blank(grid->sheet, row, column, format));
}

static void put_link(Grid *grid, uint32_t row, uint16_t column, Cell cell)
{
    grid_keep(grid, worksheet_write_url_opt(grid->sheet, row, column, cell.link,
                                            grid->style.link,
                                            clean_text(grid->scratch, cell.text), NULL));
}

void grid_comment(Grid *grid, uint32_t row, uint16_t column, const char *text)
{
    const char *clean = clean_text(grid->scratch, text);
    int lines = grid_wrapped_lines(clean, COMMENT_WIDTH);
    lxw_comment_options options = {
        .author = "ate",
        .width = COMMENT_WIDTH * CHARACTER_PIXELS,
        .height = (uint16_t)(LINE_PIXELS * (1 + (lines < LINES_A_ROW ? lines : LINES_A_ROW))),
    };
    grid_keep(grid, worksheet_write_comment_opt(grid->sheet, row, column, clean, &options));
}

void grid_put(Grid *grid, uint32_t row, uint16_t column, Format format, Cell cell)
{
    lxw_format *style = cell.amended ? grid->style.amended[format] : grid->style.formats[format];
    DateText iso;
    double serial;
    switch (cell.kind) {
    case CELL_EMPTY:
        return;
    case CELL_NUMBER:
        grid_keep(grid, worksheet_write_number(grid->sheet, row, column,
                                                  (double)cell.number / NUMBER_ONE, style));
        return;
    case CELL_TIME:
        grid_keep(grid, worksheet_write_number(grid->sheet, row, column,
                                                  cell.count / MINUTES_A_DAY, style));
        return;
    case CELL_DATE:
        if (serial_of(cell.count, &serial)) {
            grid_keep(grid, worksheet_write_number(grid->sheet, row, column, serial, style));
            return;
        }
        cell.text = date_iso(cell.count, iso);
        break;
    case CELL_TEXT:
        if (cell.link) {
            put_link(grid, row, column, cell);
            return;
        }
        break;
    }
    grid_put_text(grid, row, column, style, cell.text);
}

/* The first characters of a text, for what has room for 255 of them. */
static char *cut_text(Grid *grid, const char *text)
{
    const char *clean = clean_text(grid->scratch, text);
    const char *p = clean, *end = clean + strlen(clean);
    for (int count = 0; p < end && count < SHORT_TEXT_MOST; count++)
        utf8_next(&p, end);
    return arena_slice(grid->scratch, clean, (size_t)(p - clean));
}

/* In a footer '&' begins a command: the name's own are doubled. */
static const char *footer_name(Grid *grid)
{
    Buffer safe = {0};
    for (const char *p =
             cut_text(grid, config_text(grid->summary->record->config, CONFIG_ETABLISSEMENT_NOM));
         *p; p++) {
        if (*p == '&')
            buffer_add_char(&safe, '&');
        buffer_add_char(&safe, *p);
    }
    char *copy = arena_string(grid->scratch, buffer_text(&safe));
    buffer_free(&safe);
    return copy;
}

void grid_print_setup(Grid *grid, bool repeat_first_row)
{
    worksheet_set_landscape(grid->sheet);
    worksheet_set_paper(grid->sheet, PAPER_LETTER);
    worksheet_fit_to_pages(grid->sheet, 1, 0);
    worksheet_set_margins(grid->sheet, 0.5, 0.5, 0.6, 0.7);
    if (repeat_first_row)
        grid_keep(grid, worksheet_repeat_rows(grid->sheet, 0, 0));
    const char *footer = arena_printf(grid->scratch, "&L%s&C&A&RPage &P / &N", footer_name(grid));
    grid_keep(grid, worksheet_set_footer(grid->sheet, footer));
}

void grid_put_formula(Grid *grid, uint32_t row, uint16_t column, Format format,
                      const char *formula, double value)
{
    grid_keep(grid, worksheet_write_formula_num(grid->sheet, row, column, formula,
                                                grid->style.formats[format], value));
}

const char *grid_link(Arena *arena, const char *sheet, uint32_t row, uint16_t column)
{
    CellName cell;
    return arena_printf(arena, "internal:'%s'!%s", sheet, cell_name(column, row + 1, cell));
}

void grid_add_sheet(Grid *grid, const char *name)
{
    grid->sheet = workbook_add_worksheet(grid->book, name);
    if (!grid->sheet) /* names are ours and valid: what is left is its temporary file */
        grid_keep(grid, LXW_ERROR_CREATING_TMPFILE);
}

/* --- The workbook ------------------------------------------------------------------- */

static void grid_open(Grid *grid, const Basis *basis, const char *path)
{
    const Summary *summary = basis->summary;
    *grid = (Grid){.basis = basis, .summary = summary, .arena = arena_new(), .scratch = arena_new()};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    grid->book = workbook_new_opt(path, &options);
    if (!grid->book)
        memory_exhausted(0);
    lxw_doc_properties properties = {
        .title = cut_text(grid, config_text(summary->record->config, CONFIG_PERIODE_NOM)),
        .author = arena_string(grid->arena, "ate"),
        /* Noon of the day of the run: 0 would stand for the clock. */
        .created = (time_t)summary->record->today * 86400 + 43200,
    };
    grid_keep(grid, workbook_set_properties(grid->book, &properties));
    style_make(&grid->style, grid->book);
}

/* A workbook that failed is not assembled: libxlsxwriter would follow the sheet that it lacks. */
static lxw_error grid_close(Grid *grid)
{
    if (grid->failure)
        lxw_workbook_free(grid->book);
    else
        grid_keep(grid, workbook_close(grid->book));
    arena_free(grid->scratch);
    arena_free(grid->arena);
    return grid->failure;
}

Status grid_write(const Basis *basis, const char *path, GridWriter *put, void *context,
                  bool *written, Error *error)
{
    Arena *arena = arena_new();
    char *temporary;
    Status status = file_temporary(path, arena, &temporary, error);
    if (status != STATUS_OK)
        goto out;

    Grid grid;
    grid_open(&grid, basis, temporary);
    put(&grid, context);
    lxw_error failure = grid_close(&grid);
    if (failure != LXW_NO_ERROR) {
        status = error_set(error, STATUS_SYSTEM, path, _("le classeur ne peut pas être écrit (%s)"),
                           lxw_strerror(failure));
        error_remedy(error, _("Vérifiez l'espace libre du disque, puis relancez la commande."));
        file_drop(temporary);
        goto out;
    }
    status = file_commit(temporary, path, written, error);
out:
    arena_free(arena);
    return status;
}
