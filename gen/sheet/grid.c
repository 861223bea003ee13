/* grid: see grid.h.
 *
 * libxlsxwriter believes what it is given: bytes that are not UTF-8 or characters
 * that XML forbids make a workbook that no program opens, a text over 32,767
 * characters leaves an empty cell, and the clock enters the properties unless
 * `created` is set. All of that is seen to here. */
#include "sheet/grid.h"

#include "base/file.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

static const double MINUTES_A_DAY = 1440.0;

enum {
    TEXT_MOST = 32767,    /* characters of a cell, Excel's limit */
    LINES_MOST = 1000000, /* under the 1,048,576 rows of a sheet */
    PAPER_LETTER = 1,
    LINE_HEIGHT = 15, /* points */
    LINES_A_ROW = 20, /* a row is 409 points high at most */
    COLUMNS_MOST = 40,
    COMMENT_WIDTH = 48, CHARACTER_PIXELS = 7, LINE_PIXELS = 17,
    SHORT_TEXT_MOST = 80, /* of the 255 characters of a footer or a property */
};

/* --- Cells ------------------------------------------------------------------------- */

Cell cell_text(const char *text)
{
    return text && *text ? (Cell){.kind = CELL_TEXT, .text = text} : (Cell){.kind = CELL_EMPTY};
}

Cell cell_number(Number number)
{
    return (Cell){.kind = CELL_NUMBER, .number = number};
}

Cell cell_count(size_t count)
{
    return cell_number((Number)count * NUMBER_ONE);
}

Cell cell_date(Date date)
{
    return date == DATE_NONE ? (Cell){.kind = CELL_EMPTY}
                             : (Cell){.kind = CELL_DATE, .count = date};
}

static const char *choice_words(const Line *line, const ColumnSchema *schema, const Value *value)
{
    Lang lang = line->summary->lang;
    const ChoiceList *list = schema_choices(schema->target);
    if (schema->type == TYPE_CHOICE)
        return list->choices[value->choice].label[lang];
    char *words = arena_string(line->arena, "");
    for (size_t i = 0; i < list->count; i++)
        if (value->set & (UINT32_C(1) << i))
            words = arena_printf(line->arena, "%s%s%s", words, *words ? ", " : "",
                                 list->choices[i].label[lang]);
    return words;
}

Cell cell_value(const Line *line, const Row *row, int column)
{
    const Value *value = record_value(line->summary->record, row, column);
    if (!row || value->state == VALUE_EMPTY)
        return cell_text(NULL);
    const ColumnSchema *schema = row_column(row, column);
    if (value->state == VALUE_BAD)
        return cell_text(schema->flags & COLUMN_PERSONAL ? "***" : value->text);
    switch (schema->type) {
    case TYPE_DATE:
        return cell_date(value->date);
    case TYPE_TIME:
        return (Cell){.kind = CELL_TIME, .count = value->minutes};
    case TYPE_NUMBER:
        return cell_number(value->number);
    case TYPE_YES_NO:
        return cell_text(line->summary->lang == LANG_EN ? (value->yes ? "yes" : "no")
                                                        : (value->yes ? "oui" : "non"));
    case TYPE_CHOICE:
    case TYPE_LIST:
        return cell_text(choice_words(line, schema, value));
    case TYPE_LINK:
        return cell_text(row_key(value->link));
    case TYPE_EMAIL:
    case TYPE_PHONE:
    case TYPE_POSTAL_CODE:
    case TYPE_NEQ:
    case TYPE_PERMANENT_CODE:
    case TYPE_PROGRAMME:
        return cell_text(value->print);
    case TYPE_ID:
    case TYPE_TEXT:
        break;
    }
    return cell_text(value->text);
}

Cell cell_errors(const Line *line)
{
    uint32_t count = line->errors[line->row->index];
    return count ? cell_count(count) : cell_text(NULL);
}

static Cell column_cell(const Column *column, const Line *line)
{
    if (column->cell)
        return column->cell(line);
    const Row *row = line->row;
    for (int i = 0; i < column->link_count; i++)
        row = row_link(record_row(line->summary->record, row), column->links[i]);
    return cell_value(line, row, column->column);
}

