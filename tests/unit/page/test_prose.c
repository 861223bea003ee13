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
    {LANG_FR, "8:30", "8:30"},
    {LANG_FR, "https://exemple.example/a?b=c;d", "https://exemple.example/a?b=c;d"},
    {LANG_EN, "Yes; no? Note: \"x\"", "Yes; no? Note: \"x\""},
    /* apostrophes */
    {LANG_FR, "l'élève d'ici aujourd'hui", "l’élève d’ici aujourd’hui"},
    {LANG_EN, "the student's", "the student’s"},
    {LANG_FR, "5' de long", "5' de long"},
    /* what must not part */
    {LANG_FR, "1 234,50 $ et", "1~234,50~$ et"},
    {LANG_FR, "12 345 678 élèves", "12~345~678 élèves"},
    {LANG_FR, "de 8 h 30 à 16 h", "de 8~h~30 à 16~h"},
    {LANG_FR, "35 heures, 8 semaines", "35~heures, 8~semaines"},
    {LANG_FR, "n° 12 et no 13", "n°~12 et no~13"},
    {LANG_FR, "Mme Roy et M. Côté", "Mme~Roy et M.~Côté"},
    {LANG_FR, "le 5 mars 2027, puis", "le 5~mars~2027, puis"},
    {LANG_FR, "le 1er mai", "le 1er~mai"},
    {LANG_FR, "l'article 12", "l’article~12"},
    {LANG_FR, "en 2027 280 places", "en 2027 280 places"},
    {LANG_FR, "100 % ou 12 km", "100~% ou 12~km"},
    {LANG_EN, "8 weeks, Mr. Roy", "8~weeks, Mr.~Roy"},
    /* spaces and what is never printed */
    {LANG_FR, "  deux   mots  ", "deux mots"},
    {LANG_FR, "a\tb", "a b"},
    {LANG_FR, "un \n deux", "un\ndeux"},
    {LANG_FR, "rendez\u00ADvous\uFEFF\u200D", "rendezvous"},
    {LANG_FR, "", ""},
    {LANG_FR, "   ", ""},
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
        ck_assert_str_eq(spelled(arena, &prose), CASES[i].set);
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
        {"et/ou", "et/|ou"},
        {"21,50 $/h", "21,50~$/|h"},
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
      lines_end_at_the_right_places, a_forced_break_stays)
