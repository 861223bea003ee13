/* held: from a row with an error to the documents that it spoils. A finding lists
 * only documents that are due, or may be: an unreadable value leaves that open. */
#include "issue/held.h"

#include "base/text.h"
#include "issue/issue.h"
#include "issue/subject.h"

#include <stdlib.h>
#include <string.h>

/* --- what a rule holds back: "protocole avenant", "*" or "" --------------- */

static bool holds_everything(const char *holds)
{
    return text_is(holds, "*");
}

static bool holds_kind(const char *holds, const char *kind)
{
    size_t length = strlen(kind);
    for (const char *p = holds; (p = strstr(p, kind)); p += length)
        if ((p == holds || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
            return true;
    return false;
}

static const char *holds_of(const Finding *finding)
{
    return finding->holds ? finding->holds : finding->rule->holds;
}

bool scope_leaves_out(Scope scope)
{
    return scope != SCOPE_SEQUENCE && scope != SCOPE_VISITE && scope != SCOPE_OFFRE;
}

/* Documents that are one list of other rows: `*` never holds them back. */
static bool scope_is_list(Scope scope)
{
    return scope == SCOPE_RESPONSABLE || scope == SCOPE_GROUPE || scope == SCOPE_PROGRAMME ||
           scope == SCOPE_ETABLISSEMENT;
}

bool kind_is_blind(const Reads *reads, const Findings *findings, const Kind *kind)
{
    const Reader *reader = reads_of(reads, kind);
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (finding->severity == SEVERITY_ERROR && *holds_of(finding) &&
            place_is_lost_table(reads->term, &finding->place) &&
            reader_reads(reader, finding->place.table))
            return true;
    }
    return false;
}

/* --- rows left out of lists ---------------------------------------------- */

struct Faults {
    Walk walk;
    const Findings *findings;
    /* Findings of a row, as a chain: first[table][row] and next[finding] are ranks
     * in `findings` plus one; 0 ends the chain. */
    size_t *first[TABLE_COUNT];
    size_t *next;
};

Faults *faults_new(const Reads *reads, const Findings *findings)
{
    Faults *faults = memory_resize(NULL, 1, sizeof *faults);
    *faults = (Faults){.walk = {.reads = reads}, .findings = findings};
    faults->next = memory_resize(NULL, findings->count + 1, sizeof *faults->next);
    for (size_t i = findings->count; i-- > 0;) {
        const Finding *finding = &findings->items[i];
        const Row *row = finding->place.row;
        if (finding->severity != SEVERITY_ERROR || !row || finding->about || !*holds_of(finding))
            continue;
        size_t **first = &faults->first[row->table->id];
        if (!*first) {
            *first = memory_resize(NULL, row->table->row_count, sizeof **first);
            memset(*first, 0, row->table->row_count * sizeof **first);
        }
        faults->next[i] = (*first)[row->index];
        (*first)[row->index] = i + 1;
    }
    return faults;
}

void faults_free(Faults *faults)
{
    if (!faults)
        return;
    walk_free(&faults->walk);
    for (int t = 0; t < TABLE_COUNT; t++)
        free(faults->first[t]);
    free(faults->next);
    free(faults);
}

static bool row_is_faulty(const Faults *faults, const Row *row, const char *kind)
{
    const size_t *first = faults->first[row->table->id];
    for (size_t i = first ? first[row->index] : 0; i; i = faults->next[i - 1]) {
        const char *holds = holds_of(&faults->findings->items[i - 1]);
        if (holds_everything(holds) || holds_kind(holds, kind))
            return true;
    }
    return false;
}

bool sieve_hides(void *context, const Row *row)
{
    const Sieve *sieve = context;
    Walk *walk = &sieve->faults->walk;
    walk_links(walk, sieve->reader, row);
    for (size_t i = 0; i < walk->count; i++)
        if (walk->rows[i] != sieve->subject &&
            (row_is_faulty(sieve->faults, walk->rows[i], sieve->reader->name) ||
             row_is_cut(sieve->reader, walk->rows[i])))
            return true;
    return false;
}

/* --- documents held back ------------------------------------------------- */

/* The subjects of a scope, and the rank of a row among them. */
typedef struct Roster {
    bool open;
    Subject *subjects;
    size_t count;
    size_t *rank; /* of a row, plus one; NULL for a scope without rows */
} Roster;

/* The documents of one reader, in the order of its roster. */
typedef struct Desk {
    const char **labels; /* "protocole:SEQ-1", NULL until it is wanted */
    int8_t *due;         /* Truth plus one, 0 until it is asked */
    uint32_t *held;      /* serial of the last finding that took it */
} Desk;

typedef struct Marker {
    Findings *findings;
    const Record *record;
    Arena *arena, *scratch;
    Reads reads;
    Walk walk;
    Roster rosters[SCOPE_COUNT];
    Desk *desks;          /* one a reader */
    const Reader *reader; /* under way */
    const char *holds;
    uint32_t serial;     /* of the finding under way */
    const char **labels; /* what it holds back */
    size_t count, capacity;
} Marker;

static const Roster *roster_of(Marker *marker, Scope scope)
{
    Roster *roster = &marker->rosters[scope];
    if (roster->open)
        return roster;
    roster->open = true;
    roster->subjects = subjects_of(marker->record, scope, marker->arena, &roster->count);
    int table = scope_table(scope);
    if (table < 0)
        return roster;
    roster->rank =
        arena_array_of(marker->arena, marker->record->term->tables[table].row_count + 1, size_t);
    for (size_t i = 0; i < roster->count; i++)
        roster->rank[roster->subjects[i].row->index] = i + 1;
    return roster;
}

static Desk *desk_of(Marker *marker, const Roster *roster)
{
    Desk *desk = &marker->desks[marker->reader - marker->reads.readers];
    if (!desk->labels) {
        desk->labels = arena_array_of(marker->arena, roster->count + 1, const char *);
        desk->due = arena_array_of(marker->arena, roster->count + 1, int8_t);
        desk->held = arena_array_of(marker->arena, roster->count + 1, uint32_t);
    }
    return desk;
}

static Truth is_declared(const Record *record, const Row *sequence)
{
    int status = record_status(record, sequence);
    if (status < 0)
        return TRUTH_UNKNOWN;
    return status == STATUT_SEQUENCE_TERMINEE || status == STATUT_SEQUENCE_INTERROMPUE ? TRUTH_YES
                                                                                       : TRUTH_NO;
}

static Truth ask_due(Marker *marker, const Subject *subject)
{
    if (!marker->reader->kind)
        return is_declared(marker->record, subject->row);
    Model model;
    arena_reset(marker->scratch);
    model_open(&model, marker->record, marker->scratch, LANG_FR);
    return kind_is_due(marker->reader->kind, &model, model_root(&model, subject));
}

static Truth due_of(Marker *marker, Desk *desk, const Roster *roster, size_t i)
{
    if (!desk->due[i])
        desk->due[i] = (int8_t)(1 + ask_due(marker, &roster->subjects[i]));
    return (Truth)(desk->due[i] - 1);
}

static void hold(Marker *marker, const Roster *roster, size_t i, bool only_unknown)
{
    Desk *desk = desk_of(marker, roster);
    if (desk->held[i] == marker->serial)
        return;
    Truth due = due_of(marker, desk, roster, i);
    if (due == TRUTH_NO || (only_unknown && due != TRUTH_UNKNOWN))
        return;
    desk->held[i] = marker->serial;
    if (!desk->labels[i])
        desk->labels[i] = arena_printf(marker->findings->arena, "%s:%s", marker->reader->name,
                                       roster->subjects[i].key);
    marker->labels = vector_reserve(marker->labels, &marker->capacity, marker->count + 1,
                                    sizeof *marker->labels);
    marker->labels[marker->count++] = desk->labels[i];
}

/* Holds the documents whose subject the last walk reached. */
static void hold_reached(Marker *marker, bool only_unknown)
{
    const Roster *roster = roster_of(marker, marker->reader->scope);
    int table = scope_table(marker->reader->scope);
    /* A row that has its own document spoils no other of that kind. */
    bool own = scope_is_list(marker->reader->scope) || marker->walk.rows[0]->table->id == table;
    size_t reached = own ? 1 : marker->walk.count;
    for (size_t i = 0; i < reached; i++) {
        const Row *row = marker->walk.rows[i];
        if (row->table->id == table && roster->rank[row->index])
            hold(marker, roster, roster->rank[row->index] - 1, only_unknown);
    }
}

/* By `*`, a document is held when its template names the way to the row (`named`: up to
 * where the way is cut); or when the row left its condition undecided, since a condition
 * names other things. By its kind, whatever the way. */
static void hold_readers(void *context, const Row *row, bool named)
{
    Marker *marker = context;
    bool star = holds_everything(marker->holds);
    if (star && named) {
        walk_up(&marker->walk, marker->reader, row);
        hold_reached(marker, false);
    }
    walk_up(&marker->walk, NULL, row);
    hold_reached(marker, star);
}

/* A fault of config.ini is in every document of the kinds that it holds back. */
static void hold_all(Marker *marker)
{
    const Roster *roster = roster_of(marker, marker->reader->scope);
    for (size_t i = 0; i < roster->count; i++)
        hold(marker, roster, i, false);
}

/* A record that could not be read spoils what points to it; a missing column, all
 * that reads its table; a lost table, all documents of the kinds that read it. */
static void hold_without_row(Marker *marker, const Place *place)
{
    if (place->table < 0 || place_is_lost_table(marker->record->term, place)) {
        hold_all(marker);
        return;
    }
    const Table *table = &marker->record->term->tables[place->table];
    reads_cut(&marker->reads, marker->reader, place->table, hold_readers, marker);
    for (size_t r = 0; place->line <= table->header_line && r < table->row_count; r++)
        hold_readers(marker, &table->rows[r], true);
}

static bool concerns(const Marker *marker, const Place *place)
{
    if (place_is_lost_table(marker->record->term, place))
        return reader_reads(marker->reader, place->table);
    if (holds_everything(marker->holds))
        return !scope_is_list(marker->reader->scope);
    return holds_kind(marker->holds, marker->reader->name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void mark(Marker *marker, Finding *finding)
{
    marker->count = 0;
    marker->serial++;
    marker->holds = holds_of(finding);
    for (size_t r = 0; r < marker->reads.count; r++) {
        marker->reader = &marker->reads.readers[r];
        if (!concerns(marker, &finding->place))
            continue;
        for (size_t i = 0; i < finding->about_count; i++)
            hold_readers(marker, finding->about[i], true);
        if (finding->about)
            continue;
        if (finding->place.row)
            hold_readers(marker, finding->place.row, true);
        else
            hold_without_row(marker, &finding->place);
    }
    if (!marker->count)
        return;
    qsort(marker->labels, marker->count, sizeof *marker->labels, by_text);
    finding->held = arena_array_of(marker->findings->arena, marker->count, const char *);
    memcpy(finding->held, marker->labels, marker->count * sizeof *finding->held);
    finding->held_count = marker->count;
}

void held_mark(Findings *findings, const Record *record, const Catalogue *catalogue)
{
    Marker marker = {
        .findings = findings, .record = record, .arena = arena_new(), .scratch = arena_new()};
    reads_open(&marker.reads, record, catalogue, marker.arena);
    marker.walk.reads = &marker.reads;
    marker.desks = arena_array_of(marker.arena, marker.reads.count, Desk);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_ERROR && *holds_of(&findings->items[i]))
            mark(&marker, &findings->items[i]);
    free(marker.labels);
    walk_free(&marker.walk);
    arena_free(marker.scratch);
    arena_free(marker.arena);
}
