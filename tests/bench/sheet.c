/* sheet: 100,000 sequences as a sheet of the summary, beside libxlsxwriter alone writing the same
 * cells, in turn; then as a CSV. A row of Markdown each: rows a second of processor, the best of
 * three, and the memory that it takes over that of the term.
 *
 *   sheet [ROWS] */
#include "sheet/plain.h"
#include "sheet/table.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 3, SAMPLE = 1000, PEOPLE = 2000, COMPANIES = 200 };

static void stop(const Error *error)
{
    fprintf(stderr, "%s: %s\n", error->place, error->what);
    exit(EXIT_FAILURE);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* --- Memory: of the process, in MiB ------------------------------------------------------------- */

static double memory_said(const char *name)
{
    char line[256];
    double kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (text_starts(line, name))
            kib = strtod(line + strlen(name), NULL);
    if (status)
        fclose(status);
    return kib / 1024;
}

static void forget_peak(void)
{
    FILE *refs = fopen("/proc/self/clear_refs", "w");
    if (refs) {
        fputs("5", refs);
        fclose(refs);
    }
}

/* --- The term ----------------------------------------------------------------------------------- */

static void put(Arena *arena, const char *folder, const char *name, Buffer *text)
{
    Error error = {0};
    if (file_put(path_join(arena, folder, name), buffer_text(text), text->length, NULL, &error))
        stop(&error);
    buffer_free(text);
}

static void write_people(Arena *arena, const char *folder)
{
    Buffer text = {0};
    buffer_add_text(&text, "id,nom,prenom,programme,groupe,statut\n");
    for (int i = 0; i < PEOPLE; i++)
        buffer_printf(&text, "%d,Tremblay-Nguyễn %d,Émilie,5195,SM-A,actif\n", 2600000 + i, i);
    put(arena, folder, "input/eleves.csv", &text);
    buffer_add_text(&text, "id,nom,adresse,ville,code_postal,representant_nom,statut\n");
    for (int i = 0; i < COMPANIES; i++)
        buffer_printf(&text, "E%d,Ateliers & Structures Maskinongé %d inc.,1 rue A,Nicolet,J3T 1A1,Luc Côté,confirmee\n",
                      i, i);
    put(arena, folder, "input/entreprises.csv", &text);
    buffer_add_text(&text, "id,entreprise,nom,prenom\n");
    for (int i = 0; i < COMPANIES; i++)
        buffer_printf(&text, "S%d,E%d,Laroche,Chantal\n", i, i);
    put(arena, folder, "input/superviseurs.csv", &text);
    buffer_add_text(&text, "code,titre,sanction,heures\n5195,Soudage-montage,DEP,1800\n");
    put(arena, folder, "input/programmes.csv", &text);
    buffer_add_text(&text, "id,nom,prenom,role\nP1,Boulanger,Martin,encadrement\n");
    put(arena, folder, "input/personnel.csv", &text);
}

static void write_term(Arena *arena, const char *folder, size_t rows)
{
    Buffer text = {0};
    buffer_add_text(&text, "[etablissement]\nnom = C\ncode_organisme = 999001\nreseau = fp\nadresse = 1\n"
                           "ville = Y\ncode_postal = G1R 5A5\nsignataire_nom = D\nsignataire_titre = D\n"
                           "[periode]\nnom = H\nannee_scolaire = 2026-2027\ndebut = 2026-07-01\nfin = 2027-06-30\n");
    put(arena, folder, "config.ini", &text);
    write_people(arena, folder);
    buffer_add_text(&text, "id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,heures_semaine,"
                           "heures,remuneree,taux_horaire,jumelage,visites_convenues,protocole_signe_le,"
                           "heures_realisees,credit_impot,retour_le\n");
    for (size_t i = 0; i < rows; i++)
        buffer_printf(&text, "SEQ-%06zu,%d,E%d,S%d,P1,1,mise_en_oeuvre,terminee,2026-09-%02d,2026-10-30,40,%d.5,oui,"
                             "21.75,assignation,2,2026-09-0%d,232,oui,2026-11-02\n",
                      i, 2600000 + (int)(i % PEOPLE), (int)(i % COMPANIES), (int)(i % COMPANIES),
                      (int)(i % 28) + 1, 200 + (int)(i % 99), (int)(i % 9) + 1);
    put(arena, folder, "input/sequences.csv", &text);
}

/* --- What is measured ----------------------------------------------------------------------------- */

typedef struct Bench {
    Basis basis;
    Chosen chosen;
    size_t rows;
    Cell *cells; /* of the first SAMPLE rows, for the library alone */
    const char *path;
    Arena *arena;
} Bench;

/* The values of the first rows, that the library alone is given again and again. */
static void take_sample(Bench *bench)
{
    Line *lines;
    sheet_lines(&sheet_sequences, &bench->basis, bench->arena, &lines);
    bench->cells = arena_array_of(bench->arena, SAMPLE * bench->chosen.count, Cell);
    for (size_t l = 0; l < SAMPLE && l < bench->rows; l++) {
        lines[l].basis = &bench->basis;
        lines[l].arena = bench->arena;
        for (size_t i = 0; i < bench->chosen.count; i++)
            bench->cells[l * bench->chosen.count + i] = column_cell(bench->chosen.columns[i], &lines[l]);
    }
}

static void bare_cell(lxw_worksheet *sheet, lxw_format *format, uint32_t row, uint16_t column, const Cell *cell)
{
    if (cell->kind == CELL_TEXT)
        worksheet_write_string(sheet, row, column, cell->text, format);
    else if (cell->kind == CELL_NUMBER)
        worksheet_write_number(sheet, row, column, (double)cell->number / NUMBER_ONE, format);
    else if (cell->kind == CELL_DATE)
        worksheet_write_number(sheet, row, column, (double)cell->count + 25569, format);
}

static void write_bare(Bench *bench)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(bench->path, &options);
    Style style;
    style_make(&style, book);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    for (size_t i = 0; i < bench->rows; i++)
        for (uint16_t c = 0; c < bench->chosen.count; c++)
            bare_cell(sheet, style.formats[bench->chosen.columns[c]->format], (uint32_t)i + 1, c,
                      &bench->cells[i % SAMPLE * bench->chosen.count + c]);
    if (workbook_close(book))
        exit(EXIT_FAILURE);
}

