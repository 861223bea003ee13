/* Files, records, places and values of a term. */
#include "dossier.h"
#include "suite.h"

static TestDossier d;

static void start(void)
{
    dossier_make(&d);
}

static const Problem *only(ProblemKind kind, int table)
{
    ck_assert_uint_eq(dossier_problems(&d, kind, table), 1);
    return dossier_problem(&d, kind, table, 0);
}

START_TEST(a_good_dossier_has_no_fault)
{
    start();
    dossier_load(&d);
    for (size_t i = 0; i < d.term.problem_count; i++)
        ck_assert(d.term.problems[i].kind == PROBLEM_ENCODING ||
                  d.term.problems[i].kind == PROBLEM_FILE_ABSENT);
    const Row *row = dossier_row(&d, T_SEQUENCES, 0);
    DateText iso;
    ck_assert_str_eq(row_key(row), "Q1");
    ck_assert_str_eq(date_iso(row_date(row, SEQUENCES_DEBUT), iso), "2026-09-14");
    ck_assert_int_eq(row_number(row, SEQUENCES_HEURES, 0), 1400000);
    ck_assert_int_eq(row_choice(row, SEQUENCES_STATUT), STATUT_SEQUENCE_PREVUE);
    ck_assert(row_is(row, SEQUENCES_STATUT, STATUT_SEQUENCE_PREVUE));
    ck_assert(row_yes(row, SEQUENCES_REMUNEREE) && !row_no(row, SEQUENCES_REMUNEREE));
    ck_assert_uint_eq(row_days(row, SEQUENCES_JOURS), 31);
    ck_assert_uint_eq(row_days(dossier_row(&d, T_SEQUENCES, 1), SEQUENCES_JOURS), 3);
    ck_assert_str_eq(row_text(dossier_row(&d, T_ELEVES, 0), ELEVES_NOM), "Nguyễn");
    ck_assert_str_eq(d.term.tables[T_ELEVES].encoding, "UTF-8");
    ck_assert_int_eq(d.term.tables[T_ELEVES].separator, ';');
    dossier_end(&d);
}
END_TEST

START_TEST(absent_columns_rows_and_tables_are_empty)
{
    start();
    dossier_load(&d);
    const Row *row = dossier_row(&d, T_SEQUENCES, 0);
    ck_assert(!row_has(row, SEQUENCES_MANDAT));
    ck_assert_str_eq(row_text(row, SEQUENCES_MANDAT), "");
    ck_assert_int_eq(row_date(row, SEQUENCES_FIN_REELLE), DATE_NONE);
    ck_assert_int_eq(row_choice(row, SEQUENCES_QUART), -1);
    ck_assert_int_eq(row_number(row, SEQUENCES_TAUX_HORAIRE, -7), -7);
    ck_assert(!row_yes(row, SEQUENCES_CREDIT_IMPOT) && !row_no(row, SEQUENCES_CREDIT_IMPOT));
    ck_assert_ptr_null(row_link(row, SEQUENCES_SUPERVISEUR));
    ck_assert_str_eq(row_text(NULL, SEQUENCES_ID), "");
    ck_assert(!row_has(NULL, SEQUENCES_ID));
    CellName cell;
    ck_assert_str_eq(row_cell(row, SEQUENCES_MANDAT, cell), "");
    ck_assert_str_eq(row_cell(row, SEQUENCES_FIN, cell), "H2");
    ck_assert(term_column_present(&d.term, T_SEQUENCES, SEQUENCES_FIN));
    ck_assert(!term_column_present(&d.term, T_SEQUENCES, SEQUENCES_MANDAT));
    ck_assert(!term_column_present(&d.term, T_VISITES, VISITES_DATE));
    ck_assert_ptr_null(term_find(&d.term, T_OFFRES, "O1"));
    ck_assert_uint_eq(term_children(&d.term, T_VISITES, VISITES_SEQUENCE, row).count, 0);
    dossier_end(&d);
}
END_TEST

START_TEST(cells_go_past_z)
{
    CellName cell;
    ck_assert_str_eq(cell_name(0, 1, cell), "A1");
    ck_assert_str_eq(cell_name(3, 14, cell), "D14");
    ck_assert_str_eq(cell_name(25, 2, cell), "Z2");
    ck_assert_str_eq(cell_name(26, 2, cell), "AA2");
    ck_assert_str_eq(cell_name(511, 5000001, cell), "SR5000001");
    ck_assert_str_eq(cell_name(-1, 2, cell), "");
    ck_assert_str_eq(cell_name(2, 0, cell), "");
}
END_TEST

