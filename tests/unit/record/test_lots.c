/* Lots in the registry: what goes in comes out, the last entry of a sequence wins,
 * nothing is changed once it is in. */
#include "suite.h"

#include "read/scratch.h"
#include "record/lots.h"

#include <string.h>

static Arena *arena;
static Registry *registry;
static Scratch scratch;
static Error error;

static void open_registry(void)
{
    char folder[128];
    arena = arena_new();
    scratch = scratch_open();
    snprintf(folder, sizeof folder, "%s/registre", scratch.folder);
    ck_assert_msg(registry_open(&registry, folder, false, &error) == STATUS_OK, "%s", error.what);
}

static void close_registry(void)
{
    registry_close(registry);
    scratch_close(&scratch);
    arena_free(arena);
}

#define DIGEST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static Status add(const char *number, int rank, const LotFile *files, size_t file_count,
                  const LotEntry *entries, size_t entry_count)
{
    Lot lot = {.number = number, .school_year = "2026-2027", .rank = rank,
               .made_on = date_of(2026, 11, 20), .layout = "local-csv", .layout_sha256 = DIGEST,
               .files = files, .file_count = file_count, .entries = entries,
               .entry_count = entry_count};
    Status status = registry_begin(registry, &error);
    if (status == STATUS_OK)
        status = lots_add(registry, &lot, &error);
    if (status == STATUS_OK)
        return registry_commit(registry, &error);
    registry_rollback(registry);
    return status;
}

