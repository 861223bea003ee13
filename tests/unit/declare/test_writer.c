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

static void encode(Charset charset)
{
    Error error;
    layout.encoding = (int)charset;
    ck_assert_int_eq(encoder_open(&layout.encoder, charset, arena, &error), STATUS_OK);
}

/* A layout of two fields: the nature, then the one being tried. */
static void lay(DeclaredField source)
{
    arena = arena ? arena : arena_new();
    buffer_clear(&out);
    fields[0] = (LayoutField){.name = "N", .kind = SOURCE_VALUE, .source = DECLARED_NATURE,
                              .codes = "n", .decimals = -1};
    fields[1] = (LayoutField){.name = "X", .kind = SOURCE_VALUE, .source = (int)source,
                              .decimals = -1};
    layout = (Layout){.format = LAYOUT_CSV, .separator = ';', .decimal = ',', .line_end = LINE_LF,
                      .neutralise = 1, .records[RECORD_DETAIL] = {fields, 2, 0}, .codes = codes,
                      .code_count = 4};
    encode(CHARSET_UTF8);
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

/* The file of these records, or the reason why it cannot be. */
static const char *file_of(const DeclaredRecord *const *records, size_t count)
{
    static DeclaredRecord of_lot;
    of_lot = record_with(DECLARED_LOT, "L-1");
    of_lot.values[DECLARED_DATE_LOT] = "2027-04-12";
    LotContent content = {&of_lot, records, count};
    buffer_clear(&out);
    return writer_file(&layout, &content, arena, &out, &fault) ? buffer_text(&out) : fault.reason;
}

START_TEST(test_begin)
{
    lay(DECLARED_NOM);
    ck_assert_str_eq(file_of(NULL, 0), "");
    layout.header = layout.mark = 1;
    layout.line_end = LINE_CRLF;
    ck_assert_str_eq(file_of(NULL, 0), "\xEF\xBB\xBFN;X\r\n");
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
    layout.decimal = DECIMAL_IMPLIED;
    ck_assert_str_eq(line(DECLARED_HEURES, "138.5"), "A;1385\n");
    ck_assert_str_eq(line(DECLARED_HEURES, "0"), "A;00\n");
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
    layout.date = DATE_SHORT;
    ck_assert_str_eq(line(DECLARED_DEBUT, "2026-08-31"), "A;260831\n");
    layout.date = DATE_DAY_COMPACT;
    ck_assert_str_eq(line(DECLARED_DEBUT, "2026-08-31"), "A;31082026\n");
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
    encode(CHARSET_WINDOWS_1252);
    ck_assert_str_eq(line(DECLARED_NOM, "Œuvré’€ÿ"), "A;\x8Cuvr\xE9\x92\x80\xFF\n");
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_NOM, "Łuk"), "« Ł » (U+0141)"));
    refused(DECLARED_NOM, "ᐃ");
    refused(DECLARED_NOM, "e\xCC\x81"); /* a combining accent by itself */
    encode(CHARSET_LATIN1);
    ck_assert_str_eq(line(DECLARED_NOM, "Zoé"), "A;Zo\xE9\n");
    ck_assert_ptr_nonnull(strstr(refused(DECLARED_NOM, "L’Œ"), "U+2019"));
    refused(DECLARED_NOM, "€");
    encode(CHARSET_LATIN9);
    ck_assert_str_eq(line(DECLARED_NOM, "Œ€Ÿ"), "A;\xBC\xA4\xBE\n");
    refused(DECLARED_NOM, "¤"); /* its place is the euro's */
    encode(CHARSET_CP850);
    ck_assert_str_eq(line(DECLARED_NOM, "Zoé"), "A;Zo\x82\n");
    encode(CHARSET_CP863);
    ck_assert_str_eq(line(DECLARED_NOM, "ÀÉé"), "A;\x8E\x90\x82\n");
    encode(CHARSET_IBM037); /* separators and ends of lines with the rest */
    ck_assert_str_eq(line(DECLARED_NOM, "A1é"), "\xC1\x5E\xC1\xF1\x51\x25");
    encode(CHARSET_UTF8);
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

