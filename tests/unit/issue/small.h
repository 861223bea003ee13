/* small: a dossier of four sequences in a folder of its own, with five kinds of
 * documents, and findings made by hand. */
#ifndef ATE_TESTS_SMALL_H
#define ATE_TESTS_SMALL_H

#include "base/file.h"
#include "base/text.h"
#include "issue/issue.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

typedef struct SmallFile {
    const char *name, *text;
} SmallFile;

static const SmallFile small_files[] = {
    {"config.ini",
     "[etablissement]\nnom = Centre Exemple\ncode_organisme = 123456\nreseau = fp\n"
     "adresse = 1, rue Exemple\nville = Québec\ncode_postal = G1R 5A5\n"
     "signataire_nom = Anne Exemple\nsignataire_titre = directrice\n"
     "[periode]\nnom = Hiver 2027\nannee_scolaire = 2026-2027\ndebut = 2027-01-04\nfin = 2027-06-30\n"
     "[courriel]\nexpediteur = ate@exemple.ca\n"},
    {"input/programmes.csv", "code,titre,sanction,heures\n5231,Comptabilité,DEP,1350\n"
                             "5319,Vente-conseil,DEP,900\n"},
    {"input/personnel.csv", "id,nom,prenom,role\nP1,Roy,Luc,encadrement\nP2,Côté,Zoé,encadrement\n"},
    {"input/eleves.csv", "id,nom,prenom,programme,statut,groupe\nE1,Tremblay,Léa,5231,actif,G1\n"
                         "E2,Nguyễn,An,5319,actif,G2\n"},
    {"input/entreprises.csv",
     "id,nom,neq,adresse,ville,code_postal,representant_nom,statut\n"
     "C1,Atelier Un,1144556677,1 rue A,Lévis,G6V 1A1,Ève Un,confirmee\n"
     "C2,Boutique Deux,1144556685,2 rue B,Laval,H7A 1A1,Guy Deux,confirmee\n"},
    {"input/superviseurs.csv", "id,entreprise,nom,prenom\nS1,C1,Ross,Ida\nS2,C2,Lee,Bob\n"},
    {"input/sequences.csv",
     "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,heures_semaine,heures,"
     "remuneree,credit_impot,heures_realisees,protocole_signe_le\n"
     "SEQ-1,E1,C1,S1,P1,1,developpement,jumelee,2027-03-01,2027-04-23,35,280,non,,,\n"
     "SEQ-2,E2,C2,S2,P1,1,developpement,terminee,2027-01-11,2027-02-26,35,245,non,oui,245,\n"
     "SEQ-3,E1,C2,S2,P2,2,mise_en_oeuvre,prevue,2027-05-03,2027-06-18,35,245,non,,,\n"
     "seq-1,E2,C1,S1,P2,2,mise_en_oeuvre,signee,2027-05-03,2027-06-18,35,245,non,,,2027-02-15\n"},
    {"input/activites.csv", "sequence,numero,activite\nSEQ-1,1,Tenir la caisse\nSEQ-2,1,Classer\n"},
    {"input/visites.csv", "id,sequence,date,mode,statut\nV1,SEQ-1,2027-03-10,sur_place,proposee\n"
                          "V2,SEQ-1,2027-04-07,visio,proposee\nV3,seq-1,2027-05-12,visio,proposee\n"},
    {"input/evaluations.csv",
     "id,sequence,type,date_prevue,date_realisee\nX1,SEQ-2,finale,2027-02-25,2027-02-25\n"},
    {"input/criteres.csv", "code,critere\nK1,Encadrement\n"},
    {"input/criteres_entreprises.csv", "entreprise,code,satisfait\nC1,K1,non\n"},
    {"templates/catalogue.ini",
     "[protocole]\ntitre = Protocole\ntitre_en = Agreement\nportee = sequence\nmodele = protocole\n"
     "du = statut_effectif dans (jumelee, signee, en_cours, terminee, interrompue)\n"
     "fichier = protocole-{{id}}.pdf\nnumero = P-{annee}-{seq:3}\n"
     "destinataires = ecole, entreprise, eleve\n"
     "[attestation]\ntitre = Attestation\ntitre_en = Attestation\nportee = sequence\n"
     "modele = attestation\ndu = credit_impot = oui et statut_effectif = terminee\n"
     "fichier = attestation-{{id}}.pdf\nnumero = {attestation.numero}\n"
     "destinataires = ecole, entreprise\n"
     "[fiche-visite]\ntitre = Fiche de visite\ntitre_en = Visit form\nportee = visite\n"
     "modele = fiche-visite\ndu = statut = proposee\nfichier = fiche-{{cle}}.pdf\n"
     "destinataires = ecole, responsable\n"
     "[horaire-visites]\ntitre = Horaire\ntitre_en = Schedule\nportee = responsable\n"
     "modele = horaire-visites\ndu = visites_a_venir = oui\nfichier = horaire-{{id}}.pdf\n"
     "destinataires = ecole, responsable\n"},
    {"templates/fr/protocole.md",
     "# Protocole {{document.numero}}\n\n{{eleve.prenom}} {{eleve.nom}}, {{entreprise.nom}}, "
     "{{superviseur.nom}}, {{responsable.nom}}, {{programme.titre}}, du {{debut}} au {{fin}}, {{heures}}.\n\n"
     "{{#document.transcription}}\n\nTranscription.\n\n{{/document.transcription}}\n\n"
     "{{#activites}}\n\n{{activite}}\n\n{{/activites}}\n"},
    {"templates/fr/attestation.md",
     "# Attestation {{document.numero}}\n\n{{eleve.nom}}, {{entreprise.nom}}, {{entreprise.neq}}, "
     "{{heures_realisees}}, {{evaluation_finale.date_realisee}}, {{document.date}}."
     "{{#document.remplace}} Remplace la révision {{revision}}.{{/document.remplace}}\n"},
    {"templates/fr/fiche-visite.md",
     "# Fiche\n\n{{date}} : {{sequence.eleve.nom}}, {{sequence.entreprise.nom}}\n"},
    {"templates/fr/horaire-visites.md",
     "# Horaire de {{nom}}\n\n{{#tournees}}\n\n## {{date}}\n\n{{#visites}}\n\n"
     "{{sequence.eleve.nom}}, {{sequence.entreprise.nom}}\n\n{{/visites}}\n\n{{/tournees}}\n"},
};

