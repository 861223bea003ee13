/* prose: the letters that a typographer would have typed. In the table, '~' is
 * U+00A0 and '^' U+202F, which would not be seen. */
#include "page/prose.h"

#include "base/buffer.h"
#include "suite.h"

#include <string.h>

typedef struct Case {
    Lang lang;
    const char *typed, *set;
} Case;

static const Case CASES[] = {
    /* punctuation */
    {LANG_FR, "Oui;non", "Oui;non"},
    {LANG_FR, "Oui; non", "Oui^; non"},
    {LANG_FR, "Oui ; non", "Oui^; non"},
    {LANG_FR, "Quoi? Rien! Ah!", "Quoi^? Rien^! Ah^!"},
    {LANG_FR, "Quoi ?!", "Quoi^?!"},
    {LANG_FR, "ici: là", "ici~: là"},
    {LANG_FR, "ici : là", "ici~: là"},
    {LANG_FR, "ici :", "ici~:"},
    {LANG_FR, "«mot»", "«~mot~»"},
    {LANG_FR, "« mot »", "«~mot~»"},
    {LANG_FR, "« mot », puis", "«~mot~», puis"},
    {LANG_FR, "« Oui! »", "«~Oui^!~»"},
    {LANG_FR, "(quoi?)", "(quoi^?)"},
    {LANG_FR, "(?)", "(?)"},
    {LANG_FR, "Ah…!", "Ah…^!"},
    {LANG_FR, "20% et 20 %", "20~% et 20~%"},
    {LANG_FR, "10$, 10 $ ou 21,50$/h", "10~$, 10~$ ou 21,50~$/h"},
    {LANG_FR, "12€", "12~€"},
    {LANG_EN, "Yes ; no ? Note : well !", "Yes; no? Note: well!"},
    {LANG_EN, "Yes; no? Note: well!", "Yes; no? Note: well!"},
    {LANG_EN, "20% of $10", "20% of $10"},
    {LANG_EN, "a :) b", "a:) b"},
    /* quotation marks */
    {LANG_FR, "un \"mot\" ici", "un «~mot~» ici"},
    {LANG_FR, "\"Oui!\"", "«~Oui^!~»"},
    {LANG_FR, "l'\"élève\"", "l’«~élève~»"},
    {LANG_FR, "« il dit \"oui\" »", "«~il dit “oui”~»"},
    {LANG_FR, "\"un\" et \"deux\"", "«~un~» et «~deux~»"},
    {LANG_FR, "un \"mot sans fin", "un \"mot sans fin"},
    {LANG_FR, "un écran de 24\"", "un écran de 24\""},
    {LANG_FR, "le mot 'clé' ici", "le mot ‘clé’ ici"},
    {LANG_EN, "a \"word\" here", "a “word” here"},
    {LANG_EN, "\"Yes!\" she said", "“Yes!” she said"},
    {LANG_EN, "(\"plan\")", "(“plan”)"},
    {LANG_EN, "a 'word' here", "a ‘word’ here"},
    {LANG_EN, "no \"end", "no \"end"},
    {LANG_EN, "\"\" alone", "\"\" alone"},
    /* apostrophes */
    {LANG_FR, "l'élève d'ici aujourd'hui", "l’élève d’ici aujourd’hui"},
    {LANG_FR, "qu'\"il\"", "qu’«~il~»"},
    {LANG_FR, "5' de long", "5' de long"},
    {LANG_EN, "the student's", "the student’s"},
    {LANG_EN, "the students' work", "the students’ work"},
    {LANG_EN, "the '90s, the 1990's", "the ’90s, the 1990’s"},
    {LANG_EN, "rock 'n roll", "rock ’n roll"},
    /* points and dashes */
    {LANG_FR, "et puis...", "et puis…"},
    {LANG_FR, "et puis ...", "et puis~…"},
    {LANG_FR, "fin....", "fin...."},
    {LANG_EN, "and so on...", "and so on…"},
    {LANG_FR, "mot - suite", "mot – suite"},
    {LANG_FR, "mot -- suite", "mot – suite"},
    {LANG_FR, "mot --- suite", "mot — suite"},
    {LANG_EN, "word -- next", "word – next"},
    {LANG_EN, "word--next", "word–next"},
    {LANG_FR, "travail-études", "travail-études"},
    {LANG_FR, "-5 °C", "-5~°C"},
    {LANG_FR, "-----", "-----"},
    {LANG_FR, "8 h 30 - 16 h", "8~h~30 – 16~h"},
    /* figures say what they say */
    {LANG_FR, "8:30", "8:30"},
    {LANG_FR, "à 10:30: fin", "à 10:30~: fin"},
    {LANG_FR, "2026-2027", "2026-2027"},
    {LANG_FR, "2027-03-05", "2027-03-05"},
    {LANG_FR, "P-2027-882001-00042", "P-2027-882001-00042"},
    {LANG_FR, "450 555-0123", "450~555-0123"},
    {LANG_EN, "3:1, 10:30 a.m.", "3:1, 10:30~a.m."},
    /* code and addresses */
    {LANG_FR, "https://exemple.example/a?b=c;d", "https://exemple.example/a?b=c;d"},
    {LANG_FR, "https://exemple.example/a--b?x='y'z...", "https://exemple.example/a--b?x='y'z…"},
    {LANG_FR, "voir https://exemple.example/; ici", "voir https://exemple.example/^; ici"},
    {LANG_FR, "« a.b-c@trois-lacs.example »", "«~a.b-c@trois-lacs.example~»"},
    {LANG_FR, "o'neil@exemple.example?", "o'neil@exemple.example^?"},
    {LANG_FR, "ATE1|882001|x!|8h30", "ATE1|882001|x!|8h30"},
    {LANG_FR, "nom_de_fichier--1.csv!", "nom_de_fichier--1.csv^!"},
    {LANG_EN, "www.example.example :", "www.example.example:"},
    /* what must not part */
    {LANG_FR, "1 234,50 $ et", "1~234,50~$ et"},
    {LANG_FR, "12 345 678 élèves", "12~345~678 élèves"},
    {LANG_FR, "de 8 h 30 à 16 h", "de 8~h~30 à 16~h"},
    {LANG_FR, "de 8h30 à 16h", "de 8~h~30 à 16~h"},
    {LANG_FR, "8h3, a8h30, 8h30-x", "8h3, a8h30, 8h30-x"},
    {LANG_EN, "8h30", "8h30"},
    {LANG_FR, "35 heures, 8 semaines", "35~heures, 8~semaines"},
    {LANG_FR, "n° 12 et no 13", "n°~12 et no~13"},
    {LANG_FR, "n°12, N° 13", "n°~12, N°~13"},
    {LANG_FR, "n° de dossier", "n° de dossier"},
    {LANG_FR, "Mme Roy et M. Côté", "Mme~Roy et M.~Côté"},
    {LANG_FR, "Me Roy; Mes documents", "Me~Roy^; Mes documents"},
    {LANG_FR, "J. Roy, J.-P. Côté", "J.~Roy, J.-P.~Côté"},
    {LANG_FR, "le 5 mars 2027, puis", "le 5~mars~2027, puis"},
    {LANG_FR, "le 1er mai 2027", "le 1er~mai~2027"},
    {LANG_FR, "en août 2027", "en août~2027"},
    {LANG_FR, "l'article 12", "l’article~12"},
    {LANG_FR, "art. 12, al. 2", "art.~12, al.~2"},
    {LANG_FR, "RLRQ, chapitre I-3", "RLRQ, chapitre~I-3"},
    {LANG_FR, "RLRQ, c. P-39.3, art. 4", "RLRQ, c.~P-39.3, art.~4"},
    {LANG_FR, "annexe A, partie II", "annexe~A, partie~II"},
    {LANG_FR, "en 2027 280 places", "en 2027 280 places"},
    {LANG_FR, "100 % ou 12 km", "100~% ou 12~km"},
    {LANG_FR, "Gâteaux Roy inc., etc.", "Gâteaux Roy~inc.,~etc."},
    {LANG_FR, "Trois-Lacs (Québec) G9A 5H7", "Trois-Lacs (Québec) G9A~5H7"},
    {LANG_FR, "poste 2103", "poste~2103"},
    {LANG_EN, "8 weeks, Mr. Roy", "8~weeks, Mr.~Roy"},
    {LANG_EN, "March 5, 2027", "March~5, 2027"},
    {LANG_EN, "5 March 2027", "5~March~2027"},
    {LANG_EN, "s. 12, Schedule B, Part II", "s.~12, Schedule~B, Part~II"},
    {LANG_EN, "Acme Tools Ltd.", "Acme Tools~Ltd."},
    {LANG_EN, "No. 4, page 12, ext. 210", "No.~4, page~12, ext.~210"},
    /* spaces and what is never printed */
    {LANG_FR, "  deux   mots  ", "deux mots"},
    {LANG_FR, "a\tb", "a b"},
    {LANG_FR, "un \n deux", "un\ndeux"},
    {LANG_FR, "rendez\u00ADvous\uFEFF\u200D", "rendezvous"},
    {LANG_FR, "", ""},
    {LANG_FR, "   ", ""},
    {LANG_FR, "-", "-"},
    {LANG_FR, "\"", "\""},
    {LANG_FR, "'", "'"},
};

