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
        {"templates/fr/presque.md", "x\n{{> clauze}}\n"},
        {"templates/fr/octet.md", "un\ndeux \xE9\n"},
        {"templates/en/octet.md", "x\n"},
        {"templates/fr/courriels/merci.txt", "Objet : {{entreprise.nom}}\n\nMerci\n"},
        {"templates/en/courriels/merci.txt", "Subject: {{entreprise.nom}}\n\nThanks\n"},
        {"templates/fr/courriels/adieu.txt", "Objet : x\n\nAdieu\n"},
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
        {"modele = seul\n", "catalogue.ini:6",
         "le modèle « %s/en/seul.md » de « protocole » est introuvable", ""},
        {"modele = ../x\n", "catalogue.ini:6", "« ../x » n'est pas le nom d'un modèle", ""},
        {"modele = faux\n", "fr/faux.md:4", "la variable « eleve.prenon » n'existe pas",
         "vouliez-vous dire « eleve.prenom » ?"},
        {"modele = sans\n", "fr/sans.md:1", "la clause « absent » est introuvable",
         "ajoutez le fichier %s/fr/absent.md ou %s/fr/clauses/absent.md"},
        {"modele = protocoles\n", "catalogue.ini:6",
         "le modèle « %s/fr/protocoles.md » de « protocole » est introuvable",
         "vouliez-vous dire « protocole » ?"},
        {"modele = presque\n", "fr/presque.md:2", "la clause « clauze » est introuvable",
         "vouliez-vous dire « clause » ?"},
        {"modele = protocole\ncourriel = mercis\n", "catalogue.ini:7",
         "le modèle « %s/fr/courriels/mercis.txt » de « protocole » est introuvable",
         "vouliez-vous dire « merci » ?"},
        {"modele = protocole\ncourriel = adieu\n", "catalogue.ini:7",
         "le modèle « %s/en/courriels/adieu.txt » de « protocole » est introuvable", ""},
        {"modele = protocole\ncourriel = ../merci\n", "catalogue.ini:7",
         "« ../merci » n'est pas le nom d'un modèle", ""},
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

/* Loads a kind of that scope and recipients with a French and an English template. */
static Status load_texts(Fixture *f, const char *head, const char *fr, const char *en,
                         Catalogue *catalogue, Error *error)
{
    fixture_write(f, "templates/fr/lettre.md", fr);
    fixture_write(f, "templates/en/lettre.md", en);
    fixture_write(f, "templates/fr/clauses/domicile.md", "Une ligne.\n\n{{adresse}}\n");
    return load(f, "[lettre]\ntitre = A\ntitre_en = B\nmodele = lettre\n", head, catalogue, error);
}

#define OF(scope) "portee = " scope "\ndestinataires = ecole, entreprise\n"

START_TEST(test_personal)
{
    static const struct { const char *head, *text, *name; int line; const char *file; } cases[] = {
        {OF("sequence"), "x\n\n{{eleve.date_naissance}}\n", "eleve.date_naissance", 3, NULL},
        {OF("sequence"), "{{eleve.date_naissance.annee}}\n", "eleve.date_naissance.annee", 1, NULL},
        {OF("sequence"), "{{eleve.code_permanent.majuscules}}\n",
         "eleve.code_permanent.majuscules", 1, NULL},
        {OF("sequence"), "{{#eleve}}{{date_naissance}}{{/eleve}}\n", "date_naissance", 1, NULL},
        {OF("sequence"), "{{#eleve.ville}}{{.}}{{/eleve.ville}}\n", ".", 1, NULL},
        {OF("sequence"), "{{^mineur}}{{eleve.code_postal}}{{/mineur}}\n", "eleve.code_postal", 1,
         NULL},
        {OF("sequence"), "{{#eleve}}\n\n{{> domicile}}\n\n{{/eleve}}\n", "adresse", 3,
         "clauses/domicile"},
        {OF("visite"), "{{sequence.eleve.adresse}}\n", "sequence.eleve.adresse", 1, NULL},
        {OF("entreprise"), "{{#sequences}}{{eleve.adresse}}{{/sequences}}\n", "eleve.adresse", 1,
         NULL},
        {OF("programme"), "{{#eleves}}{{code_permanent}}{{/eleves}}\n", "code_permanent", 1, NULL},
        {OF("groupe"), "{{#eleves}}{{#sequences}}{{eleve.ville}}{{/sequences}}{{/eleves}}\n",
         "eleve.ville", 1, NULL},
        {OF("sequence"), "| a |\n|---|\n| {{#activites}}{{sequence.eleve.ville}}{{/activites}} |\n",
         "sequence.eleve.ville", 3, NULL},
        {OF("sequence"), "```qr\n{{eleve.code_permanent}}\n```\n", "eleve.code_permanent", 2, NULL},
    };
    static const char *const folders[] = {"fr", "en"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            Fixture f;
            Catalogue catalogue;
            Error error = {0};
            fixture_open(&f, NULL);
            if (lang == LANG_EN) /* the clause of the French folder is not the English one's */
                fixture_write(&f, "templates/en/clauses/domicile.md", "x\n\n{{adresse}}\n");
            ck_assert_int_eq(load_texts(&f, cases[i].head, lang == LANG_FR ? cases[i].text : "x\n",
                                        lang == LANG_EN ? cases[i].text : "x\n", &catalogue,
                                        &error),
                             STATUS_USAGE);
            ck_assert_str_eq(error.what,
                             arena_printf(f.arena, "« %s » est un renseignement personnel, et "
                                          "l'entreprise reçoit le document « lettre »",
                                          cases[i].name));
            ck_assert_str_eq(error.place,
                             arena_printf(f.arena, "%s/templates/%s/%s.md:%d", f.folder,
                                          folders[lang], cases[i].file ? cases[i].file : "lettre",
                                          cases[i].line));
            ck_assert_str_eq(error.remedy,
                             "retirez cette variable, ou retirez « entreprise » de la clé "
                             "destinataires de « lettre » (catalogue.ini)");
            fixture_close(&f);
        }
}
END_TEST