START_TEST(test_words)
{
    lay(DECLARED_NOM);
    fields[1].upper = true;
    ck_assert_str_eq(line(DECLARED_NOM, "Cœur-d’Été ß"), "A;CŒUR-D’ÉTÉ SS\n");
    fields[1].plain = true;
    ck_assert_str_eq(line(DECLARED_NOM, "Cœur-d’Été"), "A;COEUR-D'ETE\n");
    fields[1].upper = false;
    ck_assert_str_eq(line(DECLARED_NOM, "Łuk Nguyễn — Œuf « a »"), "A;\"Luk Nguyen - OEuf \"\" a \"\"\"\n");
}
END_TEST

START_TEST(test_conditions_and_what_stands_for_nothing)
{
    static const char *const paid[] = {"oui"}, *const natures[] = {"ajout", "modification"};
    const LayoutTest tests[] = {{DECLARED_REMUNEREE, false, paid, 1},
                                {DECLARED_NATURE, true, natures, 2}};
    lay(DECLARED_REMUNEREE);
    fields[1].tests = tests;
    fields[1].test_count = 1;
    fields[1].required = true;
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "oui"), "A;oui\n");
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "non"), "A;\n"); /* not written, so not required */
    fields[1].empty = "-";
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "non"), "A;-\n");
    fields[1].test_count = 2;
    ck_assert_str_eq(line(DECLARED_REMUNEREE, "oui"), "A;-\n"); /* both must hold */
}
END_TEST

START_TEST(test_fixed)
{
    lay(DECLARED_NOM);
    layout.format = LAYOUT_FIXED;
    layout.records[RECORD_DETAIL].width = 12;
    fields[0].width = 1;
    fields[1].width = 5;
    fields[1].position = 4;
    encode(CHARSET_LATIN1);
    ck_assert_str_eq(line(DECLARED_NOM, "Zoé"), "A  Zo\xE9      \n");
    fields[1].side = SIDE_RIGHT;
    fields[1].fill = '*';
    ck_assert_str_eq(line(DECLARED_NOM, "Zoé"), "A  **Zo\xE9    \n");
    ck_assert_str_eq(line(DECLARED_NOM, ""), "A           \n"); /* unknown: spaces */
    refused(DECLARED_NOM, "Zoé-Ève");
    fields[1].source = DECLARED_SEMAINES;
    fields[1].side = SIDE_DEFAULT;
    fields[1].fill = 0;
    ck_assert_str_eq(line(DECLARED_SEMAINES, "10"), "A  00010    \n");
    ck_assert_str_eq(line(DECLARED_SEMAINES, ""), "A           \n");
    fields[1].empty = "0";
    ck_assert_str_eq(line(DECLARED_SEMAINES, ""), "A  00000    \n");
    layout.line_end = LINE_NONE;
    ck_assert_str_eq(line(DECLARED_SEMAINES, "7"), "A  00007    ");
}
END_TEST

