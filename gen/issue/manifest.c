/* manifest: manifeste.json, every file of the output folder with what made it. It is
 * kept as one line of JSON a file, so that entries of other runs pass through
 * untouched; jansson reads and writes each of them. */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/message.h"
#include "base/text.h"
#include "base/version.h"
#include "issue/issue.h"
#include "issue/retire.h"
#include "issue/source.h"
#include "issue/subject.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct Line {
    const char *path, *kind;
    char *json;     /* on the heap, jansson's; NULL: removed */
    bool set;       /* by this run, or kept by it */
    bool cancelled; /* "annule" */
    bool recorded;  /* the registry remembers it: it has a number, or it is a message */
} Line;

struct Manifest {
    Arena *arena;
    const char *output, *path;
    Line **lines;
    size_t count, capacity;
    Map *by_path;
    Sources *sources;
};

static Line *line_of(Manifest *manifest, const char *path)
{
    Line *line = map_get(manifest->by_path, path);
    if (line)
        return line;
    line = arena_new_of(manifest->arena, Line);
    line->path = arena_string(manifest->arena, path);
    map_put(manifest->by_path, path, line);
    manifest->lines = vector_reserve(manifest->lines, &manifest->capacity, manifest->count + 1,
                                     sizeof *manifest->lines);
    manifest->lines[manifest->count++] = line;
    return line;
}

/* `json` is on the heap, and the manifest's from now on. */
static void keep_line(Manifest *manifest, const char *path, const char *kind, const json_t *entry,
                      char *json)
{
    if (!json)
        memory_exhausted(0);
    Line *line = line_of(manifest, path);
    line->kind = arena_string(manifest->arena, kind);
    const char *state = json_string_value(json_object_get(entry, "etat"));
    line->cancelled = state && text_is(state, "annule");
    line->recorded = json_is_string(json_object_get(entry, "numero")) || text_is(kind, "courriel");
    free(line->json);
    line->json = json;
}

/* --- reading the last one ------------------------------------------------ */

/* Below output/, where we put it: what an entry names may be removed one day. */
static bool is_below(const char *path)
{
    for (const char *step = path;; step += strcspn(step, "/") + 1) {
        size_t length = strcspn(step, "/");
        if (length == 0 || (length <= 2 && strspn(step, ".") == length))
            return false;
        if (!step[length])
            return true;
    }
}

/* Takes `json` when it is an entry. */
static void take_old(Manifest *manifest, const json_t *entry, char *json)
{
    const char *path = json_string_value(json_object_get(entry, "chemin"));
    const char *kind = json_string_value(json_object_get(entry, "genre"));
    if (path && kind && is_below(path))
        keep_line(manifest, path, kind, entry, json);
    else
        free(json);
}

/* As we wrote it, an entry a line: never more than one of them is a tree in memory. */
static bool take_lines(Manifest *manifest, const char *text, size_t length)
{
    static const char head_end[] = "\"fichiers\":[\n", tail[] = "\n]}\n";
    const char *line = memmem(text, length, head_end, strlen(head_end));
    if (!line || memchr(text, '\n', (size_t)(line - text)) || length < strlen(tail) ||
        memcmp(text + length - strlen(tail), tail, strlen(tail)) != 0)
        return false;
    line += strlen(head_end);
    for (const char *end; (end = strchr(line, '\n')); line = end + 1) {
        size_t size = (size_t)(end - line);
        if (size && line[size - 1] == ',')
            size--;
        json_t *entry = json_loadb(line, size, 0, NULL);
        if (entry)
            take_old(manifest, entry, strndup(line, size));
        json_decref(entry);
    }
    return true;
}

/* What cannot be read as a manifest is made again: the whole output can be. */
static void take_all_old(Manifest *manifest, const Buffer *bytes)
{
    if (take_lines(manifest, buffer_text(bytes), bytes->length))
        return;
    json_t *root = json_loadb(buffer_text(bytes), bytes->length, 0, NULL);
    const json_t *files = json_object_get(root, "fichiers");
    for (size_t i = 0; i < json_array_size(files); i++) {
        const json_t *entry = json_array_get(files, i);
        take_old(manifest, entry, json_dumps(entry, JSON_COMPACT));
    }
    json_decref(root);
}

