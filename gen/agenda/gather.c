#include "agenda/gather.h"

#include "base/map.h"
#include "base/text.h"
#include "issue/subject.h"

#include <stdlib.h>
#include <string.h>

/* Held back by what holds back the schedules of visits. */
static const char *reader_words[] = {"eleve",       "entreprise", "evaluations",  "integrations",
                                     "responsable", "sequence",   "superviseur", "visites"};
const Reader gathering_reader = {
    .name = "horaire-visites",
    .scope = SCOPE_RESPONSABLE,
    .words = reader_words,
    .word_count = sizeof reader_words / sizeof *reader_words,
};

Lang gathering_lang(const Record *record, const Row *owner)
{
    int lang = owner->table->id == T_ENTREPRISES ? row_choice(owner, ENTREPRISES_LANGUE) : -1;
    if (lang < 0)
        lang = config_choice(record->config, CONFIG_ETABLISSEMENT_LANGUE);
    return lang == LANGUE_EN ? LANG_EN : LANG_FR;
}

const char *gathering_owner(const Row *owner, Arena *arena)
{
    return arena_printf(arena, "%s.%s",
                        owner->table->id == T_ENTREPRISES ? "entreprise" : "responsable",
                        row_key(owner));
}

static bool is_hidden(const Gathering *gathering, const Row *row)
{
    Sieve sieve = {gathering->faults, &gathering_reader, NULL};
    return sieve_hides(&sieve, row);
}

static Entry *add_entry(Gathering *gathering, const Row *owner, const Row *row,
                        const Row *sequence)
{
    gathering->entries = vector_reserve(gathering->entries, &gathering->capacity,
                                        gathering->count + 1, sizeof *gathering->entries);
    Entry *entry = &gathering->entries[gathering->count++];
    *entry = (Entry){.owner = owner, .row = row, .sequence = sequence};
    return entry;
}

/* `named`: the row has a key of its own, or a sequence that gives it one. */
static void add_hidden(Gathering *gathering, const Row *owner, const Row *row, AppointmentKind kind,
                       const char *key, bool named)
{
    Entry *entry = add_entry(gathering, owner, row, NULL);
    entry->hidden = true;
    entry->appointment.key = words_key(kind, key, gathering->arena);
    gathering->unsure[kind] |= !named;
}

/* -1 when none is given; false when it cannot be read. */
static bool hour_of(const Row *row, int column, int *minutes)
{
    const Value *value = row_value(row, column);
    *minutes = value->state == VALUE_GOOD ? value->minutes : -1;
    return value->state != VALUE_BAD;
}

/* --- visits ---------------------------------------------------------------- */

/* Who makes it; false when the tables say somebody who cannot be found. */
static bool visitor_of(const Row *row, const Row *sequence, const Row **person)
{
    bool own = row_value(row, VISITES_RESPONSABLE)->state != VALUE_EMPTY;
    const Row *from = own ? row : sequence;
    int column = own ? VISITES_RESPONSABLE : SEQUENCES_RESPONSABLE;
    *person = row_link(from, column);
    return *person || row_value(from, column)->state == VALUE_EMPTY;
}

static Status add_visit(Gathering *gathering, const Visit *visit, const Row *owner, const Row *row,
                        Error *error)
{
    Lang lang = gathering_lang(gathering->record, owner);
    Audience audience = owner->table->id == T_ENTREPRISES ? AUDIENCE_COMPANY : AUDIENCE_STAFF;
    Entry *entry = add_entry(gathering, owner, row, visit->sequence);
    return words_visit(&gathering->words, visit, audience, lang, &entry->appointment, error);
}

