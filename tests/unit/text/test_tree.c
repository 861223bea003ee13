/* Document templates: template and data in, tree out. */
#include "suite.h"

#include "dump.h"
#include "json_source.h"
#include "text/template.h"

#include <stdio.h>

static const char *const partials[][2] = {
    {"clause", "## Clause\n\nTexte de {{nom}}.\n"},
    {"rangees", "| {{#l}}{{a}} | {{b}}{{/l}} |\n"},
    {"moi", "{{> moi}}\n"},
    {"faute", "Une ligne.\n\n{{#x}}\n\n- a {{/x}}\n"},
    {"inline", "et {{nom}}"},
    {"ligne", "Lieu : {{lieu}}\n"},
};

static const char *partial_of(void *context, const char *name)
{
    (void)context;
    for (size_t i = 0; i < sizeof partials / sizeof *partials; i++)
        if (!strcmp(partials[i][0], name))
            return partials[i][1];
    return NULL;
}

static Status make_in(Lang lang, const char *text, const char *data, Buffer *out, Error *error)
{
    Arena *arena = arena_new();
    Template *template;
    json_t *json = json_loads(data, 0, NULL);
    ck_assert_msg(json, "JSON: %s", data);
    Status status = template_parse(arena, "fr/essai.md", text, partial_of, NULL, &template, error);
    if (!status) {
        Doc doc = {.lang = lang};
        status = template_doc(template, &json_source, json_datum(json), arena, &doc, error);
        for (const Block *block = doc.root->first; block; block = block->next)
            dump_block(out, block, 0);
    }
    json_decref(json);
    arena_free(arena);
    return status;
}

static Status make(const char *text, const char *data, Buffer *out, Error *error)
{
    return make_in(LANG_FR, text, data, out, error);
}

typedef struct Case {
    const char *template, *data, *expected;
} Case;

static void run(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Buffer out = {0};
        Error error = {0};
        Status status = make(cases[i].template, cases[i].data, &out, &error);
        ck_assert_msg(!status, "%s\n%s: %s", cases[i].template, error.place, error.what);
        ck_assert_msg(!strcmp(buffer_text(&out), cases[i].expected), "%s\ngives\n%s\nexpected\n%s",
                      cases[i].template, buffer_text(&out), cases[i].expected);
        buffer_free(&out);
    }
}
#define RUN(cases) run(cases, sizeof cases / sizeof *cases)

START_TEST(test_blocks)
{
    static const Case cases[] = {
        {"# Titre de {{nom}}\n\nUn *mot* **gras {{nom}}** et `{{nom}}`.\nSuite  \nfin\n",
         "{\"nom\":\"Eve\"}",
         "h1 [Titre de Eve]\n"
         "p [Un ] i[mot] [ ] b[gras Eve] [ et ] c[Eve] [. Suite\\nfin]\n"},
        {"1. a\n2. b\n   - c\n\n- [ ] d\n- [x] e\n", "{}",
         "list from 1\n  item\n    p [a]\n  item\n    p [b]\n    list\n      item\n        p [c]\n"
         "list\n  item [ ]\n    p [d]\n  item [x]\n    p [e]\n"},
        {"> cité\n\n---\n\n\\pagebreak\n\n<!-- saut de page -->\n\n<!-- une note -->\n", "{}",
         "quote\n  p [cité]\nrule\npage-break\npage-break\n"},
        {"| a | b |\n|:-:|--:|\n| {{x}} | *y* |\n", "{\"x\":\"1\"}",
         "table c r\n  row\n    cell [a]\n    cell [b]\n  row\n    cell [1]\n    cell i[y]\n"},
        {"Voir [le site](https://exemple.ca) et <https://exemple.ca>, "
         "[a@b.ca](mailto:a@b.ca) ou http://nu.ca\n", "{}",
         "p [Voir le site (https://exemple.ca) et https://exemple.ca, a@b.ca ou http://nu.ca]\n"},
        {"![Le logo]({{logo}})\n\n![x]({{rien}})\n\n![Sceau](/abs/sceau.png)\n",
         "{\"logo\":\"/d/logo.png\",\"rien\":null}",
         "image </d/logo.png> (Le logo)\nimage </abs/sceau.png> (Sceau)\n"},
        /* beside the template (fr/), else in the folder above */
        {"![Sceau](sceau.png)\n", "{}", "image <sceau.png> (Sceau)\n"},
        {"    du code {{x}}\n    deux\n", "{\"x\":\"*\"}", "p c[du code *\\ndeux]\n"},
    };
    RUN(cases);
}
END_TEST

