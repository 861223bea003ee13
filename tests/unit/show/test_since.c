/* What is new and what was mended since an earlier constats.json, whatever moved. */
#include "rule/case.h"

#include "show/json.h"
#include "show/since.h"

static Case *run_of(const char *changes)
{
    Case *c = case_new(FP);
    case_apply(c, changes);
    case_run(c);
    ck_assert_int_eq(c->status, STATUS_OK);
    return c;
}

static void write_past(const Case *c)
{
    Buffer json = {0};
    show_json(&c->findings, c->today, &json);
    case_put(c, "past.json", &json);
    buffer_free(&json);
}

static const char *past_path(const Case *c)
{
    return path_join(c->arena, c->folder, "past.json");
}

/* The comparison of two runs, from the file that the first one wrote. */
static const char *compared(const char *before, const char *after, bool all)
{
    static char shown[16384];
    Case *then = run_of(before), *now = run_of(after);
    write_past(then);
    Past past;
    Error error = {0};
    ck_assert_msg(past_read(&past, past_path(then), &error) == STATUS_OK, "%s %s", error.place,
                  error.what);
    ck_assert_uint_eq(past.count, then->findings.count);
    Since since;
    since_compare(&since, &past, &now->findings);
    ck_assert_uint_eq(since.fresh_count + since.same_count, now->findings.count);
    ck_assert_uint_eq(since.mended_count + since.same_count, past.count);
    Buffer out = {0};
    since_text(&since, all, &out);
    const char *counts = strstr(buffer_text(&out), "past.json (2026-11-02) — nouveaux : ");
    ck_assert_ptr_nonnull(counts);
    snprintf(shown, sizeof shown, "%s", counts + strlen("past.json (2026-11-02) — "));
    buffer_free(&out);
    since_free(&since);
    past_close(&past);
    unlink(past_path(then));
    case_free(now);
    case_free(then);
    return shown;
}

/* Without the count of the unchanged: the clean dossier has some, which are not tested here. */
static void expect(const char *before, const char *after, const char *expected)
{
    const char *shown = compared(before, after, false);
    const char *same = strstr(shown, ", inchangés : "), *end = strchr(shown, '\n');
    ck_assert_ptr_nonnull(same);
    Buffer kept = {0};
    buffer_add(&kept, shown, (size_t)(same - shown));
    buffer_add_text(&kept, end);
    ck_assert_str_eq(buffer_text(&kept), expected);
    buffer_free(&kept);
}

START_TEST(nothing_changed)
{
    expect("", "", "nouveaux : 0, réparés : 0\n");
    expect("entreprises.1.neq=111 & sequences.1.superviseur=",
           "entreprises.1.neq=111 & sequences.1.superviseur=", "nouveaux : 0, réparés : 0\n");
}
END_TEST

START_TEST(new_and_mended)
{
    expect("entreprises.1.neq=1112345675", "sequences.1.superviseur=",
           "nouveaux : 1, réparés : 1\n"
           "  nouveau [superviseur-absent] sequences.csv:2 (« superviseur ») : la séquence SEQ-1 est "
           "jumelée, mais n'a pas de superviseur en entreprise\n"
           "  réparé [neq-cle] entreprises.csv:2 (« neq ») : le dernier chiffre ne répond pas aux "
           "autres : un chiffre est sans doute faux ou deux sont inversés\n");
}
END_TEST

/* Rows are added above by the first one, since the builder of cases appends: the faulty row is
 * the last of one run, and follows more rows in the other. */
#define ROW "+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_titre;statut;neq="
#define FAULTY "ENT-9;Fautive;x;Lévis;G6V 1A9;B;dir.;prospect;111"
#define SOUND "ENT-5;Correcte;x;Lévis;G6V 1A5;B;dir.;prospect;"

START_TEST(moved_rows_are_the_same)
{
    expect(ROW FAULTY, ROW SOUND " & " ROW FAULTY, "nouveaux : 0, réparés : 0\n");
    expect(ROW SOUND " & " ROW FAULTY, ROW FAULTY, "nouveaux : 0, réparés : 0\n");
}
END_TEST