static Status take_visit(Gathering *gathering, const Subject *subject, Error *error)
{
    const Row *row = subject->row, *sequence = row_link(row, VISITES_SEQUENCE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    Visit visit = {
        .key = subject->key,
        .sequence = sequence,
        .day = row_date(row, VISITES_DATE),
        .type = row_choice(row, VISITES_TYPE),
        .mode = row_choice(row, VISITES_MODE),
        .status = row_choice(row, VISITES_STATUT),
    };
    bool known = visitor_of(row, sequence, &visit.responsable) && company &&
                 row_link(sequence, SEQUENCES_ELEVE) && visit.day != DATE_NONE &&
                 visit.status >= 0;
    if (!hour_of(row, VISITES_HEURE, &visit.minutes) || !known || is_hidden(gathering, row)) {
        bool past = visit.day != DATE_NONE && visit.day < gathering->first;
        add_hidden(gathering, past ? NULL : visit.responsable, row, APPOINTMENT_VISIT, visit.key,
                   row_has(row, VISITES_ID) || sequence);
        return STATUS_OK;
    }
    if (visit.day < gathering->first)
        return STATUS_OK;
    Status status = add_visit(gathering, &visit, company, row, error);
    if (status == STATUS_OK && visit.responsable)
        status = add_visit(gathering, &visit, visit.responsable, row, error);
    return status;
}

static Status gather_visits(Gathering *gathering, Error *error)
{
    size_t count;
    Subject *subjects = subjects_of(gathering->record, SCOPE_VISITE, gathering->arena, &count);
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = take_visit(gathering, &subjects[i], error);
    return status;
}

/* --- evaluations and meetings ---------------------------------------------- */

/* The columns of a table whose rows belong to a sequence and have a day. */
typedef struct Dated {
    int table, id, sequence, date;
    char letter; /* of the keys that are made up */
} Dated;

static const Dated evaluations = {T_EVALUATIONS, EVALUATIONS_ID, EVALUATIONS_SEQUENCE,
                                  EVALUATIONS_DATE_PREVUE, 'e'};
static const Dated meetings = {T_INTEGRATIONS, INTEGRATIONS_ID, INTEGRATIONS_SEQUENCE,
                               INTEGRATIONS_DATE, 'r'};

/* Without an identifier, a row is known by its sequence and its rank by date. */
static const char *plain_key(const Gathering *gathering, const Dated *dated, const Row *row)
{
    if (row_has(row, dated->id))
        return row_text(row, dated->id);
    const Row *sequence = row_link(row, dated->sequence);
    if (!sequence)
        return row_key(row);
    RowSpan span = term_children(gathering->record->term, dated->table, dated->sequence, sequence);
    size_t rank = 1;
    for (size_t i = 0; i < span.count; i++) {
        Date day = row_date(span.rows[i], dated->date), own = row_date(row, dated->date);
        rank += day < own || (day == own && span.rows[i]->index < row->index);
    }
    return arena_printf(gathering->arena, "%s.%c%zu", row_key(sequence), dated->letter, rank);
}

/* Never twice the same, though two rows bear one `id`. */
static const char *key_of(const Gathering *gathering, const Dated *dated, const Row *row, Map *taken)
{
    const char *plain = plain_key(gathering, dated, row), *key = plain;
    for (int n = 2; !map_put(taken, key, taken); n++)
        key = arena_printf(gathering->arena, "%s.%d", plain, n);
    return key;
}

/* Who goes with the sequence; NULL when nobody is named. */
static const Row *guide_of(const Row *sequence)
{
    return row_link(sequence, SEQUENCES_RESPONSABLE);
}

static bool can_be_told(const Gathering *gathering, const Row *row, const Row *sequence, Date day)
{
    return day != DATE_NONE && row_link(sequence, SEQUENCES_ELEVE) &&
           row_link(sequence, SEQUENCES_ENTREPRISE) && !is_hidden(gathering, row) &&
           !is_hidden(gathering, sequence);
}

static Status gather_evaluations(Gathering *gathering, Error *error)
{
    const Table *table = &gathering->record->term->tables[T_EVALUATIONS];
    Map *taken = map_new();
    Status status = STATUS_OK;
    for (size_t i = 0; i < table->row_count && status == STATUS_OK; i++) {
        const Row *row = &table->rows[i], *sequence = row_link(row, EVALUATIONS_SEQUENCE);
        const char *key = key_of(gathering, &evaluations, row, taken);
        Date day = row_date(row, EVALUATIONS_DATE_PREVUE);
        const Row *owner = guide_of(sequence);
        bool told = can_be_told(gathering, row, sequence, day);
        if (!told || (!owner && row_value(sequence, SEQUENCES_RESPONSABLE)->state != VALUE_EMPTY)) {
            add_hidden(gathering, owner, row, APPOINTMENT_EVALUATION, key,
                       row_has(row, EVALUATIONS_ID) || sequence);
        } else if (owner && day >= gathering->first) {
            Entry *entry = add_entry(gathering, owner, row, sequence);
            status = words_evaluation(&gathering->words, key, sequence,
                                      row_choice(row, EVALUATIONS_TYPE), day,
                                      gathering_lang(gathering->record, owner),
                                      &entry->appointment, error);
        }
    }
    map_free(taken);
    return status;
}

/* A row of integrations.csv; those of one person, day, hour and place are one meeting. */
typedef struct Coming {
    const Row *owner, *row, *sequence;
    Date day;
    int minutes;
    const char *place, *key;
    bool hidden, off; /* off: the sequence is cancelled */
} Coming;

static int by_meeting(const void *left, const void *right)
{
    const Coming *a = left, *b = right;
    if (a->owner != b->owner)
        return strcmp(row_key(a->owner), row_key(b->owner));
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->minutes != b->minutes)
        return a->minutes < b->minutes ? -1 : 1;
    int order = strcmp(a->place, b->place);
    return order ? order : strcmp(a->key, b->key);
}

static bool is_same_meeting(const Coming *a, const Coming *b)
{
    return a->owner == b->owner && a->day == b->day && a->minutes == b->minutes &&
           text_is(a->place, b->place);
}

