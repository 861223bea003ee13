/* front: blocks one under the other on the left, the charts that show them on the right. */
#include "sheet/front.h"

#include "base/text.h"
#include "sheet/charts.h"
#include "sheet/tally.h"
#include "sheet/words.h"

#include <string.h>

enum { LABEL, FIRST, SECOND, THIRD, SPACE }; /* columns of Résumé */
enum {
    TITLE_HEIGHT = 24,                   /* points */
    LABEL_WIDTH = 36, FIGURE_WIDTH = 16, /* characters */
};

/* The rows of a block that a chart shows. */
typedef struct Extent {
    uint32_t first, last; /* last < first: none */
} Extent;

typedef struct Front {
    Grid *grid;
    Lang lang;
    Tally tally;
    uint32_t row;         /* the next one */
    Extent protocols, months, hours;
} Front;

static const char *word(const Front *front, Word which)
{
    return words_of(which, front->lang);
}

static void put(Front *front, uint16_t column, Format format, Cell cell)
{
    grid_put(front->grid, front->row, column, format, cell);
}

static void put_label(Front *front, const char *text)
{
    put(front, LABEL, FORMAT_TEXT, cell_text(text));
}

/* A label and three figures, the first two in `format`. */
static void put_row(Front *front, const char *label, Format format, Cell first, Cell second, Cell third)
{
    put_label(front, label);
    put(front, FIRST, format, first);
    put(front, SECOND, format, second);
    put(front, THIRD, FORMAT_INTEGER, third);
    front->row++;
}

/* The heading of a block, with the titles of its figures; WORD_COUNT: none. */
static void put_heading(Front *front, Word block, Word first, Word second,
                        Word third)
{
    const Word titles[] = {block, first, second, third};
    for (uint16_t i = 0; i < sizeof titles / sizeof *titles; i++)
        grid_put_text(front->grid, front->row, i,
                      front->grid->style.formats[i ? FORMAT_FIGURES : FORMAT_HEADING],
                      titles[i] == WORD_COUNT ? "" : word(front, titles[i]));
    front->row++;
}

/* How many cells of a column of a sheet hold a word: a formula where the column is shown. */
static void put_count_of(Front *front, uint16_t at, const Sheet *sheet, const char *column,
                         const char *text, size_t count)
{
    Grid *grid = front->grid;
    const Chosen chosen = chosen_columns(sheet, grid->summary->record->config);
    if (chosen_place(&chosen, column) < 0) {
        put(front, at, FORMAT_INTEGER, cell_count(count));
        return;
    }
    const char *formula = arena_printf(grid->scratch, "=COUNTIF(%s.%s,\"%s\")", sheet->key, column, text);
    grid_put_formula(grid, front->row, at, FORMAT_INTEGER, formula, (double)count);
}

/* The sum of the rows above, from `first`. */
static void put_sum(Front *front, uint16_t column, Format format, uint32_t first, double value)
{
    CellName from, to;
    const char *formula =
        arena_printf(front->grid->scratch, "=SUM(%s:%s)", cell_name(column, first + 1, from),
                     cell_name(column, front->row, to));
    grid_put_formula(front->grid, front->row, column, format, formula, value);
}

/* --- Blocks ----------------------------------------------------------------------------------- */

static void put_head(Front *front)
{
    const Record *record = front->grid->summary->record;
    worksheet_set_row(front->grid->sheet, front->row, TITLE_HEIGHT, NULL);
    put(front, LABEL, FORMAT_TITLE, cell_text(config_text(record->config, CONFIG_ETABLISSEMENT_NOM)));
    front->row++;
    put(front, LABEL, FORMAT_STRONG, cell_text(config_text(record->config, CONFIG_PERIODE_NOM)));
    put(front, CHARTS_COLUMN, FORMAT_TEXT, cell_text(word(front, WORD_PRIVATE)));
    front->row++;
    put_label(front, word(front, WORD_DAY));
    put(front, FIRST, FORMAT_DATE, cell_date(record->today));
    put(front, CHARTS_COLUMN, FORMAT_TEXT, cell_text(word(front, WORD_AMENDED)));
    front->row += 2;
}

