/* dossier: a small complete dossier for a test. The required tables are made with a header and
 * two or three rows; a test writes over those it is about, then loads. */
#ifndef ATE_TESTS_TERM_DOSSIER_H
#define ATE_TESTS_TERM_DOSSIER_H

#include "../read/scratch.h"
#include "term/config.h"
#include "term/term.h"

typedef struct TestDossier {
    Scratch scratch;
    char config_extra[4096];
    Config config;
    Term term;
    Error error;
} TestDossier;

#define TEST_CONFIG                                                                         \
    "[etablissement]\nnom = Centre Exemple\ncode_organisme = 123456\nreseau = fp\n"         \
    "adresse = 1, rue Inventée\nville = Québec\ncode_postal = G1R 5A5\n"                    \
    "signataire_nom = Anne Essai\nsignataire_titre = directrice\n"                          \
    "[periode]\nnom = Automne\nannee_scolaire = 2026-2027\ndebut = 2026-08-24\nfin = 2027-06-30\n"

static inline void dossier_write(TestDossier *dossier, const char *table, const char *text)
{
    char name[80];
    snprintf(name, sizeof name, "input/%s", table);
    scratch_text(&dossier->scratch, name, text);
}

static inline void dossier_remove(TestDossier *dossier, const char *table)
{
    char path[300];
    snprintf(path, sizeof path, "%s/input/%s", dossier->scratch.folder, table);
    ck_assert_int_eq(remove(path), 0);
}

static inline void dossier_make(TestDossier *dossier)
{
    memset(dossier, 0, sizeof *dossier);
    dossier->scratch = scratch_open();
    char input[80];
    snprintf(input, sizeof input, "%s/input", dossier->scratch.folder);
    ck_assert_int_eq(mkdir(input, 0700), 0);
    dossier_write(dossier, "programmes.csv", "code;titre;sanction;heures\n5325;Mécanique;DEP;1800\n");
    dossier_write(dossier, "personnel.csv", "id;nom;prenom;role\nP1;Roy;Ève;encadrement\n");
    dossier_write(dossier, "eleves.csv",
                  "id;nom;prenom;programme;statut\nE1;Nguyễn;Hằng;5325;actif\nE2;Roy;Luc;5325;actif\n");
    dossier_write(dossier, "entreprises.csv",
                  "id;nom;adresse;ville;code_postal;representant_nom;statut\n"
                  "C1;Garage Un;2, rue A;Lévis;G6V 1A1;Ada Un;confirmee\n"
                  "C2;Garage Deux;3, rue B;Lévis;G6V 1A2;Bob Deux;confirmee\n");
    dossier_write(dossier, "superviseurs.csv", "id;entreprise;nom;prenom\nS1;C1;Lavoie;Zoé\n");
    dossier_write(dossier, "sequences.csv",
                  "id;eleve;entreprise;rang;type;statut;debut;fin;jours;heures_semaine;heures;remuneree\n"
                  "Q1;E1;C1;1;developpement;prevue;2026-09-14;2026-10-09;lun|mar|mer|jeu|ven;35;140;oui\n"
                  "Q2;E2;C2;1;developpement;prevue;2026-09-14;2026-10-09;lun|mar;14;56;non\n");
}

static inline void dossier_load(TestDossier *dossier)
{
    char text[sizeof TEST_CONFIG + sizeof dossier->config_extra];
    snprintf(text, sizeof text, "%s%s", TEST_CONFIG, dossier->config_extra);
    const char *path = scratch_text(&dossier->scratch, "config.ini", text);
    Status status = config_load(&dossier->config, path, &dossier->error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", dossier->error.place, dossier->error.what);
    status = term_load(&dossier->term, &dossier->config, &dossier->error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", dossier->error.place, dossier->error.what);
}

static inline void dossier_end(TestDossier *dossier)
{
    term_free(&dossier->term);
    config_free(&dossier->config);
    scratch_close(&dossier->scratch);
}

/* The n-th problem of a kind in a table, NULL when there are fewer. */
static inline const Problem *dossier_problem(const TestDossier *dossier, ProblemKind kind, int table,
                                             size_t n)
{
    for (size_t i = 0; i < dossier->term.problem_count; i++) {
        const Problem *problem = &dossier->term.problems[i];
        if (problem->kind == kind && problem->table == table && n-- == 0)
            return problem;
    }
    return NULL;
}

static inline size_t dossier_problems(const TestDossier *dossier, ProblemKind kind, int table)
{
    size_t count = 0;
    while (dossier_problem(dossier, kind, table, count))
        count++;
    return count;
}

static inline const Row *dossier_row(const TestDossier *dossier, int table, size_t n)
{
    ck_assert_uint_lt(n, dossier->term.tables[table].row_count);
    return &dossier->term.tables[table].rows[n];
}

#endif