/* What XML 1.0 allows, but the carriage return, which a cell does not need. */
static bool is_allowed(uint32_t c)
{
    return c == '\n' || c == '\t' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* Valid UTF-8, allowed characters, no more than a cell can hold: nearly every text. U+FFFE
 * and U+FFFF are told by their first byte, which few others share. */
static bool is_clean(const char *text, size_t length)
{
    if (length > TEXT_MOST || utf8_valid_prefix(text, length) != length)
        return false;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0xEF)
            return false;
    return true;
}

static const char *cell_clean(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (is_clean(text, length))
        return text;
    Buffer clean = {0};
    const char *p = text, *end = text + length;
    for (size_t count = 0; p < end && count < TEXT_MOST; count++) {
        const char *start = p;
        size_t most = end - p < 4 ? (size_t)(end - p) : 4;
        uint32_t c = utf8_valid_prefix(p, most) > 0 ? utf8_next(&p, end) : 0;
        if (p == start)
            p++;
        if (c && is_allowed(c))
            buffer_add(&clean, start, (size_t)(p - start));
        else if (c != '\r')
            buffer_add_codepoint(&clean, 0xFFFD);
    }
    char *copy = arena_string(arena, buffer_text(&clean));
    buffer_free(&clean);
    return copy;
}

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

/* Text lines that a cell takes when it wraps at `width` characters. */
static int wrapped_lines(const char *text, int width)
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
                                                   cell_clean(grid->scratch, text), format)
                          : worksheet_write_blank(grid->sheet, row, column, format));
}

static void put_link(Grid *grid, uint32_t row, uint16_t column, Cell cell)
{
    grid_keep(grid, worksheet_write_url_opt(grid->sheet, row, column, cell.link,
                                            grid->formats[FORMAT_LINK],
                                            cell_clean(grid->scratch, cell.text), NULL));
}

void grid_comment(Grid *grid, uint32_t row, uint16_t column, const char *text)
{
    const char *clean = cell_clean(grid->scratch, text);
    int lines = wrapped_lines(clean, COMMENT_WIDTH);
    lxw_comment_options options = {
        .author = "ate",
        .width = COMMENT_WIDTH * CHARACTER_PIXELS,
        .height = (uint16_t)(LINE_PIXELS * (1 + (lines < LINES_A_ROW ? lines : LINES_A_ROW))),
    };
    grid_keep(grid, worksheet_write_comment_opt(grid->sheet, row, column, clean, &options));
}

