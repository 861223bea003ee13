/* Layouts: the shipped one reads; each fault is said at its line. */
#include "suite.h"

#include "base/file.h"
#include "declare/layout.h"
#include "read/scratch.h"

#define HEAD "[modele]\nnom = Test\navis = Local\nformat = csv\nfichier = {lot}.csv\n"
#define FIELDS "[champs]\nN = nature\nCP = code_permanent\nH = heures\n"

static Arena *arena;
static Scratch scratch;
static Layout layout;
static Error error;

static Status load(const char *text)
{
    arena = arena ? arena : arena_new();
    scratch = scratch_open();
    char folder[128];
    snprintf(folder, sizeof folder, "%s/declaration", scratch.folder);
    ck_assert_int_eq(file_make_folder(folder, &error), STATUS_OK);
    scratch_text(&scratch, "declaration/essai.ini", text);
    memset(&error, 0, sizeof error);
    Status status = layout_load(&layout, arena, scratch.folder, "essai", &error);
    scratch_close(&scratch);
    return status;
}

START_TEST(test_shipped_layout)
{
    arena = arena ? arena : arena_new();
    Status status = layout_load(&layout, arena, "templates", "local-csv", &error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", error.place, error.what);
    ck_assert_int_eq(layout.format, LAYOUT_CSV);
    ck_assert_int_eq(layout.separator, ';');
    ck_assert_int_eq(layout.mark, 1);
    ck_assert_uint_eq(layout.field_count, 23);
    ck_assert_str_eq(layout.fields[0].name, "LOT");
    ck_assert_str_eq(layout_code(&layout, "type", "developpement"), "D");
    ck_assert_ptr_null(layout_code(&layout, "type", "autre"));
    ck_assert_ptr_nonnull(strstr(layout.notice, "pas celui du ministère"));
}
END_TEST

START_TEST(test_defaults_and_options)
{
    ck_assert_msg(load(HEAD
                       "[champs]\nN = nature, codes n\nCP = code_permanent, requis, largeur 12\n"
                       "H = heures, decimales 2\nNOM = nom, largeur 3, couper\nV = \"a, b\"\n"
                       "[codes.n]\najout = 1\nmodification = 2\nannulation = 3\n") == STATUS_OK,
                  "%s: %s", error.place, error.what);
    ck_assert_int_eq(layout.encoding, CHARSET_UTF8);
    ck_assert_int_eq(layout.decimal, ',');
    ck_assert_int_eq(layout.line_end, LINE_CRLF);
    ck_assert_int_eq(layout.header, 1);
    ck_assert_int_eq(layout.mark, 0);
    ck_assert_str_eq(layout.fields[0].codes, "n");
    ck_assert(layout.fields[1].required);
    ck_assert_int_eq(layout.fields[1].width, 12);
    ck_assert_int_eq(layout.fields[2].decimals, 2);
    ck_assert(layout.fields[3].cut);
    ck_assert_int_eq(layout.fields[4].source, -1);
    ck_assert_str_eq(layout.fields[4].constant, "a, b");
}
END_TEST

START_TEST(test_faults_have_their_place)
{
    static const struct {
        const char *text;
        int line; /* 0: the file */
        const char *said;
    } cases[] = {
        {"[modele]\nnom = T\navis = L\nformat = xml\n", 4, "format"},
        {HEAD "couleur = bleu\n" FIELDS, 6, "couleur"},
        {HEAD "nom = Deux\n" FIELDS, 6, "deux fois"},
        {HEAD "encodage = EBCDIC\n" FIELDS, 6, "EBCDIC"},
        {HEAD "date =\n" FIELDS, 6, "vide"},
        {"[modele]\nnom = T\nformat = csv\nfichier = a\n" FIELDS, 0, "avis"},
        {HEAD "encodage = ISO-8859-1\nbom = oui\n" FIELDS, 0, "bom"},
        {HEAD "separateur = virgule\nguillemets = jamais\n" FIELDS, 0, "virgule"},
        {HEAD "[autre]\na = b\n", 7, "autre"},
        {HEAD FIELDS "X = nomm\n", 10, "source"},
        {HEAD FIELDS "X =\n", 10, "source"},
        {HEAD FIELDS "N = nom\n", 10, "deux fois"},
        {HEAD FIELDS "X = nom, large 3\n", 10, "option"},
        {HEAD FIELDS "X = nom, largeur 0\n", 10, "option"},
        {HEAD FIELDS "X = nom, largeur 3x\n", 10, "option"},
        {HEAD FIELDS "X = rang, decimales 5\n", 10, "option"},
        {HEAD FIELDS "X = nom, decimales 1\n", 10, "decimales"},
        {HEAD FIELDS "X = nom, couper\n", 10, "largeur"},
        {HEAD FIELDS "X = neq, largeur 5, couper\n", 10, "tronqué"},
        {HEAD FIELDS "X = heures, largeur 5, couper\n", 10, "tronqué"},
        {HEAD FIELDS "X = nom, codes n\n[codes.n]\na = b\n", 10, "codes"},
        {HEAD FIELDS "X = remuneree, codes n\n[codes.n]\noui = O\n", 10, "non"},
        {HEAD FIELDS "X = remuneree, codes n\n[codes.n]\noui = O\nnon = N\npeut = P\n", 14, "peut"},
        {HEAD FIELDS "X = remuneree, codes n\n[codes.n]\noui = O\noui = N\n", 13, "deux fois"},
        {HEAD FIELDS "[codes.n]\noui = O\n", 11, "codes.n"},
        {HEAD "[champs]\nN = nature\nH = heures\n", 0, "code_permanent"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char place[32];
        snprintf(place, sizeof place, cases[i].line ? "essai.ini:%d" : "essai.ini", cases[i].line);
        ck_assert_msg(load(cases[i].text) == STATUS_USAGE, "case %zu was accepted", i);
        size_t length = strlen(error.place);
        ck_assert_msg(length > strlen(place) &&
                          strcmp(error.place + length - strlen(place), place) == 0,
                      "case %zu: %s, wanted %s", i, error.place, place);
        ck_assert_msg(strstr(error.what, cases[i].said), "case %zu: %s", i, error.what);
    }
    load("[modele]\nformat = xml\n");
    ck_assert_str_eq(error.remedy, "valeurs possibles : csv");
    load(HEAD FIELDS "X = code_permanant\n");
    ck_assert_str_eq(error.remedy, "vouliez-vous dire « code_permanent » ?");
}
END_TEST

START_TEST(test_names_stay_in_the_folder)
{
    arena = arena ? arena : arena_new();
    static const char *const bad[] = {"", "../local-csv", "a/b", ".", "a.ini", "é"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_int_eq(layout_load(&layout, arena, "templates", bad[i], &error), STATUS_USAGE);
    ck_assert_int_eq(layout_load(&layout, arena, "templates", "absent", &error), STATUS_USAGE);
}
END_TEST

SUITE("layout", test_shipped_layout, test_defaults_and_options, test_faults_have_their_place,
      test_names_stay_in_the_folder)
