#include "archive/dossiers.h"

#include "archive/index.h"
#include "archive/join.h"
#include "archive/rows.h"
#include "base/file.h"
#include "base/text.h"
#include "issue/crew.h"
#include "issue/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- who ------------------------------------------------------------------ */

static bool has_dossier(const Folder *folder)
{
    return folder->row && (folder->paper_count || folder->ended);
}

void dossiers_plan(Dossiers *dossiers, const Cover *cover, const char *output, const char *year,
                   const char *student, Arena *arena)
{
    const Folders *folders = cover->folders;
    *dossiers = (Dossiers){.cover = *cover, .output = output, .year = year, .arena = arena};
    pieces_open(&dossiers->pieces, folders, output, cover->lang);
    dossiers->items = arena_array_of(arena, folders->count + 1, StudentDossier);
    Map *names = map_new(); /* of all, whoever was asked for */
    for (size_t i = 0; i < folders->count; i++) {
        const Folder *folder = folders->items[i];
        bool wanted = !student || text_is(student, folder->key);
        if (!has_dossier(folder)) {
            dossiers->without += folder->row && wanted;
            continue;
        }
        const char *name = name_take(names, arena, name_fold(arena, folder->key));
        if (!wanted)
            continue;
        StudentDossier *item = &dossiers->items[dossiers->count++];
        *item = (StudentDossier){.folder = folder,
                                 .path = arena_printf(arena, "dossiers/%s/%s", year, name),
                                 .title = cover_title(cover, folder, arena),
                                 .until = retention_until(folder->last, cover->retention.years)};
        item->pieces = pieces_of(&dossiers->pieces, folder, arena, &item->piece_count);
    }
    map_free(names);
}

void dossiers_close(Dossiers *dossiers)
{
    pieces_close(&dossiers->pieces);
}

/* --- one dossier ---------------------------------------------------------- */

typedef struct Maker {
    Dossiers *dossiers;
    Compositor *compositor;
    Arena *arena; /* of the dossier under way */
} Maker;

typedef struct Made { /* what a worker sends back */
    int pages;
    size_t bytes, left_out;
    Sha256 sha256;
    bool written;
} Made;

/* The student's rows, a file a table. */
typedef struct Sources {
    JoinFile files[TABLE_COUNT];
    Buffer csv[TABLE_COUNT];
    size_t count;
} Sources;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const JoinFile *)a)->name, ((const JoinFile *)b)->name);
}

static void gather_sources(const Maker *maker, const Row *student, Sources *sources)
{
    const Term *term = maker->dossiers->cover.folders->record->term;
    size_t count;
    const Row **rows = rows_of_student(term, student, &count);
    for (size_t from = 0, to; from < count; from = to) {
        const Table *table = rows[from]->table;
        for (to = from; to < count && rows[to]->table == table;)
            to++;
        Buffer *csv = &sources->csv[sources->count];
        rows_csv(table, rows + from, to - from, csv);
        sources->files[sources->count++] =
            (JoinFile){.name = arena_printf(maker->arena, "%s.csv", table->schema->name),
                       .description = table->schema->title[maker->dossiers->cover.lang],
                       .csv = csv};
    }
    qsort(sources->files, sources->count, sizeof *sources->files, by_name);
    free(rows);
}

static void free_sources(Sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        buffer_free(&sources->csv[i]);
}

static Status join_dossier(const Maker *maker, const StudentDossier *dossier, const Buffer *cover,
                           Buffer *whole, Error *error)
{
    Sources sources = {0};
    JoinPart *parts = arena_array_of(maker->arena, dossier->piece_count + 1, JoinPart);
    size_t count = 0;
    parts[count++] = (JoinPart){dossier->title, cover, true};
    for (size_t i = 0; i < dossier->piece_count; i++) {
        const Piece *piece = &dossier->pieces[i];
        if (piece->pages)
            parts[count++] = (JoinPart){piece->title, &piece->bytes, !piece->scan};
    }
    gather_sources(maker, dossier->folder->row, &sources);
    const Joining joining = {parts, count, sources.files, sources.count};
    Status status = join_make(&joining, whole, error);
    free_sources(&sources);
    return status;
}

static Status make_bytes(Maker *maker, StudentDossier *dossier, Buffer *whole, Made *made,
                         Error *error)
{
    Buffer cover = {0};
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < dossier->piece_count; i++) {
        status = piece_read(&dossier->pieces[i], error);
        made->pages += dossier->pieces[i].pages;
        made->left_out += !dossier->pieces[i].pages;
    }
    int own = 0;
    if (status == STATUS_OK)
        status = cover_set(&maker->dossiers->cover, dossier->folder, dossier->pieces,
                           dossier->piece_count, maker->compositor, maker->arena, &cover, &own, error);
    if (status == STATUS_OK)
        status = join_dossier(maker, dossier, &cover, whole, error);
    made->pages += own;
    for (size_t i = 0; i < dossier->piece_count; i++)
        piece_forget(&dossier->pieces[i]);
    buffer_free(&cover);
    return status;
}

