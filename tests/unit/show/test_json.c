/* constats.json: shape, order of keys, bytes. */
#include "rule/case.h"

#include "show/json.h"

static json_t *parsed(const Buffer *out)
{
    json_error_t error;
    json_t *root = json_loads(buffer_text(out), JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "line %d: %s", error.line, error.text);
    return root;
}

static void expect_keys(json_t *object, const char *expected)
{
    Buffer keys = {0};
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
        buffer_printf(&keys, "%s%s", keys.length ? " " : "", key);
    ck_assert_str_eq(buffer_text(&keys), expected);
    buffer_free(&keys);
}

START_TEST(exactly)
{
    static const Rule rule = {.code = "neq-forme"};
    const char *held[] = {"attestation:SEQ-1", "declaration:SEQ-1"};
    Finding items[] = {
        {.rule = &rule,
         .severity = SEVERITY_ERROR,
         .message = "un NEQ a 10 chiffres\nici",
         .fix = "é \"→\"",
         .place = {.file = "entreprises.csv",
                   .line = 2,
                   .column = "NEQ",
                   .cell = "C2",
                   .value = "12\xFF"},
         .held = held,
         .held_count = 2},
        {.rule = &rule,
         .severity = SEVERITY_INFO,
         .message = "m",
         .fix = "f",
         .place = {.file = "taches.csv"}},
    };
    Unchecked unchecked[] = {{"a", "taches.csv", "absente", 0},
                             {"b", "eleves.csv", "illisible", 3}};
    Findings findings = {.items = items, .count = 2, .unchecked = unchecked, .unchecked_count = 2};
    Buffer out = {0};
    show_json(&findings, date_of(2027, 3, 1), &out);
    ck_assert_str_eq(buffer_text(&out), "{\n"
                                        "  \"version\": 1,\n"
                                        "  \"date\": \"2027-03-01\",\n"
                                        "  \"resume\": {\n"
                                        "    \"erreur\": 1,\n"
                                        "    \"avertissement\": 0,\n"
                                        "    \"info\": 1\n"
                                        "  },\n"
                                        "  \"constats\": [\n"
                                        "    {\n"
                                        "      \"code\": \"neq-forme\",\n"
                                        "      \"gravite\": \"erreur\",\n"
                                        "      \"fichier\": \"entreprises.csv\",\n"
                                        "      \"ligne\": 2,\n"
                                        "      \"colonne\": \"NEQ\",\n"
                                        "      \"cellule\": \"C2\",\n"
                                        "      \"valeur\": \"12\xEF\xBF\xBD\",\n"
                                        "      \"message\": \"un NEQ a 10 chiffres\\nici\",\n"
                                        "      \"correction\": \"é \\\"→\\\"\",\n"
                                        "      \"retient\": [\n"
                                        "        \"attestation:SEQ-1\",\n"
                                        "        \"declaration:SEQ-1\"\n"
                                        "      ]\n"
                                        "    },\n"
                                        "    {\n"
                                        "      \"code\": \"neq-forme\",\n"
                                        "      \"gravite\": \"info\",\n"
                                        "      \"fichier\": \"taches.csv\",\n"
                                        "      \"ligne\": null,\n"
                                        "      \"colonne\": null,\n"
                                        "      \"cellule\": null,\n"
                                        "      \"valeur\": null,\n"
                                        "      \"message\": \"m\",\n"
                                        "      \"correction\": \"f\",\n"
                                        "      \"retient\": []\n"
                                        "    }\n"
                                        "  ],\n"
                                        "  \"non_verifie\": [\n"
                                        "    {\n"
                                        "      \"code\": \"a\",\n"
                                        "      \"table\": \"taches.csv\",\n"
                                        "      \"motif\": \"absente\",\n"
                                        "      \"nombre\": null\n"
                                        "    },\n"
                                        "    {\n"
                                        "      \"code\": \"b\",\n"
                                        "      \"table\": \"eleves.csv\",\n"
                                        "      \"motif\": \"illisible\",\n"
                                        "      \"nombre\": 3\n"
                                        "    }\n"
                                        "  ]\n"
                                        "}\n");
    buffer_free(&out);
}
END_TEST

START_TEST(empty)
{
    Findings none = {0};
    Buffer out = {0};
    show_json(&none, date_of(2027, 3, 1), &out);
    ck_assert_ptr_nonnull(
        strstr(buffer_text(&out), "\"constats\": [],\n  \"non_verifie\": []\n}\n"));
    json_decref(parsed(&out));
    buffer_free(&out);
}
END_TEST

START_TEST(of_a_run)
{
    Case *c = case_new(COLLEGE);
    case_apply(c, "eleves.1.code_permanent=TREZ99530701 & eleves.1.date_naissance=14/03/20007 & "
                  "sequences.1.statut=");
    case_run(c);
    Buffer out = {0};
    show_json(&c->findings, c->today, &out);
    json_t *root = parsed(&out), *item;
    expect_keys(root, "version date resume constats non_verifie");
    expect_keys(json_object_get(root, "resume"), "erreur avertissement info");
    size_t i;
    json_array_foreach(json_object_get(root, "constats"), i, item) expect_keys(
        item, "code gravite fichier ligne colonne cellule valeur message correction retient");
    ck_assert_uint_eq(i, c->findings.count);
    json_array_foreach(json_object_get(root, "non_verifie"), i, item)
        expect_keys(item, "code table motif nombre");
    ck_assert_uint_eq(i, c->findings.unchecked_count);
    ck_assert_ptr_null(strstr(buffer_text(&out), "TREZ"));
    ck_assert_ptr_null(strstr(buffer_text(&out), "20007"));
    json_decref(root);
    buffer_free(&out);
    case_free(c);
}
END_TEST

SUITE("json", exactly, empty, of_a_run)
