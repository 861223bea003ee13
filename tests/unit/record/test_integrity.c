/* Files that are not, or no longer, a registry of this program: refused, or brought up to date. */
#include "bench.h"

/* The file is refused with a message that holds `words`, and keeps its bytes. */
static void assert_refused(Bench *b, const char *words)
{
    Buffer before = {0}, after = {0};
    ck_assert_int_eq(file_read(b->path, 1 << 24, &before, NULL), STATUS_OK);
    for (int read_only = 0; read_only < 2; read_only++) {
        ck_assert_int_eq(open_again(b, read_only), STATUS_SYSTEM);
        ck_assert_ptr_null(b->registry);
        ck_assert_msg(strstr(b->error.what, words) != NULL, "%s", b->error.what);
        ck_assert_str_ne(b->error.remedy, "");
        ck_assert_ptr_nonnull(strstr(b->error.place, "registre.db"));
    }
    ck_assert_int_eq(file_read(b->path, 1 << 24, &after, NULL), STATUS_OK);
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_int_eq(memcmp(buffer_text(&before), buffer_text(&after), before.length), 0);
    buffer_free(&before);
    buffer_free(&after);
}

static void fill_and_close(Bench *b, int documents)
{
    open_ok(b);
    begin(b);
    for (int i = 0; i < documents; i++)
        issue(b, arena_printf(b->arena, "SEQ-%d", i), TERMS_A, "2027-01-15");
    commit(b);
    registry_close(b->registry);
    b->registry = NULL;
}

START_TEST(test_not_a_database)
{
    Bench b = bench_new();
    const char text[] =
        "Ceci est un texte, pas un registre. Il est assez long pour avoir un en-tête, "
        "mais ce n'en est pas un pour autant.";
    put_file(b.path, text, sizeof text);
    assert_refused(&b, "endommagé");
    bench_free(&b);
}
END_TEST

START_TEST(test_empty_file_is_not_a_new_registry)
{
    Bench b = bench_new();
    put_file(b.path, "x", 1);
    ck_assert_int_eq(truncate(b.path, 0), 0);
    assert_refused(&b, "pas un registre");
    bench_free(&b);
}
END_TEST

START_TEST(test_truncated_at_each_page)
{
    Bench b = bench_new();
    fill_and_close(&b, 200);
    Buffer whole = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &whole, NULL), STATUS_OK);
    ck_assert_uint_gt(whole.length, 5 * 4096);
    for (size_t length = 4096; length < whole.length; length += 4096) {
        put_file(b.path, whole.data, length);
        assert_refused(&b, "endommagé");
    }
    put_file(b.path, whole.data, whole.length);
    open_ok(&b);
    buffer_free(&whole);
    bench_free(&b);
}
END_TEST

START_TEST(test_damaged_pages)
{
    Bench b = bench_new();
    fill_and_close(&b, 200);
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &bytes, NULL), STATUS_OK);
    memset(bytes.data + 4096, 0xA5, bytes.length - 4096);
    put_file(b.path, bytes.data, bytes.length);
    assert_refused(&b, "endommagé");
    buffer_free(&bytes);
    bench_free(&b);
}
END_TEST

/* Runs one statement on the closed file, as another program would. */
static void alter(const Bench *b, const char *sql)
{
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(b->path, &database), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

START_TEST(test_newer_version)
{
    Bench b = bench_new();
    fill_and_close(&b, 1);
    alter(&b, "PRAGMA user_version = 5");
    assert_refused(&b, "plus récente");
    bench_free(&b);
}
END_TEST

START_TEST(test_database_of_another_program)
{
    Bench b = bench_new();
    fill_and_close(&b, 1);
    alter(&b, "PRAGMA application_id = 1");
    assert_refused(&b, "pas un registre");
    bench_free(&b);
}
END_TEST

static const char *kept_registry(void)
{
    return "tests/unit/record/kept/schema-1.db";
}

/* A folder whose registry was written by the first version of the program. */
static void put_schema_1(Bench *b)
{
    Buffer bytes = {0};
    ck_assert_int_eq(file_read(kept_registry(), 1 << 24, &bytes, NULL), STATUS_OK);
    put_file(b->path, bytes.data, bytes.length);
    buffer_free(&bytes);
}

static const char *schema_of(sqlite3 *database, Arena *arena)
{
    Query query;
    const char *all = "";
    query_open(&query, database, "SELECT type || ' ' || name || ' ' || coalesce(sql, '')"
                                 " FROM sqlite_master ORDER BY 1");
    while (query_next(&query))
        all = arena_printf(arena, "%s%s\n", all, query_text(&query, 1, arena));
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    return all;
}

START_TEST(test_schema_1_is_brought_up_to_date)
{
    Bench fresh = bench_new(), b = bench_new();
    open_ok(&fresh);
    put_schema_1(&b);
    open_ok(&b);
    ck_assert_str_eq(schema_of(registry_database(b.registry), b.arena),
                     schema_of(registry_database(fresh.registry), b.arena));
    ck_assert_int_eq(count_of(&b, "SELECT user_version FROM pragma_user_version"), 4);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM documents"), 9);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM revisions WHERE etat = 'remplace'"), 1);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM evenements WHERE nature = 'emis'"), 10);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM sequences"), 4);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM lots"), 1);
    ck_assert_int_eq(count_of(&b, "SELECT sum(rang * rang) FROM lot_sequences"), 5); /* 1 and 2 */
    Issued issued;
    bool known;
    ck_assert_int_eq(registry_peek(b.registry, "protocole", "Q5", &issued, &known, NULL), STATUS_OK);
    ck_assert(known);
    ck_assert_str_eq(issued.number, "P-2027-999056-00004");
    ck_assert_int_eq(issued.revision, 2);
    ck_assert_int_eq(issued.previous_issued_on, day("2027-03-01"));
    /* the copy is the registry as it was */
    sqlite3 *copy;
    ck_assert_int_eq(sqlite3_open(path_join(b.arena, b.folder, "registre.db.avant-v4"), &copy),
                     SQLITE_OK);
    Query query;
    query_open(&query, copy, "SELECT count(*), (SELECT user_version FROM pragma_user_version)"
                             " FROM revisions");
    ck_assert(query_next(&query));
    ck_assert_int_eq(query_number(&query, 1), 10);
    ck_assert_int_eq(query_number(&query, 2), 1);
    ck_assert_int_eq(query_close(&query, NULL), STATUS_OK);
    sqlite3_close(copy);
    bench_free(&fresh);
    bench_free(&b);
}
END_TEST

