/* Remarks on templates: what is kept, in what order, and the places of several faults of one text. */
#include "fixture.h"

#include "text/review.h"
#include "text/vet.h"

START_TEST(test_keep)
{
    Remarks remarks = {.arena = arena_new()};
    Error error = {0};
    error_set(&error, STATUS_USAGE, "fr/a.md:10", "dix");
    ck_assert_int_eq(remarks_keep(NULL, STATUS_USAGE, &error), STATUS_USAGE);
    ck_assert_int_eq(remarks_keep(&remarks, STATUS_USAGE, &error), STATUS_OK);
    ck_assert_int_eq(remarks_keep(&remarks, STATUS_OK, &error), STATUS_OK);
    error_set(&error, STATUS_SYSTEM, "fr/a.md", "disque");
    ck_assert_int_eq(remarks_keep(&remarks, STATUS_SYSTEM, &error), STATUS_SYSTEM);
    ck_assert_uint_eq(remarks.count, 1);
    ck_assert_str_eq(remarks.items[0].what, "dix");
    ck_assert_str_eq(remarks.items[0].remedy, "");
    arena_free(remarks.arena);
    remarks_free(&remarks);
}
END_TEST

START_TEST(test_order)
{
    static const char *const places[] = {"fr/b.md:2", "fr/a.md:10", "fr/a.md:9", "fr/a.md",
                                         "fr/a.md:9", "fr/a.md:9"};
    static const char *const sorted[] = {"fr/a.md", "fr/a.md:9", "fr/a.md:9", "fr/a.md:10",
                                         "fr/b.md:2"};
    Remarks remarks = {.arena = arena_new()};
    for (size_t i = 0; i < 6; i++) {
        Error error = {0};
        error_set(&error, STATUS_USAGE, places[i], i == 5 ? "deux" : "un");
        remarks_keep(&remarks, STATUS_USAGE, &error);
    }
    remarks_warn(&remarks, "fr/b.md:2", "douteux %d", 3);
    remarks_remedy(&remarks, "remède %s", "simple");
    remarks_sort(&remarks);
    ck_assert_uint_eq(remarks.count, 6);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(remarks.items[i].place, sorted[i]);
    ck_assert_str_eq(remarks.items[1].what, "deux");
    ck_assert_str_eq(remarks.items[4].what, "douteux 3");
    ck_assert_str_eq(remarks.items[4].remedy, "remède simple");
    ck_assert_uint_eq(remarks_errors(&remarks), 5);
    arena_free(remarks.arena);
    remarks_free(&remarks);
}
END_TEST

/* Every fault of a text, by its line; the same text stops at the first without remarks. */
START_TEST(test_faults_of_a_text)
{
    static const char text[] = "# {{ide}}\n\n{{#lieu}}{{#mandat}}{{/lieu}}\n\n{{/rien}}\n\n"
                               "{{#inconnu}}{{autre}}{{/inconnu}} {{idd}}\n\n<b>x</b>\n\n"
                               "A {{#quart}}\n\nB {{/quart}}\n\n{{#debut}}\n{{eleve.adresse}}\n";
    static const struct { int line; const char *what; } wanted[] = {
        {1, "la variable « ide » n'existe pas"},
        {3, "{{/lieu}} ne ferme pas la section « mandat » de la ligne 3"},
        {5, "{{/rien}} ferme une section qui n'est pas ouverte"},
        {7, "la variable « idd » n'existe pas"},
        {7, "la variable « inconnu » n'existe pas"},
        {9, "le HTML n'est pas permis dans un modèle : « </b> »"},
        {9, "le HTML n'est pas permis dans un modèle : « <b> »"},
        {11, "la section « quart » s'ouvre et se ferme dans des blocs différents"},
        {15, "la section « debut » n'est pas fermée"},
        {16, "« eleve.adresse » est un renseignement personnel, et l'entreprise reçoit le document "
             "« lettre »"},
    };
    enum { WANTED = sizeof wanted / sizeof *wanted };
    Fixture f;
    Error error = {0};
    Template *template;
    fixture_open(&f, NULL);
    ck_assert_int_eq(template_parse(f.arena, "l.md", text, NULL, NULL, &template, &error),
                     STATUS_USAGE);
    ck_assert_str_eq(error.what, wanted[1].what);
    Remarks remarks = {.arena = f.arena};
    ck_assert_int_eq(
        template_review(f.arena, "l.md", text, NULL, NULL, &remarks, &template, &error), STATUS_OK);
    Vet vet = {.record = &f.record, .scope = SCOPE_SEQUENCE, .company_kind = "lettre",
               .remarks = &remarks};
    ck_assert_int_eq(vet_template(&vet, template, &error), STATUS_OK);
    remarks_sort(&remarks);
    for (size_t i = 0; i < WANTED && i < remarks.count; i++) {
        char place[32];
        snprintf(place, sizeof place, "l.md:%d", wanted[i].line);
        ck_assert_str_eq(remarks.items[i].what, wanted[i].what);
        ck_assert_str_eq(remarks.items[i].place, place);
        ck_assert(!remarks.items[i].warning);
    }
    ck_assert_uint_eq(remarks.count, WANTED);
    remarks_free(&remarks);
    fixture_close(&f);
}
END_TEST

/* A tag that never ends hides what follows: it is told alone. */
START_TEST(test_tag_without_end)
{
    Arena *arena = arena_new();
    Remarks remarks = {.arena = arena};
    Error error = {0};
    Template *template;
    Status status = template_review(arena, "l.md", "{{/a}}\n\n{{b\n", NULL, NULL, &remarks,
                                    &template, &error);
    ck_assert_int_eq(status, STATUS_USAGE);
    ck_assert_str_eq(error.place, "l.md:3");
    remarks_free(&remarks);
    arena_free(arena);
}
END_TEST

SUITE("review", test_keep, test_order, test_faults_of_a_text, test_tag_without_end)
