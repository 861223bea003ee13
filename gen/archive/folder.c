#include "archive/folder.h"

#include "base/text.h"
#include "issue/subject.h"
#include "record/amendment.h"

#include <stdlib.h>
#include <string.h>

/* --- students and sequences ---------------------------------------------- */

static Folder *folder_of(Folders *folders, const char *key)
{
    Folder *folder = map_get(folders->by_key, key);
    if (folder)
        return folder;
    folder = arena_new_of(folders->arena, Folder);
    folder->key = arena_string(folders->arena, key);
    folder->row = term_find(folders->record->term, T_ELEVES, key);
    folder->last = DATE_NONE;
    map_put(folders->by_key, key, folder);
    folders->items =
        vector_reserve(folders->items, &folders->capacity, folders->count + 1, sizeof(Folder *));
    folders->items[folders->count++] = folder;
    return folder;
}

static void extend(Folder *folder, Date day)
{
    if (day != DATE_NONE && (folder->last == DATE_NONE || day > folder->last))
        folder->last = day;
}

static void add_sequence(Folders *folders, const char *student, const char *sequence)
{
    if (!*student || map_get(folders->by_sequence, sequence))
        return;
    Folder *folder = folder_of(folders, student);
    map_put(folders->by_sequence, sequence, folder);
    folder->sequences = vector_reserve(folder->sequences, &folder->sequence_capacity,
                                       folder->sequence_count + 1, sizeof(char *));
    folder->sequences[folder->sequence_count++] = sequence;
}

/* A sequence that was cancelled keeps nothing; one that cannot be dated ends nothing. */
static void take_dates(Folders *folders, Folder *folder, const Row *sequence)
{
    const Record *record = folders->record;
    int status = record_status(record, sequence);
    const Row *row = record_row(record, sequence);
    Date end = row_date(row, SEQUENCES_FIN_REELLE);
    if (end == DATE_NONE)
        end = row_date(row, SEQUENCES_FIN);
    if (end == DATE_NONE || status == STATUT_SEQUENCE_ANNULEE)
        return;
    extend(folder, end);
    folder->ended = folder->ended || end < record->today;
}

static void take_tables(Folders *folders)
{
    const Term *term = folders->record->term;
    const Table *students = &term->tables[T_ELEVES], *sequences = &term->tables[T_SEQUENCES];
    const Table *earlier = &term->tables[T_SEQUENCES_ANTERIEURES];
    for (size_t i = 0; i < students->row_count; i++)
        if (!students->rows[i].keyless)
            folder_of(folders, students->rows[i].key);
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i], *student = row_link(row, SEQUENCES_ELEVE);
        if (!student || student->keyless)
            continue;
        add_sequence(folders, student->key, row->key);
        take_dates(folders, folder_of(folders, student->key), row);
    }
    for (size_t i = 0; i < earlier->row_count; i++) {
        const Row *student = row_link(&earlier->rows[i], SEQUENCES_ANTERIEURES_ELEVE);
        if (student && !student->keyless)
            extend(folder_of(folders, student->key),
                   row_date(&earlier->rows[i], SEQUENCES_ANTERIEURES_FIN));
    }
}

/* A student whose own row is gone may still be named by others. */
static void mark_named(const Folders *folders, const Table *table, int column)
{
    for (size_t r = 0; r < table->row_count; r++) {
        Folder *folder = map_get(folders->by_key, row_text(&table->rows[r], column));
        if (folder)
            folder->in_tables = true;
    }
}

static void mark_all_named(const Folders *folders)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const TableSchema *schema = schema_table(t);
        for (size_t c = 0; c < schema->column_count; c++)
            if (schema->columns[c].type == TYPE_LINK && schema->columns[c].target == T_ELEVES)
                mark_named(folders, &folders->record->term->tables[t], (int)c);
    }
    mark_named(folders, &folders->record->term->tables[T_ELEVES], ELEVES_ID);
}

static void take_registry_sequences(Folders *folders)
{
    for (size_t i = 0; i < folders->history.sequence_count; i++) {
        const HistorySequence *sequence = &folders->history.sequences[i];
        add_sequence(folders, sequence->student, sequence->key);
    }
}

/* --- documents ----------------------------------------------------------- */

/* The students of visits, by kind of document and key: the tables say it, or the manifest of
 * what was made before. */
static Map *visit_owners(const Folders *folders)
{
    Map *owners = map_new();
    size_t count;
    const Subject *visits = subjects_of(folders->record, SCOPE_VISITE, folders->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const Row *student = subject_keys(&visits[i]).student;
        if (student)
            map_put(owners, visits[i].key, (void *)student->key);
    }
    for (size_t i = 0; i < folders->file_count; i++)
        if (*folders->files[i].visit && *folders->files[i].student)
            map_put(owners, folders->files[i].visit, (void *)folders->files[i].student);
    return owners;
}

/* "SEQ-1.v2": a visit without id. */
static const char *sequence_of_visit(const char *key, Arena *arena)
{
    const char *dot = strrchr(key, '.');
    return dot && dot[1] == 'v' ? arena_slice(arena, key, (size_t)(dot - key)) : NULL;
}