static const char *spelled(Arena *arena, const Prose *prose)
{
    Buffer text = {0};
    for (size_t i = 0; i < prose->count; i++) {
        uint32_t c = prose->letters[i].c;
        buffer_add_codepoint(&text, c == NBSP ? '~' : c == THIN ? '^' : c);
    }
    const char *copy = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

START_TEST(punctuation_and_spaces_are_put_right)
{
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const Run run = {.text = CASES[i].typed};
        Prose prose = prose_make(arena, &run, CASES[i].lang);
        ck_assert_msg(!strcmp(spelled(arena, &prose), CASES[i].set), "%s: %s, not %s",
                      CASES[i].typed, spelled(arena, &prose), CASES[i].set);
    }
    arena_free(arena);
}
END_TEST

START_TEST(rules_cross_runs_and_spare_code)
{
    Arena *arena = arena_new();
    Run end = {.text = "! c'est l'heure?"},
        code = {.text = "a?; l'x", .style = RUN_CODE, .next = &end};
    Run bold = {.text = "Oui", .style = RUN_BOLD, .next = &code};
    Prose prose = prose_make(arena, &bold, LANG_FR);
    ck_assert_str_eq(spelled(arena, &prose), "Ouia?; l'x^! c’est l’heure^?");
    ck_assert_uint_eq(prose.letters[0].style, RUN_BOLD);
    ck_assert_uint_eq(prose.letters[3].style, RUN_CODE);
    arena_free(arena);
}
END_TEST

