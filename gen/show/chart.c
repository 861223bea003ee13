#include "show/chart.h"

#include "show/html.h"

#include <stdlib.h>
#include <string.h>

enum { BARS_MOST = 24, ROW = 42, TEXT_AT = 15, BAR_AT = 21, BAR = 14 }; /* pixels */

void chart_open(Chart *chart)
{
    chart->arena = arena_new();
    chart->by_label = map_new();
}

void chart_close(Chart *chart)
{
    free(chart->bars);
    map_free(chart->by_label);
    arena_free(chart->arena);
}

static ChartBar *bar_of(Chart *chart, const char *label)
{
    ChartBar *bar = map_get(chart->by_label, label);
    if (bar)
        return bar;
    bar = arena_new_of(chart->arena, ChartBar);
    bar->label = arena_string(chart->arena, label);
    map_put(chart->by_label, label, bar);
    chart->bars = vector_reserve(chart->bars, &chart->capacity, chart->count + 1, sizeof *chart->bars);
    chart->bars[chart->count++] = bar;
    return bar;
}

void chart_count(Chart *chart, const char *label, int part, size_t value)
{
    bar_of(chart, label)->values[part] += value;
}

static int by_label(const void *a, const void *b)
{
    return strcmp((*(ChartBar *const *)a)->label, (*(ChartBar *const *)b)->label);
}

static void fold_last(Chart *chart, const char *others)
{
    if (chart->count <= BARS_MOST)
        return;
    ChartBar *rest = chart->bars[BARS_MOST - 1];
    rest->label = others;
    for (size_t i = BARS_MOST; i < chart->count; i++)
        for (int p = 0; p < CHART_PARTS; p++)
            rest->values[p] += chart->bars[i]->values[p];
    chart->count = BARS_MOST;
}

static size_t sum_of(const ChartBar *bar)
{
    size_t sum = 0;
    for (int p = 0; p < CHART_PARTS; p++)
        sum += bar->values[p];
    return sum;
}

static int part_count(const Chart *chart)
{
    int count = 0;
    while (count < CHART_PARTS && chart->parts[count].name)
        count++;
    return count;
}

/* --- Drawing ----------------------------------------------------------------------------- */

/* Hundredths of a per cent, as "12.34%". */
static void add_share(Buffer *out, const char *attribute, size_t part, size_t whole)
{
    size_t share = whole ? part * 10000 / whole : 0;
    buffer_printf(out, " %s=\"%zu.%02zu%%\"", attribute, share / 100, share % 100);
}

static void add_bar(const Chart *chart, const ChartBar *bar, size_t widest, size_t top, Lang lang, Buffer *out)
{
    size_t before = 0;
    buffer_printf(out, "<text x=\"0\" y=\"%zu\">", top + TEXT_AT);
    html_add(out, bar->label);
    buffer_printf(out, "</text><text class=\"sum\" x=\"100%%\" y=\"%zu\">", top + TEXT_AT);
    for (int p = 0; p < part_count(chart); p++) {
        buffer_add_text(out, p ? " + " : "");
        html_add_count(out, bar->values[p], lang);
    }
    buffer_add_text(out, "</text>");
    for (int p = 0; p < part_count(chart); p++) {
        if (bar->values[p] == 0)
            continue;
        buffer_printf(out, "<rect class=\"p%d\" y=\"%zu\" height=\"%d\"", (int)chart->parts[p].colour, top + BAR_AT, BAR);
        add_share(out, "x", before, widest);
        add_share(out, "width", bar->values[p], widest);
        buffer_add_text(out, "/>");
        before += bar->values[p];
    }
    buffer_add_char(out, '\n');
}

/* "En tout — signés : 207 ; à signer : 14." */
static void add_description(const Chart *chart, const ChartBar *total, Lang lang, Buffer *out)
{
    html_add(out, chart->total);
    for (int p = 0; p < part_count(chart); p++) {
        buffer_add_text(out, !p ? " — " : lang == LANG_EN ? "; " : " ; ");
        html_add(out, chart->parts[p].name);
        buffer_add_text(out, lang == LANG_EN ? ": " : "\u00A0: ");
        html_add_count(out, total->values[p], lang);
    }
    buffer_add_char(out, '.');
}

