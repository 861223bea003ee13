#include "suite.h"
#include "term/value.h"

#include <string.h>

#define NBSP "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"

static Arena *arena;

static bool parse(int table, int column, const char *text, Value *value, ValueFault *fault)
{
    *value = (Value){.line = 7};
    return value_parse(schema_column(table, column), text, arena, value, fault);
}

static void check_date(const char *text, const char *iso)
{
    Date date;
    DateText printed;
    ck_assert_msg(value_parse_date(text, &date), "%s", text);
    ck_assert_str_eq(date_iso(date, printed), iso);
}

START_TEST(dates_accepted)
{
    check_date("2026-05-25", "2026-05-25");
    check_date("2026/05/25", "2026-05-25");
    check_date("25/05/2026", "2026-05-25");
    check_date("25-05-2026", "2026-05-25");
    check_date("05/06/2026", "2026-06-05"); /* day first */
    check_date("29/02/2028", "2028-02-29");
    check_date("2000-02-29", "2000-02-29");
}
END_TEST

START_TEST(dates_refused)
{
    static const char *const wrong[] = {
        "", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "31/04/2026", "05/25/2026",
        "5/6/2026", "2026-5-3", "2026-05/25", "25/05-2026", "25/05/26", "26/05/25", "2026-05-25 ",
        "2026-05-25 00:00:00", "45726", "20260525", "2026.05.25", "0000-01-01", "mai 2026",
    };
    Date date;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_parse_date(wrong[i], &date), "%s", wrong[i]);
}
END_TEST

static void check_excel(const char *text, const char *iso)
{
    Value value;
    ValueFault fault;
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_DEBUT, text, &value, &fault));
    ck_assert_int_eq(value.state, VALUE_BAD);
    ck_assert_ptr_nonnull(fault.expected);
    if (iso) {
        ck_assert_ptr_nonnull(fault.hint);
        ck_assert_ptr_nonnull(strstr(fault.hint, iso));
    } else {
        ck_assert_ptr_null(fault.hint);
    }
}

START_TEST(excel_dates_are_hinted)
{
    check_excel("45726", "2025-03-10");
    check_excel("46167", "2026-05-25");
    check_excel("20000", "1954-10-03");
    check_excel("60000", "2064-04-08");
    check_excel("19999", NULL);
    check_excel("60001", NULL);
    check_excel("45726,5", NULL);
    check_excel("2026", NULL);
}
END_TEST

static void check_time(const char *text, int minutes)
{
    int found = -1;
    ck_assert_msg(value_parse_time(text, &found), "%s", text);
    ck_assert_int_eq(found, minutes);
}

START_TEST(times)
{
    static const char *const wrong[] = {
        "", "8", "24:00", "8:60", "8:", "8:5", "08:30:00", "8h5", "8 h 300", "huit", ":30", "123:00",
        "8 h 30 min", "-8:00",
    };
    check_time("8:30", 510);
    check_time("08 h 30", 510);
    check_time("8h30", 510);
    check_time("8 h", 480);
    check_time("8H", 480);
    check_time("0:00", 0);
    check_time("23:59", 1439);
    check_time("8" NBSP "h" NNBSP "30", 510);
    int minutes;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_parse_time(wrong[i], &minutes), "%s", wrong[i]);
}
END_TEST

static void check_number(const char *text, Number number)
{
    Number found = -1;
    ck_assert_msg(value_parse_number(text, &found), "%s", text);
    ck_assert_int_eq(found, number);
}

START_TEST(numbers_accepted)
{
    check_number("18,50", 185000);
    check_number("18.50", 185000);
    check_number("18,50 $", 185000);
    check_number("18,50" NBSP "$", 185000);
    check_number("18,50$", 185000);
    check_number("1 234,5", 12345000);
    check_number("1" NBSP "234,5", 12345000);
    check_number("1" NNBSP "234" NNBSP "567", 12345670000);
    check_number("1,234", 12340);   /* decimal comma */
    check_number("1.234", 12340);
    check_number("0", 0);
    check_number("-5", -50000);
    check_number("007", 70000);
    check_number("0,0001", 1);
    check_number("0,12340000", 1234);
    check_number("99999999999999", 999999999999990000);
}
END_TEST

