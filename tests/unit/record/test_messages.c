/* The ledger of mail: one row a key for ever, and the states it may take. */
#include "suite.h"

#include "read/scratch.h"
#include "record/database.h"
#include "record/messages.h"
#include "record/sendings.h"

#include <string.h>

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B64 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

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

static MessageRow row_of(const char *key, const char *company, int day)
{
    return (MessageRow){key, company, "protocoles", A64, "<ate.1@exemple.ca>",
                        "courriels/x.eml", date_of(2026, 9, day), MESSAGE_TO_SEND};
}

static void add(const MessageRow *row, const char *sha256)
{
    MessageDocument document = {"protocole", "SEQ-1", "P-1", 2, A64, sha256};
    ck_assert_int_eq(registry_begin(registry, &error), STATUS_OK);
    ck_assert_msg(messages_add(registry, row, &document, 1, &error) == STATUS_OK, "%s", error.what);
    ck_assert_int_eq(registry_commit(registry, &error), STATUS_OK);
}

static MessageRow found(const char *key)
{
    MessageRow row;
    bool known;
    ck_assert_int_eq(messages_find(registry, key, arena, &row, &known, &error), STATUS_OK);
    ck_assert(known);
    return row;
}

static void set_state(const char *key, MessageState state)
{
    ck_assert_int_eq(messages_set_state(registry, key, state, &error), STATUS_OK);
}

static const char *document_digest(void)
{
    Query query;
    query_open(&query, registry_database(registry), "SELECT sha256 FROM message_documents");
    ck_assert(query_next(&query));
    const char *digest = query_text(&query, 1, arena);
    ck_assert_int_eq(query_close(&query, &error), STATUS_OK);
    return digest;
}

START_TEST(test_unknown)
{
    MessageRow row, *rows;
    bool known = true;
    size_t count;
    open_registry();
    ck_assert_int_eq(messages_find(registry, A64, arena, &row, &known, &error), STATUS_OK);
    ck_assert(!known);
    ck_assert_int_eq(messages_in_state(NULL, MESSAGE_TO_SEND, arena, &rows, &count, &error),
                     STATUS_OK);
    ck_assert_uint_eq(count, 0);
    close_registry();
}
END_TEST

START_TEST(test_comes_back_as_it_was)
{
    MessageRow row = row_of(A64, "ENT-1", 1);
    open_registry();
    add(&row, B64);
    MessageRow back = found(A64);
    ck_assert_str_eq(back.company, "ENT-1");
    ck_assert_str_eq(back.occasion, "protocoles");
    ck_assert_str_eq(back.recipient_sha256, A64);
    ck_assert_str_eq(back.message_id, "<ate.1@exemple.ca>");
    ck_assert_str_eq(back.path, "courriels/x.eml");
    ck_assert_int_eq(back.prepared_on, date_of(2026, 9, 1));
    ck_assert_int_eq(back.state, MESSAGE_TO_SEND);
    close_registry();
}
END_TEST

START_TEST(test_adding_again_changes_no_day)
{
    MessageRow row = row_of(A64, "ENT-1", 1), again = row_of(A64, "ENT-1", 30);
    open_registry();
    add(&row, B64);
    add(&again, A64);
    ck_assert_int_eq(found(A64).prepared_on, date_of(2026, 9, 1));
    ck_assert_str_eq(document_digest(), A64); /* the file of a draft may be made again */
    close_registry();
}
END_TEST

START_TEST(test_what_left_is_not_changed)
{
    static const MessageState left[] = {MESSAGE_SENDING, MESSAGE_SENT, MESSAGE_REFUSED,
                                        MESSAGE_UNCERTAIN};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        MessageRow row = row_of(A64, "ENT-1", 1), again = row_of(A64, "ENT-1", 30);
        open_registry();
        add(&row, B64);
        set_state(A64, left[i]);
        again.path = "courriels/y.eml";
        add(&again, A64);
        ck_assert_int_eq(found(A64).state, left[i]);
        ck_assert_str_eq(found(A64).path, "courriels/x.eml");
        ck_assert_str_eq(document_digest(), B64);
        close_registry();
    }
}
END_TEST

