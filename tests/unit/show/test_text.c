/* Findings on a terminal: the exact text. */
#include "rule/case.h"

#include "show/text.h"

static const char *shown(Case *c, ShowOptions options)
{
    Buffer out = {0};
    show_text(&c->findings, &c->term, &options, &out);
    const char *text = arena_string(c->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

static void expect_has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "missing:\n%s\nin:\n%.1500s", part, text);
}

static void expect_lacks(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "present:\n%s\nin:\n%.1500s", part, text);
}

START_TEST(errors_exactly)
{
    Case *c = case_new(FP);
    case_apply(
        c, "sequences.1.fin=2027-01-01 & eleves.1.code_permanent=TREZ & sequences.2.remuneree= & "
           "config.etablissement.code_organisme=12 & today=2027-01-02");
    case_run(c);
    const char *held[] = {"attestation:SEQ-1", "avenant:SEQ-1", "fiche-credit:SEQ-1",
                          "presences:SEQ-1", "protocole:SEQ-1"};
    Finding *dates = (Finding *)(uintptr_t)case_finding(c, "sequence-dates");
    dates->held = held;
    dates->held_count = 5;
    ck_assert_str_eq(
        shown(c, (ShowOptions){.quiet = true}),
        "── config.ini ──\n\n"
        "erreur [organisme-forme] config.ini:4 (« code_organisme »)\n"
        "  un code d'organisme a 6 chiffres, zéros compris\n"
        "  → corrigez code_organisme dans [etablissement] de config.ini\n\n"
        "── eleves.csv ──\n\n"
        "erreur [code-permanent-forme] eleves.csv:2 (B2, colonne « code_permanent »)\n"
        "       │ id    │ code_permanent │ nom      │ prenom\n"
        "     2 │ ELV-1 │ ***            │ Tremblay │ Zoé\n"
        "       │         ^^^\n"
        "  ce n'est pas un code permanent : il a 4 caractères au lieu de 12\n"
        "  → recopiez le code permanent du bulletin ou du dossier de l'élève\n\n"
        "── sequences.csv ──\n\n"
        "erreur [sequence-dates] sequences.csv:2 (J2, colonne « fin »)\n"
        "       │ id    │ … │ statut  │ debut      │ fin        │ jours               │ "
        "heures_semaine\n"
        "     2 │ SEQ-1 │ … │ jumelee │ 2027-01-11 │ 2027-01-01 │ lun|mar|mer|jeu|ven │ 35\n"
        "       │                                    ^^^^^^^^^^\n"
        "  la séquence finit le 2027-01-01, avant de commencer le 2027-01-11\n"
        "  → corrigez la date\n"
        "  retient : attestation SEQ-1, avenant SEQ-1, fiche-credit SEQ-1 et 2 autres\n\n"
        "erreur [valeur-requise] sequences.csv:3 (P3, colonne « remuneree »)\n"
        "       │ id    │ … │ horaire    │ quart │ remuneree │ taux_horaire │ jumelage\n"
        "     3 │ SEQ-2 │ … │ 8 h à 16 h │ jour  │           │ 18,50        │ assignation\n"
        "       │                                  ^\n"
        "  « remuneree » est obligatoire, et la case est vide\n"
        "  → remplissez cette case\n\n"
        "4 erreurs, 1 avertissement, 21 informations\n"
        "        1  valeur-requise             Valeur obligatoire absente\n"
        "        1  code-permanent-forme       Forme du code permanent\n"
        "        1  organisme-forme            Forme du code d'organisme\n"
        "        1  sequence-dates             Dates de la séquence\n");
    case_free(c);
}
END_TEST

START_TEST(personal_neighbours_are_masked)
{
    Case *c = case_new(FP);
    case_apply(c, "eleves.1.prenom=");
    case_run(c);
    const char *text = shown(c, (ShowOptions){0});
    expect_has(text,
               "     2 │ ELV-1 │ ***            │ Tremblay │        │ ***            │ 5195\n");
    expect_lacks(text, "2007-03-14");
    expect_lacks(text, "TREZ");
    case_free(c);
}
END_TEST