START_TEST(numbers_refused)
{
    static const char *const wrong[] = {
        "", " ", "$", ",5", "5,", "1,234.50", "1.234,50", "12 34", "1234 567", "1 2345", "1  234", "1 23",
        "0,00001", "1e3", "+5", "--5", "0x10", "dix", "5 h", "20 %", "100000000000000", "5,5,5", "NaN",
    };
    Number number;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!value_parse_number(wrong[i], &number), "%s", wrong[i]);
}
END_TEST

START_TEST(numbers_are_printed)
{
    ck_assert_str_eq(value_print_number(arena, 185000, LANG_FR, 2), "18,50");
    ck_assert_str_eq(value_print_number(arena, 185000, LANG_EN, 2), "18.50");
    ck_assert_str_eq(value_print_number(arena, 12345000, LANG_FR, 0), "1" NBSP "234,5");
    ck_assert_str_eq(value_print_number(arena, 12345000, LANG_EN, 0), "1,234.5");
    ck_assert_str_eq(value_print_number(arena, 12345678901, LANG_FR, 0), "1" NBSP "234" NBSP "567,8901");
    ck_assert_str_eq(value_print_number(arena, 0, LANG_FR, 0), "0");
    ck_assert_str_eq(value_print_number(arena, -1, LANG_FR, 0), "-0,0001");
    ck_assert_str_eq(value_print_number(arena, 9990000, LANG_FR, 0), "999");
}
END_TEST

START_TEST(yes_and_no)
{
    static const char *const yes[] = {"oui", "OUI", "o", "O", "vrai", "yes", "true", "TRUE", "1", "x", "X"};
    static const char *const no[] = {"non", "Non", "n", "faux", "no", "false", "0"};
    static const char *const neither[] = {"", "peut-être", "ou", "2", "xx", "-", "y"};
    bool found;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(value_parse_yes_no(yes[i], &found) && found, "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(value_parse_yes_no(no[i], &found) && !found, "%s", no[i]);
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
        ck_assert_msg(!value_parse_yes_no(neither[i], &found), "%s", neither[i]);
}
END_TEST

static void check_id(const char *text, bool good)
{
    Value value;
    ValueFault fault;
    ck_assert_msg(parse(T_SEQUENCES, SEQUENCES_ID, text, &value, &fault) == good, "%s", text);
    ck_assert_int_eq(value.state, good ? VALUE_GOOD : VALUE_BAD);
    ck_assert_uint_eq(value.line, 7);
}

START_TEST(identifiers)
{
    check_id("a", true);
    check_id("SEQ-2026.01_b", true);
    check_id("1234567890123456789012345678901234567890", true);
    check_id("12345678901234567890123456789012345678901", false);
    check_id("a b", false);
    check_id("a/b", false);
    check_id("é", false);
    check_id("a\nb", false);
}
END_TEST

static void check_choice(int table, int column, const char *text, int choice)
{
    Value value;
    ValueFault fault;
    ck_assert_msg(parse(table, column, text, &value, &fault), "%s", text);
    ck_assert_int_eq(value.choice, choice);
}

START_TEST(choices_ignore_case_and_accents)
{
    check_choice(T_SEQUENCES, SEQUENCES_STATUT, "terminee", STATUT_SEQUENCE_TERMINEE);
    check_choice(T_SEQUENCES, SEQUENCES_STATUT, "Terminée", STATUT_SEQUENCE_TERMINEE);
    check_choice(T_SEQUENCES, SEQUENCES_STATUT, "EN COURS", STATUT_SEQUENCE_EN_COURS);
    check_choice(T_SEQUENCES, SEQUENCES_STATUT, "en-cours", STATUT_SEQUENCE_EN_COURS);
    check_choice(T_SEQUENCES, SEQUENCES_TYPE, "Mise en œuvre", TYPE_SEQUENCE_MISE_EN_OEUVRE);
    check_choice(T_SEQUENCES, SEQUENCES_TYPE, "Développement", TYPE_SEQUENCE_DEVELOPPEMENT);
    check_choice(T_PROGRAMMES, PROGRAMMES_SANCTION, "dep", SANCTION_DEP);
    check_choice(T_TACHES, TACHES_ENONCE, "18.1", ENONCE_18_1);
    check_choice(T_ACTIVITES, ACTIVITES_REALISEE, "x", REALISEE_OUI);
    check_choice(T_ACTIVITES, ACTIVITES_REALISEE, "0", REALISEE_NON);
    check_choice(T_ACTIVITES, ACTIVITES_REALISEE, "Partielle", REALISEE_PARTIELLE);
}
END_TEST

START_TEST(choices_refused_with_the_nearest)
{
    Value value;
    ValueFault fault;
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_STATUT, "termine", &value, &fault));
    ck_assert_ptr_nonnull(strstr(fault.expected, "en_cours"));
    ck_assert_ptr_nonnull(strstr(fault.hint, "terminee"));
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_STATUT, "zzz", &value, &fault));
    ck_assert_ptr_null(fault.hint);
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_STATUT, "en", &value, &fault));
}
END_TEST

