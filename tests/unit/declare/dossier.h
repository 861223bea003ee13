/* dossier: a small invented dossier in a folder of its own, that a test can change
 * and read again, with its registry. */
#ifndef ATE_TESTS_DECLARE_DOSSIER_H
#define ATE_TESTS_DECLARE_DOSSIER_H

#include "base/file.h"
#include "read/scratch.h"
#include "record/effective.h"
#include "record/registry.h"

#include <string.h>

typedef struct Bench {
    Scratch scratch;
    Arena *arena;
    Config config;
    Term term;
    Registry *registry;
    Record record;
    Error error;
    const char *output;
} Bench;

static const char bench_config[] =
    "[etablissement]\nnom = Centre de l'Érablière\ncode_organisme = 123456\nreseau = fp\n"
    "adresse = 1, rue du Test\nville = Québec\ncode_postal = G1R 5A5\ntelephone = 418 555-0100\n"
    "signataire_nom = Ève Roy\nsignataire_titre = directrice\n"
    "[periode]\nnom = Automne\nannee_scolaire = 2026-2027\ndebut = 2026-07-01\nfin = 2027-06-30\n"
    "[courriel]\nexpediteur = stages@cfp-exemple.qc.ca\n";

#define BENCH_SEQUENCES                                                                        \
    "id;eleve;entreprise;superviseur;responsable;rang;type;statut;debut;fin;heures_semaine;"   \
    "heures;remuneree;taux_horaire;heures_realisees;protocole_signe_le\n"

static inline void bench_write(Bench *b, const char *name, const char *text)
{
    scratch_text(&b->scratch, name, text);
}

static inline Bench bench_new(void)
{
    Bench b = {.arena = arena_new(), .scratch = scratch_open()};
    Error error;
    const char *input = path_join(b.arena, b.scratch.folder, "input");
    ck_assert_int_eq(file_make_folder(input, &error), STATUS_OK);
    b.output = path_join(b.arena, b.scratch.folder, "output");
    bench_write(&b, "config.ini", bench_config);
    bench_write(&b, "input/programmes.csv",
                "code;titre;sanction;heures\n5309;Soudage;DEP;1800\n5298;Usinage;DEP;1500\n");
    bench_write(&b, "input/personnel.csv",
                "id;nom;prenom;role;courriel\nP1;Roy;Luc;encadrement;luc@cfp-exemple.qc.ca\n");
    bench_write(&b, "input/eleves.csv",
                "id;code_permanent;nom;prenom;programme;statut\n"
                "E1;TREM01019901;Tremblay;Zoé;5309;actif\n"
                "E2;NGUY02020002;Nguyễn;Léa;5298;actif\n"
                "E3;;Côté;Noé;5309;actif\n");
    bench_write(
        &b, "input/entreprises.csv",
        "id;nom;neq;adresse;ville;code_postal;representant_nom;representant_titre;courriel;"
        "statut;langue\n"
        "A;\"Atelier \"\"Le Pin\"\"\";1175166686;2, rue A;Québec;G1R 5A5;Anne Lavoie;directrice;"
        "anne@atelier-exemple.ca;confirmee;fr\n"
        "B;Bois & Fils;;3, rue B;Lévis;G6V 1A1;Bob Roy;président;bob@bois-exemple.ca;"
        "confirmee;en\n");
    bench_write(&b, "input/superviseurs.csv", "id;entreprise;nom;prenom\nS1;A;Roy;Max\n");
    bench_write(
        &b, "input/sequences.csv",
        BENCH_SEQUENCES
        "SEQ-2;E2;B;;P1;1;developpement;terminee;2026-08-31;2026-09-25;35;140;oui;18,50;"
        "138,5;2026-08-20\n"
        "SEQ-1;E1;A;S1;P1;1;mise_en_oeuvre;terminee;2026-08-31;2026-10-23;30;240;non;;240;"
        "2026-08-20\n"
        "SEQ-3;E3;A;S1;P1;1;mise_en_oeuvre;terminee;2026-08-31;2026-10-23;30;240;non;;200;\n"
        "SEQ-4;E1;A;S1;P1;2;developpement;en_cours;2026-11-02;2026-12-18;30;200;non;;;\n");
    return b;
}

static inline void bench_unload(Bench *b)
{
    registry_close(b->registry);
    b->registry = NULL;
    term_free(&b->term);
    config_free(&b->config);
}

/* Reads everything as it stands now, on the given day. */
static inline void bench_load(Bench *b, Date today)
{
    memset(&b->config, 0, sizeof b->config);
    memset(&b->term, 0, sizeof b->term);
    const char *path = path_join(b->arena, b->scratch.folder, "config.ini");
    ck_assert_msg(config_load(&b->config, path, &b->error) == STATUS_OK, "%s: %s", b->error.place,
                  b->error.what);
    ck_assert_msg(term_load(&b->term, &b->config, &b->error) == STATUS_OK, "%s: %s", b->error.place,
                  b->error.what);
    ck_assert_msg(registry_open(&b->registry, path_join(b->arena, b->scratch.folder, "registre"),
                                false, &b->error) == STATUS_OK,
                  "%s", b->error.what);
    b->record = (Record){&b->term, &b->config, b->registry, today, NULL};
}

static inline void bench_free(Bench *b)
{
    bench_unload(b);
    scratch_close(&b->scratch);
    arena_free(b->arena);
}

/* The bytes of a file of the dossier; "" when it is not there. */
static inline const char *bench_read(Bench *b, const char *name)
{
    Buffer bytes = {0};
    file_read(path_join(b->arena, b->scratch.folder, name), 1 << 24, &bytes, &b->error);
    const char *text = arena_slice(b->arena, buffer_text(&bytes), bytes.length);
    buffer_free(&bytes);
    return text;
}

#endif