START_TEST(places_with_sep_breaks_and_blank_rows)
{
    start();
    dossier_write(&d, "personnel.csv",
                  "sep=;\r\nid;nom;prenom;titre;role\r\n\r\nP1;Roy;\"É\r\nve\";x;encadrement\r\n"
                  "P2;Côté;Jo;\"x\";direction\r\n;;;;\r\nP3;Lê;An;y;nulle part\r\n");
    dossier_load(&d);
    CellName cell;
    const Row *first = dossier_row(&d, T_PERSONNEL, 0);
    ck_assert_uint_eq(first->line, 4);
    ck_assert_uint_eq(first->record, 3);
    ck_assert_uint_eq(row_value(first, PERSONNEL_NOM)->line, 4);
    ck_assert_uint_eq(row_value(first, PERSONNEL_PRENOM)->line, 4);
    ck_assert_uint_eq(row_value(first, PERSONNEL_ROLE)->line, 5);
    ck_assert_uint_eq(dossier_row(&d, T_PERSONNEL, 1)->line, 6);
    const Problem *role = dossier_problem(&d, PROBLEM_VALUE_TYPE, T_PERSONNEL, 1);
    ck_assert_ptr_nonnull(role);
    ck_assert_uint_eq(role->line, 8);
    ck_assert_str_eq(row_cell(role->row, role->column, cell), "E6");
    ck_assert_str_eq(role->value, "nulle part");
    /* a line break where one line is wanted */
    const Problem *name = dossier_problem(&d, PROBLEM_VALUE_TYPE, T_PERSONNEL, 0);
    ck_assert_int_eq(name->column, PERSONNEL_PRENOM);
    ck_assert_str_eq(name->value, "É\nve");
    ck_assert_int_eq(d.term.tables[T_PERSONNEL].header_line, 2);
    dossier_end(&d);
}
END_TEST

START_TEST(normal_form_c)
{
    start();
    dossier_write(&d, "personnel.csv", "id;nom;prenom;r\xC3\xB4le\nP1;Cote\xCC\x81;Nguye\xCC\x82\xCC\x83n;direction\n");
    dossier_load(&d);
    ck_assert_str_eq(row_text(dossier_row(&d, T_PERSONNEL, 0), PERSONNEL_NOM), "Coté");
    ck_assert_str_eq(row_text(dossier_row(&d, T_PERSONNEL, 0), PERSONNEL_PRENOM), "Nguyễn");
    dossier_end(&d);
}
END_TEST

START_TEST(windows_1252_is_found_and_told)
{
    start();
    dossier_write(&d, "personnel.csv", "id,nom,pr\xE9nom,role\nP1,C\xF4t\xE9,\xC8ve,direction\n");
    dossier_load(&d);
    ck_assert_str_eq(row_text(dossier_row(&d, T_PERSONNEL, 0), PERSONNEL_NOM), "Côté");
    const Problem *encoding = only(PROBLEM_ENCODING, T_PERSONNEL);
    ck_assert_str_eq(encoding->a, "Windows-1252");
    ck_assert_str_eq(encoding->b, ",");
    dossier_end(&d);
}
END_TEST

START_TEST(a_path_is_relative_to_config)
{
    start();
    snprintf(d.config_extra, sizeof d.config_extra, "[entrees]\npersonnel = autres/gens.csv\n");
    char folder[200];
    snprintf(folder, sizeof folder, "%s/autres", d.scratch.folder);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    scratch_text(&d.scratch, "autres/gens.csv", "id;nom;prenom;role\nP9;A;B;direction\n");
    dossier_load(&d);
    ck_assert_str_eq(row_key(dossier_row(&d, T_PERSONNEL, 0)), "P9");
    ck_assert_str_eq(d.term.tables[T_PERSONNEL].file, "gens.csv");
    dossier_end(&d);
}
END_TEST

START_TEST(another_file_name_and_encoding)
{
    start();
    snprintf(d.config_extra, sizeof d.config_extra,
             "[entrees]\npersonnel = equipe.txt\nencodage = windows-1252\nseparateur = TAB\n");
    dossier_remove(&d, "personnel.csv");
    dossier_write(&d, "equipe.txt", "id\tnom\tprenom\trole\nP1\t\xC3\xA9;\tb\tdirection\n");
    dossier_load(&d);
    ck_assert_str_eq(d.term.tables[T_PERSONNEL].file, "equipe.txt");
    ck_assert_str_eq(row_text(dossier_row(&d, T_PERSONNEL, 0), PERSONNEL_NOM), "Ã©;");
    ck_assert_str_eq(only(PROBLEM_ENCODING, T_PERSONNEL)->b, "tabulation");
    dossier_end(&d);
}
END_TEST