/* NULL: nobody's. */
static Folder *owner_of(Folders *folders, const Map *visits, const HistoryPaper *paper)
{
    const char *sequence = NULL;
    int rank;
    if (*paper->student)
        return folder_of(folders, paper->student);
    if (text_is(paper->kind, amendment_kind) &&
        amendment_split(paper->key, folders->arena, &sequence, &rank))
        return map_get(folders->by_sequence, sequence);
    const Kind *kind = catalogue_find(folders->catalogue, paper->kind);
    if (!kind)
        return NULL;
    if (kind->scope == SCOPE_ELEVE)
        return folder_of(folders, paper->key);
    if (kind->scope == SCOPE_SEQUENCE)
        return map_get(folders->by_sequence, paper->key);
    if (kind->scope != SCOPE_VISITE)
        return NULL;
    const char *student = map_get(visits, paper->key);
    if (student)
        return folder_of(folders, student);
    sequence = sequence_of_visit(paper->key, folders->arena);
    return sequence ? map_get(folders->by_sequence, sequence) : NULL;
}

static void take_papers(Folders *folders)
{
    Map *visits = visit_owners(folders);
    for (size_t i = 0; i < folders->history.paper_count; i++) {
        const HistoryPaper *paper = &folders->history.papers[i];
        Folder *folder = owner_of(folders, visits, paper);
        if (!folder)
            continue;
        folder->papers = vector_reserve(folder->papers, &folder->paper_capacity,
                                        folder->paper_count + 1, sizeof(HistoryPaper *));
        folder->papers[folder->paper_count++] = paper;
        extend(folder, paper->issued_on);
        extend(folder, paper->agreed_end);
    }
    map_free(visits);
}

/* --- journal ------------------------------------------------------------- */

static const char *document_name(const char *kind, const char *key, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", kind, key);
}

static void add_event(Folder *folder, const Event *event)
{
    folder->events = vector_reserve(folder->events, &folder->event_capacity,
                                    folder->event_count + 1, sizeof(Event *));
    folder->events[folder->event_count++] = event;
}

static void take_events(Folders *folders)
{
    Map *owners = map_new();
    Arena *arena = arena_new();
    for (size_t i = 0; i < folders->count; i++)
        for (size_t p = 0; p < folders->items[i]->paper_count; p++) {
            const HistoryPaper *paper = folders->items[i]->papers[p];
            map_put(owners, document_name(paper->kind, paper->key, arena), folders->items[i]);
        }
    for (size_t e = 0; e < folders->history.event_count; e++) {
        const Event *event = &folders->history.events[e];
        Folder *folder = map_get(owners, document_name(event->kind, event->key, arena));
        if (folder)
            add_event(folder, event);
    }
    arena_free(arena);
    map_free(owners);
}

/* --- order --------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    return strcmp((*(Folder *const *)a)->key, (*(Folder *const *)b)->key);
}

typedef struct Ranked { /* a paper with the place of its kind in the catalogue */
    const HistoryPaper *paper;
    size_t kind, index;
} Ranked;

static int by_kind(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static size_t kind_rank(const Catalogue *catalogue, const char *name)
{
    size_t rank = 0;
    while (rank < catalogue->count && !text_is(catalogue->kinds[rank].name, name))
        rank++;
    return rank;
}

static void sort_papers(const Folders *folders, Folder *folder)
{
    Ranked *ranked = memory_resize(NULL, folder->paper_count + 1, sizeof *ranked);
    for (size_t i = 0; i < folder->paper_count; i++)
        ranked[i] =
            (Ranked){folder->papers[i], kind_rank(folders->catalogue, folder->papers[i]->kind), i};
    qsort(ranked, folder->paper_count, sizeof *ranked, by_kind);
    for (size_t i = 0; i < folder->paper_count; i++)
        folder->papers[i] = ranked[i].paper;
    free(ranked);
}

Status folders_open(Folders *folders, const Record *record, const Catalogue *catalogue,
                    const Manifest *manifest, Arena *arena, Error *error)
{
    *folders = (Folders){.record = record,
                         .catalogue = catalogue,
                         .arena = arena,
                         .by_key = map_new(),
                         .by_sequence = map_new()};
    Status status = history_read(&folders->history, record->registry, arena, error);
    if (status != STATUS_OK)
        return status;
    folders->file_count = manifest_files(manifest, &folders->files);
    take_tables(folders);
    take_registry_sequences(folders);
    take_papers(folders);
    take_events(folders);
    mark_all_named(folders);
    if (folders->count)
        qsort(folders->items, folders->count, sizeof *folders->items, by_key);
    for (size_t i = 0; i < folders->count; i++)
        sort_papers(folders, folders->items[i]);
    return STATUS_OK;
}

void folders_close(Folders *folders)
{
    for (size_t i = 0; i < folders->count; i++) {
        free(folders->items[i]->papers);
        free(folders->items[i]->events);
        free(folders->items[i]->sequences);
    }
    free(folders->items);
    map_free(folders->by_key);
    map_free(folders->by_sequence);
}