static void check_list(const char *text, uint32_t set)
{
    Value value;
    ValueFault fault;
    ck_assert_msg(parse(T_SEQUENCES, SEQUENCES_JOURS, text, &value, &fault), "%s", text);
    ck_assert_uint_eq(value.set, set);
}

START_TEST(lists)
{
    check_list("lun", 1);
    check_list("lun|mar|ven", 1 | 2 | 16);
    check_list(" LUN | Dim ", 1 | 64);
    check_list("lun|lun|", 1);
    Value value;
    ValueFault fault;
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_JOURS, "lun|mad", &value, &fault));
    ck_assert_ptr_nonnull(strstr(fault.hint, "« mar »"));
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_JOURS, "lun,mar", &value, &fault));
    ck_assert(parse(T_SUPERVISEURS, SUPERVISEURS_DISPONIBILITES, "lun-am|VEN PM", &value, &fault));
    ck_assert_uint_eq(value.set, 1u << DEMI_JOURNEE_LUN_AM | 1u << DEMI_JOURNEE_VEN_PM);
}
END_TEST

START_TEST(texts_have_no_control_characters)
{
    static const char *const wrong[] = {"a\tb", "a\x01", "\x7F", "a\xC2\x85z", "a\xC2\x9F", "a\nb"};
    Value value;
    ValueFault fault;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert(!parse(T_ELEVES, ELEVES_NOM, wrong[i], &value, &fault));
    ck_assert(parse(T_ELEVES, ELEVES_NOM, "Nguyễn-d'Œuvre" NBSP "ᐃ", &value, &fault));
    ck_assert_str_eq(value.text, "Nguyễn-d'Œuvre" NBSP "ᐃ");
    ck_assert(parse(T_SEQUENCES, SEQUENCES_MANDAT, "a\nb", &value, &fault)); /* long: several lines */
    ck_assert(!parse(T_SEQUENCES, SEQUENCES_MANDAT, "a\tb", &value, &fault));
}
END_TEST

START_TEST(forms_are_printed_and_never_refused)
{
    Value value;
    ValueFault fault;
    ck_assert(parse(T_ENTREPRISES, ENTREPRISES_CODE_POSTAL, "g1r5a5", &value, &fault));
    ck_assert_str_eq(value.print, "G1R 5A5");
    ck_assert_str_eq(value.text, "g1r5a5");
    ck_assert(parse(T_ENTREPRISES, ENTREPRISES_CODE_POSTAL, "75001", &value, &fault));
    ck_assert_str_eq(value.print, "75001");
    ck_assert(parse(T_PROGRAMMES, PROGRAMMES_CODE, "420.b0", &value, &fault));
    ck_assert_str_eq(value.print, "420.B0");
    ck_assert(parse(T_ELEVES, ELEVES_COURRIEL, "nul", &value, &fault));
    ck_assert_str_eq(value.print, "nul");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        dates_accepted, dates_refused, excel_dates_are_hinted, times, numbers_accepted,
        numbers_refused, numbers_are_printed, yes_and_no, identifiers,
        choices_ignore_case_and_accents, choices_refused_with_the_nearest, lists,
        texts_have_no_control_characters, forms_are_printed_and_never_refused,
    };
    arena = arena_new();
    int status = suite_run("value", tests, sizeof tests / sizeof *tests);
    arena_free(arena);
    return status;
}
