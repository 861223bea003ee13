/* The effective view: a status that the day changes, and when a protocol is signed. */
#include "record/effective.h"
#include "suite.h"

/* One sequence made by hand: every column present and empty. */
typedef struct Bench {
    Table table;
    Row row;
    Value values[SEQUENCES_COLUMNS];
    int16_t slot[SEQUENCES_COLUMNS];
    Record record;
} Bench;

static void bench_open(Bench *b, const char *today)
{
    *b = (Bench){.table = {.id = T_SEQUENCES}};
    b->table.schema = schema_table(T_SEQUENCES);
    for (int16_t c = 0; c < SEQUENCES_COLUMNS; c++) {
        b->slot[c] = c;
        b->values[c].text = "";
    }
    b->table.slot = b->slot;
    b->row = (Row){.table = &b->table, .values = b->values};
    ck_assert(date_parse_iso(today, &b->record.today));
}

static void set_status(Bench *b, int status)
{
    b->values[SEQUENCES_STATUT] =
        (Value){.text = "statut", .choice = status, .line = 2, .state = VALUE_GOOD};
}

static void set_date(Bench *b, int column, const char *iso)
{
    b->values[column] = (Value){.text = iso, .line = 2, .state = VALUE_GOOD};
    ck_assert(date_parse_iso(iso, &b->values[column].date));
}

START_TEST(test_signed_is_under_way_from_its_first_day)
{
    Bench b;
    bench_open(&b, "2027-01-11");
    set_status(&b, STATUT_SEQUENCE_SIGNEE);
    set_date(&b, SEQUENCES_DEBUT, "2027-01-12");
    set_date(&b, SEQUENCES_FIN, "2027-04-02");
    ck_assert_int_eq(record_status(&b.record, &b.row), STATUT_SEQUENCE_SIGNEE);
    ck_assert_ptr_eq(record_value(&b.record, &b.row, SEQUENCES_STATUT),
                     &b.values[SEQUENCES_STATUT]);
    b.record.today++;
    ck_assert_int_eq(record_status(&b.record, &b.row), STATUT_SEQUENCE_EN_COURS);
    const Value *status = record_value(&b.record, &b.row, SEQUENCES_STATUT);
    ck_assert_int_eq(status->state, VALUE_GOOD);
    ck_assert_int_eq(status->choice, STATUT_SEQUENCE_EN_COURS);
    ck_assert_str_eq(status->text, "en_cours");
    b.record.today += 365; /* past its end it is to be closed, by someone */
    ck_assert_int_eq(record_status(&b.record, &b.row), STATUT_SEQUENCE_EN_COURS);
}
END_TEST

START_TEST(test_other_states_do_not_move)
{
    Bench b;
    for (int status = 0; status < STATUT_SEQUENCE_COUNT; status++) {
        if (status == STATUT_SEQUENCE_SIGNEE)
            continue;
        bench_open(&b, "2027-06-30");
        set_status(&b, status);
        set_date(&b, SEQUENCES_DEBUT, "2027-01-12");
        ck_assert_int_eq(record_status(&b.record, &b.row), status);
        ck_assert_ptr_eq(record_value(&b.record, &b.row, SEQUENCES_STATUT),
                         &b.values[SEQUENCES_STATUT]);
    }
}
END_TEST

START_TEST(test_unreadable_values)
{
    Bench b;
    bench_open(&b, "2027-06-30");
    b.values[SEQUENCES_STATUT] = (Value){.text = "finie", .state = VALUE_BAD};
    ck_assert_int_eq(record_status(&b.record, &b.row), -1);
    ck_assert_int_eq(record_value(&b.record, &b.row, SEQUENCES_STATUT)->state, VALUE_BAD);
    bench_open(&b, "2027-06-30");
    ck_assert_int_eq(record_status(&b.record, &b.row), -1);
    set_status(&b, STATUT_SEQUENCE_SIGNEE); /* no start: nothing says that it began */
    ck_assert_int_eq(record_status(&b.record, &b.row), STATUT_SEQUENCE_SIGNEE);
    ck_assert_int_eq(record_value(&b.record, NULL, SEQUENCES_STATUT)->state, VALUE_EMPTY);
}
END_TEST

START_TEST(test_other_columns_are_the_inputs)
{
    Bench b;
    bench_open(&b, "2027-06-30");
    set_status(&b, STATUT_SEQUENCE_SIGNEE);
    set_date(&b, SEQUENCES_DEBUT, "2027-01-12");
    ck_assert_ptr_eq(record_value(&b.record, &b.row, SEQUENCES_DEBUT), &b.values[SEQUENCES_DEBUT]);
}
END_TEST

START_TEST(test_signed_when_all_three_have)
{
    Bench b;
    bench_open(&b, "2027-06-30");
    ck_assert_int_eq(record_signed_on(&b.row), DATE_NONE);
    set_date(&b, SEQUENCES_SIGNE_ELEVE_LE, "2027-01-04");
    set_date(&b, SEQUENCES_SIGNE_ENTREPRISE_LE, "2027-01-08");
    ck_assert_int_eq(record_signed_on(&b.row), DATE_NONE);
    set_date(&b, SEQUENCES_SIGNE_ETABLISSEMENT_LE, "2027-01-06");
    ck_assert_int_eq(record_signed_on(&b.row), date_of(2027, 1, 8));
    set_date(&b, SEQUENCES_PROTOCOLE_SIGNE_LE, "2027-01-09");
    ck_assert_int_eq(record_signed_on(&b.row), date_of(2027, 1, 9));
}
END_TEST

SUITE("effective", test_signed_is_under_way_from_its_first_day, test_other_states_do_not_move,
      test_unreadable_values, test_other_columns_are_the_inputs, test_signed_when_all_three_have)
