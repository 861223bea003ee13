#include "record/contract.h"

#include "base/map.h"
#include "base/text.h"
#include "record/amendment.h"
#include "record/documents.h"
#include "record/wanted.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

const char contract_kind[] = "protocole", amendment_kind[] = "avenant";

struct Contracts {
    const Contract **of; /* by rank of the sequence; NULL: none */
    const Row **rows;    /* as they stand; NULL: as in the file */
};

typedef struct Issuance { /* the amendments of a sequence that the registry knows */
    IssuedAmendment *items;
    size_t count, capacity;
} Issuance;

typedef struct Reader {
    Record *record;
    Arena *arena;
    Map *terms;      /* "SEQ-1\n2" -> TermList, of contracts */
    Map *amendments; /* "SEQ-1" -> Issuance */
    Table *standing; /* sequences.csv with room for every column */
    Contracts *contracts;
} Reader;

/* --- choosing a revision ------------------------------------------------- */

static const Revision *named_revision(const Row *sequence, const Revision *all, size_t count)
{
    Number wanted = row_number(sequence, SEQUENCES_PROTOCOLE_REVISION_SIGNEE, 0);
    for (size_t i = 0; i < count; i++)
        if (all[i].revision * (Number)NUMBER_ONE == wanted)
            return &all[i];
    return NULL;
}

/* A protocol that was signed before its first issue stands on that one, unless it is a
 * transcription, which followed the tables until this registry kept terms. */
static const Revision *signed_revision(const Row *sequence, const Revision *all, size_t count)
{
    const Revision *named = named_revision(sequence, all, count), *last = &all[count - 1];
    if (named || last->transcription)
        return named ? named : last;
    Date first = record_first_signature(sequence);
    const Revision *found = &all[0];
    for (size_t i = 0; i < count; i++)
        if (all[i].issued_on <= first)
            found = &all[i];
    return found;
}

static Contract contract_of(const Row *sequence, const Revision *all, size_t count)
{
    Date signed_on = record_signed_on(sequence);
    const Revision *last = &all[count - 1];
    const Revision *stands = signed_on == DATE_NONE ? last : signed_revision(sequence, all, count);
    const Revision *before = stands > all ? stands - 1 : NULL;
    return (Contract){
        .number = stands->number,
        .previous_revision = before ? before->revision : 0,
        .previous_issued_on = before ? before->issued_on : DATE_NONE,
        .sha256 = stands->sha256,
        .pages = stands->pages,
        .revision = stands->revision,
        .last_revision = last->revision,
        .issued_on = stands->issued_on,
        .terms_sha256 = stands->terms_sha256,
        .transcription = stands->transcription,
        .cancelled = last->cancelled,
        .first_signature = record_first_signature(sequence),
        .signed_on = signed_on,
    };
}

/* --- the row as it stands ------------------------------------------------ */

/* A copy of the table whose rows have a value for every column, the file's own or not. */
static Table *standing_table(const Table *table, Arena *arena)
{
    Table *standing = arena_new_of(arena, Table);
    *standing = *table;
    int16_t *slot = arena_array_of(arena, SEQUENCES_COLUMNS, int16_t);
    for (int16_t c = 0; c < SEQUENCES_COLUMNS; c++)
        slot[c] = c;
    standing->slot = slot;
    return standing;
}

static Row *standing_row(const Reader *reader, const Row *row)
{
    Row *standing = arena_new_of(reader->arena, Row);
    *standing = *row;
    standing->table = reader->standing;
    standing->values = arena_array_of(reader->arena, SEQUENCES_COLUMNS, Value);
    for (int c = 0; c < SEQUENCES_COLUMNS; c++)
        standing->values[c] = *row_value(row, c);
    return standing;
}

/* False: what was agreed cannot be a value of the tables any more (a person taken out). */
static bool read_agreed(const Reader *reader, int column, const char *text, Value *value)
{
    const ColumnSchema *schema = schema_column(T_SEQUENCES, column);
    ValueFault fault;
    *value = (Value){.text = text, .state = VALUE_EMPTY};
    if (*text == '\0')
        return true;
    if (!value_parse(schema, text, reader->arena, value, &fault))
        return false;
    if (schema->type == TYPE_LINK)
        value->link = term_find(reader->record->term, schema->target, text);
    value->state = VALUE_GOOD;
    return schema->type != TYPE_LINK || value->link;
}

/* Lists stay the tables' own: their rows carry what was done as well as what was agreed. */
static void stand(Reader *reader, const Row *row, const TermValue *terms, size_t count)
{
    Row *standing = NULL;
    for (size_t i = 0; i < count; i++) {
        TermName name = term_name(terms[i].name);
        if (name.table != T_SEQUENCES || name.link >= 0)
            continue;
        const char *now = wanted_value(reader->record->term, row, &name, reader->arena);
        Value agreed;
        if ((now && text_is(now, terms[i].value)) ||
            !read_agreed(reader, name.column, terms[i].value, &agreed))
            continue;
        if (!standing)
            standing = standing_row(reader, row);
        agreed.line = row_value(row, name.column)->line;
        standing->values[name.column] = agreed;
    }
    reader->contracts->rows[row->index] = standing;
}

/* --- reading ------------------------------------------------------------- */

static void settle(Reader *reader, const Row *row, Contract *contract, const TermList *terms)
{
    static const Issuance none = {0};
    const Issuance *issued = map_get(reader->amendments, row_key(row));
    if (!issued)
        issued = &none;
    Settlement settlement = {
        .term = reader->record->term,
        .sequence = row,
        .today = reader->record->today,
        .arena = reader->arena,
        .signed_terms = terms,
        .issued = issued->items,
        .issued_count = issued->count,
    };
    amendments_settle(&settlement);
    contract->amendments = settlement.amendments;
    contract->amendment_count = settlement.amendment_count;
    contract->withdrawn = settlement.withdrawn;
    stand(reader, row, settlement.in_force, terms->count);
}

