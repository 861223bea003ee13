/* summary: sommaire.xlsx and its CSV files: the front sheet, then the sheets of lines. */
#include "sheet/summary.h"

#include "base/file.h"
#include "sheet/front.h"
#include "sheet/plain.h"
#include "sheet/table.h"

Status summary_check(const Config *config, Error *error)
{
    return chosen_check(config, error);
}

typedef struct Book {
    Grid *grid;
    Places places;
    size_t links; /* put so far */
} Book;

/* The row itself where a sheet shows it, else the one that it belongs to: a supervisor is found
 * with its company, a planned activity with its sequence. */
static const Row *shown_row(const Places *places, const Row *row)
{
    if (places->sheet[row->table->id] && places->rows[row->table->id][row->index])
        return row;
    const TableSchema *schema = row->table->schema;
    for (size_t c = 0; c < schema->column_count; c++) {
        const Row *owner = schema->columns[c].type == TYPE_LINK ? row_link(row, (int)c) : NULL;
        if (owner && places->sheet[owner->table->id] && places->rows[owner->table->id][owner->index])
            return owner;
    }
    return NULL;
}

/* The column of the sheet that shows the faulty one, else the first. */
static uint16_t shown_column(const Places *places, const Place *place, const Row *row)
{
    const Sheet *sheet = places->sheet[row->table->id];
    const Chosen *chosen = places->chosen[row->table->id];
    bool own = row == place->row;
    for (uint16_t i = 0; own && i < chosen->count; i++) {
        const Column *column = chosen->columns[i];
        bool of_table = column->table ? column->table - 1 == place->table : sheet->table == place->table;
        if (of_table && !column->cell && column->root == ROOT_ROW && column->column == place->column_id)
            return i;
    }
    return 0;
}

static const char *finding_link(void *context, const Finding *finding, Arena *scratch)
{
    Book *book = context;
    const Place *place = &finding->place;
    const Row *row = place->row ? shown_row(&book->places, place->row) : NULL;
    if (!row || book->links >= LINKS_MOST)
        return NULL;
    book->links++;
    int table = row->table->id;
    return grid_link(scratch, book->places.sheet[table]->name[book->grid->summary->lang],
                     book->places.rows[table][row->index],
                     shown_column(&book->places, place, row));
}

static void put_sheets(Grid *grid, void *context)
{
    Book *book = context;
    book->grid = grid;
    grid->places = &book->places;
    grid->link = finding_link;
    grid->link_context = book;
    front_sheet(grid);
    for (size_t i = 0; i < REPORT_COUNT; i++) /* Constats is the last: the others have their places */
        table_sheet(grid, report_sheets[i]);
}

Status summary_write(const Summary *summary, const char *path, bool *written, Error *error)
{
    Basis basis;
    Book book = {0};
    Status status = basis_open(&basis, summary, error);
    if (status == STATUS_OK)
        status = grid_write(&basis, path, put_sheets, &book, written, error);
    basis_close(&basis);
    return status;
}

const char *summary_table_name(size_t rank, Arena *arena)
{
    return rank < REPORT_COUNT ? arena_printf(arena, "%s.csv", report_sheets[rank]->key) : NULL;
}

Status summary_write_tables(const Summary *summary, const char *folder, Error *error)
{
    Basis basis;
    Buffer bytes = {0};
    bool any = false;
    Status status = basis_open(&basis, summary, error);
    for (size_t i = 0; status == STATUS_OK && i < REPORT_COUNT; i++) {
        const char *path = path_join(basis.arena, folder, summary_table_name(i, basis.arena));
        bool written = false;
        buffer_clear(&bytes);
        plain_sheet(&basis, report_sheets[i], &bytes);
        status = file_put_among(path, buffer_text(&bytes), bytes.length, &written, error);
        any |= written;
    }
    if (any && status == STATUS_OK)
        status = file_settle(folder, error);
    buffer_free(&bytes);
    basis_close(&basis);
    return status;
}
