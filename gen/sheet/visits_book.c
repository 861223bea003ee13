#include "sheet/visits_book.h"

#include "sheet/table.h"
#include "term/visit.h"

#include <stdlib.h>
#include <string.h>

/* A Basis that knows more: the sheets below are given it back. */
typedef struct VisitsBook {
    Basis basis; /* first */
    const Visits *visits;
    const Term *extended;
} VisitsBook;

static const VisitsBook *book_of(const Basis *basis)
{
    return (const VisitsBook *)basis;
}

static const char *label(int list, int choice, Lang lang)
{
    return schema_choices(list)->choices[choice].label[lang];
}

static Cell person_name(const Line *line, const Row *person)
{
    return person ? cell_text(arena_printf(line->arena, "%s %s", row_text(person, PERSONNEL_PRENOM),
                                           row_text(person, PERSONNEL_NOM)))
                  : cell_text(NULL);
}

/* --- Visites ------------------------------------------------------------- */

static Cell visit_person_key(const Line *line)
{
    return cell_text(row_key(line->visit->person));
}

static Cell visit_person_name(const Line *line)
{
    return person_name(line, line->visit->person);
}

static Cell visit_day(const Line *line)
{
    return cell_date(line->visit->day);
}

static Cell visit_hour(const Line *line)
{
    return (Cell){.kind = CELL_TIME, .count = line->visit->minutes};
}

static Cell visit_sequence(const Line *line)
{
    return cell_text(row_key(line->visit->sequence));
}

static Cell visit_student(const Line *line)
{
    const Row *student = row_link(line->visit->sequence, SEQUENCES_ELEVE);
    return cell_text(arena_printf(line->arena, "%s %s", row_text(student, ELEVES_PRENOM),
                                  row_text(student, ELEVES_NOM)));
}

static Cell visit_company(const Line *line)
{
    return line_value(line, row_link(line->visit->sequence, SEQUENCES_ENTREPRISE), ENTREPRISES_NOM);
}

static Cell visit_where(const Line *line)
{
    return cell_text(visit_town(line->visit->sequence));
}

static Cell visit_mode(const Line *line)
{
    return cell_text(label(C_MODE_VISITE, line->visit->mode, line_lang(line)));
}

static Cell visit_kind(const Line *line)
{
    return cell_text(label(C_TYPE_VISITE, line->visit->type, line_lang(line)));
}

static Cell visit_id(const Line *line)
{
    return cell_text(line->visit->texts[VISITES_ID]);
}

static void add_remark(Buffer *text, const char *remark)
{
    buffer_printf(text, "%s%s", text->length ? " ; " : "", remark);
}

/* What the reader should know before he copies the row. */
static Cell visit_remark(const Line *line)
{
    const ProposedVisit *visit = line->visit;
    Buffer text = {0};
    if (visit->replaced)
        add_remark(&text, arena_printf(line->arena, _("remplace la visite de %s:%u, qui ne peut pas avoir lieu"),
                                       visit->replaced->table->file, (unsigned)visit->replaced->line));
    if (visit->evaluation)
        add_remark(&text, arena_printf(line->arena, _("évaluation prévue ce jour-là (%s)"),
                                       row_text(visit->evaluation, EVALUATIONS_TYPE)));
    if (visit->late)
        add_remark(&text, _("la semaine limite de la première visite est passée"));
    if (visit->assigned)
        add_remark(&text, _("la séquence n'a pas de responsable : choisi ici"));
    Cell cell = cell_text(arena_string(line->arena, buffer_text(&text)));
    buffer_free(&text);
    return cell;
}

/* clang-format off */
static const Column visit_columns[] = {
    {"responsable", {"Responsable", "Person in charge"}, 13, FORMAT_TEXT, BY(visit_person_key)},
    {"nom", {"Nom", "Name"}, 22, FORMAT_TEXT, BY(visit_person_name)},
    {"date", {"Date", "Date"}, 11, FORMAT_DATE, BY(visit_day)},
    {"heure", {"Heure", "Time"}, 8, FORMAT_TIME, BY(visit_hour)},
    {"sequence", {"Séquence", "Sequence"}, 13, FORMAT_TEXT, BY(visit_sequence)},
    {"eleve", {"Élève", "Student"}, 24, FORMAT_TEXT, BY(visit_student)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, BY(visit_company)},
    {"ville", {"Ville", "Town"}, 18, FORMAT_TEXT, BY(visit_where)},
    {"mode", {"Mode", "Mode"}, 16, FORMAT_TEXT, BY(visit_mode)},
    {"type", {"Visite", "Visit"}, 11, FORMAT_TEXT, BY(visit_kind)},
    {"id", {"Identifiant", "Identifier"}, 15, FORMAT_TEXT, BY(visit_id)},
    {"remarque", {"À savoir", "To know"}, 52, FORMAT_WRAP, BY(visit_remark)},
};
/* clang-format on */