typedef struct Small {
    Arena *arena;
    char root[64];
    const char *output;
    Config config;
    Term term;
    Registry *registry;
    Record record;
    Catalogue catalogue;
    Findings findings;
    Error error;
} Small;

static inline const char *small_path(const Small *small, const char *name)
{
    return path_join(small->arena, small->root, name);
}

static inline void small_put(const Small *small, const char *name, const char *text)
{
    const char *path = small_path(small, name);
    ck_assert_int_eq(file_make_folder(path_folder(small->arena, path), NULL), STATUS_OK);
    FILE *file = fopen(path, "wb"); /* not file_put: its fsync would cost a test its second */
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
}

#define SMALL_OK(small, call) ck_assert_msg((call) == STATUS_OK, "%s: %s", (small)->error.place, (small)->error.what)

/* Writes the files; a test may then replace some before small_open. */
static inline void small_make(Small *small)
{
    *small = (Small){.arena = arena_new()};
    strcpy(small->root, "/tmp/ate-issue-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small->root));
    small->output = small_path(small, "output");
    for (size_t i = 0; i < sizeof small_files / sizeof *small_files; i++)
        small_put(small, small_files[i].name, small_files[i].text);
    for (size_t i = 0; i < sizeof small_files / sizeof *small_files; i++) {
        const char *french = "templates/fr/";
        if (text_starts(small_files[i].name, french))
            small_put(small, arena_printf(small->arena, "templates/en/%s",
                                          small_files[i].name + strlen(french)),
                      small_files[i].text);
    }
}

static inline void small_open(Small *small, const char *today)
{
    SMALL_OK(small, config_load(&small->config, small_path(small, "config.ini"), &small->error));
    SMALL_OK(small, term_load(&small->term, &small->config, &small->error));
    SMALL_OK(small, registry_open(&small->registry, small_path(small, "registre"), false, &small->error));
    small->record = (Record){&small->term, &small->config, small->registry, 0, NULL};
    ck_assert(date_parse_iso(today, &small->record.today));
    SMALL_OK(small, contracts_read(&small->record, small->arena, &small->error));
    SMALL_OK(small, catalogue_load(&small->catalogue, small->arena, small_path(small, "templates"),
                                   &small->record, &small->error));
    small->findings = (Findings){.arena = arena_new()};
}

/* Keeps the folder: another small_open sees what was written. */
static inline void small_shut(Small *small)
{
    findings_free(&small->findings);
    registry_close(small->registry);
    term_free(&small->term);
    config_free(&small->config);
}

static inline void small_close(Small *small)
{
    small_shut(small);
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", small->root);
    ck_assert_int_eq(system(command), 0);
    arena_free(small->arena);
}

/* The row whose first column is `key`. */
static inline const Row *small_row(const Small *small, int table, const char *key)
{
    const Table *of = &small->term.tables[table];
    for (size_t i = 0; i < of->row_count; i++)
        if (text_is(row_text(&of->rows[i], 0), key))
            return &of->rows[i];
    ck_abort_msg("no row %s", key);
    return NULL;
}

/* An error of `rule` on a row; `key` NULL: on config.ini, or on the file of `table`. */
static inline Finding *small_fault(Small *small, const Rule *rule, int table, const char *key, int column)
{
    Findings *findings = &small->findings;
    findings->items = vector_reserve(findings->items, &findings->capacity, findings->count + 1,
                                     sizeof *findings->items);
    Place place = {.file = "config.ini", .table = -1, .column_id = -1};
    if (table >= 0)
        place = place_of_file(&small->term, table);
    if (key)
        place = place_of(&small->term, small_row(small, table, key), column);
    Finding *finding = &findings->items[findings->count++];
    *finding = (Finding){.rule = rule, .severity = SEVERITY_ERROR, .place = place, .message = "m",
                         .fix = "f"};
    return finding;
}

#endif