static const char *choice_label(const Front *front, int list, int choice)
{
    return schema_choices(list)->choices[choice].label[front->lang];
}

static void put_done(Front *front, ShareKind kind)
{
    size_t done = front->tally.shares[kind].done;
    if (kind == SHARE_PROTOCOLS)
        put_count_of(front, FIRST, &sheet_sequences, "protocole",
                     protocol_states.choices[PROTOCOL_SIGNED].label[front->lang], done);
    else if (kind == SHARE_VISITS)
        put_count_of(front, FIRST, &sheet_visits, "statut",
                     choice_label(front, C_STATUT_VISITE, STATUT_VISITE_REALISEE), done);
    else if (kind == SHARE_TASKS)
        put_count_of(front, FIRST, &sheet_tasks, "statut",
                     choice_label(front, C_STATUT_TACHE, STATUT_TACHE_FAITE), done);
    else
        put(front, FIRST, FORMAT_INTEGER, cell_count(done));
}

static void put_bars(Front *front, uint32_t first)
{
    lxw_conditional_format bar = style_bar();
    grid_keep(front->grid, worksheet_conditional_format_range(front->grid->sheet, first, THIRD,
                                                              front->row - 1, THIRD, &bar));
}

static void put_brief(Front *front)
{
    put_heading(front, WORD_BRIEF, WORD_DONE, WORD_OF, WORD_SHARE);
    uint32_t first = front->row;
    for (int kind = 0; kind < SHARE_COUNT; kind++) {
        Share share = front->tally.shares[kind];
        CellName done, of;
        put_label(front, words_share((ShareKind)kind, front->lang));
        put_done(front, (ShareKind)kind);
        put(front, SECOND, FORMAT_INTEGER, cell_count(share.of));
        if (share.of)
            grid_put_formula(front->grid, front->row, THIRD, FORMAT_PERCENT,
                             arena_printf(front->grid->scratch, "=%s/%s",
                                          cell_name(FIRST, front->row + 1, done),
                                          cell_name(SECOND, front->row + 1, of)),
                             (double)share.done / (double)share.of);
        front->row++;
    }
    put_bars(front, first);
    front->row++;
}

static void put_protocols(Front *front)
{
    put_heading(front, WORD_PROTOCOLS, WORD_SEQUENCES, WORD_COUNT, WORD_COUNT);
    front->protocols.first = front->row;
    for (int state = 0; state < PROTOCOL_STATE_COUNT; state++, front->row++) {
        const char *label = protocol_states.choices[state].label[front->lang];
        put_label(front, label);
        put_count_of(front, FIRST, &sheet_sequences, "protocole", label, front->tally.protocols[state]);
    }
    front->protocols.last = front->row - 1;
    front->row++;
}

static void put_states(Front *front)
{
    const ChoiceList *list = schema_choices(C_STATUT_SEQUENCE);
    const Table *sequences = &front->grid->summary->record->term->tables[T_SEQUENCES];
    put_heading(front, WORD_STATES, WORD_SEQUENCES, WORD_COUNT, WORD_COUNT);
    uint32_t first = front->row;
    for (size_t i = 0; i < list->count; i++, front->row++) {
        put_label(front, list->choices[i].label[front->lang]);
        put_count_of(front, FIRST, &sheet_sequences, "statut", list->choices[i].label[front->lang],
                     front->tally.statuses[i]);
    }
    if (front->tally.status_unknown) {
        put_label(front, word(front, WORD_UNKNOWN));
        put(front, FIRST, FORMAT_INTEGER, cell_count(front->tally.status_unknown));
        front->row++;
    }
    put_label(front, word(front, WORD_TOTAL));
    put_sum(front, FIRST, FORMAT_INTEGER, first, (double)sequences->row_count);
    front->row += 2;
}