START_TEST(test_xml)
{
    lay(DECLARED_NOM);
    static LayoutField xml[4];
    xml[0] = fields[0];
    xml[0].name = "@n";
    for (int i = 1; i < 4; i++)
        xml[i] = fields[1];
    xml[1].name = "who/is/name";
    xml[2].name = "who/same";
    xml[3].name = "last";
    xml[3].source = DECLARED_NEQ;
    layout.records[RECORD_DETAIL] = (LayoutRecord){xml, 4, 0};
    layout.format = LAYOUT_XML;
    layout.element = "r";
    ck_assert_str_eq(line(DECLARED_NOM, "a<&>\"b'\n"),
                     "  <r n=\"A\">\n    <who>\n      <is>\n"
                     "        <name>a&lt;&amp;&gt;&quot;b&#39;&#10;</name>\n      </is>\n"
                     "      <same>a&lt;&amp;&gt;&quot;b&#39;&#10;</same>\n    </who>\n  </r>\n");
    xml[3].empty = "";
    ck_assert_ptr_nonnull(strstr(line(DECLARED_NOM, "a"), "    <last></last>\n  </r>\n"));
    DeclaredRecord record = record_with(DECLARED_NOM, "a\x01z");
    ck_assert(!writer_record(&layout, &record, arena, &out, NULL, &fault));
    ck_assert_str_eq(fault.field->name, "who/is/name");
    ck_assert_ptr_nonnull(strstr(fault.reason, "U+0001"));
    encode(CHARSET_LATIN1);
    record = record_with(DECLARED_NOM, "Łuk"); /* no reference to it: the destination has no Ł */
    ck_assert(!writer_record(&layout, &record, arena, &out, NULL, &fault));
    ck_assert_str_eq(fault.field->name, "who/is/name");
    layout.root = "all";
    layout.space = "urn:x&y";
    layout.schema = "s.xsd";
    ck_assert_str_eq(file_of(NULL, 0),
                     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<all xmlns=\"urn:x&amp;y\""
                     " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                     " xsi:schemaLocation=\"urn:x&amp;y s.xsd\">\n</all>\n");
}
END_TEST

START_TEST(test_totals)
{
    static const char *const added[] = {"ajout"};
    const LayoutTest tests[] = {{DECLARED_NATURE, false, added, 1}};
    LayoutField foot[5];
    DeclaredRecord records[3];
    const DeclaredRecord *list[3];
    static const char *const hours[] = {"350.5", "10.25", "1000"};
    static const char *const keys[] = {"ABCD99999999", "ABCD00000002", ""};
    lay(DECLARED_HEURES);
    for (int i = 0; i < 3; i++) {
        records[i] = record_with(DECLARED_HEURES, hours[i]);
        records[i].values[DECLARED_CODE_PERMANENT] = keys[i];
        list[i] = &records[i];
    }
    records[1].values[DECLARED_NATURE] = "modification";
    foot[0] = (LayoutField){.name = "LOT", .kind = SOURCE_VALUE, .source = DECLARED_LOT, .decimals = -1};
    foot[1] = (LayoutField){.name = "N", .kind = SOURCE_COUNT, .source = -1, .decimals = -1};
    foot[2] = (LayoutField){.name = "A", .kind = SOURCE_COUNT, .source = -1, .decimals = -1,
                            .tests = tests, .test_count = 1};
    foot[3] = (LayoutField){.name = "H", .kind = SOURCE_SUM, .source = DECLARED_HEURES, .decimals = 2};
    foot[4] = (LayoutField){.name = "C", .kind = SOURCE_HASH, .source = DECLARED_CODE_PERMANENT,
                            .decimals = -1, .width = 9};
    layout.records[RECORD_FOOT] = (LayoutRecord){foot, 5, 0};
    ck_assert_str_eq(file_of(list, 3),
                     "A;350,5\nM;10,25\nA;1000\nL-1;3;2;1360,75;100000001\n");
    foot[4].width = 3;
    ck_assert_str_eq(file_of(list, 3), "A;350,5\nM;10,25\nA;1000\nL-1;3;2;1360,75;001\n");
    foot[3].decimals = 1; /* never rounded */
    ck_assert_ptr_nonnull(strstr(file_of(list, 3), "plus de 1"));
    ck_assert_str_eq(fault.field->name, "H");
}
END_TEST

SUITE("writer", test_begin, test_numbers, test_dates, test_codes, test_width_counts_characters,
      test_quotes, test_formulas, test_encodings, test_canonical_numbers, test_words,
      test_conditions_and_what_stands_for_nothing, test_fixed, test_xml, test_totals)