START_TEST(test_sections_of_blocks)
{
    static const char *const list = "{\"l\":[{\"a\":\"1\",\"b\":\"2\"},{\"a\":\"3\",\"b\":\"4\"}],"
                                    "\"oui\":true,\"non\":false,\"vide\":[]}";
    const Case cases[] = {
        {"{{#oui}}\n\nUn.\n\nDeux.\n\n{{/oui}}\n\n{{^oui}}\n\nTrois.\n\n{{/oui}}\n", list,
         "p [Un.]\np [Deux.]\n"},
        /* alone on its line is enough, blank lines or not */
        {"{{#oui}}\n## Payé\n- a\n- b\n{{/oui}}\n{{^oui}}\nNon.\n{{/oui}}\n", list,
         "h2 [Payé]\nlist\n  item\n    p [a]\n  item\n    p [b]\n"},
        /* a repeated list is one list */
        {"{{#l}}\n1. {{a}}\n{{/l}}\n", list,
         "list from 1\n  item\n    p [1]\n  item\n    p [3]\n"},
        {"- un\n{{#l}}\n- {{a}}\n{{/l}}\n- trois\n", list,
         "list\n  item\n    p [un]\n  item\n    p [1]\n  item\n    p [3]\n  item\n    p [trois]\n"},
        {"- {{#l}}\n- {{a}}\n- {{/l}}\n", list, "list\n  item\n    p [1]\n  item\n    p [3]\n"},
        {"- a\n  {{#l}}\n  - {{b}}\n  {{/l}}\n", list,
         "list\n  item\n    p [a]\n    list\n      item\n        p [2]\n      item\n        p [4]\n"},
        {"{{#vide}}\n- {{a}}\n{{/vide}}\n\nFin.\n", list, "p [Fin.]\n"},
        /* indented like code: still a tag */
        {"{{#oui}}\n    {{#oui}}\nA\n    {{/oui}}\n{{/oui}}\n", list, "p [A]\n"},
        {"> {{#l}}\n>\n> {{a}}\n>\n> {{/l}}\n", list, "quote\n  p [1]\n  p [3]\n"},
        /* several tags of one paragraph */
        {"{{#oui}}{{#l}}\n\n{{a}}\n\n{{/l}}{{/oui}}\n", list, "p [1]\np [3]\n"},
    };
    RUN(cases);
}
END_TEST

START_TEST(test_sections_inline)
{
    static const Case cases[] = {
        {"Il {{#oui}}est{{/oui}}{{^oui}}n'est pas{{/oui}} payé.\n", "{\"oui\":true}",
         "p [Il est payé.]\n"},
        {"Il {{#oui}}est{{/oui}} {{^oui}}fut{{/oui}} payé.\n", "{\"oui\":false}",
         "p [Il fut payé.]\n"},
        {"{{#l}}{{.}}, {{/l}}fin\n", "{\"l\":[\"a\",\"b\"]}", "p [a, b, fin]\n"},
        {"**{{#x}}gras{{/x}}**{{#x}} et *{{x}}*{{/x}}\n", "{\"x\":\"y\"}", "p b[gras] [ et ] i[y]\n"},
        {"**{{#x}}{{/x}}**{{#x}}a{{/x}}\n", "{\"x\":\"y\"}", "p [a]\n"},
        {"{{adresse}}\\\n{{#appart}}{{appart}}{{/appart}}\\\n{{ville}}\n",
         "{\"adresse\":\"1, rue A\",\"appart\":null,\"ville\":\"B\"}", "p [1, rue A\\nB]\n"},
        {"{{#x}}rien{{/x}}\n\nfin\n", "{\"x\":null}", "p [fin]\n"},
        {"- {{x}}\n- b\n", "{\"x\":null}", "list\n  item\n    p [b]\n"},
    };
    RUN(cases);
}
END_TEST

