#include "sheet/charts.h"

enum { /* of the grid, and pixels */
    TOP = 4, COLUMNS = 7, ROWS = 17, WIDTH = 440, HEIGHT = 330,
    DEFAULT_WIDTH = 480, DEFAULT_HEIGHT = 288,
};

static void add_series(lxw_chart *drawn, const Chart *chart, const Series *series)
{
    lxw_chart_series *added = chart_add_series(drawn, NULL, NULL);
    lxw_chart_fill fill = {.color = series->colour};
    lxw_chart_font small = {.size = 8};
    chart_series_set_categories(added, chart->sheet, chart->first, 0, chart->last, 0);
    chart_series_set_values(added, chart->sheet, chart->first, series->column, chart->last,
                            series->column);
    chart_series_set_name(added, series->name);
    chart_series_set_fill(added, &fill);
    chart_series_set_labels(added);
    chart_series_set_labels_font(added, &small);
    chart_series_set_labels_num_format(added, "#,##0;;"); /* a zero has no label */
}

static void dress(lxw_chart *drawn, const Chart *chart)
{
    lxw_chart_font title = {.size = 12, .bold = LXW_TRUE}, small = {.size = 8};
    lxw_chart_line grey = {.color = COLOUR_GRID, .width = 0.75F};
    bool legend = chart->series[1].name;
    chart_title_set_name(drawn, chart->title);
    chart_title_set_name_font(drawn, &title);
    chart_axis_set_num_font(drawn->x_axis, &small);
    chart_axis_set_num_font(drawn->y_axis, &small);
    /* Of bars that lie, the library names the axes as they are seen. */
    lxw_chart_axis *values = chart->lying ? drawn->x_axis : drawn->y_axis;
    chart_axis_set_num_format(values, "#,##0");
    chart_axis_set_min(values, 0);
    chart_axis_major_gridlines_set_visible(chart->lying ? drawn->y_axis : drawn->x_axis, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grey);
    chart_chartarea_set_line(drawn, &grey);
    chart_legend_set_position(drawn, legend ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
    chart_set_series_gap(drawn, 60);
    if (chart->lying) { /* the first row on top, the figures still below */
        chart_axis_set_reverse(drawn->y_axis);
        chart_axis_set_crossing_max(drawn->y_axis);
    }
}

void charts_draw(Grid *grid, const Chart *chart)
{
    if (chart->last < chart->first)
        return;
    lxw_chart *drawn =
        workbook_add_chart(grid->book, chart->lying ? LXW_CHART_BAR : LXW_CHART_COLUMN);
    for (int i = 0; i < SERIES_MOST && chart->series[i].name; i++)
        add_series(drawn, chart, &chart->series[i]);
    dress(drawn, chart);
    lxw_chart_options options = {
        .x_scale = (double)WIDTH / DEFAULT_WIDTH,
        .y_scale = (double)HEIGHT / DEFAULT_HEIGHT,
        .description = arena_string(grid->scratch, chart->title), /* for who cannot see it */
    };
    grid_keep(grid, worksheet_insert_chart_opt(grid->sheet, (uint32_t)(TOP + chart->rank / 2 * ROWS),
                                               (uint16_t)(CHARTS_COLUMN + chart->rank % 2 * COLUMNS),
                                               drawn, &options));
}
