/* One record by many layouts: bytes, and what is refused. */
#include "suite.h"

#include "term/value.h"
#include "declare/writer.h"

#include <string.h>

static Arena *arena;
static Buffer out;
static FieldFault fault;

static LayoutField fields[DECLARED_COUNT];
static Layout layout;

static const LayoutCode codes[] = {{"n", "ajout", "A", 1}, {"n", "modification", "M", 2},
                                   {"oui", "oui", "O", 3}, {"oui", "non", "N", 4}};

static DeclaredRecord record_with(DeclaredField field, const char *value)
{
    DeclaredRecord record;
    for (int i = 0; i < DECLARED_COUNT; i++)
        record.values[i] = "";
    record.values[DECLARED_NATURE] = "ajout";
    record.values[field] = value;
    return record;
}

/* A layout of two fields: the nature, then the one being tried. */
static void lay(DeclaredField source)
{
    arena = arena ? arena : arena_new();
    buffer_clear(&out);
    fields[0] = (LayoutField){.name = "N", .source = DECLARED_NATURE, .codes = "n", .decimals = -1};
    fields[1] = (LayoutField){.name = "X", .source = (int)source, .decimals = -1};
    layout = (Layout){.format = LAYOUT_CSV, .encoding = CHARSET_UTF8, .separator = ';',
                      .decimal = ',', .line_end = LINE_LF, .neutralise = 1, .fields = fields,
                      .field_count = 2, .codes = codes, .code_count = 4};
}

static const char *line(DeclaredField field, const char *value)
{
    DeclaredRecord record = record_with(field, value);
    buffer_clear(&out);
    bool made = writer_record(&layout, &record, arena, &out, NULL, &fault);
    ck_assert_msg(made, "%s: %s", fault.field->name, fault.reason);
    return buffer_text(&out);
}

static const char *refused(DeclaredField field, const char *value)
{
    DeclaredRecord record = record_with(field, value);
    buffer_clear(&out);
    buffer_add_text(&out, "before\n");
    ck_assert(!writer_record(&layout, &record, arena, &out, NULL, &fault));
    ck_assert_str_eq(buffer_text(&out), "before\n");
    ck_assert_str_eq(fault.field->name, "X");
    return fault.reason;
}

START_TEST(test_begin)
{
    lay(DECLARED_NOM);
    writer_begin(&layout, &out);
    ck_assert_uint_eq(out.length, 0);
    layout.header = layout.mark = 1;
    layout.line_end = LINE_CRLF;
    writer_begin(&layout, &out);
    ck_assert_str_eq(buffer_text(&out), "\xEF\xBB\xBFN;X\r\n");
}
END_TEST

START_TEST(test_numbers)
{
    lay(DECLARED_HEURES);
    ck_assert_str_eq(line(DECLARED_HEURES, "138.5"), "A;138,5\n");
    fields[1].decimals = 2;
    ck_assert_str_eq(line(DECLARED_HEURES, "138.5"), "A;138,50\n");
    ck_assert_str_eq(line(DECLARED_HEURES, "138"), "A;138,00\n");
    ck_assert_str_eq(line(DECLARED_HEURES, "138.25"), "A;138,25\n");
    refused(DECLARED_HEURES, "138.125"); /* never rounded */
    fields[1].decimals = 0;
    ck_assert_str_eq(line(DECLARED_HEURES, "138"), "A;138\n");
    refused(DECLARED_HEURES, "138.5");
    fields[1].decimals = 1;
    layout.decimal = '.';
    ck_assert_str_eq(line(DECLARED_HEURES, "138.5"), "A;138.5\n");
    layout.decimal = ',';
    layout.separator = ',';
    ck_assert_str_eq(line(DECLARED_HEURES, "138.5"), "A,\"138,5\"\n");
}
END_TEST

START_TEST(test_dates)
{
    lay(DECLARED_DEBUT);
    ck_assert_str_eq(line(DECLARED_DEBUT, "2026-08-31"), "A;2026-08-31\n");
    layout.date = DATE_COMPACT;
    ck_assert_str_eq(line(DECLARED_DEBUT, "2026-08-31"), "A;20260831\n");
    layout.date = DATE_DAY_FIRST;
    ck_assert_str_eq(line(DECLARED_DEBUT, "2026-08-31"), "A;31/08/2026\n");
    ck_assert_str_eq(line(DECLARED_DEBUT, ""), "A;\n");
}
END_TEST

