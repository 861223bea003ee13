/* The names of templates over a small term: values, formats, lists, what is computed. */
#include "fixture.h"

#include "text/template.h"

#include "base/buffer.h"

static const char *print(const Fixture *f, Datum root, const char *template)
{
    Template *made;
    Error error = {0};
    Buffer out = {0};
    ck_assert_int_eq(template_parse(f->arena, "essai", template, NULL, NULL, &made, &error),
                     STATUS_OK);
    ck_assert_int_eq(template_text(made, &f->model.source, root, ESCAPE_NONE, &out, &error),
                     STATUS_OK);
    const char *text = arena_string(f->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

typedef struct Case {
    Scope scope;
    const char *key, *template, *expected[LANG_COUNT]; /* the second NULL: the same */
} Case;

static void run(Fixture *f, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            f->model.lang = lang;
            const char *expected = cases[i].expected[lang];
            const char *got = print(f, fixture_root(f, cases[i].scope, cases[i].key),
                                    cases[i].template);
            if (!expected)
                expected = cases[i].expected[LANG_FR];
            ck_assert_msg(text_is(got, expected), "%s %s: [%s], expected [%s]", cases[i].key,
                          cases[i].template, got, expected);
        }
}
#define RUN(cases) run(&f, cases, sizeof cases / sizeof *cases)
#define SEQ1 SCOPE_SEQUENCE, "SEQ-1"
#define SEQ2 SCOPE_SEQUENCE, "SEQ-2"
#define SEQ3 SCOPE_SEQUENCE, "SEQ-3"

START_TEST(test_values)
{
    static const Case cases[] = {
        {SEQ1, "{{id}} {{eleve.prenom}} {{eleve.nom}} {{eleve.nom.majuscules}}",
         {"SEQ-1 Ewa Łukasik ŁUKASIK"}},
        {SEQ1, "{{debut}} | {{debut.long}} | {{debut.court}} | {{debut.annee}}",
         {"11 janvier 2027 | lundi 11 janvier 2027 | 2027-01-11 | 2027",
          "January 11, 2027 | Monday, January 11, 2027 | 2027-01-11 | 2027"}},
        {SEQ1, "{{heures_semaine}} {{heures_semaine.heures}} {{heures_semaine.entier}}",
         {"37,5 37 h 30 38", "37.5 37.5 h 38"}},
        {SEQ1, "{{heures.heures}} {{taux_horaire}} {{taux_horaire.argent}}",
         {"450 h 18,5 18,50 $", "450 h 18.5 $18.50"}},
        {SEQ1, "{{eleve.programme.heures}} {{programme.heures.argent}}",
         {"1\u202F800 1\u202F800,00 $", "1,800 $1,800.00"}},
        {SEQ1, "{{type}} {{type.code}} {{#type.developpement}}D{{/type.developpement}}"
               "{{#type.mise_en_oeuvre}}M{{/type.mise_en_oeuvre}}",
         {"mise en œuvre de compétences mise_en_oeuvre M",
          "application of competencies mise_en_oeuvre M"}},
        {SEQ1, "{{remuneree}} {{#remuneree}}payé{{/remuneree}}", {"oui payé", "yes payé"}},
        {SEQ2, "{{remuneree}} {{^remuneree}}bénévole{{/remuneree}} "
               "{{#remuneree.connu}}su{{/remuneree.connu}}",
         {"non bénévole su", "no bénévole su"}},
        {SEQ3, "[{{remuneree}}]{{^remuneree}}{{^remuneree.connu}}inconnu{{/remuneree.connu}}"
               "{{/remuneree}}",
         {"[]inconnu"}},
        {SEQ1, "{{jours}}", {"du lundi au vendredi", "Monday to Friday"}},
        {SEQ2, "{{jours}}", {"lundi, mercredi et jeudi", "Monday, Wednesday and Thursday"}},
        {SEQ3, "{{jours}} {{#jours.mar}}m{{/jours.mar}}{{#jours.lun}}l{{/jours.lun}}",
         {"mardi m", "Tuesday m"}},
        {SEQ1, "{{entreprise.telephone}} {{entreprise.code_postal}}", {"418 555-0123 G6V 1A1"}},
        {SEQ3, "[{{debut}}{{debut.long}}{{debut.present}}]{{#debut}}x{{/debut}}", {"[]"}},
        {SEQ2, "[{{superviseur.nom_complet}}]{{^superviseur}}à désigner{{/superviseur}}"
               "{{#superviseur.present}}x{{/superviseur.present}}", {"[]à désigner"}},
        {SEQ1, "{{eleve.note maison}}", {"à revoir"}},
        /* a plain value does not hide the names outside it */
        {SEQ1, "{{#taux_horaire}}{{heures}} {{.}}{{/taux_horaire}}", {"450 18,5", "450 18.5"}},
        {SCOPE_VISITE, "V9", "{{heure}} {{mode}}", {"9 h 15 sur place", "9:15 a.m. on site"}},
        {SCOPE_VISITE, "SEQ-1.v1", "{{heure}} {{cle}}", {"8 h SEQ-1.v1", "8:00 a.m. SEQ-1.v1"}},
        {SCOPE_VISITE, "SEQ-1.v3", "{{heure}}", {"13 h", "1:00 p.m."}},
    };
    Fixture f;
    fixture_open(&f, NULL);
    RUN(cases);
    fixture_close(&f);
}
END_TEST

START_TEST(test_computed)
{
    static const Case cases[] = {
        {SEQ1, "{{programme.titre}}, {{eleve.nom_complet}}, {{superviseur.nom_complet}}",
         {"Soudage-montage, Ewa Łukasik, Jo Roy"}},
        {SEQ1, "{{statut_effectif}} {{statut.code}}", {"en cours en_cours", "under way en_cours"}},
        {SEQ2, "{{statut_effectif}}", {"terminée", "ended"}},
        {SEQ1, "{{fin_effective.court}}", {"2027-04-02"}},
        {SEQ2, "{{fin_effective.court}}", {"2026-11-20"}},
        {SEQ2, "{{semaines}} {{duree}} {{duree_convenue}}",
         {"7 7 semaines 8 semaines", "7 7 weeks 8 weeks"}},
        {SEQ2, "{{heures_calcul}} {{calcul_concorde}}",
         {"8 semaines × 21 h − 1 jour férié × 7 h = 161 h oui",
          "8 weeks × 21 h − 1 holiday × 7 h = 161 h yes"}},
        {SEQ1, "{{heures}} {{#calcul_concorde}}{{heures_calcul}}{{/calcul_concorde}}", {"450 "}},
        {SEQ3, "[{{duree}}{{duree_convenue}}{{heures_calcul}}] {{calcul_concorde}}",
         {"[] non", "[] no"}},
        {SEQ1, "{{visites_demandees}}", {"3"}},
        {SEQ2, "{{visites_demandees}}", {"2"}},
        {SEQ1, "{{evaluation_finale.resultat}}{{^evaluation_finale}}aucune{{/evaluation_finale}}",
         {"aucune"}},
        {SEQ2, "{{evaluation_finale.resultat.code}} {{evaluation_finale.date_realisee.court}}",
         {"atteint 2026-11-25"}},
        {SEQ1, "{{lieu_nom}} : {{lieu_ligne}}",
         {"Soudure | Nord : 1, rue Un, Lévis (Québec)  G6V 1A1",
          "Soudure | Nord : 1, rue Un, Lévis (Québec)  G6V 1A1"}},
        {SEQ2, "{{lieu_nom}} : {{lieu_ligne}} {{hors_quebec}}",
         {"Chantier : Gatineau (Québec) non", "Chantier : Gatineau (Québec) no"}},
        {SEQ3, "{{lieu_ligne}} {{hors_quebec}}", {"2 Main St, Ottawa (Ontario)  K1A 0B1 oui",
                                                  "2 Main St, Ottawa (Ontario)  K1A 0B1 yes"}},
        {SEQ2, "{{sequences_du_programme}}", {"2"}},
        {SEQ1, "{{protocole_signe}} {{mineur_inconnu}} {{mineur}}", {"oui non non", "yes no no"}},
        {SEQ2, "{{protocole_signe}}", {"non", "no"}},
        {SEQ1, "{{etablissement.adresse_ligne}} {{etablissement.coordination.nom_complet}}",
         {"10, rue du Quai, Rimouski (Québec)  G5L 1A1 Luce Côté",
          "10, rue du Quai, Rimouski (Québec)  G5L 1A1 Luce Côté"}},
        {SEQ1, "{{#etablissement.reseau.fp}}fp{{/etablissement.reseau.fp}} "
               "{{periode.annee_scolaire}} {{attestation.delai_mois}} {{date_du_jour.court}}",
         {"fp 2026-2027 6 2027-01-15"}},
        {SCOPE_VISITE, "V9", "{{ville_visite}}, {{sequence.eleve.prenom}}", {"Lévis, Ewa"}},
        {SCOPE_VISITE, "SEQ-1.v3", "[{{ville_visite}}]", {"[]"}},
        {SCOPE_GROUPE, "B12", "{{nom}} : {{#eleves}}{{nom_complet}}{{/eleves}}",
         {"B12 : Ewa Łukasik"}},
        {SCOPE_ETABLISSEMENT, "812345", "{{#programmes}}{{code}}{{/programmes}} {{etablissement.nom}}",
         {"5195 Centre des Érables"}},
    };
    Fixture f;
    fixture_open(&f, NULL);
    RUN(cases);
    fixture_close(&f);
}
END_TEST

/* What goes over several rows: the path, the weeks, the visits, the counts. */
START_TEST(test_over_rows)
{
    static const Case cases[] = {
        {SCOPE_ELEVE, "E1",
         "{{#parcours}}{{rang}} {{entreprise_nom}} {{debut.court}} {{fin.court}} {{statut.code}} "
         "[{{heures}}{{cumul}}]{{/parcours}}",
         {"1 Soudure | Nord 2027-01-11 2027-04-02 en_cours []"}},
        {SCOPE_ELEVE, "E2", "{{#parcours}}{{rang}} [{{debut.court}}] {{resultat.code}} ; {{/parcours}}",
         {"1 []  ; 2 [2026-10-05] atteint ; "}},
        {SCOPE_ELEVE, "E1", "{{#mineur}}mineur{{/mineur}}{{mineur_inconnu}}",
         {"non", "no"}},
        {SCOPE_ELEVE, "E1", "{{^sequence_a_jumeler}}aucune{{/sequence_a_jumeler}}", {"aucune"}},
        /* Thanksgiving falls in the second week; the sequence ended before its eighth */
        {SEQ2, "{{#semaines_travaillees}}{{position}}:{{jours.nombre}} {{/semaines_travaillees}}",
         {"1:3 2:2 3:3 4:3 5:3 6:3 7:3 "}},
        {SEQ2, "{{#semaines_travaillees}}{{#premier}}{{debut.court}} {{fin.court}}"
               "{{#jours}} {{date.court}}{{/jours}}{{/premier}}{{/semaines_travaillees}}",
         {"2026-10-05 2026-10-08 2026-10-05 2026-10-07 2026-10-08"}},
        {SEQ3, "[{{#semaines_travaillees}}x{{/semaines_travaillees}}]", {"[]"}},
        {SEQ2, "{{visites_realisees}} {{activites_realisees}}", {"1 0"}},
        {SCOPE_ENTREPRISE, "C1", "{{visites_a_venir}} {{#tournees}}{{date.court}}:{{nombre}} {{/tournees}}",
         {"oui 2027-01-20:2 2027-03-02:1 ", "yes 2027-01-20:2 2027-03-02:1 "}},
        {SCOPE_GROUPE, "A10", "{{#retours}}{{id}} {{/retours}}", {"SEQ-2 "}},
        {SCOPE_PROGRAMME, "5195",
         "{{eleves_actifs}} {{sequences_a_venir}} {{sequences_en_cours}} {{sequences_finies}}",
         {"2 1 1 1"}},
        {SCOPE_ENTREPRISE, "C1", "{{#etablissement.programmes}}{{code}}{{/etablissement.programmes}}",
         {"5195"}},
    };
    Fixture f;
    fixture_open(&f, NULL);
    RUN(cases);
    fixture_close(&f);
}
END_TEST

START_TEST(test_lists)
{
    static const Case cases[] = {
        {SEQ1, "{{#activites}}{{numero}}{{^dernier}}, {{/dernier}}{{/activites}}", {"2, 10"}},
        {SEQ1, "{{#visites}}{{position}}:{{date.court}}/{{heure}} {{/visites}}{{visites.nombre}}",
         {"1:2027-01-20/8 h 2:2027-01-20/9 h 15 3:2027-03-02/13 h 4:2027-09-02/13 h 4",
          "1:2027-01-20/8:00 a.m. 2:2027-01-20/9:15 a.m. 3:2027-03-02/1:00 p.m. "
          "4:2027-09-02/1:00 p.m. 4"}},
        {SEQ2, "{{^activites}}aucune{{/activites}}", {"aucune"}},
        {SCOPE_ELEVE, "E2", "{{#sequences}}{{#premier}}>{{/premier}}{{id}} {{/sequences}}",
         {">SEQ-3 SEQ-2 "}},
        {SCOPE_RESPONSABLE, "P2",
         "{{#tournees}}{{date.court}} ({{nombre}}):{{#visites}} {{heure}} {{sequence.id}} "
         "{{ville_visite}}{{/visites}};{{/tournees}} {{visites_retirees}} {{visites_a_venir}}",
         {"2027-01-20 (2): 8 h SEQ-1 Lévis 9 h 15 SEQ-1 Lévis;2027-03-02 (1): 13 h SEQ-1 ; 0 oui",
          "2027-01-20 (2): 8:00 a.m. SEQ-1 Lévis 9:15 a.m. SEQ-1 Lévis;2027-03-02 (1): "
          "1:00 p.m. SEQ-1 ; 0 yes"}},
        {SCOPE_RESPONSABLE, "P1", "{{#tournees}}{{#visites}}{{sequence.id}}{{/visites}}{{/tournees}}",
         {"SEQ-2"}},
    };
    Fixture f;
    fixture_open(&f, NULL);
    RUN(cases);
    fixture_close(&f);
}
END_TEST

static bool hide(void *context, const Row *row)
{
    return row->table->id == T_VISITES && text_is(row_text(row, VISITES_ID), context);
}

START_TEST(test_hidden)
{
    static const Case cases[] = {
        {SCOPE_RESPONSABLE, "P2", "{{#tournees}}{{nombre}} {{/tournees}}{{visites_retirees}}",
         {"1 1 1"}},
        {SEQ1, "{{visites.nombre}}", {"3"}},
    };
    Fixture f;
    fixture_open(&f, NULL);
    f.model.hidden = hide;
    f.model.hidden_context = (void *)"V9";
    RUN(cases);
    fixture_close(&f);
}
END_TEST

START_TEST(test_extra)
{
    Fixture f;
    fixture_open(&f, NULL);
    Dict *extra = dict_new(f.arena), *document = dict_dict(extra, "document");
    dict_text(document, "numero", "P-1");
    dict_number(document, "revision", 2 * NUMBER_ONE);
    dict_date(document, "date", date_of(2026, 5, 1));
    dict_flag(document, "transcription", false);
    dict_date(dict_dict(document, "remplace"), "date", DATE_NONE);
    dict_text(dict_append(extra, "pieces"), "nom", "a.pdf");
    dict_text(dict_append(extra, "pieces"), "nom", "b.pdf");
    dict_text(extra, "cle", "d'abord");
    f.model.extra = extra;
    Datum root = fixture_root(&f, SEQ1);
    ck_assert_str_eq(print(&f, root, "{{document.numero}} {{document.revision}} {{document.date}} "
                                     "{{document.transcription}} {{cle}} [{{document.titre}}]"),
                     "P-1 2 1er mai 2026 non d'abord []");
    ck_assert_str_eq(print(&f, root, "{{#document.remplace}}r{{date}}{{/document.remplace}}"),
                     "r");
    ck_assert_str_eq(print(&f, root, "{{#pieces}}{{position}} {{nom}}{{^dernier}}, {{/dernier}}"
                                     "{{/pieces}}"),
                     "1 a.pdf, 2 b.pdf");
    fixture_close(&f);
}
END_TEST

START_TEST(test_formats)
{
    static const struct { Number number; const char *format, *fr, *en; } numbers[] = {
        {0, "", "0", "0"},
        {12345000, "", "1\u202F234,5", "1,234.5"},
        {-5000, "", "-0,5", "-0.5"},
        {185000, ".argent", "18,50 $", "$18.50"},
        {-12345600, ".argent", "-1\u202F234,56 $", "-$1,234.56"},
        {350000, ".heures", "35 h", "35 h"},
        {375000, ".heures", "37 h 30", "37.5 h"},
        {5000, ".heures", "0 h 30", "0.5 h"},
        {73333, ".heures", "7 h 20", "7.3333 h"},
        {79999, ".heures", "8 h", "7.9999 h"},
        {12000000, ".heures", "1\u202F200 h", "1,200 h"},
        {14999, ".entier", "1", "1"},
        {15000, ".entier", "2", "2"},
        {-15000, ".entier", "-2", "-2"},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            Dict *extra = dict_new(f.arena);
            dict_number(extra, "n", numbers[i].number);
            f.model.extra = extra;
            f.model.lang = lang;
            const char *template = arena_printf(f.arena, "{{n%s}}", numbers[i].format);
            ck_assert_str_eq(print(&f, fixture_root(&f, SEQ1), template),
                             lang == LANG_FR ? numbers[i].fr : numbers[i].en);
        }
    fixture_close(&f);
}
END_TEST

START_TEST(test_knows)
{
    static const struct {
        Scope scope;
        const char *sections[3], *name, *nearest; /* "": the name is known; NULL: none is near */
    } cases[] = {
        {SCOPE_SEQUENCE, {0}, "eleve.programme.titre", ""},
        {SCOPE_SEQUENCE, {0}, "document.remplace.date.long", ""},
        {SCOPE_SEQUENCE, {0}, "type.developpement", ""},
        {SCOPE_SEQUENCE, {0}, "eleve.note maison", ""},
        {SCOPE_SEQUENCE, {"activites"}, "position", ""},
        {SCOPE_SEQUENCE, {"activites"}, "debut", ""},
        {SCOPE_SEQUENCE, {"jours_feries"}, "nom", ""},
        {SCOPE_RESPONSABLE, {"tournees", "visites"}, "sequence.superviseur.telephone", ""},
        {SCOPE_RESPONSABLE, {"tournees", "visites"}, "nombre", ""},
        {SCOPE_SEQUENCE, {"visites"}, ".", ""},
        {SCOPE_SEQUENCE, {0}, "eleve.prenon", "eleve.prenom"},
        {SCOPE_SEQUENCE, {0}, "eleves.prenom", "eleve.prenom"},
        {SCOPE_SEQUENCE, {0}, "debut.lnog", "debut.long"},
        {SCOPE_SEQUENCE, {0}, "type.devloppement", "type.developpement"},
        {SCOPE_SEQUENCE, {0}, "position", NULL},
        {SCOPE_SEQUENCE, {0}, "debut.argent", NULL},
        {SCOPE_SEQUENCE, {"activites"}, "activté", "activite"},
        {SCOPE_ELEVE, {0}, "superviseur.nom", NULL},
        {SCOPE_SEQUENCE, {"heures"}, "argent", NULL},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest, *expected = cases[i].nearest;
        size_t depth = 0;
        while (depth < 3 && cases[i].sections[depth])
            depth++;
        bool known = model_knows(&f.model, cases[i].scope, cases[i].sections, depth, cases[i].name,
                                 &nearest);
        ck_assert_msg(known == (expected && !*expected), "%s", cases[i].name);
        if (!known)
            ck_assert_pstr_eq(nearest, expected);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_subjects)
{
    static const struct { Scope scope; const char *keys; } cases[] = {
        {SCOPE_SEQUENCE, "SEQ-1 SEQ-2 SEQ-3 "},
        {SCOPE_VISITE, "SEQ-1.v1 SEQ-1.v3 SEQ-1.v4 SEQ-2.v1 SEQ-2.v2 V9 "},
        {SCOPE_GROUPE, "A10 B12 "},
        {SCOPE_ETABLISSEMENT, "812345 "},
        {SCOPE_OFFRE, ""},
    };
    Fixture f;
    fixture_open(&f, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count;
        const Subject *all = model_subjects(&f.record, cases[i].scope, f.arena, &count);
        const char *keys = "";
        for (size_t s = 0; s < count; s++)
            keys = arena_printf(f.arena, "%s%s ", keys, all[s].key);
        ck_assert_str_eq(keys, cases[i].keys);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(test_contacts)
{
    Fixture f;
    fixture_open(&f, NULL);
    const Row *company = term_find(&f.term, T_ENTREPRISES, "C1");
    const Row *seq1 = term_find(&f.term, T_SEQUENCES, "SEQ-1");
    const Row *seq2 = term_find(&f.term, T_SEQUENCES, "SEQ-2");
    const Record *r = &f.record;
    const int role = ROLE_CONTACT_SIGNATURE;
    ck_assert_str_eq(row_text(model_contact(r, company, seq1, role), CONTACTS_NOM), "Seul");
    ck_assert_str_eq(row_text(model_contact(r, company, seq2, role), CONTACTS_NOM), "Tous");
    ck_assert_str_eq(row_text(model_contact(r, company, NULL, role), CONTACTS_NOM), "Tous");
    ck_assert_ptr_null(model_contact(r, company, seq2, ROLE_CONTACT_CREDIT));
    ck_assert_ptr_null(model_contact(r, company, seq1, ROLE_CONTACT_SUIVI));
    fixture_close(&f);
}
END_TEST

/* The digest of terms follows what is printed and what chooses clauses, nothing else. */
START_TEST(test_terms)
{
    static const struct { const char *numero, *sequences; bool same; } cases[] = {
        {"P-2", NULL, true},
        {"P-1", "SEQ-1,E1,C1,1,mise_en_oeuvre,signee,2027-01-11,2027-04-02,35,450,oui,a\n", true},
        {"P-1", "SEQ-1,E1,C1,1,mise_en_oeuvre,signee,2027-01-11,2027-04-02,35,451,oui,\n", false},
        {"P-1", "SEQ-1,E1,C1,1,mise_en_oeuvre,signee,2027-01-11,2027-04-02,35,450,non,\n", false},
    };
    static const char header[] = "id,eleve,entreprise,rang,type,statut,debut,fin,heures_semaine,"
                                 "heures,remuneree,mandat\n";
    static const char first[] =
        "SEQ-1,E1,C1,1,mise_en_oeuvre,signee,2027-01-11,2027-04-02,35,450,oui,\n";
    static const char template[] =
        "# N° {{document.numero}}, {{date_du_jour}}\n\nHeures : {{heures}}\n\n"
        "{{#remuneree}}\nClause.\n{{/remuneree}}\n";
    Sha256 sha256[5];
    for (size_t i = 0; i < 5; i++) {
        Fixture f;
        Error error = {0};
        Template *made;
        char text[1024];
        const char *rows = i && cases[i - 1].sequences ? cases[i - 1].sequences : first;
        snprintf(text, sizeof text, "%s%s", header, rows);
        fixture_open(&f, &(FixtureFile){"input/sequences.csv", text});
        Dict *extra = dict_new(f.arena);
        dict_text(dict_dict(extra, "document"), "numero", i ? cases[i - 1].numero : "P-1");
        f.model.extra = extra;
        f.record.today += (Date)i;
        ck_assert_int_eq(template_parse(f.arena, "p.md", template, NULL, NULL, &made, &error), 0);
        ck_assert_int_eq(template_terms(made, &f.model.source, fixture_root(&f, SEQ1), sha256[i],
                                        &error), STATUS_OK);
        if (i)
            ck_assert_msg(text_is(sha256[0], sha256[i]) == cases[i - 1].same, "case %zu", i);
        fixture_close(&f);
    }
}
END_TEST

/* What registries hold: the bytes that are digested never change, whatever makes them. */
START_TEST(test_terms_are_these_bytes)
{
    static const char template[] =
        "# {{document.numero}} {{eleve.nom.majuscules}}\n\n{{heures}} {{heures_semaine.heures}} "
        "{{debut.long}} {{taux_horaire.argent}}\n\n{{^mandat}}sans{{/mandat}}\n\n| a |\n|---|\n"
        "| {{#activites}}{{numero}} {{position}}{{^dernier}} ;{{/dernier}}{{/activites}} |\n\n"
        "{{#superviseur}}{{nom}} {{type.mise_en_oeuvre}}{{/superviseur}}\n";
    static const char terms[] =
        "eleve.nom.majuscules=ŁUKASIK\nheures=450\nheures_semaine.heures=37 h 30\n"
        "debut.long=lundi 11 janvier 2027\ntaux_horaire.argent=18,50 $\nmandat?non\n"
        "numero=2\nposition=1\ndernier?non\nnumero=10\nposition=2\ndernier?oui\n"
        "nom=Roy\ntype.mise_en_oeuvre=oui\n";
    Fixture f;
    Error error = {0};
    Template *made;
    Sha256 got, wanted;
    fixture_open(&f, NULL);
    ck_assert_int_eq(template_parse(f.arena, "p.md", template, NULL, NULL, &made, &error), 0);
    ck_assert_int_eq(
        template_terms(made, &f.model.source, fixture_root(&f, SEQ1), got, &error), STATUS_OK);
    sha256_hex(terms, strlen(terms), wanted);
    ck_assert_str_eq(got, wanted);
    fixture_close(&f);
}
END_TEST

SUITE("model", test_values, test_computed, test_over_rows, test_lists, test_hidden, test_extra,
      test_formats, test_knows, test_subjects, test_contacts, test_terms,
      test_terms_are_these_bytes)
