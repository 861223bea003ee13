/* Mustache's own tests (tests/mustache, with their licence), all of them. */
#include "suite.h"

#include "json_source.h"
#include "text/template.h"

#include <stdio.h>

static const char *partial_of(void *partials, const char *name)
{
    return json_string_value(json_object_get(partials, name));
}

static void run_one(const char *file, const json_t *test)
{
    Arena *arena = arena_new();
    Error error = {0};
    Template *template;
    Buffer out = {0};
    const char *name = json_string_value(json_object_get(test, "name"));
    Status status = template_parse(arena, file, json_string_value(json_object_get(test, "template")),
                                   partial_of, json_object_get(test, "partials"), &template, &error);
    ck_assert_msg(status == STATUS_OK, "%s, %s: %s %s", file, name, error.place, error.what);
    status = template_text(template, &json_source, json_datum(json_object_get(test, "data")),
                           ESCAPE_HTML, &out, &error);
    ck_assert_msg(status == STATUS_OK, "%s, %s: %s", file, name, error.what);
    const char *expected = json_string_value(json_object_get(test, "expected"));
    ck_assert_msg(!strcmp(buffer_text(&out), expected), "%s, %s:\n[%s]\nexpected\n[%s]", file, name,
                  buffer_text(&out), expected);
    buffer_free(&out);
    arena_free(arena);
}

static size_t run_file(const char *file)
{
    char path[256];
    snprintf(path, sizeof path, "tests/mustache/%s", file);
    json_error_t fault;
    json_t *spec = json_load_file(path, 0, &fault);
    ck_assert_msg(spec, "%s: %s", path, fault.text);
    size_t i;
    const json_t *test;
    const json_t *tests = json_object_get(spec, "tests");
    json_array_foreach(tests, i, test)
        run_one(file, test);
    json_decref(spec);
    return i;
}

START_TEST(test_spec)
{
    static const struct { const char *file; size_t tests; } files[] = {
        {"comments.json", 12}, {"delimiters.json", 14}, {"interpolation.json", 42},
        {"inverted.json", 22}, {"partials.json", 12}, {"sections.json", 34},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ck_assert_uint_eq(run_file(files[i].file), files[i].tests);
}
END_TEST

SUITE("mustache", test_spec)
