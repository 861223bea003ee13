#include "issue/situation.h"

#include "base/map.h"
#include "base/text.h"
#include "issue/subject.h"
#include "record/lookup.h"
#include "record/lots.h"
#include "record/messages.h"

#include <stdlib.h>
#include <string.h>

typedef struct Gathering {
    Situation *situation;
    Map *kinds;     /* name -> KindCount */
    Map *officers;  /* key, "" for nobody -> Officer */
    Map *documents; /* "protocole\nSEQ-1": those of the selection */
    Arena *scratch;
} Gathering;

/* --- kinds --------------------------------------------------------------- */

static void list_kinds(Gathering *gathering)
{
    Situation *situation = gathering->situation;
    const Issue *issue = situation->issue;
    situation->kinds = arena_array_of(issue->arena, issue->catalogue->count + 1, KindCount);
    for (size_t k = 0; k < issue->catalogue->count; k++) {
        const Kind *kind = &issue->catalogue->kinds[k];
        if (!selection_takes(&issue->selection, kind))
            continue;
        KindCount *count = &situation->kinds[situation->kind_count++];
        count->kind = kind;
        map_put(gathering->kinds, kind->name, count);
    }
}

static bool is_contract(const Document *document)
{
    return document->amendment ||
           (document->kind->scope == SCOPE_SEQUENCE && text_is(document->kind->name, contract_kind));
}

/* Issued, and what it says is what the tables say today; or signed. */
static Status is_produced(const Issue *issue, const Document *document, bool *produced,
                          Error *error)
{
    Issued issued = document->issued;
    bool known = document->settled;
    Status status = STATUS_OK;
    if (!known)
        status = registry_peek(issue->record->registry, document->kind->name,
                               document->subject.key, &issued, &known, error);
    *produced = known && *issued.sha256 && !issued.cancelled &&
                (document->settled || text_is(issued.terms_sha256, document->terms));
    return status;
}

static Status count_document(Gathering *gathering, size_t rank, Error *error)
{
    const Document *document = &gathering->situation->issue->documents[rank];
    bool *produced = &gathering->situation->produced[rank];
    KindCount *count = map_get(gathering->kinds, document->kind->name);
    map_put(gathering->documents,
            arena_printf(gathering->scratch, "%s\n%s", document->kind->name,
                         document->subject.key),
            count);
    if (*document->held_by) {
        count->held++;
        return STATUS_OK;
    }
    Status status = is_produced(gathering->situation->issue, document, produced, error);
    count->produced += *produced;
    count->to_make += !*produced;
    if (is_contract(document)) {
        count->signed_by_all += *produced && document->settled;
        count->to_sign += *produced && !document->settled && !document->issued.transcription;
    }
    return status;
}

static Status count_documents(Gathering *gathering, Error *error)
{
    const Issue *issue = gathering->situation->issue;
    Status status = STATUS_OK;
    gathering->situation->produced = arena_array_of(issue->arena, issue->count + 1, bool);
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++)
        status = count_document(gathering, i, error);
    return status;
}

static Status count_messages(Gathering *gathering, Error *error)
{
    MessagePlace *places;
    size_t count;
    Status status = messages_places(gathering->situation->issue->record->registry,
                                    gathering->scratch, &places, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        KindCount *kind = map_get(gathering->documents,
                                  arena_printf(gathering->scratch, "%s\n%s", places[i].kind,
                                               places[i].subject));
        if (!kind)
            continue;
        kind->ready += places[i].state == MESSAGE_TO_SEND;
        kind->sent += places[i].state == MESSAGE_SENT;
    }
    return status;
}

/* The sequence of "SEQ-1" or of the amendment "SEQ-1.a2"; NULL: there is none. */
static const Row *sequence_of(const Gathering *gathering, const char *key)
{
    const Term *term = gathering->situation->issue->record->term;
    const Row *row = term_find(term, T_SEQUENCES, key);
    const char *dot = strrchr(key, '.');
    if (row || !dot)
        return row;
    return term_find(term, T_SEQUENCES,
                     arena_slice(gathering->scratch, key, (size_t)(dot - key)));
}

