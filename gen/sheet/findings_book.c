/* findings_book: the sheets of constats.xlsx in their order, and the links between them. */
#include "sheet/findings_book.h"

#include "sheet/copy.h"
#include "sheet/marks.h"
#include "sheet/table.h"

enum TablesColumn { TABLE, FILE_NAME, ROWS, ERRORS, WARNINGS, INFOS, COMMENTS, NOTE, COLUMN_COUNT };

typedef struct Book {
    Grid *grid;
    Lang lang;
    Marks marks[TABLE_COUNT];
    size_t links; /* put so far in « Constats » */
} Book;

/* clang-format off */
enum Word {
    WORD_TABLES, WORD_PRIVATE, WORD_COLOURS, WORD_LINKS, WORD_ABSENT, WORD_COMPACT,
    WORD_COUNT
};
static const char *const words[WORD_COUNT][LANG_COUNT] = {
    [WORD_TABLES] = {"Tables", "Tables"},
    [WORD_PRIVATE] = {
        "Ce classeur copie vos tables, renseignements personnels compris : gardez-le à l'école.",
        "This workbook copies your tables, personal information included: keep it at the school."},
    [WORD_COLOURS] = {
        "Couleurs des cellules fautives ; le commentaire de la cellule dit quoi corriger.",
        "Colours of faulty cells; the comment of a cell says what to mend."},
    [WORD_LINKS] = {
        "Seuls les %d premiers constats mènent à leur cellule : un tableur n'admet pas plus de liens.",
        "Only the first %d findings lead to their cell: a spreadsheet takes no more links."},
    [WORD_ABSENT] = {"absente ou illisible", "absent or unreadable"},
    [WORD_COMPACT] = {
        "Les tables ont plus de %d lignes en tout : seules celles avec un constat sont copiées.",
        "The tables have more than %d rows in all: only those with findings are copied."},
};

/* A count of one, then of more. */
enum Note { NOTE_STOPPED, NOTE_LOST, NOTE_BROKEN, NOTE_COUNT };
static const char *const counted[NOTE_COUNT][LANG_COUNT][2] = {
    [NOTE_STOPPED] = {
        {"%zu cellule à corriger n'a que sa couleur : les erreurs sont commentées d'abord.",
         "%zu cellules à corriger n'ont que leur couleur : les erreurs sont commentées d'abord."},
        {"%zu cell to mend has its colour only: errors are commented first.",
         "%zu cells to mend have their colour only: errors are commented first."}},
    [NOTE_LOST] = {
        {"%zu colonne n'a que son titre, en double ou vide.",
         "%zu colonnes n'ont que leur titre, en double ou vide."},
        {"%zu column has its title only, which is double or empty.",
         "%zu columns have their titles only, which are double or empty."}},
    [NOTE_BROKEN] = {
        {"%zu ligne illisible n'est que dans la feuille « Constats ».",
         "%zu lignes illisibles ne sont que dans la feuille « Constats »."},
        {"%zu row that cannot be read is only in the sheet “Findings”.",
         "%zu rows that cannot be read are only in the sheet “Findings”."}},
};
static const struct {
    const char *label[LANG_COUNT];
    int width;
} columns[COLUMN_COUNT] = {
    [TABLE] = {{"Feuille", "Sheet"}, 24},
    [FILE_NAME] = {{"Fichier", "File"}, 28},
    [ROWS] = {{"Lignes", "Rows"}, 10},
    [ERRORS] = {{"Erreurs", "Errors"}, 10},
    [WARNINGS] = {{"Avertissements", "Warnings"}, 15},
    [INFOS] = {{"Infos", "Infos"}, 10},
    [COMMENTS] = {{"Commentaires", "Comments"}, 14},
    [NOTE] = {{"Remarques", "Notes"}, 90},
};
/* clang-format on */

static const char *word(const Book *book, enum Word which)
{
    return words[which][book->lang];
}

static const char *finding_link(void *context, const Finding *finding, Arena *scratch)
{
    Book *book = context;
    uint32_t row;
    uint16_t column;
    if (book->links >= LINKS_MOST || !marks_locate(book->marks, finding, &row, &column))
        return NULL;
    book->links++;
    return grid_link(scratch, schema_table(finding->place.table)->name, row, column);
}

/* --- « Tables » ------------------------------------------------------------------------ */

static void add_note(Buffer *notes, const char *text)
{
    buffer_printf(notes, "%s%s", notes->length ? " " : "", text);
}

