/* The tables of columns: what holds of every row of them, and docs/classeur.md, which is made
 * of them (GOLDEN=write writes it anew). */
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "sheet/column.h"
#include "suite.h"

#include <string.h>

static const char document[] = "docs/classeur.md";
static const char opening[] = "<!-- colonnes -->\n", closing[] = "<!-- fin des colonnes -->\n";

static int root_table(const Sheet *sheet, const Column *column)
{
    static const int tables[ROOT_COUNT] = {
        [ROOT_SEQUENCE] = T_SEQUENCES, [ROOT_STUDENT] = T_ELEVES,
        [ROOT_COMPANY] = T_ENTREPRISES, [ROOT_PROGRAMME] = T_PROGRAMMES,
    };
    if (column->root != ROOT_ROW)
        return tables[column->root];
    return column->table ? column->table - 1 : sheet->table;
}

static const ColumnSchema *schema_of(const Sheet *sheet, const Column *column)
{
    return column->cell ? NULL : schema_column(root_table(sheet, column), column->column);
}

static bool fits(Format format, Type type)
{
    switch (type) {
    case TYPE_DATE:
        return format == FORMAT_DATE;
    case TYPE_TIME:
        return format == FORMAT_TIME;
    case TYPE_NUMBER:
        return format == FORMAT_INTEGER || format == FORMAT_HOURS || format == FORMAT_MONEY;
    default:
        return format == FORMAT_TEXT || format == FORMAT_WRAP;
    }
}

static void check_column(const Sheet *sheet, size_t i)
{
    const Column *column = &sheet->columns[i];
    const ColumnSchema *schema = schema_of(sheet, column);
    ck_assert_msg(column_find(sheet, column->key) == (int)i, "%s.%s twice", sheet->key, column->key);
    ck_assert_msg(strspn(column->key, "abcdefghijklmnopqrstuvwxyz_") == strlen(column->key), "%s",
                  column->key);
    ck_assert(*column->label[LANG_FR] && *column->label[LANG_EN]);
    ck_assert(column->width >= 7 && column->width <= 60);
    if (!schema)
        return;
    ck_assert_msg(fits(column->format, schema->type), "%s.%s", sheet->key, column->key);
    ck_assert_msg(!(schema->flags & COLUMN_PERSONAL), "%s.%s is personal", sheet->key, column->key);
}

START_TEST(every_column_is_sound)
{
    for (size_t s = 0; s < REPORT_COUNT; s++) {
        const Sheet *sheet = report_sheets[s];
        ck_assert_uint_le(sheet->column_count, COLUMNS_MOST);
        ck_assert(!sheet->columns[0].asked);
        for (size_t i = 0; i < sheet->column_count; i++)
            check_column(sheet, i);
    }
}
END_TEST

START_TEST(names_of_sheets_are_what_a_spreadsheet_takes)
{
    for (size_t s = 0; s < REPORT_COUNT; s++)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            const char *name = report_sheets[s]->name[lang];
            ck_assert_uint_le(utf8_count(name), 31);
            ck_assert_ptr_null(strpbrk(name, "[]:*?/\\'"));
        }
}
END_TEST

/* --- docs/classeur.md ------------------------------------------------------------------------ */

static void add_sheet(Buffer *out, const Sheet *sheet)
{
    buffer_printf(out, "\n### %s : `%s`\n\n| colonne | titre | title | valeur |\n|---|---|---|---|\n",
                  sheet->name[LANG_FR], sheet->key);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const Column *column = &sheet->columns[i];
        const ColumnSchema *schema = schema_of(sheet, column);
        buffer_printf(out, "| `%s`%s | %s | %s | ", column->key, column->asked ? " *" : "",
                      column->label[LANG_FR], column->label[LANG_EN]);
        if (schema)
            buffer_printf(out, "`%s.%s` |\n", schema_table(root_table(sheet, column))->name,
                          schema->name);
        else
            buffer_add_text(out, "calculée |\n");
    }
}

START_TEST(the_documentation_is_that_of_the_tables)
{
    Buffer text = {0}, wanted = {0};
    ck_assert_int_eq(file_read(document, 1 << 20, &text, NULL), STATUS_OK);
    const char *from = strstr(buffer_text(&text), opening), *to = strstr(buffer_text(&text), closing);
    ck_assert(from && to);
    buffer_add(&wanted, buffer_text(&text), (size_t)(from - buffer_text(&text)));
    buffer_add_text(&wanted, opening);
    for (size_t s = 0; s < REPORT_COUNT; s++)
        add_sheet(&wanted, report_sheets[s]);
    buffer_add_text(&wanted, to);
    const char *golden = getenv("GOLDEN");
    if (golden && text_is(golden, "write"))
        ck_assert_int_eq(file_put(document, wanted.data, wanted.length, NULL, NULL), STATUS_OK);
    else
        ck_assert_msg(text_is(buffer_text(&text), buffer_text(&wanted)),
                      "%s is not that of the code: GOLDEN=write, then read the diff", document);
    buffer_free(&text);
    buffer_free(&wanted);
}
END_TEST

SUITE("columns", every_column_is_sound, names_of_sheets_are_what_a_spreadsheet_takes,
      the_documentation_is_that_of_the_tables)
