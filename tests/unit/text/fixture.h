/* fixture: a small dossier written to a temporary folder and read as a term, for
 * the tests of the model. All data invented. */
#ifndef ATE_TESTS_TEXT_FIXTURE_H
#define ATE_TESTS_TEXT_FIXTURE_H

#include "base/file.h"
#include "base/text.h"
#include "suite.h"
#include "text/model.h"

#include <stdio.h>
#include <string.h>

typedef struct Fixture {
    char folder[64];
    Config config;
    Term term;
    Record record;
    Arena *arena;
    Model model;
} Fixture;

typedef struct FixtureFile {
    const char *name, *text;
} FixtureFile;

static const char fixture_config[] =
    "[etablissement]\nnom = Centre des Érables\ncode_organisme = 812345\nreseau = fp\n"
    "adresse = 10, rue du Quai\nville = Rimouski\ncode_postal = g5l1a1\nsignataire_nom = Ana Roy\n"
    "signataire_titre = Directrice\ncoordination = P1\n"
    "[periode]\nnom = Hiver 2027\nannee_scolaire = 2026-2027\ndebut = 2026-08-31\n"
    "fin = 2027-06-30\n[courriel]\nexpediteur = ate@erables.example\n";

static const FixtureFile fixture_files[] = {
    {"config.ini", fixture_config},
    {"input/programmes.csv",
     "code,titre,sanction,heures,sequences_prevues,visites_prevues\n"
     "5195,Soudage-montage,DEP,1800,,3\n"},
    {"input/personnel.csv", "id,nom,prenom,role,titre,courriel\n"
                            "P1,Côté,Luce,coordination,Coordonnatrice,l@erables.example\n"
                            "P2,Nadeau,Paul,encadrement,,\n"},
    {"input/eleves.csv",
     "id,nom,prenom,date_naissance,programme,groupe,statut,langue,note maison\n"
     "E1,Łukasik,Ewa,2008-03-02,5195,B12,actif,en,à revoir\n"
     "E2,Tremblay,Guy,1990-01-01,5195,A10,actif,,\n"},
    {"input/entreprises.csv",
     "id,nom,adresse,ville,province,code_postal,pays,langue,representant_nom,telephone,statut\n"
     "C1,Soudure | Nord,\"1, rue Un\",Lévis,QC,G6V1A1,,en,Jo Roy,4185550123,confirmee\n"
     "C2,Acier sud,2 Main St,Ottawa,on,K1A0B1,,,Li Wu,,confirmee\n"},
    {"input/superviseurs.csv", "id,entreprise,nom,prenom,titre\nS1,C1,Roy,Jo,Contremaître\n"},
    {"input/contacts.csv", "entreprise,nom,role,sequence\n"
                           "C1,Tous,signature,\nC1,Seul,signature,SEQ-1\nC1,Argent,credit,SEQ-1\n"},
    {"input/sequences.csv",
     "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,jours,heures_semaine,"
     "heures,remuneree,taux_horaire,visites_convenues,fin_reelle,protocole_signe_le,lieu,"
     "lieu_ville,lieu_province,teletravail,credit_impot\n"
     "SEQ-1,E1,C1,S1,P2,1,mise_en_oeuvre,signee,2027-01-11,2027-04-02,,37.5,450,oui,\"18,50\",,,"
     "2026-12-01,,,,,oui\n"
     "SEQ-2,E2,C2,,P2,2,developpement,terminee,2026-10-05,2026-11-27,lun|mer|jeu,21,161,non,,2,"
     "2026-11-20,,Chantier,Gatineau,,oui,\n"
     "SEQ-3,E2,C2,,,1,mise_en_oeuvre,jumelee,pas une date,2027-05-01,mar,7,70,,,,,,,,,,non\n"},
    {"input/activites.csv", "sequence,numero,activite\nSEQ-1,10,Souder\nSEQ-1,2,Lire un plan\n"},
    {"input/visites.csv",
     "id,sequence,type,date,heure,mode,statut,responsable\n"
     ",SEQ-1,suivi,2027-03-02,13:00,visio,confirmee,\n"
     "V9,SEQ-1,signature,2027-01-20,9:15,sur_place,proposee,\n"
     ",SEQ-1,suivi,2027-01-20,8 h,sur_place,confirmee,\n"
     ",SEQ-2,finale,2026-11-18,10:00,sur_place,realisee,\n"
     ",SEQ-2,finale,2027-02-02,10:00,sur_place,proposee,P1\n"
     ",SEQ-1,suivi,2027-09-02,13:00,visio,confirmee,\n"},
    {"input/evaluations.csv", "sequence,type,date_prevue,date_realisee,resultat\n"
                              "SEQ-2,finale,2026-11-10,2026-11-12,partiel\n"
                              "SEQ-2,finale,2026-11-20,2026-11-25,atteint\n"
                              "SEQ-2,mi_parcours,2026-10-20,2026-11-26,atteint\n"
                              "SEQ-1,finale,2027-04-01,,\n"},
};

static inline void fixture_write(Fixture *f, const char *name, const char *text)
{
    Error error = {0};
    const char *path = path_join(f->arena, f->folder, name);
    ck_assert_msg(!file_put(path, text, strlen(text), NULL, &error), "%s", error.what);
}

/* `change` replaces the text of one of the files; NULL: none. */
static inline void fixture_open(Fixture *f, const FixtureFile *change)
{
    Error error = {0};
    *f = (Fixture){.folder = "/tmp/ate-text-XXXXXX", .arena = arena_new()};
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    for (size_t i = 0; i < sizeof fixture_files / sizeof *fixture_files; i++) {
        const FixtureFile *file = &fixture_files[i];
        bool changed = change && text_is(change->name, file->name);
        fixture_write(f, file->name, changed ? change->text : file->text);
    }
    const char *config = path_join(f->arena, f->folder, "config.ini");
    ck_assert_msg(!config_load(&f->config, config, &error), "%s: %s", error.place, error.what);
    ck_assert_msg(!term_load(&f->term, &f->config, &error), "%s: %s", error.place, error.what);
    f->record = (Record){&f->term, &f->config, NULL, date_of(2027, 1, 15), NULL};
    model_open(&f->model, &f->record, f->arena, LANG_FR);
}

static inline void fixture_close(Fixture *f)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", f->folder);
    ck_assert_int_eq(system(command), 0);
    term_free(&f->term);
    config_free(&f->config);
    arena_free(f->arena);
}

static inline Subject fixture_subject(const Fixture *f, Scope scope, const char *key)
{
    size_t count;
    const Subject *all = model_subjects(&f->record, scope, f->arena, &count);
    for (size_t i = 0; i < count; i++)
        if (text_is(all[i].key, key))
            return all[i];
    ck_abort_msg("%s: %s", scope_name(scope), key);
}

static inline Datum fixture_root(const Fixture *f, Scope scope, const char *key)
{
    Subject subject = fixture_subject(f, scope, key);
    return model_root(&f->model, &subject);
}

#endif
