/* The HTML twin of a text: the same words, harmless, in plain elements. */
#include "suite.h"

#include "post/twin.h"

#include <string.h>

#define P "<p style=\"margin:0 0 16px\">"
#define UL "<ul style=\"margin:0 0 16px;padding:0 0 0 24px\">\n<li>"
#define OL "<ol style=\"margin:0 0 16px;padding:0 0 0 24px\">\n<li>"

/* What stands between the <div> and its end. */
static const char *body_of(const char *text)
{
    static Buffer out;
    buffer_clear(&out);
    twin_write("Objet", text, "fr", &out);
    char *open = strstr(out.data, "line-height:1.5\">\n"), *close = strstr(out.data, "</div>\n</body>\n</html>\n");
    ck_assert(open && close);
    *close = '\0';
    return open + strlen("line-height:1.5\">\n");
}

START_TEST(test_blocks)
{
    static const struct {
        const char *text, *body;
    } cases[] = {
        {"", ""},
        {"\n\n", ""},
        {"Bonjour", P "Bonjour</p>\n"},
        {"Bonjour,\nmonde\n", P "Bonjour,<br>\nmonde</p>\n"},
        {"a\n\n\nb\n", P "a</p>\n" P "b</p>\n"},
        {"a\r\n\r\nb\r\n", P "a</p>\n" P "b</p>\n"},
        {"- a\n  a.pdf\n- b\n", UL "a<br>\na.pdf</li>\n<li>b</li>\n</ul>\n"},
        {"Voici :\n- a\nfin\n", P "Voici\u00A0:</p>\n" UL "a</li>\n</ul>\n" P "fin</p>\n"},
        {"1. un\n2. deux\n", OL "un</li>\n<li>deux</li>\n</ol>\n"},
        {"3. trois\n", "<ol start=\"3\" style=\"margin:0 0 16px;padding:0 0 0 24px\">\n<li>trois</li>\n</ol>\n"},
        {"1. un\n- a\n", OL "un</li>\n</ol>\n" UL "a</li>\n</ul>\n"},
        {"2026. An\n1.5 %\n-a\n- \n", P "2026. An<br>\n1.5 %<br>\n-a</p>\n" UL "</li>\n</ul>\n"},
        {"  en retrait\n", P "en retrait</p>\n"},
        {"« a b » ? c ; d ! :e", P "«\u00A0a b\u00A0»\u00A0? c\u00A0; d\u00A0!\u00A0:e</p>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(body_of(cases[i].text), cases[i].body);
}
END_TEST

START_TEST(test_links)
{
    static const struct {
        const char *text, *body;
    } cases[] = {
        {"à a.b@c.ca, ou non.", P "à <a href=\"mailto:a.b@c.ca\">a.b@c.ca</a>, ou non.</p>\n"},
        {"(a@b.ca).", P "(<a href=\"mailto:a@b.ca\">a@b.ca</a>).</p>\n"},
        {"« a@b.ca »", P "«\u00A0<a href=\"mailto:a@b.ca\">a@b.ca</a>\u00A0»</p>\n"},
        {"a@b a@@b.ca @ a@b..ca", P "a@b a@@b.ca @ a@b..ca</p>\n"},
        {"https://b.ca/?x=1&y=2.",
         P "<a href=\"https://b.ca/?x=1&amp;y=2\">https://b.ca/?x=1&amp;y=2</a>.</p>\n"},
        {"https:// http://b.ca javascript:alert(1) xhttps://b.ca",
         P "https:// http://b.ca javascript:alert(1) xhttps://b.ca</p>\n"},
        {"https://b.ca/\"onload=\"x",
         P "<a href=\"https://b.ca/\">https://b.ca/</a>&quot;onload=&quot;x</p>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(body_of(cases[i].text), cases[i].body);
}
END_TEST

START_TEST(test_nothing_of_the_text_is_an_element)
{
    ck_assert_str_eq(body_of("- <img src=https://x.example/p.gif>\n"),
                     UL "&lt;img src=<a href=\"https://x.example/p.gif\">https://x.example/p.gif</a>&gt;"
                        "</li>\n</ul>\n");
    ck_assert_str_eq(body_of("</div><script>x()</script>&amp;'\""),
                     P "&lt;/div&gt;&lt;script&gt;x()&lt;/script&gt;&amp;amp;&#39;&quot;</p>\n");
    ck_assert_str_eq(body_of("a\x01z \xFF"), P "a\xEF\xBF\xBDz \xEF\xBF\xBD</p>\n");
}
END_TEST

START_TEST(test_head)
{
    Buffer out = {0};
    twin_write("</title><b>\"Été\"", "x\n", "en", &out);
    ck_assert_ptr_nonnull(strstr(out.data, "<!DOCTYPE html>\n<html lang=\"en\">\n"));
    ck_assert_ptr_nonnull(strstr(out.data, "<title>&lt;/title&gt;&lt;b&gt;&quot;Été&quot;</title>"));
    ck_assert_ptr_nonnull(strstr(out.data, "<meta name=\"color-scheme\" content=\"light dark\">"));
    ck_assert_ptr_nonnull(strstr(out.data, "<div lang=\"en\" "));
    buffer_free(&out);
}
END_TEST

SUITE("twin", test_blocks, test_links, test_nothing_of_the_text_is_an_element, test_head)
