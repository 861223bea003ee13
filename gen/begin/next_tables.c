/* The tables of the next term: see next.h for which rows go on. */
#include "begin/blank.h"
#include "begin/next.h"
#include "begin/sheet.h"
#include "begin/tree.h"

#include "base/file.h"
#include "base/text.h"
#include "term/calendar.h"

typedef bool GoesOn(const NextTerm *next, const Row *row);

static const Table *table_of(const NextTerm *next, int table)
{
    return &next->term.tables[table];
}

/* --- who and what goes on -------------------------------------------------- */

/* A state that cannot be read is for the officer to judge: the student is kept. */
static bool student_goes_on(const NextTerm *next, const Row *row)
{
    (void)next;
    return !row_is(row, ELEVES_STATUT, STATUT_ELEVE_DIPLOME) &&
           !row_is(row, ELEVES_STATUT, STATUT_ELEVE_ABANDON);
}

static bool contact_goes_on(const NextTerm *next, const Row *row)
{
    (void)next;
    return row_value(row, CONTACTS_SEQUENCE)->state == VALUE_EMPTY;
}

static bool task_goes_on(const NextTerm *next, const Row *row)
{
    (void)next;
    return !row_is(row, TACHES_STATUT, STATUT_TACHE_FAITE);
}

static bool day_goes_on(const NextTerm *next, const Row *row)
{
    Date last = row_has(row, CALENDRIER_FIN) ? row_date(row, CALENDRIER_FIN)
                                             : row_date(row, CALENDRIER_DATE);
    return last == DATE_NONE || last >= next->start;
}

static bool earlier_goes_on(const NextTerm *next, const Row *row)
{
    const Row *student = row_link(row, SEQUENCES_ANTERIEURES_ELEVE);
    return student && student_goes_on(next, student);
}

/* --- what the sequences become --------------------------------------------- */

static bool has_ended(const Row *sequence)
{
    return row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_TERMINEE);
}

static bool is_carried_on(const NextTerm *next, const Row *sequence)
{
    RowSpan after = term_children(&next->term, T_SEQUENCES, SEQUENCES_REMPLACE, sequence);
    for (size_t i = 0; i < after.count; i++)
        if (!row_is(after.rows[i], SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE))
            return true;
    return false;
}

/* What is not ended, nor cancelled, nor carried on by another. */
static bool is_unfinished(const NextTerm *next, const Row *sequence)
{
    return !has_ended(sequence) &&
           !row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE) &&
           !(row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE) &&
             is_carried_on(next, sequence));
}

static Number hours_of(const Row *sequence)
{
    Number planned = has_ended(sequence) ? row_number(sequence, SEQUENCES_HEURES, 0) : 0;
    return row_number(sequence, SEQUENCES_HEURES_REALISEES, planned);
}

/* The sequence and the interrupted ones before it: the first day of the first, all their hours. */
static void add_up(const Row *sequence, Date *start, Number *hours)
{
    enum { LONGEST = 32 };
    *start = row_date(sequence, SEQUENCES_DEBUT);
    *hours = hours_of(sequence);
    const Row *before = row_link(sequence, SEQUENCES_REMPLACE);
    for (int i = 0; before && i < LONGEST; i++) { /* a cycle ends here too */
        Date day = row_date(before, SEQUENCES_DEBUT);
        if (day != DATE_NONE && day < *start)
            *start = day;
        *hours += hours_of(before);
        before = row_link(before, SEQUENCES_REMPLACE);
    }
}

/* "232", "232,5" */
static const char *hours_text(const NextTerm *next, Number hours)
{
    char *text = arena_printf(next->arena, "%lld,%04lld", (long long)(hours / NUMBER_ONE),
                              (long long)(hours % NUMBER_ONE));
    char *end = text;
    while (*end)
        end++;
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == ',')
        end[-1] = '\0';
    return text;
}

static void add_earlier(NextTerm *next, Sheet *sheet, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    if (!student || !student_goes_on(next, student))
        return;
    Date start;
    Number hours;
    DateText first, last;
    add_up(sequence, &start, &hours);
    const char *values[SEQUENCES_ANTERIEURES_COLUMNS] = {
        [SEQUENCES_ANTERIEURES_ELEVE] = row_key(student),
        [SEQUENCES_ANTERIEURES_RANG] = row_text(sequence, SEQUENCES_RANG),
        [SEQUENCES_ANTERIEURES_TYPE] = row_text(sequence, SEQUENCES_TYPE),
        [SEQUENCES_ANTERIEURES_ENTREPRISE_NOM] = row_text(company, ENTREPRISES_NOM),
        [SEQUENCES_ANTERIEURES_DEBUT] = date_iso(start, first),
        [SEQUENCES_ANTERIEURES_FIN] = date_iso(sequence_end(sequence), last),
        [SEQUENCES_ANTERIEURES_HEURES] = hours_text(next, hours),
    };
    sheet_add_values(sheet, values);
    next->earlier++;
}

