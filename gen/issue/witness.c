#include "issue/witness.h"

#include "base/map.h"
#include "base/text.h"
#include "base/version.h"
#include "issue/shelves.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WITNESS_VERSION = 2 };

static const char originals_folder[] = "originaux/";

typedef struct Sighting {
    Sha256 sha256;
    FileStamp stamp;
    bool now; /* by this run, or vouched for in it */
} Sighting;

struct Witness {
    Arena *arena;
    const char *folder, *path, *output;
    const Catalogue *catalogue;
    Sha256 read;   /* by this run, the registry apart */
    Map *files;    /* path -> Sighting */
    json_t *last;  /* the whole; NULL: none */
};

/* --- what a run reads ---------------------------------------------------- */

static void add_stamp(Buffer *all, const char *name, const char *path)
{
    FileStamp stamp;
    if (file_stamp(path, &stamp))
        buffer_printf(all, "%s %lld %lld %lld %llu\n", name, (long long)stamp.size,
                      (long long)stamp.modified, (long long)stamp.changed,
                      (unsigned long long)stamp.node);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Signed copies to be taken in. */
static void add_folder(Buffer *all, const char *folder, Arena *arena)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, by_name);
    for (int i = 0; i < count; i++) {
        add_stamp(all, entries[i]->d_name, path_join(arena, folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
}

static void add_tables(Buffer *all, const Term *term)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const Table *table = &term->tables[t];
        buffer_printf(all, "%s %s\n", table->file, table->sha256 ? table->sha256 : "-");
    }
}

static void add_config(Buffer *all, const Config *config)
{
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        buffer_printf(all, "%u %s\n", (unsigned)config->values[k].line, config->values[k].text);
    for (size_t i = 0; i < config->pair_count; i++) {
        const ConfigPair *pair = &config->pairs[i];
        buffer_printf(all, "%u [%s] %s=%s\n", (unsigned)pair->line, pair->section, pair->key,
                      pair->value);
    }
}

/* What the catalogue's digest leaves out: style.ini, pictures, the letters of clauses that no
 * document has. */
static void add_appearance(Buffer *all, const Config *config, Arena *arena)
{
    const char *templates = config_path(config, CONFIG_SORTIES_MODELES, arena);
    size_t count;
    const char **files = shelves_list(config, NULL, arena, &count);
    for (size_t i = 0; i < count; i++)
        add_stamp(all, files[i], path_join(arena, templates, files[i]));
    if (config_has(config, CONFIG_ETABLISSEMENT_LOGO))
        add_stamp(all, "logo", config_path(config, CONFIG_ETABLISSEMENT_LOGO, arena));
}

/* They depend on the fonts of the machine too, and on files that could not be read: what is said of
 * them is never that of another run. */
static void add_findings(Buffer *all, const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        buffer_printf(all, "%s %u %s\n", finding->place.file, (unsigned)finding->place.line,
                      finding->message);
        for (size_t h = 0; h < finding->held_count; h++)
            buffer_printf(all, " %s\n", finding->held[h]);
    }
}

static void digest_read(Witness *witness, const Record *record, const Findings *findings, Lang lang,
                        bool strict)
{
    DateText day;
    Buffer all = {0};
    Arena *arena = arena_new();
    const Config *config = record->config;
    buffer_printf(&all, "ate %s %s %d %d\n%s\n", ATE_VERSION, date_iso(record->today, day),
                  (int)lang, strict, witness->catalogue->sha256);
    add_stamp(&all, "programme", "/proc/self/exe");
    add_config(&all, config);
    add_tables(&all, record->term);
    add_appearance(&all, config, arena);
    add_findings(&all, findings);
    add_folder(&all,
               path_join(arena, config_path(config, CONFIG_ENTREES_DOSSIER, arena), "signes"),
               arena);
    sha256_hex(buffer_text(&all), all.length, witness->read);
    buffer_free(&all);
    arena_free(arena);
}

/* --- the last one -------------------------------------------------------- */

static void read_file(Witness *witness, const char *path, json_t *entry)
{
    json_int_t size, modified, changed, node;
    const char *sha256;
    if (json_unpack(entry, "[s, I, I, I, I]", &sha256, &size, &modified, &changed, &node) != 0)
        return;
    Sighting *sighting = arena_new_of(witness->arena, Sighting);
    *sighting = (Sighting){.stamp = {size, modified, changed, (uint64_t)node}};
    strncpy(sighting->sha256, sha256, sizeof sighting->sha256 - 1);
    map_set(witness->files, path, sighting);
}

static bool is_ours(const json_t *last)
{
    return json_integer_value(json_object_get(last, "version")) == WITNESS_VERSION;
}

static void read_last(Witness *witness)
{
    const char *path;
    json_t *entry;
    witness->last = json_load_file(witness->path, 0, NULL);
    if (!is_ours(witness->last))
        return;
    json_object_foreach(json_object_get(witness->last, "fichiers"), path, entry)
        read_file(witness, path, entry);
    json_object_del(witness->last, "fichiers"); /* the map has them: the tree of a big term is heavy */
}

static const char *witness_path(const Config *config, Arena *arena)
{
    return path_join(arena, config_path(config, CONFIG_REGISTRE_DOSSIER, arena), "temoin.json");
}