static void put_sheet(Grid *grid, void *context)
{
    (void)context;
    table_sheet(grid, &sheet_sequences);
}

static void write_ours(Bench *bench)
{
    Error error = {0};
    if (grid_write(&bench->basis, bench->path, put_sheet, NULL, NULL, &error))
        stop(&error);
}

static void write_plain(Bench *bench)
{
    Error error = {0};
    Buffer bytes = {0};
    plain_sheet(&bench->basis, &sheet_sequences, &bytes);
    if (file_put(bench->path, buffer_text(&bytes), bytes.length, NULL, &error))
        stop(&error);
    buffer_free(&bytes);
}

typedef struct Way {
    const char *name;
    void (*write)(Bench *bench);
    double best, memory;
} Way;

static void measure(Bench *bench, Way *way)
{
    unlink(bench->path);
    forget_peak();
    double before = memory_said("VmRSS:"), start = seconds();
    way->write(bench);
    double spent = seconds() - start, taken = memory_said("VmHWM:") - before;
    way->best = way->best == 0 || spent < way->best ? spent : way->best;
    way->memory = taken > way->memory ? taken : way->memory;
}

static void race(Bench *bench)
{
    Way ways[] = {{.name = "libxlsxwriter seule", .write = write_bare},
                  {.name = "la feuille Séquences", .write = write_ours},
                  {.name = "sequences.csv", .write = write_plain}};
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            measure(bench, &ways[i]);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        printf("| %s | %.0f | %.2f | %.1f |\n", ways[i].name, (double)bench->rows / ways[i].best,
               ways[0].best / ways[i].best, ways[i].memory);
}

int main(int argc, char **argv)
{
    Error error = {0};
    Config config;
    Term term;
    Findings findings = {0};
    char folder[] = "/tmp/ate-bench-XXXXXX", command[64];
    Bench bench = {.arena = arena_new(), .rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000};
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    write_term(bench.arena, folder, bench.rows);
    if (config_load(&config, path_join(bench.arena, folder, "config.ini"), &error) ||
        term_load(&term, &config, &error))
        stop(&error);
    Record record = {.term = &term, .config = &config, .today = date_of(2027, 3, 15)};
    Summary summary = {.record = &record, .findings = &findings};
    if (basis_open(&bench.basis, &summary, &error))
        stop(&error);
    bench.chosen = chosen_columns(&sheet_sequences, &config);
    bench.path = path_join(bench.arena, folder, "feuille");
    take_sample(&bench);
    race(&bench);
    basis_close(&bench.basis);
    term_free(&term);
    config_free(&config);
    arena_free(bench.arena);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
