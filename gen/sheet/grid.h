/* grid: sheets of one row a line, from a table of columns, through libxlsxwriter.
 *
 * A Sheet says where its lines come from and which columns show them; a column is
 * a row of a table: a value of the record (own, or reached by links), or a small
 * function. grid_write makes the workbook; what it is given calls grid_sheet, or
 * grid_add_sheet and grid_put, for each sheet in order. The first failure of the library is
 * kept, and told by grid_write.
 */
#ifndef ATE_SHEET_GRID_H
#define ATE_SHEET_GRID_H

#include "plan/match.h"
#include "sheet/summary.h"

#include <xlsxwriter.h>

typedef enum Format {
    FORMAT_TEXT, FORMAT_WRAP, /* on several lines */
    FORMAT_DATE, FORMAT_TIME, FORMAT_INTEGER, FORMAT_HOURS, FORMAT_MONEY, FORMAT_PERCENT,
    FORMAT_SEVERITY,          /* coloured by its word */
    FORMAT_HEADER, FORMAT_TITLE, FORMAT_HEADING,
    FORMAT_LINK,              /* to a cell of the workbook */
    FORMAT_RAW,               /* as the user wrote it, and still text once edited */
    FORMAT_COUNT
} Format;

typedef struct Cell {
    enum { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_TIME } kind;
    const char *text; /* UTF-8, any length */
    const char *link; /* CELL_TEXT: where it leads, "internal:'sequences'!D14"; NULL: nowhere */
    Number number;    /* ten-thousandths */
    int count;        /* CELL_DATE: the Date; CELL_TIME: minutes since midnight */
} Cell;

Cell cell_text(const char *text);    /* empty when NULL or "" */
Cell cell_number(Number number);
Cell cell_count(size_t count);
Cell cell_date(Date date);           /* empty for DATE_NONE */

/* What is shown on one line; only what the sheet is about is set. */
typedef struct Line {
    const Summary *summary;
    const Row *row;
    const Document *document;
    const Finding *finding;
    const char *link;         /* to the cell of `finding`; NULL: none */
    const Unchecked *unchecked;
    const MatchStudent *match;
    const MatchPlace *place;
    const uint32_t *errors; /* by Row.index of the table of `row`: its findings of severity error */
    Arena *arena;           /* emptied after the line */
} Line;

/* A value as a cell: dates and numbers as such, choices and yes or no in words, links
 * by their key; a value of the wrong type as the text that was read. */
Cell cell_value(const Line *line, const Row *row, int column);

/* How many errors the row of the line has; empty when none. */
Cell cell_errors(const Line *line);

enum { COLUMN_LINKS = 2 };
typedef struct Column {
    const char *key;                /* for [rapports] */
    const char *label[LANG_COUNT];
    int width;                      /* characters */
    Format format;
    Cell (*cell)(const Line *line); /* NULL: `column`, after following `links` */
    int column;
    int links[COLUMN_LINKS];
    int link_count;
} Column;
#define BY(function) .cell = function
#define OWN(name) .column = name
#define VIA(link, name) .column = name, .links = {link}, .link_count = 1
#define VIA2(first, second, name) .column = name, .links = {first, second}, .link_count = 2

typedef struct Sheet {
    const char *key;                /* for [rapports] */
    const char *name[LANG_COUNT];
    const Column *columns;
    size_t column_count;
    /* The lines in their order, in `arena`; their count. `summary` and `arena` are set later. */
    size_t (*lines)(const Summary *summary, Arena *arena, Line **lines);
} Sheet;

extern const Sheet sheet_sequences, sheet_students, sheet_companies, sheet_visits,
    sheet_attestations, sheet_findings, sheet_unchecked;

const char *severity_word(Severity severity, Lang lang);
/* A line for each row of a table, in the order of the file. */
size_t lines_of_table(const Summary *summary, int table, Arena *arena, Line **lines);

typedef struct Grid {
    const Summary *summary;
    lxw_workbook *book;
    lxw_worksheet *sheet;            /* the one being written */
    lxw_format *formats[FORMAT_COUNT];
    lxw_format *severities[SEVERITY_IGNORE]; /* of a word */
    lxw_format *faults[SEVERITY_IGNORE];     /* of a faulty cell, as FORMAT_RAW */
    uint32_t *errors[TABLE_COUNT];   /* see Line */
    /* Line.link of a finding, in `scratch`; NULL: the workbook has no cell to lead to. */
    const char *(*link)(void *context, const Finding *finding, Arena *scratch);
    void *link_context;
    Arena *arena, *scratch;
    lxw_error failure;               /* the first one */
} Grid;

/* Writes a workbook as `path`, whole or not at all: `put` adds its sheets in order. As
 * summary_write says. */
typedef void GridWriter(Grid *grid, void *context);
Status grid_write(const Summary *summary, const char *path, GridWriter *put, void *context,
                  bool *written, Error *error);

/* A sheet of lines. */
void grid_sheet(Grid *grid, const Sheet *sheet);

/* For a sheet that is not a table of lines. Rows in order: memory is constant. */
void grid_add_sheet(Grid *grid, const char *name);
void grid_put(Grid *grid, uint32_t row, uint16_t column, Format format, Cell cell);
/* Text in a format of the grid's; an empty one still shows its colours. */
void grid_put_text(Grid *grid, uint32_t row, uint16_t column, lxw_format *format, const char *text);
void grid_comment(Grid *grid, uint32_t row, uint16_t column, const char *text);
void grid_keep(Grid *grid, lxw_error error); /* the first one stays */
void grid_print_setup(Grid *grid, bool repeat_first_row);

#endif
