#include "read/separator.h"
#include "suite.h"

#include <string.h>

static char detect(const char *text)
{
    return separator_detect(text, strlen(text));
}

START_TEST(each_is_found)
{
    ck_assert_int_eq(detect("id;nom\n1;A\n"), ';');
    ck_assert_int_eq(detect("id,nom\n1,A\n"), ',');
    ck_assert_int_eq(detect("id\tnom\n1\tA\n"), '\t');
}
END_TEST

START_TEST(commas_inside_values_do_not_win)
{
    ck_assert_int_eq(detect("id;taux;adresse\n1;18,50;1, rue A, app. 2\n2;19,00;3, rue B, C, D\n"), ';');
    ck_assert_int_eq(detect("id,\"nom;prenom;ville\"\n1,\"a;b;c\"\n"), ',');
    ck_assert_int_eq(detect("\"a,b,c\";d\n\"1,\n2,3\";4\n"), ';');
}
END_TEST

START_TEST(one_column_or_nothing_is_semicolon)
{
    ck_assert_int_eq(detect(""), ';');
    ck_assert_int_eq(detect("id\n1\n"), ';');
    ck_assert_int_eq(detect("\r\n\r\nid,nom\r\n"), ',');
}
END_TEST

START_TEST(sep_line_of_excel)
{
    char separator = 0;
    ck_assert_uint_eq(separator_line("sep=;\r\nid", 9, &separator), 7);
    ck_assert_int_eq(separator, ';');
    ck_assert_uint_eq(separator_line("SEP=,\nid", 8, &separator), 6);
    ck_assert_int_eq(separator, ',');
    ck_assert_uint_eq(separator_line("\"sep=\t\"\rid", 10, &separator), 8);
    ck_assert_int_eq(separator, '\t');
    ck_assert_uint_eq(separator_line("sep=;", 5, &separator), 5);
    separator = 'u';
    ck_assert_uint_eq(separator_line("sep=;x\n", 7, &separator), 0);
    ck_assert_uint_eq(separator_line("sep=\n", 5, &separator), 0);
    ck_assert_uint_eq(separator_line("separateur;x", 12, &separator), 0);
    ck_assert_uint_eq(separator_line("sep", 3, &separator), 0);
    ck_assert_int_eq(separator, 'u');
}
END_TEST

START_TEST(names_of_config)
{
    char separator = 0;
    ck_assert(separator_find(";", &separator) && separator == ';');
    ck_assert(separator_find(",", &separator) && separator == ',');
    ck_assert(separator_find("tab", &separator) && separator == '\t');
    ck_assert(separator_find("\\t", &separator) && separator == '\t');
    ck_assert(!separator_find("|", &separator));
    ck_assert(!separator_find(";;", &separator));
    ck_assert(!separator_find("", &separator));
}
END_TEST

SUITE("separator", each_is_found, commas_inside_values_do_not_win,
      one_column_or_nothing_is_semicolon, sep_line_of_excel, names_of_config)
