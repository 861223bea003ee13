#include "archive/purge.h"

#include "archive/index.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "issue/witness.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char proof_kind[] = "attestation"; /* of the catalogue */

/* --- what is past its time ------------------------------------------------ */

static bool is_past(Date until, Date today)
{
    return until != DATE_NONE && until < today;
}

/* Revisions of a document come together: the last of them stands for it. */
static bool is_last_of_document(const Folder *folder, size_t i)
{
    return i + 1 == folder->paper_count ||
           folder->papers[i + 1]->document != folder->papers[i]->document;
}

static PurgedStudent student_of(const Purge *purge, const Folder *folder,
                                const Retention *retention)
{
    PurgedStudent student = {.folder = folder,
                             .until = retention_until(folder->last, retention->years),
                             .proofs_until = retention_until(folder->last, retention->proof_years)};
    bool proofs_stay = !is_past(student.proofs_until, purge->folders->record->today);
    student.papers = arena_array_of(purge->arena, folder->paper_count + 1, const HistoryPaper *);
    student.proofs = arena_array_of(purge->arena, folder->paper_count + 1, const HistoryPaper *);
    for (size_t i = 0; i < folder->paper_count; i++) {
        const HistoryPaper *paper = folder->papers[i];
        if (!is_last_of_document(folder, i))
            continue;
        if (proofs_stay && text_is(paper->kind, proof_kind))
            student.proofs[student.proof_count++] = paper;
        else
            student.papers[student.paper_count++] = paper;
    }
    return student;
}

void purge_plan(Purge *purge, const Folders *folders, const Retention *retention,
                const char *student, Arena *arena)
{
    *purge = (Purge){.folders = folders, .arena = arena, .by_key = map_new()};
    purge->students = arena_array_of(arena, folders->count + 1, PurgedStudent);
    purge->held = arena_array_of(arena, folders->count + 1, const Folder *);
    for (size_t i = 0; i < folders->count; i++) {
        const Folder *folder = folders->items[i];
        Date until = retention_until(folder->last, retention->years);
        if (!is_past(until, folders->record->today) || (student && !text_is(student, folder->key)))
            continue;
        if (folder->in_tables) {
            purge->held[purge->held_count++] = folder;
            continue;
        }
        PurgedStudent found = student_of(purge, folder, retention);
        if (!found.paper_count && !folder->sequence_count)
            continue; /* only proofs are left of him */
        purge->students[purge->count] = found;
        map_put(purge->by_key, folder->key, &purge->students[purge->count++]);
    }
}

void purge_close(Purge *purge)
{
    map_free(purge->by_key);
}

size_t purge_document_count(const Purge *purge)
{
    size_t count = 0;
    for (size_t i = 0; i < purge->count; i++)
        count += purge->students[i].paper_count;
    return count;
}

bool purge_can_trust(const Term *term, const char **file)
{
    static const int tables[] = {T_ELEVES, T_SEQUENCES};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const Table *table = &term->tables[tables[i]];
        *file = table->file;
        if (!table->present || table->broken_count)
            return false;
    }
    return true;
}

/* --- output/ -------------------------------------------------------------- */

typedef enum Destiny { DESTINY_STAYS, DESTINY_GOES, DESTINY_SHARED, DESTINY_INDEX } Destiny;

static Destiny destiny_of(const Purge *purge, const ManifestFile *file)
{
    const PurgedStudent *student = map_get(purge->by_key, file->student);
    if (student)
        return student->proof_count && text_is(file->kind, proof_kind) ? DESTINY_STAYS : DESTINY_GOES;
    if (*file->student)
        return DESTINY_STAYS;
    return text_starts(file->path, "dossiers/") && text_is(path_name(file->path), INDEX_NAME)
               ? DESTINY_INDEX
               : DESTINY_SHARED;
}

static Status drop(const Purge *purge, const char *output, const ManifestFile *file, Error *error)
{
    const char *path = path_join(purge->arena, output, file->path);
    if (unlink(path) != 0 && errno != ENOENT)
        return error_errno(error, path, _("le fichier ne peut pas être retiré"));
    return STATUS_OK;
}