START_TEST(ten_of_a_code)
{
    Case *c = case_new(FP);
    for (int i = 0; i < 12; i++)
        case_apply(c,
                   arena_printf(c->arena, "+superviseurs:id;entreprise;nom;prenom=SUP-%d;ENT-9;A;B",
                                i + 10));
    case_run(c);
    const char *text = shown(c, (ShowOptions){0});
    expect_has(text, "superviseurs.csv:12 (B12");
    expect_lacks(text, "superviseurs.csv:13 (B13");
    expect_has(text, "… et 2 autres [lien-inconnu] dans superviseurs.csv (--tout les montre)\n");
    expect_has(text, "       12  lien-inconnu");
    text = shown(c, (ShowOptions){.all = true});
    expect_has(text, "superviseurs.csv:14 (B14");
    expect_lacks(text, "--tout");
    case_free(c);
}
END_TEST

START_TEST(three_of_a_warning)
{
    Case *c = case_new(FP);
    for (int i = 0; i < 5; i++)
        case_apply(c, arena_printf(c->arena, "+superviseurs:id;entreprise;nom;prenom;telephone="
                                             "SUP-%d;ENT-1;A;B;123",
                                   i + 10));
    case_run(c);
    expect_has(shown(c, (ShowOptions){0}),
               "… et 2 autres [telephone-forme] dans superviseurs.csv (--tout les montre)\n");
    case_free(c);
}
END_TEST

START_TEST(rows_without_a_cell_and_checks_not_made)
{
    Case *c = case_new(FP);
    case_apply(c, "+activites:sequence;numero;activite=SEQ-2;1;Souder");
    case_run(c);
    const char *text = shown(c, (ShowOptions){0});
    expect_has(text, "avertissement [activites-absentes] sequences.csv:2\n"
                     "       │ id    │ eleve │ entreprise │ superviseur │ responsable\n"
                     "     2 │ SEQ-1 │ ELV-1 │ ENT-1      │ SUP-1       │ PER-1\n"
                     "  le protocole de SEQ-1 n'a aucune activité prévue\n");
    expect_has(text, "\nVérifications non faites\n");
    expect_has(text, "  taches.csv n'est pas dans le dossier : tache-en-retard\n");
    expect_has(text, "  [encodage-detecte] Encodage détecté (7) : activites.csv, eleves.csv, ");
    expect_has(text, "  [fichier-absent] 14 fichiers facultatifs absents : avenants.csv, ");
    expect_lacks(text, "\033");
    case_free(c);
}
END_TEST

START_TEST(colour_only_adds_sequences)
{
    Case *c = case_new(FP);
    case_apply(c, "sequences.1.superviseur=SUP-2");
    case_run(c);
    const char *plain = shown(c, (ShowOptions){0}),
               *coloured = shown(c, (ShowOptions){.colour = true});
    expect_has(coloured, "\033[1;31merreur\033[0m [lien-inconnu]");
    expect_has(coloured, "\033[1;31m^^^^^\033[0m");
    Buffer stripped = {0};
    for (const char *p = coloured; *p; p++) {
        if (*p == '\033')
            p = strchr(p, 'm');
        else
            buffer_add_char(&stripped, *p);
    }
    ck_assert_str_eq(buffer_text(&stripped), plain);
    buffer_free(&stripped);
    case_free(c);
}
END_TEST

START_TEST(nothing_found)
{
    Findings none = {0};
    Buffer out = {0};
    show_text(&none, NULL, &(ShowOptions){0}, &out);
    ck_assert_str_eq(buffer_text(&out), "Aucun constat.\n");
    buffer_free(&out);
}
END_TEST

SUITE("text", errors_exactly, personal_neighbours_are_masked, ten_of_a_code, three_of_a_warning,
      rows_without_a_cell_and_checks_not_made, colour_only_adds_sequences, nothing_found)