static void add_drawing(const Chart *chart, const ChartBar *total, size_t widest, Lang lang, Buffer *out)
{
    buffer_printf(out,
                  "<svg role=\"img\" aria-labelledby=\"%s-t %s-d\" width=\"100%%\" height=\"%zu\">"
                  "<title id=\"%s-t\">",
                  chart->id, chart->id, chart->count * ROW, chart->id);
    html_add(out, chart->title);
    buffer_printf(out, "</title><desc id=\"%s-d\">", chart->id);
    add_description(chart, total, lang, out);
    buffer_add_text(out, "</desc>\n");
    for (size_t i = 0; i < chart->count; i++)
        add_bar(chart, chart->bars[i], widest, i * ROW, lang, out);
    buffer_add_text(out, "</svg>\n");
}

static void add_legend(const Chart *chart, Buffer *out)
{
    buffer_add_text(out, "<ul class=\"legend\">");
    for (int p = 0; p < part_count(chart); p++) {
        buffer_printf(out, "<li class=\"p%d\">", (int)chart->parts[p].colour);
        html_add(out, chart->parts[p].name);
        buffer_add_text(out, "</li>");
    }
    buffer_add_text(out, "</ul>\n");
}

/* --- The same as a table ------------------------------------------------------------------- */

static void add_line(const Chart *chart, const ChartBar *bar, Lang lang, Buffer *out)
{
    buffer_add_text(out, "<tr><th scope=\"row\">");
    html_add(out, bar->label);
    buffer_add_text(out, "</th>");
    for (int p = 0; p < part_count(chart); p++) {
        buffer_add_text(out, "<td class=\"number\">");
        html_add_count(out, bar->values[p], lang);
        buffer_add_text(out, "</td>");
    }
    buffer_add_text(out, "</tr>\n");
}

static void add_table(const Chart *chart, const ChartBar *total, Lang lang, Buffer *out)
{
    buffer_add_text(out, "<details><summary>");
    html_add(out, _("Les chiffres"));
    buffer_add_text(out, "</summary>\n<table>\n<caption>");
    html_add(out, chart->title);
    buffer_add_text(out, "</caption>\n<thead><tr><th scope=\"col\">");
    html_add(out, chart->by);
    buffer_add_text(out, "</th>");
    for (int p = 0; p < part_count(chart); p++) {
        buffer_add_text(out, "<th scope=\"col\" class=\"number\">");
        html_add(out, chart->parts[p].name);
        buffer_add_text(out, "</th>");
    }
    buffer_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < chart->count; i++)
        add_line(chart, chart->bars[i], lang, out);
    add_line(chart, total, lang, out);
    buffer_add_text(out, "</tbody>\n</table></details>\n");
}

void chart_add(Chart *chart, const char *others, Lang lang, Buffer *out)
{
    ChartBar total = {.label = chart->total};
    size_t widest = 0;
    if (chart->count == 0)
        return;
    qsort(chart->bars, chart->count, sizeof *chart->bars, by_label);
    fold_last(chart, others);
    for (size_t i = 0; i < chart->count; i++) {
        size_t sum = sum_of(chart->bars[i]);
        widest = sum > widest ? sum : widest;
        for (int p = 0; p < CHART_PARTS; p++)
            total.values[p] += chart->bars[i]->values[p];
    }
    buffer_printf(out, "<figure class=\"chart\" id=\"%s\">\n<figcaption>", chart->id);
    html_add(out, chart->title);
    buffer_add_text(out, "</figcaption>\n");
    add_legend(chart, out);
    add_drawing(chart, &total, widest, lang, out);
    add_table(chart, &total, lang, out);
    buffer_add_text(out, "</figure>\n");
}