Witness *witness_open(const Record *record, const Catalogue *catalogue, const Findings *findings,
                      const char *output, Lang lang, bool strict)
{
    Witness *witness = memory_resize(NULL, 1, sizeof *witness);
    *witness = (Witness){
        .arena = arena_new(), .output = output, .catalogue = catalogue, .files = map_new()};
    witness->folder = config_path(record->config, CONFIG_REGISTRE_DOSSIER, witness->arena);
    witness->path = witness_path(record->config, witness->arena);
    digest_read(witness, record, findings, lang, strict);
    read_last(witness);
    return witness;
}

void witness_close(Witness *witness)
{
    if (!witness)
        return;
    json_decref(witness->last);
    map_free(witness->files);
    arena_free(witness->arena);
    free(witness);
}

void witness_drop(const Config *config)
{
    Arena *arena = arena_new();
    unlink(witness_path(config, arena));
    arena_free(arena);
}

/* --- one file ------------------------------------------------------------ */

static const char *full_path(const Witness *witness, const char *path, Arena *arena)
{
    return path_join(arena,
                     text_starts(path, originals_folder) ? witness->folder : witness->output, path);
}

/* NULL: it is gone or was touched since. */
static Sighting *same_as_seen(const Witness *witness, const char *path, Arena *arena)
{
    FileStamp now;
    Sighting *seen = map_get(witness->files, path);
    bool same = seen && file_stamp(full_path(witness, path, arena), &now) &&
                file_stamps_equal(&now, &seen->stamp);
    return same ? seen : NULL;
}

bool witness_vouches(const Witness *witness, const char *path, const char *sha256, FileStamp *stamp)
{
    if (!witness)
        return false;
    Arena *arena = arena_new();
    Sighting *seen = same_as_seen(witness, path, arena);
    arena_free(arena);
    if (!seen || !text_is(seen->sha256, sha256))
        return false;
    seen->now = true;
    *stamp = seen->stamp;
    return true;
}

void witness_saw(Witness *witness, const char *path, const char *sha256, const FileStamp *stamp)
{
    if (!witness)
        return;
    Sighting *sighting = map_get(witness->files, path);
    if (!sighting) {
        sighting = arena_new_of(witness->arena, Sighting);
        map_put(witness->files, path, sighting);
    }
    *sighting = (Sighting){.stamp = *stamp, .now = true};
    strncpy(sighting->sha256, sha256, sizeof sighting->sha256 - 1);
}

/* --- the whole ----------------------------------------------------------- */

typedef struct Survey {
    const Witness *witness;
    Arena *scratch;
    bool same;
} Survey;

static void survey_file(const char *path, void *seen, void *context)
{
    Survey *survey = context;
    (void)seen;
    if (!survey->same)
        return;
    survey->same = same_as_seen(survey->witness, path, survey->scratch) != NULL;
    arena_reset(survey->scratch);
}

static bool files_stand(const Witness *witness)
{
    Survey survey = {witness, arena_new(), true};
    map_each(witness->files, survey_file, &survey);
    arena_free(survey.scratch);
    return survey.same;
}

static bool is_text(const json_t *object, const char *name, const char *text)
{
    const char *value = json_string_value(json_object_get(object, name));
    return *text && value && text_is(value, text);
}

const char *witness_stands(const Witness *witness, Registry *registry)
{
    Sha256 registered;
    registry_digest(registry, registered);
    bool same = is_ours(witness->last) && is_text(witness->last, "lu", witness->read) &&
                is_text(witness->last, "registre", registered) && files_stand(witness);
    return same ? json_string_value(json_object_get(witness->last, "dit")) : NULL;
}

/* --- writing ------------------------------------------------------------- */

/* What only has to be there: a report, a file that is not due any more. */
static void see_others(Witness *witness, const Manifest *manifest)
{
    Arena *arena = arena_new();
    const char **paths;
    size_t count = manifest_paths(manifest, arena, &paths);
    for (size_t i = 0; i < count; i++) {
        FileStamp stamp;
        const Sighting *seen = map_get(witness->files, paths[i]);
        if ((!seen || !seen->now) && file_stamp(full_path(witness, paths[i], arena), &stamp))
            witness_saw(witness, paths[i], "", &stamp);
    }
    arena_free(arena);
}

static void list_file(const char *path, void *value, void *files)
{
    const Sighting *seen = value;
    if (seen->now)
        json_object_set_new(files, path,
                            json_pack("[s, I, I, I, I]", seen->sha256, (json_int_t)seen->stamp.size,
                                      (json_int_t)seen->stamp.modified,
                                      (json_int_t)seen->stamp.changed,
                                      (json_int_t)seen->stamp.node));
}

void witness_write(Witness *witness, const char *outcome, const Manifest *manifest, Registry *registry)
{
    Sha256 registered;
    see_others(witness, manifest);
    registry_digest(registry, registered);
    json_t *files = json_object(), *whole = json_object();
    map_each(witness->files, list_file, files);
    json_object_set_new(whole, "version", json_integer(WITNESS_VERSION));
    json_object_set_new(whole, "lu", json_string(witness->read));
    json_object_set_new(whole, "registre", json_string(registered));
    json_object_set_new(whole, "fichiers", files);
    json_object_set_new(whole, "dit", json_string(outcome));
    char *text = json_dumps(whole, JSON_COMPACT);
    if (text)
        file_put(witness->path, text, strlen(text), NULL, NULL);
    free(text);
    json_decref(whole);
}