static void read_contract(Reader *reader, const Row *row, const Revision *all, size_t count)
{
    Contract *contract = arena_new_of(reader->arena, Contract);
    *contract = contract_of(row, all, count);
    reader->contracts->of[row->index] = contract;
    const TermList *terms = map_get(
        reader->terms, arena_printf(reader->arena, "%s\n%d", row_key(row), contract->revision));
    contract->terms_known = terms != NULL;
    if (terms && contract->signed_on != DATE_NONE)
        settle(reader, row, contract, terms);
}

static Status read_contracts(Reader *reader, Error *error)
{
    Revision *revisions;
    size_t count;
    Status status = registry_revisions(reader->record->registry, contract_kind, reader->arena,
                                       &revisions, &count, error);
    for (size_t i = 0, end; status == STATUS_OK && i < count; i = end) {
        for (end = i + 1; end < count && text_is(revisions[end].key, revisions[i].key);)
            end++;
        const Row *row = term_find(reader->record->term, T_SEQUENCES, revisions[i].key);
        if (row)
            read_contract(reader, row, &revisions[i], end - i);
    }
    return status;
}

static Status read_terms(Reader *reader, Error *error)
{
    TermList *lists;
    size_t count;
    Status status =
        terms_list(reader->record->registry, contract_kind, reader->arena, &lists, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_put(reader->terms,
                arena_printf(reader->arena, "%s\n%d", lists[i].key, lists[i].revision), &lists[i]);
    return status;
}

static int by_rank(const void *a, const void *b)
{
    return ((const IssuedAmendment *)a)->rank - ((const IssuedAmendment *)b)->rank;
}

static void sort_issuance(const char *key, void *value, void *context)
{
    (void)key;
    (void)context;
    Issuance *issuance = value;
    qsort(issuance->items, issuance->count, sizeof *issuance->items, by_rank);
}

static void add_issued(Reader *reader, const Revision *revision, const TermList *terms)
{
    const char *sequence;
    int rank;
    if (!amendment_split(revision->key, reader->arena, &sequence, &rank))
        return;
    Issuance *issuance = map_get(reader->amendments, sequence);
    if (!issuance) {
        issuance = arena_new_of(reader->arena, Issuance);
        map_put(reader->amendments, sequence, issuance);
    }
    if (issuance->count == issuance->capacity) {
        issuance->capacity = issuance->capacity ? 2 * issuance->capacity : 4;
        IssuedAmendment *items = arena_array_of(reader->arena, issuance->capacity, IssuedAmendment);
        if (issuance->count)
            memcpy(items, issuance->items, issuance->count * sizeof *items);
        issuance->items = items;
    }
    issuance->items[issuance->count++] = (IssuedAmendment){rank, revision->key, terms};
}

/* The last revision of each, with its terms. */
static Status read_amendments(Reader *reader, Error *error)
{
    Revision *revisions;
    TermList *lists;
    size_t count, list_count, l = 0;
    const Registry *registry = reader->record->registry;
    Status status =
        registry_revisions(registry, amendment_kind, reader->arena, &revisions, &count, error);
    if (status == STATUS_OK)
        status = terms_list(registry, amendment_kind, reader->arena, &lists, &list_count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (i + 1 < count && text_is(revisions[i + 1].key, revisions[i].key))
            continue;
        while (l < list_count && (strcmp(lists[l].key, revisions[i].key) < 0 ||
                                  (text_is(lists[l].key, revisions[i].key) &&
                                   lists[l].revision < revisions[i].revision)))
            l++;
        bool has = l < list_count && text_is(lists[l].key, revisions[i].key);
        add_issued(reader, &revisions[i], has ? &lists[l] : NULL);
    }
    map_each(reader->amendments, sort_issuance, NULL);
    return status;
}

Status contracts_read(Record *record, Arena *arena, Error *error)
{
    const Table *table = &record->term->tables[T_SEQUENCES];
    Contracts *contracts = arena_new_of(arena, Contracts);
    contracts->of = arena_array_of(arena, table->row_count + 1, const Contract *);
    contracts->rows = arena_array_of(arena, table->row_count + 1, const Row *);
    Reader reader = {.record = record,
                     .arena = arena,
                     .terms = map_new(),
                     .amendments = map_new(),
                     .standing = standing_table(table, arena),
                     .contracts = contracts};
    record->contracts = NULL;
    Status status = read_terms(&reader, error);
    if (status == STATUS_OK)
        status = read_amendments(&reader, error);
    if (status == STATUS_OK)
        status = read_contracts(&reader, error);
    if (status == STATUS_OK)
        record->contracts = contracts;
    map_free(reader.terms);
    map_free(reader.amendments);
    return status;
}

/* --- asking -------------------------------------------------------------- */

const Contract *record_contract(const Record *record, const Row *sequence)
{
    return record->contracts && sequence ? record->contracts->of[sequence->index] : NULL;
}

const Amendment *contract_proposal(const Contract *contract)
{
    if (!contract || contract->amendment_count == 0)
        return NULL;
    const Amendment *last = &contract->amendments[contract->amendment_count - 1];
    return last->state == AMENDMENT_PROPOSED ? last : NULL;
}

const Row *contracts_row(const Contracts *contracts, const Row *sequence)
{
    const Row *standing = contracts->rows[sequence->index];
    return standing ? standing : sequence;
}
