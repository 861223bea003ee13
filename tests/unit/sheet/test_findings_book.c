/* constats.xlsx of a small term, read back by openpyxl: the copies, their colours and comments,
 * the links that lead to them, and what is said where a sheet must stop. */
#include "base/file.h"
#include "rule/rule.h"
#include "sheet/copy.h"
#include "sheet/findings_book.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ERROR_FILL "F8D7DA"
#define WARNING_FILL "FFF0C2"
#define INFO_FILL "DCEAF7"

enum { FOUND_MOST = 3000 };

static const char config_text_ini[] =
    "[etablissement]\nnom = Centre A\ncode_organisme = 999001\nreseau = fp\nadresse = 1, rue X\n"
    "ville = Y\ncode_postal = G1R 5A5\nsignataire_nom = D\nsignataire_titre = Directeur\n"
    "[periode]\nnom = Hiver\nannee_scolaire = 2026-2027\ndebut = 2026-07-01\nfin = 2027-06-30\n"
    "[courriel]\nexpediteur = a@b.example\n";

/* Unknown column "cohorte"; two headers for one column; a blank line; a formula; a record that
 * cannot be read. */
static const char students[] =
    "id;code_permanent;nom;prenom;Cohorte;programme;Prénom;statut\n"
    "17;NGUH58530404;=1+1;Zoé;007;5195;Double;actif\n"
    "\n"
    "18;;Tremblay;Ève;2026-09-01;5195;;actif\n"
    "19;\"x\"y;A;B;C;5195;;actif\n"
    "20;;Roy;Luc;;5195;;actif\n";

typedef struct Bench {
    Arena *arena;
    char root[64];
    const char *path;
    Config config;
    Term term;
    Record record;
    Findings findings;
    Finding found[FOUND_MOST];
    Error error;
    char *read; /* what read_workbook.py printed */
} Bench;

static const Rule rules[] = {{.code = "valeur-type"}, {.code = "age-douteux"}, {.code = "bon-a-savoir"}};

static void put_file(Bench *b, const char *name, const char *text, size_t length)
{
    ck_assert_int_eq(file_put(path_join(b->arena, b->root, name), text, length, NULL, &b->error), STATUS_OK);
}

static Bench *bench_on(const char *table, size_t length)
{
    Bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    strcpy(b->root, "/tmp/ate-constats-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(b->root));
    put_file(b, "config.ini", config_text_ini, strlen(config_text_ini));
    put_file(b, "input/eleves.csv", table, length);
    ck_assert_int_eq(config_load(&b->config, path_join(b->arena, b->root, "config.ini"), &b->error), STATUS_OK);
    ck_assert_int_eq(term_load(&b->term, &b->config, &b->error), STATUS_OK);
    b->record = (Record){&b->term, &b->config, NULL, date_of(2027, 3, 15), NULL};
    b->findings.items = b->found;
    b->path = path_join(b->arena, b->root, "output/constats.xlsx");
    return b;
}

static Bench *bench_new(void)
{
    return bench_on(students, strlen(students));
}

static void bench_free(Bench *b)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", b->root);
    ck_assert_int_eq(system(command), 0);
    free(b->read);
    term_free(&b->term);
    config_free(&b->config);
    arena_free(b->arena);
    free(b);
}

static void find(Bench *b, Severity severity, Place place, const char *message)
{
    ck_assert_uint_lt(b->findings.count, FOUND_MOST);
    b->found[b->findings.count++] = (Finding){
        .rule = &rules[severity], .severity = severity, .place = place, .message = message, .fix = "corrigez",
    };
}

static const Row *student(const Bench *b, size_t rank)
{
    return &b->term.tables[T_ELEVES].rows[rank];
}

static bool write_book(Bench *b, Lang lang)
{
    Summary summary = {&b->record, &b->findings, NULL, lang};
    bool written = false;
    Status status = findings_book_write(&summary, b->path, &written, &b->error);
    ck_assert_msg(status == STATUS_OK, "%s", b->error.what);
    return written;
}

static void read_back(Bench *b, Lang lang)
{
    write_book(b, lang);
    char command[256];
    snprintf(command, sizeof command,
             "LC_ALL=C.UTF-8 /usr/bin/python3 -B tests/functional/read_workbook.py '%s'", b->path);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    Buffer text = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buffer_add(&text, chunk, n);
    ck_assert_int_eq(pclose(pipe), 0);
    b->read = text.data;
}

/* A whole line of what was read. */
static bool says(const Bench *b, const char *line)
{
    size_t length = strlen(line);
    for (const char *at = b->read; (at = strstr(at, line)); at++)
        if ((at == b->read || at[-1] == '\n') && (at[length] == '\n' || !at[length]))
            return true;
    return false;
}