static void put_months(Front *front)
{
    put_heading(front, WORD_MONTHS, WORD_PLANNED, WORD_VISITS_DONE, WORD_ATTESTATIONS);
    front->months.first = front->row;
    for (size_t i = 0; i < front->tally.month_count; i++) {
        const MonthCount *month = &front->tally.months[i];
        const char *label = month->month
                                ? arena_printf(front->grid->scratch, "%s %d",
                                               words_month(month->month, front->lang), month->year)
                                : word(front, WORD_OUTSIDE);
        put_row(front, label, FORMAT_INTEGER, cell_count(month->visits_planned),
                cell_count(month->visits_done), cell_count(month->attestations));
    }
    front->months.last = front->row - 1;
    front->row++;
}

static void put_officers(Front *front)
{
    if (front->tally.officer_count == 0)
        return;
    put_heading(front, WORD_OFFICERS, WORD_PLANNED, WORD_VISITS_DONE, WORD_LATE);
    for (size_t i = 0; i < front->tally.officer_count; i++) {
        const OfficerCount *count = &front->tally.officers[i];
        const Row *who = count->row;
        const char *label =
            who ? arena_printf(front->grid->scratch, "%s, %s", row_text(who, PERSONNEL_NOM),
                               row_text(who, PERSONNEL_PRENOM))
                : word(front, WORD_NOBODY);
        put_row(front, label, FORMAT_INTEGER, cell_count(count->planned), cell_count(count->done),
                cell_count(count->late));
    }
    front->row++;
}

/* Short enough for a chart: Élèves has the whole title. */
static const char *programme_label(Front *front, const Row *programme)
{
    enum { MOST = 30 };
    if (!programme)
        return word(front, WORD_NO_PROGRAMME);
    const char *label = arena_printf(front->grid->scratch, "%s %s", row_key(programme),
                                     row_text(programme, PROGRAMMES_TITRE));
    if (utf8_count(label) <= MOST)
        return label;
    const char *p = label, *end = label + strlen(label);
    for (int i = 0; i < MOST - 1; i++)
        utf8_next(&p, end);
    return arena_printf(front->grid->scratch, "%.*s…", (int)(p - label), label);
}

static void put_hours(Front *front)
{
    put_heading(front, WORD_HOURS, WORD_HOURS_PLANNED, WORD_HOURS_DONE, WORD_SEQUENCES);
    front->hours.first = front->row;
    for (size_t i = 0; i < front->tally.programme_count; i++) {
        const ProgrammeCount *count = &front->tally.programmes[i];
        put_row(front, programme_label(front, count->row), FORMAT_HOURS, cell_number(count->planned),
                cell_number(count->done), cell_count(count->sequences));
    }
    front->hours.last = front->row - 1;
    front->row++;
}

static void put_posts(Front *front)
{
    if (front->tally.post_count == 0)
        return;
    Number planned = 0, done = 0;
    put_heading(front, WORD_POSTS, WORD_AMOUNT, WORD_AMOUNT_DONE, WORD_TASKS);
    uint32_t first = front->row;
    for (size_t i = 0; i < front->tally.post_count; i++) {
        const PostCount *post = &front->tally.posts[i];
        put_row(front, *post->name ? post->name : word(front, WORD_NO_POST), FORMAT_MONEY,
                cell_number(post->planned), cell_number(post->done), cell_count(post->tasks));
        planned += post->planned;
        done += post->done;
    }
    put_label(front, word(front, WORD_TOTAL));
    put_sum(front, FIRST, FORMAT_MONEY, first, (double)planned / NUMBER_ONE);
    put_sum(front, SECOND, FORMAT_MONEY, first, (double)done / NUMBER_ONE);
    front->row += 2;
}

static void put_kind(Front *front, const Issue *issue, const Kind *kind)
{
    size_t done = 0, held = 0;
    for (size_t i = 0; i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (document->kind != kind)
            continue;
        bool stopped = document->held_by && *document->held_by;
        held += stopped;
        done += !stopped && !document->failed;
    }
    put_row(front, kind->title[front->lang], FORMAT_INTEGER, cell_count(done), cell_count(held),
            cell_empty());
}