START_TEST(test_replaced_comes_back_new)
{
    MessageRow row = row_of(A64, "ENT-1", 1), again = row_of(A64, "ENT-1", 30);
    open_registry();
    add(&row, B64);
    set_state(A64, MESSAGE_REPLACED);
    add(&again, B64);
    ck_assert_int_eq(found(A64).state, MESSAGE_TO_SEND);
    ck_assert_int_eq(found(A64).prepared_on, date_of(2026, 9, 30));
    close_registry();
}
END_TEST

START_TEST(test_list_by_state)
{
    MessageRow first = row_of(A64, "ENT-2", 1), second = row_of(B64, "ENT-1", 1), *rows;
    size_t count;
    open_registry();
    add(&first, B64);
    add(&second, B64);
    ck_assert_int_eq(messages_in_state(registry, MESSAGE_TO_SEND, arena, &rows, &count, &error),
                     STATUS_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(rows[0].company, "ENT-1");
    set_state(A64, MESSAGE_SENT);
    ck_assert_int_eq(messages_in_state(registry, MESSAGE_TO_SEND, arena, &rows, &count, &error),
                     STATUS_OK);
    ck_assert_uint_eq(count, 1);
    close_registry();
}
END_TEST

static const char *results(void)
{
    const char *found = "";
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT coalesce(nature || ' ' || resultat || ' ' || coalesce(code, ''), 'cut')"
               " FROM envois ORDER BY id");
    while (query_next(&query))
        found = arena_printf(arena, "%s|%s", found, query_text(&query, 1, arena));
    ck_assert_int_eq(query_close(&query, &error), STATUS_OK);
    return found;
}

static int64_t begin(SendingNature nature, const char *moment)
{
    int64_t id;
    ck_assert_msg(sendings_begin(registry, A64, nature, moment, &id, &error) == STATUS_OK, "%s",
                  error.what);
    return id;
}

START_TEST(test_attempts)
{
    MessageRow row = row_of(A64, "ENT-1", 1);
    const char *moment;
    int64_t *moments;
    size_t count;
    open_registry();
    add(&row, B64);
    ck_assert_int_eq(sendings_last(registry, A64, arena, &moment, &error), STATUS_OK);
    ck_assert_str_eq(moment, "");
    int64_t first = begin(SENDING_TRANSMISSION, "2026-11-26T09:37:22Z");
    int64_t trial = begin(SENDING_TRIAL, "2026-11-26T09:37:23Z");
    begin(SENDING_TRANSMISSION, "2026-11-26T09:37:24Z");
    int64_t said = begin(SENDING_PERSON, "2026-11-26T09:37:25Z");
    ck_assert_int_eq(sendings_end(registry, first, SENDING_REFUSED, "550 5.1.1", &error), STATUS_OK);
    ck_assert_int_eq(sendings_end(registry, trial, SENDING_SENT, "250", &error), STATUS_OK);
    ck_assert_int_eq(sendings_end(registry, said, SENDING_PUT_OFF, "", &error), STATUS_OK);
    ck_assert_str_eq(results(), "|transmission refuse 550 5.1.1|essai envoye 250|cut|personne reporte ");
    ck_assert_int_eq(sendings_last(registry, A64, arena, &moment, &error), STATUS_OK);
    ck_assert_str_eq(moment, "2026-11-26T09:37:24Z");
    ck_assert_int_eq(sendings_since(registry, "2026-11-26T09:37:23Z", arena, &moments, &count, &error),
                     STATUS_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(moments[0], 1795685843);
    ck_assert_int_eq(moments[1], 1795685844);
    set_state(A64, MESSAGE_SENDING);
    ck_assert_int_eq(messages_settle(registry, &error), STATUS_OK);
    ck_assert_int_eq(sendings_settle(registry, &error), STATUS_OK);
    ck_assert_int_eq(found(A64).state, MESSAGE_UNCERTAIN);
    ck_assert_ptr_nonnull(strstr(results(), "|transmission incertain |personne"));
    int64_t id;
    ck_assert_int_eq(sendings_begin(registry, B64, SENDING_TRIAL, "2026-11-26T09:37:22Z", &id, &error),
                     STATUS_SYSTEM); /* of no message */
    ck_assert_int_eq(sendings_begin(registry, A64, SENDING_TRIAL, "yesterday", &id, &error),
                     STATUS_SYSTEM);
    close_registry();
}
END_TEST

SUITE("messages", test_unknown, test_comes_back_as_it_was, test_adding_again_changes_no_day,
      test_what_left_is_not_changed, test_replaced_comes_back_new, test_list_by_state, test_attempts)
