/* Headers of the file and columns of the schema. */
#include "dossier.h"
#include "suite.h"

static TestDossier d;

static void load_personnel(const char *header, const char *config)
{
    char text[2000];
    snprintf(text, sizeof text, "%s\nP1,A,B,direction,5,6\n", header);
    dossier_make(&d);
    snprintf(d.config_extra, sizeof d.config_extra, "%s", config);
    dossier_write(&d, "personnel.csv", text);
    dossier_load(&d);
}

static const char *text_of(int column)
{
    return row_text(dossier_row(&d, T_PERSONNEL, 0), column);
}

START_TEST(case_accents_and_marks_are_ignored)
{
    load_personnel("ID,NOM,Prénom,Rôle,Visites max/jour,Visites-Max Jour", "");
    ck_assert_str_eq(text_of(PERSONNEL_PRENOM), "B");
    ck_assert_str_eq(text_of(PERSONNEL_ROLE), "direction");
    ck_assert_str_eq(text_of(PERSONNEL_VISITES_MAX_JOUR), "6");
    ck_assert_str_eq(d.term.tables[T_PERSONNEL].headers[2], "Prénom");
    dossier_end(&d);
}
END_TEST

START_TEST(order_does_not_matter)
{
    dossier_make(&d);
    dossier_write(&d, "personnel.csv", "role,prenom,id,nom\ndirection,B,P1,A\n");
    dossier_load(&d);
    CellName cell;
    ck_assert_str_eq(text_of(PERSONNEL_ID), "P1");
    ck_assert_str_eq(row_cell(dossier_row(&d, T_PERSONNEL, 0), PERSONNEL_ID, cell), "C2");
    ck_assert_ptr_nonnull(term_find(&d.term, T_PERSONNEL, "P1"));
    dossier_end(&d);
}
END_TEST

START_TEST(a_missing_required_column_is_one_problem)
{
    dossier_make(&d);
    dossier_write(&d, "personnel.csv", "id,nom,prenom\nP1,A,B\nP2,A,B\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_COLUMN_MISSING, T_PERSONNEL), 1);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_REQUIRED, T_PERSONNEL), 0);
    const Problem *problem = dossier_problem(&d, PROBLEM_COLUMN_MISSING, T_PERSONNEL, 0);
    ck_assert_str_eq(problem->a, "role");
    ck_assert_uint_eq(problem->line, 1);
    ck_assert_uint_eq(d.term.tables[T_PERSONNEL].row_count, 2);
    dossier_end(&d);
}
END_TEST

START_TEST(unknown_columns_are_kept)
{
    load_personnel("id,nom,prenom,role,Casier,courriell", "");
    const Table *table = &d.term.tables[T_PERSONNEL];
    ck_assert_uint_eq(table->extra_count, 2);
    ck_assert_str_eq(table->extra_headers[0], "Casier");
    ck_assert_int_eq(table->extra_columns[0], 4);
    ck_assert_str_eq(table->rows[0].extra[0], "5");
    ck_assert_str_eq(table->rows[0].extra[1], "6");
    const Problem *near = dossier_problem(&d, PROBLEM_COLUMN_UNKNOWN, T_PERSONNEL, 1);
    ck_assert_str_eq(near->a, "courriell");
    ck_assert_str_eq(near->b, "courriel");
    ck_assert_ptr_null(dossier_problem(&d, PROBLEM_COLUMN_UNKNOWN, T_PERSONNEL, 0)->b);
    dossier_end(&d);
}
END_TEST

START_TEST(double_headers)
{
    load_personnel("id,nom,prenom,role,Nom,x", "");
    const Problem *problem = dossier_problem(&d, PROBLEM_COLUMN_DOUBLE, T_PERSONNEL, 0);
    ck_assert_ptr_nonnull(problem);
    ck_assert_str_eq(problem->a, "nom");
    ck_assert_str_eq(problem->b, "« nom » (B1) et « Nom » (E1)");
    ck_assert_str_eq(text_of(PERSONNEL_NOM), "A");
    dossier_end(&d);
}
END_TEST

START_TEST(mapping)
{
    load_personnel("No,nom,prenom,role,Appel,x",
                   "[colonnes.personnel]\nid = NO\ntelephone = appel\ncourriel = pas dans le fichier\n");
    ck_assert_str_eq(text_of(PERSONNEL_ID), "P1");
    ck_assert_str_eq(text_of(PERSONNEL_TELEPHONE), "5");
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_COLUMN_MISSING, T_PERSONNEL), 0);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_COLUMN_UNKNOWN, T_PERSONNEL), 1);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_MAPPING_ABSENT, T_PERSONNEL), 1);
    const Problem *problem = dossier_problem(&d, PROBLEM_MAPPING_ABSENT, T_PERSONNEL, 0);
    ck_assert_int_eq(problem->column, PERSONNEL_COURRIEL);
    ck_assert_str_eq(problem->a, "pas dans le fichier");
    ck_assert_ptr_null(problem->b);
    ck_assert_str_eq(d.config.pairs[2].value, problem->a);
    ck_assert_uint_eq(problem->line, d.config.pairs[2].line);
    dossier_end(&d);
}
END_TEST