START_TEST(letters_of_the_other_language_follow_its_rules)
{
    Arena *arena = arena_new();
    Run end = {.text = " dit-on; oui!"};
    Run foreign = {.text = "\"Who? Me!\"", .style = RUN_FOREIGN, .next = &end};
    Run start = {.text = "Il répond: ", .next = &foreign};
    Prose french = prose_make(arena, &start, LANG_FR);
    ck_assert_str_eq(spelled(arena, &french), "Il répond~: “Who? Me!” dit-on^; oui^!");
    Prose english = prose_make(arena, &start, LANG_EN);
    ck_assert_str_eq(spelled(arena, &english), "Il répond: «~Who^? Me^!~» dit-on; oui!");
    ck_assert_int_eq(prose_lang(&french, 0), LANG_FR);
    ck_assert_int_eq(prose_lang(&french, 12), LANG_EN);
    arena_free(arena);
}
END_TEST

/* Marks that never close, or all at the end, must not be looked for again and again. */
START_TEST(many_marks_take_no_time)
{
    enum { MARKS = 30000 };
    for (int closed = 0; closed < 2; closed++) {
        Arena *arena = arena_new();
        char *text = arena_alloc(arena, 6 * MARKS + 1);
        for (size_t i = 0; i < 2 * MARKS; i++)
            memcpy(text + 3 * i, closed && i >= MARKS ? "a' " : " 'a", 3);
        const Run run = {.text = text};
        ck_assert_uint_gt(prose_make(arena, &run, LANG_EN).count, 5 * MARKS);
        arena_free(arena);
    }
}
END_TEST

