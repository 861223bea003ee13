#include "record/refusal.h"

typedef struct Reader {
    const Record *record;
    Arena *arena;
    Refusals *refusals;
    size_t capacity;
} Reader;

static Status read_row(Reader *reader, const Row *row, Error *error)
{
    LotEntry *entries;
    size_t count;
    Refusals *refusals = reader->refusals;
    Status status = lots_named(reader->record->registry, row_text(row, DECLARATION_REFUS_NUMERO),
                               reader->arena, &entries, &count, error);
    if (status != STATUS_OK)
        return status;
    if (count == 0)
        refusals->unknown[refusals->unknown_count++] = row;
    for (size_t i = 0; i < count; i++) {
        refusals->items = vector_reserve(refusals->items, &reader->capacity, refusals->count + 1,
                                         sizeof *refusals->items);
        refusals->items[refusals->count++] = (Refusal){
            .row = row,
            .refused = {entries[i].lot, entries[i].sequence, row_text(row, DECLARATION_REFUS_CODE),
                        row_text(row, DECLARATION_REFUS_MESSAGE)},
            .last = entries[i].last,
        };
    }
    return STATUS_OK;
}

Status refusals_read(const Record *record, Arena *arena, Refusals *refusals, Error *error)
{
    const Table *table = &record->term->tables[T_DECLARATION_REFUS];
    *refusals = (Refusals){.unknown = arena_array_of(arena, table->row_count + 1, const Row *)};
    Reader reader = {record, arena, refusals, 0};
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < table->row_count; i++)
        if (row_value(&table->rows[i], DECLARATION_REFUS_NUMERO)->state == VALUE_GOOD)
            status = read_row(&reader, &table->rows[i], error);
    refusals->items =
        vector_settle(arena, refusals->items, refusals->count, sizeof *refusals->items);
    return status;
}

const LotRefusal *refusals_list(const Refusals *refusals, Arena *arena)
{
    LotRefusal *list = arena_array_of(arena, refusals->count + 1, LotRefusal);
    for (size_t i = 0; i < refusals->count; i++)
        list[i] = refusals->items[i].refused;
    return list;
}