/* The message names the line of the other row, which moves too. */
START_TEST(places_in_messages_do_not_count)
{
    const char *twins = ROW "ENT-7;Jumelle;x;Lévis;G6V 1A7;B;dir.;prospect; & " ROW
                            "ENT-8;Jumelle;x;Lévis;G6V 1A7;B;dir.;prospect;";
    const char *moved = ROW SOUND " & " ROW "ENT-7;Jumelle;x;Lévis;G6V 1A7;B;dir.;prospect; & " ROW
                                  "ENT-8;Jumelle;x;Lévis;G6V 1A7;B;dir.;prospect;";
    Case *c = run_of(moved);
    ck_assert_ptr_nonnull(strstr(case_finding(c, "entreprise-double")->message, "entreprises.csv:"));
    case_free(c);
    expect(twins, moved, "nouveaux : 0, réparés : 0\n");
    expect(ROW FAULTY " & " ROW FAULTY, ROW SOUND " & " ROW FAULTY " & " ROW FAULTY,
           "nouveaux : 0, réparés : 0\n"); /* cle-double: "entreprises.csv, ligne 3 (cellule A3)" */
}
END_TEST

START_TEST(each_finding_serves_once)
{
    const char *shown = compared(ROW "A;Une;x;Lévis;G6V 1A1;B;dir.;prospect;111",
                                 ROW "A;Une;x;Lévis;G6V 1A1;B;dir.;prospect;111 & " ROW
                                     "B;Deux;x;Lévis;G6V 1A2;B;dir.;prospect;111",
                                 false);
    /* Same code, column, value and message twice: the line says which one is new. */
    ck_assert_ptr_nonnull(strstr(shown, "  nouveau [neq-forme] entreprises.csv:4 (« neq »)"));
    ck_assert_ptr_null(strstr(shown, "  nouveau [neq-forme] entreprises.csv:3"));
    ck_assert_ptr_null(strstr(shown, "\n  réparé"));
}
END_TEST

START_TEST(a_cell_still_wrong_is_not_new)
{
    expect("entreprises.1.neq=111", "entreprises.1.neq=222", "nouveaux : 0, réparés : 0\n");
    /* Another code at the same cell is. */
    const char *shown = compared("entreprises.1.neq=111", "entreprises.1.neq=1112345675", false);
    ck_assert_ptr_nonnull(strstr(shown, "  nouveau [neq-cle] entreprises.csv:2"));
    ck_assert_ptr_nonnull(strstr(shown, "  réparé [neq-forme] entreprises.csv:2"));
}
END_TEST

START_TEST(hours_are_not_places)
{
    /* "9:30" and "9:00" differ: the second is the same cell still, the lines having not moved. */
    static const Rule rule = {.code = "visite-conflit"};
    PastFinding before = {"visite-conflit", "erreur", "visites.csv", "heure", "9:30",
                          "une autre visite à 9:30", 4};
    Past past = {.path = "a", .date = "2027-01-01", .items = &before, .count = 1};
    Finding item = {.rule = &rule, .message = "une autre visite à 9:00", .fix = "f",
                    .place = {.file = "visites.csv", .column = "heure", .line = 9, .value = "9:30"}};
    Findings findings = {.items = &item, .count = 1};
    Since since;
    since_compare(&since, &past, &findings);
    ck_assert_uint_eq(since.fresh_count, 1);
    since_free(&since);
    item.message = "une autre visite à 9:30";
    since_compare(&since, &past, &findings);
    ck_assert_uint_eq(since.same_count, 1);
    since_free(&since);
}
END_TEST

