/* line: what a line of a report leads to, and its values as cells. */
#include "sheet/column.h"

#include "base/text.h"

#include <string.h>

const Record *line_record(const Line *line)
{
    return line->basis->summary->record;
}

Lang line_lang(const Line *line)
{
    return line->basis->summary->lang;
}

/* --- From a row to what it is about -------------------------------------------------------- */

const Row *line_sequence(const Line *line)
{
    const Row *row = line->row;
    switch (row ? row->table->id : -1) {
    case T_SEQUENCES:
        return row;
    case T_VISITES:
        return row_link(row, VISITES_SEQUENCE);
    case T_EVALUATIONS:
        return row_link(row, EVALUATIONS_SEQUENCE);
    case T_INTEGRATIONS:
        return row_link(row, INTEGRATIONS_SEQUENCE);
    case T_LACUNES:
        return row_link(row, LACUNES_SEQUENCE);
    default:
        return NULL;
    }
}

static const Row *follow(const Line *line, int table, int link)
{
    if (line->row && line->row->table->id == table)
        return line->row;
    return row_link(record_row(line_record(line), line_sequence(line)), link);
}

static const Row *student_of(const Line *line)
{
    return follow(line, T_ELEVES, SEQUENCES_ELEVE);
}

const Row *line_company(const Line *line)
{
    return follow(line, T_ENTREPRISES, SEQUENCES_ENTREPRISE);
}

static const Row *row_at(const Line *line, Root root)
{
    switch (root) {
    case ROOT_ROW:
        return line->row;
    case ROOT_SEQUENCE:
        return line_sequence(line);
    case ROOT_STUDENT:
        return student_of(line);
    case ROOT_COMPANY:
        return line_company(line);
    case ROOT_PROGRAMME:
        return row_link(student_of(line), ELEVES_PROGRAMME);
    }
    return NULL;
}

/* --- Values ---------------------------------------------------------------------------------- */

static const char *choice_words(const Line *line, const ColumnSchema *schema, const Value *value)
{
    const ChoiceList *list = schema_choices(schema->target);
    Lang lang = line_lang(line);
    if (schema->type == TYPE_CHOICE)
        return list->choices[value->choice].label[lang];
    char *words = arena_string(line->arena, "");
    for (size_t i = 0; i < list->count; i++)
        if (value->set & BIT(i))
            words = arena_printf(line->arena, "%s%s%s", words, *words ? ", " : "",
                                 list->choices[i].label[lang]);
    return words;
}

static Cell value_cell(const Line *line, const ColumnSchema *schema, const Value *value)
{
    if (value->state == VALUE_EMPTY)
        return cell_empty();
    if (value->state == VALUE_BAD)
        return cell_text(schema->flags & COLUMN_PERSONAL ? "***" : value->text);
    switch (schema->type) {
    case TYPE_DATE:
        return cell_date(value->date);
    case TYPE_TIME:
        return cell_time(value->minutes);
    case TYPE_NUMBER:
        return cell_number(value->number);
    case TYPE_YES_NO:
        return cell_text(line_lang(line) == LANG_EN ? (value->yes ? "yes" : "no")
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

/* A row as it stands is a copy whose agreed values have texts of their own. */
bool line_is_amended(const Line *line, const Row *sequence, int column)
{
    const Row *standing = record_row(line_record(line), sequence);
    return standing != sequence && row_text(standing, column) != row_text(sequence, column);
}

Cell line_value(const Line *line, const Row *row, int column)
{
    if (!row)
        return cell_empty();
    Cell cell = value_cell(line, row_column(row, column), record_value(line_record(line), row, column));
    cell.amended = line_is_amended(line, row, column);
    return cell;
}

Cell line_person(const Line *line, const Row *row, int link)
{
    const Row *who = row_link(record_row(line_record(line), row), link);
    if (!who)
        return line_value(line, row, link);
    static const struct {
        int surname, given;
    } names[TABLE_COUNT] = {
        [T_ELEVES] = {ELEVES_NOM, ELEVES_PRENOM},
        [T_PERSONNEL] = {PERSONNEL_NOM, PERSONNEL_PRENOM},
        [T_SUPERVISEURS] = {SUPERVISEURS_NOM, SUPERVISEURS_PRENOM},
    };
    int table = who->table->id;
    Cell cell = cell_text(arena_printf(line->arena, "%s, %s", row_text(who, names[table].surname),
                                       row_text(who, names[table].given)));
    cell.amended = line_is_amended(line, row, link);
    return cell;
}

Cell line_word(const Line *line, const ChoiceList *words, int choice)
{
    return cell_text(choice < 0 ? NULL : words->choices[choice].label[line_lang(line)]);
}

/* The link that leads to it may be what was agreed otherwise. */
static bool root_is_amended(const Line *line, Root root)
{
    const Row *sequence = line_sequence(line);
    return sequence && ((root == ROOT_STUDENT && line_is_amended(line, sequence, SEQUENCES_ELEVE)) ||
                        (root == ROOT_COMPANY && line_is_amended(line, sequence, SEQUENCES_ENTREPRISE)));
}

Cell column_cell(const Column *column, const Line *line)
{
    if (column->table && (!line->row || line->row->table->id != column->table - 1))
        return cell_empty();
    if (column->cell)
        return column->cell(line);
    Cell cell = line_value(line, row_at(line, column->root), column->column);
    cell.amended = cell.amended || root_is_amended(line, column->root);
    return cell;
}

/* --- Columns that several sheets have --------------------------------------------------------- */

Cell line_student_name(const Line *line)
{
    return line_person(line, line_sequence(line), SEQUENCES_ELEVE);
}

Cell line_responsable(const Line *line)
{
    return line_person(line, line_sequence(line), SEQUENCES_RESPONSABLE);
}

Cell line_errors(const Line *line)
{
    uint32_t count = line->basis->errors[line->row->table->id][line->row->index];
    return count ? cell_count(count) : cell_empty();
}

Cell line_days_since(const Line *line, Date due)
{
    Date today = line_record(line)->today;
    return due == DATE_NONE || due >= today ? cell_empty() : cell_count((size_t)(today - due));
}

/* --- Sheets ------------------------------------------------------------------------------------- */

const Sheet *const report_sheets[REPORT_COUNT] = {
    &sheet_sequences,   &sheet_students,     &sheet_companies,   &sheet_visits,
    &sheet_evaluations, &sheet_integration,  &sheet_attestations, &sheet_declaration,
    &sheet_tasks,       &sheet_unpaid,       &sheet_findings,
};

const Tint tint_errors = {.kind = TINT_ABOVE_ZERO, .tone = TONE_BAD};
const Tint tint_late = {.kind = TINT_ABOVE_ZERO, .tone = TONE_WARN};

const ChoiceList *tint_words(const Tint *tint)
{
    return tint->words ? tint->words : schema_choices(tint->choices);
}

size_t lines_of_table(const Basis *basis, int table, Arena *arena, Line **lines)
{
    const Table *rows = &basis->summary->record->term->tables[table];
    *lines = arena_array_of(arena, rows->row_count, Line);
    for (size_t i = 0; i < rows->row_count; i++)
        (*lines)[i].row = &rows->rows[i];
    return rows->row_count;
}

size_t sheet_lines(const Sheet *sheet, const Basis *basis, Arena *arena, Line **lines)
{
    return sheet->lines ? sheet->lines(basis, arena, lines)
                        : lines_of_table(basis, sheet->table, arena, lines);
}

int column_find(const Sheet *sheet, const char *key)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (text_is(sheet->columns[i].key, key))
            return (int)i;
    return -1;
}
