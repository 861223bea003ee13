/* Layouts: the shipped one reads; each fault is said at its line. */
#include "suite.h"

#include "base/file.h"
#include "declare/layout.h"
#include "read/scratch.h"

#define HEAD "[modele]\nnom = Test\navis = Local\nformat = csv\nfichier = {lot}.csv\n"
#define FIXED                                                                            \
    "[modele]\nnom = T\navis = L\nformat = fixe\nfichier = a\nencodage = ISO-8859-1\n[champs]\n"
#define FIXED_FIELDS "N = nature, largeur 1\nCP = code_permanent, largeur 12\nH = heures, largeur 6\n"
#define XML                                                                              \
    "[modele]\nnom = T\navis = L\nformat = xml\nfichier = a\nracine = r\nenregistrement = e\n" FIELDS
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
    ck_assert_uint_eq(layout.records[RECORD_DETAIL].field_count, 24);
    ck_assert_str_eq(layout.records[RECORD_DETAIL].fields[1].name, "NUMERO");
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
    const LayoutField *field = layout.records[RECORD_DETAIL].fields;
    ck_assert_str_eq(field[0].codes, "n");
    ck_assert(field[1].required);
    ck_assert_int_eq(field[1].width, 12);
    ck_assert_int_eq(field[2].decimals, 2);
    ck_assert(field[3].cut);
    ck_assert_int_eq(field[4].kind, SOURCE_TEXT);
    ck_assert_str_eq(field[4].constant, "a, b");
}
END_TEST