static size_t times(const Bench *b, const char *text)
{
    size_t count = 0;
    for (const char *at = b->read; (at = strstr(at, text)); at++)
        count++;
    return count;
}

#define SAYS(b, line) ck_assert_msg(says(b, line), "missing: %s\nin:\n%.4000s", line, (b)->read)
#define SAYS_NOT(b, text) ck_assert_msg(!strstr((b)->read, text), "found: %s", text)

START_TEST(tables_are_copied_as_they_were_written)
{
    Bench *b = bench_new();
    read_back(b, LANG_FR);
    SAYS(b, "eleves!A1\ttext\tid");
    SAYS(b, "eleves!E1\ttext\tCohorte");
    SAYS(b, "eleves!A2\ttext\t17");
    SAYS(b, "eleves!C2\ttext\t=1+1");
    SAYS(b, "eleves!E2\ttext\t007");
    SAYS(b, "eleves!B2\ttext\tNGUH58530404"); /* the user's own input */
    SAYS(b, "eleves!E4\ttext\t2026-09-01");   /* the blank line keeps its row */
    SAYS(b, "eleves!A6\ttext\t20");
    SAYS_NOT(b, "eleves!A3\t");
    SAYS_NOT(b, "eleves!A5\t");
    SAYS_NOT(b, "\tformula\t");
    SAYS(b, "eleves\tsheet\tA2 A1:H6 $1:$1 landscape 1 1x0");
    SAYS_NOT(b, "sequences\tsheet"); /* absent */
    bench_free(b);
}
END_TEST

START_TEST(faulty_cells_are_coloured_and_commented)
{
    Bench *b = bench_new();
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 0), ELEVES_NOM), "un");
    find(b, SEVERITY_WARNING, place_of(&b->term, student(b, 1), ELEVES_PRENOM), "deux");
    find(b, SEVERITY_INFO, place_of(&b->term, student(b, 1), ELEVES_STATUT), "trois");
    read_back(b, LANG_FR);
    SAYS(b, "eleves!C2\tfill\t" ERROR_FILL);
    SAYS(b, "eleves!C2\tcomment\terreur [valeur-type]\\nun\\n→ corrigez");
    SAYS(b, "eleves!D4\tfill\t" WARNING_FILL);
    SAYS(b, "eleves!D4\tcomment\tavertissement [age-douteux]\\ndeux\\n→ corrigez");
    SAYS(b, "eleves!H4\tfill\t" INFO_FILL);
    SAYS_NOT(b, "eleves!A2\tfill");
    ck_assert_uint_eq(times(b, "\tcomment\t"), 3);
    bench_free(b);
}
END_TEST

START_TEST(findings_of_one_cell_share_its_worst_colour)
{
    Bench *b = bench_new();
    find(b, SEVERITY_INFO, place_of(&b->term, student(b, 0), ELEVES_NOM), "savoir");
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 0), ELEVES_NOM), "grave");
    read_back(b, LANG_EN);
    SAYS(b, "eleves!C2\tfill\t" ERROR_FILL);
    SAYS(b, "eleves!C2\tcomment\terror [valeur-type]\\ngrave\\n→ corrigez\\n\\n"
            "info [bon-a-savoir]\\nsavoir\\n→ corrigez");
    ck_assert_uint_eq(times(b, "\tcomment\t"), 1);
    bench_free(b);
}
END_TEST

START_TEST(an_empty_cell_still_shows_its_fault)
{
    Bench *b = bench_new();
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 1), ELEVES_CODE_PERMANENT), "vide");
    read_back(b, LANG_FR);
    SAYS(b, "eleves!B4\tfill\t" ERROR_FILL);
    SAYS(b, "eleves!B4\tcomment\terreur [valeur-type]\\nvide\\n→ corrigez");
    SAYS_NOT(b, "eleves!B4\ttext");
    bench_free(b);
}
END_TEST