Status manifest_open(Manifest **opened, const char *output, Error *error)
{
    Manifest *manifest = memory_resize(NULL, 1, sizeof *manifest);
    *manifest = (Manifest){.arena = arena_new(), .by_path = map_new(), .sources = sources_new()};
    manifest->output = arena_string(manifest->arena, output);
    manifest->path = path_join(manifest->arena, output, "manifeste.json");
    *opened = manifest;
    if (file_kind(manifest->path) == FILE_ABSENT)
        return STATUS_OK;
    Buffer bytes = {0};
    Status status = file_read(manifest->path, UINT64_C(1) << 32, &bytes, error);
    if (status == STATUS_OK)
        take_all_old(manifest, &bytes);
    buffer_free(&bytes);
    return status;
}

void manifest_close(Manifest *manifest)
{
    if (!manifest)
        return;
    for (size_t i = 0; i < manifest->count; i++)
        free(manifest->lines[i]->json);
    free(manifest->lines);
    map_free(manifest->by_path);
    sources_free(manifest->sources);
    arena_free(manifest->arena);
    free(manifest);
}

/* --- an entry ------------------------------------------------------------ */

static json_t *text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static json_t *number_or_null(int number)
{
    return number ? json_integer(number) : json_null();
}

static json_t *key_or_null(const Row *row)
{
    return row ? json_string(row_key(row)) : json_null();
}

static json_t *recipients_json(unsigned recipients)
{
    static const struct {
        unsigned bit;
        const char *code;
    } codes[] = {{RECIPIENT_SCHOOL, "ecole"},
                 {RECIPIENT_COMPANY, "entreprise"},
                 {RECIPIENT_STUDENT, "eleve"},
                 {RECIPIENT_RESPONSABLE, "responsable"}};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (recipients & codes[i].bit)
            json_array_append_new(list, json_string(codes[i].code));
    return list;
}

static json_t *keys_json(const Subject *subject)
{
    SubjectKeys keys = subject ? subject_keys(subject) : (SubjectKeys){0};
    json_t *object = json_object();
    json_object_set_new(object, "sequence", key_or_null(keys.sequence));
    json_object_set_new(object, "visite", text_or_null(keys.visit));
    json_object_set_new(object, "eleve", key_or_null(keys.student));
    json_object_set_new(object, "entreprise", key_or_null(keys.company));
    json_object_set_new(object, "offre", key_or_null(keys.offer));
    json_object_set_new(object, "responsable", key_or_null(keys.responsable));
    json_object_set_new(object, "groupe", text_or_null(keys.group));
    json_object_set_new(object, "programme", key_or_null(keys.programme));
    return object;
}

static json_t *sources_json(Sources *sources, const ManifestEntry *entry)
{
    json_t *list = json_array();
    for (size_t i = 0; i < entry->source_count; i++) {
        const Row *row = entry->sources[i];
        json_t *source = json_object();
        json_object_set_new(source, "fichier", json_string(row->table->file));
        json_object_set_new(source, "ligne", json_integer(row->line));
        json_object_set_new(source, "sha256", json_string(source_sha256(sources, row)));
        json_array_append_new(list, source);
    }
    return list;
}

static json_t *template_json(const ManifestEntry *entry)
{
    if (!entry->template_path)
        return json_null();
    json_t *object = json_object();
    json_object_set_new(object, "fichier", json_string(entry->template_path));
    json_object_set_new(object, "sha256", json_string(entry->template_sha256));
    return object;
}

void manifest_set(Manifest *manifest, const ManifestEntry *entry)
{
    json_t *object = json_object();
    json_object_set_new(object, "chemin", json_string(entry->path));
    json_object_set_new(object, "genre", json_string(entry->kind));
    json_object_set_new(object, "numero", text_or_null(entry->number));
    json_object_set_new(object, "revision", number_or_null(entry->revision));
    json_object_set_new(object, "langue", text_or_null(entry->lang));
    json_object_set_new(object, "destinataires", recipients_json(entry->recipients));
    json_object_set_new(object, "cles", keys_json(entry->subject));
    json_object_set_new(object, "pages", number_or_null(entry->pages));
    json_object_set_new(object, "octets", json_integer((json_int_t)entry->bytes));
    json_object_set_new(object, "sha256", json_string(entry->sha256));
    json_object_set_new(object, "sources", sources_json(manifest->sources, entry));
    json_object_set_new(object, "modele", template_json(entry));
    json_object_set_new(object, "etat", json_string(entry->state));
    keep_line(manifest, entry->path, entry->kind, object, json_dumps(object, JSON_COMPACT));
    json_decref(object);
    manifest_keep(manifest, entry->path);
}