static int by_person(const void *left, const void *right)
{
    const ProposedVisit *a = ((const Line *)left)->visit, *b = ((const Line *)right)->visit;
    int order = strcmp(row_key(a->person), row_key(b->person));
    if (order)
        return order;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->minutes < b->minutes ? -1 : a->minutes > b->minutes;
}

static size_t visit_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Visits *visits = book_of(basis)->visits;
    *lines = arena_array_of(arena, visits->count + 1, Line);
    for (size_t i = 0; i < visits->count; i++)
        (*lines)[i].visit = &visits->items[i];
    qsort(*lines, visits->count, sizeof **lines, by_person);
    return visits->count;
}

static const Sheet sheet_proposed = {
    .key = "visites_proposees",
    .name = {"Visites", "Visits"},
    .table = -1,
    .columns = visit_columns,
    .column_count = sizeof visit_columns / sizeof *visit_columns,
    .lines = visit_lines,
};

/* --- Non placées --------------------------------------------------------- */

static Cell unplaced_sequence(const Line *line)
{
    return cell_text(row_key(line->unplaced->sequence));
}

static Cell unplaced_person(const Line *line)
{
    return cell_text(line->unplaced->person ? row_key(line->unplaced->person) : NULL);
}

static Cell unplaced_name(const Line *line)
{
    return person_name(line, line->unplaced->person);
}

static Cell unplaced_company(const Line *line)
{
    return line_value(line, row_link(line->unplaced->sequence, SEQUENCES_ENTREPRISE), ENTREPRISES_NOM);
}

static Cell unplaced_count(const Line *line)
{
    return cell_count(line->unplaced->count);
}

static Cell unplaced_reason(const Line *line)
{
    return cell_text(obstacle_reason(line->unplaced->obstacle));
}

static Cell unplaced_remedy(const Line *line)
{
    return cell_text(obstacle_remedy(line->unplaced->obstacle));
}

/* clang-format off */
static const Column unplaced_columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 14, FORMAT_TEXT, BY(unplaced_sequence)},
    {"responsable", {"Responsable", "Person in charge"}, 13, FORMAT_TEXT, BY(unplaced_person)},
    {"nom", {"Nom", "Name"}, 22, FORMAT_TEXT, BY(unplaced_name)},
    {"entreprise", {"Entreprise", "Company"}, 32, FORMAT_WRAP, BY(unplaced_company)},
    {"nombre", {"Visites", "Visits"}, 9, FORMAT_INTEGER, BY(unplaced_count)},
    {"motif", {"Pourquoi", "Why"}, 60, FORMAT_WRAP, BY(unplaced_reason)},
    {"remede", {"Ce qui les libérerait", "What would free them"}, 60, FORMAT_WRAP, BY(unplaced_remedy)},
};
/* clang-format on */

static size_t unplaced_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Visits *visits = book_of(basis)->visits;
    *lines = arena_array_of(arena, visits->unplaced_count + 1, Line);
    for (size_t i = 0; i < visits->unplaced_count; i++)
        (*lines)[i].unplaced = &visits->unplaced[i];
    return visits->unplaced_count;
}

static const Sheet sheet_unplaced = {
    .key = "non_placees",
    .name = {"Non placées", "Without a place"},
    .table = -1,
    .columns = unplaced_columns,
    .column_count = sizeof unplaced_columns / sizeof *unplaced_columns,
    .lines = unplaced_lines,
};

/* --- Charge -------------------------------------------------------------- */

enum { DAYS_A_WEEK = 7, WEEKS_MOST = 60, KEY_COLUMN = 0, NAME_COLUMN, TOTAL_COLUMN, NEW_COLUMN, FIRST_WEEK };

static const char *const load_labels[FIRST_WEEK][LANG_COUNT] = {
    [KEY_COLUMN] = {"Responsable", "Person in charge"},
    [NAME_COLUMN] = {"Nom", "Name"},
    [TOTAL_COLUMN] = {"Visites", "Visits"},
    [NEW_COLUMN] = {"dont proposées ici", "of which proposed here"},
};
static const char *const load_name[LANG_COUNT] = {"Charge", "Load"};

typedef struct Load {
    const Row *person;
    size_t weeks[WEEKS_MOST], total, proposed;
} Load;

typedef struct Loads {
    Load *items; /* by Row.index of personnel.csv, then by key */
    size_t count;
    Date monday; /* of the first week */
    int weeks;
} Loads;

static Date monday_of(Date day)
{
    return day - (Date)date_weekday(day);
}

static bool is_to_come(const VisitsBook *book, const Row *visit)
{
    return visit_stands(visit) && visit_person(visit) &&
           row_date(visit, VISITES_DATE) > book->basis.summary->record->today;
}

static void find_weeks(const VisitsBook *book, Loads *loads)
{
    const Table *visits = &book->extended->tables[T_VISITES];
    Date last = DATE_NONE;
    loads->monday = monday_of(book->basis.summary->record->today + 1);
    for (size_t i = 0; i < visits->row_count; i++) {
        Date day = row_date(&visits->rows[i], VISITES_DATE);
        last = is_to_come(book, &visits->rows[i]) && day > last ? day : last;
    }
    int weeks = last == DATE_NONE ? 0 : (monday_of(last) - loads->monday) / DAYS_A_WEEK + 1;
    loads->weeks = weeks < WEEKS_MOST ? weeks : WEEKS_MOST;
}