static size_t list_coming(Gathering *gathering, Coming *coming)
{
    const Table *table = &gathering->record->term->tables[T_INTEGRATIONS];
    Map *taken = map_new();
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i], *sequence = row_link(row, INTEGRATIONS_SEQUENCE);
        Coming one = {.owner = guide_of(sequence),
                      .row = row,
                      .sequence = sequence,
                      .day = row_date(row, INTEGRATIONS_DATE),
                      .place = row_text(row, INTEGRATIONS_LIEU),
                      .key = key_of(gathering, &meetings, row, taken),
                      .off = row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE)};
        bool hour = hour_of(row, INTEGRATIONS_HEURE, &one.minutes);
        bool lost = !hour || one.day == DATE_NONE ||
                    (!one.owner && row_value(sequence, SEQUENCES_RESPONSABLE)->state != VALUE_EMPTY);
        one.hidden = !can_be_told(gathering, row, sequence, one.day);
        if (!sequence || lost) {
            add_hidden(gathering, one.owner, row, APPOINTMENT_MEETING, one.key,
                       row_has(row, INTEGRATIONS_ID) || sequence);
        } else if (one.owner && one.day >= gathering->first) {
            coming[count++] = one;
        }
    }
    map_free(taken);
    return count;
}

/* Of the first row by key, hidden or not, so that the meeting keeps its name when a row of it is
 * corrected. */
static Status add_meeting(Gathering *gathering, const Coming *coming, size_t count, Error *error)
{
    const Row **sequences = arena_array_of(gathering->arena, count, const Row *);
    Meeting meeting = {coming->key, coming->sequence, coming->day, coming->minutes, coming->place, sequences, 0};
    bool hidden = false;
    for (size_t i = 0; i < count; i++) {
        hidden |= coming[i].hidden;
        if (!coming[i].hidden && !coming[i].off)
            sequences[meeting.count++] = coming[i].sequence;
    }
    if (meeting.count == 0 && hidden) {
        add_hidden(gathering, coming->owner, coming->row, APPOINTMENT_MEETING, meeting.key, true);
        return STATUS_OK;
    }
    Entry *entry = add_entry(gathering, coming->owner, coming->row, coming->sequence);
    return words_meeting(&gathering->words, &meeting,
                         gathering_lang(gathering->record, coming->owner), &entry->appointment,
                         error);
}

static Status gather_meetings(Gathering *gathering, Error *error)
{
    size_t most = gathering->record->term->tables[T_INTEGRATIONS].row_count;
    Coming *coming = arena_array_of(gathering->arena, most + 1, Coming);
    size_t count = list_coming(gathering, coming);
    Status status = STATUS_OK;
    if (count)
        qsort(coming, count, sizeof *coming, by_meeting);
    for (size_t i = 0, end; i < count && status == STATUS_OK; i = end) {
        for (end = i + 1; end < count && is_same_meeting(&coming[i], &coming[end]);)
            end++;
        status = add_meeting(gathering, &coming[i], end - i, error);
    }
    return status;
}

/* --- all of them ------------------------------------------------------------ */

static int by_owner(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    if (a->owner != b->owner) {
        if (!a->owner || !b->owner)
            return a->owner ? 1 : -1;
        if (a->owner->table != b->owner->table)
            return a->owner->table->id < b->owner->table->id ? -1 : 1;
        int order = strcmp(row_key(a->owner), row_key(b->owner));
        if (order)
            return order;
    }
    return appointment_order(&a->appointment, &b->appointment);
}

/* A table of which a row was not read, or that is not there: an appointment may be in it. */
static bool lacks_rows(const Term *term, int table)
{
    return !term->tables[table].present || term->tables[table].broken_count;
}

static Findings findings_of_data(const Findings *all, Arena *arena)
{
    Findings kept = *all;
    kept.items = arena_array_of(arena, all->count + 1, Finding);
    kept.count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!text_is(all->items[i].rule->code, "caractere-non-imprimable"))
            kept.items[kept.count++] = all->items[i];
    return kept;
}

Status gathering_open(Gathering *gathering, const Issue *issue, Arena *arena, Error *error)
{
    const Record *record = issue->record;
    *gathering = (Gathering){.arena = arena,
                             .record = record,
                             .findings = findings_of_data(issue->findings, arena),
                             .first = config_date(record->config, CONFIG_PERIODE_DEBUT),
                             .unsure = {
                                 [APPOINTMENT_VISIT] = lacks_rows(record->term, T_VISITES),
                                 [APPOINTMENT_EVALUATION] = lacks_rows(record->term, T_EVALUATIONS),
                                 [APPOINTMENT_MEETING] = lacks_rows(record->term, T_INTEGRATIONS),
                             }};
    reads_open(&gathering->reads, record, issue->catalogue, arena);
    gathering->faults = faults_new(&gathering->reads, &gathering->findings);
    Status status = words_open(&gathering->words, record, arena, error);
    if (status == STATUS_OK)
        status = gather_visits(gathering, error);
    if (status == STATUS_OK)
        status = gather_evaluations(gathering, error);
    if (status == STATUS_OK)
        status = gather_meetings(gathering, error);
    if (gathering->count)
        qsort(gathering->entries, gathering->count, sizeof *gathering->entries, by_owner);
    return status;
}

void gathering_free(Gathering *gathering)
{
    free(gathering->entries);
    words_close(&gathering->words);
    faults_free(gathering->faults);
    *gathering = (Gathering){0};
}
