/* letter: the letter of the bench, as a document tree for each number.
 *
 * letter.md and records.json are the one copy of its text and data: our own program, the limit
 * loop and the rivals (peers/) all read them. The lists of records.json have lengths without a
 * common divisor, so that no two letters of a run have the same words.
 */
#ifndef ATE_TESTS_BENCH_LETTER_H
#define ATE_TESTS_BENCH_LETTER_H

#include "text/template.h"

#include "../../unit/text/json_source.h"

#include <stdio.h>
#include <stdlib.h>

enum { LETTER_LONGEST_LIST = 13 }; /* letters 0..12 have every record */

typedef struct Letter {
    Arena *arena;
    Template *template;
    json_t *records;
} Letter;

_Noreturn static inline void letter_stop(const Error *error)
{
    fprintf(stderr, "%s: %s\n", error->place, error->what);
    exit(EXIT_FAILURE);
}

static inline Letter letter_open(const char *folder)
{
    Letter letter = {.arena = arena_new()};
    Error error = {0};
    if (template_load(letter.arena, arena_printf(letter.arena, "%s/letter.md", folder), NULL,
                      &letter.template, &error))
        letter_stop(&error);
    const char *path = arena_printf(letter.arena, "%s/records.json", folder);
    letter.records = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (!letter.records) {
        error_set(&error, STATUS_USAGE, path, "not JSON");
        letter_stop(&error);
    }
    return letter;
}

static inline void letter_close(Letter *letter)
{
    json_decref(letter->records);
    arena_free(letter->arena);
}

static inline json_t *letter_record(const Letter *letter, const char *list, long index)
{
    json_t *items = json_object_get(letter->records, list);
    return json_array_get(items, (size_t)index % json_array_size(items));
}

/* The values of letter `index`; to be released with json_decref. */
static inline json_t *letter_data(const Letter *letter, long index)
{
    char number[32], date[32];
    snprintf(number, sizeof number, "2026-%06ld", index + 1);
    snprintf(date, sizeof date, "%ld novembre 2026", 2 + index % 27);
    return json_pack("{sO s{sOsO} sO sO ss ss}", "entreprise",
                     letter_record(letter, "entreprises", index), "eleve", "prenom",
                     letter_record(letter, "prenoms", index), "nom",
                     letter_record(letter, "noms", index), "programme",
                     letter_record(letter, "programmes", index), "responsable",
                     letter_record(letter, "responsables", index), "numero", number, "date", date);
}

/* The tree of the letter with these values, in `arena`. */
static inline Doc letter_fill(const Letter *letter, json_t *data, Arena *arena)
{
    Doc doc = {.lang = LANG_FR,
               .title = "Confirmation de séquence",
               .author = "Centre de formation professionnelle des Deux-Rivières",
               .number = json_string_value(json_object_get(data, "numero")),
               .footer = "Centre de formation professionnelle des Deux-Rivières · Confirmation"};
    Error error = {0};
    if (template_doc(letter->template, &json_source, json_datum(data), arena, &doc, &error))
        letter_stop(&error);
    return doc;
}

#endif
