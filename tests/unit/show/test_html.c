/* What pages say of a size, and how they link to a file. */
#include "suite.h"

#include "show/html.h"

static const char *size(size_t bytes, Lang lang)
{
    static Buffer out;
    buffer_clear(&out);
    html_add_size(&out, bytes, lang);
    return buffer_text(&out);
}

START_TEST(test_sizes)
{
    static const struct {
        size_t bytes;
        const char *french, *english;
    } cases[] = {
        {0, "0\u00A0octets", "0\u00A0bytes"},
        {1023, "1\u00A0023\u00A0octets", "1,023\u00A0bytes"},
        {1024, "1\u00A0Ko", "1\u00A0KB"},
        {1535, "1\u00A0Ko", "1\u00A0KB"},
        {1536, "2\u00A0Ko", "2\u00A0KB"},
        {900 * 1024, "900\u00A0Ko", "900\u00A0KB"},
        {996147, "973\u00A0Ko", "973\u00A0KB"},      /* 0.95 Mo, less a hair */
        {996148, "1,0\u00A0Mo", "1.0\u00A0MB"},
        {20 << 20, "20,0\u00A0Mo", "20.0\u00A0MB"},
        {(20 << 20) + 52429, "20,1\u00A0Mo", "20.1\u00A0MB"},
        {(size_t)5 << 40, "5242880,0\u00A0Mo", "5242880.0\u00A0MB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(size(cases[i].bytes, LANG_FR), cases[i].french);
        ck_assert_str_eq(size(cases[i].bytes, LANG_EN), cases[i].english);
    }
}
END_TEST

START_TEST(test_links)
{
    Buffer out = {0};
    html_add_link(&out, "../a b/\"é<.pdf", "\"é<.pdf");
    ck_assert_str_eq(buffer_text(&out), "<a href=\"../a%20b/%22%C3%A9%3C.pdf\">&quot;é&lt;.pdf</a>");
    buffer_free(&out);
}
END_TEST

SUITE("html", test_sizes, test_links)