START_TEST(test_faults_have_their_place)
{
    static const struct {
        const char *text;
        int line; /* 0: the file; -1: a.xsd */
        const char *said;
    } cases[] = {
        {"[modele]\nnom = T\navis = L\nformat = excel\n", 4, "format"},
        {HEAD "couleur = bleu\n" FIELDS, 6, "couleur"},
        {HEAD "nom = Deux\n" FIELDS, 6, "deux fois"},
        {HEAD "encodage = EBCDIC\n" FIELDS, 6, "EBCDIC"},
        {HEAD "date =\n" FIELDS, 6, "vide"},
        {"[modele]\nnom = T\nformat = csv\nfichier = a\n" FIELDS, 0, "avis"},
        {HEAD "encodage = ISO-8859-1\nbom = oui\n" FIELDS, 7, "bom"},
        {HEAD "separateur = virgule\nguillemets = jamais\n" FIELDS, 0, "virgule"},
        {HEAD "[autre]\na = b\n", 7, "autre"},
        {HEAD FIELDS "X = nomm\n", 10, "source"},
        {HEAD FIELDS "X =\n", 10, "source"},
        {HEAD FIELDS "N = nom\n", 10, "deux fois"},
        {HEAD FIELDS "X = nom, large 3\n", 10, "option"},
        {HEAD FIELDS "X = nom, largeur 0\n", 10, "option"},
        {HEAD FIELDS "X = nom, largeur 3x\n", 10, "option"},
        {HEAD FIELDS "X = rang, decimales 5\n", 10, "option"},
        {HEAD FIELDS "X = nom, si remuneree\n", 10, "option"},
        {HEAD FIELDS "X = nom, si remuneree = oui non\n", 10, "option"},
        {HEAD FIELDS "X = nom, si remunere = oui\n", 10, "remunere"},
        {HEAD FIELDS "X = nom, si remuneree dans oui peut\n", 10, "peut"},
        {HEAD FIELDS "X = nom, remplir \"00\"\n", 10, "option"},
        {HEAD FIELDS "X = nom, remplir \"0\"\n", 10, "fixe"},
        {HEAD FIELDS "X = neq, majuscules\n", 10, "majuscules"},
        {HEAD FIELDS "X = neq, requis, vide \"0\"\n", 10, "vide"},
        {HEAD FIELDS "X = neq, largeur 2, vide \"000\"\n", 10, "plus large"},
        {HEAD FIELDS "X = \"abc\", largeur 2\n", 10, "plus large"},
        {HEAD FIELDS "X = nombre\n", 10, "total"},
        {HEAD FIELDS "[pied]\nX = nom\n", 11, "change"},
        {HEAD FIELDS "[pied]\nX = lot, si nature = ajout\n", 11, "si"},
        {HEAD FIELDS "[pied]\nX = somme nom\n", 11, "nombre"},
        {HEAD FIELDS "[pied]\nX = controle neq\n", 11, "largeur"},
        {HEAD "longueur = 3\n" FIELDS, 6, "longueur"},
        {HEAD "decimale = implicite\n" FIELDS, 10, "decimales"},
        {HEAD "fin_de_ligne = aucune\n" FIELDS, 0, "aucune"},
        {HEAD "encodage = ISO-8859-1\n" FIELDS "X = \"€\"\n", 11, "U+20AC"},
        {HEAD "encodage = ISO-8859-1\n" FIELDS "Œ = nom\n", 11, "U+0152"},
        {FIXED "N = nature, largeur 1\nCP = code_permanent\nH = heures, largeur 6\n", 9, "largeur"},
        {FIXED FIXED_FIELDS "X = nom, position 18, largeur 3\n", 11, "18"},
        {"[modele]\nnom = T\navis = L\nformat = fixe\nfichier = a\nlongueur = 0\n"
         "encodage = CP863\n[champs]\n" FIXED_FIELDS, 6, "longueur"},
        {"[modele]\nnom = T\navis = L\nformat = fixe\nfichier = a\nlongueur = 18\n"
         "encodage = CP863\n[champs]\n" FIXED_FIELDS, 6, "19"},
        {"[modele]\nnom = T\navis = L\nformat = fixe\nfichier = a\nencodage = UTF-8\n[champs]\n"
         FIXED_FIELDS, 6, "UTF-8"},
        {"[modele]\nnom = T\navis = L\nformat = xml\nfichier = a\nracine = r\n" FIELDS, 0,
         "enregistrement"},
        {XML "1N = nom\n", 12, "XML"},
        {XML "a:b = nom\n", 12, "source"}, /* ':' parts key and value too */
        {XML "@N = nom\n", 12, "attribut"},
        {XML "@A/B = nom\n", 12, "XML"},
        {XML "A/B = nom\nC = nom\nA/D = nom\n", 14, "deux morceaux"},
        {XML "[pied]\nN = nombre\n", 0, "pied"},
        {"[modele]\nnom = T\navis = L\nformat = xml\nfichier = a\nracine = r\nenregistrement = e f\n"
         FIELDS, 0, "e f"},
        {"[modele]\nnom = T\navis = L\nformat = xml\nfichier = a\nracine = r\nenregistrement = e\n"
         "schema = ../a.xsd\n" FIELDS, -1, "sans chemin"},
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
        snprintf(place, sizeof place, cases[i].line > 0 ? "essai.ini:%d" : cases[i].line ? "a.xsd"
                                                                                : "essai.ini",
                 cases[i].line);
        ck_assert_msg(load(cases[i].text) == STATUS_USAGE, "case %zu was accepted", i);
        size_t length = strlen(error.place);
        ck_assert_msg(length > strlen(place) &&
                          strcmp(error.place + length - strlen(place), place) == 0,
                      "case %zu: %s, wanted %s", i, error.place, place);
        ck_assert_msg(strstr(error.what, cases[i].said), "case %zu: %s", i, error.what);
    }
    load("[modele]\nformat = excel\n");
    ck_assert_str_eq(error.remedy, "valeurs possibles : csv, fixe, xml");
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

START_TEST(test_the_other_shipped_layouts)
{
    static const char *const names[] = {"local-fixe", "local-xml"};
    arena = arena ? arena : arena_new();
    for (size_t i = 0; i < 2; i++) {
        Status status = layout_load(&layout, arena, "templates", names[i], &error);
        ck_assert_msg(status == STATUS_OK, "%s: %s", error.place, error.what);
        ck_assert_ptr_nonnull(strstr(layout.notice, "pas celui du ministère"));
    }
    ck_assert_ptr_nonnull(layout.schema_bytes);
    layout_load(&layout, arena, "templates", "local-fixe", &error);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        ck_assert_int_eq(layout.records[kind].width, 300);
    ck_assert_int_eq(layout.date, DATE_COMPACT); /* not taken for AAAA-MM-JJ, which folds the same */
    ck_assert_int_eq(layout.decimal, DECIMAL_IMPLIED);
}
END_TEST

/* Every fault of a file at once, each at its line; a run says the first and how to see the others. */
START_TEST(test_all_faults_at_once)
{
    Remarks remarks = {.arena = arena ? arena : (arena = arena_new())};
    static const char text[] = "[modele]\nnom = T\ncouleur = bleu\nformat = csv\nencodage = EBCDIC\n"
                               "[champs]\nN = natur\nX = nom, large 3\n[autre]\na = b\n";
    load(text);
    ck_assert_ptr_nonnull(strstr(error.what, "couleur"));
    ck_assert_ptr_nonnull(strstr(error.place, "essai.ini:3"));
    scratch = scratch_open();
    scratch_text(&scratch, "essai.ini", "");
    char folder[128];
    snprintf(folder, sizeof folder, "%s/declaration", scratch.folder);
    file_make_folder(folder, &error);
    scratch_text(&scratch, "declaration/essai.ini", text);
    ck_assert_int_eq(layout_review(&layout, arena, scratch.folder, "essai", &remarks, &error), STATUS_OK);
    remarks_sort(&remarks);
    static const char *const places[] = {"", "", "", "", "", ":3", ":5", ":7", ":8", ":10"};
    ck_assert_uint_eq(remarks.count, 10);
    for (size_t i = 0; i < 10; i++) {
        const char *place = strstr(remarks.items[i].place, "essai.ini") + 9;
        ck_assert_msg(strcmp(place, places[i]) == 0, "%s: %s", remarks.items[i].place, remarks.items[i].what);
    }
    remarks_free(&remarks);
    scratch_close(&scratch);
}
END_TEST

SUITE("layout", test_the_other_shipped_layouts, test_all_faults_at_once, test_shipped_layout, test_defaults_and_options, test_faults_have_their_place,
      test_names_stay_in_the_folder)
