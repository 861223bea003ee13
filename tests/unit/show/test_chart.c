/* Charts: shares, order, what is told in place of the drawing, and what users write. */
#include "show/chart.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

typedef struct Bar {
    const char *label;
    size_t done, stopped;
} Bar;

/* To be freed. */
static char *drawn(const Bar *bars, size_t count, Lang lang)
{
    Chart chart = {.id = "g",
                   .title = "Visites",
                   .by = "Responsable",
                   .total = "En tout",
                   .parts = {{"faites", CHART_DONE}, {"retenues", CHART_STOPPED}}};
    Buffer out = {0};
    chart_open(&chart);
    for (size_t i = 0; i < count; i++) {
        chart_count(&chart, bars[i].label, 0, bars[i].done);
        chart_count(&chart, bars[i].label, 1, bars[i].stopped);
    }
    chart_add(&chart, "les autres", lang, &out);
    chart_close(&chart);
    char *text = strdup(buffer_text(&out));
    buffer_free(&out);
    return text;
}

static void expect_has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "missing:\n%s\nin:\n%.1500s", part, text);
}

START_TEST(shares_are_of_the_widest_bar)
{
    const Bar bars[] = {{"B", 1, 0}, {"A", 1, 1}, {"A", 1, 0}};
    char *text = drawn(bars, 3, LANG_FR);
    expect_has(text, "height=\"84\"><title id=\"g-t\">Visites</title>");
    expect_has(text, "<desc id=\"g-d\">En tout — faites\u00A0: 3 ; retenues\u00A0: 1.</desc>");
    expect_has(text, ">A</text><text class=\"sum\" x=\"100%\" y=\"15\">2 + 1</text>"
                     "<rect class=\"p0\" y=\"21\" height=\"14\" x=\"0.00%\" width=\"66.66%\"/>"
                     "<rect class=\"p3\" y=\"21\" height=\"14\" x=\"66.66%\" width=\"33.33%\"/>");
    expect_has(text, ">B</text><text class=\"sum\" x=\"100%\" y=\"57\">1 + 0</text>"
                     "<rect class=\"p0\" y=\"63\" height=\"14\" x=\"0.00%\" width=\"33.33%\"/>\n");
    expect_has(text, "<tr><th scope=\"row\">A</th><td class=\"number\">2</td><td class=\"number\">1</td></tr>");
    expect_has(text, "<tr><th scope=\"row\">En tout</th><td class=\"number\">3</td><td class=\"number\">1</td></tr>");
    free(text);
}
END_TEST

START_TEST(nothing_and_zero)
{
    const Bar zero[] = {{"A", 0, 0}};
    char *none = drawn(NULL, 0, LANG_FR), *empty = drawn(zero, 1, LANG_FR);
    ck_assert_str_eq(none, "");
    expect_has(empty, ">0 + 0</text>\n");
    ck_assert_ptr_null(strstr(empty, "<rect"));
    free(none);
    free(empty);
}
END_TEST

START_TEST(past_twenty_four_they_are_told_together)
{
    static const char *const labels[] = {
        "L00", "L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12", "L13",
        "L14", "L15", "L16", "L17", "L18", "L19", "L20", "L21", "L22", "L23", "L24", "L25", "L26",
    };
    enum { COUNT = sizeof labels / sizeof *labels };
    Bar bars[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        bars[i] = (Bar){labels[COUNT - 1 - i], 1, 2};
    char *text = drawn(bars, COUNT, LANG_FR);
    expect_has(text, ">L22</text>");
    ck_assert_ptr_null(strstr(text, "L23"));
    expect_has(text, "<tr><th scope=\"row\">les autres</th><td class=\"number\">4</td><td class=\"number\">8</td>");
    expect_has(text, "<tr><th scope=\"row\">En tout</th><td class=\"number\">27</td><td class=\"number\">54</td>");
    free(text);
}
END_TEST

START_TEST(what_users_write_stays_text)
{
    const Bar bars[] = {{"</svg><b>&\"'", 12345, 0}};
    char *text = drawn(bars, 1, LANG_EN);
    ck_assert_ptr_null(strstr(text, "<b>"));
    expect_has(text, ">&lt;/svg&gt;&lt;b&gt;&amp;&quot;");
    expect_has(text, ">12,345 + 0</text>");
    free(text);
}
END_TEST

SUITE("chart", shares_are_of_the_widest_bar, nothing_and_zero, past_twenty_four_they_are_told_together,
      what_users_write_stays_text)
