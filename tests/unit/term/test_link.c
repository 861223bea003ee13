/* Keys, links and children. */
#include "dossier.h"
#include "suite.h"

static TestDossier d;

START_TEST(links_and_children)
{
    dossier_make(&d);
    dossier_write(&d, "visites.csv",
                  "sequence;date;mode;statut\nQ2;2026-09-20;visio;proposee\nQ1;2026-09-21;visio;proposee\n"
                  "Q2;2026-09-22;visio;proposee\n");
    dossier_load(&d);
    const Row *first = dossier_row(&d, T_SEQUENCES, 0), *second = dossier_row(&d, T_SEQUENCES, 1);
    ck_assert_ptr_eq(row_link(first, SEQUENCES_ELEVE), term_find(&d.term, T_ELEVES, "E1"));
    ck_assert_ptr_eq(row_link(row_link(first, SEQUENCES_ELEVE), ELEVES_PROGRAMME),
                     dossier_row(&d, T_PROGRAMMES, 0));
    RowSpan visits = term_children(&d.term, T_VISITES, VISITES_SEQUENCE, second);
    ck_assert_uint_eq(visits.count, 2);
    ck_assert_uint_eq(visits.rows[0]->line, 2);
    ck_assert_uint_eq(visits.rows[1]->line, 4);
    ck_assert_uint_eq(term_children(&d.term, T_VISITES, VISITES_SEQUENCE, first).count, 1);
    ck_assert_uint_eq(term_children(&d.term, T_SEQUENCES, SEQUENCES_ELEVE,
                                    term_find(&d.term, T_ELEVES, "E2")).count, 1);
    ck_assert_uint_eq(term_children(&d.term, T_SEQUENCES, SEQUENCES_ELEVE,
                                    term_find(&d.term, T_ENTREPRISES, "C1")).count, 0);
    ck_assert_uint_eq(term_children(&d.term, T_SEQUENCES, SEQUENCES_ELEVE, NULL).count, 0);
    dossier_end(&d);
}
END_TEST

START_TEST(keys_are_compared_exactly)
{
    dossier_make(&d);
    dossier_load(&d);
    ck_assert_ptr_nonnull(term_find(&d.term, T_ELEVES, "E1"));
    ck_assert_ptr_null(term_find(&d.term, T_ELEVES, "e1"));
    ck_assert_ptr_null(term_find(&d.term, T_ELEVES, ""));
    ck_assert_ptr_null(term_find(&d.term, T_ELEVES, "E1 "));
    dossier_end(&d);
}
END_TEST

START_TEST(programmes_in_either_case)
{
    dossier_make(&d);
    dossier_write(&d, "programmes.csv", "code;titre;sanction;heures\n420.b0;Informatique;DEC;2000\n");
    dossier_write(&d, "eleves.csv", "id;nom;prenom;programme;statut\nE1;A;B;420.B0;actif\nE2;A;B;420.b0;actif\n");
    dossier_load(&d);
    ck_assert_ptr_nonnull(row_link(dossier_row(&d, T_ELEVES, 0), ELEVES_PROGRAMME));
    ck_assert_ptr_nonnull(row_link(dossier_row(&d, T_ELEVES, 1), ELEVES_PROGRAMME));
    ck_assert_str_eq(row_key(dossier_row(&d, T_PROGRAMMES, 0)), "420.B0");
    dossier_end(&d);
}
END_TEST