void grid_put(Grid *grid, uint32_t row, uint16_t column, Format format, Cell cell)
{
    lxw_format *style = grid->formats[format];
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
    const char *clean = cell_clean(grid->scratch, text);
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

void grid_add_sheet(Grid *grid, const char *name)
{
    grid->sheet = workbook_add_worksheet(grid->book, name);
    if (!grid->sheet) /* names are ours and valid: what is left is its temporary file */
        grid_keep(grid, LXW_ERROR_CREATING_TMPFILE);
}

/* --- Sheets of lines --------------------------------------------------------------- */

size_t lines_of_table(const Summary *summary, int table, Arena *arena, Line **lines)
{
    const Table *rows = &summary->record->term->tables[table];
    *lines = arena_array_of(arena, rows->row_count, Line);
    for (size_t i = 0; i < rows->row_count; i++)
        (*lines)[i].row = &rows->rows[i];
    return rows->row_count;
}

/* Programs differ in whether they fit a row to its text when they open a file: the
 * height is said. To be called before the cells of the row are put. */
static void fit_row(Grid *grid, uint32_t row, const Sheet *sheet, const Cell *cells, bool header)
{
    int lines = 1;
    for (size_t i = 0; i < sheet->column_count; i++) {
        bool wraps = header || sheet->columns[i].format == FORMAT_WRAP;
        if (!wraps || cells[i].kind != CELL_TEXT)
            continue;
        /* Words break before the edge. */
        int wanted = wrapped_lines(cells[i].text, sheet->columns[i].width - 2);
        lines = wanted > lines ? wanted : lines;
    }
    if (lines > 1)
        grid_keep(grid, worksheet_set_row(
                               grid->sheet, row,
                               LINE_HEIGHT * (lines < LINES_A_ROW ? lines : LINES_A_ROW), NULL));
}

static void put_header(Grid *grid, const Sheet *sheet)
{
    Cell cells[COLUMNS_MOST];
    for (size_t i = 0; i < sheet->column_count; i++) {
        const Column *column = &sheet->columns[i];
        grid_keep(
            grid, worksheet_set_column(grid->sheet, (uint16_t)i, (uint16_t)i, column->width, NULL));
        cells[i] = cell_text(column->label[grid->summary->lang]);
    }
    fit_row(grid, 0, sheet, cells, true);
    for (size_t i = 0; i < sheet->column_count; i++)
        grid_put(grid, 0, (uint16_t)i, FORMAT_HEADER, cells[i]);
}

static const char *const severity_words[SEVERITY_IGNORE][LANG_COUNT] = {
    [SEVERITY_ERROR] = {"erreur", "error"},
    [SEVERITY_WARNING] = {"avertissement", "warning"},
    [SEVERITY_INFO] = {"info", "info"},
};

const char *severity_word(Severity severity, Lang lang)
{
    return severity < SEVERITY_IGNORE ? severity_words[severity][lang] : "";
}

static void colour_severities(Grid *grid, uint16_t column, uint32_t last)
{
    for (int severity = 0; severity < SEVERITY_IGNORE; severity++) {
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_CELL,
            .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
            .value_string = arena_printf(grid->scratch, "\"%s\"",
                                         severity_words[severity][grid->summary->lang]),
            .format = grid->severities[severity],
        };
        grid_keep(
            grid, worksheet_conditional_format_range(grid->sheet, 1, column, last, column, &rule));
    }
}

static void put_line(Grid *grid, const Sheet *sheet, Line *line, uint32_t at)
{
    line->summary = grid->summary;
    line->arena = grid->scratch;
    line->link = line->finding && grid->link
                     ? grid->link(grid->link_context, line->finding, grid->scratch)
                     : NULL;
    line->errors = line->row ? grid->errors[line->row->table->id] : NULL;
    Cell cells[COLUMNS_MOST];
    for (size_t i = 0; i < sheet->column_count; i++)
        cells[i] = column_cell(&sheet->columns[i], line);
    fit_row(grid, at, sheet, cells, false);
    for (size_t i = 0; i < sheet->column_count; i++)
        grid_put(grid, at, (uint16_t)i, sheet->columns[i].format, cells[i]);
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

void grid_sheet(Grid *grid, const Sheet *sheet)
{
    assert(sheet->column_count <= COLUMNS_MOST);
    grid_add_sheet(grid, sheet->name[grid->summary->lang]);
    if (!grid->sheet)
        return;
    Line *lines;
    size_t count = sheet->lines(grid->summary, grid->arena, &lines);
    size_t shown = count < LINES_MOST ? count : LINES_MOST;
    put_header(grid, sheet);
    for (size_t i = 0; i < shown; i++)
        put_line(grid, sheet, &lines[i], (uint32_t)i + 1);

    uint32_t last = shown > 0 ? (uint32_t)shown : 1;
    uint16_t last_column = (uint16_t)(sheet->column_count - 1);
    worksheet_freeze_panes(grid->sheet, 1, 1);
    grid_keep(grid, worksheet_autofilter(grid->sheet, 0, 0, last, last_column));
    if (shown < count) /* after the filter, which may not name a row before the last written */
        put_left_out(grid, (uint32_t)shown + 1, count - shown);
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].format == FORMAT_SEVERITY)
            colour_severities(grid, (uint16_t)i, last);
    grid_print_setup(grid, true);
    arena_reset(grid->scratch);
}

/* --- The workbook ------------------------------------------------------------------- */