START_TEST(test_sections_of_rows)
{
    static const char *const data = "{\"l\":[{\"a\":\"1\",\"b\":\"2\",\"m\":[7,8]},"
                                    "{\"a\":\"3\",\"b\":\"4\",\"m\":[]}],\"vide\":[]}";
    static const char *const expected =
        "table l l\n  row\n    cell [x]\n    cell [y]\n  row\n    cell [1]\n    cell [2]\n"
        "  row\n    cell [3]\n    cell [4]\n";
    const Case cases[] = {
        {"| x | y |\n|---|---|\n| {{#l}}{{a}} | {{b}}{{/l}} |\n", data, expected},
        {"| x | y |\n|---|---|\n{{#l}}\n| {{a}} | {{b}} |\n{{/l}}\n", data, expected},
        {"| x | y |\n|---|---|\n| {{#l}} |\n| {{a}} | {{b}} |\n| {{/l}} | |\n", data, expected},
        {"| x | y |\n|---|---|\n{{> rangees}}\n", data, expected},
        /* a table inside a section; a table that stays without rows is not printed */
        {"{{#l}}\n| x |\n|---|\n{{#m}}\n| {{.}} |\n{{/m}}\n{{/l}}\n", data,
         "table l\n  row\n    cell [x]\n  row\n    cell [7]\n  row\n    cell [8]\n"},
        {"| x | y |\n|---|---|\n| {{#vide}}{{a}} | {{b}}{{/vide}} |\n\nfin\n", data, "p [fin]\n"},
        /* inline in their own cells */
        {"| x | y |\n|---|---|\n| {{#l}}{{a}}{{/l}} | {{#l}}{{b}}{{/l}} |\n", data,
         "table l l\n  row\n    cell [x]\n    cell [y]\n  row\n    cell [13]\n    cell [24]\n"},
        {"| x | y |\n|---|---|\n| {{#l}}{{#m}}{{a}} | {{.}}{{/m}}{{/l}} |\n", data,
         "table l l\n  row\n    cell [x]\n    cell [y]\n  row\n    cell [1]\n    cell [7]\n"
         "  row\n    cell [1]\n    cell [8]\n"},
    };
    RUN(cases);
}
END_TEST

START_TEST(test_fences)
{
    static const Case cases[] = {
        {"```signatures\nÉcole | {{a}} | {{t}}\n{{#mineur}}\nTitulaire | {{b}}\n{{/mineur}}\nÉlève\n```\n",
         "{\"a\":\"A | B\",\"t\":null,\"b\":\"C\",\"mineur\":true}",
         "signatures\n  signature École/A | B/\n  signature Titulaire/C/\n  signature Élève//\n"},
        {"```champs\nNom : {{nom}}\nNEQ : {{neq}}\n{{#l}}\nJour {{.}} :\n{{/l}}\n```\n",
         "{\"nom\":\"A : B\",\"neq\":null,\"l\":[1,2]}",
         "fields\n  row\n    cell [Nom]\n    cell [A : B]\n  row\n    cell [NEQ]\n    cell\n"
         "  row\n    cell [Jour 1]\n    cell\n  row\n    cell [Jour 2]\n    cell\n"},
        {"```qr\n{{code}}\n```\n", "{\"code\":\"ATE1|x\"}", "qr <ATE1|x>\n"},
        {"```qr\n{{code}}\n```\n", "{\"code\":null}", ""},
        {"```avis\nCeci **ne remplace pas** {{x}}.\n\n- a\n```\n", "{\"x\":\"*y*\"}",
         "notice\n  p [Ceci ] b[ne remplace pas] [ *y*.]\n  list\n    item\n      p [a]\n"},
        {"```champs\n{{> ligne}}\n```\n", "{\"lieu\":\"ici\"}",
         "fields\n  row\n    cell [Lieu]\n    cell [ici]\n"},
    };
    RUN(cases);
}
END_TEST

