/* catalogue.ini: kinds as data, and every fault of it at its place. */
#include "fixture.h"

#include "text/catalogue.h"

static const char section[] = "[protocole]\ntitre = Protocole\ntitre_en = Agreement\n"
                              "portee = sequence\ndestinataires = ecole, entreprise | eleve\n";

/* Writes templates/ and loads its catalogue; what follows the section is `more`. */
static Status load(Fixture *f, const char *start, const char *more, Catalogue *catalogue,
                   Error *error)
{
    static const FixtureFile files[] = {
        {"templates/fr/protocole.md", "# Un {{id}}\n\n{{> clause}}\n"},
        {"templates/en/protocole.md", "# One {{id}}\n\n{{> clause}}\n"},
        {"templates/fr/paye.md", "# Deux\n"},
        {"templates/en/paye.md", "# Two\n"},
        {"templates/fr/clauses/clause.md", "Clause {{eleve.nom}}.\n"},
        {"templates/en/clause.md", "Clause {{eleve.nom}}.\n"},
        {"templates/fr/seul.md", "# Seul\n"},
        {"templates/fr/faux.md", "# Faux\n\n{{#activites}}\n- {{eleve.prenon}}\n{{/activites}}\n"},
        {"templates/en/faux.md", "# Wrong\n"},
        {"templates/fr/sans.md", "{{> absent}}\n"},
        {"templates/en/sans.md", "x\n"},
        {"templates/fr/octet.md", "un\ndeux \xE9\n"},
        {"templates/en/octet.md", "x\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        fixture_write(f, files[i].name, files[i].text);
    fixture_write(f, "templates/catalogue.ini", arena_printf(f->arena, "%s%s", start, more));
    return catalogue_load(catalogue, f->arena, path_join(f->arena, f->folder, "templates"),
                          &f->record, error);
}

START_TEST(test_kind)
{
    Fixture f;
    Catalogue catalogue;
    Error error = {0};
    fixture_open(&f, NULL);
    ck_assert_msg(!load(&f, section,
                        "modele = protocole\nmodele.2 = paye si remuneree = oui\n"
                        "du = statut dans (signee, en_cours)\nnumero = {attestation.numero}\n"
                        "role = signature\n[autre]\ntitre = A\ntitre_en = B\nportee = eleve\n"
                        "modele = paye\ndestinataires = ecole\nnumero = {genre}-{seq:3}\n"
                        "fichier = a-{{nom}}.pdf\n",
                        &catalogue, &error),
                  "%s: %s", error.place, error.what);
    ck_assert_uint_eq(catalogue.count, 2);
    const Kind *kind = catalogue_find(&catalogue, "protocole");
    ck_assert_str_eq(kind->title[LANG_EN], "Agreement");
    ck_assert_int_eq(kind->scope, SCOPE_SEQUENCE);
    ck_assert_uint_eq(kind->recipients, RECIPIENT_SCHOOL | RECIPIENT_COMPANY | RECIPIENT_STUDENT);
    ck_assert_str_eq(kind->number, "{annee}-{organisme}-{seq:5}");
    ck_assert_str_eq(kind->file, "protocole-{{cle}}.pdf");
    ck_assert_str_eq(kind->role, "signature");
    ck_assert_str_eq(kind->mail, "");
    ck_assert_str_eq(catalogue.kinds[1].number, "autre-{seq:3}");
    ck_assert_ptr_null(catalogue_find(&catalogue, "autres"));
    ck_assert_uint_eq(strlen(catalogue.sha256), 64);

    Datum seq1 = fixture_root(&f, SCOPE_SEQUENCE, "SEQ-1");
    Datum seq2 = fixture_root(&f, SCOPE_SEQUENCE, "SEQ-2");
    ck_assert_int_eq(kind_is_due(kind, &f.model, seq1), TRUTH_YES);
    ck_assert_int_eq(kind_is_due(kind, &f.model, seq2), TRUTH_NO);
    ck_assert_str_eq(kind_template(kind, &f.model, seq1)->name, "paye");
    ck_assert_str_eq(kind_template(kind, &f.model, seq2)->name, "protocole");
    fixture_close(&f);
}
END_TEST

START_TEST(test_language)
{
    /* E1 wants English, C1 English; E2 and C2 say nothing: the school's French */
    static const struct { unsigned recipients; Scope scope; const char *key; Lang lang; } cases[] = {
        {RECIPIENT_SCHOOL | RECIPIENT_COMPANY | RECIPIENT_STUDENT, SCOPE_SEQUENCE, "SEQ-1", LANG_EN},
        {RECIPIENT_SCHOOL | RECIPIENT_COMPANY | RECIPIENT_STUDENT, SCOPE_SEQUENCE, "SEQ-2", LANG_FR},
        {RECIPIENT_SCHOOL | RECIPIENT_COMPANY, SCOPE_SEQUENCE, "SEQ-1", LANG_EN},
        {RECIPIENT_SCHOOL, SCOPE_SEQUENCE, "SEQ-1", LANG_FR},
        {RECIPIENT_STUDENT, SCOPE_ELEVE, "E1", LANG_EN},
        {RECIPIENT_COMPANY, SCOPE_ENTREPRISE, "C1", LANG_EN},
        {RECIPIENT_COMPANY, SCOPE_VISITE, "V9", LANG_EN},
        {RECIPIENT_RESPONSABLE, SCOPE_RESPONSABLE, "P2", LANG_FR},
        {RECIPIENT_STUDENT, SCOPE_GROUPE, "B12", LANG_FR},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Subject subject = fixture_subject(&f, cases[i].scope, cases[i].key);
        Kind kind = {.recipients = cases[i].recipients, .scope = cases[i].scope};
        ck_assert_int_eq(kind_lang(&kind, &f.record, &subject), cases[i].lang);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_faults)
{
    /* %s of `what` is the templates folder */
    static const struct { const char *more, *place, *what, *remedy; } cases[] = {
        {"modele = protocole\ncouriel = x\n", "catalogue.ini:7", "clé « couriel » inconnue",
         "vouliez-vous dire « courriel » ?"},
        {"modele = protocole\ntitre = x\n", "catalogue.ini:7",
         "la clé « titre » est donnée deux fois dans la section « protocole »", ""},
        {"role = x\n", "catalogue.ini:2", "il manque la clé « modele » à la section « protocole »", ""},
        {"modele = protocole\nrole = signatures\n", "catalogue.ini:7", "rôle « signatures » inconnu",
         "vouliez-vous dire « signature » ?"},
        {"modele = protocole\ndu = statut = \n", "catalogue.ini:7",
         "condition, colonne 9 : il manque une valeur à la fin", ""},
        {"modele = protocole\ndu = statu = signee\n", "catalogue.ini:7",
         "condition, colonne 1 : « statu » n'est ni un champ ni un mot connu",
         "vouliez-vous dire « statut » ?"},
        {"modele = protocole\nmodele.2 = paye\n", "catalogue.ini:7",
         "« protocole » a deux modèles sans condition", ""},
        {"modele = protocole\nfichier = {{idd}}.pdf\n", "catalogue.ini:7",
         "la variable « idd » n'existe pas", "vouliez-vous dire « id » ?"},
        {"modele = protocole\nnumero = {anee}-{seq}\n", "catalogue.ini:7",
         "« {anee} » n'a pas de sens dans un numéro", "vouliez-vous dire « annee » ?"},
        {"modele = protocole\nnumero = {annee}\n", "catalogue.ini:7",
         "un numéro doit contenir {seq} : sans lui, tous les documents auraient le même", ""},
        {"modele = seul\n", "catalogue.ini:2",
         "le modèle « %s/en/seul.md » de « protocole » est introuvable", ""},
        {"modele = ../x\n", "catalogue.ini:6", "« ../x » n'est pas le nom d'un modèle", ""},
        {"modele = faux\n", "fr/faux.md:4", "la variable « eleve.prenon » n'existe pas",
         "vouliez-vous dire « eleve.prenom » ?"},
        {"modele = sans\n", "fr/sans.md:1", "le modèle partiel « absent » est introuvable",
         "ajoutez le fichier %s/fr/absent.md ou %s/fr/clauses/absent.md"},
        {"modele = octet\n", "fr/octet.md:2", "le modèle n'est pas un texte en UTF-8", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Fixture f;
        Catalogue catalogue;
        Error error = {0};
        fixture_open(&f, NULL);
        ck_assert_int_eq(load(&f, section, cases[i].more, &catalogue, &error), STATUS_USAGE);
        const char *folder = path_join(f.arena, f.folder, "templates");
        char expected[512];
        ck_assert_str_eq(error.place, path_join(f.arena, folder, cases[i].place));
        snprintf(expected, sizeof expected, cases[i].what, folder);
        ck_assert_str_eq(error.what, expected);
        snprintf(expected, sizeof expected, cases[i].remedy, folder, folder);
        ck_assert_str_eq(error.remedy, expected);
        fixture_close(&f);
    }
    static const struct { const char *start, *what; } starts[] = {
        {"titre = x\n", "la clé « titre » n'est dans aucune section"},
        {"[a]\ntitre = x\ntitre_en = x\ndestinataires = ecole\nmodele = paye\nportee = sequense\n",
         "portée « sequense » inconnue"},
        {"[a]\ntitre = x\ntitre_en = x\ndestinataires = eccole\nmodele = paye\nportee = sequence\n",
         "destinataire « eccole » inconnu"},
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        Fixture f;
        Catalogue catalogue;
        Error error = {0};
        fixture_open(&f, NULL);
        ck_assert_int_eq(load(&f, starts[i].start, "", &catalogue, &error), STATUS_USAGE);
        ck_assert_str_eq(error.what, starts[i].what);
        fixture_close(&f);
    }
}
END_TEST

SUITE("catalogue", test_kind, test_language, test_faults)
