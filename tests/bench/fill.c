/* fill: every document of a dossier filled from its template, without setting a page, and its terms
 * digested: a row of Markdown a kind, in microseconds of processor a document. */
#include "text/catalogue.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TURNS = 20 };

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

typedef struct Total {
    size_t documents;
    double fill, terms;
} Total;

static void fill(const Record *record, const Kind *kind, const Subject *subject, Arena *arena,
                 Total *total)
{
    Error error = {0};
    Model model;
    Doc doc = {0};
    Sha256 digest;
    model_open(&model, record, arena, kind_lang(kind, record, subject));
    Datum root = model_root(&model, subject);
    const KindTemplate *chosen = kind_template(kind, &model, root);
    if (!chosen || kind_is_due(kind, &model, root) != TRUTH_YES)
        return;
    const Template *template = chosen->template[model.lang];
    double start = seconds();
    if (template_doc(template, &model.source, root, arena, &doc, &error))
        stop(&error);
    double middle = seconds();
    if (template_terms(template, &model.source, root, digest, &error))
        stop(&error);
    total->terms += seconds() - middle;
    total->fill += middle - start;
    total->documents++;
}

static void run(const Record *record, const Kind *kind, Arena *arena, Total *total)
{
    size_t count;
    Arena *keys = arena_new();
    const Subject *subjects = model_subjects(record, kind->scope, keys, &count);
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t i = 0; i < count; i++) {
            arena_reset(arena);
            fill(record, kind, &subjects[i], arena, total);
        }
    arena_free(keys);
}

int main(int argc, char **argv)
{
    Error error = {0};
    Config config;
    Term term;
    Catalogue catalogue;
    Arena *arena = arena_new(), *scratch = arena_new();
    if (argc != 3 || config_load(&config, argv[1], &error) || term_load(&term, &config, &error))
        stop(&error);
    Record record = {.term = &term, .config = &config,
                     .today = config_date(&config, CONFIG_PERIODE_DATE_DU_JOUR)};
    if (catalogue_load(&catalogue, arena, argv[2], &record, &error))
        stop(&error);
    for (size_t k = 0; k < catalogue.count; k++) {
        Total total = {0};
        run(&record, &catalogue.kinds[k], scratch, &total);
        double each = total.documents ? 1e6 / (double)total.documents : 0;
        printf("| `%s` | %zu | %.1f | %.1f |\n", catalogue.kinds[k].name, total.documents / TURNS,
               total.fill * each, total.terms * each);
    }
    arena_free(arena);
    arena_free(scratch);
    term_free(&term);
    config_free(&config);
    return EXIT_SUCCESS;
}