static Status count_cancelled(Gathering *gathering, Error *error)
{
    const Issue *issue = gathering->situation->issue;
    Cancelled *cancelled;
    size_t count;
    Status status = lookup_cancelled(issue->record->registry, gathering->scratch, &cancelled,
                                     &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        KindCount *kind = map_get(gathering->kinds, cancelled[i].kind);
        const Subject subject = {SCOPE_SEQUENCE, sequence_of(gathering, cancelled[i].key), ""};
        const SubjectKeys keys = subject_keys(&subject);
        if (kind && keys_are_selected(&keys, &issue->selection))
            kind->cancelled++;
    }
    return status;
}

/* --- what is held back --------------------------------------------------- */

static int by_code(const void *a, const void *b)
{
    return strcmp(((const Hold *)a)->rule->code, ((const Hold *)b)->rule->code);
}

static Hold *hold_of(Situation *situation, const char *code)
{
    for (size_t i = 0; i < situation->hold_count; i++)
        if (text_is(situation->holds[i].rule->code, code))
            return &situation->holds[i];
    Hold *hold = &situation->holds[situation->hold_count++];
    *hold = (Hold){.rule = rule_find(code)};
    return hold;
}

static void count_holds(Gathering *gathering, const Document *document)
{
    for (const char *code = document->held_by; *code;) {
        size_t length = strcspn(code, ",");
        hold_of(gathering->situation, arena_slice(gathering->scratch, code, length))->count++;
        code += length + strspn(code + length, ", ");
    }
}

static void find_first(Situation *situation)
{
    const Findings *findings = situation->issue->findings;
    for (size_t i = findings->count; i-- > 0;)
        for (size_t h = 0; h < situation->hold_count; h++)
            if (findings->items[i].rule == situation->holds[h].rule && findings->items[i].held_count)
                situation->holds[h].first = &findings->items[i];
}

static void list_holds(Gathering *gathering)
{
    Situation *situation = gathering->situation;
    const Issue *issue = situation->issue;
    size_t rules;
    rule_table(&rules);
    situation->holds = arena_array_of(issue->arena, rules + 1, Hold);
    for (size_t i = 0; i < issue->count; i++)
        count_holds(gathering, &issue->documents[i]);
    find_first(situation);
    if (situation->hold_count)
        qsort(situation->holds, situation->hold_count, sizeof *situation->holds, by_code);
}

/* --- officers ------------------------------------------------------------ */

static Officer *officer_of(Gathering *gathering, const Row *row)
{
    Situation *situation = gathering->situation;
    const char *key = row ? row_key(row) : "";
    Officer *officer = map_get(gathering->officers, key);
    if (officer)
        return officer;
    officer = &situation->officers[situation->officer_count++];
    officer->row = row;
    map_put(gathering->officers, key, officer);
    return officer;
}

static void count_sequences(Gathering *gathering)
{
    const Issue *issue = gathering->situation->issue;
    const Table *table = &issue->record->term->tables[T_SEQUENCES];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        const Subject subject = {SCOPE_SEQUENCE, row, ""};
        const SubjectKeys keys = subject_keys(&subject);
        if (!row_is(row, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE) &&
            keys_are_selected(&keys, &issue->selection))
            officer_of(gathering, keys.responsable)->sequences++;
    }
}

static int by_key(const void *a, const void *b)
{
    const Row *x = ((const Officer *)a)->row, *y = ((const Officer *)b)->row;
    if (!x || !y)
        return !x - !y;
    return strcmp(row_key(x), row_key(y));
}