Status manifest_add_report(Manifest *manifest, const char *path, Error *error)
{
    Buffer bytes = {0};
    Sha256 digest;
    const char *full = path_join(manifest->arena, manifest->output, path);
    Status status = file_read(full, UINT64_C(1) << 32, &bytes, error);
    if (status == STATUS_OK) {
        sha256_hex(buffer_text(&bytes), bytes.length, digest);
        manifest_set(manifest, &(ManifestEntry){
                                   .path = path,
                                   .kind = text_is(path, "constats.json") ? "constats" : "rapport",
                                   .state = "courant",
                                   .recipients = RECIPIENT_SCHOOL,
                                   .bytes = bytes.length,
                                   .sha256 = digest,
                               });
    }
    buffer_free(&bytes);
    return status;
}

/* --- what this run did not make ------------------------------------------ */

void manifest_keep(Manifest *manifest, const char *path)
{
    Line *line = map_get(manifest->by_path, path);
    if (line)
        line->set = true;
}

void manifest_keep_kind(Manifest *manifest, const char *kind)
{
    for (size_t i = 0; i < manifest->count; i++)
        if (text_is(manifest->lines[i]->kind, kind))
            manifest->lines[i]->set = true;
}

void manifest_remove(Manifest *manifest, const char *path)
{
    Line *line = map_get(manifest->by_path, path);
    if (!line)
        return;
    free(line->json);
    line->json = NULL;
    line->set = false;
}

static bool file_is_there(const Manifest *manifest, const char *path)
{
    return file_kind(path_join(manifest->arena, manifest->output, path)) == FILE_REGULAR;
}

static void cancel(Manifest *manifest, const Line *line, ManifestStands *stands, void *context)
{
    json_t *entry = json_loads(line->json, 0, NULL);
    const char *sequence =
        json_string_value(json_object_get(json_object_get(entry, "cles"), "sequence"));
    const char *sha256 = json_string_value(json_object_get(entry, "sha256"));
    if (!stands || !sequence || !sha256 || !stands(context, sequence, sha256)) {
        json_object_set_new(entry, "etat", json_string("annule"));
        keep_line(manifest, line->path, line->kind, entry, json_dumps(entry, JSON_COMPACT));
    }
    json_decref(entry);
}

void manifest_retire(Manifest *manifest, const char *folder, ManifestStands *stands,
                     void *context)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const Line *line = manifest->lines[i];
        if (!line->json || line->set || !text_starts(line->path, folder))
            continue;
        if (file_is_there(manifest, line->path))
            cancel(manifest, line, stands, context);
        else
            manifest_remove(manifest, line->path);
    }
}

void manifest_clear(Manifest *manifest, const char *folder)
{
    for (size_t i = 0; i < manifest->count; i++) {
        Line *line = manifest->lines[i];
        if (!line->json || line->set || !text_starts(line->path, folder))
            continue;
        file_drop(path_join(manifest->arena, manifest->output, line->path));
        manifest_remove(manifest, line->path);
    }
}

size_t manifest_cancelled(const Manifest *manifest, const char *folder, Arena *arena,
                          const char ***paths)
{
    size_t count = 0;
    *paths = arena_array_of(arena, manifest->count + 1, const char *);
    for (size_t i = 0; i < manifest->count; i++) {
        const Line *line = manifest->lines[i];
        if (line->json && line->cancelled && text_starts(line->path, folder) &&
            file_is_there(manifest, line->path))
            (*paths)[count++] = arena_string(arena, line->path);
    }
    return count;
}

static const char *text_at(const Manifest *manifest, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? arena_string(manifest->arena, text) : "";
}

static ManifestFile file_of(const Manifest *manifest, const Line *line)
{
    json_t *entry = json_loads(line->json, 0, NULL);
    const json_t *keys = json_object_get(entry, "cles");
    ManifestFile file = {
        .path = line->path,
        .kind = line->kind,
        .number = text_at(manifest, entry, "numero"),
        .sha256 = text_at(manifest, entry, "sha256"),
        .student = text_at(manifest, keys, "eleve"),
        .sequence = text_at(manifest, keys, "sequence"),
        .visit = text_at(manifest, keys, "visite"),
        .company = text_at(manifest, keys, "entreprise"),
        .cancelled = line->cancelled,
    };
    json_decref(entry);
    return file;
}

