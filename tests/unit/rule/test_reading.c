/* Family Reading: what the reader found, as findings at their places. */
#include "case.h"

START_TEST(files_and_columns)
{
    static const Expectation table[] = {
        {"-superviseurs", BOTH, "fichier-absent",
         "I activites.csv:0 -, I avenants.csv:0 -, I calendrier.csv:0 -, I candidatures.csv:0 -, "
         "I contacts.csv:0 -, I criteres.csv:0 -, I criteres_entreprises.csv:0 -, I "
         "evaluations.csv:0 -, "
         "I integrations.csv:0 -, I lacunes.csv:0 -, I offres.csv:0 -, I periodes.csv:0 -, "
         "I sequences_anterieures.csv:0 -, E superviseurs.csv:0 -, I taches.csv:0 -, I "
         "visites.csv:0 -"},
        {"-sequences.debut", FP, "colonne-absente", "E sequences.csv:1 -"},
        {"sequences.1.couleur=bleu", FP, "colonne-inconnue", "I sequences.csv:1 couleur"},
        {"eleves.1.groupes=A", FP, "colonne-inconnue", "W eleves.csv:1 groupes"},
        {"eleves.1.nomm=A", FP, "colonne-inconnue", "I eleves.csv:1 nomm"},
        {"config.colonnes.eleves.groupe=Classe", FP, "colonne-absente", "E config.ini:22 groupe"},
        {"sequences.1.DEBUT=2027-01-11", FP, "colonne-double", "E sequences.csv:1 DEBUT"},
        {"", FP, "encodage-detecte",
         "I eleves.csv:0 -, I entreprises.csv:0 -, I personnel.csv:0 -, I programmes.csv:0 -, "
         "I sequences.csv:0 -, I superviseurs.csv:0 -"},
        {"sequences.1.jours= & sequences.2.jours=", FP, "jours-presumes",
         "I sequences.csv:2 jours"},
        {"", FP, "jours-presumes", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(values)
{
    static const Expectation table[] = {
        {"sequences.1.statut=", FP, "valeur-requise", "E sequences.csv:2 statut"},
        {"sequences.2.debut=2027-02-30", FP, "valeur-type", "E sequences.csv:3 debut"},
        {"sequences.2.debut=45726", FP, "valeur-type", "E sequences.csv:3 debut"},
        {"sequences.1.statut=jumelé", FP, "valeur-type", "E sequences.csv:2 statut"},
        {"eleves.1.id=ELV 1", FP, "valeur-type", "E eleves.csv:2 id"},
        {"personnel.1.id=SEQ-1 & sequences.1.responsable=SEQ-1 & sequences.2.responsable=SEQ-1", FP,
         "cle-double", ""},
        {"sequences.2.id=SEQ-1", FP, "cle-double", "E sequences.csv:3 id"},
        {"sequences.1.superviseur=SUP-2", FP, "lien-inconnu", "E sequences.csv:2 superviseur"},
        {"+superviseurs:id;entreprise;nom=SUP-9;ENT-1;\"X", FP, "enregistrement-invalide",
         "E superviseurs.csv:3 nom"},
        /* a row that cannot be read: what points to that table is not judged */
        {"+superviseurs:id;entreprise;nom=SUP-9;ENT-1;\"X & sequences.1.superviseur=SUP-2", FP,
         "lien-inconnu", "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(lengths)
{
    char legal[201], illegal[202];
    memset(legal, 'a', 200);
    memset(illegal, 'a', 201);
    legal[200] = illegal[201] = '\0';
    Arena *arena = arena_new();
    Expectation table[] = {
        {arena_printf(arena, "entreprises.1.nom=%s", legal), FP, "valeur-trop-longue", ""},
        {arena_printf(arena, "entreprises.1.nom=%s", illegal), FP, "valeur-trop-longue",
         "E entreprises.csv:2 nom"},
    };
    EXPECT_ALL(table);
    arena_free(arena);
}
END_TEST

START_TEST(hints)
{
    Case *c = case_new(FP);
    case_apply(
        c,
        "sequences.1.superviseur=SUP-2 & sequences.2.debut=45726 & eleves.1.date_naissance=45726");
    case_run(c);
    const Finding *link = case_finding(c, "lien-inconnu");
    ck_assert_str_eq(link->fix, "vouliez-vous dire « SUP-1 » ?");
    ck_assert_str_eq(link->message, "« SUP-2 » n'est pas dans superviseurs.csv");
    ck_assert_str_eq(link->place.cell, "D2");
    ck_assert_str_eq(link->place.value, "SUP-2");
    const Finding *birth = case_finding(c, "valeur-type");
    ck_assert_str_eq(birth->place.file, "eleves.csv");
    ck_assert_str_eq(birth->place.value, "***");
    ck_assert_ptr_null(strstr(birth->message, "45726")); /* nor the date that Excel means */
    ck_assert_ptr_null(strstr(birth->fix, "2025"));
    ck_assert_ptr_nonnull(strstr(birth->fix, "« aaaa-mm-jj »"));
    const Finding *start = birth + 1;
    while (!text_is(start->rule->code, "valeur-type"))
        start++;
    ck_assert_str_eq(start->fix, "écrivez la date : Excel entend par ce nombre le 2025-03-10");
    case_free(c);
}
END_TEST

START_TEST(names_and_codes_where_an_identifier_belongs)
{
    static const struct {
        const char *change, *fix, *value;
    } cases[] = {
        {"sequences.1.entreprise=ateliers inventes INC.", "vouliez-vous dire « ENT-1 » ?",
         "ateliers inventes INC."},
        {"sequences.1.entreprise=1112345674", "vouliez-vous dire « ENT-1 » ?", "1112345674"},
        {"sequences.1.eleve=Zoe Tremblay", "vouliez-vous dire « ELV-1 » ?", "Zoe Tremblay"},
        {"sequences.1.eleve=Tremblay Zoé", "vouliez-vous dire « ELV-1 » ?", "Tremblay Zoé"},
        {"sequences.1.eleve=trez 7653 0701", "vouliez-vous dire « ELV-1 » ?", "***"},
        {"sequences.1.superviseur=Jean Roy", "vouliez-vous dire « SUP-1 » ?", "Jean Roy"},
        {"sequences.1.responsable=Luc Gagnon", "vouliez-vous dire « PER-1 » ?", "Luc Gagnon"},
        {"eleves.1.programme=soudage montage", "vouliez-vous dire « 5195 » ?", "soudage montage"},
        {"sequences.1.eleve=Zoe", NULL, "Zoe"},
        /* Two students of that name: no guess. */
        {"sequences.1.eleve=Zoé Tremblay & +eleves:id;nom;prenom;programme;statut="
         "ELV-2;Tremblay;Zoé;5195;actif",
         NULL, "Zoé Tremblay"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Case *c = case_new(FP);
        case_apply(c, cases[i].change);
        case_run(c);
        const Finding *link = case_finding(c, "lien-inconnu");
        ck_assert_ptr_nonnull(link);
        ck_assert_str_eq(link->fix, cases[i].fix ? cases[i].fix : link->rule->fix);
        ck_assert_str_eq(link->place.value, cases[i].value);
        ck_assert_ptr_nonnull(strstr(link->message, cases[i].value));
        case_free(c);
    }
}
END_TEST

/* A link that cannot be judged is not made a fault: it is said why, and how many. */
START_TEST(links_not_judged)
{
    static const struct {
        const char *change, *reason;
        size_t count;
    } cases[] = {
        {"-personnel", "personnel.csv n'est pas dans le dossier", 2},
        {"-personnel.id", "la colonne « id » n'est pas dans personnel.csv", 2},
        {"personnel.1.prenom=\"Luc & sequences.1.responsable=",
         "des lignes de personnel.csv n'ont pas pu être lues", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Case *c = case_new(FP);
        case_apply(c, cases[i].change);
        case_run(c);
        ck_assert_str_eq(case_all(c, "lien-inconnu"), "");
        const Unchecked *found = NULL;
        for (size_t u = 0; u < c->findings.unchecked_count; u++)
            if (text_is(c->findings.unchecked[u].code, "lien-inconnu"))
                found = &c->findings.unchecked[u];
        ck_assert_ptr_nonnull(found);
        ck_assert_str_eq(found->table, "sequences.csv");
        ck_assert_str_eq(found->reason, cases[i].reason);
        ck_assert_uint_eq(found->count, cases[i].count);
        case_free(c);
    }
}
END_TEST

static bool prints_latin(void *fonts, uint32_t codepoint)
{
    (void)fonts;
    return codepoint < 0x250 || codepoint == 0x2019;
}

START_TEST(characters)
{
    Case *c = case_new(FP);
    case_apply(c, "entreprises.1.nom=Caf\xC3\xA9 \xE1\x90\x83 & eleves.1.ville=\xF0\x9F\x98\x80 & "
                  "eleves.1.nom=\xC5\x81ukasz & config.etablissement.nom=\xF0\x9F\x98\x80");
    c->check.printable = prints_latin;
    case_run(c);
    ck_assert_str_eq(case_all(c, "caractere-non-imprimable"),
                     "E config.ini:3 nom, E eleves.csv:2 ville, E entreprises.csv:2 nom");
    const Finding *home = case_finding(c, "caractere-non-imprimable") + 1;
    while (!text_is(home->rule->code, "caractere-non-imprimable"))
        home++;
    ck_assert_str_eq(home->place.value, "***");
    ck_assert_ptr_nonnull(strstr(home->message, "U+1F600"));
    case_free(c);
}
END_TEST

START_TEST(every_character_is_printable_without_fonts)
{
    static const Expectation table[] = {
        {"entreprises.1.nom=\xF0\x9F\x98\x80", FP, "caractere-non-imprimable", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

/* The lines to write in config.ini, whole. */
START_TEST(columns_under_another_title)
{
    static const struct {
        const char *change, *code, *message, *fix;
    } cases[] = {
        {"-eleves.date_naissance & eleves.1.Date de naissance=2007-03-14", "colonne-inconnue",
         "« Date de naissance » n'est pas une colonne connue ; elle ressemble à "
         "« date_naissance », qui manque",
         "si c'est bien elle, écrivez dans config.ini, sous [colonnes.eleves] : "
         "« date_naissance = Date de naissance » ; sinon, ne faites rien"},
        {"-sequences.taux_horaire & sequences.1.Taux=18,50 & "
         "config.colonnes.sequences.taux_horaire=Taux horaire",
         "colonne-absente", "aucun titre « Taux horaire » dans sequences.csv",
         "écrivez « taux_horaire = Taux » sous [colonnes.sequences]"},
        {"config.colonnes.eleves.groupe=Zzzzzzzz", "colonne-absente",
         "aucun titre « Zzzzzzzz » dans eleves.csv",
         "écrivez, sous [colonnes.eleves], « groupe = » suivi du titre qui est dans "
         "eleves.csv, ou retirez cette ligne"},
        {"-eleves.nom", "colonne-absente", "la colonne obligatoire « nom » manque dans eleves.csv",
         "ajoutez une colonne « nom » à eleves.csv"},
        {"-eleves.nom & eleves.1.Patronyme=Tremblay", "colonne-absente",
         "la colonne obligatoire « nom » manque dans eleves.csv",
         "ajoutez cette colonne ou, si elle porte un autre titre (« Patronyme »), écrivez dans "
         "config.ini, sous [colonnes.eleves] : « nom = » suivi de ce titre"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Case *c = case_new(FP);
        case_apply(c, cases[i].change);
        case_run(c);
        const Finding *finding = case_finding(c, cases[i].code);
        ck_assert_ptr_nonnull(finding);
        ck_assert_str_eq(finding->message, cases[i].message);
        ck_assert_str_eq(finding->fix, cases[i].fix);
        case_free(c);
    }
}
END_TEST

/* Without its key, no document of a table can be numbered; any other column holds nothing. */
START_TEST(a_missing_key_holds_everything)
{
    static const struct {
        const char *change, *holds;
    } cases[] = {{"-sequences.id", "*"}, {"-sequences.debut", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Case *c = case_new(FP);
        case_apply(c, cases[i].change);
        case_run(c);
        ck_assert_str_eq(case_finding(c, "colonne-absente")->holds, cases[i].holds);
        case_free(c);
    }
}
END_TEST

SUITE("reading", files_and_columns, values, lengths, hints, names_and_codes_where_an_identifier_belongs,
      links_not_judged, columns_under_another_title,
      a_missing_key_holds_everything, characters,
      every_character_is_printable_without_fonts)