static void put_documents(Front *front)
{
    const Issue *issue = front->grid->summary->issue;
    if (!issue)
        return;
    put_heading(front, WORD_DOCUMENTS, WORD_PRODUCED, WORD_HELD, WORD_COUNT);
    if (!selection_is_whole(&issue->selection)) {
        put_label(front, word(front, WORD_PARTIAL));
        front->row++;
    }
    for (size_t k = 0; k < issue->catalogue->count; k++)
        put_kind(front, issue, &issue->catalogue->kinds[k]);
    front->row++;
}

static void put_findings(Front *front)
{
    const Findings *findings = front->grid->summary->findings;
    put_heading(front, WORD_FINDINGS, WORD_COUNT, WORD_COUNT, WORD_COUNT);
    for (Severity severity = SEVERITY_ERROR; severity < SEVERITY_IGNORE; severity++, front->row++) {
        const char *label = severity_word(severity, front->lang);
        put_label(front, label);
        put_count_of(front, FIRST, &sheet_findings, "gravite", label, findings_count(findings, severity));
    }
    put_label(front, word(front, WORD_UNCHECKED));
    put(front, FIRST, FORMAT_INTEGER, cell_count(findings->unchecked_count));
    front->row += 2;
}

static void put_links(Front *front)
{
    put_heading(front, WORD_SHEETS, WORD_COUNT, WORD_COUNT, WORD_COUNT);
    for (size_t i = 0; i < REPORT_COUNT; i++, front->row++) {
        Cell name = cell_text(report_sheets[i]->name[front->lang]);
        name.link = grid_link(front->grid->scratch, name.text, 0, 0);
        put(front, LABEL, FORMAT_TEXT, name);
    }
}

/* --- The sheet --------------------------------------------------------------------------------- */

static void draw(const Front *front)
{
    const Chart charts[] = {
        {.title = word(front, WORD_PROTOCOLS),
         .lying = true,
         .first = front->protocols.first,
         .last = front->protocols.last,
         .series = {{word(front, WORD_SEQUENCES), FIRST, COLOUR_MAIN}}},
        {.title = word(front, WORD_VISITS_CHART),
         .first = front->months.first,
         .last = front->months.last,
         .series = {{word(front, WORD_PLANNED), FIRST, COLOUR_SECOND},
                    {word(front, WORD_VISITS_DONE), SECOND, COLOUR_MAIN}}},
        {.title = word(front, WORD_ATTESTATIONS_CHART),
         .first = front->months.first,
         .last = front->months.last,
         .series = {{word(front, WORD_ATTESTATIONS), THIRD, COLOUR_GOOD}}},
        {.title = word(front, WORD_HOURS),
         .lying = true,
         .first = front->hours.first,
         .last = front->hours.last,
         .series = {{word(front, WORD_HOURS_PLANNED), FIRST, COLOUR_SECOND},
                    {word(front, WORD_HOURS_DONE), SECOND, COLOUR_MAIN}}},
    };
    for (int i = 0; i < (int)(sizeof charts / sizeof *charts); i++) {
        Chart chart = charts[i];
        chart.sheet = word(front, WORD_NAME);
        chart.rank = i;
        charts_draw(front->grid, &chart);
    }
}

void front_sheet(Grid *grid)
{
    Front front = {.grid = grid, .lang = grid->summary->lang};
    grid_add_sheet(grid, word(&front, WORD_NAME));
    if (!grid->sheet)
        return;
    tally_make(&front.tally, grid->basis, grid->arena);
    worksheet_set_column(grid->sheet, LABEL, LABEL, LABEL_WIDTH, NULL);
    worksheet_set_column(grid->sheet, FIRST, THIRD, FIGURE_WIDTH, NULL);
    worksheet_set_column(grid->sheet, SPACE, SPACE, 3, NULL);
    worksheet_gridlines(grid->sheet, LXW_HIDE_ALL_GRIDLINES);
    put_head(&front);
    put_brief(&front);
    put_protocols(&front);
    put_states(&front);
    put_months(&front);
    put_hours(&front);
    put_officers(&front);
    put_posts(&front);
    put_documents(&front);
    put_findings(&front);
    put_links(&front);
    draw(&front);
    grid_print_setup(grid, false);
    arena_reset(grid->scratch);
}
