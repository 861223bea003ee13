/* The CSV of a sheet, to the byte. */
#include "base/text.h"
#include "sheet/plain.h"
#include "suite.h"

static const Choice words[] = {{"x", {"oui", "yes"}}};
static const char *texts[] = {"=1+1", "+33 1", "-", "@x", "\tx", "a;b", "dit \"oui\"", "deux\nlignes",
                              "É", "\xff", "a\x01"};
enum { TEXT_COUNT = sizeof texts / sizeof *texts };

static Cell text(const Line *line)
{
    return cell_text(texts[(size_t)line->unchecked->count]);
}

static Cell number(const Line *line)
{
    static const Number numbers[] = {0,       NUMBER_ONE, -NUMBER_ONE, 185000,    1,
                                     -1,      12345678,   99990000,    INT64_MIN, 2190};
    size_t rank = line->unchecked->count;
    return rank < 10 ? cell_number(numbers[rank]) : cell_empty();
}

static Cell day(const Line *line)
{
    return line->unchecked->count ? cell_date(DATE_NONE) : cell_date(date_of(2027, 3, 15));
}

static Cell hour(const Line *line)
{
    return line->unchecked->count ? cell_text(words[0].label[0]) : cell_time(8 * 60 + 5);
}

static const Column columns[] = {
    {"texte", {"Texte", "Text"}, 10, FORMAT_TEXT, BY(text)},
    {"nombre", {"Nombre", "Number"}, 10, FORMAT_HOURS, BY(number)},
    {"jour", {"Jour", "Day"}, 10, FORMAT_DATE, BY(day)},
    {"cache", {"Caché", "Hidden"}, 10, FORMAT_DATE, BY(day), ASKED},
    {"heure", {"Heure", "Time"}, 10, FORMAT_TIME, BY(hour)},
};

static Unchecked ranks[TEXT_COUNT];

static size_t lines(const Basis *basis, Arena *arena, Line **made)
{
    (void)basis;
    *made = arena_array_of(arena, TEXT_COUNT, Line);
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        ranks[i].count = i;
        (*made)[i].unchecked = &ranks[i];
    }
    return TEXT_COUNT;
}

static const Sheet sheet = {.key = "essai", .name = {"Essai", "Trial"}, .table = -1,
                            .columns = columns, .column_count = 5, .lines = lines};

static char *written(const ConfigPair *pair)
{
    Config config = {.pairs = pair, .pair_count = pair ? 1 : 0};
    Record record = {.config = &config};
    Summary summary = {.record = &record};
    Basis basis = {.summary = &summary};
    Buffer out = {0};
    plain_sheet(&basis, &sheet, &out);
    return out.data;
}

START_TEST(each_kind_of_cell)
{
    char *csv = written(NULL);
    ck_assert_str_eq(csv, "\xEF\xBB\xBF" "texte;nombre;jour;heure\r\n"
                          "'=1+1;0;2027-03-15;08:05\r\n"
                          "'+33 1;1;;oui\r\n"
                          "'-;-1;;oui\r\n"
                          "'@x;18,5;;oui\r\n"
                          "'\tx;0,0001;;oui\r\n"
                          "\"a;b\";-0,0001;;oui\r\n"
                          "\"dit \"\"oui\"\"\";1234,5678;;oui\r\n"
                          "\"deux\nlignes\";9999;;oui\r\n"
                          "É;-922337203685477,5808;;oui\r\n"
                          "\xEF\xBF\xBD;0,219;;oui\r\n"
                          "a\xEF\xBF\xBD;;;oui\r\n");
    free(csv);
}
END_TEST

START_TEST(columns_as_they_are_asked_for)
{
    char *csv = written(&(ConfigPair){"rapports", "essai", " cache ,, heure", 3});
    ck_assert(text_starts(csv, "\xEF\xBB\xBF" "cache;heure\r\n2027-03-15;08:05\r\n;oui\r\n"));
    free(csv);
}
END_TEST

SUITE("plain", each_kind_of_cell, columns_as_they_are_asked_for)