START_TEST(findings_lead_to_their_cells)
{
    Bench *b = bench_new();
    Place header = place_of_file(&b->term, T_ELEVES), broken = header, other = {.file = "config.ini", .table = -1};
    header.line = 1;
    cell_name(4, 1, header.cell);
    broken.line = 5;
    cell_name(1, 5, broken.cell);
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 1), ELEVES_CODE_PERMANENT), "cellule");
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 2), -1), "ligne");
    find(b, SEVERITY_INFO, header, "titre");
    find(b, SEVERITY_INFO, place_of_file(&b->term, T_ELEVES), "fichier");
    find(b, SEVERITY_ERROR, broken, "illisible");
    find(b, SEVERITY_ERROR, other, "ailleurs");
    find(b, SEVERITY_ERROR, place_of_file(&b->term, T_VISITES), "absente");
    read_back(b, LANG_FR);
    SAYS(b, "Constats\tsheet\tB2 A1:J8 $1:$1 landscape 1 1x0");
    SAYS(b, "Constats!F2\tlink\t'eleves'!B4");
    SAYS(b, "Constats!F2\ttext\tB4");
    SAYS(b, "Constats!F3\tlink\t'eleves'!A6"); /* a whole row: its key */
    SAYS(b, "eleves!A6\tfill\t" ERROR_FILL);
    SAYS(b, "Constats!H4\ttext\tillisible");
    SAYS(b, "Constats!F7\tlink\t'eleves'!E1"); /* the errors come first */
    SAYS(b, "eleves!E1\tfill\t" INFO_FILL);
    SAYS(b, "Constats!F8\tlink\t'eleves'!A1");
    for (int row = 4; row <= 6; row++) {
        char text[32];
        snprintf(text, sizeof text, "Constats!F%d\tlink", row);
        SAYS_NOT(b, text);
    }
    ck_assert_uint_eq(times(b, "\tcomment\t"), 3);
    bench_free(b);
}
END_TEST

START_TEST(the_list_masks_what_is_personal)
{
    Bench *b = bench_new();
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 0), ELEVES_CODE_PERMANENT), "code");
    read_back(b, LANG_FR);
    SAYS(b, "Constats!G2\ttext\t***");
    ck_assert_uint_eq(times(b, "NGUH58530404"), 1); /* in the copy alone */
    bench_free(b);
}
END_TEST

START_TEST(what_the_copies_lack_is_said)
{
    Bench *b = bench_new();
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 0), ELEVES_NOM), "un");
    Unchecked unchecked[] = {{"visite-absente", "visites.csv", "visites.csv manque", 0},
                             {"lien-inconnu", "eleves.csv", "lignes illisibles", 2}};
    b->findings.unchecked = unchecked;
    b->findings.unchecked_count = 2;
    read_back(b, LANG_FR);
    SAYS(b, "Tables!A4\tlink\t'eleves'!A1");
    SAYS(b, "Tables!C4\tnumber\t3");
    SAYS(b, "Tables!D4\tnumber\t1");
    SAYS(b, "Tables!G4\tnumber\t1");
    SAYS(b, "Tables!H4\ttext\t1 colonne n'a que son titre, en double ou vide. "
            "1 ligne illisible n'est que dans la feuille « Constats ».");
    SAYS(b, "Tables!H2\ttext\tabsente ou illisible");
    SAYS_NOT(b, "Tables!A2\tlink");
    SAYS(b, "Vérifications non faites!A2\ttext\tvisite-absente");
    SAYS(b, "Vérifications non faites!C2\ttext\tvisites.csv manque");
    SAYS(b, "Vérifications non faites!D2\ttext\ttoutes");
    SAYS(b, "Vérifications non faites!D3\tnumber\t2");
    bench_free(b);
}
END_TEST

/* A table of `count` students: "1;", "2;" … */
static Bench *bench_of(size_t count)
{
    Buffer table = {0};
    buffer_add_text(&table, "id;nom\n");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&table, "%zu;N\n", i + 1);
    Bench *b = bench_on(buffer_text(&table), table.length);
    buffer_free(&table);
    return b;
}

START_TEST(comments_stop_at_their_limit_errors_first)
{
    const size_t most = COPY_COMMENTS_MOST;
    Bench *b = bench_of(most + 1);
    for (size_t i = 0; i < most; i++)
        find(b, SEVERITY_WARNING, place_of(&b->term, student(b, i), ELEVES_NOM), "w");
    read_back(b, LANG_FR);
    ck_assert_uint_eq(times(b, "\tcomment\tavertissement"), most);
    SAYS_NOT(b, "eleves!A1\tcomment");
    free(b->read);
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, most), ELEVES_NOM), "e");
    read_back(b, LANG_FR);
    ck_assert_uint_eq(times(b, "\tcomment\tavertissement"), most - 1);
    ck_assert_uint_eq(times(b, "\tcomment\terreur"), 1);
    ck_assert_uint_eq(times(b, "\tfill\t" WARNING_FILL), most + 1); /* and its legend */
    SAYS(b, "eleves!A1\tcomment\tCette feuille a 1001 cellules à corriger, et 1000 commentaires : les erreurs "
            "d'abord. La feuille « Constats » les dit toutes.");
    SAYS(b, "Tables!H4\ttext\t1 cellule à corriger n'a que sa couleur : les erreurs sont commentées d'abord.");
    bench_free(b);
}
END_TEST