START_TEST(ten_of_a_code)
{
    Buffer rows = {0};
    for (int i = 0; i < 12; i++)
        buffer_printf(&rows, "%s" ROW "E-%d;N%d;x;Lévis;G6V 1A%d;B;dir.;prospect;1%02d",
                      i ? " & " : "", i, i, i % 10, i);
    const char *shown = compared("", buffer_text(&rows), false);
    ck_assert(text_starts(shown, "nouveaux : 12, réparés : 0, "));
    ck_assert_ptr_nonnull(strstr(shown, "  nouveau [neq-forme] entreprises.csv:12 "));
    ck_assert_ptr_null(strstr(shown, "entreprises.csv:13 "));
    ck_assert_ptr_nonnull(strstr(shown, "\n  … et 2 autres [neq-forme] (--tout les montre)\n"));
    shown = compared(buffer_text(&rows), "", true);
    ck_assert(text_starts(shown, "nouveaux : 0, réparés : 12, "));
    ck_assert_ptr_nonnull(strstr(shown, "  réparé [neq-forme] entreprises.csv:14 "));
    ck_assert_ptr_null(strstr(shown, "--tout"));
    buffer_free(&rows);
}
END_TEST

START_TEST(other_files_are_refused)
{
#define HEAD "{\"version\": 1, \"date\": \"2026-11-02\", \"constats\": "
#define ITEM(line, message)                                                                        \
    "{\"code\": \"a\", \"gravite\": \"erreur\", \"fichier\": \"b.csv\", \"ligne\": " line          \
    ", \"colonne\": null, \"cellule\": null, \"valeur\": null, \"message\": " message "}"
    static const struct {
        const char *text, *what; /* NULL: it is one */
    } cases[] = {
        {HEAD "[]}", NULL},
        {HEAD "[" ITEM("null", "\"m\"") "]}", NULL},
        {"", "mal formé"},
        {"id;nom\n", "mal formé"},
        {"[]", "manque"},
        {"{\"version\": 1, \"date\": \"2026-11-02\"}", "manque"},
        {"{\"version\": 1, \"date\": null, \"constats\": []}", "manque"},
        {"{\"version\": 2, \"date\": \"2026-11-02\", \"constats\": []}", "version"},
        {HEAD "{}}", "manque"},
        {HEAD "[3]}", "le constat 1 n'est pas lisible"},
        {HEAD "[" ITEM("1", "\"m\"") ", " ITEM("0", "\"m\"") "]}", "le constat 2"},
        {HEAD "[" ITEM("99999999999", "\"m\"") "]}", "le constat 1"},
        {HEAD "[" ITEM("\"4\"", "\"m\"") "]}", "le constat 1"},
        {HEAD "[" ITEM("4", "null") "]}", "le constat 1"},
        {HEAD "[]", "mal formé"},
    };
    Case *c = case_new(FP);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer bytes = {0};
        buffer_add_text(&bytes, cases[i].text);
        case_put(c, "past.json", &bytes);
        buffer_free(&bytes);
        Past past;
        Error error = {0};
        Status status = past_read(&past, past_path(c), &error);
        ck_assert_msg(status == (cases[i].what ? STATUS_USAGE : STATUS_OK), "%zu: %s", i, error.what);
        if (cases[i].what) {
            ck_assert_msg(strstr(error.what, cases[i].what), "%zu: %s", i, error.what);
            ck_assert_ptr_nonnull(strstr(error.place, "past.json"));
            ck_assert_str_ne(error.remedy, "");
            ck_assert_int_eq(error.status, STATUS_USAGE);
        }
        past_close(&past);
    }
    unlink(past_path(c));
    Past past;
    Error error = {0};
    ck_assert_int_eq(past_read(&past, past_path(c), &error), STATUS_USAGE);
    ck_assert_int_eq(error.status, STATUS_USAGE);
    ck_assert_str_eq(error.place, past_path(c));
    ck_assert_str_ne(error.remedy, "");
    past_close(&past);
    arena_free(c->arena);
}
END_TEST

SUITE("since", nothing_changed, new_and_mended, moved_rows_are_the_same,
      places_in_messages_do_not_count, each_finding_serves_once, a_cell_still_wrong_is_not_new,
      hours_are_not_places, ten_of_a_code, other_files_are_refused)