static int by_key(const void *left, const void *right)
{
    const Load *a = left, *b = right;
    int order = strcmp(row_key(a->person), row_key(b->person));
    return order ? order : a->person->index < b->person->index ? -1 : 1;
}

static Loads count_loads(const VisitsBook *book, Arena *arena)
{
    const Table *staff = &book->extended->tables[T_PERSONNEL], *visits = &book->extended->tables[T_VISITES];
    Loads loads = {.items = arena_array_of(arena, staff->row_count + 1, Load)};
    find_weeks(book, &loads);
    for (size_t i = 0; i < staff->row_count; i++)
        loads.items[i].person = &staff->rows[i];
    for (size_t i = 0; i < visits->row_count; i++) {
        if (!is_to_come(book, &visits->rows[i]))
            continue;
        Load *load = &loads.items[visit_person(&visits->rows[i])->index];
        int week = (monday_of(row_date(&visits->rows[i], VISITES_DATE)) - loads.monday) / DAYS_A_WEEK;
        load->total++;
        if (week < loads.weeks)
            load->weeks[week]++;
    }
    for (size_t i = 0; i < book->visits->count; i++)
        loads.items[book->visits->items[i].person->index].proposed++;
    for (size_t i = 0; i < staff->row_count; i++)
        if (loads.items[i].total)
            loads.items[loads.count++] = loads.items[i];
    qsort(loads.items, loads.count, sizeof *loads.items, by_key);
    return loads;
}

static void put_load_header(Grid *grid, const Loads *loads)
{
    Lang lang = grid->summary->lang;
    for (uint16_t c = 0; c < FIRST_WEEK; c++)
        grid_put(grid, 0, c, FORMAT_HEADER, cell_text(load_labels[c][lang]));
    for (int w = 0; w < loads->weeks; w++) {
        DateText day;
        date_iso(loads->monday + w * DAYS_A_WEEK, day);
        const char *text = lang == LANG_EN ? arena_printf(grid->scratch, "week of %s", day)
                                           : arena_printf(grid->scratch, "sem. du %s", day);
        grid_put(grid, 0, (uint16_t)(FIRST_WEEK + w), FORMAT_HEADER, cell_text(text));
    }
    arena_reset(grid->scratch);
}

static void put_load(Grid *grid, uint32_t row, const Loads *loads, const Load *load)
{
    grid_put(grid, row, KEY_COLUMN, FORMAT_TEXT, cell_text(row_key(load->person)));
    grid_put(grid, row, NAME_COLUMN, FORMAT_TEXT,
             cell_text(arena_printf(grid->scratch, "%s %s", row_text(load->person, PERSONNEL_PRENOM),
                                    row_text(load->person, PERSONNEL_NOM))));
    grid_put(grid, row, TOTAL_COLUMN, FORMAT_INTEGER, cell_count(load->total));
    grid_put(grid, row, NEW_COLUMN, FORMAT_INTEGER, cell_count(load->proposed));
    for (int w = 0; w < loads->weeks; w++)
        if (load->weeks[w])
            grid_put(grid, row, (uint16_t)(FIRST_WEEK + w), FORMAT_INTEGER, cell_count(load->weeks[w]));
    arena_reset(grid->scratch);
}

static void put_loads(Grid *grid)
{
    grid_add_sheet(grid, load_name[grid->summary->lang]);
    if (!grid->sheet)
        return;
    Loads loads = count_loads(book_of(grid->basis), grid->arena);
    worksheet_set_column(grid->sheet, KEY_COLUMN, KEY_COLUMN, 13, NULL);
    worksheet_set_column(grid->sheet, NAME_COLUMN, NAME_COLUMN, 24, NULL);
    worksheet_set_column(grid->sheet, TOTAL_COLUMN, (lxw_col_t)(FIRST_WEEK + loads.weeks), 11, NULL);
    worksheet_set_row(grid->sheet, 0, 32, NULL);
    worksheet_freeze_panes(grid->sheet, 1, FIRST_WEEK);
    put_load_header(grid, &loads);
    for (size_t i = 0; i < loads.count; i++)
        put_load(grid, (uint32_t)i + 1, &loads, &loads.items[i]);
    grid_print_setup(grid, true);
}

/* --- The book ------------------------------------------------------------ */

static void put_sheets(Grid *grid, void *context)
{
    (void)context;
    table_sheet(grid, &sheet_proposed);
    put_loads(grid);
    table_sheet(grid, &sheet_unplaced);
}

Status visits_book_write(const Summary *summary, const Visits *visits, const Term *extended,
                         const char *path, bool *written, Error *error)
{
    const VisitsBook book = {{.summary = summary}, visits, extended};
    return grid_write(&book.basis, path, put_sheets, NULL, written, error);
}