START_TEST(test_codes)
{
    lay(DECLARED_REMUNEREE);
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "oui"), "A;oui\n");
    fields[1].codes = "oui";
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "non"), "A;N\n");
    fields[1].required = true;
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_REMUNEREE, ""), "requise"));
}
END_TEST

START_TEST(test_width_counts_characters)
{
    lay(DECLARED_NOM);
    fields[1].width = 4;
    ck_assert_str_eq(line(DECLARED_NOM, "Côté"), "A;Côté\n");
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_NOM, "Côtés"), "5"));
    fields[1].cut = true;
    bool cut[2] = {true, false};
    DeclaredRecord record = record_with(DECLARED_NOM, "Côtés");
    buffer_clear(&out);
    ck_assert(writer_record(&layout, &record, arena, &out, cut, &fault));
    ck_assert_str_eq(buffer_text(&out), "A;Côté\n");
    ck_assert(!cut[0]);
    ck_assert(cut[1]);
}
END_TEST

START_TEST(test_quotes)
{
    lay(DECLARED_ENTREPRISE);
    ck_assert_str_eq(line(DECLARED_ENTREPRISE, "a;\"b\""), "A;\"a;\"\"b\"\"\"\n");
    ck_assert_str_eq(line(DECLARED_ENTREPRISE, "a,b"), "A;a,b\n");
    layout.quotes = QUOTE_ALWAYS;
    ck_assert_str_eq(line(DECLARED_ENTREPRISE, "a"), "\"A\";\"a\"\n");
    layout.quotes = QUOTE_NEVER;
    ck_assert_str_eq(line(DECLARED_ENTREPRISE, "a,b"), "A;a,b\n");
    refused(DECLARED_ENTREPRISE, "a;b");
    refused(DECLARED_ENTREPRISE, "a\"b");
}
END_TEST

START_TEST(test_formulas)
{
    static const char *const runs[] = {"=1+1", "+1", "-1", "@SUM(A1)"};
    lay(DECLARED_ENTREPRISE);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(line(DECLARED_ENTREPRISE, runs[i]),
                         arena_printf(arena, "A;'%s\n", runs[i]));
    layout.neutralise = 0;
    ck_assert_str_eq(line(DECLARED_ENTREPRISE, "=1+1"), "A;=1+1\n");
    lay(DECLARED_SEQUENCE); /* an identifier is never changed */
    ck_assert_str_eq(line(DECLARED_SEQUENCE, "-1"), "A;-1\n");
}
END_TEST

START_TEST(test_encodings)
{
    lay(DECLARED_NOM);
    layout.encoding = CHARSET_WINDOWS_1252;
    ck_assert_str_eq(line(DECLARED_NOM, "Œuvré’€ÿ"), "A;\x8Cuvr\xE9\x92\x80\xFF\n");
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_NOM, "Łuk"), "« Ł » (U+0141)"));
    refused(DECLARED_NOM, "ᐃ");
    refused(DECLARED_NOM, "e\xCC\x81"); /* a combining accent by itself */
    layout.encoding = CHARSET_LATIN1;
    ck_assert_str_eq(line(DECLARED_NOM, "Zoé"), "A;Zo\xE9\n");
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_NOM, "L’Œ"), "U+2019"));
    refused(DECLARED_NOM, "€");
    layout.encoding = CHARSET_UTF8;
    ck_assert_str_eq(line(DECLARED_NOM, "Łukᐃ"), "A;Łukᐃ\n");
}
END_TEST

START_TEST(test_canonical_numbers)
{
    arena = arena ? arena : arena_new();
    ck_assert_str_eq(number_canonical(0, arena), "0");
    ck_assert_str_eq(number_canonical(2400000, arena), "240");
    ck_assert_str_eq(number_canonical(1385000, arena), "138.5");
    ck_assert_str_eq(number_canonical(1, arena), "0.0001");
    ck_assert_str_eq(number_canonical(-5000, arena), "-0.5");
}
END_TEST

SUITE("writer", test_begin, test_numbers, test_dates, test_codes, test_width_counts_characters,
      test_quotes, test_formulas, test_encodings, test_canonical_numbers)