/* By letters, then by words; never a header that another column has. */
START_TEST(a_mapping_to_no_header_has_a_hint)
{
    static const struct {
        const char *headers, *mapping, *near;
    } cases[] = {
        {"id,nom,prenom,role,Courriell,x", "courriel = Courriel", "Courriell"},
        {"id,nom,prenom,role,Adresse,x", "courriel = Adresse de courriel", "Adresse"},
        {"id,nom,prenom,role,Adresse de courriel,x", "courriel = Adresse courriel",
         "Adresse de courriel"},
        {"id,nom,prenom,role,y,x", "courriel = nomm", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char config[200];
        snprintf(config, sizeof config, "[colonnes.personnel]\n%s\n", cases[i].mapping);
        load_personnel(cases[i].headers, config);
        const Problem *problem = dossier_problem(&d, PROBLEM_MAPPING_ABSENT, T_PERSONNEL, 0);
        ck_assert_ptr_nonnull(problem);
        if (cases[i].near)
            ck_assert_str_eq(problem->b, cases[i].near);
        else
            ck_assert_ptr_null(problem->b);
        dossier_end(&d);
    }
}
END_TEST

START_TEST(an_unknown_header_may_be_an_absent_column)
{
    static const struct {
        const char *header, *near;
    } cases[] = {
        {"Visites au maximum par jour", NULL},
        {"Nb de visites max du jour", "visites_max_jour"},
        {"Numéro de téléphone", "telephone"},
        {"Téléphones", "telephone"},
        {"Nomm", NULL}, /* `nom` is there: the header cannot be it */
        {"Casier", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char headers[200];
        snprintf(headers, sizeof headers, "id,nom,prenom,role,%s,", cases[i].header);
        load_personnel(headers, "");
        const Problem *problem = dossier_problem(&d, PROBLEM_COLUMN_UNKNOWN, T_PERSONNEL, 0);
        ck_assert_str_eq(problem->a, cases[i].header);
        if (cases[i].near)
            ck_assert_str_eq(problem->b, cases[i].near);
        else
            ck_assert_ptr_null(problem->b);
        dossier_end(&d);
    }
}
END_TEST

START_TEST(lines_above_the_headers)
{
    static const struct {
        const char *text;
        uint32_t titles;
        size_t rows;
    } cases[] = {
        {"Liste du personnel;;;\nid;nom;prenom;role\nP1;A;B;direction\n", 2, 0},
        {"Liste du personnel\nid;nom;prenom;role\nP1;A;B;direction\n", 2, 0},
        {"Liste du personnel\nid,nom,prenom,role\nP1,A,B,direction\n", 2, 0},
        {"Liste;;;\n;au 1er mars;;\n;;;\nid;nom;prenom;role\nP1;A;B;direction\n", 4, 1},
        {"Liste;du 1er mars;;\nid;nom;prenom;role\nP1;A;B;direction\n", 2, 0},
        {"Liste;;;\nid;a;b;c\nP1;A;B;direction\n", 0, 2},
        {"id;nom;prenom;role\nid;nom;B;direction\n", 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dossier_make(&d);
        dossier_write(&d, "personnel.csv", cases[i].text);
        dossier_load(&d);
        ck_assert_uint_eq(d.term.tables[T_PERSONNEL].titles_line, cases[i].titles);
        ck_assert_uint_eq(d.term.tables[T_PERSONNEL].row_count, cases[i].rows);
        ck_assert_uint_eq(dossier_problems(&d, PROBLEM_RECORD, T_PERSONNEL), 0);
        ck_assert_uint_eq(dossier_problems(&d, PROBLEM_NO_ROWS, T_PERSONNEL), 0);
        dossier_end(&d);
    }
}
END_TEST

START_TEST(mapping_goes_before_names)
{
    /* `titre` is the school's name for our role, and its own `role` is something else. */
    load_personnel("id,nom,prenom,titre,role,x", "[colonnes.personnel]\nrole = titre\n");
    ck_assert_str_eq(text_of(PERSONNEL_ROLE), "direction");
    ck_assert(!term_column_present(&d.term, T_PERSONNEL, PERSONNEL_TITRE));
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_COLUMN_DOUBLE, T_PERSONNEL), 0);
    ck_assert_str_eq(d.term.tables[T_PERSONNEL].extra_headers[0], "role");
    dossier_end(&d);
}
END_TEST

START_TEST(columns_without_a_header)
{
    load_personnel("id,nom,prenom,role,,", "");
    ck_assert_uint_eq(d.term.tables[T_PERSONNEL].header_count, 6);
    ck_assert_uint_eq(d.term.tables[T_PERSONNEL].extra_count, 0);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_COLUMN_UNKNOWN, T_PERSONNEL), 0);
    ck_assert_uint_eq(d.term.tables[T_PERSONNEL].row_count, 1);
    dossier_end(&d);
}
END_TEST

