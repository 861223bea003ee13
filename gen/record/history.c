#include "record/history.h"

#include "record/database.h"

#include <string.h>

/* Reads each row of a query into an item of `size` bytes. */
typedef struct Reading {
    const char *sql;
    size_t size;
    void (*take)(const Query *query, Arena *arena, void *item);
} Reading;

static Status read_rows(const Registry *registry, const Reading *reading, Arena *arena,
                        void **items, size_t *count, Error *error)
{
    char *found = NULL;
    size_t capacity = 0;
    Query query;
    *count = 0;
    query_open(&query, registry_database(registry), reading->sql);
    while (query_next(&query)) {
        found = vector_reserve(found, &capacity, *count + 1, reading->size);
        memset(found + *count * reading->size, 0, reading->size);
        reading->take(&query, arena, found + (*count)++ * reading->size);
    }
    *items = vector_settle(arena, found, *count, reading->size);
    return query_close(&query, error);
}

static void take_paper(const Query *query, Arena *arena, void *item)
{
    *(HistoryPaper *)item = (HistoryPaper){
        .document = query_number(query, 1),
        .kind = query_text(query, 2, arena),
        .key = query_text(query, 3, arena),
        .number = query_text(query, 4, arena),
        .student = query_text(query, 5, arena),
        .revision = (int)query_number(query, 6),
        .issued_on = query_date(query, 7),
        .cancelled = query_is(query, 8, "annule"),
        .last = !query_is(query, 8, "remplace"),
        .sha256 = query_text(query, 9, arena),
        .pages = (int)query_number(query, 10),
        .agreed_end = query_date(query, 11),
    };
}

static void take_original(const Query *query, Arena *arena, void *item)
{
    *(HistoryOriginal *)item = (HistoryOriginal){
        .document = query_number(query, 1),
        .revision = (int)query_number(query, 2),
        .nature = query_is(query, 3, "emis") ? ORIGINAL_ISSUED : ORIGINAL_SCAN,
        .sha256 = query_text(query, 4, arena),
        .kept_on = query_date(query, 5),
    };
}

static void take_signature(const Query *query, Arena *arena, void *item)
{
    (void)arena;
    HistorySignature *signature = item;
    *signature = (HistorySignature){.document = query_number(query, 1),
                                    .revision = (int)query_number(query, 3),
                                    .signed_on = query_date(query, 4)};
    for (int s = 0; s < SIGNATORY_COUNT; s++)
        if (query_is(query, 2, signatory_code((Signatory)s)))
            signature->signatory = (Signatory)s;
}

static void take_event(const Query *query, Arena *arena, void *item)
{
    Event *event = item;
    *event = (Event){.day = query_date(query, 1),
                     .kind = query_text(query, 3, arena),
                     .key = query_text(query, 4, arena),
                     .number = query_text(query, 5, arena),
                     .revision = (int)query_number(query, 6),
                     .detail = query_text(query, 7, arena)};
    for (int n = 0; n < EVENT_NATURE_COUNT; n++)
        if (query_is(query, 2, event_code((EventNature)n)))
            event->nature = (EventNature)n;
}

static void take_sequence(const Query *query, Arena *arena, void *item)
{
    *(HistorySequence *)item =
        (HistorySequence){query_text(query, 1, arena), query_text(query, 2, arena)};
}

static const Reading papers = {
    "SELECT d.id, d.genre, d.cle, d.numero, d.eleve, r.revision, r.emis_le, r.etat, r.sha256,"
    " r.pages, (SELECT max(t.valeur) FROM termes t WHERE t.document = d.id AND"
    "  t.revision = r.revision AND t.nom = 'fin' AND t.valeur = date(t.valeur))"
    " FROM documents d JOIN revisions r ON r.document = d.id ORDER BY d.genre, d.cle, r.revision",
    sizeof(HistoryPaper), take_paper};
static const Reading originals = {
    "SELECT document, revision, nature, sha256, garde_le FROM originaux"
    " ORDER BY document, revision, nature, garde_le, sha256",
    sizeof(HistoryOriginal), take_original};
static const Reading signatures = {"SELECT document, partie, revision, signe_le FROM signatures"
                                   " ORDER BY document, signe_le, partie",
                                   sizeof(HistorySignature), take_signature};
static const Reading events = {
    "SELECT jour, nature, genre, cle, numero, revision, detail FROM evenements ORDER BY id",
    sizeof(Event), take_event};
static const Reading sequences = {"SELECT cle, eleve FROM sequences ORDER BY cle",
                                  sizeof(HistorySequence), take_sequence};

Status history_read(History *history, const Registry *registry, Arena *arena, Error *error)
{
    void *items;
    *history = (History){0};
    Status status = read_rows(registry, &papers, arena, &items, &history->paper_count, error);
    history->papers = items;
    if (status == STATUS_OK)
        status = read_rows(registry, &originals, arena, &items, &history->original_count, error);
    history->originals = items;
    if (status == STATUS_OK)
        status = read_rows(registry, &signatures, arena, &items, &history->signature_count, error);
    history->signatures = items;
    if (status == STATUS_OK)
        status = read_rows(registry, &events, arena, &items, &history->event_count, error);
    history->events = items;
    if (status == STATUS_OK)
        status = read_rows(registry, &sequences, arena, &items, &history->sequence_count, error);
    history->sequences = items;
    return status;
}