static void judge_sequences(NextTerm *next)
{
    const Table *table = table_of(next, T_SEQUENCES);
    next->unfinished = arena_array_of(next->arena, table->row_count + 1, const char *);
    for (size_t i = 0; i < table->row_count; i++)
        if (is_unfinished(next, &table->rows[i]))
            next->unfinished[next->unfinished_count++] = row_key(&table->rows[i]);
}

static void count_gaps(NextTerm *next)
{
    const Table *table = table_of(next, T_LACUNES);
    for (size_t i = 0; i < table->row_count; i++)
        next->gaps += !row_yes(&table->rows[i], LACUNES_CORRIGEE) &&
                      !row_is(&table->rows[i], LACUNES_RECUPERATION_STATUT,
                              STATUT_RECUPERATION_FAITE);
}

/* --- the files --------------------------------------------------------------- */

static const char *path_of(const NextTerm *next, const Table *table)
{
    return path_join(next->arena, next_folder(next, CONFIG_ENTREES_DOSSIER), table->file);
}

static Status make_blank(const NextTerm *next, const Table *table, Error *error)
{
    Sheet sheet;
    if (!table->present)
        return blank_table(path_of(next, table), table->schema, error);
    sheet_open(&sheet, table);
    return sheet_close(&sheet, path_of(next, table), error);
}

static void add_rows(NextTerm *next, Sheet *sheet, GoesOn *goes_on)
{
    for (size_t i = 0; i < sheet->table->row_count; i++)
        if (goes_on(next, &sheet->table->rows[i]))
            sheet_add(sheet, &sheet->table->rows[i]);
    next->broken += sheet->table->broken_count;
}

static Status make_part(NextTerm *next, const Table *table, GoesOn *goes_on, size_t *kept,
                        Error *error)
{
    Sheet sheet;
    sheet_open(&sheet, table);
    add_rows(next, &sheet, goes_on);
    *kept = sheet.rows;
    return sheet_close(&sheet, path_of(next, table), error);
}

/* A table of its own when the last dossier has none: its headers are the schema's. */
static Table shaped(const NextTerm *next, const Table *table)
{
    size_t columns = table->schema->column_count;
    int16_t *order = arena_array_of(next->arena, columns, int16_t);
    const char **headers = arena_array_of(next->arena, columns, const char *);
    for (size_t c = 0; c < columns; c++) {
        order[c] = (int16_t)c;
        headers[c] = table->schema->columns[c].name;
    }
    Table made = *table;
    made.file_column = order;
    made.headers = headers;
    made.header_count = columns;
    made.separator = ';';
    return made;
}

static Status make_earlier(NextTerm *next, Error *error)
{
    const Table *sequences = table_of(next, T_SEQUENCES);
    const Table *old = table_of(next, T_SEQUENCES_ANTERIEURES);
    Table table = old->present ? *old : shaped(next, old);
    Sheet sheet;
    sheet_open(&sheet, &table);
    add_rows(next, &sheet, earlier_goes_on);
    for (size_t i = 0; i < sequences->row_count; i++)
        if (has_ended(&sequences->rows[i]))
            add_earlier(next, &sheet, &sequences->rows[i]);
    return sheet_close(&sheet, path_of(next, old), error);
}

/* As it is, byte by byte, what could not be read included. */
static Status copy_whole(const NextTerm *next, const Table *table, Error *error)
{
    return tree_copy_file(term_file(&next->term, table->id, next->arena), path_of(next, table),
                          error);
}

static Status make_table(NextTerm *next, int id, Error *error)
{
    const Table *table = table_of(next, id);
    size_t kept = 0;
    Status status = STATUS_OK;
    if (id == T_SEQUENCES_ANTERIEURES)
        return make_earlier(next, error);
    if (!table->present)
        return table->schema->required ? make_blank(next, table, error) : STATUS_OK;
    switch (id) {
    case T_PROGRAMMES:
    case T_PERSONNEL:
    case T_ENTREPRISES:
    case T_SUPERVISEURS:
    case T_CRITERES:
    case T_CRITERES_ENTREPRISES:
        return copy_whole(next, table, error);
    case T_ELEVES:
        status = make_part(next, table, student_goes_on, &next->students, error);
        next->gone = table->row_count - next->students;
        return status;
    case T_CONTACTS:
        return make_part(next, table, contact_goes_on, &kept, error);
    case T_TACHES:
        return make_part(next, table, task_goes_on, &kept, error);
    case T_CALENDRIER:
        return make_part(next, table, day_goes_on, &kept, error);
    default:
        return make_blank(next, table, error);
    }
}

Status next_tables(NextTerm *next, Error *error)
{
    Status status = STATUS_OK;
    for (int t = 0; t < TABLE_COUNT && status == STATUS_OK; t++)
        status = make_table(next, t, error);
    judge_sequences(next);
    count_gaps(next);
    next->companies = table_of(next, T_ENTREPRISES)->row_count;
    next->staff = table_of(next, T_PERSONNEL)->row_count;
    next->supervisors = table_of(next, T_SUPERVISEURS)->row_count;
    return status == STATUS_OK ? file_settle(next_folder(next, CONFIG_ENTREES_DOSSIER), error)
                               : status;
}
