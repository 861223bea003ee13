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
    LotEntry first[] = {{"SEQ-2", NATURE_AJOUT, NULL, old, 2}, {"SEQ-1", NATURE_AJOUT, NULL, old, 2}};
    LotEntry second[] = {{"SEQ-2", NATURE_MODIFICATION, NULL, new, 1}};
    LotEntry third[] = {{"SEQ-1", NATURE_ANNULATION, NULL, NULL, 0}};
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
    LotEntry twice[] = {{"SEQ-1", NATURE_AJOUT, NULL, NULL, 0}, {"SEQ-1", NATURE_AJOUT, NULL, NULL, 0}};
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

SUITE("lots", test_empty_registry, test_bytes_come_back, test_last_entry_wins,
      test_a_number_is_used_once)