START_TEST(empty_may_mean_no)
{
    dossier_make(&d);
    snprintf(d.config_extra, sizeof d.config_extra,
             "[colonnes.sequences]\ncredit_impot.vide = non\ncredit_impot = Crédit\n"
             "[colonnes.activites]\nrealisee.vide = non\n");
    dossier_write(&d, "sequences.csv",
                  "id;eleve;entreprise;rang;type;statut;debut;fin;heures_semaine;heures;remuneree;credit;teletravail\n"
                  "Q1;E1;C1;1;developpement;prevue;2026-09-14;2026-10-09;35;140;oui;x;x\n"
                  "Q2;E1;C1;2;developpement;prevue;2026-09-14;2026-10-09;35;140;oui;;\n");
    dossier_write(&d, "activites.csv", "sequence;numero;activite;realisee\nQ1;1;a;\nQ1;2;b;partielle\n");
    dossier_load(&d);
    const Row *first = dossier_row(&d, T_SEQUENCES, 0), *second = dossier_row(&d, T_SEQUENCES, 1);
    ck_assert(row_yes(first, SEQUENCES_CREDIT_IMPOT));
    ck_assert(row_no(second, SEQUENCES_CREDIT_IMPOT));
    ck_assert_str_eq(row_text(second, SEQUENCES_CREDIT_IMPOT), "");
    ck_assert_uint_eq(row_value(second, SEQUENCES_CREDIT_IMPOT)->line, 3);
    ck_assert(!row_no(second, SEQUENCES_TELETRAVAIL)); /* empty is unknown */
    ck_assert(row_is(dossier_row(&d, T_ACTIVITES, 0), ACTIVITES_REALISEE, REALISEE_NON));
    ck_assert(row_is(dossier_row(&d, T_ACTIVITES, 1), ACTIVITES_REALISEE, REALISEE_PARTIELLE));
    dossier_end(&d);
}
END_TEST

SUITE("header", case_accents_and_marks_are_ignored, order_does_not_matter,
      a_missing_required_column_is_one_problem, unknown_columns_are_kept, double_headers, mapping,
      a_mapping_to_no_header_has_a_hint, an_unknown_header_may_be_an_absent_column,
      lines_above_the_headers, mapping_goes_before_names, columns_without_a_header, empty_may_mean_no)