size_t manifest_files(const Manifest *manifest, ManifestFile **files)
{
    size_t count = 0;
    *files = arena_array_of(manifest->arena, manifest->count + 1, ManifestFile);
    for (size_t i = 0; i < manifest->count; i++)
        if (manifest->lines[i]->json)
            (*files)[count++] = file_of(manifest, manifest->lines[i]);
    return count;
}

size_t manifest_paths(const Manifest *manifest, Arena *arena, const char ***paths)
{
    size_t count = 0;
    *paths = arena_array_of(arena, manifest->count + 1, const char *);
    for (size_t i = 0; i < manifest->count; i++)
        if (manifest->lines[i]->json)
            (*paths)[count++] = arena_string(arena, manifest->lines[i]->path);
    (*paths)[count++] = path_name(manifest->path);
    return count;
}

size_t manifest_recorded(const Manifest *manifest)
{
    size_t count = 0;
    for (size_t i = 0; i < manifest->count; i++)
        count += manifest->lines[i]->json && manifest->lines[i]->recorded;
    return count;
}

bool manifest_is_recorded(const Manifest *manifest, const char *path)
{
    const Line *line = map_get(manifest->by_path, path);
    return line && line->recorded;
}

const char *manifest_line(const Manifest *manifest, const char *path)
{
    const Line *line = map_get(manifest->by_path, path);
    return line ? line->json : NULL;
}

/* --- asking -------------------------------------------------------------- */

static bool list_file(const Line *line, Arena *arena, ListedFile *file)
{
    json_t *entry = line && line->json ? json_loads(line->json, 0, NULL) : NULL;
    const char *sha256 = json_string_value(json_object_get(entry, "sha256"));
    bool found = entry && sha256;
    if (found)
        *file = (ListedFile){
            .path = arena_string(arena, line->path),
            .kind = arena_string(arena, line->kind),
            .sha256 = arena_string(arena, sha256),
            .revision = (int)json_integer_value(json_object_get(entry, "revision")),
            .cancelled = line->cancelled,
        };
    json_decref(entry);
    return found;
}

bool manifest_find_path(const Manifest *manifest, const char *path, Arena *arena, ListedFile *file)
{
    return list_file(map_get(manifest->by_path, path), arena, file);
}

bool manifest_find_sha256(const Manifest *manifest, const char *sha256, Arena *arena,
                          ListedFile *file)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const Line *line = manifest->lines[i];
        /* A source may have that digest too. */
        if (line->json && strstr(line->json, sha256) && list_file(line, arena, file) &&
            text_is(file->sha256, sha256))
            return true;
    }
    return false;
}

/* --- writing ------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
    return strcmp((*(Line *const *)a)->path, (*(Line *const *)b)->path);
}

/* About, to ask for the memory once. */
static size_t manifest_size(const Manifest *manifest)
{
    size_t size = 256;
    for (size_t i = 0; i < manifest->count; i++)
        if (manifest->lines[i]->json)
            size += strlen(manifest->lines[i]->json) + 2;
    return size;
}

Status manifest_write(Manifest *manifest, Date date, bool *written, Error *error)
{
    if (manifest->count)
        qsort(manifest->lines, manifest->count, sizeof *manifest->lines, by_path);
    DateText day;
    Buffer out = {0};
    buffer_reserve(&out, manifest_size(manifest));
    buffer_printf(&out, "{\"version\":1,\"date\":\"%s\",\"logiciel\":\"ate %s\",\"fichiers\":[",
                  date_iso(date, day), ATE_VERSION);
    const char *between = "\n";
    for (size_t i = 0; i < manifest->count; i++) {
        if (!manifest->lines[i]->json)
            continue;
        buffer_add_text(&out, between);
        buffer_add_text(&out, manifest->lines[i]->json);
        between = ",\n";
    }
    buffer_add_text(&out, "\n]}\n");
    Status status = file_put(manifest->path, out.data, out.length, written, error);
    buffer_free(&out);
    return status;
}