START_TEST(test_partials)
{
    static const Case cases[] = {
        {"Avant\n{{> clause}}\nAprès {{> inline}}.\n", "{\"nom\":\"Eve\"}",
         "p [Avant]\nh2 [Clause]\np [Texte de Eve.]\np [Après et Eve.]\n"},
        {"- a\n\n  {{> clause}}\n", "{\"nom\":\"Eve\"}",
         "list\n  item\n    p [a]\n    h2 [Clause]\n    p [Texte de Eve.]\n"},
    };
    RUN(cases);
}
END_TEST

/* Whatever a value holds, it is text. */
START_TEST(test_injection)
{
    static const char *const nasty[] = {
        "a | b", "**a** _b_ ~~c~~", "<b>a</b> <!-- x -->", "# titre", "- a", "1. a", "> a", "`a`",
        "``` a", "{{x}} {{#x}}y{{/x}}", "[a](http://b) ![c](d)", "\\pagebreak", "a@exemple.ca",
        "&amp; &lt;", "---", "| a |", "\\", "\xF3\xB0\x80\x80", "  a  b", ": a", "\"a\" 'b' -- ...",
    };
    static const char *const template =
        "# {{x}}\n\n{{x}}\n\n- {{x}}\n\n> *{{x}}*\n\n| a | b |\n|---|---|\n| {{x}} | z |\n\n"
        "```champs\nA : {{x}}\n```\n\n```signatures\nL | {{x}} | t\n```\n";
    for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++) {
        const char *x = nasty[i];
        Buffer out = {0}, expected = {0};
        Error error = {0};
        json_t *data = json_pack("{s:s}", "x", x);
        char *json = json_dumps(data, 0);
        ck_assert_int_eq(make(template, json, &out, &error), STATUS_OK);
        buffer_printf(&expected,
                      "h1 [%s]\np [%s]\nlist\n  item\n    p [%s]\nquote\n  p i[%s]\n"
                      "table l l\n  row\n    cell [a]\n    cell [b]\n  row\n    cell [%s]\n"
                      "    cell [z]\nfields\n  row\n    cell [A]\n    cell [%s]\n"
                      "signatures\n  signature L/%s/t\n", x, x, x, x, x, x, x);
        ck_assert_str_eq(buffer_text(&out), buffer_text(&expected));
        free(json);
        json_decref(data);
        buffer_free(&out);
        buffer_free(&expected);
    }
    static const Case lines[] = {
        {"| a |\n|---|\n| {{x}} |\n\n- {{x}}\n", "{\"x\":\"un\\n\\n- deux\\r\\n# trois\\n\"}",
         "table l\n  row\n    cell [a]\n  row\n    cell [un\\n- deux\\n# trois]\n"
         "list\n  item\n    p [un\\n- deux\\n# trois]\n"},
    };
    RUN(lines);
}
END_TEST