/* The manifest keeps them for now: it alone says whose the documents of a visit are. */
static Status drop_files(Purge *purge, const char *output, Error *error)
{
    const Folders *folders = purge->folders;
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < folders->file_count; i++) {
        Destiny destiny = destiny_of(purge, &folders->files[i]);
        purge->shared += destiny == DESTINY_SHARED;
        if (destiny == DESTINY_GOES || destiny == DESTINY_SHARED)
            status = drop(purge, output, &folders->files[i], error);
    }
    return status;
}

/* --- manifest ------------------------------------------------------------- */

/* Its lines without those of files that are gone; itself, without lines. */
static Status prune_index(const Purge *purge, Manifest *manifest, const char *output,
                          const ManifestFile *file, Error *error)
{
    Status status = index_write(output, file->path, NULL, 0, error);
    if (status != STATUS_OK)
        return status;
    if (file_kind(path_join(purge->arena, output, file->path)) == FILE_REGULAR)
        return manifest_add_report(manifest, file->path, error);
    manifest_remove(manifest, file->path);
    return STATUS_OK;
}

/* It told of a student who is destroyed, by this run or by one that was cut. */
static bool is_his(const Purge *purge, const ManifestFile *file)
{
    return destiny_of(purge, file) == DESTINY_GOES ||
           (*file->student && !map_get(purge->folders->by_key, file->student));
}

/* Of those that go with one, where their files went. */
static size_t forget(const Purge *purge, Manifest *manifest, const char *output)
{
    const Folders *folders = purge->folders;
    size_t forgotten = 0;
    for (size_t i = 0; i < folders->file_count; i++)
        forgotten += is_his(purge, &folders->files[i]);
    for (size_t i = 0; forgotten && i < folders->file_count; i++) {
        const ManifestFile *file = &folders->files[i];
        if ((is_his(purge, file) || destiny_of(purge, file) == DESTINY_SHARED) &&
            file_kind(path_join(purge->arena, output, file->path)) == FILE_ABSENT)
            manifest_remove(manifest, file->path);
    }
    return forgotten;
}

Status purge_settle(const Purge *purge, Manifest *manifest, const char *output, Error *error)
{
    const Folders *folders = purge->folders;
    Status status = STATUS_OK;
    if (!forget(purge, manifest, output))
        return STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < folders->file_count; i++)
        if (destiny_of(purge, &folders->files[i]) == DESTINY_INDEX)
            status = prune_index(purge, manifest, output, &folders->files[i], error);
    return status == STATUS_OK ? manifest_write(manifest, folders->record->today, NULL, error)
                               : status;
}

/* --- registry ------------------------------------------------------------- */

static Date first_issue(const Folder *folder, int64_t document)
{
    for (size_t i = 0; i < folder->paper_count; i++)
        if (folder->papers[i]->document == document)
            return folder->papers[i]->issued_on;
    return DATE_NONE;
}

static Erased erased_of(const PurgedStudent *student, const HistoryPaper *paper, Arena *arena)
{
    SchoolYear year;
    school_year_name(first_issue(student->folder, paper->document), year);
    return (Erased){paper->document, paper->kind, paper->key, arena_string(arena, year)};
}

static Status purge_registry(const Purge *purge, Registry *registry, Error *error)
{
    size_t sequence_count = 0;
    for (size_t i = 0; i < purge->count; i++)
        sequence_count += purge->students[i].folder->sequence_count;
    Erased *documents = arena_array_of(purge->arena, purge_document_count(purge) + 1, Erased);
    const char **sequences = arena_array_of(purge->arena, sequence_count + 1, const char *);
    const char **students = arena_array_of(purge->arena, purge->count + 1, const char *);
    Erasure erasure = {.today = purge->folders->record->today,
                       .documents = documents,
                       .sequences = sequences,
                       .students = students,
                       .student_count = purge->count};
    for (size_t i = 0; i < purge->count; i++) {
        const PurgedStudent *student = &purge->students[i];
        students[i] = student->folder->key;
        for (size_t p = 0; p < student->paper_count; p++)
            documents[erasure.document_count++] =
                erased_of(student, student->papers[p], purge->arena);
        for (size_t s = 0; s < student->folder->sequence_count; s++)
            sequences[erasure.sequence_count++] = student->folder->sequences[s];
    }
    return registry_erase(registry, &erasure, error);
}

Status purge_run(Purge *purge, Registry *registry, const char *output, Error *error)
{
    witness_drop(purge->folders->record->config); /* it names the files */
    Status status = drop_files(purge, output, error);
    return status == STATUS_OK ? purge_registry(purge, registry, error) : status;
}
