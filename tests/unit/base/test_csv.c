/* Cells of the CSV that we write: what a spreadsheet would compute, or split. */
#include "base/csv.h"

#include "suite.h"

START_TEST(test_cells)
{
    static const struct {
        const char *text, *cell;
    } cases[] = {
        {"", ""},
        {"Côté", "Côté"},
        {" a b ", " a b "},
        {"a,b", "a,b"},
        {"a;b", "\"a;b\""},
        {"dit « \"oui\" »", "\"dit « \"\"oui\"\" »\""},
        {"deux\nlignes", "\"deux\nlignes\""},
        {"=1+1", "'=1+1"},
        {"+1", "'+1"},
        {"-1", "'-1"},
        {"@SOMME(A1)", "'@SOMME(A1)"},
        {"\tA1", "'\tA1"},
        {"\rA1", "\"'\rA1\""},
        {"=A1;B1", "\"'=A1;B1\""},
        {"a=1", "a=1"},
    };
    Buffer csv = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer_clear(&csv);
        csv_add_cell(&csv, cases[i].text);
        ck_assert_str_eq(buffer_text(&csv), cases[i].cell);
    }
    buffer_free(&csv);
}
END_TEST

SUITE("csv", test_cells)