/* <en> is foreign in French, <fr> in English; in its own language a span says nothing. */
START_TEST(test_languages)
{
    static const struct { const char *template, *in_french, *in_english; } cases[] = {
        {"Le <en>work term</en> de {{nom}}.\n", "p [Le ] f[work term] [ de Eve.]\n",
         "p [Le work term de Eve.]\n"},
        {"A <fr>mot de *{{nom}}*</fr>.\n", "p [A mot de ] i[Eve] [.]\n",
         "p [A ] f[mot de ] if[Eve] [.]\n"},
        {"<en>Dear {{#nom}}{{nom}}{{/nom}}</en>\n", "p f[Dear Eve]\n", "p [Dear Eve]\n"},
        {"<en>a *b <fr>c</fr> d*</en>\n", "p f[a ] if[b ] i[c] if[ d]\n",
         "p [a ] i[b ] if[c] i[ d]\n"},
        {"# <en>Title</en>\n\n| <en>a</en> | b |\n|---|---|\n", "h1 f[Title]\ntable l l\n  row\n"
         "    cell f[a]\n    cell [b]\n", "h1 [Title]\ntable l l\n  row\n    cell [a]\n    cell [b]\n"},
        {"```champs\nNom : <en>{{nom}}</en>, oui\n```\n", "fields\n  row\n    cell [Nom]\n"
         "    cell f[Eve] [, oui]\n", "fields\n  row\n    cell [Nom]\n    cell [Eve, oui]\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            Buffer out = {0};
            Error error = {0};
            ck_assert_msg(!make_in(lang, cases[i].template, "{\"nom\":\"Eve\"}", &out, &error),
                          "%s: %s", error.place, error.what);
            ck_assert_str_eq(buffer_text(&out),
                             lang == LANG_FR ? cases[i].in_french : cases[i].in_english);
            buffer_free(&out);
        }
}
END_TEST

START_TEST(test_faults)
{
    static const struct { const char *template, *place, *what; } cases[] = {
        {"a\n\n{{#x}}\n\nb\n", "fr/essai.md:3", "la section « x » n'est pas fermée"},
        {"a {{/x}}\n", "fr/essai.md:1", "{{/x}} ferme une section qui n'est pas ouverte"},
        {"{{#x}}\n{{/y}}\n", "fr/essai.md:2",
         "{{/y}} ne ferme pas la section « x » de la ligne 1"},
        {"a {{x\n", "fr/essai.md:1", "une balise n'est pas fermée : « }} » manque"},
        {"\n{{ }}\n", "fr/essai.md:2", "une balise n'a pas de nom"},
        {"A {{#x}}\n\nB {{/x}}\n", "fr/essai.md:1",
         "la section « x » s'ouvre et se ferme dans des blocs différents"},
        {"\n**a {{#x}}** b {{/x}}\n", "fr/essai.md:2",
         "la section « x » s'ouvre et se ferme dans des blocs différents"},
        {"| a | b |\n|---|---|\n| {{#x}}1 | 2{{/x}} 3 |\n", "fr/essai.md:3",
         "la section « x » s'ouvre et se ferme dans des blocs différents"},
        {"| {{#x}}a | b{{/x}} |\n|---|---|\n", "fr/essai.md:1",
         "la première rangée d'un tableau ne peut pas se répéter"},
        {"a\n\n<div>\n", "fr/essai.md:3", "le HTML n'est pas permis dans un modèle : « <div> »"},
        {"a\nb <b>c</b>\n", "fr/essai.md:2", "le HTML n'est pas permis dans un modèle : « <b> »"},
        {"a\nb <en>c\n", "fr/essai.md:1", "« <en> » n'est pas fermé"},
        {"a *<fr>c* d</fr>\n", "fr/essai.md:1", "« <fr> » n'est pas fermé"},
        {"a </en>\n", "fr/essai.md:1", "« </en> » ne ferme rien"},
        {"<en>a <fr>b</fr></en>\n", "fr/essai.md:1",
         "« <fr> » est ouvert avant que « <en> » soit fermé"},
        {"```champs\nA : <en>b\n```\n", "fr/essai.md:2", "« <en> » n'est pas fermé"},
        {"a ![b](c.png)\n", "fr/essai.md:1", "une image doit être seule dans son paragraphe"},
        {"```signature\n```\n", "fr/essai.md:1", "bloc « signature » inconnu"},
        {"x\n```champs\nA : 1\nNom\n```\n", "fr/essai.md:4",
         "un champ s'écrit « Libellé : valeur » : il manque « : »"},
        {"```avis\nA\n\n{{#x}}\n```\n\n{{/x}}\n", "fr/essai.md:4",
         "la section « x » s'ouvre et se ferme dans des blocs différents"},
        {"{{> moi}}\n", "moi:1", "la clause « moi » s'inclut elle-même"},
        {"Un.\n\n{{> faute}}\n", "faute:3",
         "la section « x » s'ouvre et se ferme dans des blocs différents"},
        {"a \xF3\xB0\x80\x80\n", "fr/essai.md:1",
         "un caractère d'usage privé (U+F0000) est réservé au programme"},
        {"{{=a=}}\n", "fr/essai.md:1", "il faut deux délimiteurs, comme dans {{=<% %>=}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        Buffer out = {0};
        ck_assert_int_eq(make(cases[i].template, "{}", &out, &error), STATUS_USAGE);
        ck_assert_str_eq(error.place, cases[i].place);
        ck_assert_str_eq(error.what, cases[i].what);
        buffer_free(&out);
    }
}
END_TEST

SUITE("tree", test_blocks, test_sections_of_blocks, test_sections_inline, test_sections_of_rows,
      test_fences, test_partials, test_injection, test_languages, test_faults)
