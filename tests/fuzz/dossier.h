/* dossier: a small clean term to fuzz around, written and read once. All data invented. */
#ifndef ATE_TESTS_FUZZ_DOSSIER_H
#define ATE_TESTS_FUZZ_DOSSIER_H

#include "fuzz.h"
#include "text/model.h"

static const char dossier_config[] =
    "[etablissement]\nnom = Centre de l'Anse\ncode_organisme = 999056\nreseau = fp\n"
    "adresse = 8, rue du Havre\nville = Rimouski\ncode_postal = G5L 3B7\n"
    "signataire_nom = Yves Thibeault\nsignataire_titre = Directeur\ncoordination = P1\n"
    "[periode]\nnom = Année 2026-2027\nannee_scolaire = 2026-2027\ndebut = 2026-08-24\n"
    "fin = 2027-06-23\n[courriel]\nexpediteur = ate@anse.example\n";

static const struct {
    const char *name, *text;
} dossier_tables[] = {
    {"input/programmes.csv",
     "code,titre,sanction,heures,unites\n5195,Soudage-montage,DEP,1800,120\n"},
    {"input/personnel.csv", "id,nom,prenom,role\nP1,Morneau,Line,coordination\n"
                            "P2,Castonguay,Rémi,encadrement\n"},
    {"input/eleves.csv", "id,nom,prenom,date_naissance,programme,groupe,statut,langue\n"
                         "1001,Ross,Mikaël,2005-05-05,5195,A,actif,fr\n"},
    {"input/entreprises.csv",
     "id,nom,adresse,ville,code_postal,representant_nom,statut,telephone\n"
     "E1,Soudure | Anse inc.,\"6, rue du Parc\",Rimouski,G5L 7X3,Gilles Anctil,confirmee,"
     "418 555-0151\n"},
    {"input/superviseurs.csv", "id,entreprise,nom,prenom\nS1,E1,Dionne,Guy\n"},
    {"input/sequences.csv",
     "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,jours,heures_semaine,"
     "heures,remuneree,taux_horaire,credit_impot,protocole_signe_le\n"
     "Q1,1001,E1,S1,P2,1,mise_en_oeuvre,jumelee,2027-01-11,2027-03-19,lun|mar|mer,35,350,oui,21,"
     "oui,\n"
     "Q2,1001,E1,,P2,2,mise_en_oeuvre,prevue,pas une date,2027-06-04,,35,273,,,,\n"},
    {"input/activites.csv", "sequence,numero,activite\nQ1,1,Souder\nQ1,2,Lire un plan\n"},
    {"input/visites.csv", "id,sequence,type,date,heure,mode,statut,responsable\n"
                          ",Q1,suivi,2027-01-26,13:30,sur_place,confirmee,P2\n"},
};

typedef struct FuzzDossier {
    Config config;
    Term term;
    Record record;
} FuzzDossier;

/* Kept until the end of the program. */
static inline const FuzzDossier *dossier_once(void)
{
    static FuzzDossier dossier;
    if (dossier.record.term)
        return &dossier;
    Arena *arena = arena_new();
    const char *config = scratch_put(arena, "config.ini", dossier_config, strlen(dossier_config));
    for (size_t i = 0; i < sizeof dossier_tables / sizeof *dossier_tables; i++)
        scratch_put(arena, dossier_tables[i].name, dossier_tables[i].text,
                    strlen(dossier_tables[i].text));
    MUST(config_load(&dossier.config, config, NULL) == STATUS_OK);
    MUST(term_load(&dossier.term, &dossier.config, NULL) == STATUS_OK);
    dossier.record = (Record){&dossier.term, &dossier.config, NULL, date_of(2027, 1, 15), NULL};
    arena_free(arena);
    return &dossier;
}

#endif