/* '|' marks where a line may end. */
static const char *broken(Arena *arena, const char *typed)
{
    const Run run = {.text = typed};
    Prose prose = prose_make(arena, &run, LANG_FR);
    Buffer text = {0};
    for (size_t i = 0; i < prose.count; i++) {
        uint32_t c = prose.letters[i].c;
        buffer_add_codepoint(&text, c == NBSP || c == THIN ? '~' : c);
        if (prose.letters[i].after == BREAK_MAY)
            buffer_add_char(&text, '|');
        if (prose.letters[i].after == BREAK_HYPHEN)
            buffer_add_char(&text, '=');
    }
    const char *copy = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

START_TEST(lines_end_at_the_right_places)
{
    static const char *const PAIRS[][2] = {
        {"un deux", "un |deux"},
        {"travail-études", "travail-|études"},
        {"450 555-0123", "450~555-0123"},
        {"P-2027-042", "P-2027-042"},
        {"et/ou, km/h", "et/|ou, |km/h"},
        {"21,50 $/h", "21,50~$/h"},
        {"viendra-t-il, dit-on", "viendra-t-il, |dit-|on"},
        {"ci-dessous, a-t-elle, est-ce", "ci-dessous, |a-t-elle, |est-|ce"},
        {"c. P-39.3, 2026-2027", "c.~P-39.3, |2026-2027"},
        {"lundi–vendredi, 8–12", "lundi–|vendredi, |8–12"},
        {"ren\u00ADdez", "ren=dez"},
        {"nom_de_fichier.csv", "nom_|de_|fichier.csv"},
        {"mot (suite) ; fin", "mot |(suite)~; |fin"},
        {"a.b.c, Z", "a.b.c, |Z"},
        /* beside other characters, libunibreak */
        {"ሰላም፡ሰላም", "ሰላም፡|ሰላም"},
        {"ᐃᓄᒃᑎᑐᑦ ᐊᒻᒪ", "ᐃᓄᒃᑎᑐᑦ |ᐊᒻᒪ"},
        {"☐ oui ☒ non", "☐ |oui |☒ |non"},
        {"16/03", "16/03"},
        {"a.b-c@trois-lacs.example", "a.b-c@|trois-lacs.example"},
        {"https://un-deux.example/trois", "https://|un-deux.example/|trois"},
        {"mot – suite", "mot – |suite"},
        {"zéro\u200Blargeur", "zéro|largeur"},
        {"Mme Roy", "Mme~Roy"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        ck_assert_str_eq(broken(arena, PAIRS[i][0]), PAIRS[i][1]);
    arena_free(arena);
}
END_TEST

START_TEST(a_forced_break_stays)
{
    Arena *arena = arena_new();
    const Run run = {.text = "un\ndeux"};
    Prose prose = prose_make(arena, &run, LANG_FR);
    ck_assert_uint_eq(prose.letters[2].after, BREAK_MUST);
    arena_free(arena);
}
END_TEST

SUITE("prose", punctuation_and_spaces_are_put_right, rules_cross_runs_and_spare_code,
      letters_of_the_other_language_follow_its_rules, many_marks_take_no_time,
      lines_end_at_the_right_places, a_forced_break_stays)