static Status make_dossier(void *context, size_t job, Buffer *made, Error *error)
{
    Maker *maker = context;
    StudentDossier *dossier = &maker->dossiers->items[job];
    Buffer whole = {0};
    Made result = {0};
    arena_reset(maker->arena);
    Status status = make_bytes(maker, dossier, &whole, &result, error);
    if (status == STATUS_OK)
        status = file_put_among(path_join(maker->arena, maker->dossiers->output, dossier->path),
                                whole.data, whole.length, &result.written, error);
    if (status == STATUS_OK) {
        result.bytes = whole.length;
        sha256_hex(whole.data, whole.length, result.sha256);
        buffer_add(made, &result, sizeof result);
    }
    buffer_free(&whole);
    return status;
}

static void fail(const Dossiers *dossiers, StudentDossier *dossier, const Error *error)
{
    Error *kept = arena_new_of(dossiers->arena, Error);
    *kept = *error;
    if (!*kept->place)
        snprintf(kept->place, sizeof kept->place, "%s", dossier->path);
    dossier->failed = true;
    dossier->error = kept;
}

static void receive_dossier(void *context, size_t job, const Buffer *made, const Error *error)
{
    const Maker *maker = context;
    StudentDossier *dossier = &maker->dossiers->items[job];
    Made result;
    if (error->status != STATUS_OK) {
        fail(maker->dossiers, dossier, error);
        return;
    }
    memcpy(&result, made->data, sizeof result);
    dossier->pages = result.pages;
    dossier->bytes = result.bytes;
    dossier->left_out = result.left_out;
    dossier->written = result.written;
    memcpy(dossier->sha256, result.sha256, sizeof result.sha256);
}

/* --- all of them ---------------------------------------------------------- */

static const char *year_folder(const Dossiers *dossiers, Arena *arena)
{
    return path_join(arena, dossiers->output, arena_printf(arena, "dossiers/%s", dossiers->year));
}

Status dossiers_make(Dossiers *dossiers, const Press *press, int workers, Error *error)
{
    if (!dossiers->count)
        return STATUS_OK;
    Maker maker = {dossiers, compositor_open(press), arena_new()};
    const Crew crew = {.workers = workers,
                       .job_count = dossiers->count,
                       .work = make_dossier,
                       .receive = receive_dossier,
                       .context = &maker};
    Status status = crew_run(&crew, error);
    bool written = false;
    for (size_t i = 0; i < dossiers->count; i++)
        written = written || dossiers->items[i].written;
    if (status == STATUS_OK && written)
        status = file_settle(year_folder(dossiers, dossiers->arena), error);
    compositor_close(maker.compositor);
    arena_free(maker.arena);
    return status;
}

static const char *index_path(const Dossiers *dossiers)
{
    return arena_printf(dossiers->arena, "dossiers/%s/" INDEX_NAME, dossiers->year);
}

Status dossiers_index(const Dossiers *dossiers, Error *error)
{
    IndexLine *lines = arena_array_of(dossiers->arena, dossiers->count + 1, IndexLine);
    size_t count = 0;
    for (size_t i = 0; i < dossiers->count; i++) {
        const StudentDossier *dossier = &dossiers->items[i];
        if (!dossier->failed)
            lines[count++] = (IndexLine){dossier->folder->key, path_name(dossier->path),
                                         dossier->sha256, dossier->pages, dossier->until};
    }
    return index_write(dossiers->output, index_path(dossiers), lines, count, error);
}

static void list_dossier(const Dossiers *dossiers, const StudentDossier *dossier,
                         Manifest *manifest)
{
    const Cover *cover = &dossiers->cover;
    const Subject subject = {SCOPE_ELEVE, dossier->folder->row, dossier->folder->key};
    size_t count;
    const Row **rows = rows_of_student(cover->folders->record->term, dossier->folder->row, &count);
    manifest_set(manifest, &(ManifestEntry){
                               .path = dossier->path,
                               .kind = "dossier",
                               .lang = cover->lang == LANG_EN ? "en" : "fr",
                               .state = "courant",
                               .pages = dossier->pages,
                               .recipients = RECIPIENT_SCHOOL,
                               .subject = &subject,
                               .bytes = dossier->bytes,
                               .sha256 = dossier->sha256,
                               .sources = rows,
                               .source_count = count,
                           });
    free(rows);
}

Status dossiers_list(const Dossiers *dossiers, Manifest *manifest, Error *error)
{
    for (size_t i = 0; i < dossiers->count; i++)
        if (!dossiers->items[i].failed)
            list_dossier(dossiers, &dossiers->items[i], manifest);
    const char *index = index_path(dossiers);
    if (file_kind(path_join(dossiers->arena, dossiers->output, index)) == FILE_ABSENT)
        return STATUS_OK;
    return manifest_add_report(manifest, index, error);
}