START_TEST(files_absent_empty_and_unreadable)
{
    start();
    dossier_remove(&d, "superviseurs.csv");
    dossier_write(&d, "personnel.csv", "");
    dossier_write(&d, "programmes.csv", "PK\x03\x04 workbook");
    dossier_write(&d, "visites.csv", "sequence;date;mode;statut\n");
    dossier_write(&d, "eleves.csv", "id;\"nom;prenom;programme;statut\nE1;A;B;5325;actif\n");
    char folder[200];
    snprintf(folder, sizeof folder, "%s/input/offres.csv", d.scratch.folder);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    dossier_load(&d);
    only(PROBLEM_FILE_ABSENT, T_SUPERVISEURS);
    only(PROBLEM_FILE_EMPTY, T_PERSONNEL);
    ck_assert_ptr_nonnull(only(PROBLEM_FILE_UNREADABLE, T_PROGRAMMES)->a);
    only(PROBLEM_NO_ROWS, T_VISITES);
    ck_assert_uint_eq(only(PROBLEM_FILE_UNREADABLE, T_ELEVES)->line, 1);
    only(PROBLEM_FILE_UNREADABLE, T_OFFRES);
    ck_assert(!d.term.tables[T_PERSONNEL].present && !d.term.tables[T_ELEVES].present);
    ck_assert(d.term.tables[T_VISITES].present);
    dossier_end(&d);
}
END_TEST

START_TEST(a_table_without_its_folder)
{
    start();
    snprintf(d.config_extra, sizeof d.config_extra, "[entrees]\ndossier = nulle-part\n");
    char text[8192];
    snprintf(text, sizeof text, "%s%s", TEST_CONFIG, d.config_extra);
    ck_assert_int_eq(config_load(&d.config, scratch_text(&d.scratch, "config.ini", text), &d.error),
                     STATUS_OK);
    ck_assert_int_eq(term_load(&d.term, &d.config, &d.error), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(d.error.place, "nulle-part"));
    ck_assert_str_ne(d.error.remedy, "");
    dossier_end(&d);
}
END_TEST

START_TEST(broken_records_leave_the_others)
{
    start();
    dossier_write(&d, "eleves.csv",
                  "id;nom;prenom;programme;statut\n"
                  "E1;A;B;5325;actif\n"
                  "E2;A;B;5325\n"
                  "E3;A;B;5325;actif;;x\n"
                  "E4;\"A;B;5325;actif\n"
                  "E5;A;B;5325;actif\n");
    dossier_load(&d);
    const Table *table = &d.term.tables[T_ELEVES];
    ck_assert_uint_eq(table->row_count, 2);
    ck_assert_uint_eq(table->broken_count, 3);
    ck_assert_str_eq(row_key(dossier_row(&d, T_ELEVES, 1)), "E5");
    ck_assert_uint_eq(dossier_row(&d, T_ELEVES, 1)->line, 6);
    ck_assert_uint_eq(dossier_row(&d, T_ELEVES, 1)->record, 6);
    ck_assert_uint_eq(dossier_problem(&d, PROBLEM_RECORD, T_ELEVES, 0)->line, 3);
    ck_assert_uint_eq(dossier_problem(&d, PROBLEM_RECORD, T_ELEVES, 1)->line, 4);
    const Problem *quote = dossier_problem(&d, PROBLEM_RECORD, T_ELEVES, 2);
    ck_assert_uint_eq(quote->line, 5);
    ck_assert_uint_eq(quote->record, 5);
    ck_assert_str_eq(quote->header, "nom");
    ck_assert_ptr_null(dossier_problem(&d, PROBLEM_RECORD, T_ELEVES, 3));
    dossier_end(&d);
}
END_TEST

START_TEST(required_values)
{
    start();
    dossier_write(&d, "personnel.csv", "id;nom;prenom;role\n;A;B;direction\nP2; ;B;direction\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_REQUIRED, T_PERSONNEL), 2);
    const Problem *key = dossier_problem(&d, PROBLEM_VALUE_REQUIRED, T_PERSONNEL, 0);
    ck_assert_int_eq(key->column, PERSONNEL_ID);
    ck_assert_uint_eq(key->line, 2);
    const Problem *name = dossier_problem(&d, PROBLEM_VALUE_REQUIRED, T_PERSONNEL, 1);
    ck_assert_int_eq(name->column, PERSONNEL_NOM);
    ck_assert_uint_eq(name->record, 3);
    ck_assert_uint_eq(d.term.tables[T_PERSONNEL].row_count, 2);
    dossier_end(&d);
}
END_TEST

/* A personnel.csv whose one name has `count` letters é. */
static void write_name_of(size_t count)
{
    char text[2000] = "id;nom;prenom;role\nP1;";
    for (size_t i = 0; i < count; i++)
        strcat(text, "é");
    strcat(text, ";B;direction\n");
    dossier_write(&d, "personnel.csv", text);
}

START_TEST(lengths_are_counted_in_characters)
{
    start();
    write_name_of(200);
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_TOO_LONG, T_PERSONNEL), 0);
    dossier_end(&d);
    start();
    write_name_of(201);
    dossier_load(&d);
    const Problem *problem = only(PROBLEM_VALUE_TOO_LONG, T_PERSONNEL);
    ck_assert_str_eq(problem->a, "200");
    ck_assert(!row_has(problem->row, PERSONNEL_NOM));
    dossier_end(&d);
}
END_TEST