START_TEST(unknown_links_with_the_nearest_key)
{
    dossier_make(&d);
    dossier_write(&d, "superviseurs.csv", "id;entreprise;nom;prenom\nS1;C-1;A;B\nS2;zzzzzz;A;B\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_LINK_UNKNOWN, T_SUPERVISEURS), 2);
    const Problem *near = dossier_problem(&d, PROBLEM_LINK_UNKNOWN, T_SUPERVISEURS, 0);
    ck_assert_str_eq(near->a, "entreprises.csv");
    ck_assert_str_eq(near->b, "C1");
    ck_assert_str_eq(near->value, "C-1");
    ck_assert_uint_eq(near->line, 2);
    ck_assert_ptr_null(dossier_problem(&d, PROBLEM_LINK_UNKNOWN, T_SUPERVISEURS, 1)->b);
    const Row *row = dossier_row(&d, T_SUPERVISEURS, 0);
    ck_assert_ptr_null(row_link(row, SUPERVISEURS_ENTREPRISE));
    ck_assert_int_eq(row_value(row, SUPERVISEURS_ENTREPRISE)->state, VALUE_BAD);
    ck_assert_uint_eq(d.term.tables[T_SUPERVISEURS].unjudged[SUPERVISEURS_ENTREPRISE], 0);
    dossier_end(&d);
}
END_TEST

START_TEST(links_to_a_table_with_broken_rows_are_not_judged)
{
    dossier_make(&d);
    dossier_write(&d, "eleves.csv", "id;nom;prenom;programme;statut\nE1;A;B;5325;actif\nE2;\"A;B;5325;actif\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_LINK_UNKNOWN, T_SEQUENCES), 0);
    ck_assert_uint_eq(d.term.tables[T_SEQUENCES].unjudged[SEQUENCES_ELEVE], 1);
    ck_assert_uint_eq(d.term.tables[T_SEQUENCES].unjudged[SEQUENCES_ENTREPRISE], 0);
    ck_assert_ptr_nonnull(row_link(dossier_row(&d, T_SEQUENCES, 0), SEQUENCES_ELEVE));
    ck_assert_ptr_null(row_link(dossier_row(&d, T_SEQUENCES, 1), SEQUENCES_ELEVE));
    dossier_end(&d);
}
END_TEST

START_TEST(links_to_an_absent_table_are_not_judged)
{
    dossier_make(&d);
    dossier_remove(&d, "programmes.csv");
    dossier_write(&d, "personnel.csv", "nom;prenom;role\nA;B;direction\n"); /* no key column */
    dossier_write(&d, "taches.csv", "id;tache;responsable;echeance;statut\nT1;x;P1;2026-05-25;faite\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_LINK_UNKNOWN, T_ELEVES), 0);
    ck_assert_uint_eq(d.term.tables[T_ELEVES].unjudged[ELEVES_PROGRAMME], 2);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_LINK_UNKNOWN, T_TACHES), 0);
    ck_assert_uint_eq(d.term.tables[T_TACHES].unjudged[TACHES_RESPONSABLE], 1);
    dossier_end(&d);
}
END_TEST

START_TEST(a_row_with_a_bad_value_is_still_found)
{
    dossier_make(&d);
    dossier_write(&d, "eleves.csv", "id;nom;prenom;programme;statut\nE 1;A;B;5325;actif\nE2;A;B;5325;perdu\n");
    dossier_write(&d, "sequences.csv",
                  "id;eleve;entreprise;rang;type;statut;debut;fin;heures_semaine;heures;remuneree\n"
                  "Q1;E 1;C1;1;developpement;prevue;2026-09-14;2026-10-09;35;140;oui\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_VALUE_TYPE, T_ELEVES), 2);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_LINK_UNKNOWN, T_SEQUENCES), 0);
    ck_assert_ptr_eq(row_link(dossier_row(&d, T_SEQUENCES, 0), SEQUENCES_ELEVE),
                     dossier_row(&d, T_ELEVES, 0));
    dossier_end(&d);
}
END_TEST

START_TEST(double_keys_name_both_places)
{
    dossier_make(&d);
    dossier_write(&d, "personnel.csv",
                  "nom;prenom;role;id\n\nA;B;direction;P1\nA;C;direction;P2\nA;D;direction;P1\n");
    dossier_write(&d, "taches.csv", "id;tache;responsable;echeance;statut\nT1;x;P1;2026-05-25;faite\n");
    dossier_load(&d);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_KEY_DOUBLE, T_PERSONNEL), 1);
    const Problem *problem = dossier_problem(&d, PROBLEM_KEY_DOUBLE, T_PERSONNEL, 0);
    ck_assert_uint_eq(problem->line, 5);
    ck_assert_str_eq(problem->value, "P1");
    ck_assert_str_eq(problem->a, "personnel.csv, ligne 3 (cellule D3)");
    ck_assert_uint_eq(row_link(dossier_row(&d, T_TACHES, 0), TACHES_RESPONSABLE)->line, 3);
    dossier_end(&d);
}
END_TEST

START_TEST(links_within_a_table)
{
    dossier_make(&d);
    dossier_write(&d, "sequences.csv",
                  "id;eleve;entreprise;rang;type;statut;debut;fin;heures_semaine;heures;remuneree;remplace\n"
                  "Q2;E1;C1;1;developpement;prevue;2026-09-14;2026-10-09;35;140;oui;Q1\n"
                  "Q1;E1;C1;1;developpement;interrompue;2026-09-14;2026-10-09;35;140;oui;\n");
    dossier_load(&d);
    ck_assert_str_eq(row_key(row_link(dossier_row(&d, T_SEQUENCES, 0), SEQUENCES_REMPLACE)), "Q1");
    ck_assert_ptr_null(row_link(dossier_row(&d, T_SEQUENCES, 1), SEQUENCES_REMPLACE));
    dossier_end(&d);
}
END_TEST

START_TEST(rows_without_a_key_are_called_by_their_line)
{
    dossier_make(&d);
    dossier_write(&d, "personnel.csv", "id;nom;prenom;role\n;Roy;Ève;encadrement\n");
    dossier_write(&d, "sequences.csv",
                  "id;eleve;entreprise;responsable\nQ1;E1;C1;ligne 2\n;E1;C1;\n;E1;C1;\n");
    dossier_load(&d);
    ck_assert_str_eq(row_key(dossier_row(&d, T_PERSONNEL, 0)), "ligne 2");
    ck_assert(dossier_row(&d, T_PERSONNEL, 0)->keyless);
    ck_assert(!dossier_row(&d, T_SEQUENCES, 0)->keyless);
    ck_assert_ptr_null(term_find(&d.term, T_PERSONNEL, "ligne 2"));
    const Problem *link = dossier_problem(&d, PROBLEM_LINK_UNKNOWN, T_SEQUENCES, 0);
    ck_assert_str_eq(link->value, "ligne 2");
    ck_assert_ptr_null(link->b);
    ck_assert_uint_eq(dossier_problems(&d, PROBLEM_KEY_DOUBLE, T_SEQUENCES), 0);
    dossier_end(&d);
}
END_TEST

SUITE("link", rows_without_a_key_are_called_by_their_line, links_and_children,
      keys_are_compared_exactly, programmes_in_either_case,
      unknown_links_with_the_nearest_key, links_to_a_table_with_broken_rows_are_not_judged,
      links_to_an_absent_table_are_not_judged, a_row_with_a_bad_value_is_still_found,
      double_keys_name_both_places, links_within_a_table)