START_TEST(test_empty_registry)
{
    Lot *lots;
    LotEntry *entries;
    size_t count;
    int rank;
    open_registry();
    ck_assert_int_eq(lots_next_rank(registry, "2026-2027", &rank, &error), STATUS_OK);
    ck_assert_int_eq(rank, 1);
    ck_assert_int_eq(lots_list(registry, arena, &lots, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(lots_declared(NULL, arena, &entries, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 0); /* no registry yet: nothing was declared */
    close_registry();
}
END_TEST

START_TEST(test_bytes_come_back)
{
    static const char bytes[] = "a\0b\xE9\r\n";
    LotFile files[] = {{"z.csv", bytes, 6}, {"rapport.txt", "", 0}};
    Lot *lots;
    size_t count;
    open_registry();
    ck_assert_int_eq(add("ATE-1", 1, files, 2, NULL, 0), STATUS_OK);
    ck_assert_int_eq(lots_list(registry, arena, &lots, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(lots[0].number, "ATE-1");
    ck_assert_str_eq(lots[0].layout_sha256, DIGEST);
    ck_assert_int_eq(lots[0].made_on, date_of(2026, 11, 20));
    ck_assert_uint_eq(lots[0].file_count, 2);
    ck_assert_str_eq(lots[0].files[0].name, "rapport.txt");
    ck_assert_uint_eq(lots[0].files[0].length, 0);
    ck_assert_uint_eq(lots[0].files[1].length, 6);
    ck_assert_mem_eq(lots[0].files[1].bytes, bytes, 6);
    close_registry();
}
END_TEST

START_TEST(test_last_entry_wins)
{
    LotValue old[] = {{"heures", "100"}, {"nom", "Côté"}};
    LotValue new[] = {{"heures", "120.5"}};
    LotEntry first[] = {{.sequence = "SEQ-2", .nature = NATURE_AJOUT, .values = old, .value_count = 2}, {.sequence = "SEQ-1", .nature = NATURE_AJOUT, .values = old, .value_count = 2}};
    LotEntry second[] = {{.sequence = "SEQ-2", .nature = NATURE_MODIFICATION, .values = new, .value_count = 1}};
    LotEntry third[] = {{.sequence = "SEQ-1", .nature = NATURE_ANNULATION}};
    LotEntry *entries;
    size_t count;
    int rank;
    open_registry();
    ck_assert_int_eq(add("ATE-1", 1, NULL, 0, first, 2), STATUS_OK);
    ck_assert_int_eq(add("ATE-2", 2, NULL, 0, second, 1), STATUS_OK);
    ck_assert_int_eq(add("ATE-3", 3, NULL, 0, third, 1), STATUS_OK);
    ck_assert_int_eq(lots_declared(registry, arena, &entries, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(entries[0].sequence, "SEQ-1");
    ck_assert_int_eq(entries[0].nature, NATURE_ANNULATION);
    ck_assert_uint_eq(entries[0].value_count, 0);
    ck_assert_str_eq(entries[1].sequence, "SEQ-2");
    ck_assert_int_eq(entries[1].nature, NATURE_MODIFICATION);
    ck_assert_str_eq(entries[1].lot, "ATE-2");
    ck_assert_uint_eq(entries[1].value_count, 1);
    ck_assert_str_eq(entries[1].values[0].field, "heures");
    ck_assert_str_eq(entries[1].values[0].value, "120.5");
    ck_assert_int_eq(lots_next_rank(registry, "2026-2027", &rank, &error), STATUS_OK);
    ck_assert_int_eq(rank, 4);
    ck_assert_int_eq(lots_next_rank(registry, "2027-2028", &rank, &error), STATUS_OK);
    ck_assert_int_eq(rank, 1);
    close_registry();
}
END_TEST

START_TEST(test_a_number_is_used_once)
{
    LotEntry twice[] = {{.sequence = "SEQ-1", .nature = NATURE_AJOUT}, {.sequence = "SEQ-1", .nature = NATURE_AJOUT}};
    Lot *lots;
    size_t count;
    open_registry();
    ck_assert_int_eq(add("ATE-1", 1, NULL, 0, twice, 1), STATUS_OK);
    ck_assert_int_eq(add("ATE-1", 2, NULL, 0, twice, 1), STATUS_SYSTEM);
    ck_assert_int_eq(add("ATE-2", 1, NULL, 0, twice, 1), STATUS_SYSTEM);
    ck_assert_int_eq(add("ATE-2", 2, NULL, 0, twice, 2), STATUS_SYSTEM);
    ck_assert_int_eq(lots_list(registry, arena, &lots, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 1); /* nothing of what failed is left */
    close_registry();
}
END_TEST

START_TEST(test_what_comes_back_names_a_record_a_lot_or_a_sequence)
{
    LotEntry first[] = {{.sequence = "SEQ-1", .nature = NATURE_AJOUT},
                        {.sequence = "SEQ-2", .nature = NATURE_AJOUT}};
    LotEntry second[] = {{.sequence = "SEQ-2", .nature = NATURE_MODIFICATION}};
    static const struct {
        const char *number;
        size_t count;
        const char *lot, *sequence; /* of the last one */
        int rank;
        bool last;
    } cases[] = {
        {"ATE-1-0002", 1, "ATE-1", "SEQ-2", 2, false}, {"ATE-1-2", 1, "ATE-1", "SEQ-2", 2, false},
        {"ATE-1-0001", 1, "ATE-1", "SEQ-1", 1, true},  {"ATE-2-0001", 1, "ATE-2", "SEQ-2", 1, true},
        {"ATE-1", 2, "ATE-1", "SEQ-2", 2, false},      {"SEQ-2", 1, "ATE-2", "SEQ-2", 1, true},
        {"SEQ-1", 1, "ATE-1", "SEQ-1", 1, true},       {"ATE-1-0003", 0, NULL, NULL, 0, false},
        {"ATE-1-0000", 0, NULL, NULL, 0, false},       {"ATE-1-", 0, NULL, NULL, 0, false},
        {"ATE-1--2", 0, NULL, NULL, 0, false},         {"SEQ-9", 0, NULL, NULL, 0, false},
        {"", 0, NULL, NULL, 0, false},
    };
    LotEntry *entries;
    size_t count;
    open_registry();
    ck_assert_int_eq(add("ATE-1", 1, NULL, 0, first, 2), STATUS_OK);
    ck_assert_int_eq(add("ATE-2", 2, NULL, 0, second, 1), STATUS_OK);
    ck_assert_str_eq(lots_record_number("ATE-1", 2, arena), cases[0].number);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(lots_named(registry, cases[i].number, arena, &entries, &count, &error),
                         STATUS_OK);
        ck_assert_msg(count == cases[i].count, "%s: %zu", cases[i].number, count);
        if (count == 0)
            continue;
        ck_assert_str_eq(entries[count - 1].lot, cases[i].lot);
        ck_assert_str_eq(entries[count - 1].sequence, cases[i].sequence);
        ck_assert_int_eq(entries[count - 1].rank, cases[i].rank);
        ck_assert_int_eq(entries[count - 1].last, cases[i].last);
    }
    close_registry();
}
END_TEST

START_TEST(test_what_was_refused_is_not_declared)
{
    LotValue old[] = {{"heures", "100"}};
    LotEntry first[] = {{.sequence = "SEQ-1", .nature = NATURE_AJOUT, .values = old, .value_count = 1},
                        {.sequence = "SEQ-2", .nature = NATURE_AJOUT}};
    LotEntry second[] = {{.sequence = "SEQ-1", .nature = NATURE_MODIFICATION}};
    const LotRefusal of_first = {"ATE-1", "SEQ-2", "E1", "non"}, of_second = {"ATE-2", "SEQ-1", "", ""};
    LotEntry *entries;
    LotRefusal *refusals;
    size_t count;
    open_registry();
    ck_assert_int_eq(add("ATE-1", 1, NULL, 0, first, 2), STATUS_OK);
    ck_assert_int_eq(add("ATE-2", 2, NULL, 0, second, 1), STATUS_OK);
    ck_assert_int_eq(lots_declared_without(registry, &of_first, 1, arena, &entries, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 1); /* before the registry knows it */
    for (int twice = 0; twice < 2; twice++) {
        ck_assert_int_eq(registry_begin(registry, &error), STATUS_OK);
        ck_assert_int_eq(lots_refuse(registry, &of_first, 1, date_of(2026, 12, 1), &error), STATUS_OK);
        ck_assert_int_eq(lots_refuse(registry, &of_second, 1, date_of(2026, 12, 1), &error), STATUS_OK);
        ck_assert_int_eq(registry_commit(registry, &error), STATUS_OK);
    }
    ck_assert_int_eq(lots_declared(registry, arena, &entries, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(entries[0].lot, "ATE-1"); /* what was accepted before it stands */
    ck_assert_uint_eq(entries[0].value_count, 1);
    ck_assert_int_eq(lots_refused(registry, arena, &refusals, &count, &error), STATUS_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(refusals[1].sequence, "SEQ-2");
    ck_assert_str_eq(refusals[1].message, "non");
    close_registry();
}
END_TEST

SUITE("lots", test_what_comes_back_names_a_record_a_lot_or_a_sequence,
      test_what_was_refused_is_not_declared, test_empty_registry, test_bytes_come_back, test_last_entry_wins,
      test_a_number_is_used_once)