static void write_text_of(size_t count)
{
    char text[2200] = "code;critere\nK;";
    memset(text + strlen(text), 'x', count);
    dossier_write(&d, "criteres.csv", text);
}

START_TEST(long_texts_have_2000_characters)
{
    start();
    write_text_of(2000);
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_TOO_LONG, T_CRITERES), 0);
    dossier_end(&d);
    start();
    write_text_of(2001);
    dossier_load(&d);
    ck_assert_str_eq(only(PROBLEM_VALUE_TOO_LONG, T_CRITERES)->a, "2000");
    dossier_end(&d);
}
END_TEST

START_TEST(each_fault_is_told_even_when_values_repeat)
{
    start();
    dossier_write(&d, "taches.csv",
                  "id;tache;responsable;echeance;statut\n"
                  "T1;x;P1;45726;a_faire\nT2;x;P1;45726;À faire\nT3;x;P1;2026-05-25;faite\nT4;x;P1;2026-05-25;faite\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_TYPE, T_TACHES), 2);
    ck_assert_uint_eq(dossier_problem(&d, PROBLEM_VALUE_TYPE, T_TACHES, 1)->line, 3);
    ck_assert_ptr_nonnull(strstr(dossier_problem(&d, PROBLEM_VALUE_TYPE, T_TACHES, 1)->b, "2025-03-10"));
    for (size_t i = 2; i < 4; i++) {
        const Value *due = row_value(dossier_row(&d, T_TACHES, i), TACHES_ECHEANCE);
        ck_assert_int_eq(due->date, date_of(2026, 5, 25));
        ck_assert_uint_eq(due->line, i + 2);
    }
    ck_assert_int_eq(row_choice(dossier_row(&d, T_TACHES, 1), TACHES_STATUT), STATUT_TACHE_A_FAIRE);
    dossier_end(&d);
}
END_TEST

START_TEST(empty_days_are_told_once)
{
    start();
    dossier_write(&d, "periodes.csv",
                  "sequence;debut;fin;jours\nQ1;2026-09-14;2026-09-18;\nQ1;2026-09-21;2026-09-25;\n");
    dossier_load(&d);
    ck_assert_uint_eq(only(PROBLEM_DAYS_ASSUMED, T_PERIODES)->line, 2);
    ck_assert_uint_eq(row_days(dossier_row(&d, T_PERIODES, 0), PERIODES_JOURS), 31);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_DAYS_ASSUMED, T_SEQUENCES), 0);
    dossier_end(&d);
    start();
    dossier_write(&d, "periodes.csv", "sequence;debut;fin\nQ1;2026-09-14;2026-09-18\n");
    dossier_load(&d);
    ck_assert_uint_eq(only(PROBLEM_DAYS_ASSUMED, T_PERIODES)->line, 0);
    dossier_end(&d);
}
END_TEST

START_TEST(rows_without_a_key_are_named_by_their_line)
{
    start();
    dossier_write(&d, "visites.csv",
                  "id;sequence;date;mode;statut\nV1;Q1;2026-09-20;visio;proposee\n;Q1;2026-09-21;visio;proposee\n");
    dossier_write(&d, "avenants.csv", "sequence;numero;statut\nQ1;1;propose\n");
    dossier_load(&d);
    ck_assert_str_eq(row_key(dossier_row(&d, T_VISITES, 0)), "V1");
    ck_assert_str_eq(row_key(dossier_row(&d, T_VISITES, 1)), "ligne 3");
    ck_assert_str_eq(row_key(dossier_row(&d, T_AVENANTS, 0)), "ligne 2");
    dossier_end(&d);
}
END_TEST

SUITE("load", a_good_dossier_has_no_fault, absent_columns_rows_and_tables_are_empty, cells_go_past_z,
      places_with_sep_breaks_and_blank_rows, normal_form_c, windows_1252_is_found_and_told,
      a_path_is_relative_to_config, another_file_name_and_encoding, files_absent_empty_and_unreadable,
      a_table_without_its_folder, broken_records_leave_the_others, required_values,
      lengths_are_counted_in_characters, long_texts_have_2000_characters,
      each_fault_is_told_even_when_values_repeat, empty_days_are_told_once,
      rows_without_a_key_are_named_by_their_line)