static void list_officers(Gathering *gathering)
{
    Situation *situation = gathering->situation;
    const Issue *issue = situation->issue;
    size_t most = issue->record->term->tables[T_PERSONNEL].row_count + 1;
    situation->officers = arena_array_of(issue->arena, most, Officer);
    count_sequences(gathering);
    for (size_t i = 0; i < situation->duty_count; i++) {
        const Duty *duty = &situation->duties[i];
        Officer *officer = officer_of(gathering, duty->responsable);
        bool late = duty_is_late(duty, situation->today);
        officer->to_sign += duty->kind == DUTY_SIGN || duty->kind == DUTY_AMEND;
        officer->late += late;
        officer->soon += !late && duty_is_soon(duty, situation->today);
    }
    for (size_t i = 0; i < issue->count; i++)
        if (*issue->documents[i].held_by)
            officer_of(gathering, subject_keys(&issue->documents[i].subject).responsable)->held++;
    if (situation->officer_count)
        qsort(situation->officers, situation->officer_count, sizeof *situation->officers, by_key);
}

/* A protocol that is held back is still to be signed, but not before its errors are mended. */
static void mark_held(Situation *situation)
{
    const Issue *issue = situation->issue;
    for (size_t i = 0; i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (!*document->held_by || !text_is(document->kind->name, contract_kind))
            continue;
        for (size_t d = 0; d < situation->duty_count; d++) {
            Duty *duty = &situation->duties[d];
            duty->held |= duty->kind == DUTY_SIGN && text_is(duty->key, document->subject.key);
        }
    }
}

/* --- the whole ----------------------------------------------------------- */

static Status count_lots(Gathering *gathering, Error *error)
{
    Situation *situation = gathering->situation;
    const Registry *registry = situation->issue->record->registry;
    LotEntry *entries;
    Lot *lots;
    size_t count = 0, lot_count = 0;
    Status status = lots_declared(registry, gathering->scratch, &entries, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        situation->declared += entries[i].nature != NATURE_ANNULATION;
    if (status == STATUS_OK)
        status = lots_list(registry, gathering->scratch, &lots, &lot_count, error);
    if (status == STATUS_OK && lot_count) {
        situation->last_lot = arena_string(situation->issue->arena, lots[lot_count - 1].number);
        situation->last_lot_on = lots[lot_count - 1].made_on;
    }
    return status;
}

static Status count_mail(Gathering *gathering, Error *error)
{
    Situation *situation = gathering->situation;
    const Registry *registry = situation->issue->record->registry;
    size_t counts[MESSAGE_STATE_COUNT] = {0};
    Status status = STATUS_OK;
    for (int s = 0; status == STATUS_OK && s < MESSAGE_STATE_COUNT; s++) {
        MessageRow *rows;
        status = messages_in_state(registry, (MessageState)s, gathering->scratch, &rows, &counts[s],
                                   error);
    }
    situation->messages_ready = counts[MESSAGE_TO_SEND];
    situation->messages_sent = counts[MESSAGE_SENT];
    situation->messages_refused = counts[MESSAGE_REFUSED];
    situation->messages_doubtful = counts[MESSAGE_UNCERTAIN] + counts[MESSAGE_SENDING];
    return status;
}

static Status gather(Gathering *gathering, Error *error)
{
    list_kinds(gathering);
    Status status = count_documents(gathering, error);
    if (status == STATUS_OK)
        status = count_messages(gathering, error);
    if (status == STATUS_OK)
        status = count_cancelled(gathering, error);
    if (status == STATUS_OK && gathering->situation->whole)
        status = count_lots(gathering, error);
    if (status == STATUS_OK && gathering->situation->whole)
        status = count_mail(gathering, error);
    if (status != STATUS_OK)
        return status;
    duties_gather(gathering->situation);
    mark_held(gathering->situation);
    list_holds(gathering);
    list_officers(gathering);
    return STATUS_OK;
}

Status situation_gather(Situation *situation, const Issue *issue, Error *error)
{
    *situation = (Situation){
        .issue = issue,
        .today = issue->record->today,
        .whole = selection_is_whole(&issue->selection),
        .last_lot = "",
        .last_lot_on = DATE_NONE,
    };
    Gathering gathering = {
        .situation = situation,
        .kinds = map_new(),
        .officers = map_new(),
        .documents = map_new(),
        .scratch = arena_new(),
    };
    Status status = gather(&gathering, error);
    map_free(gathering.kinds);
    map_free(gathering.officers);
    map_free(gathering.documents);
    arena_free(gathering.scratch);
    return status;
}
