/* A term with other rows in one table: they are typed, linked and found like rows that were read.
 */
#include "base/text.h"
#include "dossier.h"
#include "suite.h"
#include "term/extend.h"

static const char *visit[VISITES_COLUMNS];

/* A row of visites with these cells, the others empty. */
static const char *const *row_of(const char *sequence, const char *date, const char *state)
{
    for (int c = 0; c < VISITES_COLUMNS; c++)
        visit[c] = "";
    visit[VISITES_SEQUENCE] = sequence;
    visit[VISITES_DATE] = date;
    visit[VISITES_HEURE] = "9:30";
    visit[VISITES_MODE] = "sur_place";
    visit[VISITES_STATUT] = state;
    visit[VISITES_RESPONSABLE] = "P1";
    return visit;
}

static void extend(Term *extended, const TestDossier *dossier, const Row *left_out,
                   const char *const *added)
{
    const Extension extension = {T_VISITES, &left_out, left_out ? 1 : 0, &added, added ? 1 : 0};
    term_extend(extended, &dossier->term, &extension);
}

START_TEST(test_a_row_more)
{
    TestDossier dossier;
    Term extended;
    dossier_make(&dossier);
    dossier_write(&dossier, "visites.csv",
                  "sequence;date;statut;mode;note\nQ1;2026-09-21;confirmee;visio;à lire\n");
    dossier_load(&dossier);
    extend(&extended, &dossier, NULL, row_of("Q1", "2026-10-01", "proposee"));
    const Row *q1 = term_find(&extended, T_SEQUENCES, "Q1");
    RowSpan visits = term_children(&extended, T_VISITES, VISITES_SEQUENCE, q1);
    ck_assert_uint_eq(visits.count, 2);
    const Row *old = visits.rows[0], *added = visits.rows[1];
    ck_assert_int_eq(row_date(old, VISITES_DATE), date_of(2026, 9, 21));
    ck_assert_str_eq(old->extra[0], "à lire");
    ck_assert_uint_eq(old->line, 2);
    ck_assert_uint_eq(added->line, 3);
    ck_assert_str_eq(row_key(added), "ligne 3");
    ck_assert_int_eq(row_date(added, VISITES_DATE), date_of(2026, 10, 1));
    ck_assert_int_eq(row_value(added, VISITES_HEURE)->minutes, 570);
    ck_assert(row_is(added, VISITES_STATUT, STATUT_VISITE_PROPOSEE));
    ck_assert_ptr_eq(row_link(added, VISITES_RESPONSABLE),
                     term_find(&dossier.term, T_PERSONNEL, "P1"));
    ck_assert(!row_has(added, VISITES_TYPE));
    ck_assert_uint_eq(extended.problem_count, dossier.term.problem_count);
    /* The term itself has not changed. */
    ck_assert_uint_eq(term_children(&dossier.term, T_VISITES, VISITES_SEQUENCE, q1).count, 1);
    extended_free(&extended, T_VISITES);
    dossier_end(&dossier);
}
END_TEST

START_TEST(test_a_row_less_and_its_problems)
{
    TestDossier dossier;
    Term extended;
    dossier_make(&dossier);
    dossier_write(&dossier, "visites.csv",
                  "id;sequence;date;statut;mode\nV1;Q1;jeudi;confirmee;visio\nV2;Q9;2026-09-22;"
                  "proposee;visio\n");
    dossier_load(&dossier);
    ck_assert_uint_eq(dossier_problems(&dossier, PROBLEM_VALUE_TYPE, T_VISITES), 1);
    extend(&extended, &dossier, dossier_row(&dossier, T_VISITES, 0), NULL);
    const Table *visits = &extended.tables[T_VISITES];
    ck_assert_uint_eq(visits->row_count, 1);
    ck_assert_str_eq(row_key(&visits->rows[0]), "V2");
    ck_assert_uint_eq(visits->rows[0].index, 0);
    size_t types = 0, links = 0;
    for (size_t i = 0; i < extended.problem_count; i++) {
        const Problem *problem = &extended.problems[i];
        types += problem->kind == PROBLEM_VALUE_TYPE && problem->table == T_VISITES;
        if (problem->kind != PROBLEM_LINK_UNKNOWN || problem->table != T_VISITES)
            continue;
        links++;
        ck_assert_ptr_eq(problem->row, &visits->rows[0]);
        ck_assert_uint_eq(problem->line, 3);
    }
    ck_assert_uint_eq(types, 0); /* it went with its row */
    ck_assert_uint_eq(links, 1); /* said once, of the row where it is now */
    extended_free(&extended, T_VISITES);
    dossier_end(&dossier);
}
END_TEST

START_TEST(test_a_table_that_was_not_there)
{
    TestDossier dossier;
    Term extended;
    dossier_make(&dossier);
    dossier_load(&dossier);
    ck_assert(!dossier.term.tables[T_VISITES].present);
    extend(&extended, &dossier, NULL, row_of("Q2", "2026-10-05", "proposee"));
    ck_assert(extended.tables[T_VISITES].present);
    ck_assert_str_eq(extended.tables[T_VISITES].file, "visites.csv");
    const Row *q2 = term_find(&extended, T_SEQUENCES, "Q2");
    ck_assert_uint_eq(term_children(&extended, T_VISITES, VISITES_SEQUENCE, q2).count, 1);
    CellName cell;
    ck_assert_str_eq(row_cell(&extended.tables[T_VISITES].rows[0], VISITES_DATE, cell), "");
    extended_free(&extended, T_VISITES);
    dossier_end(&dossier);
}
END_TEST

SUITE("extend", test_a_row_more, test_a_row_less_and_its_problems, test_a_table_that_was_not_there)
