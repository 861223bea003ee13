/* The text renderer beyond Mustache's own tests: escapes, and partials without end. */
#include "suite.h"

#include "json_source.h"
#include "text/template.h"

static const char *partial_of(void *context, const char *name)
{
    (void)context;
    return name[0] == 'p' ? "{{#x}}{{> p}}{{> p}}{{/x}}" : NULL;
}

static Status render(const char *text, const char *x, Escape escape, Buffer *out, Error *error)
{
    Arena *arena = arena_new();
    Template *template;
    json_t *data = json_pack("{s:s}", "x", x);
    Status status = template_parse(arena, "essai", text, partial_of, NULL, &template, error);
    ck_assert_int_eq(status, STATUS_OK);
    status = template_text(template, &json_source, json_datum(data), escape, out, error);
    json_decref(data);
    arena_free(arena);
    return status;
}

START_TEST(test_escapes)
{
    static const struct { Escape escape; const char *x, *expected; } cases[] = {
        {ESCAPE_NONE, "a<b>&\"c'\n;", "a<b>&\"c'\n;"},
        {ESCAPE_HTML, "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&#39;"},
        {ESCAPE_XML, "a<b>&\"c'\x01\t\n", "a&lt;b&gt;&amp;&quot;c&#39;\t\n"},
        {ESCAPE_CSV, "simple é", "simple é"},
        {ESCAPE_CSV, "a;b", "\"a;b\""},
        {ESCAPE_CSV, "a,b", "\"a,b\""},
        {ESCAPE_CSV, "dit \"oui\"", "\"dit \"\"oui\"\"\""},
        {ESCAPE_CSV, "un\ndeux", "\"un\ndeux\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer out = {0};
        Error error = {0};
        ck_assert_int_eq(render("{{x}}", cases[i].x, cases[i].escape, &out, &error), STATUS_OK);
        ck_assert_str_eq(buffer_text(&out), cases[i].expected);
        buffer_clear(&out);
        ck_assert_int_eq(render("{{{x}}}", cases[i].x, cases[i].escape, &out, &error), STATUS_OK);
        ck_assert_str_eq(buffer_text(&out), cases[i].x);
        buffer_free(&out);
    }
}
END_TEST

START_TEST(test_endless_partial)
{
    Buffer out = {0};
    Error error = {0};
    ck_assert_int_eq(render("{{> p}}", "x", ESCAPE_NONE, &out, &error), STATUS_USAGE);
    ck_assert_str_eq(error.place, "p:1");
    ck_assert_str_eq(error.what, "la clause « p » s'inclut elle-même");
    buffer_free(&out);
}
END_TEST

SUITE("text", test_escapes, test_endless_partial)