START_TEST(test_not_personal)
{
    static const struct { const char *head, *text; } cases[] = {
        {OF("sequence"), "{{mineur}} {{eleve.majeur}} {{eleve.nom_complet}} {{eleve.courriel}}\n"},
        {OF("sequence"), "{{#eleve.date_naissance}}connue{{/eleve.date_naissance}}\n"},
        {OF("sequence"), "{{^eleve.adresse}}absente{{/eleve.adresse}} {{eleve.ville.present}}\n"},
        {OF("sequence"), "{{entreprise.adresse}} {{entreprise.ville}} {{#entreprise}}{{adresse}}"
                         "{{/entreprise}} {{lieu_ligne}} {{etablissement.code_postal}}\n"},
        {OF("sequence") "du = eleve.date_naissance != vide\n", "x\n"},
        {"portee = sequence\ndestinataires = ecole, eleve\n", "{{eleve.date_naissance}}\n"},
        {"portee = eleve\ndestinataires = responsable\nfichier = {{code_permanent}}.pdf\n", "x\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Fixture f;
        Catalogue catalogue;
        Error error = {0};
        fixture_open(&f, NULL);
        ck_assert_msg(!load_texts(&f, cases[i].head, cases[i].text, cases[i].text, &catalogue,
                                  &error), "%s: %s", cases[i].text, error.what);
        fixture_close(&f);
    }
}
END_TEST

START_TEST(test_personal_file_name)
{
    Fixture f;
    Catalogue catalogue;
    Error error = {0};
    fixture_open(&f, NULL);
    ck_assert_int_eq(load_texts(&f, OF("sequence") "fichier = {{eleve.code_permanent}}.pdf\n",
                                "x\n", "x\n", &catalogue, &error), STATUS_USAGE);
    ck_assert_str_eq(error.place,
                     arena_printf(f.arena, "%s/templates/catalogue.ini:7", f.folder));
    ck_assert_ptr_nonnull(strstr(error.what, "« eleve.code_permanent » est un renseignement"));
    fixture_close(&f);
}
END_TEST

START_TEST(test_message)
{
    static const char no_subject[] = "la première ligne d'un message est son objet";
    static const struct { const char *text; int line; const char *what, *remedy; } cases[] = {
        {"Objet : {{nom}}\n\n{{#documents}}{{titre}} {{debut.long}} {{#a_signer}}!{{/a_signer}} "
         "{{position}}{{/documents}} {{limite.court}} {{reponse}} {{destinataire.nom}}\n", 0, "", ""},
        {"Objet : x\n"
         "{{#etablissement.coordination}}{{nom_complet}}{{/etablissement.coordination}}"
         "{{#sequences}}{{debut}} {{eleve.nom}} {{mineur}}{{/sequences}}", 0, "", ""},
        {"{{#plusieurs}}Objet : x{{/plusieurs}}{{^plusieurs}}OBJET : y{{/plusieurs}}\n", 0, "",
         ""},
        {"Objet : x\n{{nomm}}\n", 2, "la variable « nomm » n'existe pas",
         "vouliez-vous dire « nom » ?"},
        {"Objet : x\n{{#documents}}{{titree}}{{/documents}}\n", 2,
         "la variable « titree » n'existe pas", "vouliez-vous dire « titre » ?"},
        {"Objet : x\n{{titre}}\n", 2, "la variable « titre » n'existe pas", NULL},
        {"Objet : x\n{{destinataire.titre}}\n", 2,
         "la variable « destinataire.titre » n'existe pas", NULL},
        {"Objet : x\n\n{{#documents}}\n", 3, NULL, NULL}, /* the lexer's own words */
        {"Objet : x\n{{#sequences}}{{eleve.date_naissance}}{{/sequences}}\n", 2,
         "« eleve.date_naissance » est un renseignement personnel, et une entreprise reçoit ce "
         "message", "retirez cette variable"},
        {"Objet : x\n{{#sequences}}{{#eleve}}{{code_postal}}{{/eleve}}{{/sequences}}\n", 2,
         "« code_postal » est un renseignement personnel, et une entreprise reçoit ce message",
         "retirez cette variable"},
        {"Bonjour\n", 1, no_subject, NULL},
        {"{{nom}}\n", 1, no_subject, NULL},
        {"", 1, no_subject, NULL},
        {"\nObjet : x\n", 1, no_subject, NULL},
        {"Objet :  \nx\n", 1, "l'objet du message est vide", ""},
    };
    static const char *const folders[] = {"fr", "en"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            static const char sound[] = "Subject: x\n";
            Fixture f;
            Catalogue catalogue;
            Error error = {0};
            fixture_open(&f, NULL);
            for (Lang l = LANG_FR; l <= LANG_EN; l++)
                fixture_write(&f, arena_printf(f.arena, "templates/%s/courriels/lui.txt",
                                               folders[l]), l == lang ? cases[i].text : sound);
            Status status = load(&f, section, "modele = protocole\ncourriel = lui\n", &catalogue,
                                 &error);
            ck_assert_msg(status == (cases[i].line ? STATUS_USAGE : STATUS_OK), "%s: %s",
                          cases[i].text, error.what);
            if (cases[i].line)
                ck_assert_str_eq(error.place,
                                 arena_printf(f.arena, "%s/templates/%s/courriels/lui.txt:%d",
                                              f.folder, folders[lang], cases[i].line));
            if (cases[i].what)
                ck_assert_str_eq(error.what, cases[i].what);
            if (cases[i].remedy)
                ck_assert_str_eq(error.remedy, cases[i].remedy);
            fixture_close(&f);
        }
}
END_TEST

START_TEST(test_mailed)
{
    static const struct { const char *more, *occasion; bool mailed; } cases[] = {
        {"modele = paye\ncourriel = merci\noccasion = fete\n", "fete", true},
        {"modele = paye\ncourriel = merci\n", "protocole", true},
        {"modele = paye\noccasion = fete\n", "fete", false},
        {"modele = paye\n", "", false},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Catalogue catalogue;
        Error error = {0};
        ck_assert_msg(!load(&f, section, cases[i].more, &catalogue, &error), "%s", error.what);
        ck_assert_str_eq(catalogue.kinds[0].occasion, cases[i].occasion);
        ck_assert_int_eq(kind_is_mailed(&catalogue.kinds[0]), cases[i].mailed);
    }
    Kind kind = {.scope = SCOPE_ENTREPRISE, .mail = "merci", .recipients = RECIPIENT_SCHOOL};
    ck_assert(!kind_is_mailed(&kind));
    kind.recipients = RECIPIENT_COMPANY;
    ck_assert(kind_is_mailed(&kind));
    kind.scope = SCOPE_RESPONSABLE;
    ck_assert(!kind_is_mailed(&kind));
    fixture_close(&f);
}
END_TEST

static const char *digest_of(Fixture *f, const char *more)
{
    Catalogue catalogue;
    Error error = {0};
    ck_assert_msg(!load(f, section, more, &catalogue, &error), "%s", error.what);
    return catalogue.sha256;
}

START_TEST(test_digest)
{
    static const char more[] = "modele = protocole\ncourriel = merci\n";
    Fixture f;
    fixture_open(&f, NULL);
    const char *first = digest_of(&f, more);
    ck_assert_str_eq(digest_of(&f, more), first);
    ck_assert_str_eq(digest_of(&f, "; un commentaire\nmodele=protocole\n\ncourriel = merci\n"),
                     first);
    ck_assert_str_ne(digest_of(&f, "modele = protocole\ncourriel = merci\noccasion = x\n"), first);
    ck_assert_str_ne(digest_of(&f, "modele = protocole\ncourriel = merci\ndu = statut = signee\n"),
                     first);
    ck_assert_str_ne(digest_of(&f, "modele = protocole\n"), first);
    /* a template, a clause, a message: each in each language */
    static const FixtureFile changes[] = {
        {"templates/fr/change.md", "# {{id}}\n\n{{> mot}}\n"}, {"templates/en/change.md", "# x\n"},
        {"templates/fr/clauses/mot.md", "Mot\n"},
        {"templates/fr/courriels/change.txt", "Objet : x\n"},
        {"templates/en/courriels/change.txt", "Subject: x\n"},
    };
    enum { COUNT = sizeof changes / sizeof *changes };
    for (size_t i = 0; i < COUNT; i++)
        fixture_write(&f, changes[i].name, changes[i].text);
    const char *digests[COUNT + 1];
    digests[COUNT] = digest_of(&f, "modele = change\ncourriel = change\n");
    for (size_t i = 0; i < COUNT; i++) {
        fixture_write(&f, changes[i].name, arena_printf(f.arena, "%s\nz\n", changes[i].text));
        digests[i] = digest_of(&f, "modele = change\ncourriel = change\n");
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(digests[i], digests[k]);
        ck_assert_str_ne(digests[i], digests[COUNT]);
    }
    fixture_close(&f);
}
END_TEST

SUITE("catalogue", test_kind, test_language, test_faults, test_personal, test_not_personal,
      test_personal_file_name, test_message, test_mailed, test_digest)