static void add_count(const Book *book, Buffer *notes, enum Note note, size_t count)
{
    if (count)
        add_note(notes, arena_printf(book->grid->scratch, counted[note][book->lang][count > 1], count));
}

static const char *notes_of(const Book *book, const Marks *marks)
{
    const Table *table = marks->table;
    Buffer notes = {0};
    if (!table->present)
        add_note(&notes, word(book, WORD_ABSENT));
    if (marks->compact && table->present)
        add_note(&notes, arena_printf(book->grid->scratch, word(book, WORD_COMPACT), MARKS_ROWS_MOST));
    add_count(book, &notes, NOTE_STOPPED, marks->cells - copy_comment_count(marks));
    add_count(book, &notes, NOTE_LOST, copy_columns_lost(table));
    add_count(book, &notes, NOTE_BROKEN, table->broken_count);
    const char *kept = arena_string(book->grid->scratch, buffer_text(&notes));
    buffer_free(&notes);
    return kept;
}

static void put_table(Book *book, const Marks *marks, uint32_t row)
{
    const Table *table = marks->table;
    Cell name = cell_text(table->schema->name);
    if (table->present)
        name.link = grid_link(book->grid->scratch, table->schema->name, 0, 0);
    const Cell cells[COLUMN_COUNT] = {
        [TABLE] = name,
        [FILE_NAME] = cell_text(table->file),
        [ROWS] = cell_count(table->row_count),
        [ERRORS] = cell_count(marks->counts[SEVERITY_ERROR]),
        [WARNINGS] = cell_count(marks->counts[SEVERITY_WARNING]),
        [INFOS] = cell_count(marks->counts[SEVERITY_INFO]),
        [COMMENTS] = cell_count(copy_comment_count(marks)),
        [NOTE] = cell_text(notes_of(book, marks)),
    };
    for (uint16_t i = 0; i < COLUMN_COUNT; i++)
        grid_put(book->grid, row, i,
                 i == NOTE ? FORMAT_WRAP : i >= ROWS ? FORMAT_INTEGER : FORMAT_TEXT, cells[i]);
}

static void put_legend(Book *book, uint32_t row)
{
    Grid *grid = book->grid;
    grid_put(grid, row++, 0, FORMAT_TEXT, cell_text(word(book, WORD_COLOURS)));
    for (Severity s = SEVERITY_ERROR; s < SEVERITY_IGNORE; s++)
        grid_put_text(grid, row++, 0, grid->style.faults[s], severity_word(s, book->lang));
    row++;
    if (book->links >= LINKS_MOST)
        grid_put(grid, row++, 0, FORMAT_TEXT,
                 cell_text(arena_printf(grid->scratch, word(book, WORD_LINKS), LINKS_MOST)));
    grid_put(grid, row, 0, FORMAT_TEXT, cell_text(word(book, WORD_PRIVATE)));
}

static void put_tables(Book *book)
{
    Grid *grid = book->grid;
    grid_add_sheet(grid, word(book, WORD_TABLES));
    if (!grid->sheet)
        return;
    for (uint16_t i = 0; i < COLUMN_COUNT; i++) {
        grid_keep(grid, worksheet_set_column(grid->sheet, i, i, columns[i].width, NULL));
        grid_put(grid, 0, i, FORMAT_HEADER, cell_text(columns[i].label[book->lang]));
    }
    for (int t = 0; t < TABLE_COUNT; t++)
        put_table(book, &book->marks[t], (uint32_t)t + 1);
    put_legend(book, TABLE_COUNT + 2);
    worksheet_freeze_panes(grid->sheet, 1, 0);
    grid_print_setup(grid, true);
    arena_reset(grid->scratch);
}

/* --- The workbook ---------------------------------------------------------------------- */

static void put_sheets(Grid *grid, void *context)
{
    Book *book = context;
    book->grid = grid;
    grid->link = finding_link;
    grid->link_context = book;
    table_sheet(grid, &sheet_finding_cells);
    put_tables(book);
    table_sheet(grid, &sheet_unchecked);
    for (int t = 0; t < TABLE_COUNT; t++)
        if (book->marks[t].table->present)
            copy_sheet(grid, &book->marks[t]);
}

Status findings_book_write(const Summary *summary, const char *path, bool *written, Error *error)
{
    Arena *arena = arena_new();
    Book *book = arena_new_of(arena, Book);
    book->lang = summary->lang;
    marks_make(book->marks, summary->record->term, summary->findings, arena);
    const Basis basis = {.summary = summary}; /* the findings alone are asked */
    Status status = grid_write(&basis, path, put_sheets, book, written, error);
    arena_free(arena);
    return status;
}