static const struct {
    const char *number; /* NULL: general */
    bool bold, wrap;
    int size;      /* points, 0: the default */
    uint8_t align; /* LXW_ALIGN_…; to the right, one character from the edge */
} styles[FORMAT_COUNT] = {
    [FORMAT_TEXT] = {.bold = false},
    [FORMAT_WRAP] = {.wrap = true},
    [FORMAT_DATE] = {.number = "yyyy-mm-dd", .align = LXW_ALIGN_CENTER},
    [FORMAT_TIME] = {.number = "hh:mm", .align = LXW_ALIGN_CENTER},
    [FORMAT_INTEGER] = {.number = "0", .align = LXW_ALIGN_CENTER},
    [FORMAT_HOURS] = {.number = "#,##0.0", .align = LXW_ALIGN_RIGHT},
    [FORMAT_MONEY] = {.number = "#,##0.00\\ \"$\"", .align = LXW_ALIGN_RIGHT},
    [FORMAT_PERCENT] = {.number = "0.0\\ %", .align = LXW_ALIGN_RIGHT},
    [FORMAT_SEVERITY] = {.bold = true},
    [FORMAT_HEADER] = {.bold = true, .wrap = true},
    [FORMAT_TITLE] = {.bold = true, .size = 16},
    [FORMAT_HEADING] = {.bold = true, .size = 12},
    [FORMAT_LINK] = {.bold = false},
    [FORMAT_RAW] = {.number = "@"},
};

static void make_formats(Grid *grid)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        lxw_format *format = grid->formats[i] = workbook_add_format(grid->book);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (styles[i].number)
            format_set_num_format(format, styles[i].number);
        if (styles[i].bold)
            format_set_bold(format);
        if (styles[i].wrap)
            format_set_text_wrap(format);
        if (styles[i].size)
            format_set_font_size(format, styles[i].size);
        if (styles[i].align)
            format_set_align(format, styles[i].align);
        if (styles[i].align == LXW_ALIGN_RIGHT)
            format_set_indent(format, 1);
    }
    format_set_bg_color(grid->formats[FORMAT_HEADER], 0xD9E2EC);
    format_set_bottom(grid->formats[FORMAT_HEADER], LXW_BORDER_THIN);
    format_set_bottom(grid->formats[FORMAT_HEADING], LXW_BORDER_THIN);
    format_set_font_color(grid->formats[FORMAT_LINK], 0x0B4F9E);
    format_set_underline(grid->formats[FORMAT_LINK], LXW_UNDERLINE_SINGLE);

    static const lxw_color_t ink[SEVERITY_IGNORE] = {0x8A1C1C, 0x7A4E00, 0x1F4E79};
    static const lxw_color_t ground[SEVERITY_IGNORE] = {0xF8D7DA, 0xFFF0C2, 0xDCEAF7};
    for (int i = 0; i < SEVERITY_IGNORE; i++) {
        grid->severities[i] = workbook_add_format(grid->book);
        grid->faults[i] = workbook_add_format(grid->book);
        format_set_num_format(grid->faults[i], styles[FORMAT_RAW].number);
        format_set_align(grid->faults[i], LXW_ALIGN_VERTICAL_TOP);
        lxw_format *both[] = {grid->severities[i], grid->faults[i]};
        for (size_t k = 0; k < 2; k++) {
            format_set_font_color(both[k], ink[i]);
            format_set_bg_color(both[k], ground[i]);
        }
    }
}

/* Findings of severity error by row, so that a line knows its own. */
static void count_errors(Grid *grid)
{
    const Term *term = grid->summary->record->term;
    for (int table = 0; table < TABLE_COUNT; table++)
        grid->errors[table] =
            arena_array_of(grid->arena, term->tables[table].row_count + 1, uint32_t);
    const Findings *findings = grid->summary->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const Row *row = findings->items[i].place.row;
        if (row && findings->items[i].severity == SEVERITY_ERROR)
            grid->errors[row->table->id][row->index]++;
    }
}

static void grid_open(Grid *grid, const Summary *summary, const char *path)
{
    *grid = (Grid){.summary = summary, .arena = arena_new(), .scratch = arena_new()};
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
    make_formats(grid);
    count_errors(grid);
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

Status grid_write(const Summary *summary, const char *path, GridWriter *put, void *context,
                  bool *written, Error *error)
{
    Arena *arena = arena_new();
    char *temporary;
    Status status = file_temporary(path, arena, &temporary, error);
    if (status != STATUS_OK)
        goto out;

    Grid grid;
    grid_open(&grid, summary, temporary);
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