/* `blank` lines between the first student and the last. */
static Bench *bench_of_lines(size_t blank)
{
    Buffer table = {0};
    buffer_add_text(&table, "id;nom\n1;N\n");
    for (size_t i = 0; i < blank; i++)
        buffer_add_char(&table, '\n');
    buffer_add_text(&table, "2;O\n3;P\n");
    Bench *b = bench_on(buffer_text(&table), table.length);
    buffer_free(&table);
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 1), ELEVES_NOM), "un");
    return b;
}

START_TEST(tables_too_long_keep_their_rows_with_findings)
{
    Bench *b = bench_of_lines(MARKS_ROWS_MOST - 2); /* rows 2, 50,001 and 50,002 */
    read_back(b, LANG_FR);
    SAYS(b, "eleves!A2\ttext\t2");
    SAYS(b, "eleves!B2\tfill\t" ERROR_FILL);
    SAYS(b, "eleves!C1\ttext\tligne du fichier");
    SAYS(b, "eleves!C2\tnumber\t50001");
    SAYS_NOT(b, "eleves!A3");
    SAYS(b, "Constats!F2\tlink\t'eleves'!B2");
    SAYS(b, "Constats!F2\ttext\tB50001");
    SAYS(b, "Tables!H4\ttext\tLes tables ont plus de 50000 lignes en tout : seules celles avec un constat "
            "sont copiées.");
    bench_free(b);
}
END_TEST

START_TEST(tables_of_the_longest_keep_their_places)
{
    Bench *b = bench_of_lines(MARKS_ROWS_MOST - 3); /* the last row is 50,001 */
    Marks *marks = arena_array_of(b->arena, TABLE_COUNT, Marks);
    marks_make(marks, &b->term, &b->findings, b->arena);
    ck_assert(!marks[T_ELEVES].compact);
    ck_assert_uint_eq(marks[T_ELEVES].row_count, MARKS_ROWS_MOST);
    ck_assert_uint_eq(marks[T_ELEVES].items[0].row, MARKS_ROWS_MOST - 1);
    bench_free(b);
}
END_TEST

START_TEST(the_rows_of_all_tables_count_together)
{
    Bench *b = bench_of_lines(MARKS_ROWS_MOST - 3); /* as above, and one row of another table */
    static const char programmes[] = "code;titre\n5358;Soins\n";
    put_file(b, "input/programmes.csv", programmes, sizeof programmes - 1);
    term_free(&b->term);
    ck_assert_int_eq(term_load(&b->term, &b->config, &b->error), STATUS_OK);
    ck_assert_uint_eq(b->term.tables[T_PROGRAMMES].row_count, 1);
    b->findings.items[0].place = place_of(&b->term, student(b, 1), ELEVES_NOM);
    Marks *marks = arena_array_of(b->arena, TABLE_COUNT, Marks);
    marks_make(marks, &b->term, &b->findings, b->arena);
    ck_assert(marks[T_ELEVES].compact && marks[T_PROGRAMMES].compact);
    ck_assert_uint_eq(marks[T_ELEVES].row_count, 1);
    ck_assert_uint_eq(marks[T_PROGRAMMES].row_count, 0);
    bench_free(b);
}
END_TEST

START_TEST(the_same_findings_give_the_same_bytes)
{
    Bench *b = bench_new();
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 0), ELEVES_NOM), "un");
    ck_assert(write_book(b, LANG_FR));
    setenv("TZ", "Asia/Tokyo", 1);
    sleep(1);
    ck_assert(!write_book(b, LANG_FR));
    find(b, SEVERITY_ERROR, place_of(&b->term, student(b, 1), ELEVES_NOM), "deux");
    ck_assert(write_book(b, LANG_FR));
    bench_free(b);
}
END_TEST

SUITE("findings_book", tables_are_copied_as_they_were_written, faulty_cells_are_coloured_and_commented,
      findings_of_one_cell_share_its_worst_colour, an_empty_cell_still_shows_its_fault,
      findings_lead_to_their_cells, the_list_masks_what_is_personal, what_the_copies_lack_is_said,
      comments_stop_at_their_limit_errors_first, tables_too_long_keep_their_rows_with_findings,
      tables_of_the_longest_keep_their_places, the_rows_of_all_tables_count_together,
      the_same_findings_give_the_same_bytes)