START_TEST(test_a_reader_leaves_schema_1_as_it_is)
{
    Bench b = bench_new();
    put_schema_1(&b);
    Buffer before = {0}, after = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &before, NULL), STATUS_OK);
    ck_assert_int_eq(open_again(&b, true), STATUS_OK);
    ck_assert_int_eq(count_of(&b, "SELECT count(*) FROM evenements"), 10);
    ck_assert_int_eq(database_run(registry_database(b.registry), "DELETE FROM lots", &b.error),
                     STATUS_SYSTEM);
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(file_read(b.path, 1 << 24, &after, NULL), STATUS_OK);
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_int_eq(memcmp(before.data, after.data, before.length), 0);
    ck_assert_int_eq(file_kind(path_join(b.arena, b.folder, "registre.db.avant-v4")), FILE_ABSENT);
    buffer_free(&before);
    buffer_free(&after);
    bench_free(&b);
}
END_TEST

/* Each byte, one after the other in a seeded order, set to another value: the registry is refused,
 * or it says what it said. */
START_TEST(test_a_changed_byte_is_found_or_harmless)
{
    enum { TRIES = 400 };
    Bench b = bench_new();
    fill_and_close(&b, 60);
    Buffer whole = {0};
    ck_assert_int_eq(file_read(b.path, 1 << 24, &whole, NULL), STATUS_OK);
    uint32_t seed = 20270115;
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t at = i < 100 ? (size_t)i : (seed >> 8) % whole.length; /* the header, then anywhere */
        char kept = whole.data[at];
        whole.data[at] = (char)(kept ^ (1 << (seed >> 29)));
        FILE *file = fopen(b.path, "wb");
        ck_assert_uint_eq(fwrite(whole.data, 1, whole.length, file), whole.length);
        fclose(file);
        whole.data[at] = kept;
        if (open_again(&b, true) != STATUS_OK) {
            refused++;
            ck_assert_str_ne(b.error.remedy, "");
            continue;
        }
        ck_assert_msg(count_of(&b, "SELECT count(*) FROM documents d JOIN revisions r"
                                   " ON r.document = d.id WHERE d.cle LIKE 'SEQ-%'"
                                   " AND d.numero LIKE '2027-123456-000%'"
                                   " AND r.emis_le = '2027-01-15' AND r.revision = 1"
                                   " AND r.empreinte = '" TERMS_A "'") == 60,
                      "byte %zu", at);
    }
    ck_assert_int_gt(refused, TRIES / 2);
    buffer_free(&whole);
    bench_free(&b);
}
END_TEST

START_TEST(test_what_another_tool_wrote_is_not_damage)
{
    Bench b = bench_new();
    fill_and_close(&b, 3);
    const char *seal = path_join(b.arena, b.folder, "registre.sceau");
    ck_assert_int_eq(file_kind(seal), FILE_REGULAR);
    alter(&b, "UPDATE documents SET transcription = 1 WHERE cle = 'SEQ-1'");
    open_ok(&b);
    ck_assert_int_eq(file_kind(seal), FILE_ABSENT); /* it attested another state */
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(file_kind(seal), FILE_REGULAR);
    put_file(seal, "n'importe quoi", 14);
    open_ok(&b);
    bench_free(&b);
}
END_TEST

START_TEST(test_damage_names_the_copy_that_is_there)
{
    Bench b = bench_new();
    put_schema_1(&b);
    open_ok(&b);
    registry_close(b.registry);
    b.registry = NULL;
    ck_assert_int_eq(truncate(b.path, 8192), 0);
    ck_assert_int_eq(open_again(&b, false), STATUS_SYSTEM);
    ck_assert_ptr_nonnull(strstr(b.error.what, "endommagé"));
    ck_assert_ptr_nonnull(strstr(b.error.remedy, "registre.db.avant-v4"));
    bench_free(&b);
}
END_TEST

SUITE("integrity", test_not_a_database, test_empty_file_is_not_a_new_registry,
      test_truncated_at_each_page, test_damaged_pages, test_newer_version,
      test_database_of_another_program, test_schema_1_is_brought_up_to_date,
      test_a_reader_leaves_schema_1_as_it_is, test_a_changed_byte_is_found_or_harmless,
      test_what_another_tool_wrote_is_not_damage, test_damage_names_the_copy_that_is_there)
