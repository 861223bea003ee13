/* column: the sheets of the reports as data, one row a column.
 *
 * A Sheet says where its lines come from and which columns show them. A Column is a row of a
 * table: its name for [rapports], its titles, its width and format, and where its value comes
 * from: a column of the line's own row, of the sequence, student, company or programme that the
 * row is about, or a small function. The workbook (table.h), the CSV files (plain.h), the check of
 * config.ini (chosen.h) and docs/classeur.md all come from these tables.
 *
 * Values are those in force (record/effective.h): what was signed, then amended.
 */
#ifndef ATE_SHEET_COLUMN_H
#define ATE_SHEET_COLUMN_H

#include "plan/match.h"
#include "plan/visits.h"
#include "sheet/basis.h"
#include "sheet/cell.h"

typedef enum Format {
    FORMAT_TEXT, FORMAT_WRAP, /* on several lines */
    FORMAT_DATE, FORMAT_TIME, FORMAT_INTEGER, FORMAT_HOURS, FORMAT_MONEY, FORMAT_PERCENT,
    FORMAT_STRONG,
    FORMAT_HEADER, FORMAT_FIGURES /* the header of figures */, FORMAT_TITLE, FORMAT_HEADING,
    FORMAT_RAW,               /* as the user wrote it, and still text once edited */
    FORMAT_COUNT
} Format;

/* What is shown on one line; only what the sheet is about is set. */
typedef struct Line {
    const Basis *basis;
    const Row *row;
    const Finding *finding;
    const char *link; /* to the cell of `finding`; NULL: none */
    const Unchecked *unchecked;
    const MatchStudent *match;
    const MatchPlace *place;
    const ProposedVisit *visit;
    const UnplacedVisits *unplaced;
    Arena *arena;     /* emptied after the line */
} Line;

/* --- Colours that follow the values, edits included (conditional formats) ------------------ */

typedef enum Tone { TONE_GOOD, TONE_WARN, TONE_BAD, TONE_NOTE, TONE_FADED, TONE_COUNT } Tone;

typedef struct Tint {
    enum { TINT_WORDS, TINT_ABOVE_ZERO, TINT_BAR } kind;
    Tone tone;                /* of TINT_ABOVE_ZERO */
    const ChoiceList *words;  /* of TINT_WORDS; NULL: those of the list `choices` (C_…) */
    int choices;
    uint32_t of[TONE_COUNT];  /* bit n: the choice n has that tone */
} Tint;
#define BIT(choice) (UINT32_C(1) << (choice))

extern const Tint tint_errors, tint_late; /* above zero */
const ChoiceList *tint_words(const Tint *tint);

/* --- Columns and sheets --------------------------------------------------------------------- */

typedef enum Root { ROOT_ROW, ROOT_SEQUENCE, ROOT_STUDENT, ROOT_COMPANY, ROOT_PROGRAMME } Root;
enum { ROOT_COUNT = 5 };

typedef struct Column {
    const char *key;                /* for [rapports], and the header of the CSV */
    const char *label[LANG_COUNT];
    int width;                      /* characters */
    Format format;
    Cell (*cell)(const Line *line); /* NULL: `column` of the row at `root` */
    Root root;
    int column;
    int table;                      /* T_… + 1: only for lines of this table; 0: all */
    const Tint *tint;               /* NULL: none */
    bool asked;                     /* shown only where [rapports] asks for it */
} Column;
#define BY(function) .cell = function
#define OWN(name) .column = name
#define OF(TABLE, NAME) .column = TABLE##_##NAME, .table = T_##TABLE + 1
#define SEQUENCE(NAME) .root = ROOT_SEQUENCE, .column = SEQUENCES_##NAME
#define STUDENT(NAME) .root = ROOT_STUDENT, .column = ELEVES_##NAME
#define COMPANY(NAME) .root = ROOT_COMPANY, .column = ENTREPRISES_##NAME
#define PROGRAMME(NAME) .root = ROOT_PROGRAMME, .column = PROGRAMMES_##NAME
#define TINT(tint_) .tint = &(tint_)
#define ASKED .asked = true

enum { COLUMNS_MOST = 48 };

typedef struct Sheet {
    const char *key;                /* for [rapports], the name of its CSV, defined names */
    const char *name[LANG_COUNT];
    int table;                      /* T_… of OWN columns, -1: none */
    const Column *columns;
    size_t column_count;
    /* The lines in their order, in `arena`; their count. NULL: each row of `table`. What a line
     * shares with the others (basis, arena) is set later. */
    size_t (*lines)(const Basis *basis, Arena *arena, Line **lines);
} Sheet;

extern const Sheet sheet_sequences, sheet_students, sheet_companies, sheet_visits,
    sheet_evaluations, sheet_integration, sheet_attestations, sheet_declaration, sheet_tasks,
    sheet_unpaid, sheet_findings, sheet_finding_cells, sheet_unchecked;
/* The sheets of sommaire.xlsx after Résumé, in their order. */
enum { REPORT_COUNT = 11 };
extern const Sheet *const report_sheets[REPORT_COUNT];

size_t sheet_lines(const Sheet *sheet, const Basis *basis, Arena *arena, Line **lines);
size_t lines_of_table(const Basis *basis, int table, Arena *arena, Line **lines);
Cell column_cell(const Column *column, const Line *line);
int column_find(const Sheet *sheet, const char *key); /* -1 when none */

/* --- For the functions of columns ------------------------------------------------------------ */

const Record *line_record(const Line *line);
Lang line_lang(const Line *line);
const Row *line_sequence(const Line *line); /* as in the file; NULL: none */
const Row *line_company(const Line *line);
/* A value as a cell: dates and numbers as such, choices and yes or no in words, links by their
 * key; a value of the wrong type as the text that was read. */
Cell line_value(const Line *line, const Row *row, int column);
/* "Surname, Given" of the person that a link of `row` leads to; a link to nobody as written. */
Cell line_person(const Line *line, const Row *row, int link);
/* What the signatures made of that column is not what the tables say. */
bool line_is_amended(const Line *line, const Row *sequence, int column);
Cell line_word(const Line *line, const ChoiceList *words, int choice); /* empty when negative */

/* Columns that several sheets have. */
Cell line_student_name(const Line *line);
Cell line_errors(const Line *line);         /* findings of severity error of the row */
Cell line_responsable(const Line *line);    /* of the sequence */
/* Days since a date; empty unless it is past. */
Cell line_days_since(const Line *line, Date due);

const char *severity_word(Severity severity, Lang lang);

#endif
